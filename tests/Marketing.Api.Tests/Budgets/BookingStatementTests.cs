using System.Collections.Concurrent;
using System.Data.Common;
using System.Net;
using Marketing.Api.Tests.Support;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using static Marketing.Api.Tests.Budgets.BudgetSteps;

namespace Marketing.Api.Tests.Budgets;

/// <summary>
/// All other bookings of a budget wait from the first update of a balance until the commit, so two commands have to do: the updates with
/// the read of what they led to, and the records.
/// </summary>
public sealed class BookingStatementTests : IAsyncLifetime
{
    private readonly Transactions _sent = new();
    private readonly MarketingApi _api;
    private BudgetPeople _people = null!;
    private string _budget = "";

    public BookingStatementTests() =>
        _api = new MarketingApi(
            [],
            services: services =>
            {
                services.ConfigureDbContext<SqliteMarketingDbContext>(options => options.AddInterceptors(_sent));
                services.ConfigureDbContext<SqlServerMarketingDbContext>(options => options.AddInterceptors(_sent));
            }
        );

    public async ValueTask InitializeAsync()
    {
        await _api.InitializeAsync();
        _people = await BudgetPeople.OfAsync(_api.Alpha);
        var cells = """[{"period":"2027-03","weight":1},{"period":"2027-12","weight":2}]""";
        var months = $$""","parentCode":"P","control":{"horizon":"cumulative"},"spread":{"method":"byWeights","weights":{{cells}}}""";
        _budget = await _people.ActiveAsync(
            Line("P", "200"),
            Line("A", "100", ""","parentCode":"P" """),
            Line("B", "90", months),
            Reserve("R", "20")
        );
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_booking_sends_two_commands_from_its_first_update_of_a_balance_to_the_commit()
    {
        var client = _api.Alpha.Client;
        var order = await client.CommitAsync(_budget, "A", "10", Source("po-1")).ShouldBeAsync(HttpStatusCode.Created);
        ShouldBeTwo("commitment");
        await client
            .SpendAsync(_budget, "A", "4", $$""","commitmentId":"{{order.Text("commitmentId")}}" """ + Source("inv-1"))
            .ShouldBeAsync(HttpStatusCode.Created);
        ShouldBeTwo("actual on a commitment");
        var direct = await client.SpendAsync(_budget, "A", "3").ShouldBeAsync(HttpStatusCode.Created);
        ShouldBeTwo("actual");
        await client.SpendAsync(_budget, "B", "3").ShouldBeAsync(HttpStatusCode.Created);
        ShouldBeTwo("actual on a line with months");
        await client
            .PostAsync($"/v1/ledger-entries/{direct["entries"]![0]!.Id()}/reverse", """{"date":"2027-04-30","reason":"退款"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        ShouldBeTwo("reversal");
        await client
            .PostAsync($"/v1/budgets/{_budget}/commitments/{order.Text("commitmentId")}/release", """{"date":"2027-06-30"}""")
            .ShouldBeAsync(HttpStatusCode.OK);
        ShouldBeTwo("release");
        var amount = """ "amount":{"amount":"5","currency":"CNY"},"reason":"活动加场" """;
        await _people
            .Manager.PostAsync($"/v1/budgets/{_budget}/transfers", $$"""{"fromLineCode":"A","toLineCode":"B",{{amount}}}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        ShouldBeTwo("transfer");
        await _people
            .Manager.PostAsync($"/v1/budgets/{_budget}/reserve-draws", $$"""{"toLineCode":"A","cause":"emergency",{{amount}}}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        ShouldBeTwo("draw");
    }

    [Fact]
    public async Task Amounts_do_not_change_the_text_of_the_updates()
    {
        var texts = new List<string>();
        foreach (var amount in new[] { "1", "1", "17.5" })
        {
            await _api.Alpha.Client.CommitAsync(_budget, "A", amount).ShouldBeAsync(HttpStatusCode.Created);
            texts.Add(_sent.TakeBooking()[0]);
        }

        texts.Distinct().ShouldHaveSingleItem();
    }

    private void ShouldBeTwo(string booking)
    {
        var commands = _sent.TakeBooking();
        commands.Count.ShouldBe(2, $"{booking}: {string.Join('\n', commands)}");
        commands[1].ShouldContain("UPDATE [ChangeCounters]", Case.Sensitive, booking);
    }

    /// <summary>Keeps the commands of transactions in their order.</summary>
    private sealed class Transactions : DbCommandInterceptor
    {
        private readonly ConcurrentQueue<(object Transaction, string Text)> _commands = new();

        /// <summary>Returns the commands of the booking since the last call, from the first that changes a balance.</summary>
        public IReadOnlyList<string> TakeBooking()
        {
            var commands = _commands.ToList();
            _commands.Clear();
            var first = commands.First(command => Changes(command.Text));
            return
            [
                .. commands
                    .Where(command => command.Transaction == first.Transaction)
                    .Select(command => command.Text)
                    .SkipWhile(text => !Changes(text)),
            ];
        }

        private static bool Changes(string text) => text.Contains("UPDATE [BudgetBalances]", StringComparison.Ordinal);

        private void Note(DbCommand command)
        {
            if (command.Transaction is { } transaction)
            {
                _commands.Enqueue((transaction, command.CommandText));
            }
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            Note(command);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            Note(command);
            return ValueTask.FromResult(result);
        }
    }
}
