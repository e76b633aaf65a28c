using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Campaigns;

/// <summary>Many content assets in one request, with the mechanism that campaigns have.</summary>
[Collection(SecondApi.Name)]
public sealed class ContentAssetBulkTests(MarketingApi api) : ApiTest(api)
{
    private const string Assets = "/v1/content-assets";

    [Fact]
    public async Task Of_a_thousand_items_the_bad_ones_alone_are_refused_and_sent_again_nothing_changes()
    {
        var items = Enumerable.Range(0, 1_000).Select(i => Item($"{i}", $$"""{"title":"T{{i}}","format":"poster"}""")).ToArray();
        items[10] = Item("10", """{"title":"T","format":"nothing"}""");
        items[20] = Item("20", """{"format":"poster"}""");
        items[30] = Item("30", """{"title":"T","channelId":"0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d"}""");
        items[900] = Item("5", """{"title":"T5"}""");

        var results = await ResultsAsync("independent", items);

        Failed(results).ShouldBe([10, 20, 30, 900]);
        Faults(results[10]!).ShouldBe(["/items/10/contentAsset/format input.enum"]);
        Faults(results[20]!).ShouldBe(["/items/20/contentAsset/title input.required"]);
        Faults(results[30]!).ShouldHaveSingleItem().ShouldStartWith("/items/30/contentAsset/channelId ");
        Faults(results[900]!).ShouldBe(["/items/900 bulk.itemRepeated"]);
        results.Each().Count(status => status == "created").ShouldBe(996);

        var again = await ResultsAsync("independent", items);
        Failed(again).ShouldBe([10, 20, 30, 900]);
        again.Each().Count(status => status == "unchanged").ShouldBe(996);
        (await Client.WalkAsync(Assets)).Count.ShouldBe(996);
    }

    [Fact]
    public async Task An_atomic_bulk_applies_all_items_or_none()
    {
        var good = Item("1", """{"title":"甲"}""");
        var refused = await Bulk("atomic", good, Item("2", """{"title":""}"""))
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "bulk.refused");
        refused.Pointers().ShouldBe(["/items/1/contentAsset/title"]);
        await Bulk("atomic", good, good).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "bulk.itemsRepeated");
        (await Client.WalkAsync(Assets)).ShouldBeEmpty();

        (await ResultsAsync("atomic", good)).Each().ShouldBe(["created"]);
        (await Client.ReadAsync($"{Assets}?externalId=cms/1")).Each("title").ShouldBe(["甲"]);
    }

    [Fact]
    public async Task Items_merge_check_versions_and_delete()
    {
        await ResultsAsync(
            "atomic",
            [.. Enumerable.Range(1, 4).Select(i => Item($"{i}", """{"title":"甲","plannedOn":"2027-03-01","format":"poster"}"""))]
        );

        var results = await ResultsAsync(
            "independent",
            Item("1", """{"plannedOn":null}"""),
            """{"op":"upsert","version":7,"externalId":{"system":"cms","id":"2"},"contentAsset":{"title":"乙"}}""",
            """{"op":"delete","externalId":{"system":"cms","id":"3"}}""",
            """{"op":"delete","externalId":{"system":"cms","id":"4"},"contentAsset":{"title":"乙"}}""",
            """{"op":"delete","externalId":{"system":"cms","id":"9"}}""",
            """{"op":"delete"}""",
            """{"op":"upsert","ref":"new","contentAsset":{"title":"丙"}}""",
            """{"op":"upsert","contentAsset":{"title":"丁","sourceUpdatedAt":"2027-03-01T00:00:00Z"}}"""
        );

        results.Each().ShouldBe(["updated", "failed", "deleted", "failed", "failed", "failed", "created", "failed"]);
        var changed = await Client.ReadAsync($"{Assets}/{results[0]!.Id()}");
        (changed.Text("title"), changed["plannedOn"]).ShouldBe(("甲", null));
        Faults(results[1]!).ShouldBe(["/items/1/version resource.stale"]);
        Faults(results[3]!).ShouldBe(["/items/3/contentAsset/title bulk.deleteWithMember"]);
        results[4]!["problem"]!.Text("code").ShouldBe("external.notFound");
        results[5]!["problem"]!.Text("code").ShouldBe("contentAsset.itemIncomplete");
        Faults(results[7]!).ShouldBe(["/items/7/externalId contentAsset.itemIncomplete"]);
        var gone = await ResultsAsync("independent", Item("3", """{"title":"乙"}"""));
        gone[0]!["problem"]!.Text("code").ShouldBe("external.targetDeleted");
    }

    private static string Item(string id, string asset) =>
        $$"""{"op":"upsert","externalId":{"system":"cms","id":"{{id}}"},"contentAsset":{{asset}}}""";

    private Task<HttpResponseMessage> Bulk(string mode, params string[] items) =>
        Client.PostAsync($"{Assets}/bulk", $$"""{"mode":"{{mode}}","items":[{{string.Join(',', items)}}]}""");

    private async Task<JsonArray> ResultsAsync(string mode, params string[] items) =>
        (await Bulk(mode, items).ShouldBeAsync(HttpStatusCode.OK))["results"]!.AsArray();

    private static int[] Failed(JsonArray results) =>
        [.. results.Where(result => result!.Text("status") == "failed").Select(result => (int)result!["index"]!)];

    private static string[] Faults(JsonNode result) =>
        [.. result["problem"]!["errors"]!.AsArray().Select(fault => $"{fault!.Text("pointer")} {fault!.Text("code")}")];
}
