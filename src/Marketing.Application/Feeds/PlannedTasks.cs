using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Values;
using MediatR;

namespace Marketing.Application.Feeds;

/// <summary>Whether a row is a whole work package or a part of one.</summary>
public enum PlannedTaskLevel
{
    /// <summary>Work package.</summary>
    WorkPackage,

    /// <summary>Subtask of a work package.</summary>
    Subtask,
}

/// <summary>A work package or subtask of a plan, with its owners and due date.</summary>
public sealed record PlannedTaskRow
{
    public static readonly Feed<PlannedTaskRow> Feed = new("planned-tasks");

    [Flatten]
    public required PlanColumns Plan { get; init; }

    /// <summary>Whether it is a work package or a subtask.</summary>
    public required PlannedTaskLevel Level { get; init; }

    /// <summary>Id of the work package.</summary>
    public required Guid WorkPackageId { get; init; }

    /// <summary>Ref of the work package in its plan.</summary>
    /// <example>T3</example>
    public required string WorkPackageRef { get; init; }

    /// <summary>Name of the work package.</summary>
    /// <example>客户满意度调查与分析</example>
    public required string WorkPackageName { get; init; }

    /// <summary>Number of the subtask in its work package, from 1; null for a work package.</summary>
    /// <example>2</example>
    public required int? Subtask { get; init; }

    /// <summary>Number or letter of the task in the plan.</summary>
    /// <example>2.1</example>
    public required string? TaskCode { get; init; }

    /// <summary>Name of the task.</summary>
    /// <example>调查问卷设计</example>
    public required string TaskName { get; init; }

    /// <summary>What needs to be done.</summary>
    public required string? Description { get; init; }

    /// <summary>Ref of the phase that the work package belongs to.</summary>
    public required string? PhaseRef { get; init; }

    /// <summary>Priority of the work package.</summary>
    public required Priority? Priority { get; init; }

    /// <summary>The owners as the plan words them.</summary>
    /// <example>市场部、客户服务部</example>
    public required string? OwnerText { get; init; }

    /// <summary>Ids of the owners that are linked to parties, joined by `; ` in CSV.</summary>
    public required IReadOnlyList<Guid> OwnerIds { get; init; }

    /// <summary>Names of these parties, in the same order.</summary>
    public required IReadOnlyList<string> OwnerNames { get; init; }

    /// <summary>Refs of the objectives that the work package serves.</summary>
    public required IReadOnlyList<string> ObjectiveRefs { get; init; }

    /// <summary>Refs of the work packages that must be finished first.</summary>
    public required IReadOnlyList<string> PredecessorRefs { get; init; }

    /// <summary>The deadlines of the task as the plan words them.</summary>
    /// <example>3个月内</example>
    public required string? DeadlineText { get; init; }

    /// <summary>First day of the deadlines' spans.</summary>
    public required DateOnly? StartDate { get; init; }

    /// <summary>The day on which the task is due; null if a deadline has no date.</summary>
    public required DateOnly? DueDate { get; init; }

    /// <summary>State of the least resolved deadline; null without deadlines.</summary>
    public required ResolutionState? DueState { get; init; }

    /// <summary>Why the due date is missing.</summary>
    public required WaitReason? WaitReason { get; init; }

    /// <summary>What the due date waits for: code of an event, placeholder, or ref of a part.</summary>
    /// <example>LAUNCH_DAY</example>
    public required string? WaitsFor { get; init; }
}

/// <summary>Reads the work packages and subtasks of all plans.</summary>
public sealed record ListPlannedTasks : PlanFeedArguments, IFeedQuery<PlannedTaskRow>
{
    /// <summary>Only tasks owned by this party; finds only owners that are linked.</summary>
    public Guid? PartyId { get; init; }

    IFeedQuery<PlannedTaskRow> IFeedQuery<PlannedTaskRow>.ForPage(string? cursor, int? pageSize) =>
        this with
        {
            Cursor = cursor,
            PageSize = pageSize ?? PageSize,
        };
}

