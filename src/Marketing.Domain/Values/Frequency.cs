using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Domain.Values;

/// <summary>How a frequency is expressed. Each kind lists the members that it requires and allows.</summary>
public enum FrequencyKind
{
    /// <summary>
    /// At a fixed interval: 每两周一次. Requires `unit` and one of `every` and `placeholder`; allows `times`, `maxTimes`, `atLeast`,
    /// `position`, `weekday`, `dayOfMonth`, `quantity`, `startAnchor`, `activity`.
    /// </summary>
    Recurring,

    /// <summary>Continuously: 实时, 24小时. Allows `startAnchor`, `activity`.</summary>
    Continuous,

    /// <summary>On demand: 随时. Allows `activity`.</summary>
    OnDemand,

    /// <summary>Each time an event happens: 每阶段结束后. Requires `anchor`; allows `activity`.</summary>
    AtEvent,

    /// <summary>At irregular intervals: 不定期. Allows `activity`.</summary>
    Irregular,

    /// <summary>Regularly, at an unspecified interval: 定期. Allows `startAnchor`, `activity`.</summary>
    PeriodicUnspecified,

    /// <summary>A text that could not be parsed. Requires `text`; allows nothing else.</summary>
    Unparsed,
}

/// <summary>
/// How often something happens, as worded in the plan (每周至少一次会议). In a list, a text with several frequencies becomes several values,
/// each with its own piece of the text.
/// </summary>
/// <example>{"kind":"recurring","text":"每周一次","every":1,"unit":"week","times":1}</example>
public sealed record Frequency : IRuled
{
    internal static readonly KindRules<FrequencyKind> Rules = new(
        "frequency",
        new()
        {
            [FrequencyKind.Recurring] = new(
                "every|placeholder unit",
                "times maxTimes atLeast position weekday dayOfMonth quantity startAnchor activity"
            ),
            [FrequencyKind.Continuous] = new("", "startAnchor activity"),
            [FrequencyKind.OnDemand] = new("", "activity"),
            [FrequencyKind.AtEvent] = new("anchor", "activity"),
            [FrequencyKind.Irregular] = new("", "activity"),
            [FrequencyKind.PeriodicUnspecified] = new("", "startAnchor activity"),
            [FrequencyKind.Unparsed] = new("text", ""),
        }
    );

    /// <summary>
    /// How the frequency is expressed. Determines which other members are present. Send `text` alone to have it parsed;
    /// a text that cannot be parsed stays `unparsed`.
    /// </summary>
    public FrequencyKind Kind { get; init; } = FrequencyKind.Unparsed;

    /// <summary>The original text of the plan. Example: 每月进行一次安全检查.</summary>
    [MaxLength(ValueLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Length of the period in units (每两周: 2).</summary>
    [Range(1, ValueLimits.TimeAmount)]
    public int? Every { get; init; }

    /// <summary>Unit of the period.</summary>
    public TimeUnit? Unit { get; init; }

    /// <summary>Occurrences in each period (每月两次: 2). Defaults to 1.</summary>
    [Range(1, ValueLimits.TimeAmount)]
    public int? Times { get; init; }

    /// <summary>Maximum occurrences in each period if the text gives a range (每周2-3次: 3). Greater than `times`.</summary>
    [Range(1, ValueLimits.TimeAmount)]
    public int? MaxTimes { get; init; }

    /// <summary>True if the number of occurrences is a minimum (每周至少一次).</summary>
    public bool? AtLeast { get; init; }

    /// <summary>Part of the period in which it happens (每季度末: `end`).</summary>
    public PeriodPosition? Position { get; init; }

    /// <summary>Day of the week (每周五: `friday`). Only if the unit is `week`.</summary>
    public Weekday? Weekday { get; init; }

    /// <summary>Day of the month (每月15日: 15); in shorter months the last day. Only if the unit is `month`.</summary>
    [Range(1, 31)]
    public int? DayOfMonth { get; init; }

    /// <summary>Quantity produced in each period (每周Z篇: Z 篇).</summary>
    public PlannedNumber? Quantity { get; init; }

    /// <summary>Code of the event that starts it (危机预案制定后每月进行一次演练: CONTINGENCY_PLAN_READY).</summary>
    [MaxLength(ValueLimits.Anchor)]
    [RegularExpression(ValueLimits.AnchorPattern)]
    public string? StartAnchor { get; init; }

    /// <summary>Code of the event that triggers each occurrence (每阶段结束后: PHASE_END).</summary>
    [MaxLength(ValueLimits.Anchor)]
    [RegularExpression(ValueLimits.AnchorPattern)]
    public string? Anchor { get; init; }

    /// <summary>The activity that is repeated, as worded in the plan (站会, 安全检查).</summary>
    [MaxLength(ValueLimits.Activity)]
    public string? Activity { get; init; }

    /// <summary>Placeholder for a missing number of units (N in 每N周).</summary>
    [MaxLength(ValueLimits.Placeholder)]
    public string? Placeholder { get; init; }

    /// <summary>Returns all violated rules: missing or unexpected members for the kind, and contradictory figures.</summary>
    public IEnumerable<RuleFault> Check()
    {
        var faults = Rules.Check(
            Kind,
            [
                ("text", Text is not null && Kind == FrequencyKind.Unparsed),
                ("every", Every is not null),
                ("unit", Unit is not null),
                ("times", Times is not null),
                ("maxTimes", MaxTimes is not null),
                ("atLeast", AtLeast is not null),
                ("position", Position is not null),
                ("weekday", Weekday is not null),
                ("dayOfMonth", DayOfMonth is not null),
                ("quantity", Quantity is not null),
                ("startAnchor", StartAnchor is not null),
                ("anchor", Anchor is not null),
                ("activity", Activity is not null),
                ("placeholder", Placeholder is not null),
            ]
        );
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
