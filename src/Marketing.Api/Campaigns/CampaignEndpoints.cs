using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Campaigns;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Plans;

namespace Marketing.Api.Campaigns;

internal static class CampaignEndpoints
{
    private const int BulkBytes = 4_000_000;

    public static void MapCampaigns(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Campaigns");
        api.Get("/v1/campaigns", "listCampaigns", ListCampaigns, Scopes.CampaignsRead);
        api.Post("/v1/campaigns", "createCampaign", CreateCampaign, Scopes.CampaignsWrite);
        api.Post("/v1/campaigns/bulk", "writeCampaignsInBulk", WriteInBulk, Scopes.CampaignsWrite).MaxBody(BulkBytes);
        api.Get("/v1/campaigns/snapshot", "snapshotCampaigns", SnapshotCampaigns, Scopes.CampaignsRead).MayFail(StatusCodes.Status410Gone);
        api.Get("/v1/campaigns/{campaignId}", "getCampaign", GetCampaign, Scopes.CampaignsRead);
        api.Patch("/v1/campaigns/{campaignId}", "updateCampaign", UpdateCampaign, Scopes.CampaignsWrite);
        api.Delete("/v1/campaigns/{campaignId}", "deleteCampaign", DeleteCampaign, Scopes.CampaignsWrite);
        api.Post("/v1/campaigns/{campaignId}/restore", "restoreCampaign", RestoreCampaign, Scopes.CampaignsWrite);
        api.Post("/v1/plans/{planId}/campaigns/adopt", "adoptCampaigns", AdoptCampaigns, Scopes.CampaignsWrite);
        api.Post("/v1/campaigns/{campaignId}/submit", "submitCampaign", SubmitCampaign, Scopes.CampaignsWrite).PersonsOnly();
        api.Post("/v1/campaigns/{campaignId}/start", "startCampaign", StartCampaign, Scopes.CampaignsWrite);
        api.Post("/v1/campaigns/{campaignId}/pause", "pauseCampaign", PauseCampaign, Scopes.CampaignsWrite);
        api.Post("/v1/campaigns/{campaignId}/resume", "resumeCampaign", ResumeCampaign, Scopes.CampaignsWrite);
        api.Post("/v1/campaigns/{campaignId}/cancel", "cancelCampaign", CancelCampaign, Scopes.CampaignsWrite);
        api.Post("/v1/campaigns/{campaignId}/end", "endCampaign", EndCampaign, Scopes.CampaignsWrite);
        api.Post("/v1/campaigns/{campaignId}/close", "closeCampaign", CloseCampaign, Scopes.CampaignsWrite).MayFail(422);
        api.Post("/v1/campaigns/{campaignId}/reschedule", "rescheduleCampaign", RescheduleCampaign, Scopes.CampaignsWrite).MayFail(422);
    }

    /// <summary>List campaigns</summary>
    /// <remarks>
    /// Returns the campaigns of the workspace. `from` and `to` keep those that run in a period. CSV has the rows of all pages. Sorts by
    /// `updatedAt`, `createdAt`, `title`, `start`.
    /// </remarks>
    private static Task<OkOrCsv<Page<CampaignResponse>>> ListCampaigns(Query<ListCampaigns> query, UseCases useCases) =>
        useCases.ReadFeed(query.Value, CampaignRow.Feed, campaign => [CampaignRow.Of(campaign)]);

    /// <summary>Read all campaigns for a copy</summary>
    /// <remarks>
    /// Returns all campaigns page by page, and a cursor of the change feed. Read every page, then follow `readChanges` with
    /// `changesCursor`: nothing is missed. Changes made while you read the pages are in both, so apply a change only if its `version` is
    /// newer than that of your copy. 410 if the cursor is too old: begin again without it.
    /// </remarks>
    private static Task<Ok<CampaignSnapshotResponse>> SnapshotCampaigns(Query<SnapshotCampaigns> query, UseCases useCases) =>
        useCases.Read(query.Value);

    /// <summary>Create a campaign</summary>
    /// <remarks>
    /// Creates a campaign that has not started. Channels, catalogue entries, budget lines and parts of the plan must exist (422). The code
    /// must be unique (409); without one, a code is generated.
    /// </remarks>
    private static Task<Created<CampaignResponse>> CreateCampaign(Body<CampaignTerms> body, UseCases useCases) =>
        useCases.Create(new CreateCampaign(body.Value), campaign => $"/v1/campaigns/{campaign.Id}");

    /// <summary>Create, change and delete many campaigns</summary>
    /// <remarks>
    /// Applies up to 1,000 items in one transaction. An item names its campaign by `externalId`, else by `campaign.code`; without both, it
    /// creates one. `campaign` is merged as in `upsertCampaign`. Atomic bulks apply all items or none (422; 409 if items name the same
    /// campaign); independent ones report each.
    /// </remarks>
    private static Task<Changed<SyncBulkResponse>> WriteInBulk(Body<CampaignBulkInput> body, UseCases useCases) =>
        useCases.Change(new WriteCampaignsInBulk(body.Value));

