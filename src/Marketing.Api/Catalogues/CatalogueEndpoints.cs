using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Catalogues;
using Marketing.Domain.Access;
using Marketing.Domain.Catalogues;

namespace Marketing.Api.Catalogues;

/// <summary>The endpoints of all catalogues. A new catalogue adds one block.</summary>
internal static class CatalogueEndpoints
{
    public static void MapCatalogues(this IEndpointRouteBuilder routes)
    {
        new CatalogueRoutes<PartyInput, PartyResponse, PartyArguments>(routes.Tagged("Parties"), "a party", "parties", PartyResponse.Feed)
            .List("/v1/parties", "listParties")
            .Create("/v1/parties", "createParty")
            .Match("/v1/parties/match", "matchParties")
            .Get("/v1/parties/{id}", "getParty")
            .Update("/v1/parties/{id}", "updateParty")
            .Delete("/v1/parties/{id}", "deleteParty")
            .Restore("/v1/parties/{id}/restore", "restoreParty")
            .Upsert<PartyUpsert>("/v1/parties/external/{system}/{externalId}", "upsertParty")
            .Link("/v1/parties/{id}/external-ids/{system}", "linkParty")
            .Unlink("/v1/parties/{id}/external-ids/{system}", "unlinkParty");
        routes.Tagged("Parties").Post("/v1/parties/{id}/merge", "mergeParty", MergeParty, Scopes.CataloguesWrite);
        routes.Tagged("Parties").Post("/v1/parties/{id}/erase", "eraseParty", EraseParty, Scopes.Admin);

        new CatalogueRoutes<PartnerInput, PartnerResponse, PartnerArguments>(
            routes.Tagged("Partners"),
            "a partner",
            "partners",
            PartnerResponse.Feed
        )
            .List("/v1/partners", "listPartners")
            .Create("/v1/partners", "createPartner")
            .Match("/v1/partners/match", "matchPartners")
            .Get("/v1/partners/{id}", "getPartner")
            .Update("/v1/partners/{id}", "updatePartner")
            .Delete("/v1/partners/{id}", "deletePartner")
            .Restore("/v1/partners/{id}/restore", "restorePartner")
            .Upsert<PartnerUpsert>("/v1/partners/external/{system}/{externalId}", "upsertPartner")
            .Link("/v1/partners/{id}/external-ids/{system}", "linkPartner")
            .Unlink("/v1/partners/{id}/external-ids/{system}", "unlinkPartner");

        new CatalogueRoutes<ChannelInput, ChannelResponse, ChannelArguments>(
            routes.Tagged("Channels"),
            "a channel",
            "channels",
            ChannelResponse.Feed
        )
            .List("/v1/channels", "listChannels")
            .Create("/v1/channels", "createChannel")
            .Match("/v1/channels/match", "matchChannels")
            .Get("/v1/channels/{id}", "getChannel")
            .Update("/v1/channels/{id}", "updateChannel")
            .Delete("/v1/channels/{id}", "deleteChannel")
            .Restore("/v1/channels/{id}/restore", "restoreChannel")
            .Upsert<ChannelUpsert>("/v1/channels/external/{system}/{externalId}", "upsertChannel")
            .Link("/v1/channels/{id}/external-ids/{system}", "linkChannel")
            .Unlink("/v1/channels/{id}/external-ids/{system}", "unlinkChannel");

        new CatalogueRoutes<SegmentInput, SegmentResponse, SegmentArguments>(
            routes.Tagged("Segments"),
            "a segment",
            "segments",
            SegmentResponse.Feed
        )
            .List("/v1/segments", "listSegments")
            .Create("/v1/segments", "createSegment")
            .Match("/v1/segments/match", "matchSegments")
            .Get("/v1/segments/{id}", "getSegment")
            .Update("/v1/segments/{id}", "updateSegment")
            .Delete("/v1/segments/{id}", "deleteSegment")
            .Restore("/v1/segments/{id}/restore", "restoreSegment");

        new CatalogueRoutes<MetricInput, MetricResponse, MetricArguments>(
            routes.Tagged("Metrics"),
            "a metric",
            "metrics",
            MetricResponse.Feed
        )
            .List("/v1/metrics", "listMetrics")
            .Create("/v1/metrics", "createMetric")
            .Match("/v1/metrics/match", "matchMetrics")
            .Get("/v1/metrics/{id}", "getMetric")
            .Update("/v1/metrics/{id}", "updateMetric")
            .Delete("/v1/metrics/{id}", "deleteMetric")
            .Restore("/v1/metrics/{id}/restore", "restoreMetric");

        new CatalogueRoutes<BudgetCategoryInput, BudgetCategoryResponse, BudgetCategoryArguments>(
            routes.Tagged("BudgetCategories"),
            "a budget category",
            "budget categories",
            BudgetCategoryResponse.Feed
        )
            .List("/v1/budget-categories", "listBudgetCategories")
            .Create("/v1/budget-categories", "createBudgetCategory")
            .Match("/v1/budget-categories/match", "matchBudgetCategories")
            .Get("/v1/budget-categories/{id}", "getBudgetCategory")
            .Update("/v1/budget-categories/{id}", "updateBudgetCategory")
            .Delete("/v1/budget-categories/{id}", "deleteBudgetCategory")
            .Restore("/v1/budget-categories/{id}/restore", "restoreBudgetCategory");

        new CatalogueRoutes<DimensionInput, DimensionResponse, DimensionArguments>(
            routes.Tagged("Dimensions"),
            "a dimension",
            "dimensions",
            DimensionResponse.Feed
        )
            .List("/v1/dimensions", "listDimensions")
            .Create("/v1/dimensions", "createDimension")
            .Match("/v1/dimensions/match", "matchDimensions")
            .Get("/v1/dimensions/{id}", "getDimension")
            .Update("/v1/dimensions/{id}", "updateDimension")
            .Delete("/v1/dimensions/{id}", "deleteDimension")
            .Restore("/v1/dimensions/{id}/restore", "restoreDimension");
        routes.Tagged("Metrics").Post("/v1/metrics/standard", "addStandardMetrics", AddStandardMetrics, Scopes.CataloguesWrite);
    }

    /// <summary>Merge a party into another</summary>
    /// <remarks>
    /// The party becomes another name of `intoId`, which receives its names, children, members and references in plans that are open for
    /// writing. Returns the remaining party.
    /// </remarks>
    private static Task<Changed<PartyResponse>> MergeParty(PartyId id, Body<MergeInput> body, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new MergeParty(id, ifMatch.Version, PartyId.From(body.Value.IntoId)));

    /// <summary>Erase a party's personal data</summary>
    /// <remarks>Erases the contact data everywhere, including the audit trail and later backups. This cannot be undone.</remarks>
    private static Task<Changed<PartyResponse>> EraseParty(PartyId id, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new EraseParty(id, ifMatch.Version));

    /// <summary>Add the standard metrics</summary>
    /// <remarks>
    /// Adds the built-in metrics (ROI, CAC, LTV, CTR, NPS, repurchase, churn, market share, awareness …). Each has a code, unit,
    /// direction, aggregation, and names in English and both Chinese scripts. A standard metric is skipped if a metric of the workspace
    /// has its code or one of its names, so the request can be repeated. The codes are those that the labels suggest (`metric`).
    /// </remarks>
    private static Task<Changed<StandardMetricsResponse>> AddStandardMetrics(Body<StandardMetricsInput> body, UseCases useCases) =>
        useCases.Change(new AddStandardMetrics(body.Value.Language));
}
