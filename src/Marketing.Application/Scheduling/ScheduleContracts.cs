using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Values;

namespace Marketing.Application.Scheduling;

/// <summary>Which part of the schedule to answer, and under which dates.</summary>
public sealed record ScheduleArguments
{
    /// <summary>
    /// First day. Rhythms are written out from it; by default from the start of the plan, else from the first event with a date. Only where it is given are
    /// other items before it left out.
    /// </summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day, at most three years after the first. Rhythms are written out up to it; by default for a year. Only where it is given are other items after it left out.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Only these kinds, separated by commas.</summary>
    [MaxLength(4)]
    public IReadOnlyList<ScheduleKind> Kinds { get; init; } = [];

    /// <summary>Which days of a rhythm are items: by default each one in the range. With `first`, a rhythm is one item however often it occurs, so that daily ones do not fill the pages.</summary>
    public RhythmDays Rhythms { get; init; } = RhythmDays.All;

    /// <summary>Only parts of these sections (<c>workPackages,phases</c>), separated by commas.</summary>
    [MaxLength(50)]
    [Items(PlanPart.SectionLength, Pattern = "^[a-z][A-Za-z]*$")]
    public IReadOnlyList<string> Sections { get; init; } = [];

    /// <summary>Only the part with this ref.</summary>
    [MaxLength(PlanPart.RefLength)]
    public string? Ref { get; init; }

    /// <summary>Only items in these states, separated by commas.</summary>
    [MaxLength(5)]
    public IReadOnlyList<ResolutionState> State { get; init; } = [];

    /// <summary>What if: the schedule as it would be with this launch day. Nothing is written.</summary>
    public DateOnly? LaunchDate { get; init; }

    /// <summary>What if: the schedule as it would be if the plan started on this day. Nothing is written.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>What if: the schedule as it would be if the plan ended on this day. Nothing is written.</summary>
    public DateOnly? End { get; init; }

    /// <summary>What if: the schedule as it would be under this policy for deadlines that name no event. Nothing is written.</summary>
    public DeadlinePolicy? DeadlinePolicy { get; init; }

    /// <summary>Items per page.</summary>
    [Range(1, ListArguments.MaxPageSize)]
    public int PageSize { get; init; } = 50;

    /// <summary>Where to go on: the <c>nextCursor</c> of the page before, with all other arguments unchanged.</summary>
    [MaxLength(ListArguments.MaxCursorLength)]
    public string? Cursor { get; init; }

    /// <summary>
    /// Whether an item is in the range and in one of the states. A window is in the range if any of its days is, anything else if its day is,
    /// and what has no date always.
    /// </summary>
    internal bool Shows(ScheduleItem item) => (State.Count == 0 || State.Contains(item.State)) && (item.Date is not { } day || IsInRange(item, day));

    private bool IsInRange(ScheduleItem item, DateOnly day)
    {
        var isSpan = item.Kind == ScheduleKind.Window || item.OpenEnded;
        var first = isSpan ? item.Start ?? day : day;
        var last = isSpan ? item.End ?? DateOnly.MaxValue : day;
        return (From is null || last >= From) && (To is null || first <= To);
    }
}

/// <summary>Which days of a rhythm a schedule answers.</summary>
public enum RhythmDays
{
    /// <summary>Each day on which it occurs.</summary>
    All,

    /// <summary>The first day in the range.</summary>
    First,
}

/// <summary>The resolved calendar of a plan: a page of dated items, then of those that wait, with what it was made from and what is still missing.</summary>
public sealed record ScheduleResponse : IPage
{
    /// <summary>The plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>The items by date; those without a date stand at the end, in the order of the plan.</summary>
    [MaxLength(ListArguments.MaxPageSize)]
    public required IReadOnlyList<ScheduleItem> Items { get; init; }

    /// <summary>Pass it as <c>cursor</c> for the next page; null on the last one.</summary>
    [MaxLength(ListArguments.MaxCursorLength)]
    public required string? NextCursor { get; init; }

    /// <summary>Number of items over all pages.</summary>
    /// <example>86</example>
    public required int Total { get; init; }

    /// <summary>How much is settled, and what the rest waits for.</summary>
    public required ScheduleSummary Summary { get; init; }

    /// <summary>The dates and rules that the items were resolved against.</summary>
    public required ScheduleBasis Basis { get; init; }
}

/// <summary>One date of one deadline, window, day or rhythm of a plan; or one that has no date yet.</summary>
public sealed record ScheduleItem
{
    /// <summary>The day by which it stands in its order: when a deadline is due, when a window begins, the day itself. Null while it has no date.</summary>
    /// <example>2026-03-31</example>
    public required DateOnly? Date { get; init; }

    /// <summary>First day of its span; null where it has none, or no date.</summary>
    /// <example>2026-01-01</example>
    public required DateOnly? Start { get; init; }

    /// <summary>Last day of its span, both included; the day a deadline is due. Null where it is open, or has no date.</summary>
    /// <example>2026-03-31</example>
    public required DateOnly? End { get; init; }

    /// <summary>Whether it goes on without end.</summary>
    public required bool OpenEnded { get; init; }

    /// <summary>What kind of time it is.</summary>
    public required ScheduleKind Kind { get; init; }

    /// <summary>What has become of it.</summary>
    public required ResolutionState State { get; init; }

    /// <summary>Section of the part.</summary>
    /// <example>workPackages</example>
    public required string Section { get; init; }

    /// <summary>Type of the part, as audit trail and change feed name it.</summary>
    /// <example>workPackage</example>
    public required string Type { get; init; }

