using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Campaigns;
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

    /// <summary>Returns the lines that a stop-loss point blocks: the one that it names, or those that fund its campaign.</summary>
    public async Task<IReadOnlyList<Guid>> LinesAsync(RiskStopLoss? point, CancellationToken ct)
    {
        if (point?.BudgetLineId is { } line)
        {
            return [line];
        }

        if (point?.CampaignId is not { } given)
        {
            return [];
        }

        var id = CampaignId.From(given);
        var terms = await db.Campaigns.AsNoTracking().Where(row => row.Id == id).Select(row => row.Terms).SingleOrDefaultAsync(ct);
        var lines = new List<Guid>();
        foreach (var funded in terms?.BudgetLines ?? [])
        {
            var (budget, code) = (Budget.KeyOf(funded.BudgetCode), Budget.KeyOf(funded.LineCode));
            lines.AddRange(
                await db
                    .BudgetLines.Where(row =>
                        row.CodeKey == code && db.Budgets.Any(each => each.Id == row.BudgetId && each.CodeKey == budget)
                    )
                    .Select(row => row.Id.Value)
                    .ToListAsync(ct)
            );
        }

        return [.. lines.Distinct().Order()];
    }

    /// <summary>Blocks new spending on lines. A line that is not in force yet has no balance and takes no bookings.</summary>
    public async Task BlockAsync(IReadOnlyList<Guid> lines, CancellationToken ct)
    {
        foreach (var line in lines)
        {
            await SetAsync(line, blocks: true, ct);
        }
    }

    /// <summary>
    /// Lets money be spent again on lines unless another stop-loss point of them waits. After a termination they are frozen instead.
    /// </summary>
    public async Task DecideAsync(IReadOnlyList<Guid> lines, StopLossChoice decision, string reason, CancellationToken ct)
    {
        foreach (var line in lines)
        {
            await LockAsync(line, ct);
        }

        // As a parameter, so that the index is used.
        var stops = true;
        var waiting = await db
            .RiskAlerts.Where(alert => alert.IsStopLoss == stops && alert.State != RiskAlertState.Decided)
            .Select(alert => alert.BlockedLineIds)
            .ToListAsync(ct);
        var blocked = waiting.SelectMany(each => each).ToHashSet();
        foreach (var line in lines)
        {
            if (decision == StopLossChoice.Terminate)
            {
                await FreezeAsync(line, reason, ct);
            }

            if (!blocked.Contains(line))
            {
                await SetAsync(line, blocks: false, ct);
            }
        }
    }

    private Task<int> LockAsync(Guid line, CancellationToken ct) =>
        db.BudgetBalances.Where(row => row.OwnerId == line).GuardAsync(row => row.SetProperty(r => r.Blocks, r => r.Blocks), ct);

    private Task<int> SetAsync(Guid line, bool blocks, CancellationToken ct) =>
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
