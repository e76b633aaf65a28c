using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>One amount of a ledger entry, with everything that was true when it was posted. Rows are only added, never changed.</summary>
public sealed record LedgerRow
{
    public static readonly Feed<LedgerRow> Feed = new("ledger-entries");

    /// <summary>Sequence of the entry in the change feed. The postings of an entry share it.</summary>
    [Range(1, 9_007_199_254_740_991)]
    public required long Sequence { get; init; }

    /// <summary>Place within the entry, starting with 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Number { get; init; }

    /// <summary>The entry.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>The transaction that it was posted in.</summary>
    public required Guid TransactionId { get; init; }

    /// <summary>What happened.</summary>
    public required LedgerEntryKind Kind { get; init; }

    /// <summary>The account. The postings of an entry add up to zero over all accounts.</summary>
    public required LedgerAccount Account { get; init; }

    /// <summary>What was added to the account; negative for what was taken away.</summary>
    /// <example>-12500</example>
    public required decimal Amount { get; init; }

    /// <summary>Currency of the amount.</summary>
    /// <example>CNY</example>
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>The amount in its original currency; null if it was booked in the currency of the budget.</summary>
    /// <example>-4750</example>
    public required decimal? OriginalAmount { get; init; }

    /// <summary>The original currency.</summary>
    /// <example>USD</example>
    [MaxLength(3)]
    public required string? OriginalCurrency { get; init; }

    /// <summary>What one unit of the original currency was worth.</summary>
    /// <example>0.8993</example>
    public required decimal? Rate { get; init; }

    /// <summary>The day that the rate is of.</summary>
    public required DateOnly? RateDate { get; init; }

    /// <summary>The day on which the money moved.</summary>
    public required DateOnly EffectiveDate { get; init; }

    /// <summary>The day that was asked for, if its month was closed by then.</summary>
    public required DateOnly? OriginalDate { get; init; }

    /// <summary>When it was recorded, in UTC. It never decreases with the sequence.</summary>
    public required DateTime RecordedAt { get; init; }

    /// <summary>Month that the amount belongs to: that of the effective date, or the one that was granted or rephased.</summary>
    /// <example>2027-03</example>
    [MaxLength(10)]
    public required string Period { get; init; }

    /// <summary>The budget.</summary>
    public required Guid BudgetId { get; init; }

    /// <summary>Code of the budget.</summary>
    [MaxLength(Budget.CodeLength)]
    public required string BudgetCode { get; init; }

    /// <summary>The line.</summary>
    public required Guid LineId { get; init; }

    /// <summary>Code of the line.</summary>
    [MaxLength(Budget.CodeLength)]
    public required string LineCode { get; init; }

    /// <summary>Category of the spending.</summary>
    [MaxLength(300)]
    public required string Category { get; init; }

    /// <summary>Ref of the phase.</summary>
    [MaxLength(100)]
    public required string? PhaseRef { get; init; }

    /// <summary>Code of the channel.</summary>
    [MaxLength(100)]
    public required string? ChannelCode { get; init; }

    /// <summary>Ref or code of the campaign.</summary>
    [MaxLength(100)]
    public required string? CampaignRef { get; init; }

    /// <summary>Cost centre.</summary>
    [MaxLength(100)]
    public required string? CostCentre { get; init; }

    /// <summary>Values of custom dimensions by their codes. In CSV as `REGION=EAST; PRODUCT=P1`.</summary>
    [MaxLength(DimensionLimits.Most)]
    public required IReadOnlyDictionary<string, string> Dimensions { get; init; }

    /// <summary>The commitment that the entry belongs to.</summary>
    public required Guid? CommitmentId { get; init; }

    /// <summary>The transfer or draw that the entry belongs to.</summary>
    public required Guid? TransferId { get; init; }

    /// <summary>The system that the record is from.</summary>
    [MaxLength(LedgerSource.SystemLength)]
    public required string? SourceSystem { get; init; }

    /// <summary>Id of the record in that system.</summary>
    [MaxLength(LedgerSource.IdLength)]
    public required string? SourceId { get; init; }

    /// <summary>Line of the record.</summary>
    [MaxLength(LedgerSource.LineLength)]
    public required string? SourceLine { get; init; }

