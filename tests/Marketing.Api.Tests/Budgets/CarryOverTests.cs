using System.Net;
using Marketing.Api.Tests.Support;
using Marketing.Infrastructure.Budgets;
using Microsoft.Extensions.DependencyInjection;
using static Marketing.Api.Tests.Budgets.BudgetSteps;

namespace Marketing.Api.Tests.Budgets;

/// <summary>Remainders of months and budgets.</summary>
[Collection(SecondApi.Name)]
public sealed class CarryOverTests(MarketingApi api) : ApiTest(api)
{
    private const string Monthly = ""","control":{"commitment":"warn","actual":"warn","horizon":"period"}""";

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
    public async Task A_closed_month_gives_its_remainder_to_the_next_and_takes_its_deficit_from_it()
    {
        var budget = await _people.ActiveAsync(Line("A", "1200", Monthly), Line("B", "1200", Monthly));
        await BookAsync(budget, "A", "135.85");
        await BookAsync(budget, "B", "80");
        await CloseMonthAsync();

        var carried = await CarryAsync(budget).ShouldBeAsync(HttpStatusCode.OK);

        carried["lines"]!.AsArray().Select(line => (line!.Text("code"), line!.Text("amount"))).ShouldBe([("A", "-35.85"), ("B", "20")]);
        (await AvailableAsync(budget, "A")).ShouldBe(["0", "64.15"]);
        (await AvailableAsync(budget, "B")).ShouldBe(["0", "120"]);
        (await Client.LineAsync(budget, "A")).Text("approved").ShouldBe("1200");
    }

    [Fact]
    public async Task A_second_run_is_refused_even_after_a_late_actual()
    {
        var budget = await _people.ActiveAsync(Line("A", "1200", Monthly));
        await CloseMonthAsync();
        await CarryAsync(budget).ShouldBeAsync(HttpStatusCode.OK);

        await CarryAsync(budget).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budget.carriedOver");
        await BookAsync(budget, "A", "30");
        await CarryAsync(budget).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budget.carriedOver");

        (await AvailableAsync(budget, "A")).ShouldBe(["0", "170"]);
    }

    [Fact]
    public async Task Open_commitments_stay_and_their_money_follows_the_invoice()
    {
        var budget = await _people.ActiveAsync(Line("A", "1200", Monthly));
        var order = (await Client.CommitAsync(budget, "A", "80").ShouldBeAsync(HttpStatusCode.Created)).Text("commitmentId");
        await CloseMonthAsync();

        await CarryAsync(budget).ShouldBeAsync(HttpStatusCode.OK);
        await BookAsync(budget, "A", "80", $$""","commitmentId":"{{order}}" """);

        (await AvailableAsync(budget, "A")).ShouldBe(["0", "120"]);
        (await Client.LineAsync(budget, "A")).Text("actual").ShouldBe("80");
    }

    [Fact]
    public async Task An_open_month_is_not_carried_over()
    {
        var budget = await _people.ActiveAsync(Line("A", "1200", Monthly), Line("B", "5"));

        await CarryAsync(budget).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "fiscalPeriod.open");
        await PostAsync(budget, """{"fromPeriod":"2027-03","toBudgetCode":"X","reason":"结转"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.carryOverUnclear");
        await PostAsync(budget, """{"fromPeriod":"2027-03","lineCodes":["B"],"reason":"结转"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineWithoutPeriods");
    }

    [Fact]
    public async Task A_budget_gives_its_remainders_to_the_lines_of_the_next_budget_once()
    {
        var budget = await _people.ActiveAsync(Line("A", "100"), Line("B", "50"));
        var next = await _people.ActiveAsync(Line("A", "10"), Line("B", "10"));
        var code = (await Client.ReadAsync($"/v1/budgets/{next}")).Text("code");
        await Client.SpendAsync(budget, "A", "60").ShouldBeAsync(HttpStatusCode.Created);
        await Client.SpendAsync(budget, "B", "50").ShouldBeAsync(HttpStatusCode.Created);
        var body = $$"""{"toBudgetCode":"{{code}}","reason":"结转下年"}""";

        await PostAsync(budget, body).ShouldBeAsync(HttpStatusCode.OK);
        await PostAsync(budget, body).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budget.carriedOver");

        (await Client.LineAsync(budget, "A")).Text("available").ShouldBe("0");
        var line = await Client.LineAsync(next, "A");
        (line.Text("available"), line.Text("approved"), line.Text("transferred")).ShouldBe(("50", "10", "40"));
        (await Client.LineAsync(next, "B")).Text("available").ShouldBe("10");
    }

    [Fact]
    public async Task Two_runs_at_once_carry_over_once()
    {
        var budget = await _people.ActiveAsync(Line("A", "1200", Monthly));
        await CloseMonthAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => CarryAsync(budget)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        (await AvailableAsync(budget, "A")).ShouldBe(["0", "200"]);
    }

    [Fact]
    public async Task A_closed_budget_has_returned_what_was_left_and_takes_no_booking()
    {
        var budget = await _people.ActiveAsync(Line("P", "90"), Line("A", "60", ""","parentCode":"P" """), Line("B", "12", Monthly));
        await Client.SpendAsync(budget, "A", "20").ShouldBeAsync(HttpStatusCode.Created);
        await BookAsync(budget, "B", "3");
        var order = (await Client.CommitAsync(budget, "A", "5").ShouldBeAsync(HttpStatusCode.Created)).Text("commitmentId");
        await CloseAsync(budget).ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.openMoney");
        await Client
            .PostAsync($"/v1/budgets/{budget}/commitments/{order}/release", """{"date":"2027-06-30"}""")
            .ShouldBeAsync(HttpStatusCode.OK);

        var closed = await CloseAsync(budget).ShouldBeAsync(HttpStatusCode.OK);

        closed.Text("status").ShouldBe("closed");
        var totals = (await Client.ReadAsync($"/v1/budgets/{budget}/summary"))["totals"]!;
        (totals.Text("available"), totals.Text("actual")).ShouldBe(("0", "23"));
        await Client.SpendAsync(budget, "A", "1").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budget.blocked");
        await CloseAsync(budget).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budget.wrongStatus");
    }

    private Task BookAsync(string budget, string line, string amount, string more = "") =>
        Client.SpendAsync(budget, line, amount, more).ShouldBeAsync(HttpStatusCode.Created);

    private Task CloseMonthAsync() => _people.Manager.ActAsync("/v1/fiscal-periods/2027-03/close").ShouldBeAsync(HttpStatusCode.OK);

    private Task<HttpResponseMessage> CarryAsync(string budget) => PostAsync(budget, """{"fromPeriod":"2027-03","reason":"结转"}""");

    private Task<HttpResponseMessage> PostAsync(string budget, string body) => Client.PostAsync($"/v1/budgets/{budget}/carry-over", body);

    private Task<HttpResponseMessage> CloseAsync(string budget) =>
        _people.Approver.StepBudgetAsync(budget, "close", """{"reason":"年度结束"}""");

    /// <summary>What March and April have available.</summary>
    private async Task<IEnumerable<string>> AvailableAsync(string budget, string line)
    {
        var read = (await Client.ReadAsync($"/v1/budgets/{budget}/lines?code={line}")).Items()[0]!;
        var months = (await Client.ReadAsync($"/v1/budgets/{budget}/lines/{read.Id()}/periods")).Items();
        return months.Skip(2).Take(2).Select(month => month!["balance"]!.Text("available")).ToList();
    }
}