internal sealed class ListPlannedTasksHandler(IMarketingDb db, PlanFeedReader plans, CatalogueMatcher catalogues)
    : IRequestHandler<ListPlannedTasks, Result<Page<PlannedTaskRow>>>
{
    public Task<Result<Page<PlannedTaskRow>>> Handle(ListPlannedTasks query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<PlannedTaskRow>>> ReadAsync(ListPlannedTasks query, CancellationToken ct)
    {
        var page = await plans.ReadAsync(query, plan => RowsOf(plan).Where(IsAskedFor), ct);
        return page.Succeeded ? page.Value with { Items = await WithOwnersAsync(page.Value.Items, ct) } : page;

        bool IsAskedFor(PlacedRow<PlannedTaskRow> row) => query.PartyId is not { } party || row.Row.OwnerIds.Contains(party);
    }

    private static IEnumerable<PlacedRow<PlannedTaskRow>> RowsOf(PlanContent plan)
    {
        var entries = plan.Entries(DateOnly.MinValue, DateOnly.MinValue);
        foreach (var part in plan.Parts.Where(part => part.Content is WorkPackage))
        {
            var package = (WorkPackage)part.Content;
            var whole = Row(plan.Plan, part, package, DueDates.Of(entries[part.Id], ""));
            yield return new(plan.PlaceOf(part, 0), whole);
            for (var i = 0; i < package.Subtasks.Count; i++)
            {
                var due = DueDates.Of(entries[part.Id], $"/subtasks/{i}");
                yield return new(plan.PlaceOf(part, i + 1), Row(whole, package.Subtasks[i], i + 1, due));
            }
        }
    }

    private static PlannedTaskRow Row(PlanColumns plan, ScheduledPart part, WorkPackage package, DueDates due) =>
        new()
        {
            Plan = plan,
            Level = PlannedTaskLevel.WorkPackage,
            WorkPackageId = part.Id.Value,
            WorkPackageRef = part.Ref,
            WorkPackageName = package.Name,
            Subtask = null,
            TaskCode = package.Code,
            TaskName = package.Name,
            Description = package.Description,
            PhaseRef = package.Phase,
            Priority = package.Priority,
            OwnerText = TextOf(package.Owners, package.OwnersText),
            OwnerIds = IdsOf(package.Owners),
            OwnerNames = [],
            ObjectiveRefs = package.Objectives,
            PredecessorRefs = package.Predecessors,
            DeadlineText = package.DeadlinesText ?? due.Text,
            StartDate = due.Start,
            DueDate = due.Due,
            DueState = due.State,
            WaitReason = due.WaitReason,
            WaitsFor = due.WaitsFor,
        };

    private static PlannedTaskRow Row(PlannedTaskRow package, Subtask subtask, int number, DueDates due) =>
        package with
        {
            Level = PlannedTaskLevel.Subtask,
            Subtask = number,
            TaskCode = subtask.Code,
            TaskName = subtask.Name,
            Description = subtask.Description,
            OwnerText = TextOf(subtask.Owners, subtask.OwnersText),
            OwnerIds = IdsOf(subtask.Owners),
            DeadlineText = subtask.DeadlinesText ?? due.Text,
            StartDate = due.Start,
            DueDate = due.Due,
            DueState = due.State,
            WaitReason = due.WaitReason,
            WaitsFor = due.WaitsFor,
        };

    private static string? TextOf(IReadOnlyList<PartyRef> owners, string? text) =>
        text ?? (owners.Count == 0 ? null : string.Join("; ", owners.Select(owner => owner.Text)));

    private static IReadOnlyList<Guid> IdsOf(IReadOnlyList<PartyRef> owners) =>
        [.. owners.Select(owner => owner.PartyId).OfType<Guid>().Distinct()];

    private async Task<IReadOnlyList<PlannedTaskRow>> WithOwnersAsync(IReadOnlyList<PlannedTaskRow> rows, CancellationToken ct)
    {
        var parties = await catalogues.EntriesAsync([.. rows.SelectMany(row => row.OwnerIds)], ct);
        return [.. rows.Select(row => row with { OwnerNames = [.. row.OwnerIds.Select(NameOf)] })];

        string NameOf(Guid id) => parties.GetValueOrDefault(id)?.Name ?? "";
    }
}
