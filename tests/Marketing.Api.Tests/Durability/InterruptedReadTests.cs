using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Marketing.Api.Tests.Plans.PlanSteps;

namespace Marketing.Api.Tests.Durability;

/// <summary>
/// A write between any two statements of a read: the response, with its ETag, is that from before the write or that from after it, never a
/// mixture.
/// </summary>
public sealed class InterruptedReadTests(InterruptedApi interrupted) : IClassFixture<InterruptedApi>, IAsyncLifetime
{
    private readonly MarketingApi _api = interrupted.Api;
    private readonly Interruption _interruption = interrupted.Interruption;
    private string _id = "";
    private string _plan = "";

    private HttpClient Client => _api.Alpha.Client;

    public async ValueTask InitializeAsync()
    {
        await _api.ResetAsync();
        var imported = await Client.PostAsync("/v1/plans/import", DocumentJson(1)).ShouldBeAsync(HttpStatusCode.Created);
        _id = imported["plan"]!.Id();
        _plan = $"/v1/plans/{_id}";
    }

    public ValueTask DisposeAsync()
    {
        _interruption.End();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("{plan}/document")]
    [InlineData("{plan}/sections/objectives")]
    [InlineData("{plan}/parts?includeTotal=true")]
    [InlineData("{plan}/objectives?includeTotal=true")]
    [InlineData("{plan}?expand=objectives")]
    [InlineData("{plan}/anchors?includeTotal=true")]
    [InlineData("{plan}/schedule")]
    [InlineData("{plan}/check")]
    [InlineData("/v1/plans?expand=objectives&includeTotal=true")]
    [InlineData("/v1/parts?includeTotal=true")]
    [InlineData("/v1/objective-measures")]
    [InlineData("/v1/planned-tasks")]
    [InlineData("/v1/schedule-items")]
    [InlineData("/v1/audit?includeTotal=true")]
    [InlineData("/v1/changes?include=resource")]
    [InlineData("/v1/changes?include=resource&types=plan")]
    public async Task A_document_is_replaced(string path)
    {
        var tag = "";
        await InterruptAsync(
            prepare: async _ => tag = await TagAsync(),
            path: _ => path,
            write: round => Client.PutJsonAsync($"{_plan}/document", DocumentJson(round + 1), tag).ShouldBeAsync(HttpStatusCode.OK)
        );
    }

    [Theory]
    [InlineData("{plan}/document")]
    [InlineData("{plan}/sections/objectives")]
    [InlineData("{plan}/parts?includeTotal=true")]
    [InlineData("{plan}/objectives")]
    [InlineData("{plan}?expand=objectives")]
    [InlineData("{plan}/anchors")]
    [InlineData("{plan}/anchors/SURVEY_RESULT")]
    [InlineData("{plan}/schedule")]
    [InlineData("{plan}/check")]
    [InlineData("/v1/plans?expand=objectives&includeTotal=true")]
    [InlineData("/v1/parts?includeTotal=true")]
    [InlineData("/v1/objective-measures")]
    [InlineData("/v1/planned-tasks")]
    [InlineData("/v1/schedule-items")]
    public async Task A_plan_is_deleted(string path)
    {
        await RecordAsync();
        var version = 0;
        await InterruptAsync(
            prepare: async _ =>
            {
                var plan = await Client.ReadAsync($"{_plan}?includeDeleted=true");
                version = plan.Version();
                if (plan["deletedAt"] is not null)
                {
                    await Client.ActAsync($"{_plan}/restore", version++).ShouldBeAsync(HttpStatusCode.OK);
                }
            },
            path: _ => path,
            write: _ => Client.DeleteAsync(_plan, version).ShouldBeAsync(HttpStatusCode.NoContent)
        );
    }

    [Theory]
    [InlineData("{plan}/anchors/SURVEY_RESULT")]
    [InlineData("{plan}/anchors?includeTotal=true")]
    [InlineData("{plan}/schedule")]
    public async Task An_event_is_deleted(string path) =>
        await InterruptAsync(
            prepare: _ => RecordAsync(),
            path: _ => path,
            write: _ => Client.DeleteAsync($"{_plan}/anchors/SURVEY_RESULT", 1).ShouldBeAsync(HttpStatusCode.NoContent)
        );

    [Theory]
    [InlineData("{plan}/check")]
    [InlineData("/v1/planned-tasks")]
    public async Task An_owner_is_merged(string path)
    {
        var remaining = (await Client.PartyAsync("Remaining")).Id();
        var package = await Client
            .PostAsync($"{_plan}/work-packages", ItemJson("""{"name":"W"}""", "W1"))
            .ShouldBeAsync(HttpStatusCode.Created);
        var merged = "";
        await InterruptAsync(
            prepare: async round =>
            {
                merged = (await Client.PartyAsync($"Owner {round}")).Id();
                var at = $"{_plan}/work-packages/{package.Id()}";
                var owned = $$$"""{"content":{"owners":[{"text":"The owner","partyId":"{{{merged}}}"}]}}""";
                await Client.PatchAsync(at, owned, (await Client.ReadAsync(at)).Version()).ShouldBeAsync(HttpStatusCode.OK);
            },
            path: _ => path,
            write: _ =>
                Client.ActAsync($"/v1/parties/{merged}/merge", 1, $$"""{"intoId":"{{remaining}}"}""").ShouldBeAsync(HttpStatusCode.OK),
            mayBeInvisible: true
        );
    }

