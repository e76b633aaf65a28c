using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;

namespace Marketing.Application.Budgets;

/// <summary>What a revision grants to lines, by month where they have months.</summary>
/// <param name="Grants">The grants, as they are posted.</param>
/// <param name="Rows">The balances of months.</param>
/// <param name="Lowered">Ids of the balances that had more before.</param>
internal sealed record GrantedMonths(
    IReadOnlyList<(BudgetLineId Line, Month? Month, long Minor)> Grants,
    IReadOnlyList<BudgetBalance> Rows,
    IReadOnlyCollection<Guid> Lowered
);

/// <summary>
/// Brings the balances of months into force. Lines that are spread, and everything that is controlled by month, have one for each month of
/// the budget. Their amounts are summed up from the ledger, so they follow whatever a revision changes: months, horizons and lines above.
/// </summary>
internal sealed class MonthGrants(IMarketingDb db, LedgerSums sums)
{
    /// <param name="budget">The budget.</param>
    /// <param name="content">The content that comes into force.</param>
    /// <param name="owners">The balances of lines and the budget, which follow the content already.</param>
    /// <param name="rows">All balances of the budget as they were stored.</param>
    /// <param name="changes">By how much the grant of each line changes.</param>
    /// <param name="closed">The months that are closed.</param>
    /// <param name="ct">Cancels the read.</param>
    public async Task<Result<GrantedMonths>> FollowAsync(
        Budget budget,
        BudgetContent content,
        Dictionary<Guid, BudgetBalance> owners,
        IReadOnlyList<BudgetBalance> rows,
        IReadOnlyList<(BudgetLineId Line, long Minor)> changes,
        ClosedMonths closed,
        CancellationToken ct
    )
    {
        var before = rows.Where(row => row.Scope == BalanceScope.Period).ToDictionary(row => row.OwnerId);
        var lines = content.Lines.ToDictionary(line => line.Id);
        var monthly = owners.Values.Where(row => HasMonths(row, lines.GetValueOrDefault(row.OwnerId))).ToList();
        if (monthly.Count == 0 && before.Count == 0)
        {
            return new GrantedMonths([.. changes.Select(change => (change.Line, (Month?)null, change.Minor))], [], []);
        }

        var months = Month.Between(content.Terms.PeriodStart!.Value, content.Terms.PeriodEnd!.Value);
        var texts = months.Select(month => month.ToString()).ToList();
        var ledger = await sums.ByMonthAsync(budget.Id, null, null, ct);
        var cells = monthly.ToDictionary(row => row.OwnerId, row => CellsOf(row, content, lines));
        var grants = GrantsOf(changes, cells, ledger);
        var faults = grants
            .Where(grant => grant is { Month: { } month, Minor: not 0 } && closed.Contains(month))
            .Where(grant => before.ContainsKey(PeriodGuards.IdOf(grant.Line.Value, grant.Month!.Value)))
            .Select(grant => (owners[grant.Line.Value].Terms.Code, Month: $"{grant.Month}"))
            .Select(each => RuleFault.Of("", "budget.closedMonthChanged", ("line", each.Code), ("period", each.Month)))
            .ToList();
        if (faults.Count > 0)
        {
            return new ClosedMonthChanged(faults);
        }

        var (kept, lowered) = (new List<BudgetBalance>(), new HashSet<Guid>());
        var leaves = owners.Values.Where(row => row.Scope == BalanceScope.Line).ToList();
        foreach (var owner in monthly)
        {
            var amounts = AmountsOf(owner, leaves, cells[owner.OwnerId], texts, ledger);
            var held = owner.Horizon == ControlHorizon.Cumulative ? MonthAmounts.Accumulate(amounts) : amounts;
            foreach (var (month, i) in months.Select((month, i) => (month, i)))
            {
                var id = PeriodGuards.IdOf(owner.OwnerId, month);
                if (!before.Remove(id, out var row))
                {
                    row = db.BudgetBalances.Add(BudgetBalance.OpenMonth(budget, owner.OwnerId, month)).Entity;
                }
                else if (row.Horizon == owner.Horizon && held[i].Approved < row.Approved)
                {
                    lowered.Add(id);
                }

                row.FollowMonth(owner, held[i]);
                kept.Add(row);
            }
        }

        db.BudgetBalances.RemoveRange(before.Values);
        var cumulative = monthly.Where(row => row.Horizon == ControlHorizon.Cumulative).Select(row => row.OwnerId).ToHashSet();
        var single = monthly.Select(row => row.OwnerId).Except(cumulative).ToHashSet();
        foreach (var leaf in leaves)
        {
            List<Guid> path = [leaf.OwnerId, .. leaf.Above, budget.Id.Value];
            var guards = new PeriodGuards(texts, [.. path.Where(single.Contains)], [.. path.Where(cumulative.Contains)]);
            leaf.Guard(guards.Single.Count + guards.Cumulative.Count > 0 ? guards : null);
        }

        return new GrantedMonths(grants, kept, lowered);
    }

