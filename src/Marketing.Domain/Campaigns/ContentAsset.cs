using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.External;
using Marketing.Domain.Plans.Content;

namespace Marketing.Domain.Campaigns;

public readonly record struct ContentAssetId(Guid Value) : IEntityId<ContentAssetId>
{
    public static ContentAssetId From(Guid value) => new(value);

    public int CompareTo(ContentAssetId other) => Value.CompareTo(other.Value);
}

/// <summary>States of a content asset.</summary>
public enum ContentAssetStatus
{
    /// <summary>Not published yet.</summary>
    Planned,

    /// <summary>Published.</summary>
    Published,
}

/// <summary>A piece of content, such as an article or a video: planned, then published under a link.</summary>
public sealed class ContentAsset : Resource<ContentAssetId>, IExternallyKnown
{
    public const int TitleLength = 300;
    public const int LinkLength = 1_000;

    protected override string TypeName => ResourceTypes.ContentAsset;

    protected override Guid? Parent => CampaignId?.Value;

    private ContentAsset() { }

    private ContentAsset(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public string Title { get; private set; } = "";

    public CampaignId? CampaignId { get; private set; }

    public ChannelId? ChannelId { get; private set; }

    public ContentFormat? Format { get; private set; }

    public DateOnly? PlannedOn { get; private set; }

    public DateOnly? PublishedOn { get; private set; }

    public string? Link { get; private set; }

    public IReadOnlyList<ExternalIdValue> ExternalIds { get; private set; } = [];

    /// <summary>Published once there is a day of publication.</summary>
    public ContentAssetStatus Status { get; private set; }

    /// <summary>The day of publication; until then, the planned day.</summary>
    [NotAudited]
    public DateOnly? Day { get; private set; }

    /// <summary>Normalised title.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    /// <summary>Creates a content asset.</summary>
    public static ContentAsset Plan(WorkspaceId workspaceId, ContentAssetContent content)
    {
        var asset = new ContentAsset(workspaceId);
        asset.Write(content);
        return asset;
    }

    /// <summary>Replaces what it says.</summary>
    public void Write(ContentAssetContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        (Title, CampaignId, ChannelId, Format) = (content.Title, content.CampaignId, content.ChannelId, content.Format);
        (PlannedOn, PublishedOn, Link) = (content.PlannedOn, content.PublishedOn, content.Link);
        Status = PublishedOn is null ? ContentAssetStatus.Planned : ContentAssetStatus.Published;
        Day = PublishedOn ?? PlannedOn;
        SearchText = Text.SearchText.Normalise(Title);
    }

    public void Know(string system, string? id) => ExternalIds = ExternalIds.With(system, id);

    /// <summary>Names another channel.</summary>
    public void Use(ChannelId channel) => ChannelId = channel;
}

/// <summary>What a content asset says.</summary>
public sealed record ContentAssetContent
{
    public required string Title { get; init; }

    public CampaignId? CampaignId { get; init; }

    public ChannelId? ChannelId { get; init; }

    public ContentFormat? Format { get; init; }

    public DateOnly? PlannedOn { get; init; }

    public DateOnly? PublishedOn { get; init; }

    public string? Link { get; init; }
}

/// <summary>An item of a bulk lacks a member that its operation requires.</summary>
public sealed record ContentAssetItemIncomplete(string Member, string Pointer) : RuleError("contentAsset.itemIncomplete");

public sealed record ContentAssetNotFound(Guid Id) : NotFoundError("contentAsset.notFound");
