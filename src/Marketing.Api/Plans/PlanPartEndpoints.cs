using Marketing.Api.Http;
using Marketing.Application.Common;
using Marketing.Application.PlanParts;
using Marketing.Domain.Access;
using Marketing.Domain.Objectives;
using Marketing.Domain.Plans;

namespace Marketing.Api.Plans;

/// <summary>The items of a plan, one list of endpoints for each kind.</summary>
internal static class PlanPartEndpoints
{
    public static void MapPlanParts(this IEndpointRouteBuilder api)
    {
        api.MapPart<Objective>("Objectives", "Objective", "an objective", "objectives");
    }

    /// <param name="api">The group to map into.</param>
    /// <param name="plural">For operation ids and the tag.</param>
    /// <param name="singular">For operation ids.</param>
    /// <param name="one">In sentences, with its article.</param>
    /// <param name="many">In sentences.</param>
    private static void MapPart<TContent>(this IEndpointRouteBuilder api, string plural, string singular, string one, string many)
        where TContent : PlanPartContent
    {
        var section = PlanSections.Of<TContent>().Name;
        var parts = api.MapGroup($"/plans/{{planId:id}}/{section}").WithTags(plural);
        parts.MapGet("", (Guid planId, QueryArguments<PartArguments> query, HttpContext http) => http.Read(new ListParts<TContent>(PlanId.From(planId), query.Value)))
            .Is(Operation.List<PartArguments, PartResponse<TContent>>($"list{plural}", Scopes.PlansRead) with
            {
                Summary = $"List {many}",
                Description = $"The plan's {many} in their order. Sorts by `position`, `updatedAt`, `createdAt`.",
            });
        parts.MapPost("", (Guid planId, JsonBody<TContent> body, HttpContext http) =>
                http.Create(new CreatePart<TContent>(PlanId.From(planId), body.Value), part => $"/v1/plans/{part.PlanId}/{section}/{part.Id}"))
            .Is(Operation.Create<TContent, PartResponse<TContent>>($"create{singular}", Scopes.PlansWrite) with
            {
                Summary = $"Add {one}",
                Description = $"Adds {one} at the end of the list. The plan's content must be open for writing (409 otherwise), and a given `ref` must be free in the plan (409).",
            });
        parts.MapGet("/{partId:id}", (Guid planId, Guid partId, HttpContext http) => http.Read(new GetPart<TContent>(PlanId.From(planId), PlanPartId.From(partId))))
            .Is(Operation.Get<PartResponse<TContent>>($"get{singular}", Scopes.PlansRead) with { Summary = $"Get {one}", Description = $"Reads {one} of the working revision." });
        parts.MapPatch("/{partId:id}", (Guid planId, Guid partId, PatchBody<TContent> body, RequestContext request, HttpContext http) =>
                http.Change(new UpdatePart<TContent>(PlanId.From(planId), PlanPartId.From(partId), request.ExpectedVersion, body.AsPatch())))
            .Is(Operation.Patch<TContent, PartResponse<TContent>>($"update{singular}", Scopes.PlansWrite) with
            {
                Summary = $"Change {one}",
                Description = "JSON Merge Patch of the members sent; lists are replaced whole. The plan's content must be open for writing (409 otherwise).",
            });
        parts.MapDelete("/{partId:id}", (Guid planId, Guid partId, RequestContext request, HttpContext http) =>
                http.Remove(new DeletePart<TContent>(PlanId.From(planId), PlanPartId.From(partId), request.ExpectedVersion)))
            .Is(Operation.Delete($"delete{singular}", Scopes.PlansWrite) with
            {
                Summary = $"Remove {one}",
                Description = $"Takes {one} out of the working revision; the feed carries its tombstone.",
            });
    }
}
