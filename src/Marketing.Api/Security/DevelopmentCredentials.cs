using System.Collections.Frozen;
using Marketing.Application.Access;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Access;
using Marketing.Infrastructure.Approvals;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Secrets;

namespace Marketing.Api.Security;

/// <summary>
/// Credentials for a developer's machine: a key with every scope that a key can have, and four persons, to try out approvals by a second
/// person. They are valid in Development only.
/// </summary>
internal sealed class DevelopmentCredentials
{
    private const string Actor = "development";
    private const string KeyName = "Development key";
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(12);

    private static readonly Person[] Everyone =
    [
        new("preparer", "Preparer", [Role.Planner, Role.BudgetManager]),
        new("reviewer", "Reviewer", [Role.Reviewer]),
        new("approver", "Approver", [Role.Approver]),
        new("finance", "Finance", [Role.Finance]),
    ];

    private readonly Credentials _credentials;
    private readonly SystemRunner _system;
    private readonly LocalTokens _tokens;
    private readonly Lazy<(string Key, string Prefix, byte[] Hash)> _key;
    private readonly Lazy<IReadOnlyList<DevelopmentPerson>> _signed;

    public DevelopmentCredentials(
        Credentials credentials,
        SystemRunner system,
        LocalTokens tokens,
        MasterKey masterKey,
        IHostEnvironment environment
    )
    {
        if (!environment.IsDevelopment())
        {
            throw new InvalidOperationException("Development credentials exist in Development only.");
        }

        (_credentials, _system, _tokens) = (credentials, system, tokens);
        _key = new(() => ApiKeySecrets.ForDevelopment(masterKey));
        _signed = new(() => tokens.Available ? [.. Everyone.Select(Sign)] : []);
    }

    /// <summary>The development key, the same at every start.</summary>
    public string Key => _key.Value.Key;

    /// <summary>The persons with their tokens; none if an authority issues the tokens.</summary>
    public IReadOnlyList<DevelopmentPerson> People => _signed.Value;

    /// <summary>Returns the persons as callers in a workspace; null if an authority issues the tokens.</summary>
    public SamplePeople? CallersIn(WorkspaceId workspaceId) =>
        _tokens.Available
            ? new SamplePeople(CallerOf(Everyone[0], workspaceId), CallerOf(Everyone[1], workspaceId), CallerOf(Everyone[2], workspaceId))
            : null;

    private Caller CallerOf(Person person, WorkspaceId workspaceId) =>
        new()
        {
            Kind = CallerKind.Person,
            ActorId = PersonActor.IdOf(_tokens.Issuer, person.Subject),
            DisplayName = person.Name,
            WorkspaceId = workspaceId,
            Scopes = person.Scopes.ToFrozenSet(StringComparer.Ordinal),
            Roles = person.Roles,
            Issuer = _tokens.Issuer,
            Subject = person.Subject,
        };

    /// <summary>Creates the key and the four members if missing. Revoked or deleted ones stay that way.</summary>
    public async Task EnsureAsync(WorkspaceId workspaceId, CancellationToken ct = default)
    {
        _credentials.Clear();
        var (_, prefix, hash) = _key.Value;
        if (!await _credentials.KeyExistsAsync(prefix, ct))
        {
            var scopes = Scopes.All.Keys.Except(Scopes.PersonsOnly).ToList();
            await _system.RunAsync(workspaceId, Actor, new IssueKey(KeyName, prefix, hash, scopes, ExpiresAt: null), "", ct);
        }

        foreach (var person in _tokens.Available ? Everyone : [])
        {
            await EnsureMemberAsync(workspaceId, person, ct);
        }

        _credentials.Clear();
    }

    private async Task EnsureMemberAsync(WorkspaceId workspaceId, Person person, CancellationToken ct)
    {
        var memberships = await _credentials.MembershipsAsync(PersonActor.IdOf(_tokens.Issuer, person.Subject), ct);
        if (memberships.All(membership => membership.WorkspaceId != workspaceId))
        {
            await _system.RunAsync(workspaceId, Actor, new SignIn(_tokens.Issuer, person.Subject, person.Name, person.Roles), "", ct);
        }
    }

    private DevelopmentPerson Sign(Person person) =>
        new(person.Name, person.Scopes, _tokens.Sign(person.Subject, person.Name, person.Scopes, TokenLifetime));

    private sealed record Person(string Role, string Name, IReadOnlyList<Role> Roles)
    {
        public string Subject => $"{Role}@example.com";

        public IReadOnlyList<string> Scopes { get; } = [.. Roles.SelectMany(Domain.Access.Scopes.Of).Distinct()];
    }
}

/// <summary>A person of a developer's machine.</summary>
/// <param name="Name">The name.</param>
/// <param name="Scopes">What the person can do.</param>
/// <param name="Token">A token, valid for <see cref="DevelopmentCredentials.TokenLifetime"/>.</param>
internal sealed record DevelopmentPerson(string Name, IReadOnlyList<string> Scopes, string Token);
