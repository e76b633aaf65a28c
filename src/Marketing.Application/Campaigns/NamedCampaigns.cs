using Marketing.Application.Common;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Campaigns;

internal static class NamedCampaigns
{
    /// <summary>Returns a fault if the member <c>campaignId</c> names a campaign that does not exist.</summary>
    /// <param name="db">The database.</param>
    /// <param name="given">The campaign that the request names.</param>
    /// <param name="before">The campaign that the resource already has. It stays, even if it was deleted since.</param>
    /// <param name="ct">Cancels the read.</param>
    public static async Task<IReadOnlyList<RuleFault>> UnknownCampaignAsync(
        this IMarketingDb db,
        Guid? given,
        CampaignId? before,
        CancellationToken ct
    )
    {
        if (given is not { } named || before?.Value == named)
        {
            return [];
        }

        var id = CampaignId.From(named);
        return await db.Campaigns.AnyAsync(campaign => campaign.Id == id, ct)
            ? []
            : [RuleFault.Of("/campaignId", "campaign.unknown", ("id", named))];
    }
}
