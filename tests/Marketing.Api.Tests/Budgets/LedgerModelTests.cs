using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;
using Marketing.Infrastructure.Budgets;
using Microsoft.Extensions.DependencyInjection;
using static Marketing.Api.Tests.Budgets.BudgetSteps;

namespace Marketing.Api.Tests.Budgets;

/// <summary>
/// Random bookings beside a model in whole cents: the service accepts exactly what the model has room for, and both agree to the cent.
/// <c>MARKETING_LEDGER_OPERATIONS</c> sets how many.
/// </summary>
[Collection(SecondApi.Name)]
public sealed class LedgerModelTests(MarketingApi api) : ApiTest(api)
{
    private static readonly string[] Lines = ["A", "B", "C"];

    private readonly Dictionary<string, (BigInteger Available, BigInteger Committed, BigInteger Actual)> _model = [];
    private readonly List<(string Id, string Line, BigInteger Open)> _orders = [];
    private readonly List<(string Id, string Line, BigInteger Amount)> _spent = [];
    private BudgetPeople _people = null!;
    private string _budget = "";
    private BigInteger _group;

    private static int Operations =>
        int.Parse(Environment.GetEnvironmentVariable("MARKETING_LEDGER_OPERATIONS") ?? "150", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Random_bookings_equal_a_model_in_whole_cents()
    {
        _people = await BudgetPeople.OfAsync(Api.Alpha);
        _budget = await _people.ActiveAsync(
            Line("P", "150.37"),
            Line("A", "100.11", ""","parentCode":"P" """),
            Line("B", "100.26", ""","parentCode":"P" """),
            Line("C", "77.77"),
            Reserve("R", "41.01")
        );
        (_model["A"], _model["B"], _model["C"], _model["R"]) = ((10_011, 0, 0), (10_026, 0, 0), (7_777, 0, 0), (4_101, 0, 0));
        _group = 15_037;
        var random = new Random(20_270_331);
        for (var i = 1; i <= Operations; i++)
        {
            await StepAsync(random);
            if (i % 50 == 0 || i == Operations)
            {
                await CompareAsync();
            }
        }

        var verification = Api.Services.GetRequiredService<LedgerVerification>();
        (await verification.RunAsync(TestContext.Current.CancellationToken)).Differences.ShouldBeEmpty();
    }

    private async Task StepAsync(Random random)
    {
        var line = Lines[random.Next(Lines.Length)];
        BigInteger minor = random.Next(1, 2_500);
        switch (random.Next(9))
        {
            case 0 or 1:
                var promised = await BookAsync("commitments", line, minor, minor);
                if (promised is not null)
                {
                    Move(line, -minor, minor, 0);
                    _orders.Add((promised.Text("commitmentId"), line, minor));
                }

                break;
            case 2:
                if (await BookAsync("actuals", line, minor, minor) is { } direct)
                {
                    Move(line, -minor, 0, minor);
                    _spent.Add((direct["entries"]![0]!.Id(), line, minor));
                }

                break;
            case 3 when _orders.Count > 0:
                var at = random.Next(_orders.Count);
                var order = _orders[at];
                var used = BigInteger.Min(order.Open, minor);
                if (await BookAsync("actuals", order.Line, minor, minor - used, $$""","commitmentId":"{{order.Id}}" """) is not null)
                {
                    Move(order.Line, used - minor, -used, minor);
                    _orders[at] = order with { Open = order.Open - used };
                }

                break;
            case 4 when _orders.Exists(each => each.Open > 0):
                var open = _orders.First(each => each.Open > 0);
                await Client
                    .PostAsync($"/v1/budgets/{_budget}/commitments/{open.Id}/release", """{"date":"2027-06-30"}""")
                    .ShouldBeAsync(HttpStatusCode.OK);
                Move(open.Line, open.Open, -open.Open, 0);
                _orders.Remove(open);
                break;
            case 5 when _spent.Count > 0:
                var spent = _spent[random.Next(_spent.Count)];
                await Client
                    .PostAsync($"/v1/ledger-entries/{spent.Id}/reverse", """{"date":"2027-06-30","reason":"退款"}""")
                    .ShouldBeAsync(HttpStatusCode.Created);
                Move(spent.Line, spent.Amount, 0, -spent.Amount);
                _spent.Remove(spent);
                break;
            case 6:
                await MoveMoneyAsync(random.Next(3) == 0 ? "R" : Lines[random.Next(Lines.Length)], line, minor, random.Next(2) == 0);
                break;
            case 7 when _spent.Count > 0:
                await ReclassifyAsync(_spent[random.Next(_spent.Count)], line);
                break;
        }
    }

    /// <summary>Asks for a transfer, or a draw from the reserve, which another person then approves or returns.</summary>
    private async Task MoveMoneyAsync(string from, string to, BigInteger minor, bool approves)
    {
        if (from == to)
        {
            return;
        }

        var amount = $$"""{"amount":"{{Amount(minor)}}","currency":"CNY"}""";
        var response = _people.Manager.PostAsync(
            $"/v1/budgets/{_budget}/{(from == "R" ? "reserve-draws" : "transfers")}",
            from == "R"
                ? $$"""{"toLineCode":"{{to}}","amount":{{amount}},"cause":"emergency","reason":"加急"}"""
                : $$"""{"fromLineCode":"{{from}}","toLineCode":"{{to}}","amount":{{amount}},"reason":"ROI 更高"}"""
        );
        if (minor > _model[from].Available || (IsInGroup(from) && minor > _group))
        {
            await response.ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
            return;
        }

        await response.ShouldBeAsync(HttpStatusCode.Created);
        var waiting = (await _people.Approver.InboxAsync()).Items().ShouldHaveSingleItem()!;
        await _people
            .Approver.PostAsync(
                $"/v1/approvals/{waiting.Id()}/{(approves ? "approve" : "return")}",
                Named(waiting, approves ? "}" : ""","reason":"证据不足"}""")
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        if (approves)
        {
            Move(from, -minor, 0, 0);
            Move(to, minor, 0, 0);
        }
    }

    /// <summary>Moves what was spent to another line, which needs room for it. It cannot be corrected again.</summary>
    private async Task ReclassifyAsync((string Id, string Line, BigInteger Amount) spent, string to)
    {
        if (spent.Line == to)
        {
            return;
        }

        var response = Client.PostAsync(
            $"/v1/ledger-entries/{spent.Id}/reclassify",
            $$"""{"toLineCode":"{{to}}","date":"2027-06-30","reason":"误记"}"""
        );
        if (spent.Amount > _model[to].Available || (IsInGroup(to) && !IsInGroup(spent.Line) && spent.Amount > _group))
        {
            await response.ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
            return;
        }

        await response.ShouldBeAsync(HttpStatusCode.Created);
        Move(spent.Line, spent.Amount, 0, -spent.Amount);
        Move(to, -spent.Amount, 0, spent.Amount);
        _spent.Remove(spent);
    }

    /// <summary>Books if the model has room for what the booking takes from what is available, and expects a refusal otherwise.</summary>
    private async Task<JsonObject?> BookAsync(string kind, string line, BigInteger minor, BigInteger needed, string more = "")
    {
        var response = Client.PostAsync($"/v1/budgets/{_budget}/{kind}", Booking(line, Amount(minor), more));
        if (needed <= _model[line].Available && (!IsInGroup(line) || needed <= _group))
        {
            return await response.ShouldBeAsync(HttpStatusCode.Created);
        }

        await response.ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
        return null;
    }

    private void Move(string line, BigInteger available, BigInteger committed, BigInteger actual)
    {
        var now = _model[line];
        _model[line] = (now.Available + available, now.Committed + committed, now.Actual + actual);
        _group += IsInGroup(line) ? available : 0;
    }

    private static bool IsInGroup(string line) => line is "A" or "B";

    private static string Amount(BigInteger minor) => $"{minor / 100}.{(int)(minor % 100):00}";

    private async Task CompareAsync()
    {
        foreach (var line in _model.Keys)
        {
            var read = await Client.LineAsync(_budget, line);
            (Cents(read, "available"), Cents(read, "committed"), Cents(read, "actual")).ShouldBe(_model[line], line);
        }
    }

    private static BigInteger Cents(JsonNode line, string member) =>
        new(decimal.Parse(line.Text(member), CultureInfo.InvariantCulture) * 100);
}
