using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.Loyalty;
using Marketing.Domain.Access;
using Marketing.Domain.Loyalty;

namespace Marketing.Api.Loyalty;

/// <summary>The register of loyalty programmes.</summary>
internal static class LoyaltyEndpoints
{
    public static void MapLoyaltyProgrammes(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("LoyaltyProgrammes");
        api.Get("/v1/loyalty-programmes", "listLoyaltyProgrammes", List, Scopes.CampaignsRead);
        api.Post("/v1/loyalty-programmes", "createLoyaltyProgramme", Create, Scopes.CampaignsWrite);
        api.Get("/v1/loyalty-programmes/{loyaltyProgrammeId}", "getLoyaltyProgramme", Get, Scopes.CampaignsRead);
        api.Patch("/v1/loyalty-programmes/{loyaltyProgrammeId}", "updateLoyaltyProgramme", Update, Scopes.CampaignsWrite);
        api.Delete("/v1/loyalty-programmes/{loyaltyProgrammeId}", "deleteLoyaltyProgramme", Delete, Scopes.CampaignsWrite);
        api.Post("/v1/loyalty-programmes/{loyaltyProgrammeId}/restore", "restoreLoyaltyProgramme", Restore, Scopes.CampaignsWrite)
            .MayFail(422);
        api.Post("/v1/loyalty-programmes/{loyaltyProgrammeId}/start", "startLoyaltyProgramme", Start, Scopes.CampaignsWrite).MayFail(422);
        api.Post("/v1/loyalty-programmes/{loyaltyProgrammeId}/pause", "pauseLoyaltyProgramme", Pause, Scopes.CampaignsWrite).MayFail(422);
        api.Post("/v1/loyalty-programmes/{loyaltyProgrammeId}/resume", "resumeLoyaltyProgramme", Resume, Scopes.CampaignsWrite)
            .MayFail(422);
        api.Post("/v1/loyalty-programmes/{loyaltyProgrammeId}/end", "endLoyaltyProgramme", End, Scopes.CampaignsWrite).MayFail(422);
    }

    /// <summary>List loyalty programmes</summary>
    /// <remarks>Returns the loyalty programmes of the workspace. Sorts by `updatedAt`.</remarks>
    private static Task<Ok<Page<LoyaltyProgrammeResponse>>> List(Query<ListLoyaltyProgrammes> query, UseCases useCases) =>
        useCases.Read(query.Value);

    /// <summary>Create a loyalty programme</summary>
    /// <remarks>
    /// Creates a programme that is planned. Its plan and its owner must exist (422). The code must be unique (409). Objectives of the plan
    /// count it once it is `live`, if their metric has the formula `liveLoyaltyProgrammes`.
    /// </remarks>
    private static Task<Created<LoyaltyProgrammeResponse>> Create(Body<LoyaltyTerms> body, UseCases useCases) =>
        useCases.Create(new CreateLoyaltyProgramme(body.Value), created => $"/v1/loyalty-programmes/{created.Id}");

    /// <summary>Get a loyalty programme</summary>
    /// <remarks>Returns one loyalty programme with the steps taken so far.</remarks>
    private static Task<Ok<LoyaltyProgrammeResponse>> Get(LoyaltyProgrammeId loyaltyProgrammeId, UseCases useCases) =>
        useCases.Read(new GetLoyaltyProgramme(loyaltyProgrammeId));

    /// <summary>Change a loyalty programme</summary>
    /// <remarks>Changes what the programme says. Its plan stays, even if it was deleted since.</remarks>
    private static Task<Changed<LoyaltyProgrammeResponse>> Update(
        LoyaltyProgrammeId loyaltyProgrammeId,
        MergePatch<LoyaltyTerms> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateLoyaltyProgramme(loyaltyProgrammeId, ifMatch.Version, patch));

    /// <summary>Delete a loyalty programme</summary>
    /// <remarks>Deletes the programme. Objectives no longer count it. It can be restored at any time.</remarks>
    private static Task<NoContent> Delete(LoyaltyProgrammeId loyaltyProgrammeId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Delete(new DeleteLoyaltyProgramme(loyaltyProgrammeId, ifMatch.Version));

    /// <summary>Restore a deleted loyalty programme</summary>
    /// <remarks>Restores the programme with its id and its steps. Its code must be free (409), and its owner must exist (422).</remarks>
    private static Task<Changed<LoyaltyProgrammeResponse>> Restore(
        LoyaltyProgrammeId loyaltyProgrammeId,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new RestoreLoyaltyProgramme(loyaltyProgrammeId, ifMatch.Version));

    /// <summary>Start a loyalty programme</summary>
    /// <remarks>Starts a planned programme: it is `live` from then on. `on` can be a day in the past.</remarks>
    private static Task<Changed<LoyaltyProgrammeResponse>> Start(
        LoyaltyProgrammeId loyaltyProgrammeId,
        OptionalBody<LoyaltyStepInput> body,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new MoveLoyaltyProgramme(loyaltyProgrammeId, ifMatch.Version, LoyaltyMove.Start, body.Value?.On));

    /// <summary>Pause a loyalty programme</summary>
    /// <remarks>Pauses a live programme. Objectives do not count it until it is resumed.</remarks>
    private static Task<Changed<LoyaltyProgrammeResponse>> Pause(
        LoyaltyProgrammeId loyaltyProgrammeId,
        OptionalBody<LoyaltyStepInput> body,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new MoveLoyaltyProgramme(loyaltyProgrammeId, ifMatch.Version, LoyaltyMove.Pause, body.Value?.On));

    /// <summary>Resume a loyalty programme</summary>
    /// <remarks>Resumes a paused programme: it is `live` again.</remarks>
    private static Task<Changed<LoyaltyProgrammeResponse>> Resume(
        LoyaltyProgrammeId loyaltyProgrammeId,
        OptionalBody<LoyaltyStepInput> body,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new MoveLoyaltyProgramme(loyaltyProgrammeId, ifMatch.Version, LoyaltyMove.Resume, body.Value?.On));

    /// <summary>End a loyalty programme</summary>
    /// <remarks>Ends a programme that is live or paused. It cannot be resumed.</remarks>
    private static Task<Changed<LoyaltyProgrammeResponse>> End(
        LoyaltyProgrammeId loyaltyProgrammeId,
        OptionalBody<LoyaltyStepInput> body,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new MoveLoyaltyProgramme(loyaltyProgrammeId, ifMatch.Version, LoyaltyMove.End, body.Value?.On));
}
