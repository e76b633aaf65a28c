using Marketing.Application.Common;
using Marketing.Application.Risks;
using Marketing.Domain.Workspaces;
using Marketing.Infrastructure.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Risks;

/// <summary>Follows the change feed and fires triggers whose threshold is crossed, within seconds.</summary>
internal sealed class RiskSignalWork(SystemRunner system, TimeProvider clock) : PerWorkspaceWork(system)
{
    public override string Name => "risk-signals";

    public override TimeSpan Interval { get; } = TimeSpan.FromSeconds(2);

    protected override Task<int> RunBatchAsync(SystemScope scope, CancellationToken ct) =>
        RunAsync(scope, clock.Instant(), everyDay: false, ct);

    /// <summary>Searches once, and fires what was found.</summary>
    /// <returns>The number of signals.</returns>
    internal static async Task<int> RunAsync(SystemScope scope, DateTime now, bool everyDay, CancellationToken ct)
    {
        var settings = await scope.Db.Workspaces.AsNoTracking().Select(workspace => workspace.Settings).SingleOrDefaultAsync(ct);
        if (settings is null)
        {
            return 0;
        }

        var found = await scope.ReadAsync(new FindRiskSignals(WorkCalendar.Of(settings).DayOf(now), everyDay), ct);

        foreach (var signal in found.Signals)
        {
            await scope.RunAsync(new FireCrossing(signal.TriggerId, signal.Crossing), ct);
        }

        if (found.Sequence != found.From)
        {
            await scope.RunAsync(new MoveSignalCursor(found.Sequence), ct);
        }

        return found.Signals.Count;
    }
}