    /// <summary>The entry that this one reverses or reclassifies.</summary>
    public required Guid? ReversesEntryId { get; init; }

    /// <summary>Why it was posted.</summary>
    [MaxLength(LedgerPosting.ReasonLength)]
    public required string? Reason { get; init; }

    /// <summary>Why more could be spent than was available.</summary>
    [MaxLength(LedgerPosting.ReasonLength)]
    public required string? OverrideReason { get; init; }

    /// <summary>Id of the actor who posted it.</summary>
    [MaxLength(200)]
    public required string By { get; init; }

    /// <summary>The actor's name at that time.</summary>
    [MaxLength(200)]
    public required string ByName { get; init; }

    internal static readonly Expression<Func<LedgerPosting, LedgerRow>> Selection = posting => new LedgerRow
    {
        Sequence = posting.Sequence,
        Number = posting.Number,
        EntryId = posting.EntryId.Value,
        TransactionId = posting.TransactionId,
        Kind = posting.Kind,
        Account = posting.Account,
        Amount = MinorUnits.ToAmount(posting.Minor, posting.Currency),
        Currency = posting.Currency,
        OriginalAmount = posting.OriginalMinor == null ? null : MinorUnits.ToAmount(posting.OriginalMinor.Value, posting.OriginalCurrency!),
        OriginalCurrency = posting.OriginalCurrency,
        Rate = posting.Rate,
        RateDate = posting.RateDate,
        EffectiveDate = posting.EffectiveDate,
        OriginalDate = posting.OriginalDate,
        RecordedAt = posting.RecordedAt,
        Period = posting.Period,
        BudgetId = posting.BudgetId.Value,
        BudgetCode = posting.BudgetCode,
        LineId = posting.LineId.Value,
        LineCode = posting.LineCode,
        Category = posting.Category,
        PhaseRef = posting.PhaseRef,
        ChannelCode = posting.ChannelCode,
        CampaignRef = posting.CampaignRef,
        CostCentre = posting.CostCentre,
        Dimensions = DimensionsOf(posting.Dimensions),
        CommitmentId = posting.CommitmentId == null ? null : posting.CommitmentId.Value.Value,
        TransferId = posting.TransferId == null ? null : posting.TransferId.Value.Value,
        SourceSystem = posting.SourceSystem,
        SourceId = posting.SourceId,
        SourceLine = posting.SourceLine,
        ReversesEntryId = posting.ReversesEntryId == null ? null : posting.ReversesEntryId.Value.Value,
        Reason = posting.Reason,
        OverrideReason = posting.OverrideReason,
        By = posting.ActorId,
        ByName = posting.ActorName,
    };

    /// <summary>Reads stored dimensions. A projection must not contain the empty ones as a constant.</summary>
    private static IReadOnlyDictionary<string, string> DimensionsOf(string? stored) =>
        stored is null ? DimensionLimits.None : WireJson.Load<Dictionary<string, string>>(stored);
}

/// <summary>Which postings to list. Ranges include their beginning and exclude their end.</summary>
public record LedgerArguments : ListArguments
{
    /// <summary>Postings per page.</summary>
    [Range(1, LargestPage)]
    public override int PageSize { get; init; } = 50;

    /// <summary>Only postings with this sequence or a later one.</summary>
    [Range(0, 9_007_199_254_740_991)]
    public long? SequenceFrom { get; init; }

    /// <summary>Only postings before this sequence.</summary>
    [Range(0, 9_007_199_254_740_991)]
    public long? SequenceTo { get; init; }

    /// <summary>Only postings recorded at or after this time, or since the beginning of this day (UTC).</summary>
    [OrDay]
    public DateTime? RecordedFrom { get; init; }

    /// <summary>Only postings recorded before this time, or before the beginning of this day (UTC).</summary>
    [OrDay]
    public DateTime? RecordedTo { get; init; }

    /// <summary>Only postings that take effect on or after this day.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>Only postings that take effect before this day.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>Only entries of this kind.</summary>
    public LedgerEntryKind? Kind { get; init; }

    /// <summary>Only postings in this account.</summary>
    public LedgerAccount? Account { get; init; }

