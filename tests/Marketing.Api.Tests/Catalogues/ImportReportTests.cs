using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Catalogues;

/// <summary>What an import, and a replacement, tells of the names in its document.</summary>
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
    public async Task Each_catalogue_tells_what_was_matched_ambiguous_and_unmatched_and_where_it_stands()
    {
        var channel = await Client.EntryAsync("channels", "公众号", new { aliases = new[] { "微信公众号" } });
        var awareness = await Client.EntryAsync("metrics", "品牌认知度");
        var agencies = new[] { await Client.EntryAsync("partners", "甲公关", new { aliases = new[] { "公关公司" } }), await Client.EntryAsync("partners", "乙公关", new { aliases = new[] { "公關公司" } }) };
        await Api.Beta.Client.EntryAsync("segments", "新客户");

        var told = (await ImportAsync(""))["catalogues"]!;

        Told(told["channels"]!["matched"]!).ShouldBe(["微信公眾號: /campaigns/0/channels/0"]);
        told["channels"]!["matched"]![0]!.Id().ShouldBe(channel.Id());
        told["channels"]!["matched"]![0]!.Text("name").ShouldBe("公众号");
        Told(told["channels"]!["unmatched"]!).ShouldBe(["抖音直播间: /campaigns/0/channels/1", "X: /campaigns/0/channels/2", "抖音直播間: /campaigns/0/contents/0/channel"]);
        Told(told["metrics"]!["matched"]!).ShouldBe(["品牌認知度: /objectives/0/measures/0/metric", "品牌认知度: /kpis/0/indicators/0"]);
        told["metrics"]!["matched"]!.AsArray().ShouldAllBe(name => name!.Id() == awareness.Id());
        Told(told["metrics"]!["unmatched"]!).ShouldBe(["加购率: /kpis/0/indicators/1", "XXX: /kpis/0/indicators/2"]);
        Told(told["partners"]!["ambiguous"]!).ShouldBe(["公關公司: /campaigns/0/partners/1"]);
        told["partners"]!["ambiguous"]![0]!["candidates"]!.AsArray().Select(entry => entry!.Id()).ShouldBe(agencies.Select(entry => entry.Id()), ignoreOrder: true);
        Told(told["segments"]!["unmatched"]!).ShouldBe(["新客戶: /objectives/0/measures/0/scope/segment", "新客户: /campaigns/0/segments/0"]);
        Told(told["parties"]!["unmatched"]!).ShouldBe(["[姓名]: /plan/signatories/0/party", "市場部: /campaigns/0/owners/0"]);
        told.AsObject().ShouldAllBe(report => report.Value!["created"]!.AsArray().Count == 0);
    }

    [Fact]
    public async Task Entries_are_made_once_for_names_that_are_the_same_and_never_for_placeholders()
    {
        var import = await ImportAsync("?createEntries=true");

        Told(import["catalogues"]!["channels"]!["unmatched"]!).ShouldBe(["X: /campaigns/0/channels/2"]);
        Told(import["catalogues"]!["parties"]!["unmatched"]!).ShouldBe(["[姓名]: /plan/signatories/0/party"]);
        (await Client.ReadAsync("/v1/segments")).Each("name").ShouldBe(["新客戶"]);
        (await Client.ReadAsync("/v1/metrics")).Each("name").ShouldBe(["加购率", "品牌認知度"], ignoreOrder: true);
        (await KindsAsync("channels", "type")).ShouldBe(["微信公眾號 social", "抖音直播间 liveCommerce"], ignoreOrder: true);
        (await KindsAsync("partners", "kind")).ShouldBe(["美妆KOL kol", "公關公司 agency"], ignoreOrder: true);
        (await KindsAsync("parties", "kind")).ShouldBe(["市場部 department"]);

        var campaign = (await Client.ReadAsync($"/v1/plans/{import["plan"]!.Id()}/sections/campaigns")).Items()[0]!;
        campaign["channels"]![1]!.Text("channelId").ShouldBe(campaign["contents"]![0]!["channel"]!.Text("channelId"));
        campaign["channels"]![2]!["channelId"].ShouldBeNull();
    }

    [Fact]
    public async Task A_name_that_stands_often_is_told_once_with_its_count()
    {
        var kpis = new JsonArray([.. Enumerable.Range(0, 25).Select(i => JsonNode.Parse($$$"""{"name":"K{{{i}}}","metric":{"text":"加购率"}}"""))]);
        var document = new JsonObject { ["plan"] = JsonNode.Parse("""{"title":"P","language":"en","currency":"EUR"}"""), ["kpis"] = kpis };

        var told = (await Client.PostAsync("/v1/plans/import", document.ToJsonString()).ShouldBeAsync(HttpStatusCode.Created))["catalogues"]!["metrics"]!["unmatched"]!.AsArray().ShouldHaveSingleItem()!;

        told.Number("occurrences").ShouldBe(25);
        told["pointers"]!.AsArray().Count.ShouldBe(20);
    }

    [Fact]
    public async Task Entries_are_made_only_for_those_who_may_write_catalogues()
    {
        using var planner = await Api.Alpha.WithScopesAsync(Scopes.PlansWrite);
        (await planner.PostAsync("/v1/plans/import?createEntries=true", Document).ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "catalogue.creatingNotForCaller"))["args"]!.Text("scope").ShouldBe(Scopes.CataloguesWrite);
        await planner.PostAsync("/v1/plans/import", Document).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_is_only_validated_makes_no_entries()
    {
        await ImportAsync("?createEntries=true&validateOnly=true");
        (await Client.ReadAsync("/v1/channels")).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_replacement_tells_the_same_of_its_names_beside_the_document()
    {
        var channel = await Client.EntryAsync("channels", "公众号", new { aliases = new[] { "微信公众号" } });
        var agencies = new[] { await Client.EntryAsync("partners", "甲公关", new { aliases = new[] { "公关公司" } }), await Client.EntryAsync("partners", "乙公关", new { aliases = new[] { "公關公司" } }) };
        var awareness = await Client.EntryAsync("metrics", "品牌认知度");
        var plan = await PlanOf("""[{"ref":"K","name":"K","metric":{"text":"知名度","metricId":"ID"}},{"ref":"L","name":"L","indicators":[{"text":"加购率"}]}]""".Replace("ID", awareness.Id(), StringComparison.Ordinal));
        await Client.EntryAsync("metrics", "加购率");

        var (put, tag) = await ReplaceAsync(plan, "", document =>
        {
            document["campaigns"] = JsonNode.Parse("""[{"ref":"C","name":"C","channels":[{"text":"微信公眾號"},{"text":"X"}],"partners":[{"text":"公關公司"}]}]""");
            document["kpis"]![0]!["name"] = "K2";
            document["kpis"]!.AsArray().Add(JsonNode.Parse("""{"ref":"M","name":"M","metric":{"text":"知名度"}}"""));
        });

        put["document"]!.ToJsonString().ShouldBe((await Client.ReadAsync($"{plan}/document")).ToJsonString());
        tag.ShouldBe(await TagAsync($"{plan}/document"));
        var told = put["catalogues"]!;
        Told(told["channels"]!["matched"]!).ShouldBe(["微信公眾號: /campaigns/0/channels/0"]);
        told["channels"]!["matched"]![0]!.Id().ShouldBe(channel.Id());
        Told(told["channels"]!["unmatched"]!).ShouldBe(["X: /campaigns/0/channels/1"]);
        Told(told["partners"]!["ambiguous"]!).ShouldBe(["公關公司: /campaigns/0/partners/0"]);
        told["partners"]!["ambiguous"]![0]!["candidates"]!.AsArray().Count.ShouldBe(agencies.Length);
        Told(told["metrics"]!["matched"]!).ShouldBe(["知名度: /kpis/0/metric /kpis/2/metric"]);
        Told(told["metrics"]!["unmatched"]!).ShouldBe(["加购率: /kpis/1/indicators/0"], "the part says what it said before, and keeps its words without a link");
        (await Client.ReadAsync($"{plan}/sections/kpis")).Items().Select(kpi => kpi!.Version()).ShouldBe([2, 1, 1]);
    }

    [Fact]
    public async Task A_replacement_that_makes_entries_links_the_names_of_parts_that_stay_as_they_were_too()
    {
        var plan = await PlanOf("""[{"ref":"K","name":"K","indicators":[{"text":"加购率"},{"text":"试用率"},{"text":"XXX"}]}]""");
        var known = await Client.EntryAsync("metrics", "加购率");

        var told = (await ReplaceAsync(plan, "?createEntries=true", _ => { })).Put["catalogues"]!["metrics"]!;

        Told(told["matched"]!).ShouldBe(["加购率: /kpis/0/indicators/0"]);
        Told(told["created"]!).ShouldBe(["试用率: /kpis/0/indicators/1"]);
        Told(told["unmatched"]!).ShouldBe(["XXX: /kpis/0/indicators/2"]);
        var indicators = (await Client.ReadAsync($"{plan}/sections/kpis")).Items()[0]!["indicators"]!;
        indicators.AsArray().Select(indicator => indicator!["metricId"]?.GetValue<string>()).ShouldBe([known.Id(), told["created"]![0]!.Id(), null]);
    }

    [Fact]
    public async Task One_name_that_means_two_entries_is_told_with_each()
    {
        var parties = new[] { await Client.EntryAsync("parties", "甲"), await Client.EntryAsync("parties", "乙") };
        var plan = await PlanOf("[]");
        foreach (var party in parties)
        {
            await Client.PostAsync($"{plan}/work-packages", $$"""{"name":"W","owners":[{"text":"they","partyId":"{{party.Id()}}"}]}""").ShouldBeAsync(HttpStatusCode.Created);
        }

        var told = (await ReplaceAsync(plan, "", _ => { })).Put["catalogues"]!["parties"]!["matched"]!;

        Told(told).ShouldBe(["they: /workPackages/0/owners/0", "they: /workPackages/1/owners/0"]);
        told.AsArray().Select(name => name!.Id()).ShouldBe(parties.Select(party => party.Id()));
    }

    private async Task<string> PlanOf(string kpis)
    {
        var plan = $"/v1/plans/{(await Client.PlanAsync("P")).Id()}";
        foreach (var kpi in JsonNode.Parse(kpis)!.AsArray())
        {
            await Client.PostAsync($"{plan}/sections/kpis/entries", kpi!.ToJsonString()).ShouldBeAsync(HttpStatusCode.Created);
        }

        return plan;
    }

    private async Task<(JsonObject Put, string Tag)> ReplaceAsync(string plan, string query, Action<JsonObject> change)
    {
        var document = await Client.ReadAsync($"{plan}/document");
        change(document);
        using var answer = await Client.PutJsonAsync($"{plan}/document{query}", document.ToJsonString(), await TagAsync($"{plan}/document"));
        return (await Task.FromResult(answer).ShouldBeAsync(HttpStatusCode.OK), answer.Headers.ETag!.Tag);
    }

    private async Task<string> TagAsync(string path)
    {
        using var got = await Client.GetAsync(path);
        return got.Headers.ETag!.Tag;
    }

    private Task<JsonObject> ImportAsync(string query) => Client.PostAsync($"/v1/plans/import{query}", Document).ShouldBeAsync(HttpStatusCode.Created);

    private static IEnumerable<string> Told(JsonNode names) => names.AsArray().Select(name => $"{name!.Text("text")}: {string.Join(' ', name!.Texts("pointers"))}");

    private async Task<IEnumerable<string>> KindsAsync(string catalogue, string member) =>
        (await Client.ReadAsync($"/v1/{catalogue}")).Items().Select(entry => $"{entry!.Text("name")} {entry!.Text(member)}");
}
