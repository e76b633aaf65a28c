using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.History;
using Marketing.Application.Plans;
using Marketing.Application.Plans.Documents;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Access;
using Marketing.Domain.Plans;
using Microsoft.AspNetCore.Mvc;

namespace Marketing.Api.Plans;

internal static class PlanEndpoints
{
    private const int MaxDocumentBytes = 10_000_000;

    public static void MapPlans(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Plans");
        api.Get("/v1/plans", "listPlans", ListPlans, Scopes.PlansRead);
        api.Post("/v1/plans", "createPlan", CreatePlan, Scopes.PlansWrite);
        api.Post("/v1/plans/import", "importPlan", ImportPlan, Scopes.PlansWrite).MaxBody(MaxDocumentBytes);
        api.Get("/v1/plans/{planId}/document", "getPlanDocument", GetPlanDocument, Scopes.PlansRead)
            .MayFail(StatusCodes.Status422UnprocessableEntity);
        api.Put("/v1/plans/{planId}/document", "replacePlanDocument", ReplacePlanDocument, Scopes.PlansWrite).MaxBody(MaxDocumentBytes);
        api.Get("/v1/plans/{planId}", "getPlan", GetPlan, Scopes.PlansRead).MayFail(StatusCodes.Status422UnprocessableEntity);
        api.Patch("/v1/plans/{planId}", "updatePlan", UpdatePlan, Scopes.PlansWrite);
        api.Delete("/v1/plans/{planId}", "deletePlan", DeletePlan, Scopes.PlansWrite);
        api.Get("/v1/plans/{planId}/history", "listPlanHistory", ListPlanHistory, Scopes.PlansRead);
        api.Post("/v1/plans/{planId}/restore", "restorePlan", RestorePlan, Scopes.PlansWrite);
        api.Post("/v1/plans/{planId}/relink", "relinkPlan", RelinkPlan, Scopes.PlansWrite);
        api.Post("/v1/plans/{planId}/reread", "rereadPlan", RereadPlan, Scopes.PlansWrite);
        api.Post("/v1/plans/{planId}/clone", "clonePlan", ClonePlan, Scopes.PlansWrite);
        api.Get("/v1/templates", "listTemplates", ListTemplates, Scopes.PlansRead);
        api.Post("/v1/templates", "createTemplate", CreateTemplate, Scopes.PlansWrite);
    }

    /// <summary>List plans</summary>
    /// <remarks>
    /// Returns the workspace's plans, a page at a time, most recently changed first by default, content included. `q` searches the working
    /// copy: cover, narrative and parts. Each word can be anywhere in the plan; `expand=foundIn` returns where. `mine=true` is the caller's
    /// home page. Sorts by `contentUpdatedAt`, `updatedAt`, `createdAt`, `title`, `preparedBy`, `periodStart`, `periodEnd`. `updatedSince`
    /// may miss a change that is being saved while you read: ask again from five minutes before, or follow the feed, which is exact.
    /// </remarks>
    private static Task<OkOrCsv<Page<PlanSummary>>> ListPlans(Query<ListPlans> query, UseCases useCases) =>
        useCases.ReadFeed(query.Value, PlanSummary.Feed);

    /// <summary>Create a plan</summary>
    /// <remarks>Creates a plan with its first working revision. A code must be unique in the workspace (409).</remarks>
    private static Task<Created<PlanResponse>> CreatePlan(Body<PlanHeader> body, UseCases useCases) =>
        useCases.Create(new CreatePlan(body.Value), plan => $"/v1/plans/{plan.Id}");

    /// <summary>Import a plan document</summary>
    /// <remarks>
    /// Creates a plan with all its parts in one transaction. A document with faults creates nothing; the response lists every fault with
    /// its pointer. Names of parties, partners, channels, segments and metrics are matched with the catalogues, in either script. The
    /// response reports which names were found, created, ambiguous or unknown, and where they occur.
    /// </remarks>
    private static Task<Created<ImportResponse>> ImportPlan(Query<ImportArguments> query, Body<PlanDocument> body, UseCases useCases) =>
        useCases.Create(new ImportPlan(body.Value, query.Value.CreateEntries), import => $"/v1/plans/{import.Plan.Id}");

