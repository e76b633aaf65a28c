namespace Marketing.Domain.Common;

/// <summary>A row that belongs to one workspace and is never seen from another.</summary>
public interface IWorkspaceOwned
{
    WorkspaceId WorkspaceId { get; }
}

/// <summary>A row that is written once; updating or deleting it is refused.</summary>
public interface IAppendOnly;

/// <summary>Marks a member whose value is personal: stored sealed, and never shown in the audit trail once erased.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute : Attribute;

/// <summary>Marks a member that is derived or secret: it takes no part in the audit trail and the change feed.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotAuditedAttribute : Attribute;

/// <summary>Marks a JSON member whose own members are audited one by one, as if they were the resource's.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AuditMembersAttribute : Attribute;

/// <summary>
/// Something clients address by id: it has a version (the number in its ETag), stamps, an audit trail and entries in
/// the change feed. The version and the stamps are set by the store, never by the domain.
/// </summary>
public interface IResource : IWorkspaceOwned
{
    /// <summary>The id without its type, for audit, feed and stamps.</summary>
    Guid Key { get; }

    /// <summary>Name of the type in the audit trail and the change feed, such as <c>plan</c>.</summary>
    string Type { get; }

    /// <summary>The resource it lives under, where it cannot live alone.</summary>
    Guid? ParentKey { get; }

    int Version { get; }

    DateTime? DeletedAt { get; }
}

/// <summary>Base of all addressable resources.</summary>
public abstract class Resource<TId> : IResource
    where TId : struct, IEntityId<TId>
{
    protected Resource()
    {
    }

    protected Resource(WorkspaceId workspaceId) => (Id, WorkspaceId) = (EntityId.New<TId>(), workspaceId);

    public TId Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public int Version { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public string CreatedBy { get; private set; } = "";

    public DateTime UpdatedAt { get; private set; }

    public string UpdatedBy { get; private set; } = "";

    /// <summary>When it was deleted; it can be restored within the retention time.</summary>
    public DateTime? DeletedAt { get; private set; }

    Guid IResource.Key => Id.Value;

    string IResource.Type => TypeName;

    Guid? IResource.ParentKey => Parent;

    protected abstract string TypeName { get; }

    /// <summary>The key of the resource it lives under.</summary>
    protected virtual Guid? Parent => null;

    /// <summary>For the one resource whose id is given from outside: the workspace.</summary>
    private protected void TakeId(TId id) => Id = id;

    public void Delete(DateTime at) => DeletedAt ??= at;

    public virtual void Restore() => DeletedAt = null;
}
