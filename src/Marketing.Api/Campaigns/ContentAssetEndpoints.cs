using System.ComponentModel.DataAnnotations;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.External;
using Marketing.Application.Campaigns;
using Marketing.Application.Common;
using Marketing.Application.External;
using Marketing.Domain.Access;
using Marketing.Domain.Campaigns;
using Marketing.Domain.External;

namespace Marketing.Api.Campaigns;

/// <summary>Pieces of content and their days of publication.</summary>
internal static class ContentAssetEndpoints
{
    public static void MapContentAssets(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("ContentAssets");
        api.Get("/v1/content-assets", "listContentAssets", ListContentAssets, Scopes.CampaignsRead);
        api.Post("/v1/content-assets", "createContentAsset", CreateContentAsset, Scopes.CampaignsWrite);
        api.Post("/v1/content-assets/bulk", "writeContentAssetsInBulk", WriteInBulk, Scopes.CampaignsWrite);
        api.Get("/v1/content-assets/{contentAssetId}", "getContentAsset", GetContentAsset, Scopes.CampaignsRead);
        api.Patch("/v1/content-assets/{contentAssetId}", "updateContentAsset", UpdateContentAsset, Scopes.CampaignsWrite);
        api.Delete("/v1/content-assets/{contentAssetId}", "deleteContentAsset", DeleteContentAsset, Scopes.CampaignsWrite);
        api.Post("/v1/content-assets/{contentAssetId}/restore", "restoreContentAsset", RestoreContentAsset, Scopes.CampaignsWrite);
        api.Put("/v1/content-assets/external/{system}/{externalId}", "upsertContentAsset", UpsertContentAsset, Scopes.CampaignsWrite);
        api.Put("/v1/content-assets/{contentAssetId}/external-ids/{system}", "linkContentAsset", Link, Scopes.CampaignsWrite);
        api.Delete("/v1/content-assets/{contentAssetId}/external-ids/{system}", "unlinkContentAsset", Unlink, Scopes.CampaignsWrite);
    }

    /// <summary>List content assets</summary>
    /// <remarks>Returns content assets. `from` and `to` keep those of a period. Sorts by `updatedAt`, `day`.</remarks>
    private static Task<Ok<Page<ContentAssetResponse>>> ListContentAssets(Query<ListContentAssets> query, UseCases useCases) =>
        useCases.Read(query.Value);

    /// <summary>Create a content asset</summary>
    /// <remarks>Creates a content asset. Its campaign and its channel must exist (422). The calendar shows it on its day.</remarks>
    private static Task<Created<ContentAssetResponse>> CreateContentAsset(Body<ContentAssetInput> body, UseCases useCases) =>
        useCases.Create(new CreateContentAsset(body.Value), created => $"/v1/content-assets/{created.Id}");

    /// <summary>Create, change and delete many content assets</summary>
    /// <remarks>As `writeCampaignsInBulk`. An item names its content asset by `externalId`; without it, it creates one.</remarks>
    private static Task<Changed<SyncBulkResponse>> WriteInBulk(Body<ContentAssetBulkInput> body, UseCases useCases) =>
        useCases.Change(new WriteContentAssetsInBulk(body.Value));

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

    /// <summary>Create or change a content asset by its external id</summary>
    /// <remarks>Merges the members sent into the content asset with this id, or creates it.</remarks>
    private static Task<CreatedOrChanged<ContentAssetResponse>> UpsertContentAsset(
        [MaxLength(ExternalKey.SystemLength)] string system,
        [MaxLength(ExternalKey.IdLength)] string externalId,
        Query<UpsertArguments> query,
        MergePatch<ContentAssetUpsert> patch,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) =>
        useCases.CreateOrChange(
            new UpsertContentAsset(new ExternalWrite<ContentAssetUpsert>(system, externalId, ifMatch.Version, patch, query.Value.Restore)),
            asset => asset.AddressIfCreated("/v1/content-assets")
        );

    /// <summary>Link a content asset to another system</summary>
    /// <remarks>Sets its id in the system. An id that names another content asset is 409.</remarks>
    private static Task<Changed<ContentAssetResponse>> Link(
        ContentAssetId contentAssetId,
        [MaxLength(ExternalKey.SystemLength)] string system,
        Body<ExternalIdInput> body,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new LinkContentAsset(contentAssetId, system, ifMatch.Version, body.Value.Id));

    /// <summary>Unlink a content asset from another system</summary>
    /// <remarks>Removes its id in the system, if there is one.</remarks>
    private static Task<Changed<ContentAssetResponse>> Unlink(
        ContentAssetId contentAssetId,
        [MaxLength(ExternalKey.SystemLength)] string system,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new LinkContentAsset(contentAssetId, system, ifMatch.Version, null));
}