    [Theory]
    [InlineData("/v1/parties?includeTotal=true")]
    [InlineData("/v1/parties/{party}")]
    [InlineData("/v1/audit?resource={party}")]
    [InlineData("/v1/changes?include=resource&types=party")]
    public async Task Personal_data_are_erased(string path)
    {
        var party = "";
        await InterruptAsync(
            prepare: async round => party = (await Client.PartyAsync($"P{round}", new { contact = new { name = "陈晓" } })).Id(),
            path: _ => path.Replace("{party}", party, StringComparison.Ordinal),
            write: _ => Client.ActAsync($"/v1/parties/{party}/erase", 1).ShouldBeAsync(HttpStatusCode.OK)
        );
    }

    [Fact]
    public async Task The_feed_is_purged()
    {
        var cursor = "";
        await InterruptAsync(
            prepare: async round =>
            {
                cursor = (await Client.ReadAsync("/v1/changes?start=now")).Text("nextCursor");
                await Client.PlanAsync($"P{round}");
                await Client.PlanAsync($"Q{round}");
            },
            path: _ => $"/v1/changes?cursor={Uri.EscapeDataString(cursor)}",
            write: _ => PurgeAsync()
        );
    }

    [Theory]
    [InlineData("/v1/plans?includeTotal=true")]
    [InlineData("/v1/plans?includeTotal=true&pageSize=1")]
    [InlineData("/v1/audit?includeTotal=true&pageSize=1")]
    public async Task A_row_is_added_to_a_list_with_a_total(string path) =>
        await InterruptAsync(_ => Task.CompletedTask, _ => path, round => Client.PlanAsync($"P{round}"));

    /// <summary>Reads once for each statement of the read, with the write just before that statement.</summary>
    /// <param name="prepare">What to do before each round.</param>
    /// <param name="path">The read.</param>
    /// <param name="write">A write that changes the response.</param>
    /// <param name="mayBeInvisible">Whether the response may be the same before and after the write.</param>
    private async Task InterruptAsync(Func<int, Task> prepare, Func<int, string> path, Func<int, Task> write, bool mayBeInvisible = false)
    {
        for (var round = 1; ; round++)
        {
            await prepare(round);
            var read = path(round).Replace("{plan}", _plan, StringComparison.Ordinal);
            var before = await ReadAsync(read);
            _interruption.Before(round, () => write(round));
            var seen = await ReadAsync(read);
            if (!_interruption.End())
            {
                seen.ShouldBe(before);
                round.ShouldBeGreaterThan(2, "The read has one statement at most, so nothing was interrupted.");
                return;
            }

            var after = await ReadAsync(read);
            seen.ShouldBeOneOf(before, after);
            if (!mayBeInvisible)
            {
                after.ShouldNotBe(before);
            }
        }
    }

    /// <summary>Returns the status, the ETag and the body of a response; of a problem only its code, since it names the request.</summary>
    private async Task<string> ReadAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        var body = response.IsSuccessStatusCode ? text : JsonNode.Parse(text)!.Text("code");
        return $"{(int)response.StatusCode} {response.Headers.ETag} {body}";
    }

    private async Task<string> TagAsync()
    {
        using var response = await Client.GetAsync($"{_plan}/document");
        return response.Headers.ETag!.Tag;
    }

    private Task RecordAsync() =>
        Client.PostAsync($"{_plan}/anchors", """{"code":"SURVEY_RESULT","date":"2026-03-02"}""").ShouldBeAsync(HttpStatusCode.Created);

    private async Task PurgeAsync()
    {
        await using var scope = _api.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        var last = await db.ChangeEntries.IgnoreQueryFilters().MaxAsync(entry => entry.Sequence);
        await db.ChangeEntries.IgnoreQueryFilters().Where(entry => entry.Sequence < last).ExecuteDeleteAsync();
        await db
            .ChangeCounters.IgnoreQueryFilters()
            .Where(counter => counter.LastSequence >= last)
            .ExecuteUpdateAsync(counter => counter.SetProperty(row => row.PurgedThrough, last - 1));
    }

    /// <summary>A document in which header and parts hold the same number.</summary>
    private static string DocumentJson(int number) =>
        new JsonObject
        {
            ["plan"] = new JsonObject
            {
                ["title"] = $"P{number}",
                ["language"] = "zh-Hans",
                ["currency"] = "CNY",
                ["launchDate"] = new JsonObject { ["date"] = $"2026-01-{number:00}" },
            },
            ["objectives"] = new JsonArray([
                .. Enumerable.Range(0, number).Select(i => new JsonObject { ["ref"] = $"O{i}", ["text"] = $"P{number}" }),
            ]),
            ["workPackages"] = new JsonArray(new JsonObject { ["ref"] = "W", ["name"] = $"P{number}" }),
            ["milestones"] = new JsonArray(
                new JsonObject
                {
                    ["ref"] = "M",
                    ["name"] = $"P{number}",
                    ["date"] = new JsonObject { ["date"] = $"2026-01-{number:00}" },
                }
            ),
        }.ToJsonString();
}
