using System.ComponentModel.DataAnnotations;
using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Application.Facts;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Facts;
using Marketing.Domain.Results;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Results;

/// <summary>Lists daily results. Ranges include their beginning and exclude their end.</summary>
public sealed record ListResults : ListArguments, IFeedQuery<ResultResponse>, IResultFilter
{
    /// <summary>Rows per page.</summary>
    [Range(1, LargestPage)]
    public override int PageSize { get; init; } = 50;

    /// <summary>Only what was recorded at or before this instant. The response is the same whenever it is asked for.</summary>
    public DateTime? AsOf { get; init; }

    /// <summary>Only results of this campaign.</summary>
    public Guid? CampaignId { get; init; }

    /// <summary>Only results of the channel with this code.</summary>
    [MaxLength(CatalogueName.CodeLength)]
    public string? Channel { get; init; }

    /// <summary>Only results of this day or later ones.</summary>
    public DateOnly? DateFrom { get; init; }

    /// <summary>Only results of days before this one.</summary>
    public DateOnly? DateTo { get; init; }

    /// <summary>Only results of this attribution window.</summary>
    [MaxLength(DailyResult.WindowLength)]
    public string? Window { get; init; }

    /// <summary>Only results in this status.</summary>
    public ResultStatus? Status { get; init; }

    /// <summary>Only results of this source.</summary>
    [MaxLength(FactSource.NameLength)]
    public string? Source { get; init; }

    /// <summary>Whether CSV begins with a UTF-8 byte order mark, which Excel needs. JSON ignores it.</summary>
    public bool Bom { get; init; }

    /// <summary>Language of the header and of coded values in CSV. Without it, both are codes. JSON ignores it.</summary>
    public LabelLanguage? Lang { get; init; }

    IFeedQuery<ResultResponse> IFeedQuery<ResultResponse>.ForPage(string? cursor, int? pageSize) =>
        this with
        {
            Cursor = cursor,
            PageSize = pageSize ?? PageSize,
        };
}

/// <summary>Filters that the tables of results have in common.</summary>
internal interface IResultFilter
{
    Guid? CampaignId { get; }

    string? Channel { get; }

    DateOnly? DateFrom { get; }

    DateOnly? DateTo { get; }

    string? Window { get; }

    string? Source { get; }
}

internal sealed class ListResultsHandler(IMarketingDb db, PageReader pages, LedgerMoment moment)
    : IRequestHandler<ListResults, Result<Page<ResultResponse>>>
{
    private static readonly SortSet<DailyResult, ResultResponse> Sorts = SortSet<DailyResult, ResultResponse>
        .EndingIn(row => row.Id, row => ResultId.From(row.Id))
        .By("date", row => row.Date, row => row.Date)
        .ByDefault("-date");

    private static readonly SortSet<ResultEntry, ResultResponse> EntrySorts = SortSet<ResultEntry, ResultResponse>
        .EndingIn(row => row.ResultId, row => ResultId.From(row.Id))
        .By("date", row => row.Date, row => row.Date)
        .ByDefault("-date");

    public async Task<Result<Page<ResultResponse>>> Handle(ListResults query, CancellationToken cancellationToken)
    {
        var settled = await moment.SettleAsync(query.AsOf, cancellationToken);
        return !settled.Succeeded ? settled.Error
            : settled.Value is { } at
                ? await pages.ReadAsync(WithStatus(db.ResultsAsOf(at), query), query, EntrySorts, ResultResponse.OfEntry, cancellationToken)
            : await pages.ReadAsync(WithStatus(db.CurrentResults(), query), query, Sorts, ResultResponse.Selection, cancellationToken);
    }

    private static IQueryable<TRow> WithStatus<TRow>(IQueryable<TRow> rows, ListResults query)
        where TRow : class, IReportedResult
    {
        rows = rows.Matching(query);
        return query.Status is { } status ? rows.Where(row => row.Status == status) : rows;
    }
}

internal static class ResultsInTime
{
    /// <summary>Returns the results as they are known now, without retracted ones.</summary>
    public static IQueryable<DailyResult> CurrentResults(this IMarketingDb db) => db.Results.AsNoTracking().Where(row => !row.IsRetracted);

