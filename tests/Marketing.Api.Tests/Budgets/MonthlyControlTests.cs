using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using Marketing.Infrastructure.Budgets;
using Microsoft.Extensions.DependencyInjection;
using static Marketing.Api.Tests.Budgets.BudgetSteps;

namespace Marketing.Api.Tests.Budgets;

/// <summary>Money controlled by month, and moved between months.</summary>
[Collection(SecondApi.Name)]
public sealed class MonthlyControlTests(MarketingApi api) : ApiTest(api)
{
    private const string Period = ""","control":{"horizon":"period"}""";
    private const string Cumulative = ""","control":{"horizon":"cumulative"}""";

    private BudgetPeople _people = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await BudgetPeople.OfAsync(Api.Alpha);
    }

    public override async ValueTask DisposeAsync()
    {
        var verification = Api.Services.GetRequiredService<LedgerVerification>();
        (await verification.RunAsync(TestContext.Current.CancellationToken)).Differences.ShouldBeEmpty();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_month_cannot_spend_what_another_month_has()
    {
        var budget = await _people.ActiveAsync(Line("A", "120", Period));
        await BookAsync(budget, "A", "10", "2027-03-31").ShouldBeAsync(HttpStatusCode.Created);

        var refused = await BookAsync(budget, "A", "0.01", "2027-03-01")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
        await BookAsync(budget, "A", "10", "2027-04-01").ShouldBeAsync(HttpStatusCode.Created);

        var args = refused["args"]!;
        (args.Text("line"), args.Text("period"), args.Text("available"), args.Text("approved")).ShouldBe(("A", "2027-03", "0", "10"));
        var march = (await MonthsAsync(budget, "A"))[2]!["balance"]!;
        (march.Text("approved"), march.Text("actual"), march.Text("available")).ShouldBe(("10", "10", "0"));
    }

    [Fact]
    public async Task What_is_left_of_a_month_can_be_spent_later_but_not_what_later_months_have()
    {
        var budget = await _people.ActiveAsync(Line("A", "120", Cumulative));
        await BookAsync(budget, "A", "30.01", "2027-03-31")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
        await BookAsync(budget, "A", "25", "2027-03-31").ShouldBeAsync(HttpStatusCode.Created);
        await BookAsync(budget, "A", "30", "2027-06-30").ShouldBeAsync(HttpStatusCode.Created);

        var late = await BookAsync(budget, "A", "5.01", "2027-01-31")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
        await BookAsync(budget, "A", "5", "2027-01-31").ShouldBeAsync(HttpStatusCode.Created);

        (late["args"]!.Text("period"), late["args"]!.Text("available")).ShouldBe(("2027-03", "5"));
        var months = await MonthsAsync(budget, "A");
        months.Select(month => month!["balance"]!.Text("available")).Take(6).ShouldBe(["5", "15", "0", "10", "20", "0"]);
    }

    [Fact]
    public async Task A_line_above_controls_the_months_of_its_lines_together()
    {
        var budget = await _people.ActiveAsync(
            $$"""{"code":"P","category":"广告","kind":"line"{{Period}}}""",
            Line("A", "60", ""","parentCode":"P" """),
            Line("B", "60", ""","parentCode":"P" """)
        );
        await BookAsync(budget, "A", "6", "2027-03-31").ShouldBeAsync(HttpStatusCode.Created);

        var refused = await BookAsync(budget, "B", "4.01", "2027-03-31")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
        await BookAsync(budget, "B", "4", "2027-03-31").ShouldBeAsync(HttpStatusCode.Created);

        (refused["args"]!.Text("line"), refused["args"]!.Text("period")).ShouldBe(("P", "2027-03"));
    }

    [Fact]
    public async Task Promised_money_follows_its_invoice_into_a_later_month()
    {
        var budget = await _people.ActiveAsync(Line("A", "120", Period));
        var order = await Client
            .PostAsync($"/v1/budgets/{budget}/commitments", Dated("A", "10", "2027-03-31"))
            .ShouldBeAsync(HttpStatusCode.Created);

        await BookAsync(budget, "A", "10", "2027-04-15", $$""","commitmentId":"{{order.Text("commitmentId")}}" """)
            .ShouldBeAsync(HttpStatusCode.Created);

        var april = (await MonthsAsync(budget, "A"))[3]!["balance"]!;
        (april.Text("actual"), april.Text("available")).ShouldBe(("10", "10"));
    }

    [Fact]
    public async Task Money_moves_to_another_month_as_far_as_the_month_has_it()
    {
        var budget = await _people.ActiveAsync(Line("A", "120", Period));
        await BookAsync(budget, "A", "4", "2027-03-31").ShouldBeAsync(HttpStatusCode.Created);
        await RephaseAsync(budget, "A", "2027-03", "2027-06", "6.01")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");

        var moved = await RephaseAsync(budget, "A", "2027-03", "2027-06", "6").ShouldBeAsync(HttpStatusCode.Created);
        await BookAsync(budget, "A", "16", "2027-06-30").ShouldBeAsync(HttpStatusCode.Created);

        var entry = moved["entries"]!.AsArray().ShouldHaveSingleItem()!;
        entry.Text("kind").ShouldBe("rephase");
        entry["postings"]!
            .AsArray()
            .Select(posting => (posting!.Text("period"), posting!.Text("amount")))
            .ShouldBe([("2027-03", "-6"), ("2027-06", "6")]);
        (await Client.LineAsync(budget, "A")).Text("approved").ShouldBe("120");
    }

    [Theory]
    [InlineData("A", "2027-03", "2027-03", "budget.rephaseToSamePeriod")]
    [InlineData("A", "2027-03", "2028-01", "budget.periodUnknown")]
    [InlineData("B", "2027-03", "2027-04", "budget.lineWithoutPeriods")]
    public async Task Only_months_of_a_line_that_has_them_exchange_money(string line, string from, string to, string code)
    {
        var budget = await _people.ActiveAsync(Line("A", "120", ""","spread":{"method":"even"}"""), Line("B", "12"));

        await RephaseAsync(budget, line, from, to, "1").ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, code);
    }

    [Fact]
    public async Task A_spread_line_that_is_controlled_as_a_whole_can_spend_more_than_a_month_has()
    {
        var budget = await _people.ActiveAsync(Line("A", "120", ""","spread":{"method":"even"}"""));

        await BookAsync(budget, "A", "100", "2027-03-31").ShouldBeAsync(HttpStatusCode.Created);
        await RephaseAsync(budget, "A", "2027-03", "2027-04", "1")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");

        (await MonthsAsync(budget, "A"))[2]!["balance"]!.Text("available").ShouldBe("-90");
    }

    [Fact]
    public async Task A_revision_that_introduces_months_finds_the_bookings_in_their_months()
    {
        var budget = await _people.ActiveAsync(Line("A", "120"));
        await BookAsync(budget, "A", "15", "2027-03-31").ShouldBeAsync(HttpStatusCode.Created);

        await ReviseAsync(budget, "A", """{"control":{"horizon":"cumulative"},"amount":{"amount":"240"}}""");

        var months = await MonthsAsync(budget, "A");
        months.Select(month => month!["balance"]!.Text("available")).Take(4).ShouldBe(["20", "40", "45", "65"]);
        await BookAsync(budget, "A", "20.01", "2027-01-31")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
        await ReviseAsync(budget, "A", """{"control":null}""");
        await BookAsync(budget, "A", "200", "2027-01-31").ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_line_that_was_overspent_without_control_stays_so_once_it_is_controlled_again()
    {
        var budget = await _people.ActiveAsync(
            Line("A", "10", ""","control":{"commitment":"ignore","actual":"ignore"}"""),
            Line("B", "10")
        );
        await BookAsync(budget, "A", "15", "2027-03-31").ShouldBeAsync(HttpStatusCode.Created);

        await ReviseAsync(budget, "A", """{"control":{"commitment":"stop","actual":"stop"}}""");

        (await Client.LineAsync(budget, "A")).Text("available").ShouldBe("-5");
        await BookAsync(budget, "A", "0.01", "2027-03-31").ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
        var audit = await Client.ReadAsync($"/v1/audit?type=budgetLine&pageSize=200");
        audit.ToJsonString().ShouldContain("ignore");
    }

    [Fact]
    public async Task A_check_names_the_month_that_has_too_little()
    {
        var budget = await _people.ActiveAsync(Line("A", "120", Period));
        var body = Dated("A", "11", "2027-03-31")[..^1] + ""","stage":"actual"}""";

        var check = await Client.PostAsync($"/v1/budgets/{budget}/check", body).ShouldBeAsync(HttpStatusCode.OK);

        check["allowed"]!.GetValue<bool>().ShouldBeFalse();
        var shortage = check["shortages"]!.AsArray().ShouldHaveSingleItem()!;
        (shortage.Text("scope"), shortage.Text("period"), shortage.Text("overshoot")).ShouldBe(("period", "2027-03", "1"));
    }

    [Fact]
    public async Task An_overspent_month_is_a_warning_if_the_control_warns()
    {
        var budget = await _people.ActiveAsync(Line("A", "120", ""","control":{"commitment":"warn","actual":"warn","horizon":"period"}"""));

        var booked = await BookAsync(budget, "A", "12", "2027-03-31").ShouldBeAsync(HttpStatusCode.Created);

        var warning = booked["warnings"]!.AsArray().ShouldHaveSingleItem()!;
        (warning.Text("code"), warning.Text("period"), warning.Text("overshoot")).ShouldBe(("A", "2027-03", "2"));
    }

    private static string Dated(string line, string amount, string date, string more = "") =>
        Booking(line, amount, more).Replace("2027-03-31", date, StringComparison.Ordinal);

    private Task<HttpResponseMessage> BookAsync(string budget, string line, string amount, string date, string more = "") =>
        Client.PostAsync($"/v1/budgets/{budget}/actuals", Dated(line, amount, date, more));

    private Task<HttpResponseMessage> RephaseAsync(string budget, string line, string from, string to, string amount) =>
        Client.PostAsync(
            $"/v1/budgets/{budget}/rephase",
            $$$"""
            {
              "lineCode":"{{{line}}}","fromPeriod":"{{{from}}}","toPeriod":"{{{to}}}",
              "amount":{"amount":"{{{amount}}}","currency":"CNY"},"reason":"活动推迟"
            }
            """
        );

    private async Task ReviseAsync(string budget, string line, string patch)
    {
        await _people.Manager.StepBudgetAsync(budget, "revise").ShouldBeAsync(HttpStatusCode.OK);
        var read = (await Client.ReadAsync($"/v1/budgets/{budget}/lines?code={line}")).Items()[0]!;
        await _people.Manager.PatchAsync($"/v1/budgets/{budget}/lines/{read.Id()}", patch, read.Version()).ShouldBeAsync(HttpStatusCode.OK);
        await _people.ApproveAsync(budget);
    }

    private async Task<JsonArray> MonthsAsync(string budget, string line)
    {
        var read = (await Client.ReadAsync($"/v1/budgets/{budget}/lines?code={line}")).Items()[0]!;
        return (await Client.ReadAsync($"/v1/budgets/{budget}/lines/{read.Id()}/periods")).Items();
    }
}
