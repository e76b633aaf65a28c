using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

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
