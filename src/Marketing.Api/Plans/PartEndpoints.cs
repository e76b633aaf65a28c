using System.Text.Json.Serialization;
using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Access;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Api.Plans;

/// <summary>The parts of plans: as one resource, as whole sections, and as items with their own lists.</summary>
internal static class PartEndpoints
{
    private const int MaxSectionBytes = 10_000_000;

    public static void MapParts(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Parts");
        api.Get("/v1/plans/{planId}/parts", "listParts", ListParts, Scopes.PlansRead);
        api.Post("/v1/plans/{planId}/parts", "createPart", CreatePart, Scopes.PlansWrite);
        api.Post("/v1/plans/{planId}/parts/reorder", "reorderParts", ReorderParts, Scopes.PlansWrite);
        api.Get("/v1/plans/{planId}/parts/{partId}", "getPart", GetPart, Scopes.PlansRead);
        api.Patch("/v1/plans/{planId}/parts/{partId}", "updatePart", UpdatePart, Scopes.PlansWrite);
        api.Delete("/v1/plans/{planId}/parts/{partId}", "deletePart", DeletePart, Scopes.PlansWrite);
        api.Post("/v1/plans/{planId}/parts/{partId}/restore", "restorePart", RestorePart, Scopes.PlansWrite);
        api.Get("/v1/plans/{planId}/sections/{section}", "getSection", GetSection, Scopes.PlansRead);
        api.Put("/v1/plans/{planId}/sections/{section}", "replaceSection", ReplaceSection, Scopes.PlansWrite).MaxBody(MaxSectionBytes);
        api.Get("/v1/parts", "listAllParts", ListAllParts, Scopes.PlansRead);

        new ItemRoutes<Objective>(routes.Tagged("Objectives"), "an objective", "objectives")
            .List("/v1/plans/{planId}/objectives", "listObjectives")
            .Create("/v1/plans/{planId}/objectives", "createObjective")
            .Reorder("/v1/plans/{planId}/objectives/reorder", "reorderObjectives")
            .Get("/v1/plans/{planId}/objectives/{partId}", "getObjective")
            .Update("/v1/plans/{planId}/objectives/{partId}", "updateObjective")
            .Delete("/v1/plans/{planId}/objectives/{partId}", "deleteObjective")
            .Restore("/v1/plans/{planId}/objectives/{partId}/restore", "restoreObjective");

        new ItemRoutes<WorkPackage>(routes.Tagged("WorkPackages"), "a work package", "work packages")
            .List("/v1/plans/{planId}/work-packages", "listWorkPackages")
            .Create("/v1/plans/{planId}/work-packages", "createWorkPackage")
            .Reorder("/v1/plans/{planId}/work-packages/reorder", "reorderWorkPackages")
            .Get("/v1/plans/{planId}/work-packages/{partId}", "getWorkPackage")
            .Update("/v1/plans/{planId}/work-packages/{partId}", "updateWorkPackage")
            .Delete("/v1/plans/{planId}/work-packages/{partId}", "deleteWorkPackage")
            .Restore("/v1/plans/{planId}/work-packages/{partId}/restore", "restoreWorkPackage");

        new ItemRoutes<Phase>(routes.Tagged("Phases"), "a phase", "phases")
            .List("/v1/plans/{planId}/phases", "listPhases")
            .Create("/v1/plans/{planId}/phases", "createPhase")
            .Reorder("/v1/plans/{planId}/phases/reorder", "reorderPhases")
            .Get("/v1/plans/{planId}/phases/{partId}", "getPhase")
            .Update("/v1/plans/{planId}/phases/{partId}", "updatePhase")
            .Delete("/v1/plans/{planId}/phases/{partId}", "deletePhase")
            .Restore("/v1/plans/{planId}/phases/{partId}/restore", "restorePhase");

        new ItemRoutes<Milestone>(routes.Tagged("Milestones"), "a milestone", "milestones")
            .List("/v1/plans/{planId}/milestones", "listMilestones")
            .Create("/v1/plans/{planId}/milestones", "createMilestone")
            .Reorder("/v1/plans/{planId}/milestones/reorder", "reorderMilestones")
            .Get("/v1/plans/{planId}/milestones/{partId}", "getMilestone")
            .Update("/v1/plans/{planId}/milestones/{partId}", "updateMilestone")
            .Delete("/v1/plans/{planId}/milestones/{partId}", "deleteMilestone")
            .Restore("/v1/plans/{planId}/milestones/{partId}/restore", "restoreMilestone");

        new ItemRoutes<PlanResource>(routes.Tagged("Resources"), "a resource", "resources")
            .List("/v1/plans/{planId}/resources", "listResources")
            .Create("/v1/plans/{planId}/resources", "createResource")
            .Reorder("/v1/plans/{planId}/resources/reorder", "reorderResources")
            .Get("/v1/plans/{planId}/resources/{partId}", "getResource")
            .Update("/v1/plans/{planId}/resources/{partId}", "updateResource")
            .Delete("/v1/plans/{planId}/resources/{partId}", "deleteResource")
            .Restore("/v1/plans/{planId}/resources/{partId}/restore", "restoreResource");
    }

    /// <summary>List the parts of a plan</summary>
    /// <remarks>
    /// Returns the parts of the plan's working copy, or of what is in force with `view=inForce`, up to 1,000 a page: usually the whole plan
    /// with ids and versions in one request. `section` selects sections. By default in the order of the document. Sorts by `position`,
    /// `updatedAt`, `createdAt`.
    /// </remarks>
    private static Task<Ok<Page<PartResponse>>> ListParts(PlanId planId, Query<PlanPartArguments> query, UseCases useCases) =>
        useCases.Read(new ListParts(planId, query.Value));

