using System.ComponentModel.DataAnnotations;
using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Application.Facts;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Facts;
using Marketing.Domain.Observations;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Observations;

/// <summary>Lists the values of metrics. Ranges include their beginning and exclude their end.</summary>
public sealed record ListObservations : ListArguments, IFeedQuery<ObservationResponse>
{
    /// <summary>Rows per page.</summary>
    [Range(1, LargestPage)]
    public override int PageSize { get; init; } = 50;

    /// <summary>Only what was recorded at or before this instant. The response is the same whenever it is asked for.</summary>
    public DateTime? AsOf { get; init; }

    /// <summary>Only values of the metric with this code.</summary>
    [MaxLength(CatalogueName.CodeLength)]
    public string? Metric { get; init; }

    /// <summary>Only values for days on or after this one.</summary>
    public DateOnly? ForDateFrom { get; init; }

    /// <summary>Only values for days before this one.</summary>
    public DateOnly? ForDateTo { get; init; }

    /// <summary>Only values for measures of this plan.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Only values for the measure with this ref.</summary>
    [MaxLength(PlanPart.RefLength)]
    public string? MeasureRef { get; init; }

    /// <summary>Only values of this source.</summary>
    [MaxLength(FactSource.NameLength)]
    public string? Source { get; init; }

    /// <summary>Whether CSV begins with a UTF-8 byte order mark, which Excel needs. JSON ignores it.</summary>
    public bool Bom { get; init; }

    /// <summary>Language of the header and of coded values in CSV. Without it, both are codes. JSON ignores it.</summary>
    public LabelLanguage? Lang { get; init; }

    IFeedQuery<ObservationResponse> IFeedQuery<ObservationResponse>.ForPage(string? cursor, int? pageSize) =>
        this with
        {
            Cursor = cursor,
            PageSize = pageSize ?? PageSize,
        };
}

internal sealed class ListObservationsHandler(IMarketingDb db, PageReader pages, LedgerMoment moment)
    : IRequestHandler<ListObservations, Result<Page<ObservationResponse>>>
{
    private static readonly SortSet<Observation, ObservationResponse> Sorts = SortSet<Observation, ObservationResponse>
        .EndingIn(row => row.Id, row => ObservationId.From(row.Id))
        .By("forDate", row => row.ForDate, row => row.ForDate)
        .ByDefault("-forDate");

    private static readonly SortSet<ObservationEntry, ObservationResponse> EntrySorts = SortSet<ObservationEntry, ObservationResponse>
        .EndingIn(row => row.ObservationId, row => ObservationId.From(row.Id))
        .By("forDate", row => row.ForDate, row => row.ForDate)
        .ByDefault("-forDate");

    public async Task<Result<Page<ObservationResponse>>> Handle(ListObservations query, CancellationToken cancellationToken)
    {
        var settled = await moment.SettleAsync(query.AsOf, cancellationToken);
        return !settled.Succeeded ? settled.Error
            : settled.Value is { } at
                ? await pages.ReadAsync(
                    Matching(db.ObservationsAsOf(at), query),
                    query,
                    EntrySorts,
                    ObservationResponse.OfEntry,
                    cancellationToken
                )
            : await pages.ReadAsync(
                Matching(db.CurrentObservations(), query),
                query,
                Sorts,
                ObservationResponse.Selection,
                cancellationToken
            );
    }

    private IQueryable<TRow> Matching<TRow>(IQueryable<TRow> rows, ListObservations query)
        where TRow : class, IObserved
    {
        if (CatalogueName.CodeKey(query.Metric) is { } code)
        {
            rows = rows.Where(row => db.Set<Metric>().Any(metric => metric.CodeKey == code && metric.Id == row.MetricId));
        }

        if (query.ForDateFrom is { } from)
        {
            rows = rows.Where(row => row.ForDate >= from);
        }

        if (query.ForDateTo is { } to)
        {
            rows = rows.Where(row => row.ForDate < to);
        }

        if (query.PlanId is { } given)
        {
            PlanId? plan = Domain.Plans.PlanId.From(given);
            rows = rows.Where(row => row.PlanId == plan);
        }

        if (query.MeasureRef is { } measure)
        {
            rows = rows.Where(row => row.MeasureRef == measure);
        }

        if (query.Source is { } source)
        {
            rows = rows.Where(row => row.Source == source);
        }

        return rows;
    }
}

