using System.Collections.Frozen;
using Marketing.Application.Access;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Calendar;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Infrastructure.Access;

/// <summary>The stored data of an API key.</summary>
public sealed record KeyRecord
{
    public required ApiKeyId Id { get; init; }

    public required WorkspaceId WorkspaceId { get; init; }

    public required string Name { get; init; }

    public required string Prefix { get; init; }

    public required byte[] SecretHash { get; init; }

    /// <summary>The scopes of the key, without those reserved for persons.</summary>
    public required FrozenSet<string> Scopes { get; init; }

    public string? System { get; init; }

    public DateTime? ExpiresAt { get; init; }

    public DateTime? RevokedAt { get; init; }
}

/// <summary>A calendar feed and its owner.</summary>
/// <param name="Id">The feed.</param>
/// <param name="Owner">The owner, with the rights that the owner has now.</param>
public sealed record FeedRecord(CalendarFeedId Id, Caller Owner);

/// <summary>
/// Looks up credentials before the caller's workspace is known. The only reader that disables the workspace filter for requests. Each
/// lookup has its own scope, because the context of the request needs the workspace first.
/// </summary>
internal sealed class CredentialStore(IServiceScopeFactory scopes, WriteGate gate)
{
    private const int BatchSize = 500;
    private const string ApiKeyActor = "key:";
    private const string SystemActor = "system:";

    public async Task<KeyRecord?> FindKeyAsync(string prefix, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        var found = await (
            from key in db.ApiKeys.IgnoreQueryFilters([DbFilters.Workspace])
            join workspace in db.Workspaces on key.WorkspaceId equals workspace.Id
            where key.Prefix == prefix && key.DeletedAt == null && workspace.DeletedAt == null
            select key
        )
            .AsNoTracking()
            .SingleOrDefaultAsync(ct);
        return found is null
            ? null
            : new KeyRecord
            {
                Id = found.Id,
                WorkspaceId = found.WorkspaceId,
                Name = found.Name,
                Prefix = found.Prefix,
                SecretHash = found.SecretHash,
                Scopes = found.Scopes.Except(Scopes.PersonsOnly).ToFrozenSet(StringComparer.Ordinal),
                System = found.System,
                ExpiresAt = found.ExpiresAt,
                RevokedAt = found.RevokedAt,
            };
    }

    public async Task<IReadOnlyList<Membership>> FindMembershipsAsync(string actorId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        return await (
            from member in db.Members.IgnoreQueryFilters([DbFilters.Workspace])
            join workspace in db.Workspaces on member.WorkspaceId equals workspace.Id
            where member.ActorId == actorId && member.DeletedAt == null && workspace.DeletedAt == null
            orderby workspace.Code
            select new Membership(workspace.Id, workspace.Code, workspace.Name, member.Id, member.Roles)
        )
            .AsNoTracking()
            .ToListAsync(ct);
    }

    /// <summary>
    /// Returns the calendar feed with this secret, and its owner with the rights that the owner has now; null if there is none, or if the
    /// owner can no longer read plans. Nothing is cached, so a feed ends at once on every node.
    /// </summary>
    public async Task<FeedRecord?> FindFeedAsync(byte[] secretHash, DateTime now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        var found = await (
            from feed in db.CalendarFeeds.IgnoreQueryFilters([DbFilters.Workspace])
            join workspace in db.Workspaces on feed.WorkspaceId equals workspace.Id
            where feed.SecretHash == secretHash && feed.DeletedAt == null && workspace.DeletedAt == null
            select new
            {
                feed.Id,
                feed.WorkspaceId,
                feed.OwnerId,
                Member = db
                    .Members.Where(member =>
                        member.WorkspaceId == feed.WorkspaceId && member.ActorId == feed.OwnerId && member.DeletedAt == null
                    )
                    .Select(member => new
                    {
                        member.Id,
                        member.DisplayName,
                        member.Roles,
                    })
                    .FirstOrDefault(),
            }
        ).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        var owner = found.Member is { } person
            ? new Caller
            {
                Kind = CallerKind.Person,
                ActorId = found.OwnerId,
                DisplayName = person.DisplayName,
                WorkspaceId = found.WorkspaceId,
                Roles = person.Roles,
                Scopes = person.Roles.SelectMany(Scopes.Of).ToFrozenSet(StringComparer.Ordinal),
                MemberId = person.Id,
            }
            : await FindKeyOwnerAsync(db, found.WorkspaceId, found.OwnerId, now, ct);
        return owner?.Scopes.Contains(Scopes.PlansRead) == true ? new FeedRecord(found.Id, owner) : null;
    }