    /// <summary>Only postings on lines that had this code.</summary>
    [MaxLength(Budget.CodeLength)]
    public string? LineCode { get; init; }

    /// <summary>Only bookings of the record with this id in another system.</summary>
    [MaxLength(LedgerSource.IdLength)]
    public string? SourceId { get; init; }

    /// <summary>Whether CSV begins with a UTF-8 byte order mark, which Excel needs. JSON ignores it.</summary>
    public bool Bom { get; init; }

    /// <summary>Language of the header and of coded values in CSV. Without it, both are codes. JSON ignores it.</summary>
    public LabelLanguage? Lang { get; init; }
}

/// <summary>Lists the postings of all budgets.</summary>
public sealed record ListLedger : LedgerArguments, IGrowingFeedQuery<LedgerRow>
{
    /// <summary>Only postings of this budget.</summary>
    public Guid? BudgetId { get; init; }

    IQuery<FeedHead> IGrowingFeedQuery<LedgerRow>.Head => new GetLedgerHead();

    IFeedQuery<LedgerRow> IFeedQuery<LedgerRow>.ForPage(string? cursor, int? pageSize) =>
        this with
        {
            Cursor = cursor,
            PageSize = pageSize ?? PageSize,
        };

    IFeedQuery<LedgerRow> IGrowingFeedQuery<LedgerRow>.Until(FeedHead head)
    {
        var end = head.Last?.AddMicroseconds(1);
        return this with { RecordedTo = end is null || end > RecordedTo ? RecordedTo : end };
    }
}

/// <summary>Lists the postings of one budget.</summary>
public sealed record ListBudgetLedger(BudgetId BudgetId, LedgerArguments Arguments) : IGrowingFeedQuery<LedgerRow>
{
    bool IFeedQuery<LedgerRow>.Bom => Arguments.Bom;

    LabelLanguage? IFeedQuery<LedgerRow>.Lang => Arguments.Lang;

    string? IFeedQuery<LedgerRow>.Cursor => Arguments.Cursor;

    IQuery<FeedHead> IGrowingFeedQuery<LedgerRow>.Head => new GetLedgerHead();

    IFeedQuery<LedgerRow> IFeedQuery<LedgerRow>.ForPage(string? cursor, int? pageSize) =>
        this with
        {
            Arguments = Arguments with { Cursor = cursor, PageSize = pageSize ?? Arguments.PageSize },
        };

    IFeedQuery<LedgerRow> IGrowingFeedQuery<LedgerRow>.Until(FeedHead head)
    {
        var end = head.Last?.AddMicroseconds(1);
        return this with
        {
            Arguments = Arguments with { RecordedTo = end is null || end > Arguments.RecordedTo ? Arguments.RecordedTo : end },
        };
    }
}

/// <summary>Reads when the newest posting was recorded.</summary>
public sealed record GetLedgerHead : IQuery<FeedHead>;

internal sealed class GetLedgerHeadHandler(IMarketingDb db) : IRequestHandler<GetLedgerHead, Result<FeedHead>>
{
    public async Task<Result<FeedHead>> Handle(GetLedgerHead query, CancellationToken cancellationToken) =>
        new FeedHead(
            await db
                .LedgerPostings.OrderByDescending(posting => posting.Sequence)
                .Select(posting => (DateTime?)posting.RecordedAt)
                .FirstOrDefaultAsync(cancellationToken)
        );
}

internal sealed class ListLedgerHandler(IMarketingDb db, LedgerPages pages) : IRequestHandler<ListLedger, Result<Page<LedgerRow>>>
{
    public Task<Result<Page<LedgerRow>>> Handle(ListLedger query, CancellationToken cancellationToken)
    {
        var postings = db.LedgerPostings.AsNoTracking();
        if (query.BudgetId is { } given)
        {
            var budget = BudgetId.From(given);
            postings = postings.Where(posting => posting.BudgetId == budget);
        }

        return pages.ReadAsync(postings, query, cancellationToken);
    }
}

