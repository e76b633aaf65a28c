using System.Collections.Frozen;
using System.Security.Claims;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Input;
using Marketing.Application.Access;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Access;

namespace Marketing.Api.Security;

/// <summary>Resolves a valid credential to a caller with workspace, roles and permissions, or to an error.</summary>
internal sealed class CallerResolver(MappedRoles mappedRoles)
{
    private const string WorkspaceHeader = "Workspace-Id";

    public async ValueTask<(Caller? Caller, ProblemResult? Refusal)> ResolveAsync(
        HttpContext http,
        EndpointContract contract,
        string correlationId
    ) =>
        http.User.Identity is ApiKeyIdentity machine
            ? OfKey(http, contract, machine.Key)
            : await OfPersonAsync(http, contract, (ClaimsIdentity)http.User.Identity!, correlationId);

    private static (Caller?, ProblemResult?) OfKey(HttpContext http, EndpointContract contract, KeyRecord key)
    {
        if (AccessRefusal.Of(contract, isKey: true, key.Scopes) is { } refused)
        {
            return (null, Refuse(http, contract, refused));
        }

        var (chosen, fault) = ReadWorkspace(http);
        if (fault is not null || (chosen is not null && chosen != key.WorkspaceId))
        {
            return (null, fault ?? Forbidden());
        }

        return (
            new Caller
            {
                Kind = CallerKind.Key,
                ActorId = $"key:{key.Id.Value:N}",
                DisplayName = key.Name,
                WorkspaceId = key.WorkspaceId,
                Scopes = key.Scopes,
                System = key.System,
            },
            null
        );
    }

    private async ValueTask<(Caller?, ProblemResult?)> OfPersonAsync(
        HttpContext http,
        EndpointContract contract,
        ClaimsIdentity token,
        string correlationId
    )
    {
        var granted = PersonClaims.Scopes(token).ToHashSet(StringComparer.Ordinal);
        if (AccessRefusal.Of(contract, isKey: false, granted) is { } refused)
        {
            return (null, Refuse(http, contract, refused));
        }

        var (chosen, fault) = ReadWorkspace(http);
        if (fault is not null)
        {
            return (null, fault);
        }

        var memberships = await mappedRoles.SignInAsync(token, correlationId, http.RequestAborted);
        var (membership, refusal) = Choose(memberships, chosen, contract);
        if (refusal is not null && (memberships.Count == 0 || chosen is not null))
        {
            memberships = await mappedRoles.SignInAgainAsync(token, http.RequestAborted);
            (membership, refusal) = Choose(memberships, chosen, contract);
        }

        if (refusal is not null)
        {
            return (null, refusal);
        }

        var rights = membership is null ? FrozenSet<string>.Empty : Rights.Of(granted, membership.Roles);
        return AccessRefusal.Of(contract, isKey: false, rights) is { } forbidden
            ? (null, Refuse(http, contract, forbidden))
            : (Person(token, membership, memberships, rights), null);
    }

    private static Caller Person(
        ClaimsIdentity token,
        Membership? membership,
        IReadOnlyList<Membership> memberships,
        FrozenSet<string> rights
    )
    {
        var (issuer, subject) = (token.FindFirst(PersonClaims.Issuer)!.Value, token.FindFirst(PersonClaims.Subject)!.Value);
        return new Caller
        {
            Kind = CallerKind.Person,
            ActorId = PersonActor.IdOf(issuer, subject),
            DisplayName = PersonClaims.DisplayName(token),
            WorkspaceId = membership?.WorkspaceId,
            Scopes = rights,
            Roles = membership?.Roles ?? [],
            RolesByWorkspace = memberships.ToDictionary(held => held.WorkspaceId, held => held.Roles),
            Issuer = issuer,
            Subject = subject,
            MemberId = membership?.MemberId,
        };
    }

    /// <summary>Does not reveal whether a workspace exists that the person is not a member of.</summary>
    private static (Membership?, ProblemResult?) Choose(
        IReadOnlyList<Membership> memberships,
        WorkspaceId? chosen,
        EndpointContract contract
    )
    {
        if (chosen is { } id)
        {
            var membership = memberships.FirstOrDefault(candidate => candidate.WorkspaceId == id);
            return membership is null ? (null, Forbidden()) : (membership, null);
        }

        return memberships switch
        {
            [var only] => (only, null),
            _ when contract.OutsideWorkspace => (null, null),
            [] => (null, Forbidden()),
            _ => (null, HeaderFault("workspace.required", [])),
        };
    }

    private static (WorkspaceId? Chosen, ProblemResult? Fault) ReadWorkspace(HttpContext http)
    {
        if (!http.Request.Headers.TryGetValue(WorkspaceHeader, out var values))
        {
            return (null, null);
        }

        return values is [{ } text] && EntityId.TryParse(text, out var id)
            ? (WorkspaceId.From(id), null)
            : (
                null,
                HeaderFault(
                    InputCode.Format,
                    new Dictionary<string, object?> { ["actual"] = InputText.Printable(values.ToString(), 100), ["format"] = "uuid" }
                )
            );
    }

    private static ProblemResult Refuse(HttpContext http, EndpointContract contract, AccessRefusal refused)
    {
        if (refused.Args.Count > 0)
        {
            CredentialRefusals.ChallengeForScope(http, contract.Scopes);
        }

        return new ProblemResult(StatusCodes.Status403Forbidden, refused.Code) { Args = refused.Args };
    }

    private static ProblemResult Forbidden() => new(StatusCodes.Status403Forbidden, "workspace.forbidden");

    private static ProblemResult HeaderFault(string code, Dictionary<string, object?> args) =>
        new(StatusCodes.Status400BadRequest, "input.invalid")
        {
            Faults = [new InputFault("/" + WorkspaceHeader, InputSource.Header, code, args)],
        };
}

/// <summary>A person's permissions: the scopes of the token that the roles in the workspace allow.</summary>
internal static class Rights
{
    private static readonly FrozenDictionary<Role, FrozenSet<string>> OfRole = Enum.GetValues<Role>()
        .ToFrozenDictionary(role => role, role => Scopes.Of(role).ToFrozenSet(StringComparer.Ordinal));

    public static FrozenSet<string> Of(IEnumerable<string> granted, IReadOnlyList<Role> roles) =>
        granted.Where(scope => roles.Any(role => OfRole[role].Contains(scope))).ToFrozenSet(StringComparer.Ordinal);
}
