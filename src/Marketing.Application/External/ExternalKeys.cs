using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.External;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.External;

/// <summary>Finds resources by their ids in other systems, and links them. The same for all types of resources.</summary>
internal sealed class ExternalKeys(IMarketingDb db, RequestContext context)
{
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

    /// <summary>Returns the keys of those ids that name something.</summary>
    public Task<List<ExternalKey>> FindAllAsync(string type, IEnumerable<ExternalIdValue> ids, CancellationToken ct)
    {
        var keys = ids.Select(id => ExternalKey.KeyOf(type, id.System, id.Id)).ToList();
        return db.ExternalKeys.Where(row => keys.Contains(row.Key)).ToListAsync(ct);
    }

    /// <summary>Links a new resource. A unique key holds that the id names one resource.</summary>
    public ExternalKey Add(IResource resource, string system, string id)
    {
        var key = new ExternalKey(resource, system, id);
        db.ExternalKeys.Add(key);
        return key;
    }

    /// <summary>Links a resource to another id in a system, or to none.</summary>
    public async Task<Error?> LinkAsync(IResource resource, string system, string? id, CancellationToken ct)
    {
        if (id is not null && await FindAsync(resource.Type, system, id, ct) is { } other)
        {
            return other.ResourceId == resource.Key ? null : new ExternalIdTaken(system, id, other.ResourceId);
        }

        var (owner, name) = (resource.Key, system);
        var before = await db.ExternalKeys.Where(row => row.ResourceId == owner && row.System == name).ToListAsync(ct);
        db.ExternalKeys.RemoveRange(before);
        await db.SaveChangesAsync(ct);
        if (id is not null)
        {
            Add(resource, system, id);
        }

        return null;
    }
}
