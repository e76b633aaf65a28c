using System.Globalization;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>An item of an atomic bulk was refused, so nothing was applied. Faults point into the items.</summary>
public sealed record BulkRefused(IReadOnlyList<RuleFault> Refusals) : RuleError("bulk.refused")
{
    /// <summary>The pointer to the items of a bulk.</summary>
    internal const string Items = "/items/";

    public override IReadOnlyList<RuleFault> Faults => Refusals;

    /// <summary>Returns the faults of an item, with pointers into the request.</summary>
    /// <param name="error">Why the item is refused.</param>
    /// <param name="index">Place of the item.</param>
    /// <param name="member">The member of the item that the error refers to.</param>
    internal static IEnumerable<RuleFault> FaultsOf(Error error, int index, string member = "") =>
        (error.Faults.Count > 0 ? error.Faults : [new RuleFault("", error.Code, error.Args)]).Select(fault =>
            fault.Under(string.Create(CultureInfo.InvariantCulture, $"{Items}{index}{member}"))
        );
}

/// <summary>Books many commitments.</summary>
public sealed record CommitInBulk(BulkCommitmentInput Input) : ICommand<BulkResponse>;

internal sealed class CommitInBulkHandler(BulkBookings bulk) : IRequestHandler<CommitInBulk, Result<BulkResponse>>
{
    public Task<Result<BulkResponse>> Handle(CommitInBulk command, CancellationToken cancellationToken) =>
        bulk.BookAsync(command.Input.Items, command.Input.Mode, Bookings.Commitment, cancellationToken);
}

/// <summary>Books many actuals.</summary>
public sealed record SpendInBulk(BulkActualInput Input) : ICommand<BulkResponse>;

internal sealed class SpendInBulkHandler(BulkBookings bulk) : IRequestHandler<SpendInBulk, Result<BulkResponse>>
{
    public Task<Result<BulkResponse>> Handle(SpendInBulk command, CancellationToken cancellationToken) =>
        bulk.BookAsync(command.Input.Items, command.Input.Mode, Bookings.Actual, cancellationToken);
}

/// <summary>
/// Books many items in one transaction: locks everything that they touch in the order of single bookings, judges one item after another in
/// memory, and writes the sums.
/// </summary>
internal sealed class BulkBookings(IMarketingDb db, RequestContext context, Bookings bookings, Ledger ledger, Conversions conversions)
{
    public async Task<Result<BulkResponse>> BookAsync(IReadOnlyList<IBulkItem> items, BulkMode mode, string kind, CancellationToken ct)
    {
        var batch = await LoadAsync(items, ct);
        var outcomes = new List<Outcome>();
        foreach (var item in items)
        {
            outcomes.Add(await BookAsync(item, kind, batch, ct));
        }

        if (mode == BulkMode.Atomic && outcomes.Exists(outcome => outcome.Error is not null))
        {
            return new BulkRefused([
                .. outcomes.SelectMany((outcome, i) => outcome.Error is { } error ? BulkRefused.FaultsOf(error, i) : []),
            ]);
        }

        await db.SaveChangesAsync(ct);
        foreach (var (budget, entries) in batch.Entries)
        {
            ledger.Record(
                budget,
                entries,
                [.. batch.Balances.Values.Where(row => row.BudgetId == budget.Id && row.Scope != BalanceScope.Budget)]
            );
        }

        return new BulkResponse
        {
            Results =
            [
                .. outcomes.Select(
                    (outcome, i) =>
                        new BulkResult
                        {
                            Index = i,
                            Ref = items[i].Ref,
                            Status =
                                outcome.Error is not null ? BulkStatus.Failed
                                : outcome.IsNew ? BulkStatus.Created
                                : BulkStatus.Unchanged,
                            Id = outcome.Id,
                            Problem = outcome.Error is { } error ? BulkProblem.Of(error, i) : null,
                        }
                ),
            ],
        };
    }

