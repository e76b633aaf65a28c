using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Domain.Values;

/// <summary>The kind of a target. Each kind lists the members that it requires and allows.</summary>
public enum TargetKind
{
    /// <summary>
    /// A level to reach or keep: 达到80%, 4.5(满分为5). Requires one of `value` and `placeholder`; allows `maxValue`, `comparator`, `unit`,
    /// `direction`, one of `baseline` and `baselinePlaceholder`, `scaleMax`, and `withinAmount` with `withinUnit`.
    /// </summary>
    Level,

    /// <summary>
    /// A change in percent: 增加20%. Requires `direction`, `changeBasis` and one of `value` and `placeholder`; allows `maxValue`,
    /// `comparator`, `unit`, one of `baseline` and `baselinePlaceholder`, `scaleMax`.
    /// </summary>
    ChangePercent,

    /// <summary>
    /// A change in points: 提升5个百分点. Requires `direction` and one of `value` and `placeholder`; allows `maxValue`, `comparator`, `unit`,
    /// one of `baseline` and `baselinePlaceholder`, `scaleMax`, and `changeBasis` `points`.
    /// </summary>
    ChangePoints,

    /// <summary>
    /// A number of things: 至少10个. Requires one of `value` and `placeholder`; allows `maxValue`, `comparator`, `unit`, `direction`,
    /// one of `baseline` and `baselinePlaceholder`.
    /// </summary>
    Count,

    /// <summary>
    /// A multiple of the baseline: 翻一番 is 2. Requires one of `value` and `placeholder`; allows `maxValue`, `comparator`, `direction`,
    /// one of `baseline` and `baselinePlaceholder`.
    /// </summary>
    Multiple,

    /// <summary>A qualitative target without a figure: 提升快速响应能力. Requires `text`; allows `direction`.</summary>
    Qualitative,

    /// <summary>A text that could not be parsed. Requires `text`; allows nothing else.</summary>
    Unparsed,
}

/// <summary>How the measured value compares with the target if the target is met.</summary>
public enum Comparator
{
    /// <summary>以上, 至少, 达到: at least.</summary>
    Gte,

    /// <summary>以下, 不超过: at most.</summary>
    Lte,

    /// <summary>等于: equal.</summary>
    Eq,

    /// <summary>超过, 高于: more than.</summary>
    Gt,

    /// <summary>低于, 少于: less than.</summary>
    Lt,
}

/// <summary>The intended direction of change.</summary>
public enum Direction
{
    /// <summary>提升, 增加, 增长: up.</summary>
    Increase,

    /// <summary>降低, 缩短, 控制在: down.</summary>
    Decrease,

    /// <summary>维护, 稳定在: keep.</summary>
    Maintain,

    /// <summary>达到, 建立: reach.</summary>
    Achieve,
}

/// <summary>How a change in percent is measured.</summary>
public enum ChangeBasis
{
    /// <summary>Relative to the baseline: 25% plus 40% is 35%.</summary>
    Relative,

    /// <summary>In percentage points: 25% plus 10 points is 35%.</summary>
    Points,

    /// <summary>Not stated in the text. Must be chosen before the plan is submitted.</summary>
    Unspecified,
}

/// <summary>The target of a measure, as worded in the plan: 达到80%以上, 从25%提升至35%, 降低G%, 90%的客户问题在24小时内得到解决.</summary>
/// <example>{"kind":"level","text":"六成以上","comparator":"gte","value":"60","unit":"%","direction":"achieve"}</example>
public sealed record TargetExpression : IRuled
{
    /// <summary>Unit of percentages.</summary>
    public const string Percent = "%";

    /// <summary>Unit of net promoter scores (净推荐值), from -100 to 100.</summary>
    public const string NetPromoterScore = "NPS";

    private const string OutOfRange = "target.outOfRange";

    internal static readonly KindRules<TargetKind> Rules = new(
        "target",
        new()
        {
            [TargetKind.Level] = new(
                "value|placeholder",
                "maxValue comparator unit direction baseline|baselinePlaceholder scaleMax withinAmount withinUnit"
            ),
            [TargetKind.ChangePercent] = new(
                "value|placeholder direction changeBasis",
                "maxValue comparator unit baseline|baselinePlaceholder scaleMax"
            ),
            [TargetKind.ChangePoints] = new(
                "value|placeholder direction",
                "maxValue comparator unit baseline|baselinePlaceholder scaleMax changeBasis"
            ),
            [TargetKind.Count] = new("value|placeholder", "maxValue comparator unit direction baseline|baselinePlaceholder"),
            [TargetKind.Multiple] = new("value|placeholder", "maxValue comparator direction baseline|baselinePlaceholder"),
            [TargetKind.Qualitative] = new("text", "direction"),
            [TargetKind.Unparsed] = new("text", ""),
        }
    );

    /// <summary>
    /// The kind of the target. Determines which other members are present. Send `text` alone to have it parsed;
    /// a text that cannot be parsed stays `unparsed`.
    /// </summary>
    public TargetKind Kind { get; init; } = TargetKind.Unparsed;

    /// <summary>The original text of the plan. Example: 达到90%以上.</summary>
    [MaxLength(ValueLimits.Text)]
    public string? Text { get; init; }

    /// <summary>How the measured value compares with the target if the target is met.</summary>
    public Comparator? Comparator { get; init; }

