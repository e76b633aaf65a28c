using Marketing.Application.Common;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Catalogues;

/// <summary>A member that refers to a catalogue entry by id.</summary>
/// <param name="Pointer">JSON pointer to the member.</param>
/// <param name="Catalogue">Resource type of the entries that the member can refer to.</param>
/// <param name="Id">Id of the entry; null if there is none.</param>
internal sealed record NamedEntry(string Pointer, string Catalogue, Guid? Id);

/// <summary>Checks ids of catalogue entries.</summary>
internal static class EntryLookup
{
    /// <summary>Number of ids per query; SQL Server allows at most 2,100 parameters.</summary>
    private const int IdsAtOnce = 1_000;

    /// <summary>Returns an error for members that refer to a party outside this workspace; null if there are none.</summary>
    public static async Task<Error?> UnknownPartiesAsync(
        this IMarketingDb db,
        IEnumerable<(string Pointer, Guid? PartyId)> named,
        CancellationToken ct
    ) =>
        await db.UnknownEntriesAsync(named.Select(party => new NamedEntry(party.Pointer, ResourceTypes.Party, party.PartyId)), ct)
            is { Count: > 0 } faults
            ? new RulesBroken(faults)
            : null;

    /// <summary>Returns a fault for each member that refers to a deleted catalogue entry or one outside this workspace.</summary>
    public static async Task<IReadOnlyList<RuleFault>> UnknownEntriesAsync(
        this IMarketingDb db,
        IEnumerable<NamedEntry> named,
        CancellationToken ct
    )
    {
        var entries = named.Where(entry => entry.Id is not null).ToList();
        var known = new HashSet<(string Catalogue, Guid? Id)>();
        foreach (var ids in entries.Select(entry => entry.Id!.Value).Distinct().Chunk(IdsAtOnce))
        {
            var found = await db
                .CatalogueEntries.AsNoTracking()
                .Where(entry => ids.Contains(entry.EntryId))
                .Select(entry => new { entry.Catalogue, entry.EntryId })
                .ToListAsync(ct);
            known.UnionWith(found.Select(entry => (entry.Catalogue, (Guid?)entry.EntryId)));
        }

        return [.. entries.Where(entry => !known.Contains((entry.Catalogue, entry.Id))).Select(Unknown)];
    }

    private static RuleFault Unknown(NamedEntry entry) => RuleFault.Of(entry.Pointer, $"{entry.Catalogue}.unknown", ("id", entry.Id));
}
