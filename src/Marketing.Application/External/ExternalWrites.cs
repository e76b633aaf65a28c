using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.External;

namespace Marketing.Application.External;

/// <summary>What another system sends about a resource: members to merge, and when it changed them.</summary>
public interface ISent
{
    /// <summary>When the system changed what it sends, by its own clock.</summary>
    DateTime? SourceUpdatedAt { get; }
}

/// <summary>A write by external id.</summary>
/// <param name="System">The system.</param>
/// <param name="ExternalId">The id there.</param>
/// <param name="ExpectedVersion">The version that the caller has read; null to accept any.</param>
/// <param name="Patch">The members sent.</param>
/// <param name="Restore">Whether to restore a deleted resource.</param>
public sealed record ExternalWrite<TSent>(
    string System,
    string ExternalId,
    ExpectedVersion? ExpectedVersion,
    Patch<TSent> Patch,
    bool Restore
);

/// <summary>What differs between the types of resources that other systems write.</summary>
internal interface ISyncTarget<TResource, TSent>
    where TResource : class, IExternallyKnown
    where TSent : class, ISent
{
    /// <summary>Resource type.</summary>
    string Type { get; }

    /// <summary>Reads a resource, even if it is deleted.</summary>
    Task<Result<TResource>> FindAsync(Guid id, ExpectedVersion? expectedVersion, CancellationToken ct);

    /// <summary>Returns what systems can send about a resource, as it is.</summary>
    Task<TSent> ReadAsync(TResource resource, CancellationToken ct);

    /// <summary>Returns a new representation with the members sent.</summary>
    Result<TSent> New(Patch<TSent> patch);

    /// <summary>Adds a new resource. A refusal changes nothing.</summary>
    Task<Result<TResource>> CreateAsync(TSent sent, CancellationToken ct);

    /// <summary>Replaces what a resource says. A refusal changes nothing.</summary>
    Task<Error?> WriteAsync(TResource resource, TSent sent, string? system, CancellationToken ct);

    /// <summary>Restores a deleted resource before it is written.</summary>
    Task<Error?> RestoreAsync(TResource resource, CancellationToken ct);
}

/// <summary>Creates and changes resources by their ids in other systems. The same for all types.</summary>
internal sealed class ExternalWrites(IMarketingDb db, ExternalKeys keys)
{
    /// <summary>The current version in the error if there is no resource yet.</summary>
    private const int NoVersion = 0;

    /// <summary>Creates or changes the resource with an id, and saves it.</summary>
    public async Task<Result<(TResource Resource, bool IsNew)>> UpsertAsync<TResource, TSent>(
        ExternalWrite<TSent> write,
        ISyncTarget<TResource, TSent> target,
        CancellationToken ct
    )
        where TResource : class, IExternallyKnown
        where TSent : class, ISent
    {
        if (keys.WhyForbidden(write.System, write.ExternalId) is { } forbidden)
        {
            return forbidden;
        }

        var key = await keys.FindAsync(target.Type, write.System, write.ExternalId, ct);
        if (key is null && write.ExpectedVersion is { AllowsMissing: false })
        {
            return new StaleVersion(NoVersion);
        }

        var written = key is null ? await CreateAsync(write, target, ct) : await ChangeAsync(write, key, target, ct);
        if (!written.Succeeded)
        {
            return written.Error;
        }

        await db.SaveChangesAsync(ct);
        return (written.Value, key is null);
    }

    private async Task<Result<TResource>> CreateAsync<TResource, TSent>(
        ExternalWrite<TSent> write,
        ISyncTarget<TResource, TSent> target,
        CancellationToken ct
    )
        where TResource : class, IExternallyKnown
        where TSent : class, ISent
    {
        var sent = target.New(write.Patch);
        if (!sent.Succeeded)
        {
            return sent.Error;
        }

        var created = await target.CreateAsync(sent.Value, ct);
        if (created.Succeeded)
        {
            keys.Add(created.Value, write.System, write.ExternalId).Follow(sent.Value.SourceUpdatedAt);
        }

        return created;
    }

    private static async Task<Result<TResource>> ChangeAsync<TResource, TSent>(
        ExternalWrite<TSent> write,
        ExternalKey key,
        ISyncTarget<TResource, TSent> target,
        CancellationToken ct
    )
        where TResource : class, IExternallyKnown
        where TSent : class, ISent
    {
        var found = await target.FindAsync(key.ResourceId, write.ExpectedVersion, ct);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var resource = found.Value;
        var sent = write.Patch.ApplyTo(await target.ReadAsync(resource, ct));
        if ((sent.Error ?? key.Follow(sent.Value.SourceUpdatedAt).Error) is { } refused)
        {
            return refused;
        }

        if (resource.DeletedAt is not null)
        {
            if (!write.Restore)
            {
                return new ExternalTargetDeleted(write.System, write.ExternalId, key.ResourceId);
            }

            if (await target.RestoreAsync(resource, ct) is { } gone)
            {
                return gone;
            }
        }

        return await target.WriteAsync(resource, sent.Value, write.System, ct) is { } error ? error : resource;
    }
}