    /// <summary>
    /// Target value in `unit` (80% is 80). For a change, its size, always positive; for a multiple, the factor. The lower bound if the text
    /// gives a range.
    /// </summary>
    [Range(
        typeof(decimal),
        ValueLimits.NegativeNumber,
        ValueLimits.Number,
        ParseLimitsInInvariantCulture = true,
        ConvertValueInInvariantCulture = true
    )]
    public decimal? Value { get; init; }

    /// <summary>Upper bound if the text gives a range (80%-90%: 90). Greater than `value`.</summary>
    [Range(
        typeof(decimal),
        ValueLimits.NegativeNumber,
        ValueLimits.Number,
        ParseLimitsInInvariantCulture = true,
        ConvertValueInInvariantCulture = true
    )]
    public decimal? MaxValue { get; init; }

    /// <summary>Placeholder for a missing target value (X in 提升X%).</summary>
    [MaxLength(ValueLimits.Placeholder)]
    public string? Placeholder { get; init; }

    /// <summary>Unit of the target, as worded in the plan (%, 百分点, 分, 人/次, 篇, NPS).</summary>
    [MaxLength(ValueLimits.Unit)]
    [RegularExpression(ValueLimits.TrimmedPattern)]
    public string? Unit { get; init; }

    /// <summary>The intended direction of change.</summary>
    public Direction? Direction { get; init; }

    /// <summary>Value at the start, in the same unit (从25%提升至35%: 25).</summary>
    [Range(
        typeof(decimal),
        ValueLimits.NegativeNumber,
        ValueLimits.Number,
        ParseLimitsInInvariantCulture = true,
        ConvertValueInInvariantCulture = true
    )]
    public decimal? Baseline { get; init; }

    /// <summary>Placeholder for a missing value at the start (X in 从X%提升至Y%).</summary>
    [MaxLength(ValueLimits.Placeholder)]
    public string? BaselinePlaceholder { get; init; }

    /// <summary>Maximum of the rating scale (满分为5: 5).</summary>
    [Range(typeof(decimal), "0.000001", ValueLimits.Number, ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal? ScaleMax { get; init; }

    /// <summary>How a change in percent is measured.</summary>
    public ChangeBasis? ChangeBasis { get; init; }

    /// <summary>Time limit of a service level, in `withinUnit` (90%的客户问题在24小时内得到解决: 24).</summary>
    [Range(1, ValueLimits.TimeAmount)]
    public int? WithinAmount { get; init; }

    /// <summary>Unit of the time limit.</summary>
    public TimeUnit? WithinUnit { get; init; }

    /// <summary>
    /// Returns all violated rules: missing or unexpected members for the kind; a percentage level outside 0 to 100, a score outside its
    /// scale, a net promoter score outside -100 to 100; a target on the wrong side of its baseline.
    /// </summary>
    public IEnumerable<RuleFault> Check() =>
        Rules
            .Check(
                Kind,
                [
                    ("text", Text is not null && Kind is TargetKind.Qualitative or TargetKind.Unparsed),
                    ("value", Value is not null),
                    ("maxValue", MaxValue is not null),
                    ("placeholder", Placeholder is not null),
                    ("comparator", Comparator is not null),
                    ("unit", Unit is not null),
                    ("direction", Direction is not null),
                    ("baseline", Baseline is not null),
                    ("baselinePlaceholder", BaselinePlaceholder is not null),
                    ("scaleMax", ScaleMax is not null),
                    ("changeBasis", ChangeBasis is not null),
                    ("withinAmount", WithinAmount is not null),
                    ("withinUnit", WithinUnit is not null),
                ]
            )
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
            yield return RuleFault.Of(pointer, OutOfRange, ("value", figure), ("min", min), ("max", max), ("exclusive", isChange));
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

    private (decimal? Min, decimal? Max) LevelRange() =>
        Unit switch
        {
            Percent when Kind is TargetKind.Level => (0, 100),
            NetPromoterScore => (-100, 100),
            _ when ScaleMax is not null => (0, ScaleMax),
            _ => (null, null),
        };

    private IEnumerable<RuleFault> CheckRelations()
    {
        var isLevel = Kind is TargetKind.Level or TargetKind.Count;
        var isWrongSide = Direction switch
        {
            Values.Direction.Increase => Value <= Baseline,
            Values.Direction.Decrease => Value >= Baseline,
            _ => false,
        };
        if (isLevel && isWrongSide)
        {
            yield return RuleFault.Of(
                "/value",
                "target.wrongSideOfBaseline",
                ("value", Value),
                ("baseline", Baseline),
                ("direction", Direction)
            );
        }

        if (MaxValue is not null && (Value is null || MaxValue <= Value))
        {
            yield return RuleFault.Of("/maxValue", "target.rangeNotRising", ("value", Value), ("maxValue", MaxValue));
        }

        if (
            Kind is TargetKind.ChangePercent or TargetKind.ChangePoints
            && Direction is Values.Direction.Maintain or Values.Direction.Achieve
        )
        {
            yield return RuleFault.Of("/direction", "target.changeNeedsDirection", ("direction", Direction));
        }

        if (Kind == TargetKind.ChangePoints && ChangeBasis is not (null or Values.ChangeBasis.Points))
        {
            yield return RuleFault.Of("/changeBasis", "target.pointsAreNotRelative", ("changeBasis", ChangeBasis));
        }

        if (WithinAmount is null != WithinUnit is null)
        {
            yield return RuleFault.Of(
                "/withinUnit",
                "target.limitAndUnitTogether",
                ("withinAmount", WithinAmount),
                ("withinUnit", WithinUnit)
            );
        }
    }
}
