using Marketing.Domain.Common;

namespace Marketing.Domain.History;

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