    /// <summary>Add a part</summary>
    /// <remarks>
    /// Adds a part at the end of its section. The plan's content must be open for writing (409 otherwise). A `ref` in the request must be
    /// unique in the plan (409). The ref of a deleted part of the section restores that part with the new content. Names without an id are
    /// matched with the catalogues, as in `importPlan`.
    /// </remarks>
    private static Task<Created<PartResponse>> CreatePart(PlanId planId, Body<PartInput> body, UseCases useCases) =>
        useCases.Create(
            new CreatePart(planId, PlanSections.Of(body.Value.Section), body.Value.Ref, body.Value.Content),
            part => $"/v1/plans/{part.PlanId}/parts/{part.Id}"
        );

    /// <summary>Reorder the parts of a section</summary>
    /// <remarks>
    /// With `before` or `after`, moves the parts in `ids` there, in this order; all others keep their order. Without them, `ids` lists all
    /// parts of the section in their new order. Returns 409 with a pointer for each part that was added or removed in the meantime. Only
    /// parts that move get a new version. If-Match can contain the ETag of the section: 412 if any of its parts has changed.
    /// </remarks>
    private static Task<Changed<PartOrderResponse>> ReorderParts(
        PlanId planId,
        Body<SectionOrderInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new ReorderParts(planId, body.Value.Section, ifMatch.Version, body.Value));

    /// <summary>Get a part</summary>
    /// <remarks>
    /// Returns one part of the plan's working copy, or of what is in force with `view=inForce`; a deleted one only with `includeDeleted`.
    /// </remarks>
    private static Task<Ok<PartResponse>> GetPart(PlanId planId, PlanPartId partId, Query<PartViewArguments> query, UseCases useCases) =>
        useCases.Read(new GetPart(planId, partId, Within: null, query.Value.IncludeDeleted, ContentView.Of(query.Value.View)));

    /// <summary>Change a part</summary>
    /// <remarks>
    /// JSON Merge Patch of the members sent. `section` is required and must be the part's own (409 otherwise); `content` is a merge patch
    /// of the stored content. The plan's content must be open for writing (409 otherwise). New names without an id are matched with the
    /// catalogues. If the patch contains only the text of a phrase, the text is read again; if it changes its other members, the text is
    /// removed.
    /// </remarks>
    private static Task<Changed<PartResponse>> UpdatePart(
        PlanId planId,
        PlanPartId partId,
        MergePatch<PartInput> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdatePart(planId, partId, Within: null, ifMatch.Version, patch));

    /// <summary>Delete a part</summary>
    /// <remarks>
    /// Deletes the part from the working copy. Returns 409 if other parts refer to it. The feed contains a tombstone; `restorePart`
    /// restores it at any time.
    /// </remarks>
    private static Task<NoContent> DeletePart(PlanId planId, PlanPartId partId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Delete(new DeletePart(planId, partId, Within: null, ifMatch.Version));

    /// <summary>Restore a deleted part</summary>
    /// <remarks>Restores the part with its id, its ref and its content. Returns 409 if another part uses its ref.</remarks>
    private static Task<Changed<PartResponse>> RestorePart(PlanId planId, PlanPartId partId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new RestorePart(planId, partId, Within: null, ifMatch.Version));

    /// <summary>Get a section</summary>
    /// <remarks>
    /// Returns all parts of the section in order, those of what is in force with `view=inForce`. The ETag covers the section as a whole.
    /// </remarks>
    private static Task<Ok<SectionResponse>> GetSection(
        PlanId planId,
        PlanSectionName section,
        Query<ViewArguments> query,
        UseCases useCases
    ) => useCases.Read(new GetSection(planId, section, ContentView.Of(query.Value.View)));

    /// <summary>Replace a section</summary>
    /// <remarks>
    /// Parts are matched by `ref`. A part with an existing ref is updated and keeps its id. A part without a ref or with a new one is
    /// added. Parts that are omitted are deleted; 409 if a part outside the section refers to one of them. Every item must have the
    /// section of the path (409 otherwise). The plan's content must be open for writing (409 otherwise).
    /// </remarks>
    private static Task<Changed<SectionResponse>> ReplaceSection(
        PlanId planId,
        PlanSectionName section,
        Body<SectionInput> body,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new ReplaceSection(planId, section, ifMatch.Version, body.Value));

    /// <summary>List the parts of all plans</summary>
    /// <remarks>
    /// Returns the parts of all plans of the workspace, up to 1,000 a page, for mirrors and reports. `planId` and `section` select plans
    /// and sections. Sorts by `position`, `updatedAt`, `createdAt`. In CSV, `content` is JSON text.
    /// </remarks>
    private static Task<OkOrCsv<Page<PartResponse>>> ListAllParts(Query<WorkspacePartArguments> query, UseCases useCases) =>
        useCases.ReadFeed(new ListParts(PlanId: null, query.Value), PartResponse.Feed);
}

/// <summary>How to return a part.</summary>
internal sealed record PartViewArguments : ViewArguments
{
    /// <summary>Whether to return it even if it is deleted.</summary>
    public bool IncludeDeleted { get; init; }
}

/// <summary>A new order for the parts of a section: all of them in their new order, or some of them before or after another.</summary>
internal sealed record SectionOrderInput : PartOrderInput
{
    /// <summary>The section.</summary>
    [JsonPropertyOrder(-1)]
    public required PlanSectionName Section { get; init; }
}
