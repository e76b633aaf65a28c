using System.Security.Cryptography;
using Marketing.Domain.Common;

namespace Marketing.Domain.Plans;

/// <summary>
/// A plan's content at one content version, written when a revision is submitted: canonical JSON, kept byte for byte and never
/// serialised again. Revisions with the same content version share it.
/// </summary>
public sealed class PlanSnapshot : IWorkspaceOwned, IKeptForever
{
    public const int HashLength = SHA256.HashSizeInBytes;

    private PlanSnapshot() { }

    public WorkspaceId WorkspaceId { get; private set; }

    public PlanId PlanId { get; private set; }

    /// <summary>The content version that these bytes are.</summary>
    public long ContentVersion { get; private set; }

    /// <summary>The version of the form in which the content is written.</summary>
    public int SchemaVersion { get; private set; }

    /// <summary>The earliest version of the grammar that read phrases of the content.</summary>
    public int ReadingVersion { get; private set; }

    /// <summary>SHA-256 of <see cref="Content"/>.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>The content as UTF-8.</summary>
    public byte[] Content { get; private set; } = [];

    public DateTime TakenAt { get; private set; }

    public static PlanSnapshot Of(PlanRevision revision, int schemaVersion, int readingVersion, byte[] content, DateTime at) =>
        new()
        {
            WorkspaceId = revision.WorkspaceId,
            PlanId = revision.PlanId,
            ContentVersion = revision.ContentVersion,
            SchemaVersion = schemaVersion,
            ReadingVersion = readingVersion,
            Hash = SHA256.HashData(content),
            Content = content,
            TakenAt = at,
        };
}
