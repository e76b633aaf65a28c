using Marketing.Application.Access;
using Marketing.Application.Calendar;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Jobs;

namespace Marketing.Infrastructure.Access;

/// <summary>Cached keys, memberships and workspaces; entries live for two seconds.</summary>
public sealed class Credentials : IMembershipReader
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private readonly CredentialStore _store;
    private readonly SystemRunner _system;
    private readonly TimeProvider _clock;
    private readonly ShortCache<KeyRecord?> _keys;
    private readonly ShortCache<IReadOnlyList<Membership>> _memberships;
    private readonly ShortCache<WorkspaceId?> _workspaces;

    internal Credentials(CredentialStore store, SystemRunner system, TimeProvider clock)
    {
        (_store, _system, _clock) = (store, system, clock);
        _keys = new(clock, Lifetime, Capacity, key => key is null, prefix => store.FindKeyAsync(prefix, CancellationToken.None));
        _memberships = new(
            clock,
            Lifetime,
            Capacity,
            list => list.Count == 0,
            actor => store.FindMembershipsAsync(actor, CancellationToken.None)
        );
        _workspaces = new(clock, Lifetime, Capacity, id => id is null, code => store.FindWorkspaceAsync(code, CancellationToken.None));
    }

    public ValueTask<KeyRecord?> FindKeyAsync(string prefix, CancellationToken ct) => _keys.GetAsync(prefix, ct);

    /// <summary>Whether a key with this prefix has ever been stored, in any workspace, deleted ones included.</summary>
    public Task<bool> KeyExistsAsync(string prefix, CancellationToken ct) => _store.KeyExistsAsync(prefix, ct);

    /// <summary>Whether the workspace has a key of this name that is accepted now.</summary>
    public Task<bool> KeyNamedAsync(WorkspaceId workspace, string name, DateTime now, CancellationToken ct) =>
        _store.KeyNamedAsync(workspace, name, now, ct);

    /// <summary>Returns the calendar feed with this secret, if its owner can still read plans.</summary>
    public Task<FeedRecord?> FindFeedAsync(string secret, CancellationToken ct) =>
        _store.FindFeedAsync(CalendarFeedSecret.HashOf(secret), _clock.GetUtcNow().UtcDateTime, ct);

    public Task<IReadOnlyList<Membership>> OfAsync(string actorId, CancellationToken ct) => _memberships.GetAsync(actorId, ct).AsTask();

    public ValueTask<IReadOnlyList<Membership>> MembershipsAsync(string actorId, CancellationToken ct) =>
        _memberships.GetAsync(actorId, ct);

    /// <summary>Reads the memberships without the cache: whoever creates a workspace can use it in the next request, on any node.</summary>
    public Task<IReadOnlyList<Membership>> FreshMembershipsAsync(string actorId) => _memberships.GetFreshAsync(actorId);

    public ValueTask<WorkspaceId?> FindWorkspaceAsync(string code, CancellationToken ct) => _workspaces.GetAsync(code, ct);

    /// <summary>Clears the cache, for tests that reset the database.</summary>
    public void Clear()
    {
        _keys.Clear();
        _memberships.Clear();
        _workspaces.Clear();
    }

    /// <summary>Adds a person as a member with at least these roles, on behalf of the service.</summary>
    public async Task SignInAsync(WorkspaceId workspaceId, SignIn signIn, string correlationId, CancellationToken ct)
    {
        await _system.RunAsync(workspaceId, "sign-in", signIn, correlationId, ct);
        _memberships.Forget(PersonActor.IdOf(signIn.Issuer, signIn.Subject));
    }
}
