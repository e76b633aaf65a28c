using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Results;

/// <summary>Keeps channels with results in the catalogue.</summary>
internal sealed class ReportedChannels(IMarketingDb db) : ICatalogueReferrer
{
    public async Task<IReadOnlyList<string>> ReferrersOfAsync(string catalogue, Guid entryId, int max, CancellationToken ct)
    {
        if (catalogue != ResourceTypes.Channel)
        {
            return [];
        }

        var rows = await db.Results.Where(row => row.ChannelId == entryId).OrderBy(row => row.Date).Take(max).ToListAsync(ct);
        return [.. rows.Select(row => $"result/{row.Id.Value}")];
    }

    /// <summary>Channels are never merged.</summary>
    public Task RepointAsync(EntryMerge merge, CancellationToken ct) => Task.CompletedTask;
}
