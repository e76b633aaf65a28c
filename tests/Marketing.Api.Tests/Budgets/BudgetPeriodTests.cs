using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Budgets.BudgetSteps;

namespace Marketing.Api.Tests.Budgets;

/// <summary>Lines spread over the months of their budget.</summary>
[Collection(SecondApi.Name)]
public sealed class BudgetPeriodTests(MarketingApi api) : ApiTest(api)
{
    private BudgetPeople _people = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await BudgetPeople.OfAsync(Api.Alpha);
    }

    [Fact]
    public async Task A_line_without_a_spread_has_the_same_amount_each_month_to_the_cent()
    {
        var (budget, line) = await DraftAsync(Line("A", "100"));

        var months = await MonthsAsync(budget, line);

        months.Count.ShouldBe(12);
        months.Take(4).ShouldAllBe(month => month!.Text("planned") == "8.34");
        months.Skip(4).ShouldAllBe(month => month!.Text("planned") == "8.33");
        months[0]!.Text("period").ShouldBe("2027-01");
    }

    [Fact]
    public async Task Locked_months_stay_when_the_amount_of_the_line_changes_and_bound_it_below()
    {
        var (budget, line) = await DraftAsync(Line("A", "120"));
        await WriteAsync(budget, line, "2027-01", """{"amount":"50","locked":true}""").ShouldBeAsync(HttpStatusCode.OK);
        await WriteAsync(budget, line, "2027-02", """{"amount":"30","locked":true}""").ShouldBeAsync(HttpStatusCode.OK);
        (await MonthsAsync(budget, line)).Select(month => month!.Text("planned")).ShouldBe(["50", "30", .. Enumerable.Repeat("4", 10)]);

        await ChangeAsync(budget, line, """{"amount":{"amount":"90"}}""").ShouldBeAsync(HttpStatusCode.OK);
        var refused = await ChangeAsync(budget, line, """{"amount":{"amount":"79.99"}}""").ShouldBreakAsync("spread.lockedExceed");

        refused["errors"]![0]!["args"]!.Text("locked").ShouldBe("80");
        var months = await MonthsAsync(budget, line);
        months.Select(month => month!.Text("planned")).ShouldBe(["50", "30", .. Enumerable.Repeat("1", 10)]);
        months[0]!["locked"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_month_written_by_hand_takes_its_money_from_the_others_and_can_be_computed_again()
    {
        var (budget, line) = await DraftAsync(Line("A", "120", ""","spread":{"method":"even","end":"2027-03-31"}"""));
        await WriteAsync(budget, line, "2027-01", """{"amount":"100","locked":true}""").ShouldBeAsync(HttpStatusCode.OK);
        (await PlannedAsync(budget, line)).ShouldBe(["100", "10", "10"]);

        await WriteAsync(budget, line, "2027-01", """{"locked":false}""").ShouldBeAsync(HttpStatusCode.OK);
        (await PlannedAsync(budget, line)).ShouldBe(["40", "40", "40"]);

        await WriteAsync(budget, line, "2027-02", """{"amount":"60","locked":false}""").ShouldBeAsync(HttpStatusCode.OK);
        (await PlannedAsync(budget, line)).ShouldBe(["30", "60", "30"]);
        await ChangeAsync(budget, line, """{"amount":{"amount":"240"}}""").ShouldBeAsync(HttpStatusCode.OK);
        (await PlannedAsync(budget, line)).ShouldBe(["60", "120", "60"]);
    }

    [Fact]
    public async Task A_month_cannot_take_more_than_the_others_can_give()
    {
        var (budget, line) = await DraftAsync(Line("A", "120"));

        (await WriteAsync(budget, line, "2027-01", """{"amount":"120.01","locked":true}""").ShouldBreakAsync("spread.lockedExceed"))
            .Pointers()
            .ShouldBe(["/amount"]);
        await WriteAsync(budget, line, "2027-01", """{"amount":"0.001","locked":true}""").ShouldBreakAsync("money.fractionTooFine");
        await WriteAsync(budget, line, "2028-01", """{"amount":"1"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "budgetLine.periodNotFound");
    }

    [Fact]
    public async Task Amounts_by_hand_must_add_up_to_the_line()
    {
        var cells = """[{"period":"2027-01","amount":"30"},{"period":"2027-06","amount":"70.01"}]""";
        var refused = await _people
            .Manager.PostAsync("/v1/budgets", Budget(Line("A", "100", $$""","spread":{"method":"byHand","cells":{{cells}}}""")))
            .ShouldBreakAsync("spread.handDiffers");

        refused.Pointers().ShouldBe(["/lines/0/spread/cells"]);
    }

    [Fact]
    public async Task The_months_of_a_line_above_others_add_up_its_lines()
    {
        var budget = await CreateAsync(
            """{"code":"P","category":"广告","kind":"line"}""",
            Line("A", "12", ""","parentCode":"P" """),
            Line("B", "10", ""","parentCode":"P","spread":{"method":"byWeights","weights":[{"period":"2027-02","weight":1}]}""")
        );

        var months = await MonthsAsync(budget, await LineIdAsync(budget, "P"));

        months.Take(3).Select(month => month!.Text("planned")).ShouldBe(["1", "11", "1"]);
    }

    [Fact]
    public async Task A_line_with_a_placeholder_has_no_months_yet()
    {
        var budget = await CreateAsync("""{"code":"A","category":"广告","kind":"line","amount":{"text":"X万元","placeholder":"X"}}""");
        var line = await LineIdAsync(budget, "A");

        (await MonthsAsync(budget, line)).ShouldBeEmpty();
        await WriteAsync(budget, line, "2027-01", """{"amount":"1"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budgetLine.notSpread");
    }

    [Fact]
    public async Task A_shorter_period_is_refused_on_submission_if_it_leaves_out_a_locked_month()
    {
        var cells = """[{"period":"2027-12","amount":"30","locked":true}]""";
        var budget = await CreateAsync(Line("A", "100", $$""","spread":{"method":"even","cells":{{cells}}}"""));
        var read = await Client.ReadAsync($"/v1/budgets/{budget}");
        await _people
            .Manager.PatchAsync($"/v1/budgets/{budget}", """{"periodEnd":"2027-11-30"}""", read.Version())
            .ShouldBeAsync(HttpStatusCode.OK);

        var refused = await _people
            .Manager.StepBudgetAsync(budget, "submit", "{}")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.notReady");

        refused.Pointers().ShouldBe(["/lines/0/spread/cells/0/period"]);
    }

    private async Task<string> CreateAsync(params string[] lines) =>
        (await _people.Manager.PostAsync("/v1/budgets", Budget(lines)).ShouldBeAsync(HttpStatusCode.Created)).Id();

    private async Task<(string Budget, string Line)> DraftAsync(string line)
    {
        var budget = await CreateAsync(line);
        return (budget, await LineIdAsync(budget, "A"));
    }

    private async Task<string> LineIdAsync(string budget, string code) =>
        (await Client.ReadAsync($"/v1/budgets/{budget}/lines?code={code}")).Items()[0]!.Id();

    private async Task<JsonArray> MonthsAsync(string budget, string line) =>
        (await Client.ReadAsync($"/v1/budgets/{budget}/lines/{line}/periods")).Items();

    private async Task<IEnumerable<string>> PlannedAsync(string budget, string line) =>
        (await MonthsAsync(budget, line)).Take(3).Select(month => month!.Text("planned")).ToList();

    private async Task<HttpResponseMessage> WriteAsync(string budget, string line, string period, string body)
    {
        var read = await Client.ReadAsync($"/v1/budgets/{budget}/lines/{line}");
        return await _people.Manager.PutJsonAsync($"/v1/budgets/{budget}/lines/{line}/periods/{period}", body, $"\"{read.Version()}\"");
    }

    private async Task<HttpResponseMessage> ChangeAsync(string budget, string line, string patch)
    {
        var read = await Client.ReadAsync($"/v1/budgets/{budget}/lines/{line}");
        return await _people.Manager.PatchAsync($"/v1/budgets/{budget}/lines/{line}", patch, read.Version());
    }
}

file static class Refused
{
    /// <summary>Returns the problem, whose only fault has the code.</summary>
    public static async Task<JsonObject> ShouldBreakAsync(this Task<HttpResponseMessage> answering, string code)
    {
        var problem = await answering.ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");
        problem["errors"]!.AsArray().ShouldHaveSingleItem()!.Text("code").ShouldBe(code);
        return problem;
    }
}
