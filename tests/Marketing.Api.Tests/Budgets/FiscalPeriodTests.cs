using System.Net;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Budgets.BudgetSteps;

namespace Marketing.Api.Tests.Budgets;

/// <summary>Months and quarters that are closed for bookings.</summary>
[Collection(SecondApi.Name)]
public sealed class FiscalPeriodTests(MarketingApi api) : ApiTest(api)
{
    private BudgetPeople _people = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await BudgetPeople.OfAsync(Api.Alpha);
    }

    [Fact]
    public async Task A_late_entry_is_posted_in_the_next_open_month_with_its_original_date()
    {
        var budget = await _people.ActiveAsync(Line("A", "100"));
        await StepAsync("2027-03/close").ShouldBeAsync(HttpStatusCode.OK);
        await StepAsync("2027-04/close").ShouldBeAsync(HttpStatusCode.OK);

        var late = await Client.SpendAsync(budget, "A", "7").ShouldBeAsync(HttpStatusCode.Created);

        var entry = late["entries"]![0]!;
        (entry.Text("effectiveDate"), entry.Text("originalDate")).ShouldBe(("2027-05-01", "2027-03-31"));
        var rows = (await Client.ReadAsync($"/v1/budgets/{budget}/ledger?kind=actual")).Items();
        rows.ShouldAllBe(row => row!.Text("period") == "2027-05" && row!.Text("originalDate") == "2027-03-31");
        (await Client.LineAsync(budget, "A", "?through=2027-04-30")).Text("actual").ShouldBe("0");
        (await Client.LineAsync(budget, "A", "?through=2027-05-01")).Text("actual").ShouldBe("7");
    }

    [Fact]
    public async Task A_reopened_month_takes_entries_again_and_earlier_ones_stay_where_they_are()
    {
        var budget = await _people.ActiveAsync(Line("A", "100"));
        await StepAsync("2027-03/close").ShouldBeAsync(HttpStatusCode.OK);
        await Client.SpendAsync(budget, "A", "7").ShouldBeAsync(HttpStatusCode.Created);

        var reopened = await StepAsync("2027-03/reopen", """{"reason":"补录发票"}""").ShouldBeAsync(HttpStatusCode.OK);
        var entry = (await Client.SpendAsync(budget, "A", "5").ShouldBeAsync(HttpStatusCode.Created))["entries"]![0]!;

        (reopened.Text("state"), reopened.Text("reason")).ShouldBe(("open", "补录发票"));
        entry.Text("effectiveDate").ShouldBe("2027-03-31");
        entry["originalDate"].ShouldBeNull();
        (await Client.LineAsync(budget, "A", "?through=2027-03-31")).Text("actual").ShouldBe("5");
    }

    [Fact]
    public async Task A_quarter_is_closed_with_its_months_and_follows_the_start_of_the_fiscal_year()
    {
        await Client
            .PatchAsync($"/v1/workspaces/{Api.Alpha.Id}/settings", """{"fiscalYearStartMonth":4}""", 1)
            .ShouldBeAsync(HttpStatusCode.OK);

        var closed = await StepAsync("FY2026-Q4/close").ShouldBeAsync(HttpStatusCode.OK);

        (closed.Text("firstDay"), closed.Text("lastDay"), closed.Text("state")).ShouldBe(("2027-01-01", "2027-03-31", "closed"));
        var months = (await Client.ReadAsync("/v1/fiscal-periods?year=2026")).Items();
        months
            .Select(month => month!.Text("period"))
            .ShouldBe([.. Enumerable.Range(4, 9).Select(i => $"2026-{i:00}"), "2027-01", "2027-02", "2027-03"]);
        months.Skip(9).ShouldAllBe(month => month!.Text("state") == "closed");
        var quarters = (await Client.ReadAsync("/v1/fiscal-periods?year=2026&kind=quarter")).Items();
        quarters.Select(quarter => quarter!.Text("state")).ShouldBe(["open", "open", "open", "closed"]);
    }

    [Fact]
    public async Task A_bulk_moves_late_entries_too()
    {
        var budget = await _people.ActiveAsync(Line("A", "100"));
        var code = (await Client.ReadAsync($"/v1/budgets/{budget}")).Text("code");
        await StepAsync("2027-03/close").ShouldBeAsync(HttpStatusCode.OK);
        var item = Booking("A", "7", $$""","budgetCode":"{{code}}" """);

        await Client.PostAsync("/v1/actuals/bulk", $$"""{"mode":"atomic","items":[{{item}}]}""").ShouldBeAsync(HttpStatusCode.OK);

        var rows = (await Client.ReadAsync($"/v1/budgets/{budget}/ledger?kind=actual")).Items();
        rows.ShouldAllBe(row => row!.Text("period") == "2027-04" && row!.Text("originalDate") == "2027-03-31");
    }

    [Fact]
    public async Task A_revision_cannot_change_what_a_closed_month_was_granted()
    {
        var budget = await _people.ActiveAsync(Line("A", "120", ""","spread":{"method":"even"}"""));
        await StepAsync("2027-01/close").ShouldBeAsync(HttpStatusCode.OK);
        await _people.Manager.StepBudgetAsync(budget, "revise").ShouldBeAsync(HttpStatusCode.OK);
        await ChangeAsync(budget, """{"amount":{"amount":"240"}}""");
        await _people.Manager.StepBudgetAsync(budget, "submit", "{}").ShouldBeAsync(HttpStatusCode.OK);

        var refused = await _people
            .Approver.DecideBudgetAsync(budget, "approve")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.closedMonthsChanged");
        await _people.Manager.StepBudgetAsync(budget, "withdraw").ShouldBeAsync(HttpStatusCode.OK);
        await ChangeAsync(budget, """{"spread":{"method":"even","cells":[{"period":"2027-01","amount":"10","locked":true}]}}""");
        await _people.ApproveAsync(budget);

        refused["errors"]![0]!["args"]!.Text("period").ShouldBe("2027-01");
        (await Client.LineAsync(budget, "A")).Text("available").ShouldBe("240");
    }

    [Theory]
    [InlineData("2027-13")]
    [InlineData("FY2027-Q5")]
    [InlineData("2027")]
    public async Task Only_months_and_quarters_can_be_closed(string period) =>
        await StepAsync($"{period}/close").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "fiscalPeriod.notFound");

    private Task<HttpResponseMessage> StepAsync(string step, string? body = null) =>
        _people.Manager.ActAsync($"/v1/fiscal-periods/{step}", null, body);

    private async Task ChangeAsync(string budget, string patch)
    {
        var line = (await Client.ReadAsync($"/v1/budgets/{budget}/lines?code=A")).Items()[0]!;
        await _people.Manager.PatchAsync($"/v1/budgets/{budget}/lines/{line.Id()}", patch, line.Version()).ShouldBeAsync(HttpStatusCode.OK);
    }
}
