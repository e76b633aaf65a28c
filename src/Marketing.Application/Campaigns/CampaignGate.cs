using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Application.Lifecycle;
using Marketing.Domain.Access;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Campaigns;

/// <summary>Lets a plan end once its campaigns have, or cancels them. See <see cref="CampaignPlans"/> for the other side.</summary>
internal sealed class CampaignGate(
    IMarketingDb db,
    RequestContext context,
    CampaignWriter writer,
    CampaignMoney money,
    CampaignReviews reviews,
    CommitmentReleases releases
) : IExecutionGate
{
    /// <summary>Campaigns that a refusal names.</summary>
    private const int MostNamed = 100;

    private static readonly CampaignStatus[] Unfinished = [CampaignStatus.Planned, CampaignStatus.Running, CampaignStatus.Paused];
    private static readonly CampaignStatus[] Open = [.. Unfinished, CampaignStatus.Ended];

    public async Task<Error?> WhyNotAsync(PlanId id, ExecutionStep step, CancellationToken ct)
    {
        var waits = step switch
        {
            ExecutionStep.Complete => Open,
            ExecutionStep.Terminate => Unfinished,
            _ => [],
        };
        if (waits.Length == 0)
        {
            return null;
        }

        var campaigns = await CampaignsOf(id, waits)
            .AsNoTracking()
            .OrderBy(campaign => campaign.Code)
            .Select(campaign => new
            {
                campaign.Id,
                campaign.Code,
                campaign.Terms,
                campaign.Status,
            })
            .Take(MostNamed)
            .ToListAsync(ct);
        return campaigns.Count == 0
            ? null
            : new PlanCampaignsOpen([
                .. campaigns.Select(campaign =>
                    RuleFault.Of(
                        "/campaigns",
                        "campaign.open",
                        ("code", campaign.Code),
                        ("title", campaign.Terms.Title),
                        ("status", campaign.Status),
                        ("campaignId", campaign.Id.Value)
                    )
                ),
            ]);
    }

    public async Task<Error?> ReleaseAsync(Plan plan, CancellationToken ct)
    {
        if (!context.Caller.Scopes.Contains(Scopes.CampaignsWrite) || !context.Caller.Scopes.Contains(Scopes.LedgerWrite))
        {
            return new CampaignCancelForbidden();
        }

        foreach (var campaign in await CampaignsOf(plan.Id, Unfinished).OrderBy(campaign => campaign.Id).ToListAsync(ct))
        {
            var today = await writer.TodayAsync(campaign, ct);
            if (campaign.Take(campaign.Execution.Cancel(plan.StatusReason, today)).Error is { } wrong)
            {
                return wrong;
            }

            await reviews.WithdrawAsync(campaign, ct);
            var refused = await releases.ReleaseAllAsync(
                await money.OpenCommitmentsAsync(campaign, ct),
                today,
                $"{campaign.Code} {campaign.Terms.Title}",
                ct
            );
            if (refused is not null)
            {
                return refused;
            }
        }

        await db.SaveChangesAsync(ct);
        return null;
    }

    private IQueryable<Campaign> CampaignsOf(PlanId id, CampaignStatus[] statuses)
    {
        PlanId? plan = id;
        return db.Campaigns.Where(campaign => campaign.PlanId == plan && statuses.Contains(campaign.Status));
    }
}
