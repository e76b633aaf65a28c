using Marketing.Application.Campaigns;
using Marketing.Application.Common;
using Marketing.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Results;

/// <summary>Keeps campaigns with results. A bulk of results locks the rows of its campaigns too.</summary>
internal sealed class ReportedCampaigns(IMarketingDb db) : ICampaignBlocker
{
    public async Task<IReadOnlyList<string>> BlockersOfAsync(CampaignId id, int max, CancellationToken ct)
    {
        var rows = await db.Results.Where(row => row.CampaignId == id).OrderBy(row => row.Date).Take(max).ToListAsync(ct);
        return [.. rows.Select(row => $"result/{row.Id.Value}")];
    }
}
