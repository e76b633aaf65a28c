using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Values;
using Marketing.Domain.Workspaces;

namespace Marketing.Application.Scheduling;

/// <summary>Filters, range and preview settings of a schedule.</summary>
public sealed record ScheduleArguments
{
    /// <summary>
    /// First day of the range. Defaults to the start of the plan, or its first event with a date. Recurring items are expanded from this
    /// day. Other items before it are left out only if the parameter is sent.
    /// </summary>
    public DateOnly? From { get; init; }

    /// <summary>
    /// Last day of the range, at most three years after the first; defaults to one year. Recurring items are expanded up to this day.
    /// Other items after it are left out only if the parameter is sent.
    /// </summary>
    public DateOnly? To { get; init; }

    /// <summary>Only these kinds, separated by commas.</summary>
    [MaxLength(4)]
    public IReadOnlyList<ScheduleKind> Kinds { get; init; } = [];

    /// <summary>
    /// Which days of a recurring item to return: by default every day in the range. With `first`, it appears once, so that daily ones do
    /// not fill the pages.
    /// </summary>
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

    /// <summary>Preview: the schedule with this launch day. Nothing is saved.</summary>
    public DateOnly? LaunchDate { get; init; }

    /// <summary>Preview: the schedule if the plan started on this day. Nothing is saved.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Preview: the schedule if the plan ended on this day. Nothing is saved.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Preview: the schedule with this policy for deadlines that name no event. Nothing is saved.</summary>
    public DeadlinePolicy? DeadlinePolicy { get; init; }

    /// <summary>Which content to read. By default the working copy.</summary>
    public PlanView? View { get; init; }

    /// <summary>Items per page.</summary>
    [Range(1, ListArguments.MaxPageSize)]
    public int PageSize { get; init; } = 50;

    /// <summary>The <c>nextCursor</c> of the previous page. All other parameters must be unchanged.</summary>
    [MaxLength(ListArguments.MaxCursorLength)]
    public string? Cursor { get; init; }

    /// <summary>
    /// Whether the filters include an item. A window is in the range if any of its days is; any other item if its day is. Items without a
    /// date are always in the range.
    /// </summary>
    internal bool Shows(ScheduleItem item) =>
        (State.Count == 0 || State.Contains(item.State)) && (item.Date is not { } day || IsInRange(item, day));

    private bool IsInRange(ScheduleItem item, DateOnly day)
    {
        var isSpan = item.Kind == ScheduleKind.Window || item.OpenEnded;
        var first = isSpan ? item.Start ?? day : day;
        var last = isSpan ? item.End ?? DateOnly.MaxValue : day;
        return (From is null || last >= From) && (To is null || first <= To);
    }
}

/// <summary>Which days of a recurring item a schedule returns.</summary>
public enum RhythmDays
{
    /// <summary>Every day on which it occurs.</summary>
    All,

    /// <summary>Only the first day in the range.</summary>
    First,
}

/// <summary>
/// The resolved calendar of a plan. Each page has dated items, then items without a date, and the settings the dates were computed from.
/// </summary>
public sealed record ScheduleResponse : IPage
{
    /// <summary>The plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>The items by date. Items without a date follow at the end, in the order of the plan.</summary>
    [MaxLength(ListArguments.MaxPageSize)]
    public required IReadOnlyList<ScheduleItem> Items { get; init; }

    /// <summary>Cursor of the next page; null on the last page.</summary>
    [MaxLength(ListArguments.MaxCursorLength)]
    public required string? NextCursor { get; init; }

    /// <summary>Path and query of the next page on this server, as in the <c>Link</c> header; null on the last page.</summary>
    [MaxLength(ListArguments.MaxLinkLength)]
    public string? NextLink { get; init; }

    /// <summary>Number of items on all pages.</summary>
    /// <example>86</example>
    public required int Total { get; init; }

    /// <summary>How many items have dates, and what the others are waiting for.</summary>
    public required ScheduleSummary Summary { get; init; }

    /// <summary>The dates and rules from which the items were resolved.</summary>
    public required ScheduleBasis Basis { get; init; }

    IPage IPage.WithNextLink(string link) => this with { NextLink = link };
}

/// <summary>A date of a deadline, window, day or rhythm; or one without a date yet.</summary>
public sealed record ScheduleItem
{
    /// <summary>
    /// The date that items are sorted by: a deadline's due day, a window's first day, or the day itself. Null if it has no date.
    /// </summary>
    /// <example>2026-03-31</example>
    public required DateOnly? Date { get; init; }

    /// <summary>First day of the span; null if it has no first day or no date.</summary>
    /// <example>2026-01-01</example>
    public required DateOnly? Start { get; init; }

    /// <summary>Last day of the span, inclusive, or the due day of a deadline. Null if it is open-ended or has no date.</summary>
    /// <example>2026-03-31</example>
    public required DateOnly? End { get; init; }

    /// <summary>Whether it has no end.</summary>
    public required bool OpenEnded { get; init; }

    /// <summary>The kind of schedule item.</summary>
    public required ScheduleKind Kind { get; init; }

    /// <summary>Whether it has a date, or the reason why not.</summary>
    public required ResolutionState State { get; init; }

    /// <summary>Section of the part.</summary>
    /// <example>workPackages</example>
    public required string Section { get; init; }

    /// <summary>Type of the part, named as in the audit trail and the change feed.</summary>
    /// <example>workPackage</example>
    public required string Type { get; init; }

    /// <summary>Id of the part.</summary>
    public required Guid PartId { get; init; }

    /// <summary>Ref of the part in its plan.</summary>
    /// <example>T3</example>
    public required string Ref { get; init; }

    /// <summary>JSON pointer inside the part, to the value that states the time.</summary>
    /// <example>/subtasks/1/deadlines/0</example>
    public required string Pointer { get; init; }

