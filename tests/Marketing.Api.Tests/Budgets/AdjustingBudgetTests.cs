using System.Net;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Budgets.BudgetSteps;

namespace Marketing.Api.Tests.Budgets;

/// <summary>Many lines changed at once.</summary>
[Collection(SecondApi.Name)]
public sealed class AdjustingBudgetTests(MarketingApi api) : ApiTest(api)
{
    private BudgetPeople _people = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await BudgetPeople.OfAsync(Api.Alpha);
    }

    [Fact]
    public async Task A_percentage_changes_the_sum_exactly_and_lines_share_it_in_proportion()
    {
        var budget = await CreateAsync(Line("A", "33.33"), Line("B", "33.33"), Line("C", "33.34"), Reserve("R", "10"));

        var adjusted = await AdjustAsync(budget, """{"filter":{},"percent":"-10"}""").ShouldBeAsync(HttpStatusCode.OK);

        (adjusted.Text("before"), adjusted.Text("after")).ShouldBe(("100", "90"));
        adjusted["lines"]!.AsArray().Select(line => line!.Text("after")).ShouldBe(["30", "30", "30"]);
        (await AmountsAsync(budget)).ShouldBe(["30", "30", "30", "10"]);
    }

    [Fact]
    public async Task An_amount_goes_to_the_lines_that_the_filter_selects()
    {
        var budget = await CreateAsync(
            Line("A", "10"),
            Line("B", "20", ""","channelCode":"ADS" """),
            Line("C", "30", ""","channelCode":"ADS" """)
        );

        await AdjustAsync(budget, """{"filter":{"channelCode":"ADS"},"amount":"0.01"}""").ShouldBeAsync(HttpStatusCode.OK);

        (await AmountsAsync(budget)).ShouldBe(["10", "20", "30.01"]);
    }

    [Fact]
    public async Task A_month_is_adjusted_and_the_other_months_stay()
    {
        var budget = await CreateAsync(Line("A", "120"), Line("B", "240"));

        await AdjustAsync(budget, """{"filter":{},"period":"2027-06","percent":"50"}""").ShouldBeAsync(HttpStatusCode.OK);

        (await AmountsAsync(budget)).ShouldBe(["125", "250"]);
        var line = (await Client.ReadAsync($"/v1/budgets/{budget}/lines?code=A")).Items()[0]!;
        var months = (await Client.ReadAsync($"/v1/budgets/{budget}/lines/{line.Id()}/periods")).Items();
        months.Select(month => month!.Text("planned")).ShouldBe([.. Enumerable.Repeat("10", 5), "15", .. Enumerable.Repeat("10", 6)]);
    }

    [Fact]
    public async Task No_line_gets_less_than_is_promised_and_spent()
    {
        var budget = await _people.ActiveAsync(Line("A", "100"), Line("B", "100"));
        await Client.CommitAsync(budget, "A", "60").ShouldBeAsync(HttpStatusCode.Created);
        await Client.SpendAsync(budget, "A", "20").ShouldBeAsync(HttpStatusCode.Created);
        await _people.Manager.StepBudgetAsync(budget, "revise").ShouldBeAsync(HttpStatusCode.OK);

        var refused = await AdjustAsync(budget, """{"filter":{},"percent":"-20.01"}""").ShouldBreakAsync("budget.belowUseOfLine");
        await AdjustAsync(budget, """{"filter":{},"percent":"-20"}""").ShouldBeAsync(HttpStatusCode.OK);

        refused["errors"]!.AsArray().ShouldHaveSingleItem()!["args"]!.Text("line").ShouldBe("A");
        (await AmountsAsync(budget)).ShouldBe(["80", "80"]);
    }

    [Theory]
    [InlineData("""{"filter":{},"percent":"1","amount":"1"}""", "budget.adjustmentUnclear")]
    [InlineData("""{"filter":{}}""", "budget.adjustmentUnclear")]
    [InlineData("""{"filter":{"category":"酒店"},"percent":"1"}""", "budget.adjustsNothing")]
    [InlineData("""{"filter":{},"amount":"-10.01"}""", "budget.adjustmentBelowZero")]
    [InlineData("""{"filter":{},"amount":"1","period":"2028-01"}""", "budget.periodUnknown")]
    [InlineData("""{"filter":{},"amount":"0.001"}""", "input.rulesBroken")]
    public async Task An_adjustment_that_cannot_be_made_is_explained(string body, string code)
    {
        var budget = await CreateAsync(Line("A", "10"));

        await AdjustAsync(budget, body).ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, code);
    }

    [Fact]
    public async Task A_trial_returns_the_amounts_and_changes_nothing()
    {
        var budget = await CreateAsync(Line("A", "10"));

        var tried = await AdjustAsync(budget, """{"filter":{},"percent":"10"}""", "?validateOnly=true").ShouldBeAsync(HttpStatusCode.OK);

        tried.Text("after").ShouldBe("11");
        (await AmountsAsync(budget)).ShouldBe(["10"]);
    }

    [Fact]
    public async Task A_bulk_adds_lines_and_replaces_those_with_known_codes()
    {
        var budget = await CreateAsync(Line("A", "10"));

        var bulk = await WriteAsync(budget, "atomic", Line("a", "11"), Line("B", "5", ""","parentCode":"P","ref":"b" """), Line("P", "7"))
            .ShouldBeAsync(HttpStatusCode.OK);

        bulk["results"]!.AsArray().Select(result => result!.Text("status")).ShouldBe(["updated", "created", "created"]);
        bulk["results"]![1]!.Text("ref").ShouldBe("b");
        (await AmountsAsync(budget)).ShouldBe(["11", "5", "7"]);
    }

    [Fact]
    public async Task Independent_items_are_applied_without_those_that_do_not_fit()
    {
        var budget = await CreateAsync(Line("A", "10"));
        string[] items =
        [
            Line("B", "5", ""","parentCode":"X" """),
            Line("C", "5", ""","parentCode":"B" """),
            Line("D", "5"),
            Line("D", "6"),
            Line("A", "0.001"),
        ];

        var bulk = await WriteAsync(budget, "independent", items).ShouldBeAsync(HttpStatusCode.OK);
        var refused = await WriteAsync(budget, "atomic", items).ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "bulk.refused");

        bulk["results"]!.AsArray().Select(result => result!.Text("status")).ShouldBe(["failed", "failed", "created", "failed", "failed"]);
        bulk["results"]![4]!["problem"]!["errors"]![0]!.Text("pointer").ShouldBe("/items/4/amount/amount");
        (await AmountsAsync(budget)).ShouldBe(["10", "5"]);
        refused.Pointers().ShouldContain("/items/0/parentCode");
    }

    private async Task<string> CreateAsync(params string[] lines) =>
        (await _people.Manager.PostAsync("/v1/budgets", Budget(lines)).ShouldBeAsync(HttpStatusCode.Created)).Id();

    private async Task<HttpResponseMessage> AdjustAsync(string budget, string body, string query = "")
    {
        var read = await Client.ReadAsync($"/v1/budgets/{budget}");
        return await _people.Manager.ActAsync($"/v1/budgets/{budget}/adjust{query}", read.Version(), body);
    }

    private Task<HttpResponseMessage> WriteAsync(string budget, string mode, params string[] items) =>
        _people.Manager.PostAsync($"/v1/budgets/{budget}/lines/bulk", $$"""{"mode":"{{mode}}","items":[{{string.Join(',', items)}}]}""");

    private async Task<IEnumerable<string>> AmountsAsync(string budget) =>
        (await Client.ReadAsync($"/v1/budgets/{budget}/lines")).Items().Select(line => line!["amount"]!.Text("amount")).ToList();
}
