using Marketing.Application.Common;
using Marketing.Application.Tasks;
using Marketing.Domain.Workspaces;
using Marketing.Infrastructure.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Tasks;

/// <summary>Raises the events of tasks that became overdue.</summary>
internal sealed class OverdueWork(SystemRunner system, TimeProvider clock) : PerWorkspaceWork(system)
{
    public override string Name => "overdue-tasks";

    public override TimeSpan Interval { get; } = TimeSpan.FromMinutes(1);

    protected override async Task<int> RunBatchAsync(SystemScope scope, CancellationToken ct)
    {
        var settings = await scope.Db.Workspaces.AsNoTracking().Select(workspace => workspace.Settings).SingleOrDefaultAsync(ct);
        if (settings is null)
        {
            return 0;
        }

        var today = WorkCalendar.Of(settings).DayOf(clock.Instant());
        var overdue = scope.Db.Tasks.AsNoTracking().OverdueOn(today, scope.Db.Plans).Unannounced();
        return await overdue.AnyAsync(ct) ? await scope.RunAsync(new RaiseOverdueTasks(), ct) : 0;
    }
}
