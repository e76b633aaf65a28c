using Marketing.Application.Checks;
using Marketing.Application.Common;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Checks;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;

namespace Marketing.Application.Lifecycle;

/// <summary>Refuses steps of a plan whose content is not ready for them.</summary>
internal static class PlanGates
{
    /// <summary>Returns all findings that block a step; null if there are none.</summary>
    /// <param name="db">The database. The content is locked.</param>
    /// <param name="id">The plan.</param>
    /// <param name="view">The content to judge.</param>
    /// <param name="gate">The step.</param>
    /// <param name="ct">Cancels the check.</param>
    public static async Task<Error?> WhyNotReadyAsync(
        this IMarketingDb db,
        PlanId id,
        ContentView view,
        CheckGate gate,
        CancellationToken ct
    )
    {
        var checkedPlan = await db.ReadCheckedPlanAsync(id, view, ct);
        if (!checkedPlan.Succeeded)
        {
            return checkedPlan.Error;
        }

        var blocking = PlanCheck
            .Run(checkedPlan.Value)
            .Where(finding => finding.Code.Blocks is { } blocked && blocked <= gate)
            .Select(finding => new RuleFault(finding.Pointer, finding.Code.Code, finding.Args))
            .ToList();
        return blocking.Count == 0 ? null : new PlanNotReady(gate, blocking);
    }
}