    /// <summary>Returns the last entry of each result that was recorded at or before an instant, without retracted ones.</summary>
    public static IQueryable<ResultEntry> ResultsAsOf(this IMarketingDb db, DateTime at) =>
        db
            .ResultEntries.AsNoTracking()
            .Where(row =>
                row.RecordedAt <= at
                && row.Op != FactOp.Retracted
                && !db.ResultEntries.Any(later => later.ResultId == row.ResultId && later.Version > row.Version && later.RecordedAt <= at)
            );

    /// <summary>Applies the filters that the tables of results have in common.</summary>
    public static IQueryable<TRow> Matching<TRow>(this IQueryable<TRow> rows, IResultFilter filter)
        where TRow : class, IReportedResult
    {
        if (filter.CampaignId is { } given)
        {
            var campaign = CampaignId.From(given);
            rows = rows.Where(row => row.CampaignId == campaign);
        }

        if (filter.Channel is { } channel)
        {
            rows = rows.Where(row => row.ChannelCode == channel);
        }

        if (filter.DateFrom is { } from)
        {
            rows = rows.Where(row => row.Date >= from);
        }

        if (filter.DateTo is { } to)
        {
            rows = rows.Where(row => row.Date < to);
        }

        if (filter.Window is { } window)
        {
            rows = rows.Where(row => row.Window == window);
        }

        if (filter.Source is { } source)
        {
            rows = rows.Where(row => row.Source == source);
        }

        return rows;
    }
}

/// <summary>Lists the steps in the history of results.</summary>
public sealed record ListResultEntries : FactEntryArguments, IGrowingFeedQuery<ResultEntryRow>, IResultFilter
{
    /// <summary>Only entries of this result.</summary>
    public Guid? ResultId { get; init; }

    /// <summary>Only entries of this campaign.</summary>
    public Guid? CampaignId { get; init; }

    /// <summary>Only entries of the channel with this code.</summary>
    [MaxLength(CatalogueName.CodeLength)]
    public string? Channel { get; init; }

    /// <summary>Only entries for this day or later ones.</summary>
    public DateOnly? DateFrom { get; init; }

    /// <summary>Only entries for days before this one.</summary>
    public DateOnly? DateTo { get; init; }

    /// <summary>Only entries of this attribution window.</summary>
    [MaxLength(DailyResult.WindowLength)]
    public string? Window { get; init; }

    IQuery<FeedHead> IGrowingFeedQuery<ResultEntryRow>.Head => new GetResultHead();

    IFeedQuery<ResultEntryRow> IFeedQuery<ResultEntryRow>.ForPage(string? cursor, int? pageSize) =>
        this with
        {
            Cursor = cursor,
            PageSize = pageSize ?? PageSize,
        };

    IFeedQuery<ResultEntryRow> IGrowingFeedQuery<ResultEntryRow>.Until(FeedHead head)
    {
        var end = head.Last?.AddMicroseconds(1);
        return this with { RecordedTo = end is null || end > RecordedTo ? RecordedTo : end };
    }
}

/// <summary>Reads when the newest entry was recorded.</summary>
public sealed record GetResultHead : IQuery<FeedHead>;

internal sealed class GetResultHeadHandler(IMarketingDb db) : IRequestHandler<GetResultHead, Result<FeedHead>>
{
    public async Task<Result<FeedHead>> Handle(GetResultHead query, CancellationToken cancellationToken) =>
        new FeedHead(
            await db
                .ResultEntries.OrderByDescending(row => row.Sequence)
                .Select(row => (DateTime?)row.RecordedAt)
                .FirstOrDefaultAsync(cancellationToken)
        );
}

internal sealed class ListResultEntriesHandler(IMarketingDb db, PageReader pages)
    : IRequestHandler<ListResultEntries, Result<Page<ResultEntryRow>>>
{
    private static readonly SortSet<ResultEntry, ResultEntryRow> Sorts = SortSet<ResultEntry, ResultEntryRow>
        .EndingIn(row => row.Place, row => row.Place)
        .By("sequence", row => row.Sequence, row => row.Sequence)
        .ByDefault("sequence");

    public Task<Result<Page<ResultEntryRow>>> Handle(ListResultEntries query, CancellationToken cancellationToken)
    {
        var rows = db.ResultEntries.AsNoTracking().Within(query).Matching(query);
        if (query.ResultId is { } given)
        {
            var id = Domain.Results.ResultId.From(given);
            rows = rows.Where(row => row.ResultId == id);
        }

        return pages.ReadAsync(rows, query, Sorts, ResultEntryRow.Selection, cancellationToken);
    }
}
