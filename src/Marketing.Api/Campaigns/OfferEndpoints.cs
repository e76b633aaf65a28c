using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Campaigns;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Campaigns;

namespace Marketing.Api.Campaigns;

/// <summary>Offers to customers.</summary>
internal static class OfferEndpoints
{
    public static void MapOffers(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Offers");
        api.Get("/v1/offers", "listOffers", ListOffers, Scopes.CampaignsRead);
        api.Post("/v1/offers", "createOffer", CreateOffer, Scopes.CampaignsWrite);
        api.Get("/v1/offers/{offerId}", "getOffer", GetOffer, Scopes.CampaignsRead);
        api.Patch("/v1/offers/{offerId}", "updateOffer", UpdateOffer, Scopes.CampaignsWrite);
        api.Delete("/v1/offers/{offerId}", "deleteOffer", DeleteOffer, Scopes.CampaignsWrite);
        api.Post("/v1/offers/{offerId}/restore", "restoreOffer", RestoreOffer, Scopes.CampaignsWrite);
    }

    /// <summary>List offers</summary>
    /// <remarks>Returns offers. `validOn` keeps those valid on a day. Sorts by `updatedAt`.</remarks>
    private static Task<Ok<Page<OfferResponse>>> ListOffers(Query<ListOffers> query, UseCases useCases) => useCases.Read(query.Value);

    /// <summary>Create an offer</summary>
    /// <remarks>Creates an offer. Its campaign must exist (422), and its code must be unique (409).</remarks>
    private static Task<Created<OfferResponse>> CreateOffer(Body<OfferInput> body, UseCases useCases) =>
        useCases.Create(new CreateOffer(body.Value), created => $"/v1/offers/{created.Id}");

    /// <summary>Get an offer</summary>
    /// <remarks>Returns one offer.</remarks>
    private static Task<Ok<OfferResponse>> GetOffer(OfferId offerId, UseCases useCases) => useCases.Read(new GetOffer(offerId));

    /// <summary>Change an offer</summary>
    /// <remarks>Changes what the offer says. Its campaign stays, even if it was deleted since.</remarks>
    private static Task<Changed<OfferResponse>> UpdateOffer(
        OfferId offerId,
        MergePatch<OfferInput> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateOffer(offerId, ifMatch.Version, patch));

    /// <summary>Delete an offer</summary>
    /// <remarks>Deletes the offer. It can be restored at any time.</remarks>
    private static Task<NoContent> DeleteOffer(OfferId offerId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Delete(new DeleteOffer(offerId, ifMatch.Version));

    /// <summary>Restore a deleted offer</summary>
    /// <remarks>Restores the offer with its id. Its code must be free (409).</remarks>
    private static Task<Changed<OfferResponse>> RestoreOffer(OfferId offerId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new RestoreOffer(offerId, ifMatch.Version));
}
