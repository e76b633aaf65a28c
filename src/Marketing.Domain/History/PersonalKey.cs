using Marketing.Domain.Common;

namespace Marketing.Domain.History;

/// <summary>
/// The key under which one party's personal data are sealed, itself sealed by the master key. Deleting this row makes
/// those data unreadable everywhere: in the row, in the audit trail and in backups taken later.
/// </summary>
public sealed class PersonalKey : IWorkspaceOwned
{
    public WorkspaceId WorkspaceId { get; init; }

    /// <summary>Whose data.</summary>
    public Guid SubjectId { get; init; }

    public byte[] SealedKey { get; init; } = [];
}
