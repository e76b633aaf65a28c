using Marketing.Domain.Access;
using Marketing.Domain.Common;

namespace Marketing.Application.Access;

/// <summary>What a person is in one workspace.</summary>
public sealed record Membership(WorkspaceId WorkspaceId, string WorkspaceCode, string WorkspaceName, MemberId MemberId, IReadOnlyList<Role> Roles);

/// <summary>Knows the workspaces of a person, across the boundary that every other reader keeps.</summary>
public interface IMembershipReader
{
    /// <summary>The person's memberships in order of the workspaces' codes, at most two seconds old.</summary>
    Task<IReadOnlyList<Membership>> OfAsync(string actorId, CancellationToken ct);
}
