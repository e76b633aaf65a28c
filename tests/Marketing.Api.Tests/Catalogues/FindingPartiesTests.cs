using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Catalogues;

[Collection(SecondApi.Name)]
public sealed class FindingPartiesTests(MarketingApi api) : ApiTest(api)
{
    [Theory]
    [InlineData("市场")]
    [InlineData("市場")]
    [InlineData("營銷")]
    [InlineData("营销")]
    [InlineData("brand TEAM")]
    [InlineData("ｍｋｔ")]
    public async Task Names_aliases_and_codes_are_found_in_either_script_width_and_case(string q)
    {
        await Client.PartyAsync("市场部", new { code = "MKT-1", aliases = new[] { "營銷中心", "Brand Team" } });
        await Client.PartyAsync("财务部");
        (await Client.ReadAsync($"/v1/parties?q={Uri.EscapeDataString(q)}")).Each("name").ShouldBe(["市场部"]);
    }

    [Fact]
    public async Task Names_in_plans_are_matched_ambiguous_or_unmatched()
    {
        var marketing = await Client.PartyAsync("市场部", new { aliases = new[] { "营销部" } });
        var sales = await Client.PartyAsync("销售部", new { aliases = new[] { "營銷部" } });
        var found = (
            await Client
                .PostAsync("/v1/parties/match", """{"texts":["市場部","营销部","法务部","市场部"]}""")
                .ShouldBeAsync(HttpStatusCode.OK)
        ).Items();
        found.Select(line => line!.Text("text")).ShouldBe(["市場部", "营销部", "法务部", "市场部"]);
        found.Select(line => line!.Text("outcome")).ShouldBe(["matched", "ambiguous", "unmatched", "matched"]);
        Entries(found[0]!).ShouldBe([marketing.Id()]);
        Entries(found[1]!).ShouldBe([marketing.Id(), sales.Id()], ignoreOrder: true);
        Entries(found[2]!).ShouldBeEmpty();
        (await Api.Beta.Client.PostAsync("/v1/parties/match", """{"texts":["市场部"]}""").ShouldBeAsync(HttpStatusCode.OK)).Items()[0]!
            .Text("outcome")
            .ShouldBe("unmatched");
    }

    [Fact]
    public async Task Lists_filter_by_kind_parent_external_ids_and_code()
    {
        var company = await Client.PartyAsync("公司", new { kind = "organisation" });
        var marketing = await Client.PartyAsync("市场部", new { parentId = company.Id(), code = "MKT" });
        var agency = await Client.PartyAsync("代理商", new { kind = "organisation", external = true });
        (await Client.ReadAsync("/v1/parties?kind=organisation")).Each("id").ShouldBe([company.Id(), agency.Id()], ignoreOrder: true);
        (await Client.ReadAsync($"/v1/parties?parentId={company.Id()}")).Each("id").ShouldBe([marketing.Id()]);
        (await Client.ReadAsync("/v1/parties?external=true")).Each("id").ShouldBe([agency.Id()]);
        (await Client.ReadAsync("/v1/parties?external=false&kind=organisation")).Each("id").ShouldBe([company.Id()]);
        (await Client.ReadAsync($"/v1/parties?ids={agency.Id()},{marketing.Id()}"))
            .Each("id")
            .ShouldBe([marketing.Id(), agency.Id()], ignoreOrder: true);
        (await Client.ReadAsync("/v1/parties?code=MKT")).Each("id").ShouldBe([marketing.Id()]);
        var refused = await Client
            .GetAsync("/v1/parties?colour=red&kind=tribe")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid");
        refused.Pointers().ShouldBe(["/colour", "/kind"], ignoreOrder: true);
    }

    [Fact]
    public async Task Updated_since_returns_entries_changed_at_or_after_the_instant()
    {
        var first = await Client.PartyAsync("一部");
        var second = await Client.PartyAsync("二部");
        (await Client.ReadAsync($"/v1/parties?updatedSince={second.Text("updatedAt")}")).Each("id").ShouldBe([second.Id()]);
        var changed = await Client.PatchAsync($"/v1/parties/{first.Id()}", """{"name":"三部"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ReadAsync($"/v1/parties?updatedSince={changed.Text("updatedAt")}")).Each("id").ShouldBe([first.Id()]);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("-name")]
    [InlineData("createdAt")]
    [InlineData("-updatedAt,name")]
    public async Task Pages_contain_every_party_once_in_the_requested_order(string sort)
    {
        foreach (var name in new[] { "丁", "甲", "乙", "b", "A", "丙", "c" })
        {
            await Client.PartyAsync(name);
        }

        var whole = (await Client.ReadAsync($"/v1/parties?sort={sort}&includeTotal=true"));
        whole.Number("total").ShouldBe(7);
        (await Client.WalkAsync($"/v1/parties?sort={sort}&pageSize=2")).Select(party => party.Id()).ShouldBe(whole.Each("id"));
        var names = (await Client.ReadAsync("/v1/parties?sort=name")).Each("name");
        names.Take(3).ShouldBe(["A", "b", "c"]);
        (await Client.ReadAsync("/v1/parties?sort=-name")).Each("name").ShouldBe(names.Reverse());
    }

    [Fact]
    public async Task An_unknown_sort_is_rejected_with_the_supported_ones()
    {
        var refused = await Client.GetAsync("/v1/parties?sort=colour").ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.unknownSort");
        refused["args"]!.Texts("allowed").ShouldBe(["createdAt", "name", "updatedAt"]);
    }

    private static IReadOnlyList<string> Entries(JsonNode line) => [.. line["entries"]!.AsArray().Select(entry => entry!.Id())];
}
