using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Domain.Values;

/// <summary>What kind of target a measure has. Which members belong to a kind is said at each value.</summary>
public enum TargetKind
{
    /// <summary>A level to reach or hold: 達到80%, 4.5(滿分為5). Has value or placeholder; may have maxValue, comparator, unit, direction, baseline, scaleMax, withinAmount and withinUnit.</summary>
    Level,

    /// <summary>A change by a percentage: 增加20%. Has value or placeholder, direction, changeBasis; may have maxValue, comparator, unit, baseline, scaleMax.</summary>
    ChangePercent,

    /// <summary>A change by points: 提升5個百分點. Has value or placeholder, direction; may have maxValue, comparator, unit, baseline, scaleMax, changeBasis points.</summary>
    ChangePoints,

    /// <summary>A number of things: 至少10個. Has value or placeholder; may have maxValue, comparator, unit, direction, baseline.</summary>
    Count,

    /// <summary>A multiple of the baseline: 翻一番 is 2. Has value or placeholder; may have maxValue, comparator, direction, baseline.</summary>
    Multiple,

    /// <summary>Judged, not counted: 提升快速響應能力. Has text; may have direction.</summary>
    Qualitative,

    /// <summary>A text that is kept but not understood. Has text and nothing else.</summary>
    Unparsed,
}

/// <summary>How the measured figure must compare with the target.</summary>
public enum Comparator
{
    /// <summary>以上, 至少, 達到: at least.</summary>
    Gte,

    /// <summary>以下, 不超过: at most.</summary>
    Lte,

    /// <summary>Equal.</summary>
    Eq,

    /// <summary>超过, 高于: more than.</summary>
    Gt,

    /// <summary>低于, 少于: less than.</summary>
    Lt,
}

/// <summary>Which way the figure is to move.</summary>
public enum Direction
{
    /// <summary>提升, 增加, 增長: up.</summary>
    Increase,

    /// <summary>降低, 縮短, 控制在: down.</summary>
    Decrease,

    /// <summary>維護, 稳定在: hold.</summary>
    Maintain,

    /// <summary>達到, 建立: reach.</summary>
    Achieve,
}

/// <summary>What a change in percent is measured against.</summary>
public enum ChangeBasis
{
    /// <summary>Against the baseline: from 25% by 40% to 35%.</summary>
    Relative,

    /// <summary>In percentage points: from 25% by 10 points to 35%.</summary>
    Points,

    /// <summary>The text does not say; it must be chosen before the plan is submitted.</summary>
    Unspecified,
}

/// <summary>What a measure is to reach, as a plan says it: 達到80%以上, 從25%提升至35%, 降低G%, 90%的客戶問題在24小時內得到解決.</summary>
/// <example>{"kind":"level","text":"六成以上","comparator":"gte","value":"60","unit":"%","direction":"achieve"}</example>
public sealed record TargetExpression : IRuled
{
    /// <summary>Unit of percentages.</summary>
    public const string Percent = "%";

    /// <summary>Unit of a net promoter score (净推荐值), from -100 to 100.</summary>
    public const string NetPromoterScore = "NPS";

    private const string OutOfRange = "target.outOfRange";

    internal static readonly KindRules<TargetKind> Rules = new("target", new()
    {
        [TargetKind.Level] = new("value|placeholder", "maxValue comparator unit direction baseline|baselinePlaceholder scaleMax withinAmount withinUnit"),
        [TargetKind.ChangePercent] = new("value|placeholder direction changeBasis", "maxValue comparator unit baseline|baselinePlaceholder scaleMax"),
        [TargetKind.ChangePoints] = new("value|placeholder direction", "maxValue comparator unit baseline|baselinePlaceholder scaleMax changeBasis"),
        [TargetKind.Count] = new("value|placeholder", "maxValue comparator unit direction baseline|baselinePlaceholder"),
        [TargetKind.Multiple] = new("value|placeholder", "maxValue comparator direction baseline|baselinePlaceholder"),
        [TargetKind.Qualitative] = new("text", "direction"),
        [TargetKind.Unparsed] = new("text", ""),
    });

    /// <summary>What kind of target it is; decides which other members are present. Words that come alone are read, and are unparsed where they are not understood.</summary>
    public TargetKind Kind { get; init; } = TargetKind.Unparsed;

    /// <summary>The plan's own words, verbatim. Example: 達到90%以上.</summary>
    [MaxLength(ValueLimits.Text)]
    public string? Text { get; init; }

    /// <summary>How the measured figure must compare with the target.</summary>
    public Comparator? Comparator { get; init; }

