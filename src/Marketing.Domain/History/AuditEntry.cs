using Marketing.Domain.Common;

namespace Marketing.Domain.History;

/// <summary>A change in the audit trail: the actor, the old and the new values. It is written with the change and never updated.</summary>
public sealed class AuditEntry : IWorkspaceOwned, IAppendOnly
{
    public Guid Id { get; init; }

    public WorkspaceId WorkspaceId { get; init; }

    public DateTime At { get; init; }

    /// <summary>Transaction of the change, shared by all entries of one write.</summary>
    public Guid TransactionId { get; init; }

    public string ActorId { get; init; } = "";

    /// <summary>Name of the actor at the time of the change.</summary>
    public string ActorName { get; init; } = "";

    public string? OriginSystem { get; init; }

    public string CorrelationId { get; init; } = "";

    public string ResourceType { get; init; } = "";

    public Guid ResourceId { get; init; }

    public Guid? ParentId { get; init; }

    public ChangeOp Op { get; init; }

    /// <summary>Version of the resource after the change.</summary>
    public int ResourceVersion { get; init; }

    /// <summary>Old and new value of each changed member, as JSON.</summary>
    public string Fields { get; init; } = "[]";

    /// <summary>Names of the changed members, each between commas, for searching.</summary>
    public string FieldNames { get; init; } = ",";
}
