using Marketing.Application.Access;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Infrastructure.Access;

/// <summary>Keys, memberships and workspaces as the door sees them: at most two seconds old.</summary>
public sealed class Credentials : IMembershipReader
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private readonly CredentialStore _store;
    private readonly IServiceScopeFactory _scopes;
    private readonly ShortCache<KeyRecord?> _keys;
    private readonly ShortCache<IReadOnlyList<Membership>> _memberships;
    private readonly ShortCache<WorkspaceId?> _workspaces;

    internal Credentials(CredentialStore store, IServiceScopeFactory scopes, TimeProvider clock)
    {
        (_store, _scopes) = (store, scopes);
        _keys = new(clock, Lifetime, Capacity, key => key is null, prefix => store.FindKeyAsync(prefix, CancellationToken.None));
        _memberships = new(clock, Lifetime, Capacity, list => list.Count == 0, actor => store.FindMembershipsAsync(actor, CancellationToken.None));
        _workspaces = new(clock, Lifetime, Capacity, id => id is null, code => store.FindWorkspaceAsync(code, CancellationToken.None));
    }

    public ValueTask<KeyRecord?> FindKeyAsync(string prefix, CancellationToken ct) => _keys.GetAsync(prefix, ct);

    /// <summary>Whether a key with this prefix has ever been stored, in any workspace, deleted ones included.</summary>
    public Task<bool> KeyExistsAsync(string prefix, CancellationToken ct) => _store.KeyExistsAsync(prefix, ct);

    public Task<IReadOnlyList<Membership>> OfAsync(string actorId, CancellationToken ct) => _memberships.GetAsync(actorId, ct).AsTask();

    public ValueTask<IReadOnlyList<Membership>> MembershipsAsync(string actorId, CancellationToken ct) => _memberships.GetAsync(actorId, ct);

    public ValueTask<WorkspaceId?> FindWorkspaceAsync(string code, CancellationToken ct) => _workspaces.GetAsync(code, ct);

    /// <summary>Forgets everything; for tests that reset the database.</summary>
    public void Clear()
    {
        _keys.Clear();
        _memberships.Clear();
        _workspaces.Clear();
    }

    /// <summary>Makes a person a member with at least these roles, in the name of the product.</summary>
    public async Task SignInAsync(WorkspaceId workspaceId, SignIn signIn, string correlationId, CancellationToken ct)
    {
        await RunAsync(workspaceId, "sign-in", signIn, correlationId, ct);
        _memberships.Forget(PersonActor.IdOf(signIn.Issuer, signIn.Subject));
    }

    /// <summary>Runs a use case in the name of the product, in a unit of work of its own.</summary>
    /// <exception cref="InvalidOperationException">The use case refused.</exception>
    public async Task<T> RunAsync<T>(WorkspaceId workspaceId, string actor, ICommand<T> command, string correlationId, CancellationToken ct)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        (context.Caller, context.CorrelationId) = (Caller.ForSystem(actor, workspaceId), correlationId);
        return (await scope.ServiceProvider.GetRequiredService<ISender>().Send(command, ct)).Value;
    }
}
