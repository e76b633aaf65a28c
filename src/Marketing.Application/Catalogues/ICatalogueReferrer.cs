using System.Linq.Expressions;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Catalogues;

/// <summary>A merge of one entry into another of the same catalogue.</summary>
/// <param name="Catalogue">Resource type of both entries, such as <c>party</c>.</param>
/// <param name="FromId">The entry that is deleted.</param>
/// <param name="IntoId">The entry that remains.</param>
public sealed record EntryMerge(string Catalogue, Guid FromId, Guid IntoId);

/// <summary>
/// Implemented once for each kind of row that refers to catalogue entries. Implementations in this assembly are registered automatically.
/// An entry with referrers cannot be deleted, and a merge changes its referrers.
/// </summary>
internal interface ICatalogueReferrer
{
    /// <summary>Returns resources that refer to an entry, as <c>type/id</c>.</summary>
    /// <param name="catalogue">Resource type of the entry, such as <c>party</c>.</param>
    /// <param name="entryId">The entry.</param>
    /// <param name="max">The maximum number to return.</param>
    /// <param name="ct">Cancels the read.</param>
    Task<IReadOnlyList<string>> ReferrersOfAsync(string catalogue, Guid entryId, int max, CancellationToken ct);

    /// <summary>Whether everything that refers to the entry here is deleted, and would refer to it again once it is restored.</summary>
    Task<bool> AreDeletedAsync(Guid entryId, CancellationToken ct) => Task.FromResult(false);

    /// <summary>Changes all references that are open for writing to the remaining entry.</summary>
    Task RepointAsync(EntryMerge merge, CancellationToken ct);
}

/// <summary>Finds the resources that refer to a catalogue entry through a column.</summary>
/// <param name="db">The database.</param>
/// <param name="catalogue">Resource type of the entries that the column refers to.</param>
/// <param name="column">The column.</param>
/// <param name="repoint">Changes a row's reference to another entry.</param>
internal abstract class ColumnReferrer<TRow, TRowId, TEntryId>(
    IMarketingDb db,
    string catalogue,
    Expression<Func<TRow, TEntryId?>> column,
    Action<TRow, TEntryId> repoint
) : ICatalogueReferrer
    where TRow : Resource<TRowId>
    where TRowId : struct, IEntityId<TRowId>
    where TEntryId : struct, IEntityId<TEntryId>
{
    public async Task<IReadOnlyList<string>> ReferrersOfAsync(string catalogueOfEntry, Guid entryId, int max, CancellationToken ct)
    {
        if (catalogueOfEntry != catalogue)
        {
            return [];
        }

        var rows = await RowsOf(entryId).AsNoTracking().OrderBy(row => row.Id).Take(max).ToListAsync(ct);
        return [.. rows.Select(row => $"{((IResource)row).Type}/{row.Id.Value}")];
    }

    public async Task RepointAsync(EntryMerge merge, CancellationToken ct)
    {
        if (merge.Catalogue != catalogue)
        {
            return;
        }

        foreach (var row in await RowsOf(merge.FromId).ToListAsync(ct))
        {
            repoint(row, TEntryId.From(merge.IntoId));
        }
    }

    private IQueryable<TRow> RowsOf(Guid entryId)
    {
        TEntryId? wanted = TEntryId.From(entryId);
        Expression<Func<TEntryId?>> parameter = () => wanted;
        var refers = Expression.Equal(column.Body, parameter.Body);
        return db.Set<TRow>().Where(Expression.Lambda<Func<TRow, bool>>(refers, column.Parameters));
    }
}
