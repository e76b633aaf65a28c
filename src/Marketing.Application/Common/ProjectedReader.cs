using AutoMapper;
using AutoMapper.QueryableExtensions;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Common;

/// <summary>Reads resources by id with the feature's projection.</summary>
internal abstract class ProjectedReader<TEntity, TId, TResponse>(
    IMarketingDb db,
    IConfigurationProvider mappings,
    string type,
    params string[] scopes
) : IResourceReader
    where TEntity : Resource<TId>
    where TId : struct, IEntityId<TId>
    where TResponse : ResourceResponse
{
    public IReadOnlyList<string> Types { get; } = [type];

    public Type Response => typeof(TResponse);

    public IReadOnlyList<string> Scopes => scopes;

    public async Task<IReadOnlyDictionary<Guid, object>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var typed = ids.Select(TId.From).ToList();
        var found = await db.Set<TEntity>()
            .AsNoTracking()
            .Where(row => typed.Contains(row.Id))
            .ProjectTo<TResponse>(mappings)
            .ToListAsync(ct);
        return found.ToDictionary(row => row.Id, row => (object)row);
    }
}
