using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Domain.Common;
using Marketing.Domain.Observations;
using Marketing.Domain.Plans;
using Marketing.Domain.Values;

namespace Marketing.Application.Observations;

/// <summary>The time of an attainment report.</summary>
public sealed record AttainmentArguments
{
    /// <summary>
    /// A day, or a time. A day shows the values of the days until its end, as they are known now; a time shows what was known then. Today
    /// by default.
    /// </summary>
    [OrDay]
    public DateTime? AsOf { get; init; }

    /// <summary>Which objectives to show: those being written, by default, or those in force.</summary>
    public PlanView? View { get; init; }
}

/// <summary>How far the objectives of a plan are attained.</summary>
public sealed record AttainmentResponse
{
    /// <summary>The plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>The day that the report is for, in the plan's time zone.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The time until which values are included; null for all that are known now.</summary>
    public required DateTime? KnownAt { get; init; }

    /// <summary>Number of measures with a value.</summary>
    /// <example>4</example>
    [Range(0, int.MaxValue)]
    public required int Measured { get; init; }

    /// <summary>Number of measures that are achieved.</summary>
    /// <example>1</example>
    [Range(0, int.MaxValue)]
    public required int Achieved { get; init; }

    /// <summary>Mean of the values, each at most 1; null without values.</summary>
    /// <example>0.75</example>
    public required decimal? Mean { get; init; }

    /// <summary>The measures, in the order of the plan.</summary>
    public required IReadOnlyList<MeasureAttainment> Items { get; init; }
}

/// <summary>How far one measure is attained.</summary>
public sealed record MeasureAttainment
{
    /// <summary>Ref of the objective.</summary>
    /// <example>O1</example>
    public required string ObjectiveRef { get; init; }

    /// <summary>Name of the objective.</summary>
    public required string? ObjectiveName { get; init; }

    /// <summary>Ref of the measure.</summary>
    /// <example>O1/1</example>
    public required string? MeasureRef { get; init; }

    /// <summary>What is measured, as the plan words it.</summary>
    /// <example>品牌认知度</example>
    public required string MetricText { get; init; }

    /// <summary>Code of the metric in the catalogue; null if it is not linked.</summary>
    public required string? MetricCode { get; init; }

    /// <summary>The target as the plan words it.</summary>
    public required string? TargetText { get; init; }

    /// <summary>The kind of target.</summary>
    public required TargetKind TargetKind { get; init; }

    /// <summary>Unit of the target.</summary>
    /// <example>%</example>
    public required string? Unit { get; init; }

    /// <summary>The formula; null for a target without one.</summary>
    public required AttainmentFormula? Formula { get; init; }

    /// <summary>The actual value, a in the formula.</summary>
    public required decimal? Actual { get; init; }

    /// <summary>The day of the last reading.</summary>
    public required DateOnly? ActualOn { get; init; }

    /// <summary>Number of readings in the period.</summary>
    /// <example>3</example>
    [Range(0, int.MaxValue)]
    public required int Readings { get; init; }

    /// <summary>The baseline, b in the formula: of the target, or else the last reading before the period.</summary>
    public required decimal? Baseline { get; init; }

    /// <summary>The target value, t in the formula.</summary>
    public required decimal? Target { get; init; }

    /// <summary>How far the target is attained: 1 is reached exactly. Null with a reason.</summary>
    /// <example>0.8</example>
    public required decimal? Value { get; init; }

    /// <summary>Why there is no value.</summary>
    public required AttainmentGap? NullReason { get; init; }

    /// <summary>The day on which the target is due; without a deadline, the end of the plan.</summary>
    public required DateOnly? DueDate { get; init; }

    /// <summary>Share of the time from the beginning of the plan to the due date that has passed; null if either is open.</summary>
    /// <example>0.5</example>
    public required decimal? Elapsed { get; init; }

    /// <summary>The actual value that is expected on the day.</summary>
    public required decimal? Expected { get; init; }

    /// <summary>Actual less expected.</summary>
    public required decimal? Deviation { get; init; }

    /// <summary>The status; null without a value, or while time and target are open.</summary>
    public required AttainmentStatus? Status { get; init; }
}
