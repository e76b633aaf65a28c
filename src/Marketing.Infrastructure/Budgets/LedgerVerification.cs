using Marketing.Domain.Budgets;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Infrastructure.Budgets;

/// <summary>A balance that differs from what the ledger adds up to.</summary>
/// <param name="Budget">Code of the budget.</param>
/// <param name="Line">Code of the line; empty for the whole budget.</param>
/// <param name="Account">The amount that differs.</param>
/// <param name="Balance">What the balance says, in minor units.</param>
/// <param name="Ledger">What the ledger adds up to.</param>
public sealed record LedgerDifference(string Budget, string Line, string Account, long Balance, long Ledger);

/// <summary>Rebuilds all balances from the ledger and compares them with the stored ones.</summary>
public sealed class LedgerVerification
{
    private readonly IServiceScopeFactory _scopes;

    internal LedgerVerification(IServiceScopeFactory scopes) => _scopes = scopes;

    /// <summary>Verifies the budgets of all workspaces. Run it while nobody books, or a booking in between is reported.</summary>
    /// <returns>The number of budgets, and what differs.</returns>
    public async Task<(int Budgets, IReadOnlyList<LedgerDifference> Differences)> RunAsync(CancellationToken ct)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        var balances = await db.BudgetBalances.IgnoreQueryFilters().AsNoTracking().ToListAsync(ct);
        var sums = await db
            .LedgerPostings.IgnoreQueryFilters()
            .GroupBy(posting => new
            {
                posting.BudgetId,
                posting.LineId,
                posting.Period,
                posting.Account,
                Granted = posting.Kind == LedgerEntryKind.Approve,
            })
            .Select(group => new
            {
                group.Key.BudgetId,
                group.Key.LineId,
                group.Key.Period,
                group.Key.Account,
                group.Key.Granted,
                Minor = group.Sum(posting => posting.Minor),
            })
            .ToListAsync(ct);
        var ids = balances.Select(balance => balance.BudgetId).Distinct().ToList();
        var codes = await db
            .Budgets.IgnoreQueryFilters()
            .Where(budget => ids.Contains(budget.Id))
            .ToDictionaryAsync(budget => budget.Id, budget => budget.Code, ct);
        var ledger = sums.ToLookup(sum => (sum.BudgetId, sum.LineId.Value));
        var differences = new List<LedgerDifference>();
        foreach (var budget in balances.GroupBy(balance => balance.BudgetId))
        {
            var leaves = budget.Where(balance => balance.Scope == BalanceScope.Line).ToList();
            var months = budget.Select(balance => balance.Month).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
            foreach (var balance in budget)
            {
                var owner = balance.PeriodOwnerId ?? balance.OwnerId;
                var below = owner == budget.Key.Value ? leaves : leaves.Where(leaf => leaf.OwnerId == owner || leaf.Above.Contains(owner));
                var booked = below
                    .SelectMany(leaf => ledger[(leaf.BudgetId, leaf.OwnerId)])
                    .Where(sum => CountsIn(balance, sum.Period, months))
                    .ToList();
                long Sum(LedgerAccount account) => booked.Where(sum => sum.Account == account).Sum(sum => sum.Minor);
                void Compare(string account, long stored, long rebuilt)
                {
                    if (stored != rebuilt)
                    {
                        var line = balance.Month is null ? balance.CodeKey : $"{balance.Terms.Code} {balance.Month}";
                        differences.Add(new LedgerDifference(codes[budget.Key], line, account, stored, rebuilt));
                    }
                }

                Compare("held", balance.Held, Sum(LedgerAccount.Held));
                Compare("committed", balance.Committed, Sum(LedgerAccount.Committed));
                Compare("actual", balance.Actual, Sum(LedgerAccount.Spent));

                // A line above others is granted an amount of its own, which the ledger of its lines need not add up to.
                var granted = booked.Where(sum => sum is { Granted: true, Account: LedgerAccount.Available }).Sum(sum => sum.Minor);
                var available = Sum(LedgerAccount.Available) - granted + balance.Approved;
                Compare("available", balance.Available, available);
                if (balance.Scope == BalanceScope.Line)
                {
                    Compare("approved", balance.Approved, granted);
                }
            }
        }

        return (ids.Count, differences);
    }

    /// <summary>Whether postings of a month count in a balance: of the whole period, of the month, or of all months up to it.</summary>
    private static bool CountsIn(BudgetBalance balance, string month, List<string> months)
    {
        if (balance.Month is null)
        {
            return true;
        }

        var (own, posted) = (months.IndexOf(balance.Month), PeriodGuards.IndexOf(months, month));
        return balance.Horizon == ControlHorizon.Cumulative ? posted <= own : posted == own;
    }
}
