using Marketing.Application.Common;
using Marketing.Application.Facts;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Facts;
using Marketing.Domain.Observations;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Observations;

/// <summary>Reports, restates and retracts values of metrics.</summary>
public sealed record ReportObservations(BulkObservationInput Input) : ICommand<FactBulkResponse>;

/// <summary>
/// Applies a bulk in one transaction. The guard of the source orders bulks of the source; the rows of the metrics keep their units while
/// values are reported.
/// </summary>
internal sealed class ReportObservationsHandler(IMarketingDb db, RequestContext context, FactBulk bulk)
    : IRequestHandler<ReportObservations, Result<FactBulkResponse>>
{
    public async Task<Result<FactBulkResponse>> Handle(ReportObservations command, CancellationToken cancellationToken)
    {
        var input = command.Input;
        await bulk.LockAsync(FactKind.Observations, input.Source, cancellationToken);
        var metrics = await LockMetricsAsync(input.Items, cancellationToken);
        var measures = await MeasuresAsync(input.Items, cancellationToken);
        var subjects = input.Items.Select(item => SubjectOf(item, metrics, measures)).ToList();
        var keys = subjects.Select(subject => subject.Succeeded ? subject.Value.KeyOf(input.Source) : null).ToList();
        var repeated = FactBulk.RepeatedIn(keys);
        var known = await KnownAsync(keys, cancellationToken);
        var entries = new List<ObservationEntry>();
        var outcomes = input
            .Items.Select(
                (item, i) =>
                    subjects[i].Error is { } refused ? FactOutcome.Refused(refused)
                    : repeated.TryGetValue(i, out var first) ? FactOutcome.Refused(new FactRepeated(first))
                    : Apply(item, input.Source, subjects[i].Value, known.GetValueOrDefault(Convert.ToHexString(keys[i]!)), entries)
            )
            .ToList();
        if (FactBulk.WhyRefused(input.Mode, outcomes) is { } nothing)
        {
            return nothing;
        }

        var batch = await bulk.SaveAsync(FactKind.Observations, input.Source, entries, cancellationToken);
        return FactBulk.ResponseOf([.. input.Items.Select(item => item.Ref)], outcomes, batch);
    }

    private FactOutcome Apply(
        ObservationItem item,
        string source,
        ObservationSubject subject,
        Observation? known,
        List<ObservationEntry> entries
    )
    {
        var retracts = item.Op == FactAction.Retract;
        if (!retracts && item.Value is null)
        {
            return FactOutcome.Refused(new ObservedValueMissing());
        }

        if (known is null && retracts)
        {
            return FactOutcome.Refused(new ObservationUnknown());
        }

        if (known?.IsNewerThan(item.SourceExportedAt) == true)
        {
            return new FactOutcome(FactStatus.Stale, known.Id.Value, known.Version);
        }

        if (known is null)
        {
            db.Observations.Add(known = Observation.New(context.WorkspaceId, source, subject));
        }

        var value = retracts ? null : new ObservedValue(Micros.Of(item.Value!.Value), item.SampleSize);
        var entry = known.Report(value, item.SourceExportedAt);
        if (entry is not null)
        {
            entries.Add(entry);
        }

        return FactOutcome.Of(known.Id.Value, known.Version, entry?.Op);
    }

    /// <summary>Locks the metrics of the items, so that their units stay, and returns them by code and by id.</summary>
    private async Task<IReadOnlyDictionary<string, Metric>> LockMetricsAsync(IReadOnlyList<ObservationItem> items, CancellationToken ct)
    {
        var names = items.Select(item => item.Metric).Distinct(StringComparer.Ordinal).ToList();
        var codes = names.Select(CatalogueName.CodeKey).ToList();
        var ids = names.Where(name => EntityId.TryParse(name, out _)).Select(name => MetricId.From(Guid.Parse(name))).ToList();
        var rows = db.Set<Metric>().Where(metric => codes.Contains(metric.CodeKey) || ids.Contains(metric.Id));
        await rows.GuardAsync(row => row.SetProperty(r => r.Version, r => r.Version), ct);
        var byName = new Dictionary<string, Metric>(StringComparer.Ordinal);
        foreach (var metric in await rows.AsNoTracking().ToListAsync(ct))
        {
            byName[metric.Id.Value.ToString("D")] = metric;
            if (metric.CodeKey is { } code)
            {
                byName[code] = metric;
            }
        }

        return byName;
    }

    /// <summary>Returns the measures of the plans that the items name.</summary>
    private async Task<MeasureIndex> MeasuresAsync(IReadOnlyList<ObservationItem> items, CancellationToken ct)
    {
        var plans = items.Select(item => item.Measure?.PlanId).OfType<Guid>().Distinct().Select(PlanId.From).ToList();
        return await MeasureIndex.ReadAsync(db, plans, ct);
    }

    private static Result<ObservationSubject> SubjectOf(
        ObservationItem item,
        IReadOnlyDictionary<string, Metric> metrics,
        MeasureIndex measures
    )
    {
        if (
            !metrics.TryGetValue(CatalogueName.CodeKey(item.Metric)!, out var metric)
            && !metrics.TryGetValue(item.Metric.ToLowerInvariant(), out metric)
        )
        {
            return new ObservedMetricUnknown(item.Metric);
        }

        string? measureRef = null;
        if (item.Measure is { } named)
        {
            if (measures.Find(named.PlanId, named.Ref) is not { } measure)
            {
                return new ObservedMeasureUnknown(named.PlanId, named.Ref);
            }

            if (measure.MetricId is { } linked && linked != metric.Id.Value)
            {
                return new ObservedMetricDiffers(measure.Ref, item.Metric, linked.ToString());
            }

            measureRef = measure.Ref;
        }

        return new ObservationSubject(
            metric.Id,
            metric.Code ?? metric.Id.Value.ToString("D"),
            item.ForDate,
            item.Scope?.Trim() ?? "",
            item.Measure is { } about ? PlanId.From(about.PlanId) : null,
            measureRef
        );
    }

    private async Task<Dictionary<string, Observation>> KnownAsync(IEnumerable<byte[]?> keys, CancellationToken ct)
    {
        var wanted = keys.OfType<byte[]>().ToList();
        var rows = await db.Observations.Where(row => wanted.Contains(row.Key)).ToListAsync(ct);
        return rows.ToDictionary(row => Convert.ToHexString(row.Key));
    }
}
