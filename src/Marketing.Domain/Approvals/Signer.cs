using Marketing.Domain.Access;
using Marketing.Domain.Catalogues;

namespace Marketing.Domain.Approvals;

/// <summary>A person who could sign: the rights and the parties of a member.</summary>
/// <param name="ActorId">The person.</param>
/// <param name="Roles">The person's roles in the workspace.</param>
/// <param name="Scopes">The person's permissions.</param>
/// <param name="Parties">The party that represents the person, and all parties that it belongs to.</param>
public sealed record Signer(string ActorId, IReadOnlyList<Role> Roles, IReadOnlySet<string> Scopes, IReadOnlySet<PartyId> Parties)
{
    /// <summary>Whether the person has the permission for a step.</summary>
    /// <param name="subjectType">Type of the resource that the step is about.</param>
    /// <param name="step">The step.</param>
    public bool MayTake(string subjectType, ApprovalStep step) =>
        Scopes.Contains(Approval.ScopeOf(subjectType, step))
        && (Approval.RoleOf(step) is not { } role || Roles.Contains(role) || Roles.Contains(Role.Administrator));
}
