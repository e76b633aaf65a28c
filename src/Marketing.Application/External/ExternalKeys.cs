using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.External;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.External;

/// <summary>Finds resources by their ids in other systems, and links them. The same for all types of resources.</summary>
internal sealed class ExternalKeys(IMarketingDb db, RequestContext context)
{
    /// <summary>An id that every system can have.</summary>
    private const string AnyId = "-";

    /// <summary>Returns an error if nothing can have the id, or if the caller's key belongs to another system.</summary>
    public Error? WhyForbidden(string system, string id) =>
        !ExternalKey.IsUsable(system, id) ? new ExternalIdNotFound(system, id)
        : context.Caller.System is { } own && own != system ? new ExternalSystemForbidden(system, own)
        : null;

    /// <summary>Returns the key of an id; null if it names nothing.</summary>
    public Task<ExternalKey?> FindAsync(string type, string system, string id, CancellationToken ct)
    {
        var key = ExternalKey.KeyOf(type, system, id);
        return db.ExternalKeys.SingleOrDefaultAsync(row => row.Key == key, ct);
    }

    /// <summary>Returns the id of the resource that a filter names as <c>system/id</c>; null if nothing has it.</summary>
    public async Task<Guid?> NamedByAsync(string type, string filter, CancellationToken ct)
    {
        var end = filter.IndexOf('/', StringComparison.Ordinal);
        return (await FindAsync(type, filter[..end], filter[(end + 1)..], ct))?.ResourceId;
    }

    /// <summary>Returns the keys of those ids that name something.</summary>
    public Task<List<ExternalKey>> FindAllAsync(string type, IEnumerable<ExternalIdValue> ids, CancellationToken ct)
    {
        var keys = ids.Select(id => ExternalKey.KeyOf(type, id.System, id.Id)).ToList();
        return db.ExternalKeys.Where(row => keys.Contains(row.Key)).ToListAsync(ct);
    }

    /// <summary>Links a new resource. A unique key holds that the id names one resource.</summary>
    public ExternalKey Add(IExternallyKnown resource, string system, string id)
    {
        var key = new ExternalKey(resource, system, id);
        db.ExternalKeys.Add(key);
        resource.Know(system, id);
        return key;
    }

    /// <summary>Links the resource that a use case finds to its id in a system, or unlinks it, and saves it.</summary>
    public async Task<Result<TResource>> LinkAsync<TResource>(
        string system,
        string? id,
        Func<Task<Result<TResource>>> find,
        CancellationToken ct
    )
        where TResource : class, IExternallyKnown
    {
        if (WhyForbidden(system, id ?? AnyId) is { } forbidden)
        {
            return forbidden;
        }

        var found = await find();
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (await LinkAsync(found.Value, system, id, ct) is { } taken)
        {
            return taken;
        }

        await db.SaveChangesAsync(ct);
        return found.Value;
    }

    /// <summary>Moves the ids of a merged resource to the remaining one, except for systems in which that one has an id.</summary>
    public async Task TakeOverAsync(IExternallyKnown merged, IExternallyKnown remaining, CancellationToken ct)
    {
        foreach (var key in await KeysOfAsync(merged, ct))
        {
            if (remaining.ExternalIds.All(known => known.System != key.System))
            {
                key.MoveTo(remaining);
                remaining.Know(key.System, key.ExternalId);
            }
        }
    }

    /// <summary>Moves the ids that a merged resource brought in back to it. It repeats them while it is merged.</summary>
    public async Task GiveBackAsync(IExternallyKnown merged, IExternallyKnown remaining, CancellationToken ct)
    {
        foreach (var key in await KeysOfAsync(remaining, ct))
        {
            if (merged.ExternalIds.Contains(new ExternalIdValue { System = key.System, Id = key.ExternalId }))
            {
                key.MoveTo(merged);
                remaining.Know(key.System, null);
            }
        }
    }

    /// <summary>Removes from the resource the ids that now name another one. Save moved keys first.</summary>
    public async Task ForgetLostAsync(IExternallyKnown resource, CancellationToken ct)
    {
        var kept = (await KeysOfAsync(resource, ct)).Select(key => new ExternalIdValue { System = key.System, Id = key.ExternalId });
        foreach (var lost in resource.ExternalIds.Except(kept).ToList())
        {
            resource.Know(lost.System, null);
        }
    }

    private Task<List<ExternalKey>> KeysOfAsync(IExternallyKnown resource, CancellationToken ct)
    {
        var owner = resource.Key;
        return db.ExternalKeys.Where(row => row.ResourceId == owner).ToListAsync(ct);
    }

    /// <summary>Links a resource to another id in a system, or to none.</summary>
    private async Task<Error?> LinkAsync(IExternallyKnown resource, string system, string? id, CancellationToken ct)
    {
        if (id is not null && await FindAsync(resource.Type, system, id, ct) is { } other)
        {
            return other.ResourceId == resource.Key ? null : new ExternalIdTaken(system, id, other.ResourceId);
        }

        var (owner, name) = (resource.Key, system);
        var before = await db.ExternalKeys.Where(row => row.ResourceId == owner && row.System == name).ToListAsync(ct);
        db.ExternalKeys.RemoveRange(before);
        await db.SaveChangesAsync(ct);
        if (id is null)
        {
            resource.Know(system, null);
        }
        else
        {
            Add(resource, system, id);
        }

        return null;
    }
}
