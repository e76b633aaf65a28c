using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Risks;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>
/// Blocks new spending on a budget line while a stop-loss point waits for a decision (R25). Bookings judge the same row by a guarded
/// update, so that each is posted before the block or refused after it.
/// </summary>
internal sealed class StopLoss(IMarketingDb db, RequestContext context)
{
    private const int Block = (int)SpendingBlock.StopLoss;

    /// <summary>Blocks new spending on a line. A line that is not in force yet has no balance and takes no bookings.</summary>
    public Task BlockAsync(Guid line, CancellationToken ct) => SetAsync(line, blocks: true, ct);

    /// <summary>
    /// Lets money be spent again unless another stop-loss point of the line waits. After a termination the line is frozen instead.
    /// </summary>
    public async Task DecideAsync(Guid line, StopLossChoice decision, string reason, CancellationToken ct)
    {
        await LockAsync(line, ct);
        var waits = await db.RiskAlerts.AnyAsync(
            alert => alert.BudgetLineId == line && alert.IsStopLoss && alert.State != RiskAlertState.Decided,
            ct
        );
        if (decision == StopLossChoice.Terminate)
        {
            await FreezeAsync(line, reason, ct);
        }

        if (!waits)
        {
            await SetAsync(line, blocks: false, ct);
        }
    }

    private Task LockAsync(Guid line, CancellationToken ct) =>
        db.BudgetBalances.Where(row => row.OwnerId == line).GuardAsync(row => row.SetProperty(r => r.Blocks, r => r.Blocks), ct);

    private Task SetAsync(Guid line, bool blocks, CancellationToken ct) =>
        db.UpdateAsync(
            db.BudgetBalances.Where(row => row.OwnerId == line),
            row => row.SetProperty(r => r.Blocks, r => blocks ? r.Blocks | Block : r.Blocks & ~Block),
            [new SilentNote("The alert names the line.")],
            ct
        );

    private async Task FreezeAsync(Guid line, string reason, CancellationToken ct)
    {
        if (await db.BudgetBalances.AsNoTracking().SingleOrDefaultAsync(row => row.OwnerId == line, ct) is not { } balance)
        {
            return;
        }

        var budget = await db.Budgets.SingleAsync(row => row.Id == balance.BudgetId, ct);
        budget.Freeze(new SpendingFreeze(balance.Terms.Code, reason, context.Caller.ActorId, db.Log.Now));
        const int Frozen = (int)SpendingBlock.Frozen;
        await db.UpdateAsync(
            db.BudgetBalances.Where(row => row.OwnerId == line),
            row => row.SetProperty(r => r.Blocks, r => r.Blocks | Frozen),
            [new SilentNote("The budget lists its freezes.")],
            ct
        );
        await db.SaveChangesAsync(ct);
    }
}
