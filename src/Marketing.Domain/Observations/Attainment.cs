using Marketing.Domain.Values;

namespace Marketing.Domain.Observations;

/// <summary>How far a target is attained, compared with the time that has passed.</summary>
public enum AttainmentStatus
{
    /// <summary>The target is reached.</summary>
    Achieved,

    /// <summary>At least as much is attained as time has passed.</summary>
    OnTrack,

    /// <summary>At least four fifths of what is expected is attained.</summary>
    AtRisk,

    /// <summary>Less is attained.</summary>
    OffTrack,
}

/// <summary>Why the attainment of a measure has no value.</summary>
public enum AttainmentGap
{
    /// <summary>The target is a placeholder.</summary>
    TargetOpen,

    /// <summary>The text of the target could not be parsed.</summary>
    TargetUnparsed,

    /// <summary>The target has no figure. Its verdict is signed in an evaluation.</summary>
    Qualitative,

    /// <summary>The text does not state whether the change is relative or in points.</summary>
    BasisUnspecified,

    /// <summary>The measure is not linked to a metric, and no value was reported for it.</summary>
    MetricNotLinked,

    /// <summary>No value was reported until the day.</summary>
    NoObservation,

    /// <summary>Several sources reported a value for the same day.</summary>
    SeveralSources,

    /// <summary>The target counts from a baseline that is unknown.</summary>
    BaselineMissing,

    /// <summary>The formula would divide by zero.</summary>
    DivisionByZero,
}

/// <summary>A formula for the attainment of a target: a is the actual value, b the baseline, t the target.</summary>
public enum AttainmentFormula
{
    /// <summary>a ÷ t.</summary>
    Share,

    /// <summary>t ÷ a, for a target that is not to be exceeded.</summary>
    InverseShare,

    /// <summary>(a − b) ÷ (t − b).</summary>
    FromBaseline,

    /// <summary>((a − b) ÷ b × 100) ÷ t, with the sign of the direction.</summary>
    RelativeChange,

    /// <summary>(a − b) ÷ t, with the sign of the direction.</summary>
    PointChange,

    /// <summary>(a − b) ÷ (t × b − b).</summary>
    Multiple,

    /// <summary>The worst reading of the period ÷ t, or t ÷ the worst reading if it is not to be exceeded.</summary>
    WorstReading,
}

/// <summary>The values that a measure was observed to have.</summary>
/// <param name="Actual">The value of the period until the day; null if there is none.</param>
/// <param name="Lowest">The lowest reading of the period.</param>
/// <param name="Highest">The highest reading of the period.</param>
/// <param name="Before">The last value before the period, which is the baseline of a target without one.</param>
public sealed record Readings(decimal? Actual, decimal? Lowest, decimal? Highest, decimal? Before);