    /// <summary>Get a campaign</summary>
    /// <remarks>Returns one campaign.</remarks>
    private static Task<Ok<CampaignResponse>> GetCampaign(CampaignId campaignId, UseCases useCases) =>
        useCases.Read(new GetCampaign(campaignId));

    /// <summary>Change a campaign</summary>
    /// <remarks>Changes what the campaign says. What it refers to already stays, even if it no longer exists.</remarks>
    private static Task<Changed<CampaignResponse>> UpdateCampaign(
        CampaignId campaignId,
        MergePatch<CampaignTerms> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateCampaign(campaignId, ifMatch.Version, patch));

    /// <summary>Delete a campaign</summary>
    /// <remarks>Deletes the campaign. It can be restored at any time.</remarks>
    private static Task<NoContent> DeleteCampaign(CampaignId campaignId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Delete(new DeleteCampaign(campaignId, ifMatch.Version));

    /// <summary>Restore a campaign</summary>
    /// <remarks>
    /// Restores a deleted campaign with its id. Its code must be free (409), and the catalogue entries that it refers to must exist (422).
    /// </remarks>
    private static Task<Changed<CampaignResponse>> RestoreCampaign(CampaignId campaignId, OptionalIfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new RestoreCampaign(campaignId, ifMatch.Version));

    /// <summary>Adopt the campaigns of a plan</summary>
    /// <remarks>
    /// Creates a campaign for each campaign part of the plan's working copy that has none, with everything the part says. Safe to repeat.
    /// Neither changes the other afterwards.
    /// </remarks>
    private static Task<Changed<AdoptedCampaignsResponse>> AdoptCampaigns(PlanId planId, UseCases useCases) =>
        useCases.Change(new AdoptCampaigns(planId));

    /// <summary>Submit a campaign for review</summary>
    /// <remarks>
    /// Asks the legal department to countersign a planned campaign. It decides by `approveApproval` or `returnApproval`. A change of what
    /// the campaign says ends the review.
    /// </remarks>
    private static Task<Changed<CampaignResponse>> SubmitCampaign(
        CampaignId campaignId,
        OptionalBody<SubmitCampaignInput> body,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new SubmitCampaign(campaignId, ifMatch.Version, body.Value?.Comment));

    /// <summary>Start a campaign</summary>
    /// <remarks>
    /// Starts a planned campaign. One that rolls out a pilot starts once the pilot is validated (409). Where the settings of the workspace
    /// say so, one that uses customer data starts once the legal department has countersigned it (409).
    /// </remarks>
    private static Task<Changed<CampaignResponse>> StartCampaign(CampaignId campaignId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new ExecuteCampaign(campaignId, ifMatch.Version, CampaignStep.Start));

    /// <summary>Pause a campaign</summary>
    /// <remarks>Pauses a running campaign.</remarks>
    private static Task<Changed<CampaignResponse>> PauseCampaign(
        CampaignId campaignId,
        OptionalBody<CampaignReasonInput> body,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new ExecuteCampaign(campaignId, ifMatch.Version, CampaignStep.Pause, body.Value?.Reason));

    /// <summary>Resume a campaign</summary>
    /// <remarks>Lets a paused campaign run again.</remarks>
    private static Task<Changed<CampaignResponse>> ResumeCampaign(CampaignId campaignId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new ExecuteCampaign(campaignId, ifMatch.Version, CampaignStep.Resume));

    /// <summary>Cancel a campaign</summary>
    /// <remarks>Cancels a campaign that has not ended. It cannot be resumed.</remarks>
    private static Task<Changed<CampaignResponse>> CancelCampaign(
        CampaignId campaignId,
        OptionalBody<CampaignReasonInput> body,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new ExecuteCampaign(campaignId, ifMatch.Version, CampaignStep.Cancel, body.Value?.Reason));

    /// <summary>End a campaign</summary>
    /// <remarks>Ends a campaign that has started. It is closed with its evaluation later.</remarks>
    private static Task<Changed<CampaignResponse>> EndCampaign(CampaignId campaignId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new ExecuteCampaign(campaignId, ifMatch.Version, CampaignStep.End));

    /// <summary>Close a campaign</summary>
    /// <remarks>
    /// Closes a campaign that has started, with its evaluation. `releaseCommitments` releases the commitments on it; this requires
    /// `ledger:write`. A pilot closed as `adjusted` is planned again.
    /// </remarks>
    private static Task<Changed<CampaignResponse>> CloseCampaign(
        CampaignId campaignId,
        Body<CloseCampaignInput> body,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new CloseCampaign(campaignId, ifMatch.Version, body.Value));

    /// <summary>Reschedule a campaign</summary>
    /// <remarks>
    /// Moves the campaign to another window, and returns what moved and what stayed. Contents and offers with dates move too, unless
    /// `moveContent` is `false`. With `moveBudget`, what the campaign's budget lines have left moves by as many months as the start. Booked
    /// money stays in its month.
    /// </remarks>
    private static Task<Changed<RescheduledCampaign>> RescheduleCampaign(
        CampaignId campaignId,
        Body<RescheduleInput> body,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new RescheduleCampaign(campaignId, ifMatch.Version, body.Value));
}
