using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using Marketing.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>How a booking is controlled.</summary>
/// <param name="Stage">The stage of spending.</param>
/// <param name="Blocks">What keeps it out.</param>
internal sealed record PostingRule(BookingStage Stage, SpendingBlock Blocks)
{
    /// <summary>Orders, contracts, requested transfers.</summary>
    public static readonly PostingRule Commitment = new(BookingStage.Commitment, SpendingBlock.NewSpending);

    /// <summary>Spending that was not promised before.</summary>
    public static readonly PostingRule Actual = new(BookingStage.Actual, SpendingBlock.NewSpending);

    /// <summary>Spending that was promised before, releases and reversals.</summary>
    public static readonly PostingRule Settlement = new(BookingStage.Actual, SpendingBlock.Everything);

    /// <summary>Remainders, whatever their sign.</summary>
    public static readonly PostingRule CarryOver = new(BookingStage.Actual, SpendingBlock.Everything) { Overridden = true };

    /// <summary>Money that only moves to another month, whatever the control.</summary>
    public static readonly PostingRule Rephasing = new(BookingStage.Commitment, SpendingBlock.NewSpending) { Strict = true };

    /// <summary>Whether more can be spent than is available, because somebody gave a reason.</summary>
    public bool Overridden { get; init; }

    /// <summary>Whether nothing can be taken that is not available, even if the control allows it.</summary>
    public bool Strict { get; init; }

    /// <summary>Whether a balance with this control can be overdrawn.</summary>
    public bool Allows(ControlLevel control) => !Strict && (Overridden || control != ControlLevel.Stop);
}

/// <summary>Posts entries: changes the balances by guarded updates, and appends the postings to the ledger.</summary>
internal sealed class Ledger(IMarketingDb db, RequestContext context)
{
    private const int Tries = 5;

    /// <summary>Posts entries on lines in force.</summary>
    /// <param name="spending">The budget and the balances of the lines, as they were read.</param>
    /// <param name="entries">The entries. Those in a closed month are posted in the next open one.</param>
    /// <param name="rule">How the booking is controlled.</param>
    /// <param name="ct">Cancels the statements.</param>
    /// <returns>Why the booking is refused; null if it was posted.</returns>
    public async Task<Error?> PostAsync(SpendingLines spending, IReadOnlyList<LedgerEntry> entries, PostingRule rule, CancellationToken ct)
    {
        var (budget, lines) = (spending.Budget, spending.Lines);
        foreach (var entry in entries)
        {
            entry.Place(spending.Closed);
        }

        // Ascending order, so that bookings never wait for each other in a circle.
        var changes = BalanceChange
            .Of(budget, lines, entries)
            .OrderBy(change => change.OwnerId.ToString(), StringComparer.Ordinal)
            .ToList();
        var read = (lines[0].Revision, spending.Closings);
        for (var i = 0; i < changes.Count; i++)
        {
            if (await ChangeAsync(budget, changes, i, read, rule, ct) is { } refused)
            {
                return refused;
            }
        }

        Record(budget, entries, lines);
        return null;
    }

    /// <summary>Appends the postings of entries whose balances have changed.</summary>
    public void Record(Budget budget, IReadOnlyList<LedgerEntry> entries, IReadOnlyCollection<BudgetBalance> lines)
    {
        var byId = lines.ToDictionary(line => line.OwnerId, line => line.Terms);
        foreach (var entry in entries.Where(entry => entry.Amounts.Count > 0))
        {
            var changed = new ChangedResource(ResourceTypes.LedgerEntry, entry.Id.Value, budget.Id.Value, 1);
            db.Log.Note(new FeedNote(changed, [], ChangeOp.Created));
            foreach (var (amount, i) in entry.Amounts.Select((amount, i) => (amount, i)))
            {
                db.Log.Append(Posting(budget, entry, amount, i + 1, amount.Terms ?? byId[amount.Line.Value]));
            }
        }
    }

