namespace Marketing.Domain.History;

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