    /// <summary>Get a plan as a document</summary>
    /// <remarks>
    /// Returns the whole plan as one document, without server ids. A document that is imported elsewhere and exported again is unchanged.
    /// The ETag covers all content of the plan. Equal plans have equal documents, except for `plan.code`. `view=inForce` returns what is in
    /// force, `asOf` what was in force at that time: 404 if nothing was, 422 for a time that has not come yet.
    /// </remarks>
    private static async Task<Ok<PlanDocument>> GetPlanDocument(PlanId planId, Query<DocumentArguments> query, UseCases useCases)
    {
        var view = query.Value.ToView();
        return view.Succeeded ? await useCases.Read(new GetPlanDocument(planId, view.Value)) : new ProblemResult(view.Error);
    }

    /// <summary>Replace a plan with a document</summary>
    /// <remarks>
    /// Replaces the content of the plan's working copy in one transaction. Parts are matched by `ref`. A part with an existing ref is
    /// updated and keeps its id. A part without a ref or with a new one is added. Parts that the document omits are deleted. A part whose
    /// content is unchanged keeps its version and its links to the catalogues. A reference to an unknown ref is rejected with its pointer
    /// (422). Names that the plan already uses keep their catalogue entry; others are matched as in `importPlan`. Send the ETag of
    /// `getPlanDocument` as If-Match.
    /// </remarks>
    private static Task<Changed<PlanDocument>> ReplacePlanDocument(
        PlanId planId,
        Query<ImportArguments> query,
        Body<PlanDocument> body,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new ReplacePlanDocument(planId, ifMatch.Version, body.Value, query.Value.CreateEntries));

    /// <summary>Get a plan</summary>
    /// <remarks>
    /// Returns cover and narrative of the revision in force, or of the working copy while nothing is in force; `view` selects one. The ETag
    /// of what is in force begins with `r` and the number of the revision: it is accepted by all steps of a plan, but not by changes of
    /// content, which apply to the working copy. `asOf` returns the cover and narrative that were in force at that time, with their
    /// revision in `inForceRevision`: 404 if nothing was, 422 for a time that has not come yet; status and version are those of today.
    /// `expand=actions` returns for every step of a plan whether you can take it now, and otherwise the reasons that the step itself would
    /// return, in the language of Accept-Language. With `expand` the response has no ETag, because it then contains more than the plan's
    /// version covers.
    /// </remarks>
    private static Task<Ok<PlanResponse>> GetPlan(
        PlanId planId,
        Query<PlanArguments> query,
        AcceptedLanguage language,
        RequestContext context,
        [FromServices] EndpointDataSource endpoints,
        UseCases useCases
    )
    {
        var plan = new GetPlan(planId, query.Value);
        if (!query.Value.Expand.Contains(PlanExpansion.Actions))
        {
            return useCases.Read(plan);
        }

        var actions = PlanActionTexts.Of(endpoints, context.Caller, language.Texts);
        return useCases.Read(plan with { Open = actions.Open }, actions.Explain);
    }

    /// <summary>Change a plan's cover and narrative</summary>
    /// <remarks>
    /// JSON Merge Patch of the members sent. The plan's content must be open for writing (409 otherwise). Send the ETag of `getPlan` with
    /// `view=working`; the tag of what is in force returns 412.
    /// </remarks>
    private static Task<Changed<PlanResponse>> UpdatePlan(
        PlanId planId,
        MergePatch<PlanHeader> patch,
        PlanIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdatePlan(planId, ifMatch.Version, patch));

    /// <summary>Delete a plan</summary>
    /// <remarks>
    /// Hides the plan and all its parts; the feed contains a tombstone for each of them. `restorePlan` restores it at any time.
    /// A plan that was in force, or waits for a decision, cannot be deleted (409).
    /// </remarks>
    private static Task<NoContent> DeletePlan(PlanId planId, PlanIfMatch ifMatch, UseCases useCases) =>
        useCases.Delete(new DeletePlan(planId, ifMatch.Version));

