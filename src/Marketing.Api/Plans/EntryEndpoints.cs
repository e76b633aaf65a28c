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
    public static void MapEntries<TContent>(this IEndpointRouteBuilder api, string path, PartWords words)
        where TContent : PlanPartContent
    {
        api.Get(path, words.List, (PlanId planId, Query<PartArguments> query, UseCases useCases) => useCases.Read(new ListParts<TContent>(planId, query.Value)), Scopes.PlansRead)
            .Describe($"List {words.Many}", $"The plan's {words.Many} in their order. Sorts by `position`, `updatedAt`, `createdAt`.");
        api.Post(path, $"create{words.Singular}", (PlanId planId, Body<TContent> body, UseCases useCases) =>
                useCases.Create(new CreatePart<TContent>(planId, body.Value), part => $"{path.Replace("{planId}", $"{part.PlanId}", StringComparison.Ordinal)}/{part.Id}"), Scopes.PlansWrite)
            .Describe($"Add {words.One}", $"Adds {words.One} at the end of the list. The plan's content must be open for writing (409 otherwise), and a given `ref` must be free in the plan (409).");
        api.Post($"{path}/reorder", $"reorder{words.Reordered}", (PlanId planId, Body<PartOrderInput> body, OptionalIfMatch ifMatch, UseCases useCases) =>
                useCases.Change(new ReorderParts(planId, PlanSections.Of<TContent>(), ifMatch.Version, body.Value)), Scopes.PlansWrite)
            .Describe(
                $"Put {words.Many} into another order",
                "With `before` or `after`, puts the parts of `ids` there, in this order, and leaves all others as they stand; without, `ids` are all parts of the list in their new order. "
                    + "Parts that came or went meanwhile are told (409), each by its pointer. Only parts that move get another version. "
                    + "If-Match may name the list's tag, from the answer of an earlier call or from reading the section whole (412 if any part has changed since).");
        api.Get($"{path}/{{entryId}}", $"get{words.Singular}", (PlanId planId, PlanPartId entryId, UseCases useCases) => useCases.Read(new GetPart<TContent>(planId, entryId)), Scopes.PlansRead)
            .Describe($"Get {words.One}", $"Reads {words.One} of the working revision.");
        api.Patch($"{path}/{{entryId}}", $"update{words.Singular}", (PlanId planId, PlanPartId entryId, MergePatch<TContent> patch, IfMatch ifMatch, UseCases useCases) =>
                useCases.Change(new UpdatePart<TContent>(planId, entryId, ifMatch.Version, patch)), Scopes.PlansWrite)
            .Describe($"Change {words.One}", "JSON Merge Patch of the members sent. The plan's content must be open for writing (409 otherwise).");
        api.Delete($"{path}/{{entryId}}", $"delete{words.Singular}", (PlanId planId, PlanPartId entryId, IfMatch ifMatch, UseCases useCases) =>
                useCases.Delete(new DeletePart<TContent>(planId, entryId, ifMatch.Version)), Scopes.PlansWrite)
            .Describe($"Remove {words.One}", $"Takes {words.One} out of the working revision; the feed carries its tombstone.");
    }
}
