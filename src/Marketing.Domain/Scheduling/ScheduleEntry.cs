using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Scheduling;

/// <summary>A part of a plan, as the schedule takes it in.</summary>
/// <param name="Id">Identifier of the part.</param>
/// <param name="Section">Name of its section, such as <c>workPackages</c>.</param>
/// <param name="Ref">Its name inside the plan.</param>
/// <param name="Content">What it says.</param>
public sealed record ScheduledPart(PlanPartId Id, string Section, string Ref, PlanPartContent Content);

/// <summary>One time that an event happened.</summary>
/// <param name="Code">Code of the event; codes compare without case, width and script.</param>
/// <param name="Date">The day on which it happened, or is set to happen.</param>
/// <param name="Subject">Ref of the part that it is about; null where it concerns the whole plan.</param>
public sealed record AnchorOccurrence(string Code, DateOnly Date, string? Subject = null);

/// <summary>What kind of time an entry of the schedule is.</summary>
public enum ScheduleKind
{
    /// <summary>Something is due: 計劃開始后10個月內.</summary>
    Deadline,

    /// <summary>A span in which something runs: T-6周至T-1周.</summary>
    Window,

    /// <summary>A day on which something happens: 2026年3月15日.</summary>
    Day,

    /// <summary>Something recurs: 每周一次.</summary>
    Recurrence,
}

/// <summary>Why an entry of the schedule has no dates yet.</summary>
public enum WaitReason
{
    /// <summary>An event has no date: it is not recorded, or the plan's header does not say it.</summary>
    Anchor,

    /// <summary>The text counts from nothing it names, and the plan's deadline policy is none.</summary>
    Policy,

    /// <summary>It follows another item whose end is not known.</summary>
    Predecessor,

    /// <summary>It holds a placeholder that nobody has filled.</summary>
    Placeholder,

    /// <summary>Its text is not understood.</summary>
    Unparsed,

    /// <summary>It names no pace or no end (定期, 隨時, 不定期), so that no dates follow from it.</summary>
    NoPace,
}

/// <summary>What an entry of the schedule waits for.</summary>
/// <param name="Reason">Why it has no dates.</param>
/// <param name="Anchor">Code of the event, for <see cref="WaitReason.Anchor"/>.</param>
/// <param name="Placeholder">The token, for <see cref="WaitReason.Placeholder"/>; null where the text is a label with nothing behind it.</param>
/// <param name="Predecessor">The item it follows, for <see cref="WaitReason.Predecessor"/>.</param>
public sealed record ScheduleWait(WaitReason Reason, string? Anchor = null, string? Placeholder = null, ItemPointer? Predecessor = null);

/// <summary>An item of a plan: a part, or something inside it.</summary>
/// <param name="Section">Name of the section.</param>
/// <param name="Ref">The part's name inside the plan.</param>
/// <param name="Pointer">JSON pointer inside the part; empty for the part itself.</param>
public sealed record ItemPointer(string Section, string Ref, string Pointer);

/// <summary>One occurrence of an entry.</summary>
/// <param name="Start">First day; null where only the day it is due is known.</param>
/// <param name="End">Last day, or the day it is due; null where it is open.</param>
/// <param name="ResolvedFrom">The events it counts from; empty where it stands on its own.</param>
/// <param name="Predecessor">The item after whose end it begins, under the policy that chains deadlines.</param>
public sealed record ScheduledDates(DateOnly? Start, DateOnly? End, IReadOnlyList<AnchorDate> ResolvedFrom, ItemPointer? Predecessor = null);

/// <summary>One dated thing of a plan's content: its words, and its dates or what it waits for.</summary>
public sealed record ScheduleEntry
{
    /// <summary>The part it stands in.</summary>
    public required ScheduledPart Part { get; init; }

    /// <summary>JSON pointer inside the part, such as <c>/subtasks/1/deadlines/0</c>; of the holder where start and end are two members of it.</summary>
    public required string Pointer { get; init; }

    /// <summary>Name of the part.</summary>
    public string? Title { get; init; }

    /// <summary>Name of the item inside the part that it belongs to, such as a subtask; null where it belongs to the part itself.</summary>
    public string? ItemTitle { get; init; }

    /// <summary>What kind of time it is.</summary>
    public required ScheduleKind Kind { get; init; }

    /// <summary>The plan's own words.</summary>
    public string? Text { get; init; }

    /// <summary>The value itself: a <see cref="Deadline"/>, <see cref="PeriodWindow"/>, <see cref="PlannedDate"/> or <see cref="Frequency"/>.</summary>
    public required object Value { get; init; }

    /// <summary>What has become of it. A rhythm is resolved once its beginning is known, whether or not an occurrence lies in the range asked for.</summary>
    public required ResolutionState State { get; init; }

    /// <summary>Its dates in order, one for each time its event happens or each occurrence of its rhythm in the range; empty unless resolved.</summary>
    public IReadOnlyList<ScheduledDates> Dates { get; init; } = [];

    /// <summary>What it waits for; null where it is resolved.</summary>
    public ScheduleWait? WaitsFor { get; init; }

    /// <summary>Its rhythm, where it recurs.</summary>
    public Frequency? Rhythm { get; init; }

    /// <summary>Whether it goes on without end.</summary>
    public bool IsOpenEnded => Kind != ScheduleKind.Recurrence && Dates.Any(dates => dates.End is null);

    /// <summary>The day it is due at last; null while it has none.</summary>
    public DateOnly? Due => Dates.Count > 0 ? Dates[^1].End : null;
}
