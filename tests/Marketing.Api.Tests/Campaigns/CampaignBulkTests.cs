using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Campaigns;

/// <summary>Many campaigns in one request.</summary>
[Collection(FirstApi.Name)]
public sealed class CampaignBulkTests(MarketingApi api) : ApiTest(api)
{
    private const string Campaigns = CampaignSteps.Campaigns;
    private const string Crm = $"{Campaigns}/external/crm";

    [Fact]
    public async Task Of_a_thousand_items_the_bad_ones_alone_are_refused()
    {
        await Bulk("independent", Item("7", """{"title":"T7","kind":"event"}""")).ShouldBeAsync(HttpStatusCode.OK);
        var items = Enumerable.Range(0, 1_000).Select(i => Item($"{i}", $$"""{"title":"T{{i}}","kind":"event"}""")).ToArray();
        items[10] = Item("10", """{"title":"T","kind":"nothing"}""");
        items[20] = Item("20", """{"kind":"event"}""");
        items[30] = Item("30", """{"title":"T","kind":"event","window":{"start":"2027-03-02","end":"2027-03-01"}}""");
        items[900] = Item("5", """{"title":"T5","kind":"event"}""");
        items[901] = Item("6", """{"title":"T6","kind":"event"}""");
        var order = Enumerable.Range(0, 1_000).ToArray();
        new Random(7).Shuffle(order);

        var results = await ResultsAsync("independent", [.. order.Select(i => items[i])]);

        results.Select(result => (int)result!["index"]!).ShouldBe(Enumerable.Range(0, 1_000));
        Place(7).Status.ShouldBe("unchanged");
        var ((first, second), (third, fourth)) = (Twice(5, 900), Twice(6, 901));
        Indexes(results, "failed").ShouldBe([Place(10).At, Place(20).At, Place(30).At, second, fourth], ignoreOrder: true);
        Indexes(results, "created").Length.ShouldBe(994);
        Faults(results[Place(10).At]!).ShouldBe([$"/items/{Place(10).At}/campaign/kind input.enum"]);
        Faults(results[Place(20).At]!).ShouldBe([$"/items/{Place(20).At}/campaign/title input.required"]);
        Faults(results[Place(30).At]!).ShouldBe([$"/items/{Place(30).At}/campaign/window/end campaign.windowNotRising"]);
        var kind = results[Place(10).At]!["problem"]!["errors"]![0]!["args"]!;
        (kind.Text("actual"), kind.Texts("allowed").Contains("event")).ShouldBe(("nothing", true));
        Faults(results[second]!).ShouldBe([$"/items/{second} bulk.itemRepeated"]);
        ((int)results[second]!["problem"]!["args"]!["first"]!, (int)results[fourth]!["problem"]!["args"]!["first"]!).ShouldBe(
            (first, third)
        );
        (await Client.ReadAsync($"{Crm}/5")).Text("title").ShouldBe("T5");
        await Client.GetAsync($"{Crm}/10").ShouldBeAsync(HttpStatusCode.NotFound);

        (int At, string Status) Place(int item) => (Array.IndexOf(order, item), results[Array.IndexOf(order, item)]!.Text("status"));
        (int First, int Second) Twice(int a, int b) => (Math.Min(Place(a).At, Place(b).At), Math.Max(Place(a).At, Place(b).At));
    }

