using Marketing.Domain.Common;

namespace Marketing.Domain.History;

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
