using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Catalogues;

/// <summary>Behaviour that all catalogues share, except that of parties.</summary>
[Collection(SecondApi.Name)]
public sealed class CatalogueLifeTests(MarketingApi api) : ApiTest(api)
{
    public static TheoryData<string, string> Catalogues =>
        new()
        {
            { "partners", "partner" },
            { "channels", "channel" },
            { "segments", "segment" },
            { "metrics", "metric" },
            { "budget-categories", "budgetCategory" },
            { "dimensions", "dimension" },
        };

    /// <summary>Required members of an entry besides the name.</summary>
    internal static readonly Dictionary<string, string> Required = new()
    {
        ["parties"] = """{"kind":"department"}""",
        ["partners"] = """{"kind":"media"}""",
        ["channels"] = """{"type":"social"}""",
    };

    [Theory]
    [InlineData(
        "partners",
        """{"kind":"kol","code":"K-1","name":"家居达人","aliases":["Home KOL"],"platform":"xiaohongshu","terms":"按篇结算"}"""
    )]
    [InlineData(
        "channels",
        """{"type":"liveCommerce","code":"DY-1","name":"抖音直播间","aliases":["Douyin live"],"platform":"douyin","ownership":"owned","active":false,"description":"每晚一场"}"""
    )]
    [InlineData(
        "segments",
        """{"code":"HV-1","name":"高价值客户","aliases":["VIP"],"method":"rfm","tier":"highValue","rule":"三项评分均不低于4分","size":12500}"""
    )]
    [InlineData(
        "metrics",
        """{"code":"score","name":"满意度评分","aliases":["Score"],"unit":"分","direction":"higherIsBetter","aggregation":"average","scaleMax":"4.5","formulaCode":"mean","definition":"评分的平均值。"}"""
    )]
    [InlineData(
        "budget-categories",
        """{"code":"ADS","name":"数字广告投放","aliases":["Ads"],"accountCode":"6601.01","description":"信息流与搜索。"}"""
    )]
    [InlineData(
        "dimensions",
        """{"code":"REGION","name":"区域","aliases":["Region"],"description":"销售大区。","values":[{"code":"EAST","name":"华东"}]}"""
    )]
    public async Task An_entry_is_returned_as_it_was_created(string catalogue, string json)
    {
        using var created = await Client.PostAsync($"/v1/{catalogue}", json);
        created.StatusCode.ShouldBe(HttpStatusCode.Created, await created.Content.ReadAsStringAsync());
        created.Headers.ETag!.Tag.ShouldBe("\"1\"");

        var entry = await Client.ReadAsync(created.Headers.Location!.ToString());
        foreach (var (member, value) in JsonNode.Parse(json)!.AsObject())
        {
            JsonNode.DeepEquals(entry[member], value).ShouldBeTrue($"{member}: {entry[member]}");
        }

        JsonNode.DeepEquals((await Client.ReadAsync($"/v1/{catalogue}")).Items()[0], entry).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Catalogues))]
    public async Task Names_and_codes_are_unique_whatever_the_script(string catalogue, string type)
    {
        var entry = await Client.EntryAsync(catalogue, "市场营销", new { code = "ONE" });
        var name = await Client
            .PostAsync($"/v1/{catalogue}", CatalogueSteps.EntryJson(catalogue, "市場營銷"))
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.nameTaken");
        var code = await Client
            .PostAsync($"/v1/{catalogue}", CatalogueSteps.EntryJson(catalogue, "另一个", new { code = "ONE" }))
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.codeTaken");

        name["args"]!.Text("existingId").ShouldBe(entry.Id());
        name["args"]!.Text("type").ShouldBe(type);
        code.Pointers().ShouldBe(["/code"]);
        await Api.Beta.Client.EntryAsync(catalogue, "市場營銷", new { code = "ONE" });
    }

    [Theory]
    [MemberData(nameof(Catalogues))]
    public async Task An_entry_is_changed_deleted_and_restored_with_feed_and_audit_entries(string catalogue, string type)
    {
        var entry = await Client.EntryAsync(catalogue, "甲", new { aliases = new[] { "A1" } });
        var path = $"/v1/{catalogue}/{entry.Id()}";
        var changed = await Client.PatchAsync(path, """{"name":"乙","code":"B"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        changed.Texts("aliases").ShouldBe(["A1"]);
        await Client.PatchAsync(path, """{"name":"丙"}""", 1).ShouldBeAsync(HttpStatusCode.PreconditionFailed);

        await Client.DeleteAsync(path, 2).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.GetAsync(path).ShouldBeRefusedAsync(HttpStatusCode.NotFound, $"{type}.notFound");
        (await Client.ReadAsync($"{path}?includeDeleted=true"))["deletedAt"].ShouldNotBeNull();
        (await OutcomeAsync(Client, catalogue, "乙")).ShouldBe("unmatched");
        await Client.EntryAsync(catalogue, "乙");
        await Client.ActAsync($"{path}/restore", 3).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.nameTaken");
        await Client
            .DeleteAsync($"/v1/{catalogue}/{(await Client.ReadAsync($"/v1/{catalogue}?q=乙")).Items()[0]!.Id()}", 1)
            .ShouldBeAsync(HttpStatusCode.NoContent);
        (await Client.ActAsync($"{path}/restore", 3).ShouldBeAsync(HttpStatusCode.OK)).Version().ShouldBe(4);
        (await OutcomeAsync(Client, catalogue, "a1")).ShouldBe("matched");

        var feed = (await Client.ReadAsync($"/v1/changes?types={type}&include=resource"))
            .Items()
            .Where(change => change!.Id() == entry.Id())
            .ToList();
        feed.Select(change => change!.Text("op")).ShouldBe(["created", "updated", "deleted", "restored"]);
        feed[^1]!["resource"]!.Text("name").ShouldBe("乙");
        var trail = (await Client.ReadAsync($"/v1/audit?resource={entry.Id()}")).Items();
        trail.Count.ShouldBe(4);
    }

    [Theory]
    [MemberData(nameof(Catalogues))]
    public async Task Readers_of_plans_or_campaigns_can_read_catalogues_and_only_catalogue_writers_can_write(string catalogue, string type)
    {
        var entry = await Client.EntryAsync(catalogue, "甲");
        foreach (var scope in new[] { Scopes.PlansRead, Scopes.BudgetsRead, Scopes.CampaignsRead, Scopes.RisksRead })
        {
            using var reader = await Api.Alpha.WithScopesAsync(scope);
            (await reader.ReadAsync($"/v1/{catalogue}/{entry.Id()}")).Text("name").ShouldBe("甲");
            await reader
                .PostAsync($"/v1/{catalogue}", CatalogueSteps.EntryJson(catalogue, "乙"))
                .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "auth.scopeMissing");
        }

        await Api.Beta.Client.GetAsync($"/v1/{catalogue}/{entry.Id()}").ShouldBeRefusedAsync(HttpStatusCode.NotFound, $"{type}.notFound");
        (await OutcomeAsync(Api.Beta.Client, catalogue, "甲")).ShouldBe("unmatched");
    }

    [Theory]
    [InlineData("partners", "kind=kol&platform=weibo", """{"kind":"kol","platform":"weibo"}""", """{"kind":"kol","platform":"Weibo"}""")]
    [InlineData(
        "channels",
        "type=email&ownership=owned&active=true",
        """{"type":"email","ownership":"owned"}""",
        """{"type":"email","ownership":"owned","active":false}"""
    )]
    [InlineData("budget-categories", "accountCode=6601.01", """{"accountCode":"6601.01"}""", """{"accountCode":"6601.02"}""")]
    [InlineData("segments", "method=rfm&tier=atRisk", """{"method":"rfm","tier":"atRisk"}""", """{"method":"rfm","tier":"regular"}""")]
    [InlineData(
        "metrics",
        "unit=%25&direction=lowerIsBetter&aggregation=ratio",
        """{"unit":"%","direction":"lowerIsBetter","aggregation":"ratio"}""",
        """{"unit":"%","direction":"lowerIsBetter","aggregation":"last"}"""
    )]
    public async Task Lists_filter_by_the_fields_of_their_catalogue(string catalogue, string filter, string wanted, string other)
    {
        var found = await Client.EntryAsync(catalogue, "找到", JsonNode.Parse(wanted));
        await Client.EntryAsync(catalogue, "别的", JsonNode.Parse(other));
        await Client.EntryAsync(catalogue, "空的");

        (await Client.ReadAsync($"/v1/{catalogue}?{filter}")).Each("id").ShouldBe([found.Id()]);
    }

    [Fact]
    public async Task A_partners_party_cannot_be_deleted_but_can_be_merged()
    {
        var party = await Client.PartyAsync("公关公司");
        var other = await Client.PartyAsync("公关集团");
        var refused = await Client
            .PostAsync("/v1/partners", CatalogueSteps.EntryJson("partners", "公关", new { partyId = Guid.CreateVersion7() }))
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");
        refused.Pointers().ShouldBe(["/partyId"]);
        var partner = await Client.EntryAsync("partners", "公关", new { partyId = party.Id() });

        var named = await Client
            .DeleteAsync($"/v1/parties/{party.Id()}", 1)
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.referenced");
        named["args"]!.Texts("referrers").ShouldBe([$"partner/{partner.Id()}"]);
        await Client.ActAsync($"/v1/parties/{party.Id()}/merge", 1, $$"""{"intoId":"{{other.Id()}}"}""").ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ReadAsync($"/v1/partners/{partner.Id()}")).Text("partyId").ShouldBe(other.Id());
        (await Client.ReadAsync($"/v1/partners?partyId={other.Id()}")).Each("id").ShouldBe([partner.Id()]);
    }

    [Theory]
    [InlineData("segments", """{"size":-1}""", "/size")]
    [InlineData("metrics", """{"scaleMax":"0"}""", "/scaleMax")]
    [InlineData("metrics", """{"unit":" %"}""", "/unit")]
    [InlineData("channels", """{"type":"smoke"}""", "/type")]
    [InlineData("partners", """{"platform":" "}""", "/platform")]
    public async Task Invalid_values_of_an_entry_are_rejected_with_their_pointers(string catalogue, string more, string pointer) =>
        (
            await Client
                .PostAsync($"/v1/{catalogue}", CatalogueSteps.EntryJson(catalogue, "甲", JsonNode.Parse(more)))
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid")
        )
            .Pointers()
            .ShouldBe([pointer]);

    private static async Task<string> OutcomeAsync(HttpClient client, string catalogue, string text) =>
        (await client.PostAsync($"/v1/{catalogue}/match", $$"""{"texts":["{{text}}"]}""").ShouldBeAsync(HttpStatusCode.OK)).Items()[
            0
        ]!.Text("outcome");
}
