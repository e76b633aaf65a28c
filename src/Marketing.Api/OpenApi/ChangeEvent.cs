using System.ComponentModel.DataAnnotations;
using Marketing.Application.Memory;
using Marketing.Domain.Common;

namespace Marketing.Api.OpenApi;

/// <summary>What a webhook delivers: one entry of the change feed.</summary>
internal sealed record ChangeEvent
{
    /// <summary>The same for every delivery of this event; equals the `webhook-id` header.</summary>
    /// <example>0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d</example>
    public required Guid Id { get; init; }

    /// <summary>What happened: resource type and operation.</summary>
    /// <example>plan.updated</example>
    [MaxLength(100)]
    [RegularExpression("^[a-z][A-Za-z]*\\.[a-z][A-Za-z]*$")]
    public required string Type { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTime Timestamp { get; init; }

    /// <summary>The entry as the feed shows it.</summary>
    public required ChangeEventData Data { get; init; }
}

/// <summary>An entry of the change feed, as webhooks carry it.</summary>
internal sealed record ChangeEventData
{
    /// <summary>Place in the workspace's feed; grows without gaps.</summary>
    /// <example>4711</example>
    [Range(1, 9_007_199_254_740_991)]
    public required long Sequence { get; init; }

    /// <summary>Changes after a restore from a backup; sequences of different epochs cannot be compared.</summary>
    public required Guid Epoch { get; init; }

    /// <summary>The workspace it happened in.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>Type of the resource.</summary>
    /// <example>plan</example>
    [MaxLength(50)]
    [RegularExpression("^[a-z][A-Za-z]*$")]
    public required string ResourceType { get; init; }

    /// <summary>Id of the resource.</summary>
    public required Guid ResourceId { get; init; }

    /// <summary>The resource's version after the change.</summary>
    /// <example>7</example>
    [Range(1, int.MaxValue)]
    public required int Version { get; init; }

    /// <summary>What happened to it.</summary>
    /// <example>updated</example>
    public required ChangeOp Op { get; init; }

    /// <summary>Actor that did it.</summary>
    /// <example>member:0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d</example>
    [MaxLength(200)]
    public required string By { get; init; }

    /// <summary>The external system that the change came from; null if none.</summary>
    [MaxLength(100)]
    public required string? Origin { get; init; }

    /// <summary>Members that changed; empty where all of it is new or gone.</summary>
    /// <example>["title"]</example>
    [MaxLength(200)]
    [Items(100)]
    public required IReadOnlyList<string> ChangedFields { get; init; }
}
