using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Plans.Content;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>Money of a line that moves to another month, or stays.</summary>
/// <param name="BudgetCode">Code of the budget.</param>
/// <param name="LineCode">Code of the line.</param>
/// <param name="Currency">Currency of the budget.</param>
/// <param name="Minor">The amount in minor units.</param>
/// <param name="From">The month that has the money; null for a line without months.</param>
/// <param name="To">The month that gets it.</param>
/// <param name="Why">Why it stays; null if it moves.</param>
internal sealed record ShiftedMoney(
    string BudgetCode,
    string LineCode,
    string Currency,
    long Minor,
    Month? From,
    Month? To,
    MoneyStays? Why
);

/// <summary>Moves what lines in force have left to other months, by entries of the ledger.</summary>
internal sealed class MonthShifts(IMarketingDb db, Bookings bookings, Ledger ledger, BudgetStore store)
{
    /// <summary>Moves the money of lines, and returns what moved and what stayed. What is booked is left alone.</summary>
    /// <param name="id">The budget. One that is not in force has no money to move.</param>
    /// <param name="codes">Codes of the lines.</param>
    /// <param name="shift">The months.</param>
    /// <param name="reason">The reason in the ledger.</param>
    /// <param name="ct">Cancels the statements.</param>
    public async Task<IReadOnlyList<ShiftedMoney>> ShiftAsync(
        BudgetId id,
        IReadOnlyList<string> codes,
        MonthShift shift,
        string reason,
        CancellationToken ct
    )
    {
        var read = await bookings.ReadAsync(id, codes, ct);
        if (!read.Succeeded)
        {
            return [];
        }

        var spending = read.Value;
        var lines = spending
            .Lines.Where(line => line.Scope == BalanceScope.Line && line.Terms.Kind == BudgetLineKind.Line)
            .OrderBy(line => line.CodeKey, StringComparer.Ordinal)
            .ToList();
        var rows = await RowsAsync(spending.Budget, lines, ct);
        var available = rows.ToDictionary(row => row.Key, row => row.Value.Available);
        var (results, entries) = (new List<ShiftedMoney>(), new List<LedgerEntry>());
        var origin = new EntryOrigin(await store.TodayAsync(ct)) { Reason = reason };
        foreach (var line in lines)
        {
            foreach (var move in MovesOf(line, shift, spending, rows, available))
            {
                results.Add(move);
                if (move is { From: { } from, To: { } to, Why: null })
                {
                    entries.Add(LedgerEntry.Rephased(BudgetLineId.From(line.OwnerId), from, to, move.Minor, origin));
                }
            }
        }

        if (entries.Count > 0 && (await ledger.PostAsync(spending, entries, PostingRule.Rephasing, ct)).Error is not null)
        {
            throw new DbUpdateConcurrencyException("A booking took the money of a month while it was being moved.");
        }

        return results;
    }

    private static IEnumerable<ShiftedMoney> MovesOf(
        BudgetBalance line,
        MonthShift shift,
        SpendingLines spending,
        Dictionary<Guid, BudgetBalance> rows,
        Dictionary<Guid, long> available
    )
    {
        var budget = spending.Budget;
        ShiftedMoney Money(long minor, Month? from, Month? to, MoneyStays? why) =>
            new(budget.Code, line.Terms.Code, budget.Currency, minor, from, to, why);
        if (line.Guards?.Has(line.OwnerId) != true)
        {
            return line.Available > 0 ? [Money(line.Available, null, null, MoneyStays.WithoutMonths)] : [];
        }

        var blocked = line
            .Above.Prepend(line.OwnerId)
            .Append(budget.Id.Value)
            .Any(owner => ((SpendingBlock)rows[owner].Blocks & SpendingBlock.NewSpending) != SpendingBlock.None);
        var moves = shift.Of(line.OwnerId, line.Guards, blocked ? new Dictionary<Guid, long>(available) : available, spending.Closed);
        return blocked
            ? moves.GroupBy(move => move.From).Select(month => Money(Sum(month), month.Key, month.Key, MoneyStays.Blocked))
            : moves.Select(move => Money(move.Minor, move.From, move.To, move.Why));
    }

    private static long Sum(IEnumerable<MonthMove> moves) => moves.Sum(move => move.Minor);

    /// <summary>Reads the balances of the lines, of the lines above, of the budget and of their months.</summary>
    private Task<Dictionary<Guid, BudgetBalance>> RowsAsync(Budget budget, List<BudgetBalance> lines, CancellationToken ct)
    {
        var owners = lines.SelectMany(line => line.Above.Prepend(line.OwnerId)).Append(budget.Id.Value).Distinct().ToList();
        return db
            .BudgetBalances.AsNoTracking()
            .Where(row =>
                row.BudgetId == budget.Id
                && (owners.Contains(row.OwnerId) || (row.PeriodOwnerId != null && owners.Contains(row.PeriodOwnerId.Value)))
            )
            .ToDictionaryAsync(row => row.OwnerId, ct);
    }
}
