using System.Linq.Expressions;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Observations;
using Marketing.Domain.Results;
using Marketing.Domain.Risks;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>A trigger to fire or to arm again.</summary>
/// <param name="TriggerId">The trigger.</param>
/// <param name="Crossing">The crossing that has no alert; null to arm the trigger again.</param>
public sealed record FoundSignal(RiskTriggerId TriggerId, Crossing? Crossing);

/// <summary>What a search has found.</summary>
/// <param name="From">Up to where the change feed had been searched before.</param>
/// <param name="Sequence">Up to where the change feed was searched.</param>
/// <param name="Signals">The signals, in the order of their triggers.</param>
public sealed record FoundSignals(long From, long Sequence, IReadOnlyList<FoundSignal> Signals);

/// <summary>
/// Searches what has changed since the last search for crossings without an alert. It judges the readings as they are known now, so that a
/// reading that was restated meanwhile counts with its last value.
/// </summary>
/// <param name="Today">The day in the time zone of the workspace.</param>
/// <param name="EveryDay">Whether signals that time causes are searched too.</param>
public sealed record FindRiskSignals(DateOnly Today, bool EveryDay) : IQuery<FoundSignals>;

internal sealed class FindRiskSignalsHandler(IMarketingDb db, ISender sender) : IRequestHandler<FindRiskSignals, Result<FoundSignals>>
{
    private const int AtOnce = 500;

    private static readonly string[] Relevant =
    [
        ResourceTypes.LedgerEntry,
        ResourceTypes.Task,
        ResourceTypes.RiskTrigger,
        ResourceTypes.Risk,
    ];

    public async Task<Result<FoundSignals>> Handle(FindRiskSignals query, CancellationToken cancellationToken) =>
        await db.ReadConsistentlyAsync(() => FindAsync(query, cancellationToken), cancellationToken);

    private async Task<FoundSignals> FindAsync(FindRiskSignals query, CancellationToken ct)
    {
        var searched = await db.RiskSignalCursors.AsNoTracking().Select(cursor => cursor.Sequence).SingleOrDefaultAsync(ct);
        var last = await db.ChangeCounters.AsNoTracking().Select(counter => counter.LastSequence).SingleOrDefaultAsync(ct);
        if (last == searched && !query.EveryDay)
        {
            return new FoundSignals(searched, last, []);
        }

        var metrics = await db.Set<ObservationEntry>()
            .Where(entry => entry.Sequence > searched)
            .Select(entry => entry.MetricId)
            .Distinct()
            .ToListAsync(ct);
        var changes = await db
            .ChangeEntries.AsNoTracking()
            .Where(entry => entry.Sequence > searched && Relevant.Contains(entry.ResourceType))
            .Select(entry => new { entry.ResourceType, entry.ResourceId })
            .Distinct()
            .ToListAsync(ct);
        var results = await db.Set<ResultEntry>().AnyAsync(entry => entry.Sequence > searched, ct);
        var keys = metrics.Select(metric => RiskTrigger.WatchKeyOf(metric.Value)).ToHashSet();
        keys.UnionWith(Has(ResourceTypes.LedgerEntry) ? RiskSignals.OfMoney : []);
        keys.UnionWith(Has(ResourceTypes.Risk) ? [RiskSignals.ReserveCoverage] : []);
        keys.UnionWith(Has(ResourceTypes.Task) ? [RiskSignals.TaskDelayDays] : []);
        keys.UnionWith(metrics.Count > 0 ? [RiskSignals.PlanAttainment] : []);
        keys.UnionWith(results ? RiskSignals.OfResults : []);
        keys.UnionWith(query.EveryDay ? RiskSignals.OfTime : []);
        var triggers = IdsOf(ResourceTypes.RiskTrigger).Select(RiskTriggerId.From).ToList();
        var risks = IdsOf(ResourceTypes.Risk).Select(RiskId.From).ToList();
        var figures = new SignalFigures(db, sender, query.Today);
        var signals = new List<FoundSignal>();
        foreach (var some in keys.Chunk(AtOnce))
        {
            signals.AddRange(await JudgeAsync(trigger => some.Contains(trigger.WatchKey), figures, query.Today, ct));
        }

        foreach (var some in triggers.Chunk(AtOnce))
        {
            signals.AddRange(await JudgeAsync(trigger => trigger.WatchKey != null && some.Contains(trigger.Id), figures, query.Today, ct));
        }

        // A risk that names another line, campaign or task has other figures.
        foreach (var some in risks.Chunk(AtOnce))
        {
            signals.AddRange(
                await JudgeAsync(
                    trigger => RiskSignals.All.Contains(trigger.WatchKey) && some.Contains(trigger.RiskId),
                    figures,
                    query.Today,
                    ct
                )
            );
        }

        return new FoundSignals(searched, last, [.. signals.DistinctBy(signal => (signal.TriggerId, signal.Crossing?.Key))]);

        bool Has(string type) => changes.Exists(change => change.ResourceType == type);
        IEnumerable<Guid> IdsOf(string type) => changes.Where(change => change.ResourceType == type).Select(change => change.ResourceId);
    }

