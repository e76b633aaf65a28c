using Marketing.Domain.Common;

namespace Marketing.Domain.History;

/// <summary>
/// The encryption key of one party's personal data, itself encrypted with the master key. Deleting this row makes the data
/// unreadable everywhere: in the row, in the audit trail and in later backups.
/// </summary>
public sealed class PersonalKey : IWorkspaceOwned
{
    public WorkspaceId WorkspaceId { get; init; }

    /// <summary>Party that the data belongs to.</summary>
    public Guid SubjectId { get; init; }

    public byte[] SealedKey { get; init; } = [];
}
