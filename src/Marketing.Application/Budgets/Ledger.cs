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

/// <summary>The balances that a posting has changed, as they are afterwards.</summary>
internal sealed record PostedBalances(IReadOnlyList<BudgetBalance> Rows);

/// <summary>Posts entries: changes the balances by guarded updates, and appends the postings to the ledger.</summary>
internal sealed class Ledger(IMarketingDb db, IBalanceUpdates balances, RequestContext context)
{
    /// <summary>
    /// Posts entries on lines in force. Saves first what else the unit of work writes: other bookings wait from the first update of a
    /// balance until the commit.
    /// </summary>
    /// <param name="spending">The budget and the balances of the lines, as they were read.</param>
    /// <param name="entries">The entries. Those in a closed month are posted in the next open one.</param>
    /// <param name="rule">How the booking is controlled.</param>
    /// <param name="ct">Cancels the statements.</param>
    /// <returns>The balances, or why the booking is refused.</returns>
    public async Task<Result<PostedBalances>> PostAsync(
        SpendingLines spending,
        IReadOnlyList<LedgerEntry> entries,
        PostingRule rule,
        CancellationToken ct
    )
    {
        var (budget, lines) = (spending.Budget, spending.Lines);
        foreach (var entry in entries)
        {
            entry.Place(spending.Closed);
        }

        await db.SaveChangesAsync(ct);
        var (changes, posting) = (BalanceChange.Of(budget, lines, entries).ToList(), EntityId.New());
        var updates = changes.Select(change => Update(change, spending, rule)).ToList();
        var rows = (await balances.ApplyAsync(posting, updates, ct)).ToDictionary(row => row.OwnerId);
        if (rows.Count < changes.Count || rows.Values.Any(row => row.LastPosting != posting))
        {
            return WhyRefused(spending, changes, rows, posting, rule);
        }

        db.Log.Note(new SilentNote("The ledger has the entry."));
        Record(budget, entries, lines);
        return new PostedBalances([.. rows.Values]);
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

    /// <summary>Only what is taken from a balance is compared with what is available there.</summary>
    private static BalanceUpdate Update(BalanceChange change, SpendingLines spending, PostingRule rule) =>
        new(change, spending.Lines[0].Revision, rule.Blocks)
        {
            Closings = change.OwnerId == spending.Budget.Id.Value ? spending.Closings : null,
            Needed = change.Available < 0 && (rule.Strict || !rule.Overridden) ? -change.Available : null,
            UnlessAllowedAt = rule.Strict ? null : rule.Stage,
        };

    /// <summary>
    /// Returns a block first, because it stays, then the refusal that is nearest to what the caller named: line, line above, budget, month.
    /// The balances are as the updates left them: those that name the posting contain the booking already.
    /// </summary>
    private static Error WhyRefused(
        SpendingLines spending,
        List<BalanceChange> changes,
        Dictionary<Guid, BudgetBalance> rows,
        Guid posting,
        PostingRule rule
    )
    {
        var budget = spending.Budget;
        if (
            rows.Count < changes.Count
            || rows.Values.Any(row => row.Revision != spending.Lines[0].Revision)
            || rows[budget.Id.Value].Closings != spending.Closings
        )
        {
            throw new DbUpdateConcurrencyException("A revision came into force, or a month was closed, while a booking was being posted.");
        }

        var refusals =
            from change in changes
            let row = rows[change.OwnerId]
            let refusal = WhyRefused(budget, row, change, row.LastPosting == posting ? change.Available : 0, rule)
            where refusal is not null
            orderby refusal is SpendingBlocked ? 0 : 1, row.Scope, row.Above.Count descending, row.Month
            select refusal;
        return refusals.FirstOrDefault()
            ?? throw new DbUpdateConcurrencyException("Another booking gave money back while this one was being refused.");
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
public sealed record BalanceChange(BudgetId BudgetId, Guid OwnerId, long Available, long Held, long Committed, long Actual)
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
                budget.Id,
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
