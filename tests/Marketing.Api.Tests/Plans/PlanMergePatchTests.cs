using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Plans.PlanSteps;

namespace Marketing.Api.Tests.Plans;

[Collection(FirstApi.Name)]
public sealed class PlanMergePatchTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public async Task Null_clears_lists_are_replaced_objects_are_merged_and_the_rest_is_unchanged()
    {
        var plan = await Client.PlanAsync(
            "P",
            new
            {
                code = "P-1",
                subtitle = "S",
                considerations = new[] { "甲", "乙" },
                outlookPoints = new[] { "丙" },
                periodStart = new { date = "2026-01-01", text = "年初" },
            }
        );
        var changed = await Client
            .PatchAsync($"/v1/plans/{plan.Id()}", """{"subtitle":null,"considerations":["丁"],"periodStart":{"date":"2026-02-01"}}""", 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        changed["subtitle"].ShouldBeNull();
        changed.Texts("considerations").ShouldBe(["丁"]);
        changed.Texts("outlookPoints").ShouldBe(["丙"]);
        changed["periodStart"]!.Text("date").ShouldBe("2026-02-01");
        changed["periodStart"]!["text"].ShouldBeNull("words for another date");
        changed.Text("code").ShouldBe("P-1");
        changed = await Client
            .PatchAsync(
                $"/v1/plans/{plan.Id()}",
                """{"periodStart":{"date":null,"placeholder":"XX月"},"considerations":[],"code":null}""",
                2
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        changed["periodStart"]!["date"].ShouldBeNull();
        changed["periodStart"]!.Text("placeholder").ShouldBe("XX月");
        changed.Texts("considerations").ShouldBeEmpty();
        await Client.PlanAsync("Q", new { code = "P-1" });
    }

    [Theory]
    [InlineData("metrics", "kpis", "metric", "metricId", """{"name":"K","metric":{"text":"甲"}}""")]
    [InlineData("parties", "resources", "party", "partyId", """{"type":"human","name":"R","party":{"text":"甲"}}""")]
    [InlineData("channels", "budgetLines", "channel", "channelId", """{"category":"广告","kind":"line","channel":{"text":"甲"}}""")]
    [InlineData("segments", "personas", "segment", "segmentId", """{"name":"P","segment":{"text":"甲"}}""")]
    public async Task A_name_keeps_its_text_if_only_the_entry_is_sent(
        string catalogue,
        string section,
        string member,
        string idMember,
        string content
    )
    {
        var entry = await Client.EntryAsync(catalogue, "乙");
        var path = $"/v1/plans/{(await Client.PlanAsync("P")).Id()}/parts";
        var named = await Client.PostAsync(path, PartJson(section, content)).ShouldBeAsync(HttpStatusCode.Created);
        var patch = PartJson(section, $$$"""{"{{{member}}}":{"{{{idMember}}}":"{{{entry.Id()}}}"}}""");

        var changed = (await Client.PatchAsync($"{path}/{named.Id()}", patch, 1).ShouldBeAsync(HttpStatusCode.OK))["content"]![member]!;

        (changed.Text("text"), changed.Text(idMember)).ShouldBe(("甲", entry.Id()));
        await Client.PatchAsync($"{path}/{named.Id()}", PartJson(section, $$"""{"{{member}}":null}"""), 2).ShouldBeAsync(HttpStatusCode.OK);
        (await Client.PatchAsync($"{path}/{named.Id()}", patch, 3).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid"))
            .Pointers()
            .ShouldBe([$"/content/{member}/text"], "there is no text to keep");
    }

    [Fact]
    public async Task A_new_text_alone_replaces_a_phrase_and_everything_parsed_from_the_old_text()
    {
        var path = $"/v1/plans/{(await Client.PlanAsync("P")).Id()}/phases";
        var phase = await Client
            .PostAsync(path, ItemJson("""{"name":"A","window":{"text":"T-6周至T-1周"}}"""))
            .ShouldBeAsync(HttpStatusCode.Created);

        var window = await WindowAsync("""{"window":{"text":"T-4周至T-2周"}}""", 1);
        (window["start"]!.Number("amount"), window["end"]!.Number("amount")).ShouldBe((-4, -2));
        window = await WindowAsync("""{"window":{"text":"看情况"}}""", 2);
        (window.Text("kind"), window["start"]).ShouldBe(("unparsed", null));
        await WindowAsync("""{"window":{"text":"1-3个月"}}""", 3);
        window = await WindowAsync("""{"window":{"text":"一到三个月","end":{"amount":3}}}""", 4);
        (window.Text("text"), window["end"]!.Number("amount")).ShouldBe(("一到三个月", 3));
        await WindowAsync("""{"window":{"text":"一到三个月"}}""", 5);
        (await Client.ReadAsync($"{path}/{phase.Id()}")).Version().ShouldBe(5, "an unchanged text changes nothing");

        async Task<JsonNode> WindowAsync(string content, int version) =>
            (await Client.PatchAsync($"{path}/{phase.Id()}", ItemJson(content), version).ShouldBeAsync(HttpStatusCode.OK))["content"]![
                "window"
            ]!;
    }

    [Fact]
    public async Task A_new_text_of_an_amount_is_parsed_in_a_patch_too()
    {
        var path = $"/v1/plans/{(await Client.PlanAsync("P")).Id()}/parts";
        var line = await Client
            .PostAsync(path, PartJson("budgetLines", """{"category":"广告","kind":"line","amount":{"text":"850万元"}}"""))
            .ShouldBeAsync(HttpStatusCode.Created);
        var changed = await Client
            .PatchAsync($"{path}/{line.Id()}", PartJson("budgetLines", """{"amount":{"text":"85万元"}}"""), 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        changed["content"]!["amount"]!.Text("amount").ShouldBe("850000");
        (
            await Client
                .PatchAsync($"{path}/{line.Id()}", PartJson("budgetLines", """{"amount":{"amount":"5","text":"85万元"}}"""), 2)
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken")
        )
            .Pointers()
            .ShouldBe(["/content/amount/amount"]);
    }

    [Theory]
    [InlineData("phases", "window", """{"text":"第1-2周"}""", """{"end":{"index":3}}""", "")]
    [InlineData("budgetLines", "amount", """{"text":"850万元"}""", """{"amount":"5"}""", "")]
    [InlineData("budgetLines", "amount", """{"text":"X万元"}""", """{"amount":"5"}""", "")]
    [InlineData("budgetLines", "amount", """{"text":"850万元"}""", """{"unitScale":1}""", "text")]
    [InlineData("resources", "quantity", """{"text":"X名"}""", """{"value":"3"}""", "")]
    [InlineData("timetable", "start", """{"text":"第2周"}""", """{"index":3}""", "")]
    [InlineData("budget", "contingencyRange", """{"text":"10%-15%"}""", """{"max":"20"}""", "")]
    public async Task A_patch_of_other_members_clears_the_text(string section, string member, string value, string patch, string kept)
    {
        var part = JsonNode.Parse(Required[section])!;
        part[member] = JsonNode.Parse(value);
        var path = $"/v1/plans/{(await Client.PlanAsync("P")).Id()}/parts";
        var created = await Client.PostAsync(path, PartJson(section, part.ToJsonString())).ShouldBeAsync(HttpStatusCode.Created);
        var changed = await Client
            .PatchAsync($"{path}/{created.Id()}", PartJson(section, $"{{\"{member}\":{patch}}}"), 1)
            .ShouldBeAsync(HttpStatusCode.OK);

        var phrase = changed["content"]![member]!;
        (phrase["text"] is not null).ShouldBe(kept == "text");
        phrase["placeholder"].ShouldBeNull();
    }

    [Fact]
    public async Task A_patch_of_words_beside_a_list_is_read_into_it_and_a_patch_of_the_list_clears_the_words()
    {
        var path = $"/v1/plans/{(await Client.PlanAsync("P")).Id()}/parts";
        var part = await Client
            .PostAsync(path, PartJson("monitoring", """{"name":"M","frequencyText":"每周一次"}"""))
            .ShouldBeAsync(HttpStatusCode.Created);

        var content = await ContentAsync("""{"frequencyText":"每月两次"}""", 1);
        (content["frequencies"]![0]!.Text("unit"), content["frequencies"]![0]!.Number("times")).ShouldBe(("month", 2));
        content = await ContentAsync("""{"name":"N"}""", 2);
        (content.Text("frequencyText"), content["frequencies"]!.AsArray().Count).ShouldBe(("每月两次", 1));
        content = await ContentAsync("""{"frequencies":[{"text":"每季度末"}]}""", 3);
        (content["frequencyText"], content["frequencies"]![0]!.Text("unit")).ShouldBe((null, "quarter"));
        content = await ContentAsync("""{"frequencyText":"每季度末","frequencies":[{"text":"每季度末"}]}""", 4);
        content.Text("frequencyText").ShouldBe("每季度末");
        content = await ContentAsync("""{"frequencies":[]}""", 5);
        (content["frequencyText"], content["frequencies"]!.AsArray().Count).ShouldBe((null, 0));

        async Task<JsonNode> ContentAsync(string patch, int version) =>
            (await Client.PatchAsync($"{path}/{part.Id()}", PartJson("monitoring", patch), version).ShouldBeAsync(HttpStatusCode.OK))[
                "content"
            ]!;
    }

    private static readonly Dictionary<string, string> Required = new()
    {
        ["phases"] = """{"name":"P"}""",
        ["budgetLines"] = """{"category":"C","kind":"line"}""",
        ["resources"] = """{"type":"human","name":"R"}""",
        ["timetable"] = """{"subject":"S","text":"T"}""",
        ["budget"] = "{}",
    };

    [Fact]
    public async Task Required_members_cannot_be_set_to_null()
    {
        var plan = await Client.PlanAsync("P");
        (
            await Client
                .PatchAsync($"/v1/plans/{plan.Id()}", """{"title":null,"language":null,"currency":null}""", 1)
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid")
        )
            .Pointers()
            .ShouldBe(["/title", "/language", "/currency"], ignoreOrder: true);
    }

    [Fact]
    public async Task Members_written_by_the_server_cannot_be_patched()
    {
        var plan = await Client.PlanAsync("P");
        (
            await Client
                .PatchAsync($"/v1/plans/{plan.Id()}", """{"id":"x","version":7,"status":"active"}""", 1)
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid")
        )
            .Pointers()
            .ShouldBe(["/id", "/version", "/status"], ignoreOrder: true);
        await Client.PatchAsync($"/v1/plans/{plan.Id()}", "[]", 1).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"title":"P"}""")]
    [InlineData("""{"subtitle":null,"considerations":["甲"],"signatories":[]}""")]
    public async Task A_patch_that_changes_nothing_leaves_no_trace(string patch)
    {
        var plan = await Client.PlanAsync("P", new { considerations = new[] { "甲" } });
        var cursor = (await Client.ReadAsync("/v1/changes?start=now")).Text("nextCursor");
        using var answer = await Client.PatchAsync($"/v1/plans/{plan.Id()}", patch, 1);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.ETag!.Tag.ShouldBe("\"1.0\"");
        (await Client.ReadAsync($"/v1/plans/{plan.Id()}")).Text("updatedAt").ShouldBe(plan.Text("updatedAt"));
        (await Client.ReadAsync($"/v1/audit?resource={plan.Id()}")).Items().Count.ShouldBe(1);
        (await Client.ReadAsync($"/v1/changes?cursor={Uri.EscapeDataString(cursor)}")).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_signatory_must_be_a_party_of_the_workspace()
    {
        var plan = await Client.PlanAsync("P");
        (
            await Client
                .PatchAsync(
                    $"/v1/plans/{plan.Id()}",
                    $$$"""{"signatories":[{"role":"preparedBy","party":{"text":"甲","partyId":"{{{Guid.NewGuid()}}}"}}]}""",
                    1
                )
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken")
        )
            .Pointers()
            .ShouldBe(["/signatories/0/party/partyId"]);
    }
}
