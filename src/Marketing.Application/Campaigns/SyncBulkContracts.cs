using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Domain.External;

namespace Marketing.Application.Campaigns;

/// <summary>What an item does with its resource.</summary>
public enum SyncBulkOp
{
    /// <summary>Creates the resource, or changes it.</summary>
    Upsert,

    /// <summary>Deletes the resource.</summary>
    Delete,
}

/// <summary>What happened to an item of a bulk.</summary>
public enum SyncBulkStatus
{
    /// <summary>A resource was created.</summary>
    Created,

    /// <summary>The resource was changed.</summary>
    Updated,

    /// <summary>The resource was so already.</summary>
    Unchanged,

    /// <summary>The resource was deleted.</summary>
    Deleted,

    /// <summary>The item was refused.</summary>
    Failed,
}

/// <summary>The members that items of all bulks have.</summary>
public abstract record SyncBulkItem<TSent>
{
    /// <summary>Whether the resource is written or deleted.</summary>
    public required SyncBulkOp Op { get; init; }

    /// <summary>Your own name for the item. It is returned with its result.</summary>
    /// <example>row-17</example>
    [MaxLength(100)]
    public string? Ref { get; init; }

    /// <summary>The id in another system.</summary>
    public ExternalIdValue? ExternalId { get; init; }

    /// <summary>The version that you have read. The item is refused if the resource has changed since.</summary>
    [Range(1, int.MaxValue)]
    public int? Version { get; init; }

    /// <summary>The members to change.</summary>
    internal abstract Patch<TSent>? Sent { get; }

    /// <summary>The name of the member with the members to change.</summary>
    internal abstract string Member { get; }

    /// <summary>The code that names the resource of an item without an external id; null if the type has no codes.</summary>
    internal virtual string? Code => null;
}

/// <summary>Campaigns to create, change and delete in one bulk.</summary>
public sealed record CampaignBulkInput
{
    /// <summary>What happens to the other items if one is refused.</summary>
    public required BulkMode Mode { get; init; }

    /// <summary>The items.</summary>
    [MinLength(1)]
    [MaxLength(BulkCommitmentInput.Most)]
    public required IReadOnlyList<CampaignBulkItem> Items { get; init; }
}

/// <summary>A campaign in a bulk. Without `externalId`, `campaign.code` names it; without both, it is created.</summary>
public sealed record CampaignBulkItem : SyncBulkItem<CampaignUpsert>
{
    /// <summary>The members to change. Null removes a value, and omitted members keep theirs. A delete takes `code` alone.</summary>
    [JsonPropertyOrder(1)]
    public Patch<CampaignUpsert>? Campaign { get; init; }

    internal override Patch<CampaignUpsert>? Sent => Campaign;

    internal override string Member => "campaign";

    internal override string? Code =>
        Campaign?.Texts.FirstOrDefault(text => text is { Member: "code" } && text.Holder == typeof(CampaignUpsert))?.Text;
}

/// <summary>Content assets to create, change and delete in one bulk.</summary>
public sealed record ContentAssetBulkInput
{
    /// <summary>What happens to the other items if one is refused.</summary>
    public required BulkMode Mode { get; init; }

    /// <summary>The items.</summary>
    [MinLength(1)]
    [MaxLength(BulkCommitmentInput.Most)]
    public required IReadOnlyList<ContentAssetBulkItem> Items { get; init; }
}

/// <summary>A content asset in a bulk. Without `externalId`, it is created.</summary>
public sealed record ContentAssetBulkItem : SyncBulkItem<ContentAssetUpsert>
{
    /// <summary>The members to change. Null removes a value, and omitted members keep theirs.</summary>
    [JsonPropertyOrder(1)]
    public Patch<ContentAssetUpsert>? ContentAsset { get; init; }

    internal override Patch<ContentAssetUpsert>? Sent => ContentAsset;

    internal override string Member => "contentAsset";
}

/// <summary>What happened to the items of a bulk.</summary>
public sealed record SyncBulkResponse
{
    /// <summary>A result for each item, in the order of the items.</summary>
    [MaxLength(BulkCommitmentInput.Most)]
    public required IReadOnlyList<SyncBulkResult> Results { get; init; }
}

/// <summary>What happened to an item of a bulk.</summary>
public sealed record SyncBulkResult
{
    /// <summary>Place of the item, starting with 0.</summary>
    [Range(0, BulkCommitmentInput.Most)]
    public required int Index { get; init; }

    /// <summary>Your own name for the item.</summary>
    [MaxLength(100)]
    public required string? Ref { get; init; }

    /// <summary>What happened.</summary>
    public required SyncBulkStatus Status { get; init; }

    /// <summary>The resource; null if the item was refused.</summary>
    public required Guid? Id { get; init; }

    /// <summary>Version of the resource; null if the item was refused.</summary>
    [Range(0, int.MaxValue)]
    public required int? Version { get; init; }

    /// <summary>Why the item was refused; null if it was not.</summary>
    public required BulkProblem? Problem { get; init; }
}