    /// <summary>Locks commitments and balances in ascending order, then reads them.</summary>
    private async Task<Batch> LoadAsync(IReadOnlyList<IBulkItem> items, CancellationToken ct)
    {
        var codes = items.Select(item => Budget.KeyOf(item.BudgetCode)).Distinct().ToList();
        var budgets = await db.Budgets.AsNoTracking().Where(budget => codes.Contains(budget.CodeKey)).ToListAsync(ct);
        var commitments = items.OfType<ActualInput>().Select(item => item.CommitmentId).OfType<Guid>().Distinct();
        var commitmentIds = commitments.Select(CommitmentId.From).ToList();
        if (commitmentIds.Count > 0)
        {
            await db
                .Commitments.Where(row => commitmentIds.Contains(row.Id))
                .GuardAsync(row => row.SetProperty(r => r.Version, r => r.Version), ct);
        }

        var balances = new Dictionary<(BudgetId, Guid), BudgetBalance>();
        foreach (var budget in budgets.OrderBy(budget => budget.Id))
        {
            await db
                .BudgetBalances.Where(row => row.BudgetId == budget.Id)
                .GuardAsync(row => row.SetProperty(r => r.Revision, r => r.Revision), ct);
            foreach (var row in await db.BudgetBalances.Where(row => row.BudgetId == budget.Id).ToListAsync(ct))
            {
                balances.Add((budget.Id, row.OwnerId), row);
            }
        }

        // Read after the balances are locked: a month that is closed in between waits for them.
        var closed = await bookings.ClosedAsync(ct);
        var keys = items.Select(item => item.SourceRef).OfType<SourceRefInput>().Select(source => LedgerSource.KeyOf(source.Ref)).ToList();
        var sources = await db.LedgerSources.AsNoTracking().Where(source => keys.Contains(source.Key)).ToListAsync(ct);
        return new Batch(
            budgets.ToDictionary(budget => budget.CodeKey),
            balances,
            await db.Commitments.Where(row => commitmentIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct),
            sources.ToDictionary(source => Convert.ToHexString(source.Key)),
            closed
        );
    }

    private async Task<Outcome> BookAsync(IBulkItem item, string kind, Batch batch, CancellationToken ct)
    {
        if (!batch.Budgets.TryGetValue(Budget.KeyOf(item.BudgetCode), out var budget))
        {
            return Outcome.Refused(new BudgetCodeUnknown(item.BudgetCode));
        }

        if (item.SourceRef is { } source && batch.Sources.TryGetValue(Convert.ToHexString(LedgerSource.KeyOf(source.Ref)), out var booked))
        {
            return booked.Hash.AsSpan().SequenceEqual(Bookings.HashOf(item, budget.Id, kind))
                ? new Outcome(booked.CommitmentId?.Value ?? booked.EntryIds[0], IsNew: false)
                : Outcome.Refused(new SourceBooked(source.System, source.Id, booked.EntryIds[0]));
        }

        if (budget.InForceRevision is null)
        {
            return Outcome.Refused(new BudgetNotInForce(budget.Id.Value));
        }

        var terms = await conversions.TermsAsync(item, budget, ct);
        if (!terms.Succeeded)
        {
            return Outcome.Refused(terms.Error);
        }

        var lines = batch.LinesOf(budget, BookingCodes.Of(item));
        var shares = Bookings.SharesOf(item, new SpendingLines(budget, lines, batch.Closed, 0), terms.Value);
        if ((shares.Error ?? bookings.MayOverride(item.Override)) is { } refused)
        {
            return Outcome.Refused(refused);
        }

        var judged = new Booked(item, terms.Value, budget, shares.Value);
        return item is ActualInput actual ? Spend(actual, judged, batch) : Commit(judged, batch);
    }

    private Outcome Commit(Booked booked, Batch batch)
    {
        var (item, terms, budget, shares) = booked;
        var commitment = Commitment.Make(context.WorkspaceId, budget.Id, budget.Currency, terms.Day, shares, item.SourceRef?.Ref);
        var entry = LedgerEntry.Of(LedgerEntryKind.Commit, shares, Bookings.OriginOf(item, terms, commitment.Id));
        if (Apply(budget, [entry], PostingRule.Commitment, item, batch) is { } refused)
        {
            return Outcome.Refused(refused);
        }

        db.Commitments.Add(commitment);
        batch.Remember(bookings.Remember(item, budget.Id, Bookings.Commitment, shares[0].Line, [entry], commitment.Id));
        return new Outcome(commitment.Id.Value, IsNew: true);
    }

