using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Access;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Api.Plans;

/// <summary>How the parts of a section are called in the document.</summary>
/// <param name="List">Operation id of the list.</param>
/// <param name="Reordered">The list in the operation id of its reordering.</param>
/// <param name="Singular">For operation ids.</param>
/// <param name="One">In sentences, with its article.</param>
/// <param name="Many">In sentences.</param>
internal sealed record PartWords(string List, string Reordered, string Singular, string One, string Many);

/// <summary>The endpoints of single parts, the same for every section.</summary>
internal static class EntryEndpoints
{
    public static void MapEntries<TContent>(this RouteGroupBuilder parts, string path, PartWords words)
        where TContent : PlanPartContent
    {
        parts.OnGet("", (Guid planId, QueryArguments<ItemArguments> query, HttpContext http) => http.ReadAs(new ListParts(PlanId.From(planId), query.Value, Section<TContent>()), EntryAdapter.Page<TContent>),
            Operation.List<ItemArguments, PartResponse<TContent>>(words.List, Scopes.PlansRead) with
            {
                Summary = $"List {words.Many}",
                Description = $"The plan's {words.Many} in their order. Sorts by `position`, `updatedAt`, `createdAt`.",
            });
        parts.OnPost("", (Guid planId, JsonBody<TContent> body, HttpContext http) =>
                http.Write(new CreatePart(PlanId.From(planId), PlanSections.Of<TContent>(), body.Value.Ref, body.Value), part =>
                    new Answer(StatusCodes.Status201Created, PartResponse<TContent>.Of(part), $"/v1{path.Replace("{planId:id}", $"{part.PlanId}", StringComparison.Ordinal)}/{part.Id}")),
            Operation.Create<TContent, PartResponse<TContent>>($"create{words.Singular}", Scopes.PlansWrite) with
            {
                Summary = $"Add {words.One}",
                Description = $"Adds {words.One} at the end of the list. The plan's content must be open for writing (409 otherwise), and a given `ref` must be free in the plan (409).",
            });
        parts.OnPost("/reorder", (Guid planId, JsonBody<PartOrderInput> body, RequestContext request, HttpContext http) =>
                http.Change(new ReorderParts(PlanId.From(planId), Section<TContent>(), request.ExpectedVersion, body.Value)),
            Operation.Act<PartOrderResponse>($"reorder{words.Reordered}", Scopes.PlansWrite) with
            {
                Body = typeof(PartOrderInput),
                IfMatch = IfMatchUse.Optional,
                Summary = $"Put {words.Many} into another order",
                Description = "With `before` or `after`, puts the parts of `ids` there, in this order, and leaves all others as they stand; without, `ids` are all parts of the list in their new order. "
                    + "Parts that came or went meanwhile are told (409), each by its pointer. Only parts that move get another version. "
                    + "If-Match may name the list's tag, from the answer of an earlier call or from reading the section whole (412 if any part has changed since).",
            });
        parts.OnGet("/{entryId:id}", (Guid planId, Guid entryId, HttpContext http) => http.ReadAs(new GetPart(PlanId.From(planId), PlanPartId.From(entryId), Section<TContent>()), PartResponse<TContent>.Of),
            Operation.Get<PartResponse<TContent>>($"get{words.Singular}", Scopes.PlansRead) with { Summary = $"Get {words.One}", Description = $"Reads {words.One} of the working revision." });
        parts.OnPatch("/{entryId:id}", (Guid planId, Guid entryId, PatchBody<TContent> body, RequestContext request, HttpContext http) =>
                http.ChangeAs(new UpdatePart(PlanId.From(planId), PlanPartId.From(entryId), Section<TContent>(), request.ExpectedVersion, EntryAdapter.Of(body.AsPatch())), PartResponse<TContent>.Of),
            Operation.Patch<TContent, PartResponse<TContent>>($"update{words.Singular}", Scopes.PlansWrite) with
            {
                Summary = $"Change {words.One}",
                Description = "JSON Merge Patch of the members sent. The plan's content must be open for writing (409 otherwise).",
            });
        parts.OnDelete("/{entryId:id}", (Guid planId, Guid entryId, RequestContext request, HttpContext http) =>
                http.Remove(new DeletePart(PlanId.From(planId), PlanPartId.From(entryId), Section<TContent>(), request.ExpectedVersion)),
            Operation.Delete($"delete{words.Singular}", Scopes.PlansWrite) with
            {
                Summary = $"Remove {words.One}",
                Description = $"Takes {words.One} out of the working revision; the feed carries its tombstone.",
            });
    }

    private static PlanSectionName Section<TContent>()
        where TContent : PlanPartContent => PlanSections.Of<TContent>().Key;
}
