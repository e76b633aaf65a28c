using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using Marketing.Domain.External;
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

    /// <summary>The day on which the campaign started; null if it has not.</summary>
    public required DateOnly? StartedOn { get; init; }

    /// <summary>The day on which the campaign ended; null if it has not.</summary>
    public required DateOnly? EndedOn { get; init; }

    /// <summary>Why the campaign is paused or was cancelled.</summary>
    [MaxLength(Campaign.ReasonLength)]
    public required string? StatusReason { get; init; }

    /// <summary>The latest evaluation; null before the first.</summary>
    public required CampaignEvaluation? Evaluation { get; init; }

    /// <summary>The latest review by the legal department; null before the first request.</summary>
    public required CampaignReview? Review { get; init; }

    /// <summary>Ids of the campaign in other systems.</summary>
    [MaxLength(ContentLimits.Items)]
    public required IReadOnlyList<ExternalIdValue> ExternalIds { get; init; }

    /// <summary>The part of the plan that the campaign was adopted from, as it was then; null if it was created otherwise.</summary>
    public required AdoptedCampaign? Adopted { get; init; }

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
