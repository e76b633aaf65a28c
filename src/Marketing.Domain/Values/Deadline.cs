using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Marketing.Domain.Common;

namespace Marketing.Domain.Values;

/// <summary>How a deadline is expressed. Each kind lists the members that it requires and allows.</summary>
public enum DeadlineKind
{
    /// <summary>
    /// Within an amount of time after an event: 计划开始后10个月内, within 3 months of launch.
    /// Requires `unit` and one of `amount` and `placeholder`; allows `minAmount`, `anchor`.
    /// </summary>
    Within,

    /// <summary>A duration: 6个月. Requires `unit` and one of `amount` and `placeholder`; allows `minAmount`.</summary>
    Duration,

    /// <summary>
    /// Before an event, optionally within an amount of time before it: 计划实施前1个月内.
    /// Requires `anchor`; allows one of `amount` and `placeholder` with `unit`, and `minAmount`.
    /// </summary>
    Before,

    /// <summary>When an event happens: 活动结束时. Requires `anchor`.</summary>
    At,

    /// <summary>While an event lasts: 活动期间. Requires `anchor`.</summary>
    During,

    /// <summary>Immediately, after an event if one is named: 即时响应, 发现负面报道后即时. Allows `anchor`.</summary>
    Immediate,

    /// <summary>Without end: 持续进行. Allows `anchor`, the event that it starts at.</summary>
    Ongoing,

    /// <summary>Recurring: 每季度末. Requires `frequency`.</summary>
    Recurring,

    /// <summary>
    /// A numbered period: 第6周, 第X月, Q2.
    /// Requires `unit` and one of `index` and `placeholder`; allows `anchor`, `basis`, `year`, `position`.
    /// </summary>
    PeriodOrdinal,

    /// <summary>
    /// An offset from an event: T-6周, 上市后2周.
    /// Requires `anchor`, `unit` and one of `amount` and `placeholder`. A negative amount is before the event.
    /// </summary>
    Offset,

    /// <summary>A calendar date: 2026年3月15日, XX月XX日. Requires one of `date` and `placeholder`.</summary>
    Date,

    /// <summary>A text that could not be parsed. Requires `text`; allows nothing else.</summary>
    Unparsed,
}

/// <summary>
/// When something is due, as worded in the plan (计划开始后10个月内, T-6周, 持续进行). It resolves to a date once its anchor, the event that it
/// counts from, has a date. In a list, a text with several deadlines becomes several values, each with its own piece of the text.
/// </summary>
/// <example>{"kind":"date","text":"2026年底前","date":"2026-12-31"}</example>
public sealed record Deadline : IRuled
{
    /// <summary>
    /// How the deadline is expressed. Determines which other members are present. Send `text` alone to have it parsed;
    /// a text that cannot be parsed stays `unparsed`.
    /// </summary>
    public DeadlineKind Kind { get; init; } = DeadlineKind.Unparsed;

    /// <summary>The original text of the plan. An empty string is a label without a value. Example: 计划开始后10个月内.</summary>
    [MaxLength(ValueLimits.Text)]
    public string? Text { get; init; }

    /// <summary>
    /// Number of units; the upper bound if the text gives a range (2-3周内: 3). Negative only for an offset before its anchor.
    /// </summary>
    [Range(-ValueLimits.TimeAmount, ValueLimits.TimeAmount)]
    public int? Amount { get; init; }

    /// <summary>Lower bound of the number of units if the text gives a range (2-3周内: 2). Less than `amount`.</summary>
    [Range(0, ValueLimits.TimeAmount)]
    public int? MinAmount { get; init; }

    /// <summary>Unit of the amount or of the numbered period.</summary>
    public TimeUnit? Unit { get; init; }

    /// <summary>
    /// Code of the event that the deadline counts from: a well-known code (PLAN_START, LAUNCH_DAY, UNSPECIFIED …)
    /// or a code specific to the plan (春节, 双11).
    /// </summary>
    [MaxLength(ValueLimits.Anchor)]
    [RegularExpression(ValueLimits.AnchorPattern)]
    public string? Anchor { get; init; }

    /// <summary>Number of the period, starting at 1 (第6周: 6).</summary>
    [Range(1, ValueLimits.TimeAmount)]
    public int? Index { get; init; }

    /// <summary>Whether periods count from the plan's start (or the anchor) or by the calendar. Defaults to `plan`.</summary>
    public PeriodBasis? Basis { get; init; }