internal static class ObservationsInTime
{
    /// <summary>Returns the observations as they are known now, without retracted ones.</summary>
    public static IQueryable<Observation> CurrentObservations(this IMarketingDb db) =>
        db.Observations.AsNoTracking().Where(row => row.Micros != null);

    /// <summary>Returns the last entry of each observation that was recorded at or before an instant, without retracted ones.</summary>
    public static IQueryable<ObservationEntry> ObservationsAsOf(this IMarketingDb db, DateTime at) =>
        db
            .ObservationEntries.AsNoTracking()
            .Where(row =>
                row.RecordedAt <= at
                && row.Micros != null
                && !db.ObservationEntries.Any(later =>
                    later.ObservationId == row.ObservationId && later.Version > row.Version && later.RecordedAt <= at
                )
            );
}

/// <summary>Lists the steps in the history of observations.</summary>
public sealed record ListObservationEntries : FactEntryArguments, IGrowingFeedQuery<ObservationEntryRow>
{
    /// <summary>Only entries of this observation.</summary>
    public Guid? ObservationId { get; init; }

    /// <summary>Only entries of the metric with this code.</summary>
    [MaxLength(CatalogueName.CodeLength)]
    public string? Metric { get; init; }

    /// <summary>Only entries for measures of this plan.</summary>
    public Guid? PlanId { get; init; }

    IQuery<FeedHead> IGrowingFeedQuery<ObservationEntryRow>.Head => new GetObservationHead();

    IFeedQuery<ObservationEntryRow> IFeedQuery<ObservationEntryRow>.ForPage(string? cursor, int? pageSize) =>
        this with
        {
            Cursor = cursor,
            PageSize = pageSize ?? PageSize,
        };

    IFeedQuery<ObservationEntryRow> IGrowingFeedQuery<ObservationEntryRow>.Until(FeedHead head)
    {
        var end = head.Last?.AddMicroseconds(1);
        return this with { RecordedTo = end is null || end > RecordedTo ? RecordedTo : end };
    }
}

/// <summary>Reads when the newest entry was recorded.</summary>
public sealed record GetObservationHead : IQuery<FeedHead>;

internal sealed class GetObservationHeadHandler(IMarketingDb db) : IRequestHandler<GetObservationHead, Result<FeedHead>>
{
    public async Task<Result<FeedHead>> Handle(GetObservationHead query, CancellationToken cancellationToken) =>
        new FeedHead(
            await db
                .ObservationEntries.OrderByDescending(row => row.Sequence)
                .Select(row => (DateTime?)row.RecordedAt)
                .FirstOrDefaultAsync(cancellationToken)
        );
}

internal sealed class ListObservationEntriesHandler(IMarketingDb db, PageReader pages)
    : IRequestHandler<ListObservationEntries, Result<Page<ObservationEntryRow>>>
{
    private static readonly SortSet<ObservationEntry, ObservationEntryRow> Sorts = SortSet<ObservationEntry, ObservationEntryRow>
        .EndingIn(row => row.Place, row => row.Place)
        .By("sequence", row => row.Sequence, row => row.Sequence)
        .ByDefault("sequence");

    public Task<Result<Page<ObservationEntryRow>>> Handle(ListObservationEntries query, CancellationToken cancellationToken) =>
        pages.ReadAsync(
            Matching(db.ObservationEntries.AsNoTracking(), query),
            query,
            Sorts,
            ObservationEntryRow.Selection,
            cancellationToken
        );

    private IQueryable<ObservationEntry> Matching(IQueryable<ObservationEntry> rows, ListObservationEntries query)
    {
        rows = rows.Within(query);
        if (query.ObservationId is { } given)
        {
            var id = Domain.Observations.ObservationId.From(given);
            rows = rows.Where(row => row.ObservationId == id);
        }

        if (CatalogueName.CodeKey(query.Metric) is { } code)
        {
            rows = rows.Where(row => db.Set<Metric>().Any(metric => metric.CodeKey == code && metric.Id == row.MetricId));
        }

        if (query.PlanId is { } about)
        {
            PlanId? plan = Domain.Plans.PlanId.From(about);
            rows = rows.Where(row => row.PlanId == plan);
        }

        return rows;
    }
}
