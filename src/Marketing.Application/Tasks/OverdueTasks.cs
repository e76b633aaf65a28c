using Marketing.Domain.Plans;
using Marketing.Domain.Tasks;

namespace Marketing.Application.Tasks;

/// <summary>Which tasks are overdue on a day.</summary>
public static class OverdueTasks
{
    private static readonly TaskState[] Ended = [TaskState.Done, TaskState.Cancelled];

    /// <summary>Keeps tasks that are overdue on a day. Tasks of plans that are not active never are.</summary>
    public static IQueryable<PlanTask> OverdueOn(this IQueryable<PlanTask> tasks, DateOnly day, IQueryable<Plan> plans) =>
        tasks.Where(task =>
            task.DueKey < day
            && task.CanBeOverdue
            && !Ended.Contains(task.State)
            && (task.PlanId == null || plans.Any(plan => plan.Id == task.PlanId && plan.Status == PlanStatus.Active))
        );

    /// <summary>Keeps those for which no event was raised.</summary>
    public static IQueryable<PlanTask> Unannounced(this IQueryable<PlanTask> overdue) =>
        overdue.Where(task => task.OverdueRaised == null || task.OverdueRaised != task.DueDate);

    /// <summary>Keeps the others.</summary>
    public static IQueryable<PlanTask> NotOverdueOn(this IQueryable<PlanTask> tasks, DateOnly day, IQueryable<Plan> plans) =>
        tasks.Where(task =>
            task.DueKey >= day
            || !task.CanBeOverdue
            || Ended.Contains(task.State)
            || (task.PlanId != null && !plans.Any(plan => plan.Id == task.PlanId && plan.Status == PlanStatus.Active))
        );
}
