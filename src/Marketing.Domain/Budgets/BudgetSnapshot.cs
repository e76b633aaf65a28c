using System.Security.Cryptography;
using Marketing.Domain.Common;

namespace Marketing.Domain.Budgets;

/// <summary>A budget's content at one content version, written on submission: canonical JSON, kept byte for byte.</summary>
public sealed class BudgetSnapshot : IWorkspaceOwned, IKeptForever
{
    private BudgetSnapshot() { }

    public WorkspaceId WorkspaceId { get; private set; }

    public BudgetId BudgetId { get; private set; }

    /// <summary>The content version that these bytes are.</summary>
    public long ContentVersion { get; private set; }

    /// <summary>SHA-256 of <see cref="Content"/>.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>The content as UTF-8.</summary>
    public byte[] Content { get; private set; } = [];

    public DateTime TakenAt { get; private set; }

    public static BudgetSnapshot Of(BudgetRevision revision, byte[] content, DateTime at) =>
        new()
        {
            WorkspaceId = revision.WorkspaceId,
            BudgetId = revision.BudgetId,
            ContentVersion = revision.ContentVersion,
            Hash = SHA256.HashData(content),
            Content = content,
            TakenAt = at,
        };
}
