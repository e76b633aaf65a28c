namespace Marketing.Domain.Common;

/// <summary>A row that belongs to one workspace and is never visible in another.</summary>
public interface IWorkspaceOwned
{
    WorkspaceId WorkspaceId { get; }
}

/// <summary>
/// A row that is written once. The product rejects updates and deletes, and the database rejects updates; only a purge deletes it.
/// </summary>
public interface IAppendOnly;

/// <summary>An append-only row that is never purged. The database rejects deletes too.</summary>
public interface IKeptForever : IAppendOnly;

/// <summary>Marks a member with personal data. It is stored encrypted, and unreadable in the audit trail once its key is erased.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute : Attribute;

/// <summary>Marks a derived or secret member, which is left out of the audit trail and the change feed.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotAuditedAttribute : Attribute;

/// <summary>Marks a JSON member whose own members are audited individually, as if they belonged to the resource.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AuditMembersAttribute : Attribute;

/// <summary>
/// A resource that clients address by identifier. It has a version (sent as the ETag), timestamps, an audit trail and entries
/// in the change feed. The persistence layer sets version and timestamps; the domain never does.
/// </summary>
public interface IResource : IWorkspaceOwned
{
    /// <summary>The untyped identifier, for the audit trail and the change feed.</summary>
    Guid Key { get; }

    /// <summary>Name of the type in the audit trail and the change feed, such as <c>plan</c>.</summary>
    string Type { get; }

    /// <summary>The identifier of the parent, for a resource that cannot exist without one.</summary>
    Guid? ParentKey { get; }

    int Version { get; }

    DateTime? DeletedAt { get; }
}

/// <summary>A resource whose content is stored in separate rows.</summary>
public interface IHasContent
{
    /// <summary>When the resource or its content was last changed. The persistence layer sets it.</summary>
    DateTime ContentUpdatedAt { get; }
}

/// <summary>Base class of all addressable resources.</summary>
public abstract class Resource<TId> : IResource
    where TId : struct, IEntityId<TId>
{
    protected Resource() { }

    protected Resource(WorkspaceId workspaceId) => (Id, WorkspaceId) = (EntityId.New<TId>(), workspaceId);

    public TId Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public int Version { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public string CreatedBy { get; private set; } = "";

    /// <summary>Name of the creator at that time; null in rows of earlier builds.</summary>
    public string? CreatedByName { get; private set; }

    public DateTime UpdatedAt { get; private set; }

    public string UpdatedBy { get; private set; } = "";

    /// <summary>Name of the last writer at that time; null in rows of earlier builds.</summary>
    public string? UpdatedByName { get; private set; }

    /// <summary>Time of deletion. The resource can be restored at any time.</summary>
    public DateTime? DeletedAt { get; private set; }

    Guid IResource.Key => Id.Value;

    string IResource.Type => TypeName;

    Guid? IResource.ParentKey => Parent;

    protected abstract string TypeName { get; }

    /// <summary>The identifier of the parent.</summary>
    protected virtual Guid? Parent => null;

    /// <summary>Sets the identifier of a workspace, the only resource whose identifier is assigned by the caller.</summary>
    private protected void TakeId(TId id) => Id = id;

    public void Delete(DateTime at) => DeletedAt ??= at;

    public virtual void Restore() => DeletedAt = null;
}
