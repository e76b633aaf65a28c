using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;

namespace Marketing.Application.Campaigns;

/// <summary>A campaign.</summary>
public sealed record CampaignResponse : ResourceResponse
{
    /// <summary>What the campaign says, as clients send it, with its code.</summary>
    [Flatten]
    public required CampaignTerms Terms { get; init; }

    /// <summary>Whether the campaign runs.</summary>
    public required CampaignStatus Status { get; init; }

    /// <summary>Ids of the channels, in the order of their codes.</summary>
    [MaxLength(ContentLimits.Items)]
    public required IReadOnlyList<Guid> ChannelIds { get; init; }
}

internal sealed class CampaignProjections : Profile
{
    public CampaignProjections() => CreateProjection<Campaign, CampaignResponse>();
}

/// <summary>Reads campaigns for the change feed.</summary>
internal sealed class CampaignReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<Campaign, CampaignId, CampaignResponse>(db, mappings, ResourceTypes.Campaign, Domain.Access.Scopes.CampaignsRead);
