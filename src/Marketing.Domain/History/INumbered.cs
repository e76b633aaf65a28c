using Marketing.Domain.Common;

namespace Marketing.Domain.History;

/// <summary>
/// A row that gets the sequence of a change in the feed, in the column <c>Sequence</c>, and its time, in the column <c>RecordedAt</c>. Both
/// are set when the unit of work is recorded.
/// </summary>
public interface INumbered : IWorkspaceOwned, IKeptForever
{
    /// <summary>Id of the resource whose change in the same unit of work it belongs to.</summary>
    Guid ChangeId { get; }
}
