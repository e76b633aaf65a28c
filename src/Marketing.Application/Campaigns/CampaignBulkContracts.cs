using System.ComponentModel.DataAnnotations;
using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Domain.External;

namespace Marketing.Application.Campaigns;

/// <summary>What an item does with its campaign.</summary>
public enum CampaignBulkOp
{
    /// <summary>Creates the campaign, or changes it.</summary>
    Upsert,

    /// <summary>Deletes the campaign.</summary>
    Delete,
}

/// <summary>What happened to an item of a bulk of campaigns.</summary>
public enum CampaignBulkStatus
{
    /// <summary>A campaign was created.</summary>
    Created,

    /// <summary>The campaign was changed.</summary>
    Updated,

    /// <summary>The campaign was so already.</summary>
    Unchanged,

    /// <summary>The campaign was deleted.</summary>
    Deleted,

    /// <summary>The item was refused.</summary>
    Failed,
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
public sealed record CampaignBulkItem
{
    /// <summary>Whether the campaign is written or deleted.</summary>
    public required CampaignBulkOp Op { get; init; }

    /// <summary>Your own name for the item. It is returned with its result.</summary>
    /// <example>row-17</example>
    [MaxLength(100)]
    public string? Ref { get; init; }

    /// <summary>The id of the campaign in another system.</summary>
    public ExternalIdValue? ExternalId { get; init; }

    /// <summary>The version that you have read. The item is refused if the campaign has changed since.</summary>
    [Range(1, int.MaxValue)]
    public int? Version { get; init; }

    /// <summary>The members to change. Null removes a value, and omitted members keep theirs.</summary>
    public Patch<CampaignUpsert>? Campaign { get; init; }

    /// <summary>The code in the patch.</summary>
    internal string? Code =>
        Campaign?.Texts.FirstOrDefault(text => text is { Member: "code" } && text.Holder == typeof(CampaignUpsert))?.Text;
}

/// <summary>What happened to the items of a bulk of campaigns.</summary>
public sealed record CampaignBulkResponse
{
    /// <summary>A result for each item, in the order of the items.</summary>
    [MaxLength(BulkCommitmentInput.Most)]
    public required IReadOnlyList<CampaignBulkResult> Results { get; init; }
}

/// <summary>What happened to a campaign of a bulk.</summary>
public sealed record CampaignBulkResult
{
    /// <summary>Place of the item, starting with 0.</summary>
    [Range(0, BulkCommitmentInput.Most)]
    public required int Index { get; init; }

    /// <summary>Your own name for the item.</summary>
    [MaxLength(100)]
    public required string? Ref { get; init; }

    /// <summary>What happened.</summary>
    public required CampaignBulkStatus Status { get; init; }

    /// <summary>The campaign; null if the item was refused.</summary>
    public required Guid? Id { get; init; }

    /// <summary>Version of the campaign; null if the item was refused.</summary>
    [Range(0, int.MaxValue)]
    public required int? Version { get; init; }

    /// <summary>Why the item was refused; null if it was not.</summary>
    public required BulkProblem? Problem { get; init; }
}
