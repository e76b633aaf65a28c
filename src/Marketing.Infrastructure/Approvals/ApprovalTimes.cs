using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Domain.Approvals;
using Marketing.Infrastructure.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Approvals;

/// <summary>Raises the events of approvals that are due, and ends those that nobody decided in time.</summary>
internal sealed class ApprovalTimes(SystemRunner system, TimeProvider clock) : PerWorkspaceWork(system)
{
    private const int BatchSize = 50;

    public override string Name => "approval-times";

    public override TimeSpan Interval { get; } = TimeSpan.FromMinutes(1);

    protected override async Task<int> RunBatchAsync(SystemScope scope, CancellationToken ct)
    {
        var now = clock.Instant();
        var waiting = scope.Db.Approvals.AsNoTracking().Where(approval => approval.State == ApprovalState.Pending);
        var day = now.AddDays(1);
        if (!await waiting.AnyAsync(approval => approval.DueAt <= day, ct))
        {
            return 0;
        }

        var handled = await scope.RunAsync(new RaiseApprovalEvents(now), ct);
        var late = await waiting
            .Where(approval => approval.DueAt <= now && approval.ExpiresAt <= now)
            .OrderBy(approval => approval.DueAt)
            .Select(approval => approval.Id)
            .Take(BatchSize)
            .ToListAsync(ct);
        foreach (var id in late)
        {
            handled += await scope.RunAsync(new ExpireApproval(id, now), ct) ? 1 : 0;
        }

        return handled;
    }
}
