using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Common;

/// <summary>Loads resources for writing.</summary>
internal static class ResourceLookup
{
    /// <summary>Loads a resource for writing if its version is the expected one.</summary>
    /// <param name="db">The database.</param>
    /// <param name="id">Id of the resource.</param>
    /// <param name="expectedVersion">The version that the caller has read; null to accept any.</param>
    /// <param name="missing">The error to return if the workspace has no such resource.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <param name="includeDeleted">Whether to find deleted resources too.</param>
    public static async Task<Result<TEntity>> FindAsync<TEntity, TId>(
        this IMarketingDb db,
        TId id,
        ExpectedVersion? expectedVersion,
        NotFoundError missing,
        CancellationToken ct,
        bool includeDeleted = false
    )
        where TEntity : Resource<TId>
        where TId : struct, IEntityId<TId>
    {
        var rows = includeDeleted ? db.Set<TEntity>().IgnoreQueryFilters([DbFilters.Deletion]) : db.Set<TEntity>();
        var row = await rows.SingleOrDefaultAsync(row => row.Id.Equals(id), ct);
        return row switch
        {
            null => missing,
            _ when expectedVersion?.Allows(row.Version) == false => new StaleVersion(row.Version),
            _ => row,
        };
    }
}
