using Marketing.Domain.Common;

namespace Marketing.Domain.History;

/// <summary>An entry of the change feed. Sequence numbers follow the order of commits without gaps.</summary>
public sealed class ChangeEntry : IWorkspaceOwned, IAppendOnly
{
    public WorkspaceId WorkspaceId { get; init; }

    public long Sequence { get; init; }

    public DateTime At { get; init; }

    public string ActorId { get; init; } = "";

    /// <summary>Name of the actor at the time of the change; null in entries of earlier builds.</summary>
    public string? ActorName { get; init; }

    public string? OriginSystem { get; init; }

    public string ResourceType { get; init; } = "";

    public Guid ResourceId { get; init; }

    public Guid? ParentId { get; init; }

    public ChangeOp Op { get; init; }

    /// <summary>The event's name where <see cref="Op"/> is an event.</summary>
    public string? Event { get; init; }

    public int ResourceVersion { get; init; }

    public string FieldNames { get; init; } = ",";
}
