using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Domain.Values;

/// <summary>How a rhythm is expressed. Which members belong to a kind is said at each value.</summary>
public enum FrequencyKind
{
    /// <summary>At a fixed rhythm: 每兩周一次. Has every or placeholder, unit; may have times, maxTimes, atLeast, position, weekday, dayOfMonth, quantity, startAnchor, activity.</summary>
    Recurring,

    /// <summary>Without pause: 實時, 24小時. May have startAnchor, activity.</summary>
    Continuous,

    /// <summary>Whenever somebody wants it: 隨時. May have activity.</summary>
    OnDemand,

    /// <summary>Each time an event happens: 每阶段结束后. Has anchor; may have activity.</summary>
    AtEvent,

    /// <summary>Now and then: 不定期. May have activity.</summary>
    Irregular,

    /// <summary>Regularly, without saying how often: 定期. May have startAnchor, activity.</summary>
    PeriodicUnspecified,

    /// <summary>A text that is kept but not understood. Has text and nothing else.</summary>
    Unparsed,
}

/// <summary>One rhythm, as a plan says it (每周至少一次會議). A text that names several rhythms becomes several values; their texts put together are the whole text.</summary>
/// <example>{"kind":"recurring","text":"每周一次","every":1,"unit":"week","times":1}</example>
public sealed record Frequency : IRuled
{
    internal static readonly KindRules<FrequencyKind> Rules = new("frequency", new()
    {
        [FrequencyKind.Recurring] = new("every|placeholder unit", "times maxTimes atLeast position weekday dayOfMonth quantity startAnchor activity"),
        [FrequencyKind.Continuous] = new("", "startAnchor activity"),
        [FrequencyKind.OnDemand] = new("", "activity"),
        [FrequencyKind.AtEvent] = new("anchor", "activity"),
        [FrequencyKind.Irregular] = new("", "activity"),
        [FrequencyKind.PeriodicUnspecified] = new("", "startAnchor activity"),
        [FrequencyKind.Unparsed] = new("text", ""),
    });

    /// <summary>How the rhythm is expressed; decides which other members are present. Words that come alone are read, and are unparsed where they are not understood.</summary>
    public FrequencyKind Kind { get; init; } = FrequencyKind.Unparsed;

    /// <summary>The plan's own words for this rhythm, verbatim, with the separator behind them. Example: 每月進行一次安全檢查,</summary>
    [MaxLength(ValueLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Number of units from one occurrence to the next (每兩周: 2).</summary>
    [Range(1, ValueLimits.TimeAmount)]
    public int? Every { get; init; }

    /// <summary>Unit of the rhythm.</summary>
    public TimeUnit? Unit { get; init; }

    /// <summary>Occurrences in each period (每月兩次: 2); one if absent.</summary>
    [Range(1, ValueLimits.TimeAmount)]
    public int? Times { get; init; }

    /// <summary>Most occurrences in each period where the text gives a range (每周2-3次: 3).</summary>
    [Range(1, ValueLimits.TimeAmount)]
    public int? MaxTimes { get; init; }

    /// <summary>True where the number of occurrences is a minimum (每周至少一次).</summary>
    public bool? AtLeast { get; init; }

    /// <summary>Part of the period in which it happens (每季度末: end).</summary>
    public PeriodPosition? Position { get; init; }

    /// <summary>Day of the week (每周五: friday); only with weeks.</summary>
    public Weekday? Weekday { get; init; }

    /// <summary>Day of the month (每月15日: 15), the last day where a month has fewer; only with months.</summary>
    [Range(1, 31)]
    public int? DayOfMonth { get; init; }

    /// <summary>How much is made in each period (每周Z篇: Z 篇).</summary>
    public PlannedNumber? Quantity { get; init; }

    /// <summary>Event from which the rhythm runs (危機預案制定后每月進行一次演練: CONTINGENCY_PLAN_READY).</summary>
    [MaxLength(ValueLimits.Anchor)]
    [RegularExpression(ValueLimits.AnchorPattern)]
    public string? StartAnchor { get; init; }

    /// <summary>Event each occurrence of which is an occasion (每阶段结束后: PHASE_END).</summary>
    [MaxLength(ValueLimits.Anchor)]
    [RegularExpression(ValueLimits.AnchorPattern)]
    public string? Anchor { get; init; }

    /// <summary>What is repeated, in the plan's words (站會, 安全檢查).</summary>
    [MaxLength(ValueLimits.Activity)]
    public string? Activity { get; init; }

    /// <summary>Token that stands for the number of units (N in 每N周).</summary>
    [MaxLength(ValueLimits.Placeholder)]
    public string? Placeholder { get; init; }

    /// <summary>All rules of its kind that the value breaks: members missing or superfluous, and figures that contradict each other.</summary>
    public IEnumerable<RuleFault> Check()
    {
        var faults = Rules.Check(Kind,
        [
            ("text", Text is not null && Kind == FrequencyKind.Unparsed), ("every", Every is not null), ("unit", Unit is not null), ("times", Times is not null),
            ("maxTimes", MaxTimes is not null), ("atLeast", AtLeast is not null), ("position", Position is not null), ("weekday", Weekday is not null),
            ("dayOfMonth", DayOfMonth is not null), ("quantity", Quantity is not null), ("startAnchor", StartAnchor is not null),
            ("anchor", Anchor is not null), ("activity", Activity is not null), ("placeholder", Placeholder is not null),
        ]);
        return faults.Concat(CheckFigures()).Concat(Quantity?.Check().Select(fault => fault.Under("/quantity")) ?? []);
    }

    private IEnumerable<RuleFault> CheckFigures()
    {
        if (MaxTimes is { } max && (Times is not { } min || max <= min))
        {
            yield return RuleFault.Of("/maxTimes", "frequency.rangeNotRising", ("times", Times), ("maxTimes", MaxTimes));
        }

        if (Weekday is not null && Unit is not (null or TimeUnit.Week))
        {
            yield return RuleFault.Of("/weekday", "frequency.weekdayNeedsWeeks", ("unit", Unit));
        }

        if (DayOfMonth is not null && Unit is not (null or TimeUnit.Month))
        {
            yield return RuleFault.Of("/dayOfMonth", "frequency.dayNeedsMonths", ("unit", Unit));
        }
    }
}
