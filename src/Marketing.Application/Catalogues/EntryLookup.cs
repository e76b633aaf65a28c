using Marketing.Application.Common;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Catalogues;

/// <summary>A member that names a catalogue entry by its id.</summary>
/// <param name="Pointer">Where it stands.</param>
/// <param name="Catalogue">Resource type of the entries that may be named there.</param>
/// <param name="Id">The id; none where no entry is named.</param>
internal sealed record NamedEntry(string Pointer, string Catalogue, Guid? Id);

/// <summary>Checks ids that name catalogue entries.</summary>
internal static class EntryLookup
{
    /// <summary>Ids looked up at once: SQL Server takes no more than 2,100 parameters.</summary>
    private const int IdsAtOnce = 1_000;

    /// <summary>The members that name a party which is not in this workspace.</summary>
    public static async Task<Error?> UnknownPartiesAsync(this IMarketingDb db, IEnumerable<(string Pointer, Guid? PartyId)> named, CancellationToken ct) =>
        await db.UnknownEntriesAsync(named.Select(party => new NamedEntry(party.Pointer, ResourceTypes.Party, party.PartyId)), ct) is { Count: > 0 } faults ? new RulesBroken(faults) : null;

    /// <summary>The members that name a catalogue entry which is not in this workspace, or is deleted.</summary>
    public static async Task<IReadOnlyList<RuleFault>> UnknownEntriesAsync(this IMarketingDb db, IEnumerable<NamedEntry> named, CancellationToken ct)
    {
        var entries = named.Where(entry => entry.Id is not null).ToList();
        var known = new HashSet<(string Catalogue, Guid? Id)>();
        foreach (var ids in entries.Select(entry => entry.Id!.Value).Distinct().Chunk(IdsAtOnce))
        {
            var found = await db.CatalogueEntries.AsNoTracking().Where(entry => ids.Contains(entry.EntryId)).Select(entry => new { entry.Catalogue, entry.EntryId }).ToListAsync(ct);
            known.UnionWith(found.Select(entry => (entry.Catalogue, (Guid?)entry.EntryId)));
        }

        return [.. entries.Where(entry => !known.Contains((entry.Catalogue, entry.Id))).Select(Unknown)];
    }

    private static RuleFault Unknown(NamedEntry entry) => RuleFault.Of(entry.Pointer, $"{entry.Catalogue}.unknown", ("id", entry.Id));
}
