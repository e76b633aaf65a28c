using Marketing.Domain.Common;
using Marketing.Domain.Plans;

namespace Marketing.Domain.Tasks;

/// <summary>What changed a task.</summary>
public enum TaskStep
{
    /// <summary>The plan: the task is new, or has other owners or dates.</summary>
    Planned,

    /// <summary>Somebody started.</summary>
    Started,

    /// <summary>Somebody reported progress.</summary>
    Progressed,

    /// <summary>The work is complete.</summary>
    Completed,

    /// <summary>Something prevents the work.</summary>
    Blocked,

    /// <summary>The work goes on.</summary>
    Unblocked,

    /// <summary>A completion or cancellation was taken back.</summary>
    Reopened,

    /// <summary>The task is no longer needed.</summary>
    Cancelled,

    /// <summary>The progress of its subtasks changed.</summary>
    RolledUp,

    /// <summary>The plan in force no longer contains the task.</summary>
    Retired,
}

/// <summary>
/// A step of a task and the state after it. What a plan's tasks looked like at an earlier time follows from the last step of each task
/// before that time, so reports about the past stay the same.
/// </summary>
public sealed class TaskReport : IWorkspaceOwned, IKeptForever
{
    private TaskReport() { }

    /// <summary>Ascends with the time of recording.</summary>
    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public PlanTaskId TaskId { get; private set; }

    public PlanId? PlanId { get; private set; }

    public TaskStep Step { get; private set; }

    /// <summary>The day of the step itself.</summary>
    public DateOnly? Date { get; private set; }

    public string? Note { get; private set; }

    public TaskKind Kind { get; private set; }

    public string? Ref { get; private set; }

    public PlanTaskId? ParentId { get; private set; }

    public int Position { get; private set; }

    public string Title { get; private set; } = "";

    public string? OwnerText { get; private set; }

    public DateOnly? DueDate { get; private set; }

    public bool CanBeOverdue { get; private set; }

    public int Weight { get; private set; }

    public int? PlannedHours { get; private set; }

    public TaskState State { get; private set; }

    public int Percent { get; private set; }

    public DateOnly? FinishedOn { get; private set; }

    /// <summary>Why the task is blocked or cancelled after the step.</summary>
    public string? Reason { get; private set; }

    public DateTime RecordedAt { get; private set; }

    public string RecordedBy { get; private set; } = "";

    public string RecordedByName { get; private set; } = "";

    /// <summary>Records the state of a task after a step.</summary>
    /// <param name="task">The task.</param>
    /// <param name="step">What changed it.</param>
    /// <param name="date">The day of the step itself.</param>
    /// <param name="note">A note about the step.</param>
    /// <param name="by">Who reports it, and when.</param>
    public static TaskReport Of(PlanTask task, TaskStep step, DateOnly? date, string? note, ReportStamp by) =>
        new()
        {
            Id = EntityId.New(),
            WorkspaceId = task.WorkspaceId,
            TaskId = task.Id,
            PlanId = task.PlanId,
            Step = step,
            Date = date,
            Note = note,
            Kind = task.Kind,
            Ref = task.Ref,
            ParentId = task.ParentId,
            Position = task.Position,
            Title = task.Title,
            OwnerText = task.OwnerText,
            DueDate = task.DueDate,
            CanBeOverdue = task.CanBeOverdue,
            Weight = task.Weight,
            PlannedHours = task.PlannedHours,
            State = task.State,
            Percent = task.Percent,
            FinishedOn = task.FinishedOn,
            Reason = task.Reason,
            RecordedAt = by.At,
            RecordedBy = by.ActorId,
            RecordedByName = by.ActorName,
        };
}

/// <summary>Who reports a step, and when.</summary>
public sealed record ReportStamp(DateTime At, string ActorId, string ActorName);
