using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using Marketing.Infrastructure.Budgets;
using Microsoft.Extensions.DependencyInjection;
using static Marketing.Api.Tests.Budgets.BudgetSteps;

namespace Marketing.Api.Tests.Budgets;

/// <summary>
/// Random bookings, rephasings, closings and carry-overs beside a model in whole cents, for a line whose months are controlled one by one
/// and for one whose months are controlled together.
/// </summary>
[Collection(SecondApi.Name)]
public sealed class MonthModelTests(MarketingApi api) : ApiTest(api)
{
    private readonly Random _random = new(20_270_401);
    private readonly BigInteger[] _single = new BigInteger[12];
    private readonly BigInteger[] _running = new BigInteger[12];
    private BudgetPeople _people = null!;
    private string _budget = "";
    private int _closed;

    [Fact]
    public async Task Random_months_equal_a_model_in_whole_cents()
    {
        _people = await BudgetPeople.OfAsync(Api.Alpha);
        _budget = await _people.ActiveAsync(
            Line("S", "120.05", ""","control":{"horizon":"period"}"""),
            Line("R", "120.05", ""","control":{"horizon":"cumulative"}""")
        );
        for (var month = 0; month < 12; month++)
        {
            _single[month] = _running[month] = month < 5 ? 1_001 : 1_000;
        }

        for (var i = 1; i <= 120; i++)
        {
            await StepAsync();
            if (i % 40 == 0)
            {
                await CompareAsync();
            }
        }

        await CloseAsync();
    }

    private Task StepAsync() =>
        _random.Next(8) switch
        {
            0 or 1 or 2 => SpendAsync("S", _single, month => _single[month]),
            3 or 4 => SpendAsync("R", _running, month => Enumerable.Range(month, 12 - month).Min(Running)),
            5 or 6 => RephaseAsync(),
            _ => CarryOverAsync(),
        };

    private BigInteger Running(int month) => _running.Take(month + 1).Aggregate(BigInteger.Add);

    private async Task SpendAsync(string line, BigInteger[] model, Func<int, BigInteger> room)
    {
        var (asked, minor) = (_random.Next(12), (BigInteger)_random.Next(1, 700));
        var month = Math.Max(asked, _closed);
        var body = Booking(line, Text(minor)).Replace("2027-03-31", $"2027-{asked + 1:00}-11", StringComparison.Ordinal);
        var answer = Client.PostAsync($"/v1/budgets/{_budget}/actuals", body);
        if (minor > room(month))
        {
            await answer.ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
            return;
        }

        await answer.ShouldBeAsync(HttpStatusCode.Created);
        model[month] -= minor;
    }

    private async Task RephaseAsync()
    {
        var (from, to, minor) = (_random.Next(_closed, 12), _random.Next(_closed, 12), (BigInteger)_random.Next(1, 500));
        if (from == to)
        {
            return;
        }

        var answer = Client.PostAsync(
            $"/v1/budgets/{_budget}/rephase",
            $$$"""
            {
              "lineCode":"S","fromPeriod":"2027-{{{from + 1:00}}}","toPeriod":"2027-{{{to + 1:00}}}",
              "amount":{"amount":"{{{Text(minor)}}}","currency":"CNY"},"reason":"调整"
            }
            """
        );
        if (minor > _single[from])
        {
            await answer.ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
            return;
        }

        await answer.ShouldBeAsync(HttpStatusCode.Created);
        (_single[from], _single[to]) = (_single[from] - minor, _single[to] + minor);
    }

    /// <summary>Closes the first open month and carries it over.</summary>
    private async Task CarryOverAsync()
    {
        if (_closed == 11)
        {
            return;
        }

        var month = $"2027-{_closed + 1:00}";
        await _people.Manager.ActAsync($"/v1/fiscal-periods/{month}/close").ShouldBeAsync(HttpStatusCode.OK);
        await Client
            .PostAsync($"/v1/budgets/{_budget}/carry-over", $$"""{"fromPeriod":"{{month}}","reason":"结转"}""")
            .ShouldBeAsync(HttpStatusCode.OK);
        (_single[_closed], _single[_closed + 1]) = (0, _single[_closed + 1] + _single[_closed]);
        _closed++;
    }

    private async Task CompareAsync()
    {
        (await AvailableAsync("S")).ShouldBe(_single);
        (await AvailableAsync("R")).ShouldBe(Enumerable.Range(0, 12).Select(Running));
    }

    private async Task CloseAsync()
    {
        await _people.Approver.StepBudgetAsync(_budget, "close", """{"reason":"年度结束"}""").ShouldBeAsync(HttpStatusCode.OK);

        (await AvailableAsync("S")).ShouldAllBe(minor => minor == 0);
        (await Client.ReadAsync($"/v1/budgets/{_budget}/summary"))["totals"]!.Text("available").ShouldBe("0");
        var verification = Api.Services.GetRequiredService<LedgerVerification>();
        (await verification.RunAsync(TestContext.Current.CancellationToken)).Differences.ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<BigInteger>> AvailableAsync(string line)
    {
        var read = (await Client.ReadAsync($"/v1/budgets/{_budget}/lines?code={line}")).Items()[0]!;
        var months = (await Client.ReadAsync($"/v1/budgets/{_budget}/lines/{read.Id()}/periods")).Items();
        return [.. months.Select(month => Cents(month!["balance"]!))];
    }

    private static BigInteger Cents(JsonNode balance) => new(decimal.Parse(balance.Text("available"), CultureInfo.InvariantCulture) * 100);

    private static string Text(BigInteger minor) => $"{minor / 100}.{(int)(minor % 100):00}";
}
