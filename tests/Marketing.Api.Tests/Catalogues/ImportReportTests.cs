using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Catalogues;

/// <summary>The report of an import on the names in its document.</summary>
[Collection(SecondApi.Name)]
public sealed class ImportReportTests(MarketingApi api) : ApiTest(api)
{
    private const string Document = """
        {"plan":{"code":"P-1","title":"P","language":"zh-Hant","currency":"CNY","signatories":[{"role":"preparedBy","party":{"text":"[姓名]"}}]},
         "objectives":[{"text":"知名度","measures":[{"metric":{"text":"品牌認知度"},"target":{"text":"達到X%"},"scope":{"segment":{"text":"新客戶"}}}]}],
         "campaigns":[{"name":"C","channels":[{"text":"微信公眾號"},{"text":"抖音直播间"},{"text":"X"}],"segments":[{"text":"新客户"}],
           "partners":[{"text":"美妆KOL"},{"text":"公關公司"}],"contents":[{"title":"視頻","channel":{"text":"抖音直播間"}}],"owners":[{"text":"市場部"}]}],
         "kpis":[{"name":"预热期","indicators":[{"text":"品牌认知度"},{"text":"加购率"},{"text":"XXX"}]}]}
        """;

    [Fact]
    public async Task Each_catalogue_reports_matched_ambiguous_and_unmatched_names_with_their_occurrences()
    {
        var channel = await Client.EntryAsync("channels", "公众号", new { aliases = new[] { "微信公众号" } });
        var awareness = await Client.EntryAsync("metrics", "品牌认知度");
        var agencies = new[]
        {
            await Client.EntryAsync("partners", "甲公关", new { aliases = new[] { "公关公司" } }),
            await Client.EntryAsync("partners", "乙公关", new { aliases = new[] { "公關公司" } }),
        };
        await Api.Beta.Client.EntryAsync("segments", "新客户");

        var reports = (await ImportAsync(""))["catalogues"]!;

        Summaries(reports["channels"]!["matched"]!).ShouldBe(["微信公眾號: /campaigns/0/channels/0"]);
        reports["channels"]!["matched"]![0]!.Id().ShouldBe(channel.Id());
        reports["channels"]!["matched"]![0]!.Text("name").ShouldBe("公众号");
        Summaries(reports["channels"]!["unmatched"]!)
            .ShouldBe(["抖音直播间: /campaigns/0/channels/1", "X: /campaigns/0/channels/2", "抖音直播間: /campaigns/0/contents/0/channel"]);
        Summaries(reports["metrics"]!["matched"]!)
            .ShouldBe(["品牌認知度: /objectives/0/measures/0/metric", "品牌认知度: /kpis/0/indicators/0"]);
        reports["metrics"]!["matched"]!.AsArray().ShouldAllBe(name => name!.Id() == awareness.Id());
        Summaries(reports["metrics"]!["unmatched"]!).ShouldBe(["加购率: /kpis/0/indicators/1", "XXX: /kpis/0/indicators/2"]);
        Summaries(reports["partners"]!["ambiguous"]!).ShouldBe(["公關公司: /campaigns/0/partners/1"]);
        reports["partners"]!["ambiguous"]![0]!["candidates"]!
            .AsArray()
            .Select(entry => entry!.Id())
            .ShouldBe(agencies.Select(entry => entry.Id()), ignoreOrder: true);
        Summaries(reports["segments"]!["unmatched"]!)
            .ShouldBe(["新客戶: /objectives/0/measures/0/scope/segment", "新客户: /campaigns/0/segments/0"]);
        Summaries(reports["parties"]!["unmatched"]!).ShouldBe(["[姓名]: /plan/signatories/0/party", "市場部: /campaigns/0/owners/0"]);
        reports.AsObject().ShouldAllBe(report => report.Value!["created"]!.AsArray().Count == 0);
    }

    [Fact]
    public async Task Equal_names_create_one_entry_and_placeholders_none()
    {
        var import = await ImportAsync("?createEntries=true");

        Summaries(import["catalogues"]!["channels"]!["unmatched"]!).ShouldBe(["X: /campaigns/0/channels/2"]);
        Summaries(import["catalogues"]!["parties"]!["unmatched"]!).ShouldBe(["[姓名]: /plan/signatories/0/party"]);
        (await Client.ReadAsync("/v1/segments")).Each("name").ShouldBe(["新客戶"]);
        (await Client.ReadAsync("/v1/metrics")).Each("name").ShouldBe(["加购率", "品牌認知度"], ignoreOrder: true);
        (await KindsAsync("channels", "type")).ShouldBe(["微信公眾號 social", "抖音直播间 liveCommerce"], ignoreOrder: true);
        (await KindsAsync("partners", "kind")).ShouldBe(["美妆KOL kol", "公關公司 agency"], ignoreOrder: true);
        (await KindsAsync("parties", "kind")).ShouldBe(["市場部 department"]);

        var campaign = (await Client.ReadAsync($"/v1/plans/{import["plan"]!.Id()}/sections/campaigns")).Items()[0]!["content"]!;
        campaign["channels"]![1]!.Text("channelId").ShouldBe(campaign["contents"]![0]!["channel"]!.Text("channelId"));
        campaign["channels"]![2]!["channelId"].ShouldBeNull();
    }

    [Fact]
    public async Task A_frequent_name_is_reported_once_with_its_count()
    {
        var kpis = new JsonArray([
            .. Enumerable.Range(0, 25).Select(i => JsonNode.Parse($$$"""{"name":"K{{{i}}}","metric":{"text":"加购率"}}""")),
        ]);
        var document = new JsonObject { ["plan"] = JsonNode.Parse("""{"title":"P","language":"en","currency":"EUR"}"""), ["kpis"] = kpis };

        var reports = (await Client.PostAsync("/v1/plans/import", document.ToJsonString()).ShouldBeAsync(HttpStatusCode.Created))[
            "catalogues"
        ]!["metrics"]!["unmatched"]!
            .AsArray()
            .ShouldHaveSingleItem()!;

        reports.Number("occurrences").ShouldBe(25);
        reports["pointers"]!.AsArray().Count.ShouldBe(20);
    }

    [Fact]
    public async Task Creating_entries_requires_the_scope_for_catalogues()
    {
        using var planner = await Api.Alpha.WithScopesAsync(Scopes.PlansWrite);
        (
            await planner
                .PostAsync("/v1/plans/import?createEntries=true", Document)
                .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "catalogue.creatingNotForCaller")
        )["args"]!
            .Text("scope")
            .ShouldBe(Scopes.CataloguesWrite);
        await planner.PostAsync("/v1/plans/import", Document).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Validation_creates_no_entries()
    {
        await ImportAsync("?createEntries=true&validateOnly=true");
        (await Client.ReadAsync("/v1/channels")).Items().ShouldBeEmpty();
    }

    private Task<JsonObject> ImportAsync(string query) =>
        Client.PostAsync($"/v1/plans/import{query}", Document).ShouldBeAsync(HttpStatusCode.Created);

    private static IEnumerable<string> Summaries(JsonNode names) =>
        names.AsArray().Select(name => $"{name!.Text("text")}: {string.Join(' ', name!.Texts("pointers"))}");

    private async Task<IEnumerable<string>> KindsAsync(string catalogue, string member) =>
        (await Client.ReadAsync($"/v1/{catalogue}")).Items().Select(entry => $"{entry!.Text("name")} {entry!.Text(member)}");
}
