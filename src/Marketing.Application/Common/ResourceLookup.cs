using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Common;

/// <summary>Loads resources for writing.</summary>
internal static class ResourceLookup
{
    /// <summary>Loads a resource for writing, if its version is still the expected one.</summary>
    /// <param name="db">The database.</param>
    /// <param name="id">Which one.</param>
    /// <param name="expectedVersion">The version the caller has seen; none to take any.</param>
    /// <param name="missing">What to answer where there is none in this workspace.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <param name="includeDeleted">Whether a deleted one counts.</param>
    public static async Task<Result<TEntity>> FindAsync<TEntity, TId>(
        this IMarketingDb db, TId id, int? expectedVersion, NotFoundError missing, CancellationToken ct, bool includeDeleted = false)
        where TEntity : Resource<TId>
        where TId : struct, IEntityId<TId>
    {
        var rows = includeDeleted ? db.Set<TEntity>().IgnoreQueryFilters([DbFilters.Deletion]) : db.Set<TEntity>();
        var row = await rows.SingleOrDefaultAsync(row => row.Id.Equals(id), ct);
        return row switch
        {
            null => missing,
            _ when expectedVersion is { } expected && expected != row.Version => new StaleVersion(row.Version),
            _ => row,
        };
    }
}
