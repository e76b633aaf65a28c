using Marketing.Application.Common;
using Marketing.Application.Occurrences;
using Marketing.Domain.Plans;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Occurrences;

/// <summary>
/// Stores the occurrences whose day has come. A plan is looked at when its next day begins, and after a change of the plan, of its events
/// or of the workspace's settings.
/// </summary>
internal sealed class OccurrenceTimes(SystemRunner system, TimeProvider clock) : PerWorkspaceWork(system)
{
    private const int BatchSize = 20;

    public override string Name => "occurrence-times";

    public override TimeSpan Interval { get; } = TimeSpan.FromMinutes(1);

    protected override async Task<int> RunBatchAsync(SystemScope scope, CancellationToken ct)
    {
        var now = clock.Instant();
        var handled = 0;
        foreach (var plan in await DueAsync(scope.Db, now, ct))
        {
            handled += await scope.RunAsync(new StoreDueOccurrences(plan, now), ct);
        }

        return handled;
    }

    /// <summary>Deleted events count as changes. The filter is lifted for the whole query, so plans are checked again.</summary>
    private static Task<List<PlanId>> DueAsync(MarketingDbContext db, DateTime now, CancellationToken ct) =>
        db
            .Plans.AsNoTracking()
            .IgnoreQueryFilters([DbFilters.Deletion])
            .Where(plan => plan.DeletedAt == null && plan.InForceRevision != null)
            .Where(plan => plan.Status == PlanStatus.Active || plan.Status == PlanStatus.Suspended)
            .Where(plan =>
                !db.OccurrenceRuns.Any(run =>
                    run.PlanId == plan.Id
                    && run.NextAt > now
                    && run.CheckedAt >= plan.UpdatedAt
                    && !db.Workspaces.Any(workspace => workspace.UpdatedAt > run.CheckedAt)
                    && !db.PlanAnchors.Any(anchor => anchor.PlanId == plan.Id && anchor.UpdatedAt > run.CheckedAt)
                )
            )
            .OrderBy(plan => plan.Id)
            .Select(plan => plan.Id)
            .Take(BatchSize)
            .ToListAsync(ct);
}
