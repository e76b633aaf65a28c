using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Scheduling;

/// <summary>A part of a plan, as input of the schedule.</summary>
/// <param name="Id">Id of the part.</param>
/// <param name="Section">Name of its section, such as <c>workPackages</c>.</param>
/// <param name="Ref">Ref of the part, unique in the plan.</param>
/// <param name="Content">Content of the part.</param>
public sealed record ScheduledPart(PlanPartId Id, string Section, string Ref, PlanPartContent Content);

/// <summary>One occurrence of an event.</summary>
/// <param name="Code">Code of the event; codes ignore case, width and script.</param>
/// <param name="Date">The day on which it happened or will happen.</param>
/// <param name="Subject">Ref of the part that it is about; null if it is about the whole plan.</param>
public sealed record AnchorOccurrence(string Code, DateOnly Date, string? Subject = null);

/// <summary>The kind of a schedule entry.</summary>
public enum ScheduleKind
{
    /// <summary>A deadline: 计划开始后10个月内.</summary>
    Deadline,

    /// <summary>A time window: T-6周至T-1周.</summary>
    Window,

    /// <summary>A calendar date: 2026年3月15日.</summary>
    Day,

    /// <summary>A recurring activity: 每周一次.</summary>
    Recurrence,
}

/// <summary>Why a schedule entry has no dates.</summary>
public enum WaitReason
{
    /// <summary>Its event has no date: the event is not recorded, or the date is missing in the plan's header.</summary>
    Anchor,

    /// <summary>The text names no event, and the plan's deadline policy is `none`.</summary>
    Policy,

    /// <summary>It follows another item without a known end.</summary>
    Predecessor,

    /// <summary>It contains a placeholder that is still open.</summary>
    Placeholder,

    /// <summary>Its text could not be parsed.</summary>
    Unparsed,

    /// <summary>It states no interval or no end (定期, 随时, 不定期), so it can have no dates.</summary>
    NoPace,
}

/// <summary>What a schedule entry waits for.</summary>
/// <param name="Reason">Why it has no dates.</param>
/// <param name="Anchor">Code of the event, if the reason is `anchor`.</param>
/// <param name="Placeholder">The placeholder, if the reason is `placeholder`; null for a label without a value.</param>
/// <param name="Predecessor">The item that it follows, if the reason is `predecessor`.</param>
public sealed record ScheduleWait(WaitReason Reason, string? Anchor = null, string? Placeholder = null, ItemPointer? Predecessor = null);

/// <summary>An item of a plan: a part, or something inside a part.</summary>
/// <param name="Section">Name of the section.</param>
/// <param name="Ref">Ref of the part, unique in the plan.</param>
/// <param name="Pointer">JSON pointer inside the part; empty for the part itself.</param>
public sealed record ItemPointer(string Section, string Ref, string Pointer);

/// <summary>One occurrence of a schedule entry.</summary>
/// <param name="Start">First day; null if only the due date is known.</param>
/// <param name="End">Last day or due date; null if it is open-ended.</param>
/// <param name="ResolvedFrom">The events that it counts from; empty for a calendar date.</param>
/// <param name="Predecessor">The item that it follows, for <see cref="DeadlinePolicy.AfterPredecessor"/>.</param>
public sealed record ScheduledDates(
    DateOnly? Start,
    DateOnly? End,
    IReadOnlyList<AnchorDate> ResolvedFrom,
    ItemPointer? Predecessor = null
);

/// <summary>An entry of a plan's schedule: a time value with its text, and its dates or what it waits for.</summary>
public sealed record ScheduleEntry
{
    /// <summary>The part that contains the value.</summary>
    public required ScheduledPart Part { get; init; }

    /// <summary>
    /// JSON pointer inside the part, such as <c>/subtasks/1/deadlines/0</c>. For a window given by two
    /// fields, start and end, it points to the record that contains them.
    /// </summary>
    public required string Pointer { get; init; }

    /// <summary>Title of the part.</summary>
    public string? Title { get; init; }

    /// <summary>Title of the item inside the part, such as a subtask; null if the value belongs to the part itself.</summary>
    public string? ItemTitle { get; init; }

    /// <summary>The kind of the entry.</summary>
    public required ScheduleKind Kind { get; init; }

    /// <summary>The original text of the plan.</summary>
    public string? Text { get; init; }

    /// <summary>
    /// The value: a <see cref="Deadline"/>, <see cref="PeriodWindow"/>, <see cref="PlannedDate"/> or <see cref="Frequency"/>.
    /// </summary>
    public required object Value { get; init; }

    /// <summary>Whether it has dates. A frequency is resolved once its start is known, even if no occurrence lies in the range.</summary>
    public required ResolutionState State { get; init; }

    /// <summary>Its dates in order: one per occurrence of its event, or of its frequency in the range. Empty unless resolved.</summary>
    public IReadOnlyList<ScheduledDates> Dates { get; init; } = [];

    /// <summary>What it waits for; null if it is resolved.</summary>
    public ScheduleWait? WaitsFor { get; init; }

    /// <summary>How its window was read; null unless it is a window of two numbers (4-6个月) that has two readings.</summary>
    public WindowChoice? WindowChoice { get; init; }

    /// <summary>Its frequency, if it recurs.</summary>
    public Frequency? Rhythm { get; init; }

    /// <summary>The last due date; null if there is none.</summary>
    public DateOnly? Due => Dates.Count > 0 ? Dates[^1].End : null;
}
