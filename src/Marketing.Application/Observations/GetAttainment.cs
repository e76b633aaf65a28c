using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Application.Plans.Revisions;
using Marketing.Application.Scheduling;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Facts;
using Marketing.Domain.Loyalty;
using Marketing.Domain.Observations;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Observations;

/// <summary>Computes how far the objectives of a plan are attained.</summary>
public sealed record GetAttainment(PlanId PlanId, AttainmentArguments Arguments) : IQuery<AttainmentResponse>;

internal sealed class GetAttainmentHandler(IMarketingDb db, LedgerMoment moment, TimeProvider clock)
    : IRequestHandler<GetAttainment, Result<AttainmentResponse>>
{
    public async Task<Result<AttainmentResponse>> Handle(GetAttainment query, CancellationToken cancellationToken)
    {
        var asOf = query.Arguments.AsOf;
        var knownAt = asOf is { } at && at.TimeOfDay != TimeSpan.Zero ? asOf : null;
        var settled = await moment.SettleAsync(knownAt, cancellationToken);
        return settled.Succeeded
            ? await db.ReadConsistentlyAsync(() => ReadAsync(query, settled.Value, cancellationToken), cancellationToken)
            : settled.Error;
    }

    private async Task<Result<AttainmentResponse>> ReadAsync(GetAttainment query, DateTime? knownAt, CancellationToken ct)
    {
        var read = await db.ReadScheduleAsync(query.PlanId, ContentView.Of(query.Arguments.View), ct);
        if (!read.Succeeded)
        {
            return read.Error;
        }

        var plan = read.Value;
        var day =
            knownAt is null && query.Arguments.AsOf is { } given
                ? DateOnly.FromDateTime(given)
                : plan.Calendar.DayOf(knownAt ?? clock.Instant());
        var measures = MeasuresOf(plan).ToList();
        var ids = measures.Select(measure => measure.Measure.Metric.MetricId).OfType<Guid>().Distinct().Select(MetricId.From).ToList();
        var metrics = await db.Set<Metric>().AsNoTracking().Where(metric => ids.Contains(metric.Id)).ToDictionaryAsync(m => m.Id.Value, ct);
        var values = knownAt is { } at
            ? await ValuesAsync(db.ObservationsAsOf(at), query.PlanId, ids, day, ct)
            : await ValuesAsync(db.CurrentObservations(), query.PlanId, ids, day, ct);
        var programmes = metrics.Values.Any(CountsProgrammes) ? await ProgrammesAsync(plan, query.PlanId, day, knownAt, ct) : [];
        var observed = new Observed(values, programmes);
        var items = measures.Select(measure => AttainmentOf(measure, plan, metrics, observed, day)).ToList();
        var known = items.Select(item => item.Value).OfType<decimal>().ToList();
        return new AttainmentResponse
        {
            PlanId = query.PlanId.Value,
            AsOf = day,
            KnownAt = knownAt,
            Measured = known.Count,
            Achieved = items.Count(item => item.Status == AttainmentStatus.Achieved),
            Mean = known.Count == 0 ? null : Rounded(known.Average(value => Math.Min(value, 1))),
            Items = items,
        };
    }

    private static IEnumerable<PlannedMeasure> MeasuresOf(ScheduleSources plan)
    {
        var entries = plan.Entries(DateOnly.MinValue, DateOnly.MinValue).ToLookup(entry => entry.Part.Id);
        foreach (var part in plan.Parts.Where(part => part.Content is Objective))
        {
            var objective = (Objective)part.Content;
            for (var i = 0; i < objective.Measures.Count; i++)
            {
                var due = Feeds.DueDates.Of(entries[part.Id], $"/measures/{i}");
                yield return new PlannedMeasure(
                    part,
                    objective,
                    objective.Measures[i],
                    due.State is null ? plan.Header.PeriodEnd?.Date : due.Due
                );
            }
        }
    }

    /// <summary>Returns the values for measures of the plan, and those of their metrics that are for no measure in particular.</summary>
    private static Task<List<MeasuredValue>> ValuesAsync<TRow>(
        IQueryable<TRow> rows,
        PlanId planId,
        IReadOnlyCollection<MetricId> metrics,
        DateOnly until,
        CancellationToken ct
    )
        where TRow : class, IObserved
    {
        PlanId? plan = planId;
        return rows.Where(row => row.ForDate <= until && (row.PlanId == plan || (row.PlanId == null && metrics.Contains(row.MetricId))))
            .Select(row => new MeasuredValue(row.MetricId, row.ForDate, row.Scope, row.MeasureRef, row.Micros!.Value))
            .ToListAsync(ct);
    }

    private static bool CountsProgrammes(Metric metric) => metric.FormulaCode == LiveProgrammes.FormulaCode;

    /// <summary>Returns how many loyalty programmes of the plan were live; empty if it has none.</summary>
    private async Task<IReadOnlyList<MeasuredValue>> ProgrammesAsync(
        ScheduleSources plan,
        PlanId planId,
        DateOnly day,
        DateTime? knownAt,
        CancellationToken ct
    )
    {
        PlanId? id = planId;
        var steps = await db.LoyaltyProgrammes.AsNoTracking().Where(row => row.PlanId == id).Select(row => row.Steps).ToListAsync(ct);
        var lives = steps.ConvertAll(taken => new LoyaltyLife(taken));
        return
        [
            .. LiveProgrammes
                .Counts(lives, plan.Header.PeriodStart?.Date, day, knownAt)
                .Select(count => new MeasuredValue(default, count.Day, "", null, Micros.Of(count.Count))),
        ];
    }

    private static MeasureAttainment AttainmentOf(
        PlannedMeasure planned,
        ScheduleSources plan,
        IReadOnlyDictionary<Guid, Metric> metrics,
        Observed observed,
        DateOnly day
    )
    {
        var measure = planned.Measure;
        var metric = measure.Metric.MetricId is { } id ? metrics.GetValueOrDefault(id) : null;
        var start = plan.Header.PeriodStart?.Date;
        var counted = metric is not null && CountsProgrammes(metric) && observed.Programmes.Count > 0;
        var own = counted ? observed.Programmes : ValuesOf(measure, metric, observed.Values);
        var inPeriod = own.Where(value => start is null || value.ForDate >= start).OrderBy(value => value.ForDate).ToList();
        var before = own.Where(value => value.ForDate < start).OrderBy(value => value.ForDate).ToList();
        var elapsed = ElapsedOf(start, planned.Due, day);
        var attainment = Attainment.Of(
            measure.Target,
            new Readings(
                ActualOf(counted ? null : metric, inPeriod),
                inPeriod.Count == 0 ? null : inPeriod.Min(value => value.Value),
                inPeriod.Count == 0 ? null : inPeriod.Max(value => value.Value),
                before.Count == 0 ? null : before[^1].Value
            ),
            elapsed
        );
        if (attainment.Gap is null or AttainmentGap.NoObservation && WhyNoReading(metric, own, inPeriod) is { } gap)
        {
            attainment = attainment with { Value = null, Expected = null, Status = null, Gap = gap };
        }

        return new MeasureAttainment
        {
            ObjectiveRef = planned.Part.Ref,
            ObjectiveName = planned.Objective.Name,
            MeasureRef = measure.Ref,
            MetricText = measure.Metric.Text,
            MetricCode = metric?.Code,
            TargetText = measure.Target.Text,
            TargetKind = measure.Target.Kind,
            Unit = measure.Target.Unit,
            Formula = attainment.Formula,
            Actual = Rounded(attainment.Actual),
            ActualOn = inPeriod.Count == 0 ? null : inPeriod[^1].ForDate,
            Readings = inPeriod.Count,
            Baseline = attainment.Baseline,
            Target = attainment.Target,
            Value = Rounded(attainment.Value),
            NullReason = attainment.Gap,
            DueDate = planned.Due,
            Elapsed = Rounded(elapsed),
            Expected = Rounded(attainment.Expected),
            Deviation = Rounded(attainment.Deviation),
            Status = attainment.Status,
        };
    }

    /// <summary>Returns the values for the measure itself, or else those of its metric with its scope.</summary>
    private static List<MeasuredValue> ValuesOf(TargetMeasure measure, Metric? metric, IReadOnlyList<MeasuredValue> values)
    {
        var key = measure.Ref is { } name ? PartRef.KeyOf(name) : null;
        var own = values.Where(value => value.MeasureRef is { } about && PartRef.KeyOf(about) == key).ToList();
        if (own.Count > 0 || metric is null)
        {
            return own;
        }

        var scope = new[] { measure.Scope?.Market, measure.Scope?.Segment?.Text, measure.Scope?.Channel?.Text };
        var named = scope.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text!.Trim()).ToList();
        return
        [
            .. values.Where(value =>
                value.MeasureRef is null
                && value.MetricId == metric.Id
                && (value.Scope.Length == 0 ? named.Count == 0 : named.Contains(value.Scope))
            ),
        ];
    }

    /// <summary>Combines the readings of the period as the metric says; by default the latest counts.</summary>
    private static decimal? ActualOf(Metric? metric, List<MeasuredValue> readings) =>
        readings.Count == 0
            ? null
            : metric?.Aggregation switch
            {
                MetricAggregation.Sum => readings.Sum(reading => reading.Value),
                MetricAggregation.Average => readings.Average(reading => reading.Value),
                _ => readings[^1].Value,
            };

    private static AttainmentGap? WhyNoReading(Metric? metric, IReadOnlyList<MeasuredValue> own, List<MeasuredValue> inPeriod) =>
        own.GroupBy(value => value.ForDate).Any(ofDay => ofDay.Count() > 1) ? AttainmentGap.SeveralSources
        : inPeriod.Count > 0 ? null
        : metric is null ? AttainmentGap.MetricNotLinked
        : AttainmentGap.NoObservation;

    /// <summary>Returns the share of the days from the beginning to the due date that have ended with a day.</summary>
    private static decimal? ElapsedOf(DateOnly? start, DateOnly? due, DateOnly day) =>
        start is not { } first || due is not { } last || last < first
            ? null
            : Math.Clamp((day.DayNumber - first.DayNumber + 1) / (decimal)(last.DayNumber - first.DayNumber + 1), 0, 1);

    private static decimal? Rounded(decimal? value) =>
        value is { } known ? Math.Round(known, Ratio.FractionDigits, MidpointRounding.AwayFromZero) : null;

    private sealed record PlannedMeasure(ScheduledPart Part, Objective Objective, TargetMeasure Measure, DateOnly? Due);

    /// <summary>What is known about the measures of a plan.</summary>
    /// <param name="Values">The values that were reported.</param>
    /// <param name="Programmes">How many loyalty programmes of the plan were live, by day; empty if it has none.</param>
    private sealed record Observed(IReadOnlyList<MeasuredValue> Values, IReadOnlyList<MeasuredValue> Programmes);

    private sealed record MeasuredValue(MetricId MetricId, DateOnly ForDate, string Scope, string? MeasureRef, long OfMicros)
    {
        public decimal Value => Micros.ToDecimal(OfMicros);
    }
}
