using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Infrastructure.Writes;
using static Marketing.Api.Tests.Plans.PlanSteps;

namespace Marketing.Api.Tests.Durability;

/// <summary>Many who record events of one plan at once: each event is recorded once, and never more than a plan can have.</summary>
[Collection(FirstApi.Name)]
public sealed class AnchorRaceTests(MarketingApi api) : ApiTest(api)
{
    private const int Writers = 8;

    [Fact]
    public async Task Of_many_who_record_the_same_event_at_once_one_does()
    {
        HttpClient[] clients = [Client, (await Api.BesideAsync()).Alpha.Client];
        for (var round = 0; round < RaceRounds.Count; round++)
        {
            var anchors = $"/v1/plans/{(await Client.PlanAsync($"P{round}")).Id()}/anchors";
            var answers = await Task.WhenAll(
                Enumerable.Range(0, Writers).Select(i => RecordAsync(clients[i % 2], anchors, "SURVEY_RESULT", 1))
            );

            answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
            answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(Writers - 1);
            (await Client.ReadAsync(anchors)).Items().Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task Many_at_once_never_record_more_events_than_a_plan_can_have()
    {
        const int Free = 3;
        HttpClient[] clients = [Client, (await Api.BesideAsync()).Alpha.Client];
        var plan = await Client.PlanAsync("P");
        await FillAsync(PlanId.From(Guid.Parse(plan.Id())), PlanAnchor.Most - Free);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, Writers).Select(i => RecordAsync(clients[i % 2], $"/v1/plans/{plan.Id()}/anchors", $"LATE{i}", 1))
        );

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(Free);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            await Task.FromResult(refused).ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "anchor.tooMany");
        }
    }

    private static Task<HttpResponseMessage> RecordAsync(HttpClient client, string anchors, string code, int day) =>
        client.PostAsync(anchors, new JsonObject { ["code"] = code, ["date"] = $"2026-03-{day:00}" }.ToJsonString());

    private async Task FillAsync(PlanId plan, int count)
    {
        await using var db = Api.Database.Context();
        db.Workspace = WorkspaceId.From(Api.Alpha.Id);
        db.Writes = new WriteLog(Caller.ForSystem("test", db.Workspace), new RequestContext(), DateTime.UtcNow, EntityId.New());
        db.AddRange(
            Enumerable
                .Range(0, count)
                .Select(i => PlanAnchor.Record(db.Workspace, plan, $"EVENT{i}", null, new DateOnly(2026, 1, 1), subject: null))
        );
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
