using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Plans.PlanSteps;

namespace Marketing.Api.Tests.Plans;

/// <summary>Reordering lists of parts.</summary>
[Collection(SecondApi.Name)]
public sealed class ReorderingTests(MarketingApi api) : ApiTest(api)
{
    private readonly Dictionary<string, string> _ids = [];
    private string _plan = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _plan = $"/v1/plans/{(await Client.PlanAsync("P")).Id()}";
        foreach (var name in "ABCDE".Select(letter => $"{letter}"))
        {
            _ids[name] = (
                await Client.PostAsync($"{_plan}/phases", ItemJson($$"""{"name":"{{name}}"}""", name)).ShouldBeAsync(HttpStatusCode.Created)
            ).Id();
        }
    }

    [Theory]
    [InlineData("EDCBA", null, null, "EDCBA")]
    [InlineData("D", "A", null, "DABCE")]
    [InlineData("A", null, "D", "BCDAE")]
    [InlineData("EA", null, "B", "BEACD")]
    [InlineData("B", "C", null, "ABCDE")]
    [InlineData("A", null, "E", "BCDEA")]
    public async Task Parts_are_moved_to_the_requested_positions(string ids, string? before, string? after, string expected)
    {
        var answer = await ReorderAsync(ids, before, after).ShouldBeAsync(HttpStatusCode.OK);

        string.Concat(answer.Each("ref")).ShouldBe(expected);
        string.Concat((await Client.WalkAsync($"{_plan}/phases?pageSize=2")).Select(phase => phase.Text("ref"))).ShouldBe(expected);
        (await Client.ReadAsync($"{_plan}/document"))["phases"]!
            .AsArray()
            .Select(phase => phase!.Text("ref"))
            .ShouldBe(expected.Select(letter => $"{letter}"));
        var listed = (await Client.ReadAsync($"{_plan}/phases")).Items();
        listed
            .Select(phase => (phase!.Id(), phase!.Version(), phase!.Number("position")))
            .ShouldBe(answer.Items().Select(phase => (phase!.Id(), phase!.Version(), phase!.Number("position"))));
    }

    [Fact]
    public async Task Only_moved_parts_get_a_version_an_audit_entry_and_a_feed_entry()
    {
        var moved = await ReorderAsync("E", before: "B").ShouldBeAsync(HttpStatusCode.OK);

        moved.Items().Select(phase => phase!.Version()).ShouldBe([1, 2, 1, 1, 1]);
        (await Client.ReadAsync("/v1/changes?types=phase")).Items().Count(change => change!.Text("op") == "updated").ShouldBe(1);
        var audit = (await Client.ReadAsync($"/v1/audit?resource={_ids["E"]}")).Items().Single(entry => entry!.Text("op") == "updated")!;
        audit["fields"]!.AsArray().Single()!.Text("field").ShouldBe("position");
        await Client.PatchAsync($"{_plan}/phases/{_ids["C"]}", ItemJson("""{"name":"C, again"}"""), 1).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Reordering_into_the_current_order_changes_nothing()
    {
        var before = await TagAsync($"{_plan}/document");
        await ReorderAsync("ABCDE").ShouldBeAsync(HttpStatusCode.OK);
        await ReorderAsync("C", after: "B").ShouldBeAsync(HttpStatusCode.OK);
        (await TagAsync($"{_plan}/document")).ShouldBe(before);
        (await Client.ReadAsync("/v1/changes?types=phase")).Items().Count.ShouldBe(5);

        await ReorderAsync("EDCBA").ShouldBeAsync(HttpStatusCode.OK);
        (await TagAsync($"{_plan}/document")).ShouldNotBe(before);
    }

    [Fact]
    public async Task A_validated_order_is_returned_and_not_saved()
    {
        var answer = await Client.PostAsync($"{_plan}/phases/reorder?validateOnly=true", Body("EDCBA")).ShouldBeAsync(HttpStatusCode.OK);
        string.Concat(answer.Each("ref")).ShouldBe("EDCBA");
        string.Concat((await Client.ReadAsync($"{_plan}/phases")).Each("ref")).ShouldBe("ABCDE");
    }

    [Fact]
    public async Task Parts_added_or_deleted_in_the_meantime_are_reported_with_pointers()
    {
        await Client.DeleteAsync($"{_plan}/phases/{_ids["C"]}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.PostAsync($"{_plan}/phases", ItemJson("""{"name":"F"}""", "F")).ShouldBeAsync(HttpStatusCode.Created);

        var refused = await ReorderAsync("EDCBA").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "planPart.orderDiffers");
        refused.Pointers().ShouldBe(["/ids/2", "/ids"]);
        refused["errors"]!.AsArray().Select(fault => fault!.Text("code")).ShouldBe(["planPart.notFound", "planPart.notInOrder"]);
        (await ReorderAsync("E", before: "C").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "planPart.orderDiffers"))
            .Pointers()
            .ShouldBe(["/before"]);
        string.Concat((await Client.ReadAsync($"{_plan}/phases")).Each("ref")).ShouldBe("ABDEF");
    }

    [Fact]
    public async Task All_faults_of_an_order_are_reported_together()
    {
        var stranger = Guid.CreateVersion7();
        var body = $$"""{"ids":["{{_ids["A"]}}","{{_ids["A"]}}","{{stranger}}"],"before":"{{_ids["A"]}}","after":"{{_ids["B"]}}"}""";
        (
            await Client
                .PostAsync($"{_plan}/phases/reorder", body)
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken")
        )
            .Pointers()
            .ShouldBe(["/ids/1", "/before", "/after", "/ids/2"], ignoreOrder: true);
        await Client
            .PostAsync($"{_plan}/phases/reorder", """{"ids":[]}""")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid");
        await Client
            .PostAsync($"{_plan}/milestones/reorder", Body("A"))
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "planPart.orderDiffers");
        await Client
            .PostAsync($"/v1/plans/{stranger}/phases/reorder", Body("A"))
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "plan.notFound");
    }

    [Fact]
    public async Task The_ETag_of_the_list_prevents_overwriting_another_order()
    {
        using var first = await ReorderAsync("EDCBA");
        var tag = first.Headers.ETag!.Tag;
        await ReorderAsync("ABCDE", tag: tag).ShouldBeAsync(HttpStatusCode.OK);
        await ReorderAsync("EABCD", tag: tag).ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");

        var entries = $"{_plan}/sections/kpis";
        foreach (var name in new[] { "one", "two" })
        {
            await Client.PostAsync($"{_plan}/parts", PartJson("kpis", $$"""{"name":"{{name}}"}""")).ShouldBeAsync(HttpStatusCode.Created);
        }

        var section = await Client.ReadAsync(entries);
        var request = new HttpRequestMessage(HttpMethod.Post, $"{_plan}/parts/reorder")
        {
            Content = new StringContent(
                $$"""{"section":"kpis","ids":["{{section.Items()[1]!.Id()}}"],"before":"{{section.Items()[0]!.Id()}}"}""",
                new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")
            ),
        };
        request.Headers.TryAddWithoutValidation("If-Match", await TagAsync(entries));
        using var reordered = await Client.SendAsync(request);
        reordered.StatusCode.ShouldBe(HttpStatusCode.OK);
        reordered.Headers.ETag!.Tag.ShouldBe(await TagAsync(entries));
        (await Client.ReadAsync(entries)).EachContent("name").ShouldBe(["two", "one"]);
    }

    [Fact]
    public async Task Concurrent_reordering_creating_and_deleting_keep_positions_unique()
    {
        var second = await Api.BesideAsync();
        var clients = new[] { Client, second.Alpha.Client };
        var made = 5;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 60),
            new ParallelOptions { MaxDegreeOfParallelism = 6 },
            async (i, _) =>
            {
                var client = clients[i % 2];
                var phases = (await client.ReadAsync($"{_plan}/phases")).Items().Select(phase => phase!).ToList();
                var random = new Random(i);
                using var answer = (i % 4) switch
                {
                    0 => await client.PostAsync($"{_plan}/phases", ItemJson("""{"name":"new"}""")),
                    1 => await DeleteAsync(client, phases[random.Next(phases.Count)]),
                    2 => await client.PostAsync(
                        $"{_plan}/phases/reorder",
                        Order(phases.Select(phase => phase.Id()).OrderBy(_ => random.Next()))
                    ),
                    _ => await client.PostAsync(
                        $"{_plan}/phases/reorder",
                        $$"""{"ids":["{{phases[0].Id()}}"],"after":"{{phases[^1].Id()}}"}"""
                    ),
                };
                answer.StatusCode.ShouldBeOneOf(
                    HttpStatusCode.OK,
                    HttpStatusCode.Created,
                    HttpStatusCode.NoContent,
                    HttpStatusCode.Conflict,
                    HttpStatusCode.NotFound,
                    HttpStatusCode.UnprocessableEntity,
                    HttpStatusCode.PreconditionFailed
                );
                Interlocked.Add(
                    ref made,
                    answer.StatusCode switch
                    {
                        HttpStatusCode.Created => 1,
                        HttpStatusCode.NoContent => -1,
                        _ => 0,
                    }
                );
            }
        );

        var whole = (await Client.ReadAsync($"{_plan}/phases?pageSize=200")).Items();
        whole.Count.ShouldBe(made);
        whole.Select(phase => phase!.Number("position")).ShouldBeUnique();
        (await Client.WalkAsync($"{_plan}/phases?pageSize=1")).Select(phase => phase.Id()).ShouldBe(whole.Select(phase => phase!.Id()));
        (await Client.WalkAsync($"{_plan}/phases?pageSize=3&sort=-position"))
            .Select(phase => phase.Id())
            .ShouldBe(whole.Select(phase => phase!.Id()).Reverse());
    }

    private Task<HttpResponseMessage> DeleteAsync(HttpClient client, JsonNode phase) =>
        client.DeleteAsync($"{_plan}/phases/{phase.Id()}", phase.Version());

    private static string Order(IEnumerable<string> ids) =>
        new JsonObject { ["ids"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) }.ToJsonString();

    private string Body(string ids, string? before = null, string? after = null)
    {
        var body = JsonNode.Parse(Order(ids.Select(letter => _ids[$"{letter}"])))!;
        foreach (var (member, anchor) in new[] { ("before", before), ("after", after) })
        {
            if (anchor is not null)
            {
                body[member] = _ids[anchor];
            }
        }

        return body.ToJsonString();
    }

    private Task<HttpResponseMessage> ReorderAsync(string ids, string? before = null, string? after = null, string? tag = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{_plan}/phases/reorder")
        {
            Content = new StringContent(Body(ids, before, after), new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
        };
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        return Client.SendAsync(request);
    }

    private async Task<string> TagAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        return response.Headers.ETag!.Tag;
    }
}