    /// <summary>Name of the part; null if it has none.</summary>
    /// <example>客户关系管理系统优化</example>
    public required string? Title { get; init; }

    /// <summary>Name of the item inside the part, such as a subtask; null for the part itself.</summary>
    /// <example>系统定制开发</example>
    public required string? ItemTitle { get; init; }

    /// <summary>The time as the plan words it.</summary>
    /// <example>3个月内</example>
    public required string? Text { get; init; }

    /// <summary>The events it counts from, with their codes and days. Empty if it depends on no event or has no date.</summary>
    public required IReadOnlyList<AnchorDate> ResolvedFrom { get; init; }

    /// <summary>The item after which it begins, under a policy that chains deadlines.</summary>
    public required ItemPointer? Follows { get; init; }

    /// <summary>Why it has no date; null if it has one.</summary>
    public required ScheduleWait? WaitsFor { get; init; }

    /// <summary>How a window of two numbers (4-6个月) was read; null if it has one reading only.</summary>
    public required WindowReading? WindowReading { get; init; }

    /// <summary>The frequency of a recurring item. Every day in the range is an item, unless `rhythms=first` is set.</summary>
    public required Frequency? Rhythm { get; init; }
}

/// <summary>
/// How many entries have dates. Counts everything that the filters for kinds, sections and ref select, whatever the range, state and
/// page.
/// </summary>
public sealed record ScheduleSummary
{
    /// <summary>Number of deadlines, windows, days and rhythms; a recurring one counts once.</summary>
    /// <example>52</example>
    public required int Count { get; init; }

    /// <summary>Number of entries with dates.</summary>
    /// <example>40</example>
    public required int Resolved { get; init; }

    /// <summary>Number of entries waiting for an event, a date of the plan's header or an earlier item.</summary>
    /// <example>8</example>
    public required int Waiting { get; init; }

    /// <summary>Number of entries that never have dates (定期).</summary>
    /// <example>2</example>
    public required int Undated { get; init; }

    /// <summary>Number of entries with an open placeholder.</summary>
    /// <example>1</example>
    public required int Open { get; init; }

    /// <summary>Number of entries whose text could not be parsed.</summary>
    /// <example>1</example>
    public required int Unparsed { get; init; }

    /// <summary>What entries without dates are waiting for, most frequent first; at most 200.</summary>
    [MaxLength(ScheduleSummaryLimits.Groups)]
    public required IReadOnlyList<WaitingGroup> WaitsFor { get; init; }
}

internal static class ScheduleSummaryLimits
{
    public const int Groups = 200;
}

/// <summary>A reason for which entries have no dates.</summary>
/// <param name="Reason">Why they have no dates.</param>
/// <param name="Anchor">Code of the event; null for other reasons.</param>
/// <param name="Count">Number of entries.</param>
public sealed record WaitingGroup(WaitReason Reason, string? Anchor, int Count);

/// <summary>The dates and settings from which a schedule was computed.</summary>
public sealed record ScheduleBasis
{
    /// <summary>First day of the plan; null while it is a placeholder.</summary>
    public required DateOnly? Start { get; init; }

    /// <summary>Last day of the plan; null while it is a placeholder.</summary>
    public required DateOnly? End { get; init; }

    /// <summary>Day of the launch; null while it is a placeholder.</summary>
    public required DateOnly? LaunchDate { get; init; }

    /// <summary>How deadlines without an event are resolved.</summary>
    public required DeadlinePolicy DeadlinePolicy { get; init; }

    /// <summary>IANA time zone of the dates.</summary>
    /// <example>Asia/Shanghai</example>
    public required string TimeZone { get; init; }

    /// <summary>The working days of the week.</summary>
    public required IReadOnlyList<Weekday> WorkingDays { get; init; }

    /// <summary>The public holidays of the workspace, which are no working days.</summary>
    [MaxLength(WorkspaceSettings.MostHolidays)]
    public required IReadOnlyList<DateOnly> Holidays { get; init; }

    /// <summary>The recorded events, by date.</summary>
    [MaxLength(PlanAnchor.Most)]
    public required IReadOnlyList<RecordedAnchor> Anchors { get; init; }

    /// <summary>First day for which recurring items are expanded; null if the plan has no date at all.</summary>
    public required DateOnly? From { get; init; }

    /// <summary>Last day for which recurring items are expanded.</summary>
    public required DateOnly? To { get; init; }

    /// <summary>Whether preview parameters replaced settings of the plan.</summary>
    public required bool Preview { get; init; }
}

/// <summary>A recorded event in a schedule.</summary>
/// <param name="Id">Id of the event.</param>
/// <param name="Code">Code of the event.</param>
/// <param name="Date">Day of the event.</param>
/// <param name="Subject">Ref of the part it is about; null for the whole plan, or if the part was deleted.</param>
/// <param name="Name">Name of the event, as text.</param>
public sealed record RecordedAnchor(Guid Id, string Code, DateOnly Date, string? Subject, string? Name);

/// <summary>The range ends before it begins.</summary>
public sealed record ScheduleRangeReversed(DateOnly From, DateOnly To) : InputError("schedule.rangeReversed")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/to", Code, Args)];
}

/// <summary>The range is longer than allowed.</summary>
public sealed record ScheduleRangeTooLong(int Years) : InputError("schedule.rangeTooLong")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/to", Code, Args)];
}

/// <summary>The recurring items have more days in the range than one response can contain.</summary>
public sealed record ScheduleTooLarge(int Max) : InputError("schedule.tooLarge")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/to", Code, Args)];
}

public sealed record ScheduleSectionUnknown(string Section, IReadOnlyList<string> Allowed) : InputError("schedule.sectionUnknown")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/sections", Code, Args)];
}
