using System.Net;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Feeds;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Budgets.BudgetSteps;

namespace Marketing.Api.Tests.Budgets;

/// <summary>Categories and custom dimensions of lines, and the postings that keep them.</summary>
[Collection(FirstApi.Name)]
public sealed class BudgetDimensionTests(MarketingApi api) : ApiTest(api)
{
    private BudgetPeople _people = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await BudgetPeople.OfAsync(Api.Alpha);
    }

    [Fact]
    public async Task A_category_is_named_by_code_or_name_and_unknown_words_stay_words()
    {
        var category = await Client.EntryAsync("budget-categories", "数字广告", new { code = "ADS", aliases = new[] { "网络广告" } });
        var budget = (
            await _people
                .Manager.PostAsync("/v1/budgets", Budget(In("A", "ads"), In("B", "網絡廣告"), In("C", "数字广告"), In("D", "吉祥物")))
                .ShouldBeAsync(HttpStatusCode.Created)
        ).Id();

        var lines = (await Client.ReadAsync($"/v1/budgets/{budget}/lines")).Items();

        lines.Select(line => line!.Text("category")).ShouldBe(["数字广告", "数字广告", "数字广告", "吉祥物"]);
        lines.Select(line => line!["categoryId"]?.GetValue<string>()).ShouldBe([category.Id(), category.Id(), category.Id(), null]);
        var named = await Client
            .DeleteAsync($"/v1/budget-categories/{category.Id()}", 1)
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.referenced");
        named["args"]!.Texts("referrers").Count.ShouldBe(3);
    }

    [Fact]
    public async Task Dimensions_of_a_line_are_known_and_stay_in_its_postings()
    {
        await RegionAsync();
        var unknown = await _people
            .Manager.PostAsync("/v1/budgets", Budget(Line("A", "10", ""","dimensions":{"区域":"西部","PRODUCT":"P1"}""")))
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");
        unknown["errors"]!
            .AsArray()
            .Select(error => $"{error!.Text("pointer")} {error!.Text("code")}")
            .ShouldBe(["/lines/0/dimensions/区域 dimension.valueUnknown", "/lines/0/dimensions/PRODUCT dimension.nameUnknown"]);

        var budget = await _people.ActiveAsync(Line("A", "10", ""","dimensions":{"區域":"华东"}"""), Line("B", "10"));
        await Client.SpendAsync(budget, "A", "4").ShouldBeAsync(HttpStatusCode.Created);
        await _people.Manager.StepBudgetAsync(budget, "revise").ShouldBeAsync(HttpStatusCode.OK);
        var line = (await Client.ReadAsync($"/v1/budgets/{budget}/lines?code=A")).Items()[0]!;
        line["dimensions"]!["REGION"]!.GetValue<string>().ShouldBe("EAST");
        await _people
            .Manager.PatchAsync($"/v1/budgets/{budget}/lines/{line.Id()}", """{"dimensions":{"REGION":"NORTH"}}""", line.Version())
            .ShouldBeAsync(HttpStatusCode.OK);
        await _people.ApproveAsync(budget);
        await Client.SpendAsync(budget, "A", "1").ShouldBeAsync(HttpStatusCode.Created);

        var spent = await Client.WalkAsync($"/v1/ledger-entries?budgetId={budget}&account=spent");
        spent.Select(row => row["dimensions"]!["REGION"]!.GetValue<string>()).ShouldBe(["EAST", "NORTH"]);
        (await Client.ReadCsvAsync($"/v1/ledger-entries?budgetId={budget}&account=spent"))[0]["dimensions"].ShouldBe("REGION=EAST");
        var groups = await Client.ReadAsync($"/v1/budgets/{budget}/summary?dimension=region");
        groups["groups"]!
            .AsArray()
            .Select(group => $"{group!["dimensionValue"]?.GetValue<string>()} {group.Text("actual")}")
            .ShouldBe([" 0", "NORTH 5"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_booking_moves_to_another_dimension_without_changing_what_was_posted()
    {
        await RegionAsync();
        var budget = await _people.ActiveAsync(Line("A", "10", ""","dimensions":{"REGION":"EAST"},"costCentre":"CC-1" """));
        var entry = (await Client.SpendAsync(budget, "A", "4").ShouldBeAsync(HttpStatusCode.Created))["entries"]![0]!.Id();

        await Client
            .PostAsync($"/v1/ledger-entries/{entry}/reclassify", """{"date":"2027-04-15","reason":"误记"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.transferToSameLine");
        await Client
            .PostAsync(
                $"/v1/ledger-entries/{entry}/reclassify",
                """{"date":"2027-04-15","reason":"误记","dimensions":{"REGION":"NORTH"},"costCentre":"CC-2"}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);

        var spent = await Client.WalkAsync($"/v1/ledger-entries?budgetId={budget}&account=spent");
        spent
            .Select(row => $"{row.Text("amount")} {row["dimensions"]!["REGION"]!.GetValue<string>()} {row.Text("costCentre")}")
            .ShouldBe(["4 EAST CC-1", "-4 EAST CC-1", "4 NORTH CC-2"]);
        (await Client.LineAsync(budget, "A")).Text("available").ShouldBe("6");
    }

    private Task RegionAsync() =>
        Client.EntryAsync(
            "dimensions",
            "区域",
            new { code = "REGION", values = new[] { new { code = "EAST", name = "华东" }, new { code = "NORTH", name = "华北" } } }
        );

    private static string In(string code, string category) => Line(code, "10").Replace("广告", category, StringComparison.Ordinal);
}
