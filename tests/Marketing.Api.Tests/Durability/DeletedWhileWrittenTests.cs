using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Plans.PlanSteps;

namespace Marketing.Api.Tests.Durability;

/// <summary>Three writers of a plan against one that deletes it, through two processes.</summary>
[Collection(SecondApi.Name)]
public sealed class DeletedWhileWrittenTests(MarketingApi api) : ApiTest(api)
{
    private const int Writers = 3;

    public enum Write
    {
        CreateObjective,
        ChangeObjective,
        DeleteObjective,
        ReorderObjectives,
        ReplaceSection,
        ReplaceDocument,
        ChangePlan,
        RecordEvent,
    }

    public static TheoryData<Write> Writes => [.. Enum.GetValues<Write>()];

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Each_writer_succeeds_or_finds_no_plan(Write write)
    {
        var clients = new[] { Client, (await Api.BesideAsync()).Alpha.Client };
        for (var round = 0; round < RoundsOf(write); round++)
        {
            var plan = await StartAsync();
            var writes = Enumerable.Range(0, Writers).Select(i => SendAsync(clients[i % 2], plan, write, i)).ToList();
            var delete = clients[round % 2].DeleteAsync(plan.Path, 1);
            var statuses = await Task.WhenAll(writes.Select(StatusAsync));

            statuses.ShouldAllBe(
                status =>
                    (int)status < 300
                    || status == HttpStatusCode.NotFound
                    || status == HttpStatusCode.PreconditionFailed
                    || status == HttpStatusCode.Conflict,
                $"round {round}"
            );
            var deleted = await StatusAsync(delete);
            deleted.ShouldBeOneOf(HttpStatusCode.NoContent, HttpStatusCode.PreconditionFailed);
            await ShouldHoldTogetherAsync(plan.Path, deleted == HttpStatusCode.NoContent);
        }
    }

    [Fact]
    public async Task A_write_that_finds_no_plan_leaves_the_tag_of_its_document()
    {
        var (party, other) = ((await Client.PartyAsync("市场部")).Id(), (await Client.PartyAsync("品牌部")).Id());
        var plan = $"/v1/plans/{(await Client.PlanOfAsync(party)).Id()}";
        var tag = await TagAsync($"{plan}/document");
        await Client.DeleteAsync(plan, 1).ShouldBeAsync(HttpStatusCode.NoContent);

        await Client.PostAsync($"{plan}/objectives", ObjectiveJson("a")).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "plan.notFound");
        await Client.ActAsync($"/v1/parties/{party}/merge", 1, $$"""{"intoId":"{{other}}"}""").ShouldBeAsync(HttpStatusCode.OK);

        await Client.ActAsync($"{plan}/restore", 2).ShouldBeAsync(HttpStatusCode.OK);
        (await TagAsync($"{plan}/document")).ShouldBe(tag);
    }

    /// <summary>These three once failed with 500 after they had waited for the delete.</summary>
    private static int RoundsOf(Write write) =>
        write is Write.CreateObjective or Write.ReplaceSection or Write.ReplaceDocument ? RaceRounds.Count : RaceRounds.Count / 4;

    private async Task<string> TagAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        return response.Headers.ETag!.Tag;
    }

    private async Task<Started> StartAsync()
    {
        var plan = await Client.PlanAsync("P");
        var path = $"/v1/plans/{plan.Id()}";
        var objective = await Client.ObjectiveAsync(plan.Id(), "a", "O1");
        var other = await Client.ObjectiveAsync(plan.Id(), "b", "O2");
        using var document = await Client.GetAsync($"{path}/document");
        using var section = await Client.GetAsync($"{path}/sections/objectives");
        return new Started(
            path,
            objective.Id(),
            other.Id(),
            await document.Content.ReadAsStringAsync(),
            document.Headers.ETag!.Tag,
            section.Headers.ETag!.Tag
        );
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, Started plan, Write write, int writer) =>
        write switch
        {
            Write.CreateObjective => client.PostAsync($"{plan.Path}/objectives", ObjectiveJson($"by {writer}")),
            Write.ChangeObjective => client.PatchAsync(
                $"{plan.Path}/objectives/{plan.Objective}",
                $$$"""{"content":{"text":"by {{{writer}}}"}}""",
                1
            ),
            Write.DeleteObjective => client.DeleteAsync($"{plan.Path}/objectives/{plan.Objective}", 1),
            Write.ReorderObjectives => client.ActAsync(
                $"{plan.Path}/objectives/reorder",
                json: $$"""{"ids":["{{plan.Other}}","{{plan.Objective}}"]}"""
            ),
            Write.ReplaceSection => client.PutJsonAsync(
                $"{plan.Path}/sections/objectives",
                SectionJson("objectives", ("O1", $$"""{"text":"by {{writer}}"}""")),
                plan.SectionTag
            ),
            Write.ReplaceDocument => client.PutJsonAsync($"{plan.Path}/document", Retitled(plan.Document, writer), plan.DocumentTag),
            Write.ChangePlan => client.PatchAsync(plan.Path, $$"""{"title":"by {{writer}}"}""", 1),
            _ => client.PostAsync($"{plan.Path}/anchors", $$"""{"code":"SURVEY_RESULT","date":"2026-03-0{{writer + 1}}"}"""),
        };

    private static string Retitled(string document, int writer)
    {
        var changed = JsonNode.Parse(document)!;
        changed["plan"]!["title"] = $"by {writer}";
        return changed.ToJsonString();
    }

    private static async Task<HttpStatusCode> StatusAsync(Task<HttpResponseMessage> sending)
    {
        using var response = await sending;
        return response.StatusCode;
    }

    /// <summary>A deleted plan has no living part, and a plan that was not deleted is whole.</summary>
    private async Task ShouldHoldTogetherAsync(string plan, bool isDeleted)
    {
        var parts = (await Client.ReadAsync($"/v1/parts?pageSize=200&planId={plan[^36..]}")).Items();
        if (isDeleted)
        {
            parts.ShouldBeEmpty();
            (await Client.ReadAsync($"{plan}?includeDeleted=true"))["deletedAt"].ShouldNotBeNull();
        }
        else
        {
            parts.Count.ShouldBeGreaterThan(0);
        }
    }

    private sealed record Started(string Path, string Objective, string Other, string Document, string DocumentTag, string SectionTag);
}
