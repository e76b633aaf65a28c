using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Feeds;

/// <summary>A measure of an objective with its target. An objective without measures is one row without a target.</summary>
public sealed record ObjectiveMeasureRow
{
    public static readonly Feed<ObjectiveMeasureRow> Feed = new("objective-measures");

    [Flatten]
    public required PlanColumns Plan { get; init; }

    /// <summary>Id of the objective.</summary>
    public required Guid ObjectiveId { get; init; }

    /// <summary>Ref of the objective in its plan.</summary>
    /// <example>O1</example>
    public required string ObjectiveRef { get; init; }

    /// <summary>Heading that groups several objectives.</summary>
    public required string? ObjectiveGroup { get; init; }

    /// <summary>Name of the objective.</summary>
    /// <example>提升品牌知名度</example>
    public required string? ObjectiveName { get; init; }

    /// <summary>The objective as the plan words it.</summary>
    public required string ObjectiveText { get; init; }

    /// <summary>Number of the measure in its objective, from 1; null for an objective without measures.</summary>
    /// <example>1</example>
    [Range(1, Objective.MaxMeasures)]
    public required int? Measure { get; init; }

    /// <summary>What is measured, as the plan words it.</summary>
    /// <example>品牌认知度</example>
    public required string? MetricText { get; init; }

    /// <summary>Id of the metric in the catalogue; null if it is not linked.</summary>
    public required Guid? MetricId { get; init; }

    /// <summary>Code of the metric in the catalogue.</summary>
    /// <example>awareness</example>
    public required string? MetricCode { get; init; }

    /// <summary>Name of the metric in the catalogue.</summary>
    public required string? MetricName { get; init; }

    /// <summary>The target as the plan words it.</summary>
    /// <example>從25%提升至35%</example>
    public required string? TargetText { get; init; }

    /// <summary>The kind of target.</summary>
    public required TargetKind? TargetKind { get; init; }

    /// <summary>Initial value, in the unit of the target.</summary>
    public required decimal? Baseline { get; init; }

    /// <summary>Target value; the lower bound of a range; the size of a change.</summary>
    public required decimal? TargetValue { get; init; }

    /// <summary>Upper bound, if the target is a range.</summary>
    public required decimal? TargetMaxValue { get; init; }

    /// <summary>Placeholder for a target value that is still open.</summary>
    public required string? TargetPlaceholder { get; init; }

    /// <summary>Unit of the target.</summary>
    /// <example>%</example>
    public required string? Unit { get; init; }

    /// <summary>How the measured value must compare with the target to reach it.</summary>
    public required Comparator? Comparator { get; init; }

    /// <summary>The intended direction of change.</summary>
    public required Direction? Direction { get; init; }

    /// <summary>What a change is measured against.</summary>
    public required ChangeBasis? ChangeBasis { get; init; }

    /// <summary>Market or region in which it is measured.</summary>
    public required string? Market { get; init; }

    /// <summary>Customer segment in which it is measured, as the plan words it.</summary>
    public required string? SegmentText { get; init; }

    /// <summary>Id of the segment in the catalogue.</summary>
    public required Guid? SegmentId { get; init; }

    /// <summary>Channel on which it is measured, as the plan words it.</summary>
    public required string? ChannelText { get; init; }

    /// <summary>Id of the channel in the catalogue.</summary>
    public required Guid? ChannelId { get; init; }

    /// <summary>The deadlines of the measure as the plan words them.</summary>
    public required string? DeadlineText { get; init; }

    /// <summary>The day on which the target is due; null if a deadline has no date.</summary>
    public required DateOnly? DueDate { get; init; }

    /// <summary>State of the least resolved deadline; null without deadlines.</summary>
    public required ResolutionState? DueState { get; init; }

    /// <summary>Why the due date is missing.</summary>
    public required WaitReason? WaitReason { get; init; }

    /// <summary>What the due date waits for: code of an event, placeholder, or ref of a part.</summary>
    /// <example>LAUNCH_DAY</example>
    public required string? WaitsFor { get; init; }
}

