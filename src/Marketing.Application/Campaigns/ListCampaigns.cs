using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;

namespace Marketing.Application.Campaigns;

/// <summary>Which campaigns to list.</summary>
public sealed record ListCampaigns : ResourceListArguments, IFeedQuery<CampaignResponse>
{
    /// <summary>Only campaigns of this plan.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Only campaigns in these states, separated by commas.</summary>
    [MaxLength(10)]
    public IReadOnlyList<CampaignStatus> Status { get; init; } = [];

    /// <summary>Only campaigns of this kind.</summary>
    public CampaignKind? Kind { get; init; }

    /// <summary>Only the campaign with this code, in any case.</summary>
    [MaxLength(Campaign.CodeLength)]
    public string? Code { get; init; }

    /// <summary>Only campaigns that use this channel.</summary>
    public Guid? ChannelId { get; init; }

    /// <summary>Only campaigns that this party owns.</summary>
    public Guid? PartyId { get; init; }

    /// <summary>Only campaigns that run on or after this day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Only campaigns that run on or before this day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Whether CSV begins with a UTF-8 byte order mark, which Excel needs. JSON ignores it.</summary>
    public bool Bom { get; init; }

    /// <summary>Language of the header and of coded values in CSV. Without it, both are codes. JSON ignores it.</summary>
    public LabelLanguage? Lang { get; init; }

    IFeedQuery<CampaignResponse> IFeedQuery<CampaignResponse>.ForPage(string? cursor, int? pageSize) =>
        this with
        {
            Cursor = cursor,
            PageSize = pageSize ?? PageSize,
        };
}

internal sealed class ListCampaignsHandler(IMarketingDb db, PageReader pages)
    : IRequestHandler<ListCampaigns, Result<Page<CampaignResponse>>>
{
    private static readonly SortSet<Campaign, CampaignResponse> Sorts = SortSet<Campaign, CampaignResponse>
        .EndingIn(campaign => campaign.Id, campaign => CampaignId.From(campaign.Id))
        .By("updatedAt", campaign => campaign.UpdatedAt, campaign => campaign.UpdatedAt)
        .By("createdAt", campaign => campaign.CreatedAt, campaign => campaign.CreatedAt)
        .By("title", campaign => campaign.TitleKey, campaign => CatalogueName.Key(campaign.Terms.Title))
        .By("start", campaign => campaign.StartDate, campaign => campaign.Terms.Window?.Start)
        .ByDefault("-updatedAt");

    public Task<Result<Page<CampaignResponse>>> Handle(ListCampaigns query, CancellationToken cancellationToken) =>
        pages.ReadAsync(Filter(query), query, Sorts, cancellationToken);

    private IQueryable<Campaign> Filter(ListCampaigns query)
    {
        var campaigns = db.Campaigns.Matching<Campaign, CampaignId>(query);
        if (query.PlanId is { } given)
        {
            PlanId? plan = PlanId.From(given);
            campaigns = campaigns.Where(campaign => campaign.PlanId == plan);
        }

        if (query.Status is { Count: > 0 } states)
        {
            campaigns = campaigns.Where(campaign => states.Contains(campaign.Status));
        }

        if (query.Kind is { } kind)
        {
            campaigns = campaigns.Where(campaign => campaign.Kind == kind);
        }

        if (query.Code is { } code)
        {
            var key = Campaign.KeyOf(code);
            campaigns = campaigns.Where(campaign => campaign.CodeKey == key);
        }

        foreach (var entry in new[] { query.ChannelId, query.PartyId }.OfType<Guid>())
        {
            campaigns = campaigns.Where(campaign => campaign.Entries.Any(reference => reference.EntryId == entry));
        }

        if (query.From is { } from)
        {
            campaigns = campaigns.Where(campaign => campaign.StartDate != null && (campaign.EndDate == null || campaign.EndDate >= from));
        }

        if (query.To is { } to)
        {
            campaigns = campaigns.Where(campaign => campaign.StartDate <= to);
        }

        return campaigns.Containing(campaign => campaign.SearchText, query.Q);
    }
}

/// <summary>Reads one campaign.</summary>
public sealed record GetCampaign(CampaignId Id) : IQuery<CampaignResponse>;

internal sealed class GetCampaignHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetCampaign, Result<CampaignResponse>>
{
    public async Task<Result<CampaignResponse>> Handle(GetCampaign query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<Campaign, CampaignResponse>, cancellationToken) is { } found
            ? found
            : new CampaignNotFound(query.Id.Value);
}
