using System.Security.Claims;
using Marketing.Application.Access;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Access;

namespace Marketing.Api.Security;

/// <summary>Adds people as members by a claim of their token, if the configuration maps it to roles.</summary>
internal sealed class MappedRoles(JwtSettings settings, Credentials credentials, ILogger<MappedRoles> logger)
{
    /// <summary>Returns the person's memberships, after adding those from the token.</summary>
    public async ValueTask<IReadOnlyList<Membership>> SignInAsync(ClaimsIdentity token, string correlationId, CancellationToken ct)
    {
        var (issuer, subject) = (token.FindFirst(PersonClaims.Issuer)!.Value, token.FindFirst(PersonClaims.Subject)!.Value);
        var actor = PersonActor.IdOf(issuer, subject);
        var memberships = await credentials.MembershipsAsync(actor, ct);
        var changed = false;
        foreach (var (workspace, roles) in await GrantsAsync(token, ct))
        {
            var held = memberships.FirstOrDefault(membership => membership.WorkspaceId == workspace)?.Roles ?? [];
            if (roles.Except(held).Any())
            {
                await credentials.SignInAsync(
                    workspace,
                    new SignIn(issuer, subject, PersonClaims.DisplayName(token), roles),
                    correlationId,
                    ct
                );
                changed = true;
            }
        }

        return changed ? await credentials.MembershipsAsync(actor, ct) : memberships;
    }

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
