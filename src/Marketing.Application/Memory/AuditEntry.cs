using Marketing.Domain.Common;

namespace Marketing.Application.Memory;

/// <summary>What happened to a resource.</summary>
public enum ChangeOp
{
    /// <summary>It came into being.</summary>
    Created,

    /// <summary>Some of its members changed.</summary>
    Updated,

    /// <summary>It was deleted; the entry is its tombstone.</summary>
    Deleted,

    /// <summary>It was brought back.</summary>
    Restored,
}

/// <summary>Who changed what, from which value to which; written in the transaction of the change, never changed after.</summary>
public sealed class AuditEntry : IWorkspaceOwned, IAppendOnly
{
    public Guid Id { get; init; }

    public WorkspaceId WorkspaceId { get; init; }

    public DateTime At { get; init; }

    /// <summary>The transaction it was written in; all entries of one write share it.</summary>
    public Guid TransactionId { get; init; }

    public string ActorId { get; init; } = "";

    /// <summary>The actor's name as it was then.</summary>
    public string ActorName { get; init; } = "";

    public string? OriginSystem { get; init; }

    public string CorrelationId { get; init; } = "";

    public string ResourceType { get; init; } = "";

    public Guid ResourceId { get; init; }

    public Guid? ParentId { get; init; }

    public ChangeOp Op { get; init; }

    /// <summary>The resource's version after the change.</summary>
    public int ResourceVersion { get; init; }

    /// <summary>Old and new value of each changed member, as JSON.</summary>
    public string Fields { get; init; } = "[]";

    /// <summary>The names of the changed members between commas, for searching.</summary>
    public string FieldNames { get; init; } = ",";
}

/// <summary>One line of the change feed; its sequence follows the order of commits without a gap.</summary>
public sealed class ChangeEntry : IWorkspaceOwned, IAppendOnly
{
    public WorkspaceId WorkspaceId { get; init; }

    public long Sequence { get; init; }

    public DateTime At { get; init; }

    public string ActorId { get; init; } = "";

    public string? OriginSystem { get; init; }

    public string ResourceType { get; init; } = "";

    public Guid ResourceId { get; init; }

    public Guid? ParentId { get; init; }

    public ChangeOp Op { get; init; }

    public int ResourceVersion { get; init; }

    public string FieldNames { get; init; } = ",";
}

/// <summary>The last sequence given out in a workspace; its row is the one lock that all writers share, taken last.</summary>
public sealed class ChangeCounter : IWorkspaceOwned
{
    public WorkspaceId WorkspaceId { get; init; }

    public long LastSequence { get; init; }

    /// <summary>Everything up to here has been purged.</summary>
    public long PurgedThrough { get; init; }

    /// <summary>Changes after a restore from a backup; cursors of another epoch are refused.</summary>
    public Guid Epoch { get; init; }
}
