using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Application.Plans.Documents;
using Marketing.Domain.Access;
using Marketing.Domain.Plans;

namespace Marketing.Api.Plans;

internal static class PlanEndpoints
{
    public static void MapPlans(this IEndpointRouteBuilder api)
    {
        var plans = api.MapGroup("/plans").WithTags("Plans");
        plans.OnGet("", List, Operation.List<ListPlans, PlanSummary>("listPlans", Scopes.PlansRead));
        plans.OnPost("", Create, Operation.Create<PlanHeader, PlanResponse>("createPlan", Scopes.PlansWrite));
        plans.OnPost("/import", Import, Operation.Create<PlanDocument, ImportResponse>("importPlan", Scopes.PlansWrite) with { MaxBodyBytes = 10_000_000, Query = typeof(ImportArguments) });
        plans.OnGet("/{planId:id}/document", GetDocument, Operation.Get<PlanDocument>("getPlanDocument", Scopes.PlansRead));
        plans.OnPut("/{planId:id}/document", ReplaceDocument, Operation.Replace<PlanDocument, PlanDocument>("replacePlanDocument", Scopes.PlansWrite) with { MaxBodyBytes = 10_000_000, Query = typeof(ImportArguments) });
        plans.OnGet("/{planId:id}", Get, Operation.Get<PlanResponse>("getPlan", Scopes.PlansRead) with { Query = typeof(PlanArguments) });
        plans.OnPatch("/{planId:id}", Update, Operation.Patch<PlanHeader, PlanResponse>("updatePlan", Scopes.PlansWrite));
        plans.OnDelete("/{planId:id}", Delete, Operation.Delete("deletePlan", Scopes.PlansWrite));
        plans.OnPost("/{planId:id}/restore", Restore, Operation.Act<PlanResponse>("restorePlan", Scopes.PlansWrite));
    }

    /// <summary>List plans</summary>
    /// <remarks>Plans of the workspace, a page at a time, newest change first unless sorted otherwise. Sorts by `updatedAt`, `createdAt`, `title`, `periodStart`.</remarks>
    private static Task<IResult> List(QueryArguments<ListPlans> query, HttpContext http) => http.Read(query.Value);

    /// <summary>Create a plan</summary>
    /// <remarks>Creates a plan with its first working revision. The code, where one is given, must be free in the workspace (409).</remarks>
    private static Task<IResult> Create(JsonBody<PlanHeader> body, HttpContext http) =>
        http.Create(new CreatePlan(body.Value), plan => $"/v1/plans/{plan.Id}");

    /// <summary>Import a plan document</summary>
    /// <remarks>
    /// Creates a plan with all its parts in one transaction; a document with faults creates nothing and answers all of them, each with its pointer.
    /// Names of parties, partners, channels, segments and metrics are matched with the catalogues, whatever the script, and the answer tells which were found,
    /// made, ambiguous or unknown, and where they stand.
    /// </remarks>
    private static Task<IResult> Import(QueryArguments<ImportArguments> query, JsonBody<PlanDocument> body, HttpContext http) =>
        http.Create(new ImportPlan(body.Value, query.Value.CreateEntries), import => $"/v1/plans/{import.Plan.Id}");

    /// <summary>Get a plan as a document</summary>
    /// <remarks>The whole plan, cover to improvement, as one document without ids of the server. Imported elsewhere and exported again it is the same. The ETag stands for all of its content. Equal plans have equal documents, `plan.code` apart.</remarks>
    private static Task<IResult> GetDocument(Guid planId, HttpContext http) => http.Read(new GetPlanDocument(PlanId.From(planId)));

    /// <summary>Replace a plan by a document</summary>
    /// <remarks>
    /// Brings the plan's working copy to what the document says, in one transaction. Parts are matched by `ref`: one that is there is changed and keeps its id,
    /// one without or with a new ref is added, one that is not named is taken out. A part that says what it said before keeps its version and its links to the catalogues.
    /// A ref that resolves to nothing is refused with its pointer (422). Names that the plan already knows keep their catalogue entry, others are matched as by `importPlan`.
    /// Take the ETag of `getPlanDocument` as If-Match.
    /// </remarks>
    private static Task<IResult> ReplaceDocument(Guid planId, QueryArguments<ImportArguments> query, JsonBody<PlanDocument> body, RequestContext request, HttpContext http) =>
        http.Change(new ReplacePlanDocument(PlanId.From(planId), request.ExpectedVersion, body.Value, query.Value.CreateEntries));

    /// <summary>Get a plan</summary>
    /// <remarks>Cover and narrative of the working revision. With `expand` the answer carries no ETag, since it then holds more than the plan's version covers.</remarks>
    private static Task<IResult> Get(Guid planId, QueryArguments<PlanArguments> query, HttpContext http) =>
        http.Read(new GetPlan(PlanId.From(planId), query.Value));

    /// <summary>Change a plan's cover and narrative</summary>
    /// <remarks>JSON Merge Patch of the members sent; the plan's content must be open for writing (409 otherwise).</remarks>
    private static Task<IResult> Update(Guid planId, PatchBody<PlanHeader> body, RequestContext request, HttpContext http) =>
        http.Change(new UpdatePlan(PlanId.From(planId), request.ExpectedVersion, body.AsPatch()));

    /// <summary>Delete a plan</summary>
    /// <remarks>The plan vanishes from reads with all its parts, the feed carries a tombstone for each of them, and `restorePlan` brings it back within the retention time.</remarks>
    private static Task<IResult> Delete(Guid planId, RequestContext request, HttpContext http) =>
        http.Remove(new DeletePlan(PlanId.From(planId), request.ExpectedVersion));

    /// <summary>Restore a deleted plan</summary>
    /// <remarks>Brings it back with all its parts; 409 if its code has been taken meanwhile.</remarks>
    private static Task<IResult> Restore(Guid planId, RequestContext request, HttpContext http) =>
        http.Change(new RestorePlan(PlanId.From(planId), request.ExpectedVersion));
}

/// <summary>How to take a document in.</summary>
internal sealed record ImportArguments : WriteArguments
{
    /// <summary>Make catalogue entries (parties, partners, channels, segments, metrics) for names that none of the workspace has; placeholders are left out. Needs the scope `catalogues:write` too.</summary>
    public bool CreateEntries { get; init; }
}
