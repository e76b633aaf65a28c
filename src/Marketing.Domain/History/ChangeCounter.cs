using Marketing.Domain.Common;

namespace Marketing.Domain.History;

/// <summary>The last sequence number of a workspace. All writers lock this row, and always last.</summary>
public sealed class ChangeCounter : IWorkspaceOwned
{
    public WorkspaceId WorkspaceId { get; init; }

    public long LastSequence { get; init; }

    /// <summary>When the last unit of work was recorded, UTC. Never moves backwards, whatever the clocks of the nodes say.</summary>
    public DateTime LastAt { get; init; }

    /// <summary>Highest sequence number that has been purged.</summary>
    public long PurgedThrough { get; init; }

    /// <summary>Changes when a backup is restored. Cursors of another epoch are rejected.</summary>
    public Guid Epoch { get; init; }
}
