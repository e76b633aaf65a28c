using Marketing.Domain.Common;

namespace Marketing.Domain.Budgets;

/// <summary>Keeps an entry from being reversed or reclassified twice, by its key.</summary>
public sealed class LedgerCorrection : IWorkspaceOwned, IKeptForever
{
    public WorkspaceId WorkspaceId { get; init; }

    /// <summary>The entry.</summary>
    public LedgerEntryId EntryId { get; init; }

    /// <summary>The entry that corrects it.</summary>
    public LedgerEntryId CorrectedBy { get; init; }
}