    /// <summary>Calendar year of the period (2026年第3季度: 2026).</summary>
    [Range(ValueLimits.FirstYear, ValueLimits.LastYear)]
    public int? Year { get; init; }

    /// <summary>Part of the period (第3季度末: `end`). If omitted, the whole period, so that it is due at its end.</summary>
    public PeriodPosition? Position { get; init; }

    /// <summary>How often a recurring deadline occurs.</summary>
    public Frequency? Frequency { get; init; }

    /// <summary>The date, in the plan's time zone.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>
    /// Placeholder for a missing number or date: N in T+N周 (-N in T-N周), X in 第X月, XX月XX日. A plan with open placeholders is a template.
    /// </summary>
    [MaxLength(ValueLimits.Placeholder)]
    public string? Placeholder { get; init; }

    internal static readonly KindRules<DeadlineKind> Rules = new(
        "deadline",
        new()
        {
            [DeadlineKind.Within] = new("amount|placeholder unit", "minAmount anchor"),
            [DeadlineKind.Duration] = new("amount|placeholder unit", "minAmount"),
            [DeadlineKind.Before] = new("anchor", "amount|placeholder minAmount unit"),
            [DeadlineKind.At] = new("anchor", ""),
            [DeadlineKind.During] = new("anchor", ""),
            [DeadlineKind.Immediate] = new("", "anchor"),
            [DeadlineKind.Ongoing] = new("", "anchor"),
            [DeadlineKind.Recurring] = new("frequency", ""),
            [DeadlineKind.PeriodOrdinal] = new("index|placeholder unit", "anchor basis year position"),
            [DeadlineKind.Offset] = new("anchor amount|placeholder unit", ""),
            [DeadlineKind.Date] = new("date|placeholder", ""),
            [DeadlineKind.Unparsed] = new("text", ""),
        }
    );

    /// <summary>Returns all violated rules: missing or unexpected members for the kind, and contradictory figures.</summary>
    public IEnumerable<RuleFault> Check()
    {
        var faults = Rules.Check(
            Kind,
            [
                ("text", Text is not null && Kind == DeadlineKind.Unparsed),
                ("amount", Amount is not null),
                ("minAmount", MinAmount is not null),
                ("unit", Unit is not null),
                ("anchor", Anchor is not null),
                ("index", Index is not null),
                ("basis", Basis is not null),
                ("year", Year is not null),
                ("position", Position is not null),
                ("frequency", Frequency is not null),
                ("date", Date is not null),
                ("placeholder", Placeholder is not null),
            ]
        );
        return faults.Concat(CheckFigures()).Concat(Frequency?.Check().Select(fault => fault.Under("/frequency")) ?? []);
    }

    private IEnumerable<RuleFault> CheckFigures()
    {
        if (Amount < 0 && Kind != DeadlineKind.Offset)
        {
            yield return RuleFault.Of("/amount", "deadline.amountNegative", ("amount", Amount));
        }

        if (MinAmount is { } min && (Amount is not { } max || min >= max))
        {
            yield return RuleFault.Of("/minAmount", "deadline.rangeNotRising", ("minAmount", MinAmount), ("amount", Amount));
        }

        if (Kind == DeadlineKind.Before && (Amount is not null || Placeholder is not null) != (Unit is not null))
        {
            yield return RuleFault.Of("/unit", "deadline.amountAndUnitTogether", ("amount", Amount), ("unit", Unit));
        }

        if (Kind == DeadlineKind.PeriodOrdinal && Basis == PeriodBasis.Calendar && Index > CalendarPeriods(Unit, Year))
        {
            yield return RuleFault.Of(
                "/index",
                "deadline.noSuchCalendarPeriod",
                ("index", Index),
                ("unit", Unit),
                ("max", CalendarPeriods(Unit, Year))
            );
        }
    }

    private static int? CalendarPeriods(TimeUnit? unit, int? year) =>
        unit switch
        {
            TimeUnit.HalfYear => 2,
            TimeUnit.Quarter => 4,
            TimeUnit.Month => 12,
            TimeUnit.Week => year is { } named ? ISOWeek.GetWeeksInYear(named) : 53,
            TimeUnit.Day => year is { } named && !DateTime.IsLeapYear(named) ? 365 : 366,
            _ => null,
        };
}
