using System.Security.Claims;
using Marketing.Application.Access;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Access;

namespace Marketing.Api.Security;

/// <summary>
/// Grants roles by a claim of the token, if the configuration maps it. They are added to the member's own roles for this request alone, so
/// they end with the claim. People with such a claim become members when they first sign in.
/// </summary>
internal sealed class MappedRoles(JwtSettings settings, Credentials credentials, ILogger<MappedRoles> logger)
{
    /// <summary>Returns the person's memberships with all roles, after adding those from the token.</summary>
    public async ValueTask<IReadOnlyList<Membership>> SignInAsync(ClaimsIdentity token, string correlationId, CancellationToken ct)
    {
        var (issuer, subject) = (token.FindFirst(PersonClaims.Issuer)!.Value, token.FindFirst(PersonClaims.Subject)!.Value);
        var actor = PersonActor.IdOf(issuer, subject);
        var memberships = await credentials.MembershipsAsync(actor, ct);
        var grants = await GrantsAsync(token, ct);
        var missing = grants.Keys.Except(memberships.Select(membership => membership.WorkspaceId)).ToList();
        foreach (var workspace in missing)
        {
            var signIn = new SignIn(issuer, subject, PersonClaims.DisplayName(token), []);
            await credentials.SignInAsync(workspace, signIn, correlationId, ct);
        }

        return WithGrants(missing.Count > 0 ? await credentials.FreshMembershipsAsync(actor) : memberships, grants);
    }

    /// <summary>Returns the same without the cache.</summary>
    public async Task<IReadOnlyList<Membership>> SignInAgainAsync(ClaimsIdentity token, CancellationToken ct)
    {
        var actor = PersonActor.IdOf(token.FindFirst(PersonClaims.Issuer)!.Value, token.FindFirst(PersonClaims.Subject)!.Value);
        return WithGrants(await credentials.FreshMembershipsAsync(actor), await GrantsAsync(token, ct));
    }

    private static IReadOnlyList<Membership> WithGrants(
        IReadOnlyList<Membership> memberships,
        IReadOnlyDictionary<WorkspaceId, List<Role>> grants
    ) =>
        grants.Count == 0
            ? memberships
            :
            [
                .. memberships.Select(membership =>
                    grants.TryGetValue(membership.WorkspaceId, out var roles)
                        ? membership with
                        {
                            Roles = [.. membership.Roles.Union(roles).Order()],
                        }
                        : membership
                ),
            ];

    private async Task<IReadOnlyDictionary<WorkspaceId, List<Role>>> GrantsAsync(ClaimsIdentity token, CancellationToken ct)
    {
        var grants = new Dictionary<WorkspaceId, List<Role>>();
        if (settings.RoleClaim is not { } claimType)
        {
            return grants;
        }

        foreach (var claim in token.FindAll(claimType))
        {
            if (!settings.RoleMap.TryGetValue(claim.Value, out var grant))
            {
                continue;
            }

            if (await credentials.FindWorkspaceAsync(grant.WorkspaceCode, ct) is { } workspace)
            {
                grants.TryAdd(workspace, []);
                grants[workspace].AddRange(grant.Roles.Except(grants[workspace]));
            }
            else
            {
                logger.LogWarning("The role map refers to workspace {Workspace}, which does not exist", grant.WorkspaceCode);
            }
        }

        return grants;
    }
}
