using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Tasks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Tasks;

/// <summary>What somebody reports about a task.</summary>
/// <param name="Step">The step.</param>
/// <param name="Date">The day of the step; today if null.</param>
/// <param name="Note">A note about the step.</param>
public sealed record TaskMove(TaskStep Step, DateOnly? Date = null, string? Note = null)
{
    /// <summary>How much is done, for <see cref="TaskStep.Progressed"/>.</summary>
    public int Percent { get; init; }

    /// <summary>The reason, for <see cref="TaskStep.Blocked"/> and <see cref="TaskStep.Cancelled"/>.</summary>
    public string? Reason { get; init; }
}

/// <summary>Takes a step of a task. It belongs to the execution: the plan's content and its version stay as they are.</summary>
public sealed record ReportTask(PlanTaskId Id, ExpectedVersion? ExpectedVersion, TaskMove Move) : ICommand<TaskResponse>;

internal sealed class ReportTaskHandler(IMarketingDb db, TaskReporter reporter, ResponseMapper responses)
    : IRequestHandler<ReportTask, Result<TaskResponse>>
{
    public async Task<Result<TaskResponse>> Handle(ReportTask command, CancellationToken cancellationToken)
    {
        await reporter.HoldAsync(command.Id, cancellationToken);
        var found = await reporter.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var day = await reporter.DayAsync(command.Move.Date, cancellationToken);
        if (!day.Succeeded)
        {
            return day.Error;
        }

        var (task, move) = (found.Value, command.Move);
        if (move.Step == TaskStep.Progressed && await reporter.SubtasksOf(task).CountAsync(cancellationToken) is > 0 and var subtasks)
        {
            return new TaskRolledUp(subtasks);
        }

        if (task.Take(StepOf(task.Progress, move, day.Value)).Error is { } refused)
        {
            return refused;
        }

        db.TaskReports.Add(TaskReport.Of(task, move.Step, day.Value, move.Note, reporter.Stamp()));
        await db.SaveChangesAsync(cancellationToken);
        await reporter.RollUpAsync(task.ParentId, cancellationToken);
        return responses.Map<PlanTask, TaskResponse>(task);
    }

    private static Result<TaskProgress> StepOf(TaskProgress progress, TaskMove move, DateOnly day) =>
        move.Step switch
        {
            TaskStep.Started => progress.Start(day),
            TaskStep.Progressed => progress.Report(move.Percent, day),
            TaskStep.Completed => progress.Complete(day),
            TaskStep.Blocked => progress.Block(move.Reason ?? ""),
            TaskStep.Unblocked => progress.Unblock(),
            TaskStep.Reopened => progress.Reopen(),
            TaskStep.Cancelled => progress.Cancel(move.Reason),
            var other => throw new ArgumentOutOfRangeException(nameof(move), other, "Nobody reports this step."),
        };
}
