using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Application.Observations;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.SampleData;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Observations;

/// <summary>
/// Values for every measure of the sample plans that has a figure: one before the plan begins, and three on the way to the target.
/// </summary>
internal sealed class SampleObservations : ISampleStep
{
    private static readonly DateOnly Before = new(2026, 12, 31);

    private static readonly DateOnly[] Days = [new(2027, 1, 31), new(2027, 2, 28), new(2027, 3, 31)];

    /// <summary>Shares of the way from the beginning to the target, by day.</summary>
    private static readonly decimal[] Progress = [0.08m, 0.15m, 0.26m];

    /// <summary>Metrics of the measures whose words are not those of a standard metric.</summary>
    private static readonly Dictionary<string, string> Metrics = new(StringComparer.Ordinal)
    {
        ["正面报道占比"] = "positiveMentionShare",
        ["线上转化率"] = "conversionRate",
        ["细分市场份额"] = "marketShare",
        ["会员人数"] = "followers",
        ["会员季度复购率"] = "repurchaseRate",
        ["24小时内解决的投诉占比"] = "resolvedWithin24h",
        ["提示后知名度"] = "awareness",
        ["Yearly churn"] = "churnRate",
        ["Members with consent"] = "followers",
        ["Net promoter score, change"] = "nps",
        ["Requests solved within 24 hours"] = "resolvedWithin24h",
        ["Rating of answers"] = "satisfactionScore",
        ["Repaired items"] = "orders",
    };

    public int Order => SampleOrder.Plans + 60;

    public async Task WriteAsync(SystemScope workspace, CancellationToken ct)
    {
        var section = PlanSections.Of(PlanSectionName.Objectives).Name;
        var parts = await workspace
            .Db.PlanParts.AsNoTracking()
            .Where(part => part.Section == section)
            .OrderBy(part => part.PlanId)
            .ThenBy(part => part.Position)
            .ToListAsync(ct);
        var items =
            from part in parts
            from measure in WireJson.Load<Objective>(part.Content).Measures
            where measure.Target.Value is not null && MetricOf(measure) is not null
            from value in ValuesOf(measure.Target)
            select new ObservationItem
            {
                Metric = MetricOf(measure)!,
                ForDate = value.Day,
                Value = value.Value,
                Measure = new ObservedMeasure { PlanId = part.PlanId.Value, Ref = measure.Ref! },
                SampleSize = 1_200,
            };
        var bulk = new BulkObservationInput
        {
            Source = "research",
            Mode = BulkMode.Atomic,
            Items = [.. items],
        };
        await workspace.RunAsync(new ReportObservations(bulk), ct);
    }

    private static string? MetricOf(TargetMeasure measure) =>
        measure.Metric.MetricId?.ToString() ?? Metrics.GetValueOrDefault(measure.Metric.Text);

    private static IEnumerable<(DateOnly Day, decimal Value)> ValuesOf(TargetExpression target)
    {
        var start = target.Baseline ?? (target.Kind is TargetKind.Level ? target.Value!.Value * 0.9m : 0);
        start = target.Kind switch
        {
            TargetKind.ChangePercent => 100,
            TargetKind.ChangePoints => 38,
            _ => start,
        };
        var sign = target.Direction == Direction.Decrease ? -1 : 1;
        var goal = target.Kind switch
        {
            TargetKind.ChangePercent => start * (1 + (sign * target.Value!.Value / 100)),
            TargetKind.ChangePoints => start + (sign * target.Value!.Value),
            TargetKind.Multiple => start * target.Value!.Value,
            _ => target.Value!.Value,
        };
        yield return (Before, start);
        for (var i = 0; i < Days.Length; i++)
        {
            yield return (Days[i], Math.Round(start + ((goal - start) * Progress[i]), 2));
        }
    }
}
