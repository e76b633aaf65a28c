using System.Text.Json;
using Marketing.Domain.Common;

namespace Marketing.Domain.Tasks;

/// <summary>States of a task.</summary>
public enum TaskState
{
    /// <summary>Nobody has started.</summary>
    NotStarted,

    /// <summary>Somebody works on it.</summary>
    InProgress,

    /// <summary>Something prevents the work.</summary>
    Blocked,

    /// <summary>Complete, or achieved.</summary>
    Done,

    /// <summary>No longer needed.</summary>
    Cancelled,
}

/// <summary>
/// How far a task is: not started → in progress → done. A task that is not done can be blocked and unblocked, or cancelled. What is
/// done or cancelled can be reopened. Progress of 100 percent does not complete a task: somebody must say that it is done.
/// </summary>
public sealed record TaskProgress
{
    public const int Whole = 100;

    /// <summary>The progress of a new task.</summary>
    public static readonly TaskProgress None = new();

    public TaskState State { get; init; }

    /// <summary>How much is done, in percent.</summary>
    public int Percent { get; init; }

    /// <summary>The day on which work began.</summary>
    public DateOnly? StartedOn { get; init; }

    /// <summary>The day on which it was completed, or achieved.</summary>
    public DateOnly? FinishedOn { get; init; }

    /// <summary>Why it is blocked or cancelled.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether somebody has reported anything.</summary>
    public bool IsReported => this != None;

    /// <summary>Whether work remains.</summary>
    public bool IsOpen => State is TaskState.NotStarted or TaskState.InProgress or TaskState.Blocked;

    /// <summary>Begins the work.</summary>
    public Result<TaskProgress> Start(DateOnly on) =>
        Unless(TaskState.NotStarted) is { } wrong ? wrong : this with { State = TaskState.InProgress, StartedOn = on };

    /// <summary>Reports how much is done. The first report begins the work; a lower figure corrects an earlier one.</summary>
    public Result<TaskProgress> Report(int percent, DateOnly on) =>
        Unless(TaskState.NotStarted, TaskState.InProgress) is { } wrong
            ? wrong
            : this with
            {
                State = TaskState.InProgress,
                Percent = percent,
                StartedOn = StartedOn ?? on,
            };

    /// <summary>Completes the work. What blocks it must be gone.</summary>
    public Result<TaskProgress> Complete(DateOnly on) =>
        Unless(TaskState.NotStarted, TaskState.InProgress) is { } wrong ? wrong
        : StartedOn > on ? new TaskEndsBeforeItStarts(StartedOn.Value, on)
        : this with { State = TaskState.Done, Percent = Whole, StartedOn = StartedOn ?? on, FinishedOn = on };

    /// <summary>Records that something prevents the work.</summary>
    public Result<TaskProgress> Block(string reason) =>
        Unless(TaskState.NotStarted, TaskState.InProgress) is { } wrong ? wrong : this with { State = TaskState.Blocked, Reason = reason };

    /// <summary>Records that the work can go on.</summary>
    public Result<TaskProgress> Unblock() => Unless(TaskState.Blocked) is { } wrong ? wrong : Resumed();

    /// <summary>Takes a completion or cancellation back. The percentage stays, so that it can be corrected.</summary>
    public Result<TaskProgress> Reopen() => Unless(TaskState.Done, TaskState.Cancelled) is { } wrong ? wrong : Resumed();

    /// <summary>Ends the task without completing it.</summary>
    public Result<TaskProgress> Cancel(string? reason) =>
        Unless(TaskState.NotStarted, TaskState.InProgress, TaskState.Blocked) is { } wrong
            ? wrong
            : this with
            {
                State = TaskState.Cancelled,
                Reason = reason,
            };

    /// <summary>Takes over the progress of the subtasks: the first of them to begin begins the whole.</summary>
    public TaskProgress RolledUp(int percent, DateOnly? begun) =>
        State switch
        {
            TaskState.Done or TaskState.Cancelled => this,
            TaskState.NotStarted when begun is not null => this with { State = TaskState.InProgress, Percent = percent, StartedOn = begun },
            _ => this with { Percent = percent },
        };

    private TaskProgress Resumed() =>
        this with
        {
            State = StartedOn is null ? TaskState.NotStarted : TaskState.InProgress,
            FinishedOn = null,
            Reason = null,
        };

    private TaskInWrongState? Unless(params TaskState[] allowed) =>
        allowed.Contains(State) ? null : new TaskInWrongState(State, [.. allowed.Select(Name)]);

    private static string Name(TaskState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}

/// <summary>The state of the task does not allow the step.</summary>
public sealed record TaskInWrongState(TaskState State, IReadOnlyList<string> Allowed) : ConflictError("task.wrongState");

/// <summary>The task would be complete before its work began.</summary>
public sealed record TaskEndsBeforeItStarts(DateOnly StartedOn, DateOnly Date, string Pointer = "/date")
    : RuleError("task.endsBeforeItStarts");
