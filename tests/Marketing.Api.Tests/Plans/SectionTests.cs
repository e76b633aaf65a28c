using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Plans.PlanSteps;

namespace Marketing.Api.Tests.Plans;

/// <summary>Whole sections, single parts, items and references.</summary>
[Collection(SecondApi.Name)]
public sealed class SectionTests(MarketingApi api) : ApiTest(api)
{
    private string _plan = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var plan = await Client
            .PostAsync("/v1/plans", """{"title":"P","language":"zh-Hant","currency":"CNY"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        _plan = $"/v1/plans/{plan.Id()}";
    }

    [Fact]
    public async Task A_work_package_is_stored_completely_and_its_phrases_are_parsed()
    {
        await Client
            .PostAsync($"{_plan}/phases", ItemJson("""{"name":"預熱","window":{"text":"T-6周至T-1周"}}""", "A"))
            .ShouldBeAsync(HttpStatusCode.Created);
        var package = await Client
            .PostAsync(
                $"{_plan}/work-packages",
                ItemJson(
                    """
                    {"name":"客戶滿意度調查","phase":"A","ownersText":"市場部、客戶服務部","owners":[{"text":"市場部"},{"text":"客戶服務部"}],
                     "subtasks":[{"name":"問卷","deadlines":[{"text":"計劃開始后10個月內"},{"text":"待定"}],"resources":[{"name":"問卷軟件"}]}],
                     "promisedQuantities":[{"text":"新增X家","quantity":{"placeholder":"X","unit":"家"}}]}
                    """,
                    "W1"
                )
            )
            .ShouldBeAsync(HttpStatusCode.Created);

        var read = await Client.ReadAsync($"{_plan}/work-packages/{package.Id()}");

        JsonNode.DeepEquals(read, package).ShouldBeTrue();
        var deadlines = read["content"]!["subtasks"]![0]!["deadlines"]!.AsArray();
        deadlines[0]!.Text("kind").ShouldBe("within");
        deadlines[0]!.Number("amount").ShouldBe(10);
        deadlines[0]!.Text("anchor").ShouldBe("PLAN_START");
        deadlines[1]!.Text("kind").ShouldBe("unparsed");
        (await Client.ReadAsync($"{_plan}/phases")).Items()[0]!["content"]!["window"]!["start"]!.Number("amount").ShouldBe(-6);
        (await Client.ReadAsync($"{_plan}/work-packages?q=问卷软件")).Items().Count.ShouldBe(1, "search ignores the script");
    }

    [Fact]
    public async Task A_section_is_replaced_by_ref_and_remaining_parts_keep_their_ids()
    {
        var first = await PutAsync(
            "risks",
            SectionJson("risks", ("R1", """{"name":"one"}"""), ("R2", """{"name":"two"}""")),
            await TagAsync("risks")
        );
        var tag = await TagAsync("risks");
        var second = await PutAsync(
            "risks",
            SectionJson("risks", ("R2", """{"name":"two, again"}"""), (null, """{"name":"three"}""")),
            tag
        );

        second.EachContent("name").ShouldBe(["two, again", "three"]);
        second.Items()[0]!.Id().ShouldBe(first.Items()[1]!.Id());
        second.Items()[1]!.Text("ref").ShouldStartWith("risks-");
        JsonNode.DeepEquals(await Client.ReadAsync($"{_plan}/sections/risks"), second).ShouldBeTrue();
        using var stale = await SendAsync("risks", """{"items":[]}""", tag);
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        using var untagged = await SendAsync("risks", """{"items":[]}""", null);
        untagged.StatusCode.ShouldBe((HttpStatusCode)428);
    }

    [Fact]
    public async Task Writers_of_different_sections_do_not_disturb_each_other()
    {
        var tag = await TagAsync("kpis");
        await Client
            .PostAsync($"{_plan}/parts", PartJson("monitoring", """{"type":"meeting","name":"例會","frequencies":[{"text":"每周一次"}]}"""))
            .ShouldBeAsync(HttpStatusCode.Created);

        await PutAsync("kpis", SectionJson("kpis", (null, """{"name":"CAC"}""")), tag);
    }

    [Fact]
    public async Task A_part_of_any_section_has_its_own_version()
    {
        var path = $"{_plan}/parts";
        var before = await TagAsync("strategies");
        var entry = await Client
            .PostAsync(path, PartJson("strategies", """{"kind":"price","name":"价格策略","items":[{"text":"价值定价"}]}"""))
            .ShouldBeAsync(HttpStatusCode.Created);
        (await TagAsync("strategies")).ShouldNotBe(before);

        var changed = await Client
            .PatchAsync($"{path}/{entry.Id()}", PartJson("strategies", """{"statement":"S"}"""), 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        changed.Version().ShouldBe(2);
        changed["content"]!["items"]![0]!.Text("text").ShouldBe("价值定价");
        await Client
            .PatchAsync($"{path}/{entry.Id()}", PartJson("strategies", """{"statement":"T"}"""), 1)
            .ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
        (await Client.ReadAsync($"{path}?section=strategies")).Items().Count.ShouldBe(1);
        await Client.DeleteAsync($"{path}/{entry.Id()}", 2).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.GetAsync($"{path}/{entry.Id()}").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "planPart.notFound");
    }

    [Fact]
    public async Task A_reference_without_a_target_is_rejected_with_its_pointer()
    {
        await Client.PostAsync($"{_plan}/phases", ItemJson("""{"name":"A"}""", "A")).ShouldBeAsync(HttpStatusCode.Created);

        var problem = await Client
            .PostAsync($"{_plan}/work-packages", ItemJson("""{"name":"W","phase":"B","predecessors":["A","nobody"]}"""))
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");

        problem.Pointers().ShouldBe(["/content/phase", "/content/predecessors/0", "/content/predecessors/1"]);
        problem["errors"]![0]!.Text("code").ShouldBe("planPart.refUnknown");
    }

    [Fact]
    public async Task A_referenced_part_cannot_be_deleted_or_get_another_ref()
    {
        var phase = await Client.PostAsync($"{_plan}/phases", ItemJson("""{"name":"A"}""", "A")).ShouldBeAsync(HttpStatusCode.Created);
        var package = await Client
            .PostAsync($"{_plan}/work-packages", ItemJson("""{"name":"W","phase":"A"}""", "W"))
            .ShouldBeAsync(HttpStatusCode.Created);
        var path = $"{_plan}/phases/{phase.Id()}";

        var refused = await Client.DeleteAsync(path, 1).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "planPart.referenced");
        refused["args"]!["referrers"]!.AsArray().Select(referrer => referrer!.GetValue<string>()).ShouldBe(["workPackage/W"]);
        await Client.PatchAsync(path, ItemJson(givenRef: "B"), 1).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "planPart.referenced");

        await Client
            .PatchAsync($"{_plan}/work-packages/{package.Id()}", ItemJson("""{"phase":null}"""), 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        await Client.DeleteAsync(path, 1).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_party_of_another_workspace_is_rejected_and_a_referenced_one_cannot_be_deleted()
    {
        await Client
            .PostAsync(
                $"{_plan}/work-packages",
                ItemJson("""{"name":"W","owners":[{"text":"X","partyId":"0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d"}]}""")
            )
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");
        var party = await Client
            .PostAsync("/v1/parties", """{"kind":"department","name":"市场部"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var package = await Client
            .PostAsync($"{_plan}/work-packages", ItemJson($$"""{"name":"W","owners":[{"text":"市場部","partyId":"{{party.Id()}}"}]}"""))
            .ShouldBeAsync(HttpStatusCode.Created);

        await Client.DeleteAsync($"/v1/parties/{party.Id()}", 1).ShouldBeAsync(HttpStatusCode.Conflict);
        await Client.DeleteAsync($"{_plan}/work-packages/{package.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.DeleteAsync($"/v1/parties/{party.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_section_cannot_exceed_its_maximum() =>
        (
            await SendAsync(
                    "budget",
                    SectionJson("budget", (null, """{"intro":"a"}"""), (null, """{"intro":"b"}""")),
                    await TagAsync("budget")
                )
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "planPart.sectionFull")
        )
            .Pointers()
            .ShouldBe(["/items"]);

    private async Task<string> TagAsync(string section)
    {
        using var response = await Client.GetAsync($"{_plan}/sections/{section}");
        return response.Headers.ETag!.Tag;
    }

    private Task<JsonObject> PutAsync(string section, string json, string tag) =>
        SendAsync(section, json, tag).ShouldBeAsync(HttpStatusCode.OK);

    private Task<HttpResponseMessage> SendAsync(string section, string json, string? tag) =>
        Client.PutJsonAsync($"{_plan}/sections/{section}", json, tag);
}