/// <summary>Reads the objectives of all plans with their targets.</summary>
public sealed record ListObjectiveMeasures : PlanFeedArguments, IFeedQuery<ObjectiveMeasureRow>
{
    IFeedQuery<ObjectiveMeasureRow> IFeedQuery<ObjectiveMeasureRow>.ForPage(string? cursor, int? pageSize) =>
        this with
        {
            Cursor = cursor,
            PageSize = pageSize ?? PageSize,
        };
}

internal sealed class ListObjectiveMeasuresHandler(PlanFeedReader plans, IMarketingDb db)
    : IRequestHandler<ListObjectiveMeasures, Result<Page<ObjectiveMeasureRow>>>
{
    public Task<Result<Page<ObjectiveMeasureRow>>> Handle(ListObjectiveMeasures query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<ObjectiveMeasureRow>>> ReadAsync(ListObjectiveMeasures query, CancellationToken ct)
    {
        var page = await plans.ReadAsync(query, RowsOf, ct);
        return page.Succeeded ? page.Value with { Items = await WithMetricsAsync(page.Value.Items, ct) } : page;
    }

    private static IEnumerable<PlacedRow<ObjectiveMeasureRow>> RowsOf(PlanContent plan)
    {
        var entries = plan.Entries(DateOnly.MinValue, DateOnly.MinValue);
        foreach (var part in plan.Parts.Where(part => part.Content is Objective))
        {
            var objective = (Objective)part.Content;
            for (var i = 0; i < Math.Max(1, objective.Measures.Count); i++)
            {
                var measure = objective.Measures.ElementAtOrDefault(i);
                var due = DueDates.Of(entries[part.Id], $"/measures/{i}");
                yield return new(plan.PlaceOf(part, i), Row(plan.Plan, part, objective, measure, measure is null ? null : i + 1, due));
            }
        }
    }

    private static ObjectiveMeasureRow Row(
        PlanColumns plan,
        ScheduledPart part,
        Objective objective,
        TargetMeasure? measure,
        int? number,
        DueDates due
    ) =>
        new()
        {
            Plan = plan,
            ObjectiveId = part.Id.Value,
            ObjectiveRef = part.Ref,
            ObjectiveGroup = objective.Group,
            ObjectiveName = objective.Name,
            ObjectiveText = objective.Text,
            Measure = number,
            MetricText = measure?.Metric.Text,
            MetricId = measure?.Metric.MetricId,
            MetricCode = null,
            MetricName = null,
            TargetText = measure?.Target.Text,
            TargetKind = measure?.Target.Kind,
            Baseline = measure?.Target.Baseline,
            TargetValue = measure?.Target.Value,
            TargetMaxValue = measure?.Target.MaxValue,
            TargetPlaceholder = measure?.Target.Placeholder,
            Unit = measure?.Target.Unit,
            Comparator = measure?.Target.Comparator,
            Direction = measure?.Target.Direction,
            ChangeBasis = measure?.Target.ChangeBasis,
            Market = measure?.Scope?.Market,
            SegmentText = measure?.Scope?.Segment?.Text,
            SegmentId = measure?.Scope?.Segment?.SegmentId,
            ChannelText = measure?.Scope?.Channel?.Text,
            ChannelId = measure?.Scope?.Channel?.ChannelId,
            DeadlineText = due.Text,
            DueDate = due.Due,
            DueState = due.State,
            WaitReason = due.WaitReason,
            WaitsFor = due.WaitsFor,
        };

    private async Task<IReadOnlyList<ObjectiveMeasureRow>> WithMetricsAsync(IReadOnlyList<ObjectiveMeasureRow> rows, CancellationToken ct)
    {
        var ids = rows.Select(row => row.MetricId).OfType<Guid>().Distinct().Select(MetricId.From).ToList();
        var metrics = await db.Set<Metric>()
            .AsNoTracking()
            .Where(metric => ids.Contains(metric.Id))
            .Select(metric => new
            {
                metric.Id,
                metric.Code,
                metric.Name,
            })
            .ToDictionaryAsync(metric => metric.Id.Value, ct);
        return
        [
            .. rows.Select(row =>
                row.MetricId is { } id && metrics.TryGetValue(id, out var metric)
                    ? row with
                    {
                        MetricCode = metric.Code,
                        MetricName = metric.Name,
                    }
                    : row
            ),
        ];
    }
}
