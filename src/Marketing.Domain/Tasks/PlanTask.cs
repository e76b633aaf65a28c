using System.Diagnostics.CodeAnalysis;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Values;

namespace Marketing.Domain.Tasks;

public readonly record struct PlanTaskId(Guid Value) : IEntityId<PlanTaskId>
{
    public static PlanTaskId From(Guid value) => new(value);

    public int CompareTo(PlanTaskId other) => Value.CompareTo(other.Value);
}

/// <summary>What a task comes from.</summary>
public enum TaskOrigin
{
    /// <summary>A plan: its content, or something that came up during its execution.</summary>
    Plan,

    /// <summary>The response to a risk.</summary>
    Risk,

    /// <summary>A drill.</summary>
    Drill,

    /// <summary>A review.</summary>
    Review,

    /// <summary>An incident.</summary>
    Incident,

    /// <summary>An audit.</summary>
    Audit,
}

/// <summary>What a task is in its plan.</summary>
public enum TaskKind
{
    /// <summary>Work package.</summary>
    WorkPackage,

    /// <summary>Subtask of a work package.</summary>
    Subtask,

    /// <summary>Action of a work package.</summary>
    Action,

    /// <summary>Milestone.</summary>
    Milestone,

    /// <summary>Phase.</summary>
    Phase,

    /// <summary>A task outside the content of plans.</summary>
    Additional,
}

/// <summary>
/// Something to do, with its progress. A task of a plan follows the revision in force; its progress is execution and belongs to no
/// revision. Other tasks are created by hand.
/// </summary>
public sealed class PlanTask : Resource<PlanTaskId>
{
    public const int TitleLength = 300;
    public const int CodeLength = 300;
    public const int TextLength = 2_000;
    public const int ReasonLength = 2_000;
    public const int WaitLength = 300;
    public const int MaxOwners = 50;
    public const int MaxWeight = 1_000;
    public const int MaxHours = 1_000_000;

    private readonly List<TaskOwner> ownerRows = [];

    protected override string TypeName => ResourceTypes.Task;

    protected override Guid? Parent => PlanId?.Value;

    private PlanTask() { }

