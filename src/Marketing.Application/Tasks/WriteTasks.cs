using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Tasks;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Tasks;

/// <summary>Creates a task outside the content of plans.</summary>
public sealed record CreateTask(TaskInput Input) : ICommand<TaskResponse>;

internal sealed class CreateTaskHandler(IMarketingDb db, RequestContext context, TaskReporter reporter, ResponseMapper responses)
    : IRequestHandler<CreateTask, Result<TaskResponse>>
{
    public async Task<Result<TaskResponse>> Handle(CreateTask command, CancellationToken cancellationToken)
    {
        var input = command.Input;
        if (await db.UnknownOwnersAsync(input.Owners, cancellationToken) is { } unknown)
        {
            return unknown;
        }

        var planId = input.PlanId is { } given ? PlanId.From(given) : (PlanId?)null;
        if (planId is { } plan && !await db.Plans.AnyAsync(row => row.Id == plan, cancellationToken))
        {
            return new TaskPlanUnknown(plan.Value);
        }

        if (
            await reporter.OwnPartiesAsync(cancellationToken) is { } own
            && !input.Owners.Any(owner => owner.PartyId is { } party && own.Contains(party))
        )
        {
            return new TaskOfOthers();
        }

        var task = PlanTask.Add(context.WorkspaceId, input.Origin, planId);
        task.Write(input.Title, input.Description, input.Owners, input.StartDate, input.DueDate);
        task.Weigh(input.Weight, input.PlannedHours);
        db.Tasks.Add(task);
        db.TaskReports.Add(TaskReport.Of(task, TaskStep.Planned, null, null, reporter.Stamp()));
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<PlanTask, TaskResponse>(task);
    }
}

/// <summary>Changes a task, apart from its progress.</summary>
public sealed record UpdateTask(PlanTaskId Id, ExpectedVersion? ExpectedVersion, Patch<TaskUpdate> Patch) : ICommand<TaskResponse>;

internal sealed class UpdateTaskHandler(IMarketingDb db, TaskReporter reporter, TaskDependencies dependencies, ResponseMapper responses)
    : IRequestHandler<UpdateTask, Result<TaskResponse>>
{
    public async Task<Result<TaskResponse>> Handle(UpdateTask command, CancellationToken cancellationToken)
    {
        await dependencies.HoldAsync(command.Id, cancellationToken);
        await reporter.HoldAsync(command.Id, cancellationToken);
        var found = await reporter.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var task = found.Value;
        var before = new TaskUpdate
        {
            Title = task.Title,
            Description = task.Description,
            Owners = task.Owners,
            StartDate = task.StartDate,
            DueDate = task.DueDate,
            Weight = task.Weight,
            PlannedHours = task.PlannedHours,
            Predecessors =
            [
                .. task.Predecessors.Select(before => new TaskDependency
                {
                    TaskId = before.TaskId,
                    Lag = before.Lag,
                    Unit = before.Unit,
                }),
            ],
        };
        var changed = command.Patch.ApplyTo(before);
        if (!changed.Succeeded)
        {
            return changed.Error;
        }

        var input = changed.Value;
        if (await ObjectionAsync(task, before, input, cancellationToken) is { } objection)
        {
            return objection;
        }

        if (task.SourceKey is null)
        {
            task.Write(input.Title, input.Description, input.Owners, input.StartDate, input.DueDate);
        }

        if (
            !before.Predecessors.SequenceEqual(input.Predecessors)
            && await dependencies.WriteAsync(task, input.Predecessors, cancellationToken) is { } circle
        )
        {
            return circle;
        }

        task.Weigh(input.Weight, input.PlannedHours);
        if (db.HasChanges)
        {
            db.TaskReports.Add(TaskReport.Of(task, TaskStep.Planned, null, null, reporter.Stamp()));
            await db.SaveChangesAsync(cancellationToken);
            await reporter.RollUpAsync(task.ParentId, cancellationToken);
        }

        return responses.Map<PlanTask, TaskResponse>(task);
    }

    private async Task<Error?> ObjectionAsync(PlanTask task, TaskUpdate before, TaskUpdate after, CancellationToken ct)
    {
        if (task.SourceKey is null)
        {
            return await db.UnknownOwnersAsync(after.Owners, ct);
        }

        return before.Title != after.Title ? new TaskGivenByPlan("title", "/title")
            : before.Description != after.Description ? new TaskGivenByPlan("description", "/description")
            : !before.Owners.SequenceEqual(after.Owners) ? new TaskGivenByPlan("owners", "/owners")
            : before.StartDate != after.StartDate ? new TaskGivenByPlan("startDate", "/startDate")
            : before.DueDate != after.DueDate ? new TaskGivenByPlan("dueDate", "/dueDate")
            : null;
    }
}

internal static class TaskOwnerCheck
{
    /// <summary>Returns an error for owners that are no parties of the workspace; null if there are none.</summary>
    public static Task<Error?> UnknownOwnersAsync(this IMarketingDb db, IReadOnlyList<PartyRef> owners, CancellationToken ct) =>
        db.UnknownPartiesAsync(owners.Select((owner, i) => ($"/owners/{i}/partyId", owner.PartyId)), ct);
}
