using Marketing.Application.Common;
using Marketing.Application.Lifecycle;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;

namespace Marketing.Application.Campaigns;

/// <summary>
/// Keeps campaigns that have not ended out of plans that have. A plan is completed once its campaigns are closed or cancelled, and
/// terminated once they have ended. Both sides write the row of the plan first.
/// </summary>
internal sealed class CampaignPlans(IMarketingDb db)
{
    private static readonly PlanStatus[] Ends = [PlanStatus.Completed, PlanStatus.Terminated, PlanStatus.Archived];

    /// <summary>Statuses of plans, which stay locked; read once for all items of a bulk.</summary>
    private readonly Dictionary<PlanId, PlanStatus?> _held = [];

    /// <summary>Returns an error if a campaign with this status cannot belong to the plan. The plan stays locked.</summary>
    public async Task<Error?> WhyNotInAsync(Guid? planId, CampaignStatus status, CancellationToken ct)
    {
        if (planId is not { } given || status is CampaignStatus.Closed or CampaignStatus.Cancelled)
        {
            return null;
        }

        var plan = PlanId.From(given);
        if (!_held.TryGetValue(plan, out var held))
        {
            _held[plan] = held = await db.HoldPlanAsync(plan, ct);
        }

        return held is { } known && Ends.Contains(known) ? new CampaignPlanEnded(given, known) : null;
    }
}