    /// <summary>List the history of a plan</summary>
    /// <remarks>
    /// Returns the entries of the audit trail about the plan, its parts and its events, deleted ones included, newest first by default.
    /// Sorts by `at`.
    /// </remarks>
    private static Task<Ok<Page<AuditResponse>>> ListPlanHistory(PlanId planId, Query<PlanHistoryArguments> query, UseCases useCases) =>
        useCases.Read(new ListPlanHistory(planId, query.Value));

    /// <summary>Restore a deleted plan</summary>
    /// <remarks>Restores the plan with all its parts. Returns 409 if another plan uses its code.</remarks>
    private static Task<Changed<PlanResponse>> RestorePlan(PlanId planId, PlanIfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new RestorePlan(planId, ifMatch.Version));

    /// <summary>Copy a plan</summary>
    /// <remarks>
    /// Creates a plan with the content of another one, or of a template. `start` or `shiftMonths` moves all dates, `values` fills
    /// placeholders, `placeholders` puts them back. Refs stay the same; the response lists old and new ids, and what somebody should look
    /// at, such as years in texts. Progress, events and approvals are not copied. A code must be unique in the workspace (409).
    /// </remarks>
    private static Task<Created<CloneResponse>> ClonePlan(PlanId planId, Body<CloneInput> body, UseCases useCases) =>
        useCases.Create(new ClonePlan(planId, body.Value), clone => $"/v1/plans/{clone.Plan.Id}");

    /// <summary>List templates</summary>
    /// <remarks>
    /// Returns the templates of the workspace. They are plans: edit them like plans, and make plans from them with `clonePlan`. Sorts by
    /// `contentUpdatedAt`, `updatedAt`, `createdAt`, `title`, `periodStart`.
    /// </remarks>
    private static Task<Ok<Page<PlanSummary>>> ListTemplates(Query<TemplateArguments> query, UseCases useCases) =>
        useCases.Read(query.Value.ToQuery());

    /// <summary>Create a template</summary>
    /// <remarks>
    /// Creates a template with the content of a plan. `placeholders` lists texts that become placeholders. A template is never submitted,
    /// and lists show it only on request.
    /// </remarks>
    private static Task<Created<CloneResponse>> CreateTemplate(Body<TemplateInput> body, UseCases useCases) =>
        useCases.Create(new CreateTemplate(body.Value), clone => $"/v1/plans/{clone.Plan.Id}");

    /// <summary>Link a plan's names again</summary>
    /// <remarks>
    /// Looks up every name in the working copy that is not linked to a catalogue entry, such as names of entries that were created later.
    /// Existing links are kept. The response reports which names were linked, which are ambiguous or unknown, and where they occur; its
    /// pointers refer to the plan's document. Parts with new links get a new version. The plan's content must be open for writing (409
    /// otherwise).
    /// </remarks>
    private static Task<Changed<RelinkResponse>> RelinkPlan(PlanId planId, PlanIfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new RelinkPlan(planId, ifMatch.Version));

    /// <summary>Read a plan's phrases again</summary>
    /// <remarks>
    /// Reads the words of every phrase in the working copy with the current grammar, such as those that the check reports as
    /// `check.readingOutdated`. Phrases that mean something else now get the new reading; the response lists both. Words that are not
    /// understood change nothing. Use `validateOnly` to see the changes first. The plan's content must be open for writing (409
    /// otherwise).
    /// </remarks>
    private static Task<Changed<RereadResponse>> RereadPlan(PlanId planId, PlanIfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new RereadPlan(planId, ifMatch.Version));
}

/// <summary>Options of an import.</summary>
internal sealed record ImportArguments : WriteArguments
{
    /// <summary>
    /// Whether to create catalogue entries (parties, partners, channels, segments, metrics) for names without a match; placeholders are
    /// skipped. Also requires the scope `catalogues:write`.
    /// </summary>
    public bool CreateEntries { get; init; }
}
