using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Facts;
using Marketing.Domain.Observations;
using Marketing.Domain.Plans;
using Marketing.Domain.Risks;
using Marketing.Domain.Tasks;
using Marketing.Domain.Values;
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
public static class RiskSignalReader
{
    private const int AtOnce = 500;

    private static readonly string[] Relevant = [ResourceTypes.LedgerEntry, ResourceTypes.Task, ResourceTypes.RiskTrigger];

    /// <summary>Searches for signals.</summary>
    /// <param name="db">The database.</param>
    /// <param name="today">The day in the time zone of the workspace.</param>
    /// <param name="everyDay">Whether signals that time causes are searched too.</param>
    /// <param name="ct">Cancels the search.</param>
    /// <returns>What was found; null if nothing has changed.</returns>
    public static async Task<FoundSignals?> FindSignalsAsync(this IMarketingDb db, DateOnly today, bool everyDay, CancellationToken ct)
    {
        var searched = await db.RiskSignalCursors.AsNoTracking().Select(cursor => cursor.Sequence).SingleOrDefaultAsync(ct);
        var last = await db.ChangeCounters.AsNoTracking().Select(counter => counter.LastSequence).SingleOrDefaultAsync(ct);
        return last == searched && !everyDay
            ? null
            : await db.ReadConsistentlyAsync(() => FindAsync(db, searched, last, today, everyDay, ct), ct);
    }

    private static async Task<FoundSignals> FindAsync(
        IMarketingDb db,
        long searched,
        long last,
        DateOnly today,
        bool everyDay,
        CancellationToken ct
    )
    {
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
        var keys = metrics.Select(metric => RiskTrigger.WatchKeyOf(metric.Value)).ToList();
        if (changes.Exists(change => change.ResourceType == ResourceTypes.LedgerEntry))
        {
            keys.Add(RiskSignals.BudgetSpentPercent);
        }

        if (everyDay || changes.Exists(change => change.ResourceType == ResourceTypes.Task))
        {
            keys.Add(RiskSignals.TaskDelayDays);
        }

        var changed = changes
            .Where(change => change.ResourceType == ResourceTypes.RiskTrigger)
            .Select(change => RiskTriggerId.From(change.ResourceId))
            .ToList();
        var signals = new List<FoundSignal>();
        foreach (var some in keys.Chunk(AtOnce))
        {
            signals.AddRange(await JudgeAsync(db, trigger => some.Contains(trigger.WatchKey), today, ct));
        }

        foreach (var some in changed.Chunk(AtOnce))
        {
            signals.AddRange(await JudgeAsync(db, trigger => trigger.WatchKey != null && some.Contains(trigger.Id), today, ct));
        }

        return new FoundSignals(searched, last, [.. signals.DistinctBy(signal => (signal.TriggerId, signal.Crossing?.Key))]);
    }

    private static async Task<List<FoundSignal>> JudgeAsync(
        IMarketingDb db,
        System.Linq.Expressions.Expression<Func<RiskTrigger, bool>> which,
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
        var series = await SeriesAsync(db, watched, ct);
        var found = new List<FoundSignal>();
        foreach (var trigger in watched)
        {
            if (RiskSignals.IsOwn(trigger.Key))
            {
                found.AddRange(Judge(trigger, await ReadingAsync(db, trigger, today, ct)));
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
    private static async Task<Dictionary<string, List<Observed>>> SeriesAsync(IMarketingDb db, List<Watched> watched, CancellationToken ct)
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
        var upward = trigger.Terms.Comparator is Comparator.Gt or Comparator.Gte;
        return from reading in observed
            where plan is null || reading.PlanId is null || reading.PlanId == plan
            group reading.Value by reading.Date into day
            select new SignalReading(day.Key, upward ? day.Max() : day.Min());
    }

    private static async Task<SignalReading?> ReadingAsync(IMarketingDb db, Watched trigger, DateOnly today, CancellationToken ct)
    {
        if (trigger.Key == RiskSignals.BudgetSpentPercent)
        {
            var line = trigger.Risk.BudgetLineId;
            var balance = await db
                .BudgetBalances.AsNoTracking()
                .Where(row => row.OwnerId == line && row.Scope != BalanceScope.Budget)
                .Select(row => new { Granted = row.Available + row.Held + row.Committed + row.Actual, Used = row.Committed + row.Actual })
                .SingleOrDefaultAsync(ct);
            return balance is { Granted: > 0 } ? new SignalReading(today, balance.Used * 100m / balance.Granted) : null;
        }

        var tasks = trigger.Risk.TaskIds.Select(PlanTaskId.From).ToList();
        var due = await db
            .Tasks.AsNoTracking()
            .Where(task =>
                tasks.Contains(task.Id) && task.CanBeOverdue && task.State != TaskState.Done && task.State != TaskState.Cancelled
            )
            .Select(task => task.DueDate)
            .ToListAsync(ct);
        var late = due.OfType<DateOnly>().Select(day => today.DayNumber - day.DayNumber).DefaultIfEmpty(0).Max();
        return new SignalReading(today, Math.Max(late, 0));
    }

    private sealed record Watched(RiskTriggerId Id, string Key, RiskTriggerTerms Terms, bool IsCrossed, RiskTerms Risk);

    private readonly record struct Observed(DateOnly Date, Guid? PlanId, decimal Value);
}
