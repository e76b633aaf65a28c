using Marketing.Application.Common;
using Marketing.Application.Lifecycle;
using Marketing.Domain.Budgets;
using Marketing.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>
/// Stops new spending on the budgets of a plan that is suspended or has ended, and lets it go on when the plan is resumed.
/// </summary>
internal sealed class PlanSuspension(IMarketingDb db) : IExecutionFollower
{
    private const int Suspended = (int)SpendingBlock.PlanSuspended;

    private static readonly PlanStatus[] Spending = [PlanStatus.NotInForce, PlanStatus.Active];

    public async Task FollowAsync(Plan plan, CancellationToken ct)
    {
        var stops = Stops(plan.Status);
        var budgets = db.Budgets.Where(budget => budget.PlanId == plan.Id).Select(budget => budget.Id);
        var ids = await budgets.OrderBy(id => id).ToListAsync(ct);
        await db.UpdateAsync(
            db.BudgetBalances.Where(row => row.Scope == BalanceScope.Budget && ids.Contains(row.BudgetId)),
            row => row.SetProperty(r => r.Blocks, r => stops ? r.Blocks | Suspended : r.Blocks & ~Suspended),
            [new SilentNote("The plan shows its status.")],
            ct
        );
    }

    /// <summary>Locks the plan of a budget until the transaction ends, and returns whether its status stops new spending.</summary>
    public static async Task<bool> HoldAsync(IMarketingDb db, Budget budget, CancellationToken ct) =>
        budget.PlanId is { } id && await db.HoldPlanAsync(id, ct) is { } status && Stops(status);

    private static bool Stops(PlanStatus status) => !Spending.Contains(status);
}