    private static bool HasMonths(BudgetBalance row, BudgetContentLine? line) =>
        (row.IsOpen && row.Horizon != ControlHorizon.Total) || (row.Scope == BalanceScope.Line && line?.Terms.Spread is not null);

    private static Dictionary<Month, long> CellsOf(BudgetBalance row, BudgetContent content, Dictionary<Guid, BudgetContentLine> lines)
    {
        var spread = row.Scope == BalanceScope.Budget ? content.Lines.Where(line => line.Terms.ParentCode is null) : [lines[row.OwnerId]];
        return spread
            .SelectMany(line => content.CellsOf(line)!.Value)
            .GroupBy(cell => cell.Month)
            .ToDictionary(month => month.Key, month => month.Sum(cell => cell.Minor));
    }

    /// <summary>A line with months is granted in each month what it lacks there; other lines are granted the change as a whole.</summary>
    private static List<(BudgetLineId Line, Month? Month, long Minor)> GrantsOf(
        IReadOnlyList<(BudgetLineId Line, long Minor)> changes,
        Dictionary<Guid, Dictionary<Month, long>> cells,
        IReadOnlyDictionary<(Guid Line, string Month), LineSums> ledger
    )
    {
        var granted = ledger.ToLookup(sum => sum.Key.Line, sum => (Month: Month.Parse(sum.Key.Month)!.Value, sum.Value.Approved));
        return
        [
            .. changes.SelectMany(change =>
                cells.TryGetValue(change.Line.Value, out var planned)
                    ? granted[change.Line.Value]
                        .Select(before => (before.Month, Minor: -before.Approved))
                        .Concat(planned.Select(cell => (Month: cell.Key, Minor: cell.Value)))
                        .GroupBy(each => each.Month)
                        .OrderBy(month => month.Key)
                        .Select(month => (change.Line, (Month?)month.Key, month.Sum(each => each.Minor)))
                    : [(change.Line, (Month?)null, change.Minor)]
            ),
        ];
    }

    /// <summary>
    /// Sums up the months of a line, or of all lines below. What is granted follows from the cells, since lines above can be granted other
    /// amounts than their lines.
    /// </summary>
    private static IReadOnlyList<MonthAmounts> AmountsOf(
        BudgetBalance owner,
        IReadOnlyList<BudgetBalance> leaves,
        Dictionary<Month, long> cells,
        List<string> months,
        IReadOnlyDictionary<(Guid Line, string Month), LineSums> ledger
    )
    {
        var below = leaves
            .Where(leaf => owner.Scope == BalanceScope.Budget || leaf.OwnerId == owner.OwnerId || leaf.Above.Contains(owner.OwnerId))
            .Select(leaf => leaf.OwnerId)
            .ToHashSet();
        var booked = new LineSums[months.Count];
        foreach (var (key, sum) in ledger.Where(each => below.Contains(each.Key.Line)))
        {
            booked[PeriodGuards.IndexOf(months, key.Month)] += sum;
        }

        return
        [
            .. months.Select(
                (month, i) =>
                {
                    var granted = cells.GetValueOrDefault(Month.Parse(month)!.Value);
                    var moved = booked[i].Available - booked[i].Approved;
                    return new MonthAmounts(granted, granted + moved, booked[i].Held, booked[i].Committed, booked[i].Actual);
                }
            ),
        ];
    }
}
