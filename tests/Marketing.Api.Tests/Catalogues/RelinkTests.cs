using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;
using static Marketing.Api.Tests.Plans.PlanSteps;

namespace Marketing.Api.Tests.Catalogues;

/// <summary>Names in plans are linked when they are written, and again on request.</summary>
[Collection(FirstApi.Name)]
public sealed class RelinkTests(MarketingApi api) : ApiTest(api)
{
    private string _plan = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _plan = $"/v1/plans/{(await Client.PlanAsync("P")).Id()}";
    }

    [Theory]
    [InlineData("首次响应时间", "firstResponseTime")]
    [InlineData("平均响应时间", null)]
    [InlineData("响应时间", null)]
    [InlineData("響應時間", null)]
    [InlineData("投入产出比(ROI)", "roi")]
    [InlineData("投入產出比（ROI）", "roi")]
    [InlineData("获客成本(CAC)", "cac")]
    [InlineData("转(zhuǎn)化率", "conversionRate")]
    public async Task A_metric_is_matched_by_what_it_is(string text, string? code)
    {
        await Client.PostAsync("/v1/metrics/standard", """{"language":"zh-Hans"}""").ShouldBeAsync(HttpStatusCode.OK);

        var matched = await Client
            .PostAsync("/v1/metrics/match", new JsonObject { ["texts"] = new JsonArray(text) }.ToJsonString())
            .ShouldBeAsync(HttpStatusCode.OK);

        var item = matched.Items().ShouldHaveSingleItem()!;
        item.Text("outcome").ShouldBe(code is null ? "unmatched" : "matched", item.ToJsonString());
        if (code is not null)
        {
            (await Client.ReadAsync($"/v1/metrics/{item["entries"]![0]!.Id()}")).Text("code").ShouldBe(code);
        }
    }

    [Fact]
    public async Task An_entry_named_with_its_abbreviation_is_matched_by_either()
    {
        var entry = await Client.EntryAsync("metrics", "加购转化率（ATC）");

        foreach (var text in new[] { "加购转化率", "ATC", "加購轉化率(ATC)", "ATC(加购转化率)" })
        {
            var kpi = await Client.PostAsync($"{_plan}/parts", PartJson("kpis", Kpi(text))).ShouldBeAsync(HttpStatusCode.Created);
            kpi["content"]!["metric"]!.Text("metricId").ShouldBe(entry.Id(), text);
        }
    }

    [Fact]
    public async Task An_import_creates_one_entry_for_a_name_and_its_abbreviation()
    {
        var document = """
            {"plan":{"title":"P","language":"zh-Hans","currency":"CNY"},
             "kpis":[{"name":"A","metric":{"text":"CAC"}},{"name":"B","metric":{"text":"获客成本(CAC)"}},{"name":"C","metric":{"text":"獲客成本"}}]}
            """;

        var import = await Client.PostAsync("/v1/plans/import?createEntries=true", document).ShouldBeAsync(HttpStatusCode.Created);

        (await Client.ReadAsync("/v1/metrics")).Each("name").ShouldBe(["获客成本(CAC)"]);
        import["catalogues"]!["metrics"]!["created"]!.AsArray().Count.ShouldBe(3);
    }

    [Fact]
    public async Task Names_in_parts_that_are_written_alone_are_linked()
    {
        var party = await Client.EntryAsync("parties", "市场部", new { kind = "department" });
        var other = await Client.EntryAsync("parties", "销售部", new { kind = "department" });
        var part = await Client
            .PostAsync($"{_plan}/parts", PartJson("workPackages", """{"name":"W","owners":[{"text":"市場部"},{"text":"未知部"}]}"""))
            .ShouldBeAsync(HttpStatusCode.Created);
        Ids(part).ShouldBe([party.Id(), null]);

        part = await Client
            .PatchAsync(
                $"{_plan}/parts/{part.Id()}",
                PartJson("workPackages", """{"owners":[{"text":"市場部"},{"text":"未知部"},{"text":"銷售部"}]}"""),
                1
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        Ids(part).ShouldBe([party.Id(), null, other.Id()]);

        var section = await Client
            .PutJsonAsync(
                $"{_plan}/sections/resources",
                SectionJson("resources", (null, """{"type":"human","name":"R","party":{"text":"市場部"}}""")),
                (await Client.GetAsync($"{_plan}/sections/resources")).Headers.ETag!.Tag
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        section.Items()[0]!["content"]!["party"]!.Text("partyId").ShouldBe(party.Id());

        var plan = await Client.PlanAsync(
            "Q",
            new { signatories = new[] { new { role = "preparedBy", party = new { text = "市場部" } } } }
        );
        plan["signatories"]![0]!["party"]!.Text("partyId").ShouldBe(party.Id());
    }

    [Fact]
    public async Task A_link_that_a_patch_removes_stays_removed()
    {
        var party = await Client.EntryAsync("parties", "市场部", new { kind = "department" });
        var part = await Client
            .PostAsync($"{_plan}/parts", PartJson("resources", """{"type":"human","name":"R","party":{"text":"市场部"}}"""))
            .ShouldBeAsync(HttpStatusCode.Created);
        part["content"]!["party"]!.Text("partyId").ShouldBe(party.Id());

        foreach (var (content, version) in new[] { ("""{"party":{"partyId":null}}""", 1), ("""{"name":"S"}""", 2) })
        {
            part = await Client
                .PatchAsync($"{_plan}/parts/{part.Id()}", PartJson("resources", content), version)
                .ShouldBeAsync(HttpStatusCode.OK);
            part["content"]!["party"]!["partyId"].ShouldBeNull(content);
        }
    }

    [Fact]
    public async Task Relinking_links_what_came_later_and_reports_it()
    {
        var part = await Client.PostAsync($"{_plan}/parts", PartJson("kpis", Kpi("加购率"))).ShouldBeAsync(HttpStatusCode.Created);
        await Client.PostAsync($"{_plan}/parts", PartJson("kpis", Kpi("未知率"))).ShouldBeAsync(HttpStatusCode.Created);
        await Client
            .PatchAsync(_plan, """{"signatories":[{"role":"preparedBy","party":{"text":"市场部"}}]}""", 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        var metric = await Client.EntryAsync("metrics", "加购率");
        var party = await Client.EntryAsync("parties", "市场部", new { kind = "department" });

        var validated = await RelinkAsync("?validateOnly=true", 2).ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ReadAsync($"{_plan}/parts/{part.Id()}")).Version().ShouldBe(1);
        var relinked = await RelinkAsync("", 2).ShouldBeAsync(HttpStatusCode.OK);

        validated["catalogues"]!.ToJsonString().ShouldBe(relinked["catalogues"]!.ToJsonString());
        relinked.Number("partsLinked").ShouldBe(1);
        relinked.Number("planVersion").ShouldBe(3);
        Summaries(relinked["catalogues"]!["metrics"]!["matched"]!).ShouldBe(["加购率: /kpis/0/metric"]);
        Summaries(relinked["catalogues"]!["metrics"]!["unmatched"]!).ShouldBe(["未知率: /kpis/1/metric"]);
        Summaries(relinked["catalogues"]!["parties"]!["matched"]!).ShouldBe(["市场部: /plan/signatories/0/party"]);
        var changed = await Client.ReadAsync($"{_plan}/parts/{part.Id()}");
        (changed.Version(), changed["content"]!["metric"]!.Text("metricId")).ShouldBe((2, metric.Id()));
        (await Client.ReadAsync(_plan))["signatories"]![0]!["party"]!.Text("partyId").ShouldBe(party.Id());
        await Client.DeleteAsync($"/v1/metrics/{metric.Id()}", 1).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.referenced");
    }

    [Fact]
    public async Task Relinking_without_new_links_leaves_no_trace()
    {
        await Client.PostAsync($"{_plan}/parts", PartJson("kpis", Kpi("加购率"))).ShouldBeAsync(HttpStatusCode.Created);
        using var before = await Client.GetAsync($"{_plan}/document");

        var relinked = await RelinkAsync("", 1).ShouldBeAsync(HttpStatusCode.OK);

        (relinked.Number("partsLinked"), relinked.Number("planVersion")).ShouldBe((0, 1));
        using var after = await Client.GetAsync($"{_plan}/document");
        after.Headers.ETag.ShouldBe(before.Headers.ETag);
    }

    [Fact]
    public async Task Relinking_is_refused_for_a_stale_version_an_unknown_plan_and_without_the_scope()
    {
        await RelinkAsync("", 7).ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
        await RelinkAsync("", null).ShouldBeAsync(HttpStatusCode.PreconditionRequired);
        await Client
            .ActAsync($"/v1/plans/{Guid.CreateVersion7()}/relink", 1)
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "plan.notFound");
        using var reader = await Api.Alpha.WithScopesAsync(Scopes.PlansRead);
        await reader.ActAsync($"{_plan}/relink", 1).ShouldBeAsync(HttpStatusCode.Forbidden);
    }

    private Task<HttpResponseMessage> RelinkAsync(string query, int? version) => Client.ActAsync($"{_plan}/relink{query}", version);

    [Theory]
    [InlineData("加购率")]
    [InlineData("未知率")]
    public async Task Relinking_returns_the_tag_that_the_plan_has_then(string text)
    {
        await Client.PostAsync($"{_plan}/parts", PartJson("kpis", Kpi(text))).ShouldBeAsync(HttpStatusCode.Created);
        await Client.EntryAsync("metrics", "加购率");

        using var relinked = await Client.ActAsync($"{_plan}/relink", 1);

        using var plan = await Client.GetAsync(_plan);
        relinked.Headers.ETag.ShouldNotBeNull().ShouldBe(plan.Headers.ETag);
    }

    private static string Kpi(string metric) =>
        new JsonObject
        {
            ["name"] = "K",
            ["metric"] = new JsonObject { ["text"] = metric },
        }.ToJsonString();

    private static IEnumerable<string?> Ids(JsonNode part) =>
        part["content"]!["owners"]!.AsArray().Select(owner => owner!["partyId"]?.GetValue<string>());

    private static IEnumerable<string> Summaries(JsonNode names) =>
        names.AsArray().Select(name => $"{name!.Text("text")}: {string.Join(' ', name!.Texts("pointers"))}");
}