    private async Task<List<FoundSignal>> JudgeAsync(
        Expression<Func<RiskTrigger, bool>> which,
        SignalFigures figures,
        DateOnly today,
        CancellationToken ct
    )
    {
        var watched = await (
            from trigger in db.RiskTriggers.AsNoTracking().Where(which)
            join risk in db.Risks on trigger.RiskId equals risk.Id
            where risk.Status != RiskStatus.Closed
            select new Watched(trigger.Id, trigger.WatchKey!, trigger.Terms, trigger.IsCrossed, risk.Terms)
        ).ToListAsync(ct);
        watched.Sort((a, b) => a.Id.CompareTo(b.Id));
        var ids = watched.Select(each => each.Id).ToList();
        var alerts = (
            await db
                .RiskAlerts.AsNoTracking()
                .Where(alert => ids.Contains(alert.TriggerId))
                .Select(alert => new { alert.TriggerId, alert.CrossedOn })
                .ToListAsync(ct)
        ).ToLookup(alert => alert.TriggerId, alert => alert.CrossedOn);
        var series = await SeriesAsync(watched, ct);
        var found = new List<FoundSignal>();
        foreach (var trigger in watched)
        {
            if (RiskSignals.IsOwn(trigger.Key))
            {
                var values = await figures.ReadAsync(trigger.Key, trigger.Risk, ct);
                found.AddRange(Judge(trigger, values.Count == 0 ? null : new SignalReading(today, Nearest(values, trigger.Terms))));
            }
            else
            {
                var readings = Merge(series.GetValueOrDefault(trigger.Key) ?? [], trigger);
                found.AddRange(
                    from crossing in RiskSeries.CrossingsOf(trigger.Terms, readings)
                    where !RiskSeries.IsKnown(crossing, alerts[trigger.Id])
                    select new FoundSignal(trigger.Id, crossing)
                );
            }
        }

        return found;
    }

    /// <summary>A signal of the service has one reading, so the trigger itself knows whether it is crossed.</summary>
    private static IEnumerable<FoundSignal> Judge(Watched trigger, SignalReading? reading)
    {
        IReadOnlyList<Crossing> crossings = reading is { } known
            ? RiskSeries.CrossingsOf(trigger.Terms with { Window = null }, [known])
            : [];
        var crossing = crossings.Count > 0 ? crossings[0] : null;
        if (crossing is not null && !trigger.IsCrossed)
        {
            yield return new FoundSignal(trigger.Id, crossing);
        }
        else if (trigger.IsCrossed && reading is { } back && RiskSeries.IsBack(trigger.Terms, back.Value))
        {
            yield return new FoundSignal(trigger.Id, null);
        }
    }

    /// <summary>Reads the observations of the metrics that are watched, without those of a part of the market.</summary>
    private async Task<Dictionary<string, List<Observed>>> SeriesAsync(List<Watched> watched, CancellationToken ct)
    {
        var metrics = watched.Select(trigger => trigger.Terms.MetricId).OfType<Guid>().Distinct().Select(MetricId.From).ToList();
        if (metrics.Count == 0)
        {
            return [];
        }

        var rows = await db.Set<Observation>()
            .AsNoTracking()
            .Where(row => metrics.Contains(row.MetricId) && row.Scope == "" && row.Micros != null)
            .Select(row => new
            {
                row.MetricId,
                row.ForDate,
                row.PlanId,
                row.Micros,
            })
            .ToListAsync(ct);
        return rows.GroupBy(row => RiskTrigger.WatchKeyOf(row.MetricId.Value))
            .ToDictionary(
                group => group.Key,
                group => group.Select(row => new Observed(row.ForDate, row.PlanId?.Value, row.Micros!.Value / 1_000_000m)).ToList()
            );
    }

    /// <summary>Of several values for a day, such as those of two sources, the one nearest to the alarm counts.</summary>
    private static IEnumerable<SignalReading> Merge(List<Observed> observed, Watched trigger)
    {
        var plan = trigger.Risk.PlanId;
        return from reading in observed
            where plan is null || reading.PlanId is null || reading.PlanId == plan
            group reading.Value by reading.Date into day
            select new SignalReading(day.Key, Nearest(day, trigger.Terms));
    }

    /// <summary>Returns the value that is nearest to the alarm.</summary>
    private static decimal Nearest(IEnumerable<decimal> values, RiskTriggerTerms terms) =>
        terms.Comparator is Comparator.Gt or Comparator.Gte ? values.Max() : values.Min();

    private sealed record Watched(RiskTriggerId Id, string Key, RiskTriggerTerms Terms, bool IsCrossed, RiskTerms Risk);

    private readonly record struct Observed(DateOnly Date, Guid? PlanId, decimal Value);
}
