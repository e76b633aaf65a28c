using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Application.Occurrences;
using Marketing.Domain.Approvals;
using Marketing.Domain.Occurrences;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Application.Calendar;

/// <summary>Kinds of calendar entries.</summary>
public enum CalendarKind
{
    /// <summary>A deadline of a task or another item, on the day it is due.</summary>
    Deadline,

    /// <summary>A period, such as a phase or the time of a campaign.</summary>
    Window,

    /// <summary>A day that the plan names.</summary>
    Day,

    /// <summary>A milestone.</summary>
    Milestone,

    /// <summary>A day of something that recurs, such as a meeting.</summary>
    Occurrence,

    /// <summary>A decision that somebody is asked for, on the last day before it is due.</summary>
    Approval,

    /// <summary>A campaign, from its first to its last day.</summary>
    Campaign,

    /// <summary>Content of a campaign or a content asset, on the day it is published.</summary>
    Content,
}

/// <summary>An entry of the calendar: all-day, over one or more days.</summary>
public sealed record CalendarEntry
{
    /// <summary>What kind of entry it is.</summary>
    public required CalendarKind Kind { get; init; }

    /// <summary>The day that entries are sorted by: the first day of a window, the due day of anything else.</summary>
    /// <example>2027-03-31</example>
    public required DateOnly Date { get; init; }

    /// <summary>First day; null if only the due day is known.</summary>
    /// <example>2027-03-01</example>
    public required DateOnly? Start { get; init; }

    /// <summary>Last day, inclusive; null if it is open-ended.</summary>
    /// <example>2027-03-31</example>
    public required DateOnly? End { get; init; }

    /// <summary>Name of the part, or of the plan that waits for a decision.</summary>
    /// <example>客户关系管理系统优化</example>
    public required string? Title { get; init; }

    /// <summary>Name of the item inside the part, such as a subtask.</summary>
    /// <example>系统定制开发</example>
    public required string? ItemTitle { get; init; }

    /// <summary>The time as the plan words it.</summary>
    /// <example>3个月内</example>
    public required string? Text { get; init; }

    /// <summary>The parties named with it: owners, participants, recipients.</summary>
    [MaxLength(1_000)]
    public required IReadOnlyList<string> Parties { get; init; }

    /// <summary>The plan; null for a decision about something else.</summary>
    public required Guid? PlanId { get; init; }

    /// <summary>Code of the plan.</summary>
    /// <example>BRAND-2027</example>
    public required string? PlanCode { get; init; }

    /// <summary>Title of the plan.</summary>
    /// <example>2027 年度品牌维护计划</example>
    public required string? PlanTitle { get; init; }

    /// <summary>Section of the part.</summary>
    public required PlanSectionName? Section { get; init; }

    /// <summary>Id of the part.</summary>
    public required Guid? PartId { get; init; }

    /// <summary>Ref of the part, or of the item inside it.</summary>
    /// <example>T3</example>
    public required string? Ref { get; init; }

    /// <summary>Id of the campaign; null for entries of plans.</summary>
    public Guid? CampaignId { get; init; }

    /// <summary>Id of the content asset; null for other entries.</summary>
    public Guid? ContentAssetId { get; init; }

    /// <summary>Id of the occurrence, once it is stored.</summary>
    public required Guid? OccurrenceId { get; init; }

    /// <summary>Whether the occurrence is to come, due, held, skipped or missed.</summary>
    public required OccurrenceState? OccurrenceState { get; init; }

    /// <summary>Id of the approval.</summary>
    public required Guid? ApprovalId { get; init; }

    /// <summary>The step that waits for a decision.</summary>
    public required ApprovalStep? ApprovalStep { get; init; }

    /// <summary>When the decision is due, in UTC.</summary>
    public required DateTime? DueAt { get; init; }
}

/// <summary>Lists the entries of the calendar by date.</summary>
public sealed record GetCalendar : IQuery<Page<CalendarEntry>>
{
    /// <summary>First day. Defaults to 30 days before today, or before `to` if that is earlier.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day, at most 400 days after the first; defaults to 90 days after it.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Only these kinds, separated by commas.</summary>
    [MaxLength(8)]
    public IReadOnlyList<CalendarKind> Kinds { get; init; } = [];

    /// <summary>
    /// Only entries of these plans, up to 200, separated by commas. Without it, of all plans that are active or suspended, at most 200.
    /// </summary>
    [MaxLength(PlansAtWork.Most)]
    public IReadOnlyList<Guid> PlanId { get; init; } = [];

    /// <summary>Only entries that name this party of the catalogue, and decisions asked of it.</summary>
    public Guid? PartyId { get; init; }

    /// <summary>Entries per page.</summary>
    [Range(1, ListArguments.LargestPage)]
    public int PageSize { get; init; } = 200;

    /// <summary>The `nextCursor` of the previous page. All other parameters must be unchanged.</summary>
    [MaxLength(ListArguments.MaxCursorLength)]
    public string? Cursor { get; init; }
}
