using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Tasks;

/// <summary>Writes which tasks of a plan wait for which. The plan's row is locked, so that two writes cannot close a circle.</summary>
internal sealed class TaskDependencies(IMarketingDb db)
{
    /// <summary>Locks the plan of a task. Call it before any other statement that writes.</summary>
    public async Task HoldAsync(PlanTaskId id, CancellationToken ct)
    {
        var of = await db.Tasks.AsNoTracking().Where(task => task.Id == id).Select(task => task.PlanId).SingleOrDefaultAsync(ct);
        if (of is { } planId)
        {
            await db.Plans.Where(plan => plan.Id == planId).GuardAsync(plan => plan.SetProperty(p => p.Status, p => p.Status), ct);
        }
    }

    /// <summary>Sets the predecessors of a task, or returns why that is not possible.</summary>
    public async Task<Error?> WriteAsync(PlanTask task, IReadOnlyList<TaskDependency> predecessors, CancellationToken ct)
    {
        var others = task.PlanId is { } plan ? await TasksAsync(plan, ct) : [];
        var faults = predecessors
            .Select((before, i) => (before.TaskId, Pointer: $"/predecessors/{i}/taskId"))
            .Where(before => !others.ContainsKey(before.TaskId))
            .Select(before => RuleFault.Of(before.Pointer, "task.predecessorUnknown", ("id", before.TaskId)))
            .ToList();
        if (faults.Count > 0)
        {
            return new RulesBroken(faults);
        }

        if (!task.Precede(predecessors))
        {
            return new TaskGivenByPlan("predecessors", "/predecessors");
        }

        var before = others.ToDictionary(other => other.Key, other => other.Value.Before);
        before[task.Id.Value] = [.. predecessors.Select(each => each.TaskId)];
        return Cycles.Shortest(task.Id.Value, before) is { } circle ? new TaskCircle([.. circle.Select(id => others[id].Name)]) : null;
    }

    private async Task<Dictionary<Guid, (string Name, IReadOnlyList<Guid> Before)>> TasksAsync(
        Domain.Plans.PlanId planId,
        CancellationToken ct
    )
    {
        Domain.Plans.PlanId? wanted = planId;
        var tasks = await db
            .Tasks.AsNoTracking()
            .IgnoreAutoIncludes()
            .Where(task => task.PlanId == wanted)
            .Select(task => new
            {
                task.Id,
                task.Ref,
                task.Title,
                task.Predecessors,
            })
            .ToListAsync(ct);
        return tasks.ToDictionary(
            task => task.Id.Value,
            task => (task.Ref ?? task.Title, (IReadOnlyList<Guid>)[.. task.Predecessors.Select(before => before.TaskId)])
        );
    }
}
