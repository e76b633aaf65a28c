using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Catalogues;

/// <summary>Finds catalogue entries by the names that plans use, and maintains the index for it.</summary>
internal sealed class CatalogueMatcher(IMarketingDb db)
{
    /// <summary>Number of names per query; SQL Server allows at most 2,100 parameters.</summary>
    private const int NamesAtOnce = 1_000;

    /// <summary>
    /// Returns the matches of each text in the catalogue of this type, in the order of the texts. A name with its abbreviation in brackets
    /// matches as a whole, or else by either.
    /// </summary>
    public async Task<IReadOnlyList<NameMatch>> FindAsync(string type, IReadOnlyList<string> texts, CancellationToken ct)
    {
        var forms = texts.Select(CatalogueName.Forms).ToList();
        var found = new List<(string Key, MatchedEntry Entry)>();
        foreach (var wanted in forms.SelectMany(keys => keys).Distinct(StringComparer.Ordinal).Chunk(NamesAtOnce))
        {
            var rows = await db
                .CatalogueNames.AsNoTracking()
                .Where(name => name.Catalogue == type && wanted.Contains(name.NameKey))
                .Join(
                    db.CatalogueEntries,
                    name => name.EntryId,
                    entry => entry.EntryId,
                    (name, entry) =>
                        new
                        {
                            name.NameKey,
                            entry.EntryId,
                            entry.Name,
                        }
                )
                .OrderBy(row => row.EntryId)
                .ToListAsync(ct);
            found.AddRange(rows.Select(row => (row.NameKey, new MatchedEntry { Id = row.EntryId, Name = row.Name })));
        }

        var byKey = found.ToLookup(row => row.Key, row => row.Entry, StringComparer.Ordinal);
        return [.. texts.Zip(forms).Select(name => Match(name.First, [.. Entries(name.Second)]))];

        IEnumerable<MatchedEntry> Entries(IReadOnlyList<string> keys) =>
            byKey[keys[0]].Any() ? byKey[keys[0]] : keys.Skip(1).SelectMany(key => byKey[key]).DistinctBy(entry => entry.Id);
    }

    /// <summary>Returns those of the entries that are not deleted, from any catalogue.</summary>
    public async Task<IReadOnlyDictionary<Guid, MatchedEntry>> EntriesAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var found = new Dictionary<Guid, MatchedEntry>();
        foreach (var wanted in ids.Distinct().Chunk(NamesAtOnce))
        {
            foreach (var row in await db.CatalogueEntries.AsNoTracking().Where(entry => wanted.Contains(entry.EntryId)).ToListAsync(ct))
            {
                found[row.EntryId] = new MatchedEntry { Id = row.EntryId, Name = row.Name };
            }
        }

        return found;
    }

    /// <summary>Adds the entry to the index, under its name and aliases, and under their abbreviations in brackets.</summary>
    public async Task LearnAsync(ICatalogueEntry entry, CancellationToken ct)
    {
        var known = entry.Version == 0 ? null : await db.CatalogueEntries.SingleOrDefaultAsync(row => row.EntryId == entry.Key, ct);
        if (known is null)
        {
            db.CatalogueEntries.Add(new CatalogueEntryRow(entry));
        }
        else
        {
            known.Name = entry.Name;
        }

        var wanted = entry.Aliases.Append(entry.Name).SelectMany(CatalogueName.Forms).Where(key => key.Length > 0).ToHashSet();
        var there = entry.Version == 0 ? [] : await db.CatalogueNames.Where(name => name.EntryId == entry.Key).ToListAsync(ct);
        db.CatalogueNames.RemoveRange(there.Where(row => !wanted.Contains(row.NameKey)));
        db.CatalogueNames.AddRange(
            wanted
                .Except(there.Select(row => row.NameKey))
                .Select(key => new CatalogueNameRow
                {
                    WorkspaceId = entry.WorkspaceId,
                    Catalogue = entry.Type,
                    NameKey = key,
                    EntryId = entry.Key,
                })
        );
    }

    /// <summary>Removes the entry from the index, so that nothing can refer to it any more.</summary>
    public async Task ForgetAsync(ICatalogueEntry entry, CancellationToken ct)
    {
        await ForgetNamesAsync(entry, ct);
        db.CatalogueEntries.RemoveRange(await db.CatalogueEntries.Where(row => row.EntryId == entry.Key).ToListAsync(ct));
    }

    /// <summary>Frees the entry's names for other entries.</summary>
    public async Task ForgetNamesAsync(ICatalogueEntry entry, CancellationToken ct) =>
        db.CatalogueNames.RemoveRange(await db.CatalogueNames.Where(name => name.EntryId == entry.Key).ToListAsync(ct));

    private static NameMatch Match(string text, List<MatchedEntry> found) =>
        new()
        {
            Text = text,
            Outcome = found.Count switch
            {
                0 => MatchOutcome.Unmatched,
                1 => MatchOutcome.Matched,
                _ => MatchOutcome.Ambiguous,
            },
            Entries = found,
        };
}