    /// <summary>The target, in the unit (80 for 80%); for a change its size, always positive; for a multiple the factor; the lower bound where the text gives a range.</summary>
    [Range(typeof(decimal), ValueLimits.NegativeNumber, ValueLimits.Number, ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal? Value { get; init; }

    /// <summary>The upper bound where the text gives a range (80%-90%: 90).</summary>
    [Range(typeof(decimal), ValueLimits.NegativeNumber, ValueLimits.Number, ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal? MaxValue { get; init; }

    /// <summary>Token that stands for the target while it is open (X in 提升X%).</summary>
    [MaxLength(ValueLimits.Placeholder)]
    public string? Placeholder { get; init; }

    /// <summary>Unit of the target as the plan names it (%, 百分點, 分, 人/次, 篇, NPS).</summary>
    [MaxLength(ValueLimits.Unit)]
    [RegularExpression(ValueLimits.TrimmedPattern)]
    public string? Unit { get; init; }

    /// <summary>Which way the figure is to move.</summary>
    public Direction? Direction { get; init; }

    /// <summary>The figure at the start, in the same unit (從25%提升至35%: 25).</summary>
    [Range(typeof(decimal), ValueLimits.NegativeNumber, ValueLimits.Number, ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal? Baseline { get; init; }

    /// <summary>Token that stands for the figure at the start while it is open (X in 從X%提升至Y%).</summary>
    [MaxLength(ValueLimits.Placeholder)]
    public string? BaselinePlaceholder { get; init; }

    /// <summary>Top of the rating scale (滿分為5: 5).</summary>
    [Range(typeof(decimal), "0.000001", ValueLimits.Number, ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal? ScaleMax { get; init; }

    /// <summary>What a change in percent is measured against.</summary>
    public ChangeBasis? ChangeBasis { get; init; }

    /// <summary>Time limit of a service level, in units (90%的客戶問題在24小時內得到解決: 24).</summary>
    [Range(1, ValueLimits.TimeAmount)]
    public int? WithinAmount { get; init; }

    /// <summary>Unit of the time limit.</summary>
    public TimeUnit? WithinUnit { get; init; }

    /// <summary>
    /// All rules that the value breaks: members missing or superfluous for its kind; a percentage level outside 0 to 100, a score outside its scale,
    /// a net promoter score outside -100 to 100; a target on the wrong side of its baseline.
    /// </summary>
    public IEnumerable<RuleFault> Check() =>
        Rules.Check(Kind,
        [
            ("text", Text is not null && Kind is TargetKind.Qualitative or TargetKind.Unparsed), ("value", Value is not null), ("maxValue", MaxValue is not null),
            ("placeholder", Placeholder is not null), ("comparator", Comparator is not null), ("unit", Unit is not null), ("direction", Direction is not null),
            ("baseline", Baseline is not null), ("baselinePlaceholder", BaselinePlaceholder is not null), ("scaleMax", ScaleMax is not null),
            ("changeBasis", ChangeBasis is not null), ("withinAmount", WithinAmount is not null), ("withinUnit", WithinUnit is not null),
        ])
        .Concat(CheckRange("/value", Value))
        .Concat(CheckRange("/maxValue", MaxValue))
        .Concat(CheckBaselineRange())
        .Concat(CheckRelations());

    private IEnumerable<RuleFault> CheckRange(string pointer, decimal? figure)
    {
        var (min, max) = Kind switch
        {
            TargetKind.Level => LevelRange(),
            TargetKind.ChangePercent when Direction == Values.Direction.Decrease => (0m, 100m),
            TargetKind.ChangePercent or TargetKind.ChangePoints or TargetKind.Count or TargetKind.Multiple => (0m, null),
            _ => ((decimal?)null, (decimal?)null),
        };
        var isChange = Kind is TargetKind.ChangePercent or TargetKind.ChangePoints or TargetKind.Multiple;
        if (figure < min || figure > max || (isChange && figure == 0))
        {
            yield return RuleFault.Of(pointer, OutOfRange, ("value", figure), ("min", min), ("max", max));
        }
    }

    private IEnumerable<RuleFault> CheckBaselineRange()
    {
        var (min, max) = LevelRange();
        if (Baseline < min || Baseline > max)
        {
            yield return RuleFault.Of("/baseline", OutOfRange, ("value", Baseline), ("min", min), ("max", max));
        }
    }

    private (decimal? Min, decimal? Max) LevelRange() => Unit switch
    {
        Percent when Kind is TargetKind.Level => (0, 100),
        NetPromoterScore => (-100, 100),
        _ when ScaleMax is not null => (0, ScaleMax),
        _ => (null, null),
    };

    private IEnumerable<RuleFault> CheckRelations()
    {
        var isLevel = Kind is TargetKind.Level or TargetKind.Count;
        if (isLevel && ((Direction == Values.Direction.Increase && Value <= Baseline) || (Direction == Values.Direction.Decrease && Value >= Baseline)))
        {
            yield return RuleFault.Of("/value", "target.wrongSideOfBaseline", ("value", Value), ("baseline", Baseline), ("direction", Direction));
        }

        if (MaxValue is not null && (Value is null || MaxValue <= Value))
        {
            yield return RuleFault.Of("/maxValue", "target.rangeNotRising", ("value", Value), ("maxValue", MaxValue));
        }

        if (Kind is TargetKind.ChangePercent or TargetKind.ChangePoints && Direction is Values.Direction.Maintain or Values.Direction.Achieve)
        {
            yield return RuleFault.Of("/direction", "target.changeNeedsDirection", ("direction", Direction));
        }

        if (Kind == TargetKind.ChangePoints && ChangeBasis is not (null or Values.ChangeBasis.Points))
        {
            yield return RuleFault.Of("/changeBasis", "target.pointsAreNotRelative", ("changeBasis", ChangeBasis));
        }

        if (WithinAmount is null != WithinUnit is null)
        {
            yield return RuleFault.Of("/withinUnit", "target.limitAndUnitTogether", ("withinAmount", WithinAmount), ("withinUnit", WithinUnit));
        }
    }
}
