using Marketing.Application.Common;
using Marketing.Application.Risks;
using Marketing.Domain.Workspaces;
using Marketing.Infrastructure.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Risks;

/// <summary>Ends acceptances whose last day is over, opens snoozed alerts, and marks drills as missed.</summary>
internal sealed class RiskTimes(SystemRunner system, TimeProvider clock) : PerWorkspaceWork(system)
{
    public override string Name => "risk-times";

    public override TimeSpan Interval { get; } = TimeSpan.FromMinutes(1);

    protected override async Task<int> RunBatchAsync(SystemScope scope, CancellationToken ct)
    {
        var settings = await scope.Db.Workspaces.AsNoTracking().Select(workspace => workspace.Settings).SingleOrDefaultAsync(ct);
        if (settings is null)
        {
            return 0;
        }

        var today = WorkCalendar.Of(settings).DayOf(clock.Instant());
        var handled = await scope.Db.RiskAcceptances.AsNoTracking().LapsedOn(today).AnyAsync(ct)
            ? await scope.RunAsync(new LapseRiskAcceptances(today), ct)
            : 0;
        handled += await scope.Db.RiskAlerts.AsNoTracking().SnoozedUntil(today).AnyAsync(ct)
            ? await scope.RunAsync(new WakeRiskAlerts(today), ct)
            : 0;
        handled += await RiskSignalWork.RunAsync(scope, clock.Instant(), everyDay: true, ct);
        return await scope.Db.Drills.AsNoTracking().OverOn(today).AnyAsync(ct)
            ? handled + await scope.RunAsync(new MissDrills(today), ct)
            : handled;
    }
}
