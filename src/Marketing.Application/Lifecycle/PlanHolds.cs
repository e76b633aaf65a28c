using Marketing.Application.Common;
using Marketing.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Lifecycle;

/// <summary>Locks plans whose status a write depends on.</summary>
internal static class PlanHolds
{
    /// <summary>Locks a plan until the transaction ends, and returns its status; null for a plan that does not exist.</summary>
    public static async Task<PlanStatus?> HoldPlanAsync(this IMarketingDb db, PlanId id, CancellationToken ct)
    {
        await db.Plans.Where(plan => plan.Id == id).GuardAsync(plan => plan.SetProperty(row => row.Status, row => row.Status), ct);
        return await db.Plans.Where(plan => plan.Id == id).Select(plan => (PlanStatus?)plan.Status).SingleOrDefaultAsync(ct);
    }
}
