using Marketing.Application.Common;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Catalogues;

/// <summary>Finds catalogue entries by the words of plans, and keeps the index that it finds them by.</summary>
internal sealed class CatalogueMatcher(IMarketingDb db)
{
    public async Task<IReadOnlyList<NameMatch>> FindAsync<TEntry, TId>(string type, IReadOnlyList<string> texts, CancellationToken ct)
        where TEntry : CatalogueEntry<TId>
        where TId : struct, IEntityId<TId>
    {
        var keys = texts.Select(CatalogueName.Key).ToList();
        var wanted = keys.Distinct().ToList();
        var rows = await db.CatalogueNames.AsNoTracking().Where(name => name.Catalogue == type && wanted.Contains(name.NameKey)).ToListAsync(ct);
        var ids = rows.Select(row => TId.From(row.EntryId)).Distinct().ToList();
        var names = await db.Set<TEntry>().AsNoTracking().Where(entry => ids.Contains(entry.Id)).Select(entry => new { entry.Id, entry.Name }).ToListAsync(ct);
        var byId = names.ToDictionary(entry => entry.Id.Value, entry => entry.Name);
        return [.. texts.Select((text, i) => Match(text, [.. rows.Where(row => row.NameKey == keys[i] && byId.ContainsKey(row.EntryId)).Select(row => row.EntryId)], byId))];
    }

    /// <summary>Indexes the entry under its name and aliases.</summary>
    public async Task LearnAsync(ICatalogueEntry entry, CancellationToken ct)
    {
        var wanted = entry.Aliases.Append(entry.Name).Select(CatalogueName.Key).Where(key => key.Length > 0).ToHashSet();
        var there = entry.Version == 0 ? [] : await db.CatalogueNames.Where(name => name.EntryId == entry.Key).ToListAsync(ct);
        db.CatalogueNames.RemoveRange(there.Where(row => !wanted.Contains(row.NameKey)));
        db.CatalogueNames.AddRange(wanted.Except(there.Select(row => row.NameKey))
            .Select(key => new CatalogueNameRow { WorkspaceId = entry.WorkspaceId, Catalogue = entry.Type, NameKey = key, EntryId = entry.Key }));
    }

    public async Task ForgetAsync(ICatalogueEntry entry, CancellationToken ct) =>
        db.CatalogueNames.RemoveRange(await db.CatalogueNames.Where(name => name.EntryId == entry.Key).ToListAsync(ct));

    private static NameMatch Match(string text, List<Guid> found, Dictionary<Guid, string> names) => new()
    {
        Text = text,
        Outcome = found.Count switch { 0 => MatchOutcome.Unmatched, 1 => MatchOutcome.Matched, _ => MatchOutcome.Ambiguous },
        Entries = [.. found.Select(id => new MatchedEntry { Id = id, Name = names[id] })],
    };
}
