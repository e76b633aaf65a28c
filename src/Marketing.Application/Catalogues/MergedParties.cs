using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Catalogues;

internal static class MergedParties
{
    /// <summary>Returns the parties with those that were merged into them.</summary>
    public static async Task<IReadOnlyList<PartyId?>> WithMergedAsync(
        this IMarketingDb db,
        IReadOnlyList<PartyId> parties,
        CancellationToken ct
    )
    {
        var all = parties.Select(party => (PartyId?)party).ToHashSet();
        for (var before = 0; before != all.Count; )
        {
            before = all.Count;
            var known = all.ToList();
            all.UnionWith(
                await db
                    .Parties.IgnoreQueryFilters([DbFilters.Deletion])
                    .Where(party => known.Contains(party.MergedIntoId))
                    .Select(party => (PartyId?)party.Id)
                    .ToListAsync(ct)
            );
        }

        return [.. all];
    }
}
