using System.ComponentModel.DataAnnotations;
using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Campaigns;
using Marketing.Application.External;
using Marketing.Domain.Access;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using Marketing.Domain.External;

namespace Marketing.Api.External;

/// <summary>How to write what another system sends.</summary>
internal sealed record UpsertArguments : WriteArguments
{
    /// <summary>Whether to restore what the id names, if it was deleted. Otherwise, the response is 409.</summary>
    public bool Restore { get; init; }
}

/// <summary>An id in another system.</summary>
internal sealed record ExternalIdInput
{
    /// <summary>The id. Case, width and blanks matter.</summary>
    /// <example>701-A</example>
    [MaxLength(ExternalKey.IdLength)]
    [NotBlank]
    public required string Id { get; init; }
}

internal static class ExternalEndpoints
{
    public static void MapExternal(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("External");
        api.Get("/v1/campaigns/external/{system}/{externalId}", "getExternalCampaign", GetCampaign, Scopes.CampaignsRead);
        api.Put("/v1/campaigns/external/{system}/{externalId}", "upsertCampaign", UpsertCampaign, Scopes.CampaignsWrite);
        api.Delete("/v1/campaigns/external/{system}/{externalId}", "deleteExternalCampaign", DeleteCampaign, Scopes.CampaignsWrite);
        api.Put("/v1/campaigns/{campaignId}/external-ids/{system}", "linkCampaign", LinkCampaign, Scopes.CampaignsWrite);
        api.Delete("/v1/campaigns/{campaignId}/external-ids/{system}", "unlinkCampaign", UnlinkCampaign, Scopes.CampaignsWrite);
        api.Get("/v1/sync-systems/{system}", "getSyncSystem", GetSyncSystem, Scopes.CampaignsRead);
        api.Put("/v1/sync-systems/{system}", "setSyncSystem", SetSyncSystem, Scopes.Admin);
    }

    /// <summary>Get a campaign by its external id</summary>
    /// <remarks>Returns the campaign that has this id in the system.</remarks>
    private static Task<Ok<CampaignResponse>> GetCampaign(
        [MaxLength(ExternalKey.SystemLength)] string system,
        [MaxLength(ExternalKey.IdLength)] string externalId,
        UseCases useCases
    ) => useCases.Read(new GetExternalCampaign(system, externalId));

    /// <summary>Create or change a campaign by its external id</summary>
    /// <remarks>
    /// Merges the members sent (RFC 7396) into the campaign with this id, or creates it. A `sourceUpdatedAt` older than the last one is
    /// 409, and so is a deleted campaign unless `restore=true`, or a member that another system owns.
    /// </remarks>
    private static Task<CreatedOrChanged<CampaignResponse>> UpsertCampaign(
        [MaxLength(ExternalKey.SystemLength)] string system,
        [MaxLength(ExternalKey.IdLength)] string externalId,
        Query<UpsertArguments> query,
        MergePatch<CampaignUpsert> patch,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) =>
        useCases.CreateOrChange(
            new UpsertCampaign(new ExternalWrite<CampaignUpsert>(system, externalId, ifMatch.Version, patch, query.Value.Restore)),
            campaign => campaign.AddressIfCreated("/v1/campaigns")
        );

    /// <summary>Delete a campaign by its external id</summary>
    /// <remarks>Deletes the campaign with this id. It keeps the id and can be restored.</remarks>
    private static Task<NoContent> DeleteCampaign(
        [MaxLength(ExternalKey.SystemLength)] string system,
        [MaxLength(ExternalKey.IdLength)] string externalId,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Delete(new DeleteExternalCampaign(system, externalId, ifMatch.Version));

    /// <summary>Link a campaign to another system</summary>
    /// <remarks>Sets the id of the campaign in the system. An id that names another campaign is 409.</remarks>
    private static Task<Changed<CampaignResponse>> LinkCampaign(
        CampaignId campaignId,
        [MaxLength(ExternalKey.SystemLength)] string system,
        Body<ExternalIdInput> body,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new LinkCampaign(campaignId, system, ifMatch.Version, body.Value.Id));

    /// <summary>Unlink a campaign from another system</summary>
    /// <remarks>Removes the id of the campaign in the system, if there is one.</remarks>
    private static Task<Changed<CampaignResponse>> UnlinkCampaign(
        CampaignId campaignId,
        [MaxLength(ExternalKey.SystemLength)] string system,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new LinkCampaign(campaignId, system, ifMatch.Version, null));

    /// <summary>Get what a system owns</summary>
    /// <remarks>Returns the members of campaigns that only this system writes.</remarks>
    private static Task<Ok<SyncSystemResponse>> GetSyncSystem([MaxLength(ExternalKey.SystemLength)] string system, UseCases useCases) =>
        useCases.Read(new GetSyncSystem(system));

    /// <summary>State what a system owns</summary>
    /// <remarks>
    /// From now on, only this system writes the members; any other writer that changes one gets 409. A member of another system is 409.
    /// </remarks>
    private static Task<Changed<SyncSystemResponse>> SetSyncSystem(
        [MaxLength(ExternalKey.SystemLength)] string system,
        Body<SyncSystemInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new SetSyncSystem(system, ifMatch.Version, body.Value));
}
