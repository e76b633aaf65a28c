using Marketing.Application.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Tasks;

/// <summary>Protects tasks with progress from being dropped unnoticed.</summary>
internal static class DroppedTasks
{
    /// <summary>
    /// Returns an error if the working copy no longer contains a task that somebody has reported on, unless the author retires it.
    /// </summary>
    /// <param name="db">The database. The content is locked.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="retired">Refs of tasks that may be dropped.</param>
    /// <param name="ct">Cancels the read.</param>
    public static async Task<TasksInProgressDropped?> WhyNotDroppedAsync(
        this IMarketingDb db,
        PlanId planId,
        IReadOnlyList<string> retired,
        CancellationToken ct
    )
    {
        var tasks = await db
            .Tasks.AsNoTracking()
            .Where(task => task.PlanId == planId && task.SourceKey != null)
            .Where(task => task.State != TaskState.NotStarted || task.Percent > 0)
            .Select(task => new { task.SourceKey, task.Ref })
            .ToListAsync(ct);
        if (tasks.Count == 0)
        {
            return null;
        }

        var parts = await db.PlanParts.AsNoTracking().Where(part => part.PlanId == planId).Select(part => part.Id).ToListAsync(ct);
        var items = await db
            .PlanRefs.AsNoTracking()
            .Where(item => item.PlanId == planId && !item.IsRetired)
            .Select(item => item.RefKey)
            .ToListAsync(ct);
        var kept = parts.Select(PlannedWork.OfPart).Concat(items).ToHashSet(StringComparer.Ordinal);
        var allowed = retired.Select(PartRef.KeyOf).ToHashSet(StringComparer.Ordinal);
        var dropped = tasks
            .Where(task => !kept.Contains(task.SourceKey!) && !allowed.Contains(PartRef.KeyOf(task.Ref!)))
            .Select(task => task.Ref!)
            .Order(StringComparer.Ordinal)
            .ToList();
        return dropped.Count == 0 ? null : new TasksInProgressDropped(dropped);
    }
}
