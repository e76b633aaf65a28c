using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Domain.Values;

/// <summary>How a deadline is expressed. Which members belong to a kind is said at each value.</summary>
public enum DeadlineKind
{
    /// <summary>Within a span after an event: 計劃開始后10個月內, within 3 months of launch. Has amount or placeholder, unit; may have minAmount, anchor.</summary>
    Within,

    /// <summary>A plain duration: 6個月. Has amount or placeholder, unit; may have minAmount.</summary>
    Duration,

    /// <summary>Before an event, optionally within a span before it: 計劃實施前1個月內. Has anchor; may have amount or placeholder, with unit.</summary>
    Before,

    /// <summary>When an event happens: 活動結束時. Has anchor.</summary>
    At,

    /// <summary>While an event lasts: 活動期間. Has anchor.</summary>
    During,

    /// <summary>At once, on an event: 即時響應, 發現負面報道后即時. May have anchor.</summary>
    Immediate,

    /// <summary>Without end: 持續進行. May have anchor, from which it goes on.</summary>
    Ongoing,

    /// <summary>Again and again: 每季度末. Has frequency.</summary>
    Recurring,

    /// <summary>A numbered period: 第6周, 第X月, Q2. Has index or placeholder, unit; may have anchor, basis, year, position.</summary>
    PeriodOrdinal,

    /// <summary>A distance from an event: T-6周, 上市后2周. Has anchor, amount (negative: before) or placeholder, unit.</summary>
    Offset,

    /// <summary>A calendar day: 2026年3月15日, XX月XX日. Has date or placeholder.</summary>
    Date,

    /// <summary>A text that is kept but not understood. Has text and nothing else.</summary>
    Unparsed,
}

/// <summary>When something is due, as a plan says it (計劃開始后10個月內, T-6周, 持續進行). Kept with its words; resolved to a date only when its anchor has one.</summary>
/// <example>{"kind":"date","text":"2026年底前","date":"2026-12-31"}</example>
public sealed record Deadline : IRuled
{
    /// <summary>How the deadline is expressed; decides which other members are present. Words that come alone are read, and are unparsed where they are not understood.</summary>
    public DeadlineKind Kind { get; init; } = DeadlineKind.Unparsed;

    /// <summary>The plan's own words, verbatim; an empty string is a label with nothing behind it. Example: 計劃開始后10個月內.</summary>
    [MaxLength(ValueLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Number of units; the upper one where the text gives a range (2-3周內: 3). Negative only for an offset before its anchor.</summary>
    [Range(-ValueLimits.TimeAmount, ValueLimits.TimeAmount)]
    public int? Amount { get; init; }

    /// <summary>Lower number of units where the text gives a range (2-3周內: 2).</summary>
    [Range(0, ValueLimits.TimeAmount)]
    public int? MinAmount { get; init; }

    /// <summary>Unit of the amount, or of the numbered period.</summary>
    public TimeUnit? Unit { get; init; }

    /// <summary>Code of the event that the deadline counts from: a well-known one (PLAN_START, LAUNCH_DAY, UNSPECIFIED …) or one of the plan's own (春节, 双11).</summary>
    [MaxLength(ValueLimits.Anchor)]
    [RegularExpression(ValueLimits.AnchorPattern)]
    public string? Anchor { get; init; }

    /// <summary>Number of the period, from 1 (第6周: 6).</summary>
    [Range(1, ValueLimits.TimeAmount)]
    public int? Index { get; init; }

    /// <summary>Whether the period is counted from the plan's start (or the anchor) or by the calendar; by the plan if absent.</summary>
    public PeriodBasis? Basis { get; init; }

    /// <summary>Calendar year of the period (2026年第3季度: 2026).</summary>
    [Range(1900, 9999)]
    public int? Year { get; init; }

    /// <summary>Part of the period (第3季度末: end); its end if absent.</summary>
    public PeriodPosition? Position { get; init; }

    /// <summary>The rhythm of a recurring deadline.</summary>
    public Frequency? Frequency { get; init; }

    /// <summary>The day, in the plan's time zone.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Token that stands for the missing figure or date: N in T+N周 (-N in T-N周), X in 第X月, XX月XX日. A plan with open placeholders is a template.</summary>
    [MaxLength(ValueLimits.Placeholder)]
    public string? Placeholder { get; init; }

    internal static readonly KindRules<DeadlineKind> Rules = new("deadline", new()
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
    });

    /// <summary>All rules of its kind that the value breaks: members missing or superfluous, and figures that contradict each other.</summary>
    public IEnumerable<RuleFault> Check()
    {
        var faults = Rules.Check(Kind,
        [
            ("text", Text is not null && Kind == DeadlineKind.Unparsed), ("amount", Amount is not null), ("minAmount", MinAmount is not null), ("unit", Unit is not null),
            ("anchor", Anchor is not null), ("index", Index is not null), ("basis", Basis is not null), ("year", Year is not null),
            ("position", Position is not null), ("frequency", Frequency is not null), ("date", Date is not null), ("placeholder", Placeholder is not null),
        ]);
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

        if (Kind == DeadlineKind.PeriodOrdinal && Basis == PeriodBasis.Calendar && Index > CalendarPeriods(Unit))
        {
            yield return RuleFault.Of("/index", "deadline.noSuchCalendarPeriod", ("index", Index), ("unit", Unit), ("max", CalendarPeriods(Unit)));
        }
    }

    private static int? CalendarPeriods(TimeUnit? unit) => unit switch
    {
        TimeUnit.HalfYear => 2,
        TimeUnit.Quarter => 4,
        TimeUnit.Month => 12,
        TimeUnit.Week => 53,
        TimeUnit.Day => 366,
        _ => null,
    };
}
