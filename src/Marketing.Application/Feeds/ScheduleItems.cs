using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Application.Scheduling;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using MediatR;

namespace Marketing.Application.Feeds;

/// <summary>A date of a deadline, window, day or rhythm of a plan; or one without a date yet.</summary>
public sealed record ScheduleItemRow
{
    public static readonly Feed<ScheduleItemRow> Feed = new("schedule-items");

    [Flatten]
    public required PlanColumns Plan { get; init; }

    /// <summary>Section of the part.</summary>
    public required PlanSectionName Section { get; init; }

    /// <summary>Id of the part.</summary>
    public required Guid PartId { get; init; }

    /// <summary>Ref of the part in its plan.</summary>
    /// <example>T3</example>
    public required string PartRef { get; init; }

    /// <summary>Name of the part.</summary>
    /// <example>客户关系管理系统优化</example>
    public required string? PartTitle { get; init; }

    /// <summary>JSON pointer inside the part, to the value that states the time.</summary>
    /// <example>/subtasks/1/deadlines/0</example>
    public required string Pointer { get; init; }

    /// <summary>Name of the item inside the part that the time belongs to, such as a subtask.</summary>
    /// <example>系统定制开发</example>
    public required string? ItemTitle { get; init; }

    /// <summary>The kind of schedule item.</summary>
    public required ScheduleKind Kind { get; init; }

    /// <summary>The time as the plan words it.</summary>
    /// <example>3个月内</example>
    public required string? Text { get; init; }

    /// <summary>Whether it has a date, or the reason why not.</summary>
    public required ResolutionState State { get; init; }

    /// <summary>The date: a deadline's due day, a window's first day, or the day itself. Null if it has no date.</summary>
    public required DateOnly? Date { get; init; }

    /// <summary>First day of the span.</summary>
    public required DateOnly? StartDate { get; init; }

    /// <summary>Last day of the span, inclusive.</summary>
    public required DateOnly? EndDate { get; init; }

    /// <summary>Whether it has no end.</summary>
    public required bool OpenEnded { get; init; }

    /// <summary>Codes of the events that it counts from, joined by `; ` in CSV.</summary>
    public required IReadOnlyList<string> Anchors { get; init; }

    /// <summary>Why it has no date.</summary>
    public required WaitReason? WaitReason { get; init; }

    /// <summary>What it waits for: code of an event, placeholder, or ref of a part.</summary>
    /// <example>LAUNCH_DAY</example>
    public required string? WaitsFor { get; init; }
}

/// <summary>Reads the schedules of all plans.</summary>
public sealed record ListScheduleItems : PlanFeedArguments, IFeedQuery<ScheduleItemRow>
{
    /// <summary>Only items that end on or after this day, and those without a date. Recurring items are expanded from this day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Only items that begin on or before this day, and those without a date. At most three years after the first day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Only these kinds, separated by commas.</summary>
    [MaxLength(4)]
    public IReadOnlyList<ScheduleKind> Kinds { get; init; } = [];

    /// <summary>Which days of a recurring item to return.</summary>
    public RhythmDays Rhythms { get; init; } = RhythmDays.First;

    /// <summary>Only parts of these sections, separated by commas.</summary>
    [MaxLength(50)]
    public IReadOnlyList<PlanSectionName> Section { get; init; } = [];

    /// <summary>Only items of parts with this ref.</summary>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Ref { get; init; }

    /// <summary>Only items in these states, separated by commas.</summary>
    [MaxLength(5)]
    public IReadOnlyList<ResolutionState> State { get; init; } = [];

    IFeedQuery<ScheduleItemRow> IFeedQuery<ScheduleItemRow>.ForPage(string? cursor, int? pageSize) =>
        this with
        {
            Cursor = cursor,
            PageSize = pageSize ?? PageSize,
        };
}

internal sealed class ListScheduleItemsHandler(IMarketingDb db, PlanFeedReader plans)
    : IRequestHandler<ListScheduleItems, Result<Page<ScheduleItemRow>>>
{
    public async Task<Result<Page<ScheduleItemRow>>> Handle(ListScheduleItems query, CancellationToken cancellationToken)
    {
        var filter = new ScheduleArguments
        {
            From = query.From,
            To = query.To,
            Kinds = query.Kinds,
            Rhythms = query.Rhythms,
            State = query.State,
        };
        return ScheduleRange.Check(filter) is { } refused
            ? refused
            : await db.ReadConsistentlyAsync(
                () => plans.ReadAsync(query, plan => RowsOf(plan, filter, query.Section, query.Ref), cancellationToken),
                cancellationToken
            );
    }

    private static IEnumerable<PlacedRow<ScheduleItemRow>> RowsOf(
        PlanContent plan,
        ScheduleArguments filter,
        IReadOnlyList<PlanSectionName> sections,
        string? partRef
    )
    {
        var range = ScheduleRange.Of(filter, plan.Sources).Value;
        var entries = plan.Entries(range.First, range.Last);
        foreach (var part in plan.Parts.Where(IsAskedFor))
        {
            var asked = entries[part.Id].Where(entry => filter.Kinds.Count == 0 || filter.Kinds.Contains(entry.Kind)).ToList();
            foreach (var (index, item) in ScheduleRow.Of(asked, plan.Sources, filter.Rhythms).Select(row => row.Item).Index())
            {
                if (filter.Shows(item))
                {
                    yield return new(plan.PlaceOf(part, index), Row(plan.Plan, part, item));
                }
            }
        }

        bool IsAskedFor(ScheduledPart part) =>
            (sections.Count == 0 || sections.Contains(PlanContent.SectionOf(part)))
            && (partRef is null || PartRef.AreSame(partRef, part.Ref));
    }

    private static ScheduleItemRow Row(PlanColumns plan, ScheduledPart part, ScheduleItem item) =>
        new()
        {
            Plan = plan,
            Section = PlanContent.SectionOf(part),
            PartId = item.PartId,
            PartRef = item.Ref,
            PartTitle = item.Title,
            Pointer = item.Pointer,
            ItemTitle = item.ItemTitle,
            Kind = item.Kind,
            Text = item.Text,
            State = item.State,
            Date = item.Date,
            StartDate = item.Start,
            EndDate = item.End,
            OpenEnded = item.OpenEnded,
            Anchors = [.. item.ResolvedFrom.Select(anchor => anchor.Anchor)],
            WaitReason = item.WaitsFor?.Reason,
            WaitsFor = item.WaitsFor is { } wait ? wait.Anchor ?? wait.Placeholder ?? wait.Predecessor?.Ref : null,
        };
}