    private PlanTask(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public PlanId? PlanId { get; private set; }

    public TaskOrigin Origin { get; private set; }

    public TaskKind Kind { get; private set; }

    /// <summary>Identifies the part or item in its plan; see <see cref="PlannedWork.SourceKey"/>. Null for additional tasks.</summary>
    [NotAudited]
    public string? SourceKey { get; private set; }

    /// <summary>The part of the plan that it is, or that contains it.</summary>
    public PlanPartId? PartId { get; private set; }

    /// <summary>Ref of the part or item.</summary>
    public string? Ref { get; private set; }

    /// <summary>The work package that it belongs to.</summary>
    public PlanTaskId? ParentId { get; private set; }

    /// <summary>Position in the plan.</summary>
    [NotAudited]
    public int Position { get; private set; }

    public string? Code { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>What needs to be done; for additional tasks.</summary>
    public string? Description { get; private set; }

    public IReadOnlyList<PartyRef> Owners { get; private set; } = [];

    /// <summary>The owners as the plan words them.</summary>
    public string? OwnerText { get; private set; }

    public DateOnly? StartDate { get; private set; }

    public DateOnly? DueDate { get; private set; }

    /// <summary>The due date, for sorting: tasks without one come last.</summary>
    [NotAudited]
    public DateOnly DueKey { get; private set; } = DateOnly.MaxValue;

    /// <summary>Whether a missed due date makes the task overdue.</summary>
    public bool CanBeOverdue { get; private set; }

    /// <summary>Whether its deadlines have dates; null without deadlines.</summary>
    public ResolutionState? DueState { get; private set; }

    /// <summary>What the due date waits for.</summary>
    public string? WaitsFor { get; private set; }

    /// <summary>Its share in the progress of what it belongs to, in relation to the others.</summary>
    public int Weight { get; private set; } = 1;

    /// <summary>Planned effort in hours.</summary>
    public int? PlannedHours { get; private set; }

    public TaskState State { get; private set; }

    public int Percent { get; private set; }

    public DateOnly? StartedOn { get; private set; }

    public DateOnly? FinishedOn { get; private set; }

    /// <summary>Why it is blocked or cancelled.</summary>
    public string? Reason { get; private set; }

    /// <summary>The tasks of the same plan that must be finished first, according to the plan or added by hand.</summary>
    public IReadOnlyList<TaskPredecessor> Predecessors { get; private set; } = [];

    /// <summary>The due date for which the event <c>task.overdue</c> was raised.</summary>
    [NotAudited]
    public DateOnly? OverdueRaised { get; private set; }

    /// <summary>Normalised title, code and ref.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    /// <summary>A row for each party that owns the task, for lists by party.</summary>
    [NotAudited]
    public IReadOnlyList<TaskOwner> OwnerRows => ownerRows;

    public TaskProgress Progress =>
        new()
        {
            State = State,
            Percent = Percent,
            StartedOn = StartedOn,
            FinishedOn = FinishedOn,
            Reason = Reason,
        };

    /// <summary>Creates the task of a part or item of a plan.</summary>
    public static PlanTask Of(WorkspaceId workspaceId, PlanId planId, PlannedWork work) =>
        new(workspaceId)
        {
            PlanId = planId,
            Origin = TaskOrigin.Plan,
            SourceKey = work.SourceKey,
            Kind = work.Kind,
        };

    /// <summary>Creates a task outside the content of plans.</summary>
    public static PlanTask Add(WorkspaceId workspaceId, TaskOrigin origin, PlanId? planId) =>
        new(workspaceId)
        {
            PlanId = planId,
            Origin = origin,
            Kind = TaskKind.Additional,
        };

    /// <summary>Follows the content of the plan. The progress stays. A task that was retired is restored.</summary>
    /// <param name="work">What the content says.</param>
    /// <param name="parent">The work package that it belongs to.</param>
    /// <returns>Whether this changes anything that reports show.</returns>
    public bool Follow(PlannedWork work, PlanTaskId? parent)
    {
        ArgumentNullException.ThrowIfNull(work);
        var before = Shown;
        Restore();
        (Kind, PartId, Ref, ParentId, Position) = (work.Kind, work.PartId, work.Ref, parent, work.Position);
        Code = work.Code;
        OwnerText = Cut(work.OwnerText, TextLength);
        (StartDate, DueDate) = (work.Dates.Start, work.Dates.Due);
        (CanBeOverdue, DueState, WaitsFor) = (work.Dates.CanBeOverdue, work.Dates.State, Cut(work.Dates.WaitsFor, WaitLength));
        Describe(work.Title, work.Owners);
        return !Shown.Equals(before);
    }

    /// <summary>Removes the task from lists, because the plan in force no longer contains it. Its history stays.</summary>
    public void Retire(DateTime at)
    {
        Delete(at);
        ownerRows.Clear();
    }

    /// <summary>Writes an additional task.</summary>
    public void Write(string title, string? description, IReadOnlyList<PartyRef> owners, DateOnly? start, DateOnly? due)
    {
        Description = description;
        (StartDate, DueDate, CanBeOverdue) = (start, due, due is not null);
        OwnerText = owners.Count == 0 ? null : Cut(string.Join("; ", owners.Select(owner => owner.Text)), TextLength);
        Describe(title, owners);
    }

    /// <summary>Follows the predecessors in the plan. Those that were added by hand stay, as do lags.</summary>
    /// <param name="planned">The predecessors in the plan.</param>
    /// <param name="exists">Whether the plan in force still contains a task.</param>
    public void FollowPredecessors(IEnumerable<PlanTaskId> planned, Predicate<PlanTaskId> exists)
    {
        var wanted = planned.Select(task => task.Value).ToList();
        var known = Predecessors.ToDictionary(before => before.TaskId);
        var next = wanted
            .Select(id => (known.GetValueOrDefault(id) ?? new TaskPredecessor { TaskId = id }) with { Planned = true })
            .Concat(
                Predecessors.Where(before => !before.Planned && !wanted.Contains(before.TaskId) && exists(PlanTaskId.From(before.TaskId)))
            )
            .ToList();
        if (!next.SequenceEqual(Predecessors))
        {
            Predecessors = next;
        }
    }

    /// <summary>Sets the predecessors and their lags. Those in the plan must be among them.</summary>
    /// <returns>Whether they are.</returns>
    public bool Precede(IReadOnlyList<TaskDependency> predecessors)
    {
        var planned = Predecessors.Where(before => before.Planned).Select(before => before.TaskId).ToHashSet();
        if (!planned.IsSubsetOf(predecessors.Select(before => before.TaskId)))
        {
            return false;
        }

        Predecessors =
        [
            .. predecessors
                .DistinctBy(before => before.TaskId)
                .Select(before => new TaskPredecessor
                {
                    TaskId = before.TaskId,
                    Lag = before.Lag,
                    Unit = before.Unit,
                    Planned = planned.Contains(before.TaskId),
                }),
        ];
        return true;
    }

    /// <summary>Sets what the task counts for in the progress of what it belongs to.</summary>
    public void Weigh(int weight, int? plannedHours) => (Weight, PlannedHours) = (weight, plannedHours);

    /// <summary>Names another party as owner in place of one that was merged into it.</summary>
    public void Repoint(Guid from, Guid into) =>
        Describe(Title, [.. Owners.Select(owner => owner.PartyId == from ? owner with { PartyId = into } : owner)]);

    /// <summary>Takes a step of the work.</summary>
    public Result<Done> Take(Result<TaskProgress> step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (!step.Succeeded)
        {
            return step.Error;
        }

        var next = step.Value;
        (State, Percent, StartedOn, FinishedOn, Reason) = (next.State, next.Percent, next.StartedOn, next.FinishedOn, next.Reason);
        return Done.Now;
    }

    /// <summary>Whether the task is overdue on a day.</summary>
    public bool IsOverdue(DateOnly today) => CanBeOverdue && DueDate < today && Progress.IsOpen;

    private object Shown => (Kind, Ref, ParentId, Position, Title, OwnerText, DueDate, CanBeOverdue, DeletedAt);

    [return: NotNullIfNotNull(nameof(text))]
    private static string? Cut(string? text, int length) => text is null ? null : string.Concat(text.EnumerateRunes().Take(length));

    private void Describe(string title, IReadOnlyList<PartyRef> owners)
    {
        Title = Cut(title, TitleLength);
        Owners = owners;
        DueKey = DueDate ?? DateOnly.MaxValue;
        SearchText = CatalogueName.Key($"{Title} {Code} {Ref}");
        var parties = owners.Select(owner => owner.PartyId).OfType<Guid>().ToHashSet();
        ownerRows.RemoveAll(row => !parties.Contains(row.PartyId));
        foreach (var party in parties.Order())
        {
            if (ownerRows.Find(row => row.PartyId == party) is not { } row)
            {
                ownerRows.Add(row = new TaskOwner(this, party));
            }

            row.Follow(this);
        }
    }
}

/// <summary>A party that owns a task. Repeats what lists by party sort by.</summary>
public sealed class TaskOwner : IWorkspaceOwned
{
    private TaskOwner() { }

    internal TaskOwner(PlanTask task, Guid partyId) => (WorkspaceId, TaskId, PartyId) = (task.WorkspaceId, task.Id, partyId);

    public WorkspaceId WorkspaceId { get; private set; }

    public PlanTaskId TaskId { get; private set; }

    public Guid PartyId { get; private set; }

    /// <summary>As in the task.</summary>
    public DateOnly DueKey { get; private set; }

    internal void Follow(PlanTask task) => DueKey = task.DueKey;
}
