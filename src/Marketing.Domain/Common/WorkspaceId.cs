namespace Marketing.Domain.Common;

/// <summary>Identifies a workspace: the isolation boundary, such as a brand or business unit.</summary>
public readonly record struct WorkspaceId(Guid Value) : IEntityId<WorkspaceId>
{
    public static WorkspaceId From(Guid value) => new(value);

    public int CompareTo(WorkspaceId other) => Value.CompareTo(other.Value);
}
