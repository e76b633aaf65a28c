using Marketing.Domain.Common;

namespace Marketing.Domain.History;

/// <summary>
/// Proves that a unit of work was committed: its last row, written under the workspace's counter and kept forever. Because
/// neither <see cref="RecordedAt"/> nor <see cref="LastSequence"/> ever decreases, a moment resolves to a sequence.
/// </summary>
public sealed class WriteMarker : IWorkspaceOwned, IKeptForever
{
    public WorkspaceId WorkspaceId { get; init; }

    /// <summary>When the unit was recorded, UTC.</summary>
    public DateTime RecordedAt { get; init; }

    /// <summary>
    /// The last sequence of the workspace once the unit was committed. A unit without feed entries repeats the one before.
    /// </summary>
    public long LastSequence { get; init; }

    /// <summary>The transaction, as its audit entries name it.</summary>
    public Guid TransactionId { get; init; }
}
