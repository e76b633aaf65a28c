using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using MediatR;

namespace Marketing.Application.Access;

/// <summary>The caller and its permissions.</summary>
public sealed record MeResponse
{
    /// <summary>Id of the caller, as in createdBy and the audit trail.</summary>
    /// <example>person:5d41402abc4b2a76b9719d911017c592</example>
    public required string ActorId { get; init; }

    /// <summary>The kind of credential that was used.</summary>
    public required CallerKind Kind { get; init; }

    /// <summary>Name of the person or the key.</summary>
    /// <example>陈晓</example>
    public required string DisplayName { get; init; }

    /// <summary>The workspace of the request; null if none is chosen.</summary>
    public required Guid? WorkspaceId { get; init; }

    /// <summary>The person's roles in the workspace; empty for keys.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>The scopes of this credential in the workspace.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The external system that uses the key, the origin of its changes; null if none.</summary>
    public required string? System { get; init; }

    /// <summary>All workspaces that the caller can choose with the header Workspace-Id.</summary>
    public required IReadOnlyList<MyWorkspace> Workspaces { get; init; }
}

/// <summary>A workspace that the caller can choose.</summary>
public sealed record MyWorkspace
{
    /// <summary>Id, for the header Workspace-Id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Short code.</summary>
    /// <example>sample</example>
    public required string Code { get; init; }

    /// <summary>Full name.</summary>
    /// <example>示例品牌 Sample brand</example>
    public required string Name { get; init; }

    /// <summary>The person's roles in the workspace.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }
}

/// <summary>Returns the caller and its permissions.</summary>
public sealed record GetMe : IQuery<MeResponse>;

internal sealed class GetMeHandler(RequestContext context, IMarketingDb db, IMembershipReader memberships)
    : IRequestHandler<GetMe, Result<MeResponse>>
{
    public async Task<Result<MeResponse>> Handle(GetMe query, CancellationToken cancellationToken)
    {
        var caller = context.Caller;
        IReadOnlyList<MyWorkspace> workspaces =
            caller.Kind == CallerKind.Person
                ?
                [
                    .. (await memberships.OfAsync(caller.ActorId, cancellationToken)).Select(m => new MyWorkspace
                    {
                        Id = m.WorkspaceId.Value,
                        Code = m.WorkspaceCode,
                        Name = m.WorkspaceName,
                        Roles = caller.RolesByWorkspace.GetValueOrDefault(m.WorkspaceId, m.Roles),
                    }),
                ]
                :
                [
                    .. db
                        .Workspaces.Select(w => new
                        {
                            w.Id,
                            w.Code,
                            w.Name,
                        })
                        .AsEnumerable()
                        .Select(w => new MyWorkspace
                        {
                            Id = w.Id.Value,
                            Code = w.Code,
                            Name = w.Name,
                            Roles = [],
                        }),
                ];
        return new MeResponse
        {
            ActorId = caller.ActorId,
            Kind = caller.Kind,
            DisplayName = caller.DisplayName,
            WorkspaceId = caller.WorkspaceId?.Value,
            Roles = caller.Roles,
            Scopes = [.. caller.Scopes.Order(StringComparer.Ordinal)],
            System = caller.System,
            Workspaces = workspaces,
        };
    }
}
