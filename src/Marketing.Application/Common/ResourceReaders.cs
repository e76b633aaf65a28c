using AutoMapper;
using AutoMapper.QueryableExtensions;
using Marketing.Application.Access;
using Marketing.Application.PlanParts;
using Marketing.Application.Plans;
using Marketing.Application.Workspaces;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Common;

/// <summary>Reads current states by id, by the feature's own projection.</summary>
internal abstract class ProjectedReader<TEntity, TId, TResponse>(IMarketingDb db, IConfigurationProvider mappings, string type, params string[] scopes) : IResourceReader
    where TEntity : Resource<TId>
    where TId : struct, IEntityId<TId>
    where TResponse : ResourceResponse
{
    public string Type => type;

    public IReadOnlyList<string> Scopes => scopes;

    public async Task<IReadOnlyDictionary<Guid, object>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var typed = ids.Select(TId.From).ToList();
        var found = await db.Set<TEntity>().AsNoTracking().Where(row => typed.Contains(row.Id)).ProjectTo<TResponse>(mappings).ToListAsync(ct);
        return found.ToDictionary(row => row.Id, row => (object)row);
    }
}

internal sealed class PlanReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<Plan, PlanId, PlanResponse>(db, mappings, ResourceTypes.Plan, Domain.Access.Scopes.PlansRead);

internal sealed class WorkspaceReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<Workspace, WorkspaceId, WorkspaceResponse>(db, mappings, ResourceTypes.Workspace, [.. Domain.Access.Scopes.All.Keys]);

internal sealed class MemberReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<Member, MemberId, MemberResponse>(db, mappings, ResourceTypes.Member, Domain.Access.Scopes.Admin);

internal sealed class ApiKeyReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<ApiKey, ApiKeyId, ApiKeyResponse>(db, mappings, ResourceTypes.ApiKey, Domain.Access.Scopes.Admin);

/// <summary>Reads parts of one section; those of a deleted plan are gone with it.</summary>
internal sealed class PartReader<TContent>(IMarketingDb db) : IResourceReader
    where TContent : PlanPartContent
{
    public string Type => PlanSections.Of<TContent>().Type;

    public IReadOnlyList<string> Scopes { get; } = [Domain.Access.Scopes.PlansRead];

    public async Task<IReadOnlyDictionary<Guid, object>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var typed = ids.Select(PlanPartId.From).ToList();
        var rows = await db.PlanParts.AsNoTracking().Where(part => typed.Contains(part.Id) && db.Plans.Any(plan => plan.Id == part.PlanId)).Select(PartRow.Selection).ToListAsync(ct);
        return rows.ToDictionary(row => row.Id.Value, row => (object)row.Answer<TContent>());
    }
}
