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

    /// <summary>Returns the id of a party, and of those that were merged into it: content in force keeps their ids.</summary>
    public static async Task<IReadOnlySet<Guid>> WithMergedIdsAsync(this IMarketingDb db, Guid party, CancellationToken ct) =>
        (await db.WithMergedAsync([PartyId.From(party)], ct)).Select(id => id!.Value.Value).ToHashSet();
}
