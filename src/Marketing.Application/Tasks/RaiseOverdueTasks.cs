using System.Globalization;
using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Application.History;
using Marketing.Domain.Common;
using Marketing.Domain.Tasks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Tasks;

/// <summary>
/// Raises <c>task.overdue</c> for tasks that became overdue, one batch, once for each task and due date. Returns their number.
/// </summary>
public sealed record RaiseOverdueTasks : ICommand<int>;

internal sealed class RaiseOverdueTasksHandler(IMarketingDb db, Signers signers, TimeEvents events)
    : IRequestHandler<RaiseOverdueTasks, Result<int>>
{
    public const string EventName = "task.overdue";

    private const int BatchSize = 100;

    public async Task<Result<int>> Handle(RaiseOverdueTasks command, CancellationToken cancellationToken)
    {
        var today = signers.Today(await signers.SettingsAsync(cancellationToken));
        var overdue = await db
            .Tasks.OverdueOn(today, db.Plans)
            .Unannounced()
            .OrderBy(task => task.DueKey)
            .ThenBy(task => task.Id)
            .Take(BatchSize)
            .Select(task => new
            {
                task.Id,
                task.PlanId,
                task.Version,
                task.DueDate,
            })
            .ToListAsync(cancellationToken);
        foreach (var task in overdue)
        {
            // If the task has changed since, the next run judges it again.
            var marked = await db.UpdateAsync(
                db.Tasks.Where(row => row.Id == task.Id && row.Version == task.Version),
                row => row.SetProperty(r => r.OverdueRaised, task.DueDate),
                [new SilentNote("The event is in the feed.")],
                cancellationToken
            );
            if (marked == 1)
            {
                var about = new ChangedResource(ResourceTypes.Task, task.Id.Value, task.PlanId?.Value, task.Version);
                await events.RaiseAsync(new EventNote(EventName, about), OnceKey(task.Id, task.DueDate!.Value), cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return overdue.Count;
    }

    private static string OnceKey(PlanTaskId task, DateOnly due) =>
        string.Create(CultureInfo.InvariantCulture, $"{EventName}/{task.Value}/{due:yyyy-MM-dd}");
}