    private async Task<Error?> ChangeAsync(
        Budget budget,
        List<BalanceChange> changes,
        int index,
        (int Revision, int Closings) read,
        PostingRule rule,
        CancellationToken ct
    )
    {
        var (change, revision, closings) = (changes[index], read.Revision, read.Closings);
        for (var tries = 0; tries < Tries; tries++)
        {
            var (blocks, needed) = ((int)rule.Blocks, -change.Available);
            var rows = db.BudgetBalances.Where(row =>
                row.BudgetId == budget.Id && row.OwnerId == change.OwnerId && row.Revision == revision && (row.Blocks & blocks) == 0
            );
            if (change.OwnerId == budget.Id.Value)
            {
                rows = rows.Where(row => row.Closings == closings);
            }

            if (needed > 0 && rule.Strict)
            {
                rows = rows.Where(row => row.Available >= needed);
            }
            else if (needed > 0 && !rule.Overridden)
            {
                rows =
                    rule.Stage == BookingStage.Commitment
                        ? rows.Where(row => row.CommitmentControl != ControlLevel.Stop || row.Available >= needed)
                        : rows.Where(row => row.ActualControl != ControlLevel.Stop || row.Available >= needed);
            }

            var changed = await db.UpdateAsync(
                rows,
                row =>
                    row.SetProperty(r => r.Available, r => r.Available + change.Available)
                        .SetProperty(r => r.Held, r => r.Held + change.Held)
                        .SetProperty(r => r.Committed, r => r.Committed + change.Committed)
                        .SetProperty(r => r.Actual, r => r.Actual + change.Actual),
                [new SilentNote("The ledger has the entry.")],
                ct
            );
            if (changed == 1)
            {
                return null;
            }

            if (await WhyRefusedAsync(budget, changes, index, read, rule, ct) is { } refused)
            {
                return refused;
            }

            // Another booking has given money back in between.
        }

        throw new DbUpdateConcurrencyException("A balance changed with every try.");
    }

    /// <summary>
    /// Returns a block first, because it stays, then the refusal that is nearest to what the caller named: line, line above, budget, month.
    /// The balances are read after the update was refused; those before <paramref name="index"/> contain the booking already.
    /// </summary>
    private async Task<Error?> WhyRefusedAsync(
        Budget budget,
        List<BalanceChange> changes,
        int index,
        (int Revision, int Closings) read,
        PostingRule rule,
        CancellationToken ct
    )
    {
        var owners = changes.Select(change => change.OwnerId).ToList();
        var rows = await db
            .BudgetBalances.AsNoTracking()
            .Where(row => row.BudgetId == budget.Id && owners.Contains(row.OwnerId))
            .ToDictionaryAsync(row => row.OwnerId, ct);
        if (rows[changes[index].OwnerId].Revision != read.Revision || rows[budget.Id.Value].Closings != read.Closings)
        {
            throw new DbUpdateConcurrencyException("A revision came into force, or a month was closed, while a booking was being posted.");
        }

        var refusals =
            from change in changes.Select((change, i) => (Change: change, Applied: i < index))
            let row = rows[change.Change.OwnerId]
            let refusal = WhyRefused(budget, row, change.Change, change.Applied ? change.Change.Available : 0, rule)
            where refusal is not null
            orderby refusal is SpendingBlocked ? 0 : 1, row.Scope, row.Above.Count descending, row.Month
            select refusal;
        return refusals.FirstOrDefault();
    }

    /// <summary>Returns why a balance does not allow a change; null if it does.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="row">The balance.</param>
    /// <param name="change">The change.</param>
    /// <param name="applied">What the balance contains of the change already.</param>
    /// <param name="rule">How the booking is controlled.</param>
    public static Error? WhyRefused(Budget budget, BudgetBalance row, BalanceChange change, long applied, PostingRule rule)
    {
        var blocking = rule.Blocks & (SpendingBlock)row.Blocks;
        if (blocking != SpendingBlock.None)
        {
            return new SpendingBlocked(row.Terms.Code, [.. blocking.Kinds()]);
        }

        var (available, needed) = (row.Available - applied, -change.Available);
        return needed <= available || needed <= 0 || rule.Allows(row.ControlAt(rule.Stage))
            ? null
            : Overdrawn(budget, row, change, applied != 0, needed);
    }

