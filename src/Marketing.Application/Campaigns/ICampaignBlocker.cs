using Marketing.Domain.Campaigns;

namespace Marketing.Application.Campaigns;

/// <summary>
/// Implemented once for each kind of row that keeps a campaign from being deleted. Implementations in this assembly are registered
/// automatically. Whatever adds such a row locks the campaign's row first.
/// </summary>
internal interface ICampaignBlocker
{
    /// <summary>Returns what keeps the campaign, as <c>type/id</c>.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="max">The maximum number to return.</param>
    /// <param name="ct">Cancels the read.</param>
    Task<IReadOnlyList<string>> BlockersOfAsync(CampaignId id, int max, CancellationToken ct);
}
