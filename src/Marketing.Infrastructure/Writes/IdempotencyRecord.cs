using Marketing.Domain.Common;

namespace Marketing.Infrastructure.Writes;

/// <summary>An idempotency key with the response it got. Claimed by the first statement of the write's transaction.</summary>
internal sealed class IdempotencyRecord : IWorkspaceOwned
{
    public WorkspaceId WorkspaceId { get; init; }

    /// <summary>The credential that used the key. Two clients can choose the same key.</summary>
    public string ActorId { get; init; } = "";

    public string Key { get; init; } = "";

    public DateTime CreatedAt { get; init; }

    public string Method { get; init; } = "";

    public string Path { get; init; } = "";

    public byte[] BodyHash { get; init; } = [];

    public int Status { get; set; }

    public string? Location { get; set; }

    public string? ETag { get; set; }

    public byte[] Body { get; set; } = [];
}