    private static BudgetLineOverdrawn Overdrawn(Budget budget, BudgetBalance row, BalanceChange change, bool applied, long needed)
    {
        decimal Amount(long minor, long changed) => MinorUnits.ToAmount(applied ? minor - changed : minor, budget.Currency);
        var available = Amount(row.Available, change.Available);
        var requested = MinorUnits.ToAmount(needed, budget.Currency);
        return new BudgetLineOverdrawn(
            row.Terms.Code,
            available,
            requested,
            requested - available,
            MinorUnits.ToAmount(row.Approved, budget.Currency),
            MinorUnits.ToAmount(row.Transferred, budget.Currency),
            Amount(row.Held, change.Held),
            Amount(row.Committed, change.Committed),
            Amount(row.Actual, change.Actual),
            budget.Currency,
            row.Month
        );
    }

    private LedgerPosting Posting(Budget budget, LedgerEntry entry, LedgerAmount amount, int number, BalanceTerms line) =>
        new()
        {
            WorkspaceId = context.WorkspaceId,
            Number = number,
            EntryId = entry.Id,
            TransactionId = db.Log.TransactionId,
            Kind = entry.Kind,
            Account = amount.Account,
            Minor = amount.Minor,
            Currency = budget.Currency,
            OriginalMinor = amount.OriginalMinor,
            OriginalCurrency = amount.OriginalMinor is null ? null : entry.Origin.Conversion?.Currency,
            Rate = amount.OriginalMinor is null ? null : entry.Origin.Conversion?.Rate,
            RateDate = amount.OriginalMinor is null ? null : entry.Origin.Conversion?.RateDate,
            EffectiveDate = entry.Origin.Date,
            OriginalDate = entry.Origin.OriginalDate,
            Period = entry.MonthOf(amount).ToString(),
            BudgetId = budget.Id,
            BudgetCode = budget.Code,
            LineId = amount.Line,
            LineCode = line.Code,
            Category = line.Category,
            PhaseRef = line.PhaseRef,
            ChannelCode = line.ChannelCode,
            CampaignRef = line.CampaignRef,
            CostCentre = line.CostCentre,
            Dimensions = line.Dimensions.Count == 0 ? null : WireJson.Store(line.Dimensions),
            CommitmentId = entry.Origin.CommitmentId,
            TransferId = entry.Origin.TransferId,
            SourceSystem = entry.Origin.Source?.System,
            SourceId = entry.Origin.Source?.Id,
            SourceLine = entry.Origin.Source?.Line is { Length: > 0 } sourceLine ? sourceLine : null,
            ReversesEntryId = entry.Origin.ReversesEntryId,
            Reason = entry.Origin.Reason,
            OverrideReason = entry.Origin.OverrideReason,
            ActorId = context.Caller.ActorId,
            ActorName = context.Caller.DisplayName,
        };
}

/// <summary>What entries change in one balance, in minor units.</summary>
internal sealed record BalanceChange(Guid OwnerId, long Available, long Held, long Committed, long Actual)
{
    /// <summary>
    /// Returns the changes of all balances that entries touch: the lines, the lines above them, their months, and the budget, which is
    /// touched even if its sums stay the same, because it can be blocked.
    /// </summary>
    public static IEnumerable<BalanceChange> Of(Budget budget, IEnumerable<BudgetBalance> lines, IEnumerable<LedgerEntry> entries)
    {
        var byId = lines.ToDictionary(line => BudgetLineId.From(line.OwnerId));
        return entries
            .SelectMany(entry => entry.Amounts.Select(amount => (Amount: amount, Month: entry.MonthOf(amount))))
            .SelectMany(each =>
                byId[each.Amount.Line]
                    .Above.Prepend(each.Amount.Line.Value)
                    .Append(budget.Id.Value)
                    .Concat(byId[each.Amount.Line].Guards?.OwnersOf(each.Month) ?? [])
                    .Select(owner => (Owner: owner, each.Amount))
            )
            .GroupBy(touched => touched.Owner)
            .Select(owner => new BalanceChange(
                owner.Key,
                Sum(owner, LedgerAccount.Available),
                Sum(owner, LedgerAccount.Held),
                Sum(owner, LedgerAccount.Committed),
                Sum(owner, LedgerAccount.Spent)
            ));
    }

    private static long Sum(IEnumerable<(Guid Owner, LedgerAmount Amount)> touched, LedgerAccount account) =>
        touched.Where(each => each.Amount.Account == account).Sum(each => each.Amount.Minor);
}
