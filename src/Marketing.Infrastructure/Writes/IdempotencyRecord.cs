using Marketing.Domain.Common;

namespace Marketing.Infrastructure.Writes;

/// <summary>A retry key with the answer that was given; inserted first and completed last in the transaction of the write.</summary>
internal sealed class IdempotencyRecord : IWorkspaceOwned
{
    public WorkspaceId WorkspaceId { get; init; }

    /// <summary>The credential that used the key: two partners may choose the same one.</summary>
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