/// <summary>How far a target is attained.</summary>
/// <param name="Formula">The formula of the target; null if it has none.</param>
/// <param name="Actual">The actual value that the formula uses.</param>
/// <param name="Baseline">The baseline that the formula uses.</param>
/// <param name="Target">The target value that the formula uses.</param>
/// <param name="Value">1 if the target is reached exactly; null with a gap.</param>
/// <param name="Expected">The actual value that is expected after the share of the time that has passed.</param>
/// <param name="Status">The status; null if the value or the share of time is unknown.</param>
/// <param name="Gap">Why there is no value.</param>
public sealed record Attainment(
    AttainmentFormula? Formula,
    decimal? Actual,
    decimal? Baseline,
    decimal? Target,
    decimal? Value,
    decimal? Expected,
    AttainmentStatus? Status,
    AttainmentGap? Gap
)
{
    /// <summary>The share of what is expected at which a target is at risk, not off track.</summary>
    private const decimal AtRiskFrom = 0.8m;

    /// <summary>Actual value less the expected one.</summary>
    public decimal? Deviation => Actual - Expected;

    /// <summary>Computes the attainment of a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="readings">What was observed.</param>
    /// <param name="elapsed">Share of the time that has passed, from 0 to 1; null if the time is unknown.</param>
    public static Attainment Of(TargetExpression target, Readings readings, decimal? elapsed)
    {
        if (WhyNone(target) is { } none)
        {
            return Missing(FormulaOf(target), target, readings, none);
        }

        var formula = FormulaOf(target)!.Value;
        var (goal, baseline) = (target.Value!.Value, target.Baseline ?? readings.Before);
        var actual =
            formula != AttainmentFormula.WorstReading ? readings.Actual
            : IsCeiling(target) ? readings.Highest
            : readings.Lowest;
        if (actual is not { } a)
        {
            return Missing(formula, target, readings, AttainmentGap.NoObservation);
        }

        if (NeedsBaseline(formula) && baseline is null)
        {
            return Missing(formula, target, readings, AttainmentGap.BaselineMissing) with { Actual = a };
        }

        var usedBaseline = NeedsBaseline(formula) ? baseline : null;
        var sign = target.Direction == Direction.Decrease ? -1 : 1;
        var (numerator, denominator) = formula switch
        {
            AttainmentFormula.Share => (a, goal),
            AttainmentFormula.InverseShare => (goal, a),
            AttainmentFormula.WorstReading => IsCeiling(target) ? (goal, a) : (a, goal),
            AttainmentFormula.FromBaseline => (a - baseline!.Value, goal - baseline.Value),
            AttainmentFormula.RelativeChange => (sign * (a - baseline!.Value) * 100, baseline.Value * goal),
            AttainmentFormula.PointChange => (sign * (a - baseline!.Value), goal),
            _ => (a - baseline!.Value, (goal * baseline.Value) - baseline.Value),
        };
        if (denominator == 0)
        {
            return Missing(formula, target, readings, AttainmentGap.DivisionByZero) with { Actual = a, Baseline = usedBaseline };
        }

        var value = numerator / denominator;

        // A level is to be kept all the time, so all of it is expected at any time.
        var expectedShare = formula == AttainmentFormula.WorstReading && elapsed is not null ? 1 : elapsed;
        return new Attainment(
            formula,
            a,
            usedBaseline,
            goal,
            value,
            expectedShare is { } share ? ExpectedAt(formula, target, goal, baseline, sign, share) : null,
            StatusOf(value, expectedShare),
            null
        );
    }

    private static AttainmentStatus? StatusOf(decimal value, decimal? expected) =>
        value >= 1 ? AttainmentStatus.Achieved
        : expected is not { } share ? null
        : value >= share ? AttainmentStatus.OnTrack
        : value >= AtRiskFrom * share ? AttainmentStatus.AtRisk
        : AttainmentStatus.OffTrack;

    /// <summary>Returns the actual value at which the attainment would be this share; null if none would be.</summary>
    private static decimal? ExpectedAt(
        AttainmentFormula formula,
        TargetExpression target,
        decimal goal,
        decimal? baseline,
        int sign,
        decimal share
    ) =>
        formula switch
        {
            AttainmentFormula.Share => goal * share,
            AttainmentFormula.WorstReading => IsCeiling(target) && share == 0 ? null : goal,
            AttainmentFormula.InverseShare => share == 0 ? null : goal / share,
            AttainmentFormula.FromBaseline => baseline + ((goal - baseline) * share),
            AttainmentFormula.RelativeChange => baseline + (sign * baseline * goal * share / 100),
            AttainmentFormula.PointChange => baseline + (sign * goal * share),
            _ => baseline + (((goal * baseline) - baseline) * share),
        };

    private static Attainment Missing(AttainmentFormula? formula, TargetExpression target, Readings readings, AttainmentGap gap) =>
        new(formula, readings.Actual, target.Baseline, target.Value, null, null, null, gap);

    private static AttainmentGap? WhyNone(TargetExpression target) =>
        target.Kind switch
        {
            TargetKind.Qualitative => AttainmentGap.Qualitative,
            TargetKind.Unparsed => AttainmentGap.TargetUnparsed,
            _ when target.Value is null => AttainmentGap.TargetOpen,
            TargetKind.ChangePercent when target.ChangeBasis is null or ChangeBasis.Unspecified => AttainmentGap.BasisUnspecified,
            _ => null,
        };

    private static AttainmentFormula? FormulaOf(TargetExpression target) =>
        target.Kind switch
        {
            TargetKind.Level or TargetKind.Count when target.Direction == Direction.Maintain => AttainmentFormula.WorstReading,
            TargetKind.Level when target.Baseline is not null => AttainmentFormula.FromBaseline,
            TargetKind.Level or TargetKind.Count => IsCeiling(target) ? AttainmentFormula.InverseShare : AttainmentFormula.Share,
            TargetKind.ChangePercent when target.ChangeBasis == ChangeBasis.Relative => AttainmentFormula.RelativeChange,
            TargetKind.ChangePercent when target.ChangeBasis == ChangeBasis.Points => AttainmentFormula.PointChange,
            TargetKind.ChangePoints => AttainmentFormula.PointChange,
            TargetKind.Multiple => AttainmentFormula.Multiple,
            _ => null,
        };

    private static bool NeedsBaseline(AttainmentFormula formula) =>
        formula
            is AttainmentFormula.FromBaseline
                or AttainmentFormula.RelativeChange
                or AttainmentFormula.PointChange
                or AttainmentFormula.Multiple;

    /// <summary>Whether the value is not to exceed the target.</summary>
    private static bool IsCeiling(TargetExpression target) =>
        target.Comparator is Comparator.Lte or Comparator.Lt
        || (target.Comparator is null or Comparator.Eq && target.Direction == Direction.Decrease);
}
