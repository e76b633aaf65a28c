using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;
using MediatR;

namespace Marketing.Application.Campaigns;

/// <summary>An offer to customers.</summary>
public sealed record OfferResponse : ResourceResponse
{
    /// <summary>Short code.</summary>
    /// <example>EARLY-20</example>
    [MaxLength(Offer.CodeLength)]
    public required string Code { get; init; }

    /// <summary>Title.</summary>
    /// <example>首销优惠</example>
    [MaxLength(Offer.TitleLength)]
    public required string Title { get; init; }

    /// <summary>Id of the campaign that it belongs to; null without one.</summary>
    public required Guid? CampaignId { get; init; }

    /// <summary>Kind of offer.</summary>
    public required OfferKind? Kind { get; init; }

    /// <summary>Conditions of the offer.</summary>
    [MaxLength(Offer.TextLength)]
    public required string? Terms { get; init; }

    /// <summary>Limits that the offer must respect, such as no sale below cost.</summary>
    [MaxLength(Offer.TextLength)]
    public required string? Guardrails { get; init; }

    /// <summary>First day on which it is valid; null without one.</summary>
    public required DateOnly? ValidFrom { get; init; }

    /// <summary>Last day on which it is valid; null without one.</summary>
    public required DateOnly? ValidTo { get; init; }
}

/// <summary>An offer to create or change.</summary>
public sealed record OfferInput
{
    /// <summary>Short code, unique among the offers of the workspace.</summary>
    /// <example>EARLY-20</example>
    [MaxLength(Offer.CodeLength)]
    [RegularExpression(ValueLimits.TrimmedPattern)]
    public required string Code { get; init; }

    /// <summary>Title.</summary>
    /// <example>首销优惠</example>
    [MaxLength(Offer.TitleLength)]
    [NotBlank]
    [SingleLine]
    public required string Title { get; init; }

    /// <summary>Id of the campaign that it belongs to.</summary>
    public Guid? CampaignId { get; init; }

    /// <summary>Kind of offer.</summary>
    public OfferKind? Kind { get; init; }

    /// <summary>Conditions of the offer.</summary>
    [MaxLength(Offer.TextLength)]
    public string? Terms { get; init; }

    /// <summary>Limits that the offer must respect, such as no sale below cost.</summary>
    [MaxLength(Offer.TextLength)]
    public string? Guardrails { get; init; }

    /// <summary>First day on which it is valid.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day on which it is valid.</summary>
    public DateOnly? ValidTo { get; init; }
}

internal sealed class OfferProjections : Profile
{
    public OfferProjections() => CreateProjection<Offer, OfferResponse>();
}

/// <summary>Reads offers for the change feed.</summary>
internal sealed class OfferReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<Offer, OfferId, OfferResponse>(db, mappings, ResourceTypes.Offer, Domain.Access.Scopes.CampaignsRead);

/// <summary>Which offers to list.</summary>
public sealed record ListOffers : ResourceListArguments, IQuery<Page<OfferResponse>>
{
    /// <summary>Only offers of this campaign.</summary>
    public Guid? CampaignId { get; init; }

    /// <summary>Only offers of this kind.</summary>
    public OfferKind? Kind { get; init; }

    /// <summary>Only the offer with this code, in any case.</summary>
    [MaxLength(Offer.CodeLength)]
    public string? Code { get; init; }

    /// <summary>Only offers that are valid on this day.</summary>
    public DateOnly? ValidOn { get; init; }
}

internal sealed class ListOffersHandler(PageReader pages, IMarketingDb db) : IRequestHandler<ListOffers, Result<Page<OfferResponse>>>
{
    private static readonly SortSet<Offer, OfferResponse> Sorts = SortSet<Offer, OfferResponse>
        .EndingIn(offer => offer.Id, offer => OfferId.From(offer.Id))
        .By("updatedAt", offer => offer.UpdatedAt, offer => offer.UpdatedAt)
        .ByDefault("-updatedAt");

    public Task<Result<Page<OfferResponse>>> Handle(ListOffers query, CancellationToken cancellationToken) =>
        pages.ReadAsync(Filter(query), query, Sorts, cancellationToken);

    private IQueryable<Offer> Filter(ListOffers query)
    {
        var offers = db.Offers.Matching<Offer, OfferId>(query);
        if (query.CampaignId is { } given)
        {
            CampaignId? campaign = CampaignId.From(given);
            offers = offers.Where(offer => offer.CampaignId == campaign);
        }

        if (query.Kind is { } kind)
        {
            offers = offers.Where(offer => offer.Kind == kind);
        }

        if (query.Code is { } code)
        {
            var key = Offer.KeyOf(code);
            offers = offers.Where(offer => offer.CodeKey == key);
        }

        if (query.ValidOn is { } day)
        {
            offers = offers.Where(offer =>
                (offer.ValidFrom == null || offer.ValidFrom <= day) && (offer.ValidTo == null || offer.ValidTo >= day)
            );
        }

        return offers.Containing(offer => offer.SearchText, query.Q);
    }
}

/// <summary>Reads one offer.</summary>
public sealed record GetOffer(OfferId Id) : IQuery<OfferResponse>;

internal sealed class GetOfferHandler(IMarketingDb db, IConfigurationProvider mappings) : IRequestHandler<GetOffer, Result<OfferResponse>>
{
    public async Task<Result<OfferResponse>> Handle(GetOffer query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<Offer, OfferResponse>, cancellationToken) is { } found
            ? found
            : new OfferNotFound(query.Id.Value);
}
