using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using AutoMapper;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Application.External;
using Marketing.Application.Occurrences;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.External;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using MediatR;

namespace Marketing.Application.Campaigns;

/// <summary>A piece of content, such as an article or a video.</summary>
public sealed record ContentAssetResponse : ResourceResponse
{
    /// <summary>Title.</summary>
    /// <example>倒计时海报</example>
    [MaxLength(ContentAsset.TitleLength)]
    public required string Title { get; init; }

    /// <summary>Id of the campaign that it belongs to; null without one.</summary>
    public required Guid? CampaignId { get; init; }

    /// <summary>Id of the channel that it is published on.</summary>
    public required Guid? ChannelId { get; init; }

    /// <summary>Format.</summary>
    public required ContentFormat? Format { get; init; }

    /// <summary>The day on which it should be published.</summary>
    public required DateOnly? PlannedOn { get; init; }

    /// <summary>The day on which it was published.</summary>
    public required DateOnly? PublishedOn { get; init; }

    /// <summary>Where it is published.</summary>
    [MaxLength(ContentAsset.LinkLength)]
    public required string? Link { get; init; }

    /// <summary>`published` once `publishedOn` has a value.</summary>
    public required ContentAssetStatus Status { get; init; }

    /// <summary>Ids in other systems.</summary>
    [MaxLength(ContentLimits.Items)]
    public required IReadOnlyList<ExternalIdValue> ExternalIds { get; init; }
}

/// <summary>A content asset to create or change.</summary>
public record ContentAssetInput
{
    /// <summary>Title.</summary>
    /// <example>倒计时海报</example>
    [MaxLength(ContentAsset.TitleLength)]
    [NotBlank]
    [SingleLine]
    public required string Title { get; init; }

    /// <summary>Id of the campaign that it belongs to.</summary>
    public Guid? CampaignId { get; init; }

    /// <summary>Id of the channel that it is published on.</summary>
    public Guid? ChannelId { get; init; }

    /// <summary>Format.</summary>
    public ContentFormat? Format { get; init; }

    /// <summary>The day on which it should be published.</summary>
    public DateOnly? PlannedOn { get; init; }

    /// <summary>The day on which it was published. Leave it out until then.</summary>
    public DateOnly? PublishedOn { get; init; }

    /// <summary>Where it is published.</summary>
    [MaxLength(ContentAsset.LinkLength)]
    [RegularExpression(OccurrenceLimits.UrlPattern)]
    public string? Link { get; init; }
}

/// <summary>Members of a content asset that another system sends. Members that are left out stay as they are.</summary>
public sealed record ContentAssetUpsert : ContentAssetInput, ISent
{
    public ContentAssetUpsert() { }

    [SetsRequiredMembers]
    public ContentAssetUpsert(ContentAssetInput input)
        : base(input) { }

    /// <summary>When the system changed what it sends, by its own clock. Anything older than the last one is refused (409).</summary>
    public DateTime? SourceUpdatedAt { get; init; }
}

internal sealed class ContentAssetProjections : Profile
{
    public ContentAssetProjections() => CreateProjection<ContentAsset, ContentAssetResponse>();
}

/// <summary>Reads content assets for the change feed.</summary>
internal sealed class ContentAssetReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<ContentAsset, ContentAssetId, ContentAssetResponse>(
        db,
        mappings,
        ResourceTypes.ContentAsset,
        Domain.Access.Scopes.CampaignsRead
    );

/// <summary>References from content assets to channels.</summary>
internal sealed class ContentAssetChannels(IMarketingDb db)
    : ColumnReferrer<ContentAsset, ContentAssetId, ChannelId>(
        db,
        ResourceTypes.Channel,
        asset => asset.ChannelId,
        (asset, channel) => asset.Use(channel)
    );

/// <summary>Which content assets to list.</summary>
public sealed record ListContentAssets : ResourceListArguments, IQuery<Page<ContentAssetResponse>>
{
    /// <summary>Only assets of this campaign.</summary>
    public Guid? CampaignId { get; init; }

    /// <summary>Only assets on this channel.</summary>
    public Guid? ChannelId { get; init; }

    /// <summary>Only what has this id in another system, as `system/id`.</summary>
    [MaxLength(ExternalKey.FilterLength)]
    [RegularExpression(ExternalKey.FilterPattern)]
    public string? ExternalId { get; init; }

    /// <summary>Only assets in this state.</summary>
    public ContentAssetStatus? Status { get; init; }

    /// <summary>Only assets published on or after this day; before they are published, the planned day counts.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Only assets published on or before this day; before they are published, the planned day counts.</summary>
    public DateOnly? To { get; init; }
}

internal sealed class ListContentAssetsHandler(PageReader pages, IMarketingDb db, ExternalKeys keys)
    : IRequestHandler<ListContentAssets, Result<Page<ContentAssetResponse>>>
{
    private static readonly SortSet<ContentAsset, ContentAssetResponse> Sorts = SortSet<ContentAsset, ContentAssetResponse>
        .EndingIn(asset => asset.Id, asset => ContentAssetId.From(asset.Id))
        .By("updatedAt", asset => asset.UpdatedAt, asset => asset.UpdatedAt)
        .By("day", asset => asset.Day, asset => asset.PublishedOn ?? asset.PlannedOn)
        .ByDefault("-updatedAt");

    public Task<Result<Page<ContentAssetResponse>>> Handle(ListContentAssets query, CancellationToken cancellationToken) =>
        query.ExternalId is { } filter
            ? db.ReadConsistentlyAsync(
                async () =>
                {
                    var id = ContentAssetId.From(
                        await keys.NamedByAsync(ResourceTypes.ContentAsset, filter, cancellationToken) ?? Guid.Empty
                    );
                    return await pages.ReadAsync(Filter(query).Where(asset => asset.Id == id), query, Sorts, cancellationToken);
                },
                cancellationToken
            )
            : pages.ReadAsync(Filter(query), query, Sorts, cancellationToken);

    private IQueryable<ContentAsset> Filter(ListContentAssets query)
    {
        var assets = db.ContentAssets.Matching<ContentAsset, ContentAssetId>(query);
        if (query.CampaignId is { } given)
        {
            CampaignId? campaign = CampaignId.From(given);
            assets = assets.Where(asset => asset.CampaignId == campaign);
        }

        if (query.ChannelId is { } used)
        {
            ChannelId? channel = ChannelId.From(used);
            assets = assets.Where(asset => asset.ChannelId == channel);
        }

        if (query.Status is { } status)
        {
            assets = assets.Where(asset => asset.Status == status);
        }

        if (query.From is { } from)
        {
            assets = assets.Where(asset => asset.Day >= from);
        }

        if (query.To is { } to)
        {
            assets = assets.Where(asset => asset.Day <= to);
        }

        return assets.Containing(asset => asset.SearchText, query.Q);
    }
}

/// <summary>Reads one content asset.</summary>
public sealed record GetContentAsset(ContentAssetId Id) : IQuery<ContentAssetResponse>;

internal sealed class GetContentAssetHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetContentAsset, Result<ContentAssetResponse>>
{
    public async Task<Result<ContentAssetResponse>> Handle(GetContentAsset query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<ContentAsset, ContentAssetResponse>, cancellationToken) is { } found
            ? found
            : new ContentAssetNotFound(query.Id.Value);
}