    /// <summary>Id of the part.</summary>
    public required Guid PartId { get; init; }

    /// <summary>The part's name inside its plan.</summary>
    /// <example>T3</example>
    public required string Ref { get; init; }

    /// <summary>JSON pointer inside the part, to the value that says the time.</summary>
    /// <example>/subtasks/1/deadlines/0</example>
    public required string Pointer { get; init; }

    /// <summary>Name of the part; null where it has none.</summary>
    /// <example>客户关系管理系统优化</example>
    public required string? Title { get; init; }

    /// <summary>Name of the item inside the part that the time belongs to, such as a subtask; null for the part itself.</summary>
    /// <example>系统定制开发</example>
    public required string? ItemTitle { get; init; }

    /// <summary>The time in the plan's own words.</summary>
    /// <example>3个月内</example>
    public required string? Text { get; init; }

    /// <summary>The events it counts from, with their days, under the codes they are recorded by; empty where it stands on its own, or waits.</summary>
    public required IReadOnlyList<AnchorDate> ResolvedFrom { get; init; }

    /// <summary>The item after whose end it begins, under the policy that chains deadlines.</summary>
    public required ItemPointer? Follows { get; init; }

    /// <summary>Why it has no date; null where it has one.</summary>
    public required ScheduleWait? WaitsFor { get; init; }

    /// <summary>The rhythm, where it recurs; each day of it in the range is an item, unless only the first is asked for.</summary>
    public required Frequency? Rhythm { get; init; }
}

/// <summary>How much of a schedule is settled: of what the filters for kinds, sections and ref select, whatever the range, the state and the page.</summary>
public sealed record ScheduleSummary
{
    /// <summary>Deadlines, windows, days and rhythms, each counted once however often it occurs.</summary>
    /// <example>52</example>
    public required int Count { get; init; }

    /// <summary>Those with dates.</summary>
    /// <example>40</example>
    public required int Resolved { get; init; }

    /// <summary>Those that wait for an event, a date of the header or an item before them.</summary>
    /// <example>8</example>
    public required int Waiting { get; init; }

    /// <summary>Those that have no dates by their nature (定期).</summary>
    /// <example>2</example>
    public required int Undated { get; init; }

    /// <summary>Those that hold an open placeholder.</summary>
    /// <example>1</example>
    public required int Open { get; init; }

    /// <summary>Those whose words are not understood.</summary>
    /// <example>1</example>
    public required int Unparsed { get; init; }

    /// <summary>What those without dates wait for, the most wanted first; at most 200.</summary>
    [MaxLength(ScheduleSummaryLimits.Groups)]
    public required IReadOnlyList<WaitingGroup> WaitsFor { get; init; }
}

internal static class ScheduleSummaryLimits
{
    public const int Groups = 200;
}

/// <summary>Something that entries of a schedule wait for.</summary>
/// <param name="Reason">Why they have no dates.</param>
/// <param name="Anchor">Code of the event; null for other reasons.</param>
/// <param name="Count">How many entries wait for it.</param>
public sealed record WaitingGroup(WaitReason Reason, string? Anchor, int Count);

/// <summary>What a schedule was made from.</summary>
public sealed record ScheduleBasis
{
    /// <summary>First day of the plan; null while it is a placeholder.</summary>
    public required DateOnly? Start { get; init; }

    /// <summary>Last day of the plan; null while it is a placeholder.</summary>
    public required DateOnly? End { get; init; }

    /// <summary>Day of the launch; null while it is a placeholder.</summary>
    public required DateOnly? LaunchDate { get; init; }

    /// <summary>How deadlines without an event are read.</summary>
    public required DeadlinePolicy DeadlinePolicy { get; init; }

    /// <summary>IANA time zone in which the dates are read.</summary>
    /// <example>Asia/Shanghai</example>
    public required string TimeZone { get; init; }

    /// <summary>Days on which work is planned.</summary>
    public required IReadOnlyList<Weekday> WorkingDays { get; init; }

    /// <summary>The recorded events, by date.</summary>
    [MaxLength(PlanAnchor.Most)]
    public required IReadOnlyList<RecordedAnchor> Anchors { get; init; }

    /// <summary>First day for which rhythms are written out; null where nothing gives the plan a date.</summary>
    public required DateOnly? From { get; init; }

    /// <summary>Last day for which rhythms are written out.</summary>
    public required DateOnly? To { get; init; }

    /// <summary>Whether what-if arguments stand in for what the plan says.</summary>
    public required bool Preview { get; init; }
}

/// <summary>A recorded event, in short.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">Its code.</param>
/// <param name="Date">Its day.</param>
/// <param name="Subject">Ref of the part it is about; null for the whole plan, and where the part has left the plan.</param>
/// <param name="Name">What happened, in words.</param>
public sealed record RecordedAnchor(Guid Id, string Code, DateOnly Date, string? Subject, string? Name);

/// <summary>The range asked for ends before it begins.</summary>
public sealed record ScheduleRangeReversed(DateOnly From, DateOnly To) : InputError("schedule.rangeReversed")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/to", Code, Args)];
}

/// <summary>The range asked for is too long to be written out.</summary>
public sealed record ScheduleRangeTooLong(int Years) : InputError("schedule.rangeTooLong")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/to", Code, Args)];
}

/// <summary>The plan's rhythms have more days in the range than one answer is made from.</summary>
public sealed record ScheduleTooLarge(int Max) : InputError("schedule.tooLarge")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/to", Code, Args)];
}

public sealed record ScheduleSectionUnknown(string Section, IReadOnlyList<string> Allowed) : InputError("schedule.sectionUnknown")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/sections", Code, Args)];
}
