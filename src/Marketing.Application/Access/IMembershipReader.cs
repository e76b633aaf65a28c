using Marketing.Domain.Access;
using Marketing.Domain.Common;

namespace Marketing.Application.Access;

/// <summary>A person's membership in one workspace.</summary>
public sealed record Membership(
    WorkspaceId WorkspaceId,
    string WorkspaceCode,
    string WorkspaceName,
    MemberId MemberId,
    IReadOnlyList<Role> Roles
);

/// <summary>Reads a person's memberships across workspaces; every other reader is limited to one.</summary>
public interface IMembershipReader
{
    /// <summary>Returns the person's memberships in the order of the workspaces' codes. They are at most two seconds old.</summary>
    Task<IReadOnlyList<Membership>> OfAsync(string actorId, CancellationToken ct);
}