    private Outcome Spend(ActualInput actual, Booked booked, Batch batch)
    {
        var (item, terms, budget, shares) = booked;
        Commitment? commitment = null;
        if (actual.CommitmentId is { } id && !batch.Commitments.TryGetValue(CommitmentId.From(id), out commitment))
        {
            return Outcome.Refused(new CommitmentNotFound(id));
        }

        if (commitment is not null && commitment.BudgetId != budget.Id)
        {
            return Outcome.Refused(new CommitmentOfAnotherBudget(commitment.Id.Value));
        }

        var before = commitment?.Shares;
        var (entries, isDirect) = Bookings.EntriesOf(actual, terms, commitment, shares);
        var rule = isDirect ? PostingRule.Actual : PostingRule.Settlement;
        if (Apply(budget, entries, rule, item, batch) is { } refused)
        {
            commitment?.TakeBack(before!);
            return Outcome.Refused(refused);
        }

        batch.Remember(bookings.Remember(item, budget.Id, Bookings.Actual, shares[0].Line, entries, commitment?.Id));
        return new Outcome(entries[0].Id.Value, IsNew: true);
    }

    /// <summary>Changes the balances, if all of them allow it.</summary>
    private static Error? Apply(Budget budget, IReadOnlyList<LedgerEntry> entries, PostingRule rule, IBulkItem item, Batch batch)
    {
        rule = rule with { Overridden = item.Override is not null };
        foreach (var entry in entries)
        {
            entry.Place(batch.Closed);
        }

        var lines = batch.Balances.Values.Where(row => row.BudgetId == budget.Id && row.Scope == BalanceScope.Line);
        var touched = entries.SelectMany(entry => entry.Amounts).Select(amount => amount.Line.Value).ToHashSet();
        var changes = BalanceChange.Of(budget, lines.Where(line => touched.Contains(line.OwnerId)), entries).ToList();
        var refusals =
            from change in changes
            let row = batch.Balances[(budget.Id, change.OwnerId)]
            let refusal = Ledger.WhyRefused(budget, row, change, 0, rule)
            where refusal is not null
            orderby refusal is SpendingBlocked ? 0 : 1, row.Scope, row.Above.Count descending, row.Month
            select refusal;
        if (refusals.FirstOrDefault() is { } refused)
        {
            return refused;
        }

        foreach (var change in changes)
        {
            batch.Balances[(budget.Id, change.OwnerId)].Change(change.Available, change.Held, change.Committed, change.Actual);
        }

        batch.Add(budget, entries);
        return null;
    }

    /// <summary>An item whose lines, day and amounts are known.</summary>
    private sealed record Booked(IBulkItem Item, BookingTerms Terms, Budget Budget, IReadOnlyList<BookingShare> Shares);

    private sealed record Outcome(Guid? Id, bool IsNew)
    {
        public Error? Error { get; private init; }

        public static Outcome Refused(Error error) => new(null, false) { Error = error };
    }

    /// <summary>What the items of a bulk touch.</summary>
    private sealed record Batch(
        IReadOnlyDictionary<string, Budget> Budgets,
        Dictionary<(BudgetId Budget, Guid Owner), BudgetBalance> Balances,
        IReadOnlyDictionary<CommitmentId, Commitment> Commitments,
        Dictionary<string, LedgerSource> Sources,
        ClosedMonths Closed
    )
    {
        private readonly ILookup<(BudgetId, string), BudgetBalance> _byCode = Balances
            .Values.Where(row => row.IsOpen && (row.Scope is BalanceScope.Line or BalanceScope.Group))
            .ToLookup(row => (row.BudgetId, row.CodeKey));

        private readonly Dictionary<BudgetId, (Budget Budget, List<LedgerEntry> Entries)> _entries = [];

        public IEnumerable<(Budget Budget, List<LedgerEntry> Entries)> Entries => _entries.Values;

        public IReadOnlyList<BudgetBalance> LinesOf(Budget budget, IEnumerable<string> codes) =>
            [.. codes.Select(Budget.KeyOf).Distinct().SelectMany(key => _byCode[(budget.Id, key)])];

        public void Add(Budget budget, IReadOnlyList<LedgerEntry> entries)
        {
            if (!_entries.TryGetValue(budget.Id, out var added))
            {
                _entries.Add(budget.Id, added = (budget, []));
            }

            added.Entries.AddRange(entries);
        }

        /// <summary>A record that comes again in the same bulk is booked once.</summary>
        public void Remember(LedgerSource? source)
        {
            if (source is not null)
            {
                Sources.Add(Convert.ToHexString(source.Key), source);
            }
        }
    }
}

/// <summary>The workspace has no budget with the code.</summary>
public sealed record BudgetCodeUnknown([Arg("code")] string BudgetCode, string Pointer = "/budgetCode") : RuleError("budget.codeUnknown");
