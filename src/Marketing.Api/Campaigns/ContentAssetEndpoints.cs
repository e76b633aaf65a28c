using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Campaigns;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Campaigns;

namespace Marketing.Api.Campaigns;

/// <summary>Pieces of content and their days of publication.</summary>
internal static class ContentAssetEndpoints
{
    public static void MapContentAssets(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("ContentAssets");
        api.Get("/v1/content-assets", "listContentAssets", ListContentAssets, Scopes.CampaignsRead);
        api.Post("/v1/content-assets", "createContentAsset", CreateContentAsset, Scopes.CampaignsWrite);
        api.Get("/v1/content-assets/{contentAssetId}", "getContentAsset", GetContentAsset, Scopes.CampaignsRead);
        api.Patch("/v1/content-assets/{contentAssetId}", "updateContentAsset", UpdateContentAsset, Scopes.CampaignsWrite);
        api.Delete("/v1/content-assets/{contentAssetId}", "deleteContentAsset", DeleteContentAsset, Scopes.CampaignsWrite);
        api.Post("/v1/content-assets/{contentAssetId}/restore", "restoreContentAsset", RestoreContentAsset, Scopes.CampaignsWrite);
    }

    /// <summary>List content assets</summary>
    /// <remarks>Returns content assets. `from` and `to` keep those of a period. Sorts by `updatedAt`, `day`.</remarks>
    private static Task<Ok<Page<ContentAssetResponse>>> ListContentAssets(Query<ListContentAssets> query, UseCases useCases) =>
        useCases.Read(query.Value);

    /// <summary>Create a content asset</summary>
    /// <remarks>Creates a content asset. Its campaign and its channel must exist (422). The calendar shows it on its day.</remarks>
    private static Task<Created<ContentAssetResponse>> CreateContentAsset(Body<ContentAssetInput> body, UseCases useCases) =>
        useCases.Create(new CreateContentAsset(body.Value), created => $"/v1/content-assets/{created.Id}");

    /// <summary>Get a content asset</summary>
    /// <remarks>Returns one content asset.</remarks>
    private static Task<Ok<ContentAssetResponse>> GetContentAsset(ContentAssetId contentAssetId, UseCases useCases) =>
        useCases.Read(new GetContentAsset(contentAssetId));

    /// <summary>Change a content asset</summary>
    /// <remarks>Changes what the content asset says. Its campaign stays, even if it was deleted since.</remarks>
    private static Task<Changed<ContentAssetResponse>> UpdateContentAsset(
        ContentAssetId contentAssetId,
        MergePatch<ContentAssetInput> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateContentAsset(contentAssetId, ifMatch.Version, patch));

    /// <summary>Delete a content asset</summary>
    /// <remarks>Deletes the content asset. It can be restored at any time.</remarks>
    private static Task<NoContent> DeleteContentAsset(ContentAssetId contentAssetId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Delete(new DeleteContentAsset(contentAssetId, ifMatch.Version));

    /// <summary>Restore a deleted content asset</summary>
    /// <remarks>Restores the content asset with its id. Its channel must exist (422).</remarks>
    private static Task<Changed<ContentAssetResponse>> RestoreContentAsset(
        ContentAssetId contentAssetId,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new RestoreContentAsset(contentAssetId, ifMatch.Version));
}