internal sealed class ListBudgetLedgerHandler(IMarketingDb db, LedgerPages pages)
    : IRequestHandler<ListBudgetLedger, Result<Page<LedgerRow>>>
{
    public Task<Result<Page<LedgerRow>>> Handle(ListBudgetLedger query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<LedgerRow>>> ReadAsync(ListBudgetLedger query, CancellationToken ct) =>
        await db.Budgets.AnyAsync(budget => budget.Id == query.BudgetId, ct)
            ? await pages.ReadAsync(
                db.LedgerPostings.AsNoTracking().Where(posting => posting.BudgetId == query.BudgetId),
                query.Arguments,
                ct,
                query.BudgetId.ToString()!
            )
            : new BudgetNotFound(query.BudgetId.Value);
}

/// <summary>Filters and pages postings.</summary>
internal sealed class LedgerPages(PageReader pages)
{
    private static readonly SortSet<LedgerPosting, LedgerRow> Sorts = SortSet<LedgerPosting, LedgerRow>
        .EndingIn(posting => posting.Number, row => row.Number)
        .By("sequence", posting => posting.Sequence, row => row.Sequence)
        .ByDefault("sequence");

    public Task<Result<Page<LedgerRow>>> ReadAsync(
        IQueryable<LedgerPosting> postings,
        LedgerArguments arguments,
        CancellationToken ct,
        string within = ""
    ) => pages.ReadAsync(Matching(postings, arguments), arguments, Sorts, LedgerRow.Selection, ct, within);

    private static IQueryable<LedgerPosting> Matching(IQueryable<LedgerPosting> postings, LedgerArguments arguments)
    {
        if (arguments.SequenceFrom is { } first)
        {
            postings = postings.Where(posting => posting.Sequence >= first);
        }

        if (arguments.SequenceTo is { } end)
        {
            postings = postings.Where(posting => posting.Sequence < end);
        }

        if (arguments.RecordedFrom is { } since)
        {
            postings = postings.Where(posting => posting.RecordedAt >= since);
        }

        if (arguments.RecordedTo is { } until)
        {
            postings = postings.Where(posting => posting.RecordedAt < until);
        }

        if (arguments.EffectiveFrom is { } from)
        {
            postings = postings.Where(posting => posting.EffectiveDate >= from);
        }

        if (arguments.EffectiveTo is { } to)
        {
            postings = postings.Where(posting => posting.EffectiveDate < to);
        }

        if (arguments.Kind is { } kind)
        {
            postings = postings.Where(posting => posting.Kind == kind);
        }

        if (arguments.Account is { } account)
        {
            postings = postings.Where(posting => posting.Account == account);
        }

        if (arguments.LineCode is { } code)
        {
            postings = postings.Where(posting => posting.LineCode == code);
        }

        if (arguments.SourceId is { } source)
        {
            postings = postings.Where(posting => posting.SourceId == source);
        }

        return postings;
    }
}

/// <summary>Reads one ledger entry.</summary>
public sealed record GetLedgerEntry(LedgerEntryId Id) : IQuery<LedgerEntryResponse>;

internal sealed class GetLedgerEntryHandler(IMarketingDb db) : IRequestHandler<GetLedgerEntry, Result<LedgerEntryResponse>>
{
    public async Task<Result<LedgerEntryResponse>> Handle(GetLedgerEntry query, CancellationToken cancellationToken)
    {
        var postings = await db.LedgerPostings.AsNoTracking().Where(posting => posting.EntryId == query.Id).ToListAsync(cancellationToken);
        return postings.Count == 0 ? new LedgerEntryNotFound(query.Id.Value) : LedgerEntryResponse.Of(postings)[0];
    }
}

/// <summary>Reads ledger entries for the change feed.</summary>
internal sealed class LedgerEntryReader(IMarketingDb db) : IResourceReader
{
    public IReadOnlyList<string> Types { get; } = [ResourceTypes.LedgerEntry];

    public Type Response => typeof(LedgerEntryResponse);

    IReadOnlyList<string> IResourceReader.Scopes { get; } = [Scopes.BudgetsRead];

    public async Task<IReadOnlyDictionary<Guid, object>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var typed = ids.Select(LedgerEntryId.From).ToList();
        var postings = await db.LedgerPostings.AsNoTracking().Where(posting => typed.Contains(posting.EntryId)).ToListAsync(ct);
        return LedgerEntryResponse.Of(postings).ToDictionary(entry => entry.Id, entry => (object)entry);
    }
}