    private static async Task<Caller?> FindKeyOwnerAsync(
        MarketingDbContext db,
        WorkspaceId workspace,
        string actorId,
        DateTime now,
        CancellationToken ct
    )
    {
        if (!actorId.StartsWith(ApiKeyActor, StringComparison.Ordinal) || !Guid.TryParse(actorId[ApiKeyActor.Length..], out var id))
        {
            return null;
        }

        var keyId = ApiKeyId.From(id);
        var key = await db
            .ApiKeys.IgnoreQueryFilters([DbFilters.Workspace])
            .AsNoTracking()
            .SingleOrDefaultAsync(
                key =>
                    key.Id == keyId
                    && key.WorkspaceId == workspace
                    && key.RevokedAt == null
                    && (key.ExpiresAt == null || key.ExpiresAt > now),
                ct
            );
        return key is null
            ? null
            : new Caller
            {
                Kind = CallerKind.Key,
                ActorId = actorId,
                DisplayName = key.Name,
                WorkspaceId = workspace,
                Scopes = key.Scopes.Except(Scopes.PersonsOnly).ToFrozenSet(StringComparer.Ordinal),
                System = key.System,
            };
    }

    public async Task<WorkspaceId?> FindWorkspaceAsync(string code, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        return await db
            .Workspaces.IgnoreQueryFilters([DbFilters.Workspace])
            .AsNoTracking()
            .Where(workspace => workspace.Code == code && workspace.DeletedAt == null)
            .Select(workspace => (WorkspaceId?)workspace.Id)
            .SingleOrDefaultAsync(ct);
    }

    /// <summary>Whether the actor's credential is accepted: the key is neither revoked nor expired, or the person is a member.</summary>
    public async Task<bool> IsActiveAsync(WorkspaceId workspace, string actorId, DateTime now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        return actorId.StartsWith(SystemActor, StringComparison.Ordinal)
            || await FindKeyOwnerAsync(db, workspace, actorId, now, ct) is not null
            || await db
                .Members.IgnoreQueryFilters([DbFilters.Workspace])
                .AnyAsync(member => member.WorkspaceId == workspace && member.ActorId == actorId, ct);
    }

    /// <summary>Whether a key with this prefix has ever been stored, in any workspace, deleted ones included.</summary>
    public async Task<bool> KeyExistsAsync(string prefix, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        return await db.ApiKeys.IgnoreQueryFilters([DbFilters.Workspace, DbFilters.Deletion]).AnyAsync(key => key.Prefix == prefix, ct);
    }

    /// <summary>Whether the workspace has a key of this name that is accepted now.</summary>
    public async Task<bool> KeyNamedAsync(WorkspaceId workspace, string name, DateTime now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        return await db
            .ApiKeys.IgnoreQueryFilters([DbFilters.Workspace])
            .AnyAsync(
                key =>
                    key.WorkspaceId == workspace
                    && key.Name == name
                    && key.RevokedAt == null
                    && (key.ExpiresAt == null || key.ExpiresAt > now),
                ct
            );
    }

    /// <summary>Stores when keys were last used, without a new version or an audit entry.</summary>
    public async Task RecordUseAsync(IEnumerable<KeyValuePair<ApiKeyId, DateTime>> uses, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        foreach (
            var batch in uses.GroupBy(use => use.Value, use => use.Key)
                .SelectMany(minute => minute.Chunk(BatchSize).Select(ids => (At: minute.Key, Ids: ids)))
        )
        {
            using var turn = await gate.EnterAsync(ct);
            await db
                .ApiKeys.IgnoreQueryFilters([DbFilters.Workspace, DbFilters.Deletion])
                .Where(key => batch.Ids.Contains(key.Id) && (key.LastUsedAt == null || key.LastUsedAt < batch.At))
                .ExecuteUpdateAsync(key => key.SetProperty(row => row.LastUsedAt, batch.At), ct);
        }
    }
}