    [Fact]
    public async Task One_item_with_an_outdated_version_is_refused_alone()
    {
        await ResultsAsync("atomic", [.. Enumerable.Range(1, 4).Select(i => Item($"{i}", """{"title":"甲","kind":"event"}"""))]);
        await ResultsAsync("atomic", Item("2", """{"title":"乙"}"""));

        var results = await ResultsAsync(
            "independent",
            Item("1", """{"title":"丙"}""", version: 1),
            Item("2", """{"title":"丙"}""", version: 1),
            Item("3", """{"title":"丙"}"""),
            """{"op":"delete","version":2,"externalId":{"system":"crm","id":"4"}}""",
            Item("9", """{"title":"丙","kind":"event"}""", version: 1)
        );

        results.Each().ShouldBe(["updated", "failed", "updated", "failed", "failed"]);
        Faults(results[1]!).ShouldBe(["/items/1/version resource.stale"]);
        ((int)results[1]!["problem"]!["args"]!["currentVersion"]!).ShouldBe(2);
        Faults(results[3]!).ShouldBe(["/items/3/version resource.stale"]);
        Faults(results[4]!).ShouldBe(["/items/4 external.notFound"]);
        (await Client.ReadAsync($"{Crm}/2")).Text("title").ShouldBe("乙");
        await Bulk("atomic", Item("2", """{"title":"丙"}""", version: 1))
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "bulk.refused");
    }

    [Fact]
    public async Task Ids_that_differ_by_case_width_or_blanks_are_different()
    {
        string[] ids = ["A1", "a1", "Ａ1", "A1 "];

        var results = await ResultsAsync("independent", [.. ids.Select(id => Item(id, $$"""{"title":"[{{id}}]","kind":"event"}"""))]);

        results.Each().ShouldAllBe(status => status == "created");
        foreach (var id in ids)
        {
            (await Client.ReadAsync($"{Crm}/{Uri.EscapeDataString(id)}")).Text("title").ShouldBe($"[{id}]");
        }
    }

    [Fact]
    public async Task Any_script_is_stored_as_it_was_sent_and_a_title_has_one_line()
    {
        const string Title = "品牌🎉 <p>";

        var results = await ResultsAsync(
            "independent",
            Item("1", $$"""{"title":"{{Title}}","kind":"event","description":"a\u2028b"}"""),
            Item("2", "{\"title\":\"a\u2028b\",\"kind\":\"event\"}")
        );

        results.Each().ShouldBe(["created", "failed"]);
        Faults(results[1]!).ShouldBe(["/items/1/campaign/title input.characterNotAllowed"]);
        var read = await Client.ReadAsync($"{Crm}/1");
        (read.Text("title"), read.Text("description")).ShouldBe((Title, "a\u2028b"));
    }

    [Fact]
    public async Task An_atomic_bulk_applies_all_items_or_none()
    {
        var good = Item("1", """{"title":"甲","kind":"event"}""");
        var refused = await Bulk("atomic", good, Item("2", """{"title":"乙","kind":"event","window":{"start":"x"}}"""))
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "bulk.refused");
        refused["errors"]!.AsArray().ShouldHaveSingleItem()!.Text("pointer").ShouldBe("/items/1/campaign/window/start");
        var repeated = await Bulk("atomic", good, good).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "bulk.itemsRepeated");
        repeated["errors"]!.AsArray().ShouldHaveSingleItem()!.Text("pointer").ShouldBe("/items/1");
        await Client.GetAsync($"{Crm}/1").ShouldBeAsync(HttpStatusCode.NotFound);

        (await ResultsAsync("atomic", good)).Each().ShouldBe(["created"]);
        (await Client.ReadAsync($"{Crm}/1")).Text("title").ShouldBe("甲");
    }

    [Fact]
    public async Task Null_clears_an_end_date_an_empty_text_is_refused_and_what_is_omitted_stays()
    {
        const string Window = """{"title":"甲","kind":"event","window":{"start":"2027-03-01","end":"2027-03-31"}}""";
        await ResultsAsync("atomic", Item("1", Window), Item("2", Window), Item("3", Window));

        var results = await ResultsAsync(
            "independent",
            Item("1", """{"window":{"end":null}}"""),
            Item("2", """{"window":{"end":""}}"""),
            Item("3", """{"theme":"春"}""")
        );

        results.Each().ShouldBe(["updated", "failed", "updated"]);
        Faults(results[1]!).ShouldHaveSingleItem().ShouldStartWith("/items/1/campaign/window/end ");
        (await Client.ReadAsync($"{Crm}/1"))["window"]!["end"].ShouldBeNull();
        (await Client.ReadAsync($"{Crm}/2"))["window"]!.Text("end").ShouldBe("2027-03-31");
        (await Client.ReadAsync($"{Crm}/3"))["window"]!.Text("end").ShouldBe("2027-03-31");
        ((int)results[0]!["version"]!).ShouldBe(2);
    }

    [Fact]
    public async Task An_item_without_an_external_id_names_its_campaign_by_code_or_creates_one()
    {
        var made = await Client.CampaignAsync(""" "code":"LAUNCH" """);

        var results = await ResultsAsync(
            "independent",
            """{"op":"upsert","campaign":{"code":"launch","title":"乙"}}""",
            """{"op":"upsert","ref":"new","campaign":{"title":"丙","kind":"event"}}""",
            """{"op":"upsert","campaign":{"title":"丙","kind":"event"}}""",
            """{"op":"upsert","campaign":{"code":"LAUNCH","title":"丁"}}""",
            """{"op":"upsert"}"""
        );

        results.Each().ShouldBe(["updated", "created", "created", "failed", "failed"]);
        (results[0]!.Id(), results[1]!.Text("ref")).ShouldBe((made.Id(), "new"));
        (await Client.ReadAsync($"{Campaigns}/{made.Id()}")).Text("title").ShouldBe("乙");
        results[4]!["problem"]!.Text("code").ShouldBe("campaign.itemIncomplete");
    }

    [Fact]
    public async Task A_code_belongs_to_one_campaign_also_within_a_bulk()
    {
        var other = await Client.CampaignAsync(""" "code":"LAUNCH" """);

        var results = await ResultsAsync(
            "independent",
            Item("1", """{"title":"甲","kind":"event","code":"LAUNCH"}"""),
            Item("2", """{"title":"乙","kind":"event","code":"NEW"}"""),
            Item("3", """{"title":"丙","kind":"event","code":"new"}""")
        );

        results.Each().ShouldBe(["failed", "created", "failed"]);
        Faults(results[0]!).ShouldBe(["/items/0/campaign/code campaign.codeTaken"]);
        results[0]!["problem"]!["args"]!.Text("existingId").ShouldBe(other.Id());
        results[2]!["problem"]!["args"]!.Text("existingId").ShouldBe(results[1]!.Id());
    }

    [Fact]
    public async Task Older_data_is_refused_in_its_item()
    {
        await ResultsAsync("atomic", Item("1", """{"title":"甲","kind":"event","sourceUpdatedAt":"2027-03-02T00:00:00Z"}"""));

        var results = await ResultsAsync(
            "independent",
            Item("1", """{"title":"乙","sourceUpdatedAt":"2027-03-01T00:00:00Z"}"""),
            """{"op":"upsert","campaign":{"title":"丙","kind":"event","sourceUpdatedAt":"2027-03-01T00:00:00Z"}}"""
        );

        results.Each().ShouldBe(["failed", "failed"]);
        Faults(results[0]!).ShouldBe(["/items/0/campaign/sourceUpdatedAt external.staleSource"]);
        Faults(results[1]!).ShouldBe(["/items/1/externalId campaign.itemIncomplete"]);
        (await Client.ReadAsync($"{Crm}/1")).Text("title").ShouldBe("甲");
    }

    [Fact]
    public async Task Campaigns_are_deleted_by_their_external_id_or_code()
    {
        await Client.CampaignAsync(""" "code":"LAUNCH" """);
        await ResultsAsync("atomic", Item("1", """{"title":"甲","kind":"event"}"""));
        const string Delete = """{"op":"delete","externalId":{"system":"crm","id":"1"}}""";

        var results = await ResultsAsync(
            "independent",
            Delete,
            """{"op":"delete","campaign":{"code":"LAUNCH"}}""",
            """{"op":"delete","campaign":{"code":"NONE"}}""",
            """{"op":"delete","externalId":{"system":"crm","id":"9"}}""",
            """{"op":"delete"}"""
        );

        results.Each().ShouldBe(["deleted", "deleted", "failed", "failed", "failed"]);
        results
            .Select(result => result!["problem"]?.Text("code"))
            .ShouldBe([null, null, "campaign.codeUnknown", "external.notFound", "campaign.itemIncomplete"]);
        await Client.GetAsync($"{Crm}/1").ShouldBeAsync(HttpStatusCode.NotFound);
        (await ResultsAsync("atomic", Delete)).Each().ShouldBe(["unchanged"]);
        var gone = await ResultsAsync("independent", Item("1", """{"title":"乙"}"""));
        gone[0]!["problem"]!.Text("code").ShouldBe("external.targetDeleted");
    }

    [Fact]
    public async Task A_delete_with_members_that_it_does_not_read_is_refused()
    {
        await Client.CampaignAsync(""" "code":"LAUNCH" """);
        await ResultsAsync("atomic", Item("1", """{"title":"甲","kind":"event"}"""), Item("2", """{"title":"乙","kind":"event"}"""));

        var results = await ResultsAsync(
            "independent",
            """{"op":"delete","externalId":{"system":"crm","id":"1"},"campaign":{"title":"乙","code":"C"}}""",
            """{"op":"delete","campaign":{"code":"LAUNCH","theme":null,"no/thing":1}}""",
            """{"op":"delete","campaign":{"code":7}}""",
            """{"op":"delete","externalId":{"system":"crm","id":"2"},"campaign":{}}"""
        );

        results.Each().ShouldBe(["failed", "failed", "failed", "deleted"]);
        Faults(results[0]!).ShouldBe(["/items/0/campaign/title bulk.deleteWithMember", "/items/0/campaign/code bulk.deleteWithMember"]);
        Faults(results[1]!)
            .ShouldBe(["/items/1/campaign/theme bulk.deleteWithMember", "/items/1/campaign/no~1thing bulk.deleteWithMember"]);
        Faults(results[2]!).ShouldBe(["/items/2/campaign/code bulk.deleteWithMember"]);
        (await Client.ReadAsync($"{Campaigns}?code=LAUNCH")).Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_campaign_is_deleted_by_its_external_id()
    {
        await ResultsAsync("atomic", Item("1", """{"title":"甲","kind":"event"}"""));

        await Client.DeleteAsync($"{Crm}/1", 7).ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
        await Client.DeleteAsync($"{Crm}/1", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.DeleteAsync($"{Crm}/1", 1).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "external.notFound");
    }

    [Fact]
    public async Task A_member_that_another_system_owns_is_refused_in_its_item()
    {
        using var administrator = await Api.Alpha.PersonAsync("anna", Role.Administrator);
        await ResultsAsync("atomic", Item("1", """{"title":"甲","kind":"event"}"""), Item("2", """{"title":"乙","kind":"event"}"""));
        await administrator.PutJsonAsync("/v1/sync-systems/ads", """{"ownedMembers":["title"]}""", null).ShouldBeAsync(HttpStatusCode.OK);

        var results = await ResultsAsync("independent", Item("1", """{"title":"丙"}"""), Item("2", """{"theme":"春"}"""));

        results.Each().ShouldBe(["failed", "updated"]);
        Faults(results[0]!).ShouldBe(["/items/0/campaign/title campaign.memberOwned"]);
    }

    private static string Item(string id, string campaign, int? version = null) =>
        $$"""{"op":"upsert","externalId":{"system":"crm","id":"{{id}}"},"campaign":{{campaign}},"version":{{JsonSerializer.Serialize(version)}}}""";

    private Task<HttpResponseMessage> Bulk(string mode, params string[] items) =>
        Client.PostAsync($"{Campaigns}/bulk", $$"""{"mode":"{{mode}}","items":[{{string.Join(',', items)}}]}""");

    private async Task<JsonArray> ResultsAsync(string mode, params string[] items) =>
        (await Bulk(mode, items).ShouldBeAsync(HttpStatusCode.OK))["results"]!.AsArray();

    private static int[] Indexes(JsonArray results, string status) =>
        [.. results.Where(result => result!.Text("status") == status).Select(result => (int)result!["index"]!)];

    private static string[] Faults(JsonNode result) =>
        [.. result["problem"]!["errors"]!.AsArray().Select(fault => $"{fault!.Text("pointer")} {fault!.Text("code")}")];
}

internal static class BulkResults
{
    /// <summary>Returns the statuses of the results.</summary>
    public static IEnumerable<string> Each(this JsonArray results) => results.Select(result => result!.Text("status"));
}
