using System.ComponentModel.DataAnnotations;
using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Api.Plans;

/// <summary>Maps the endpoints of items: the parts of sections with their own list. They return parts like all other endpoints.</summary>
/// <param name="api">Where to map them, grouped under the items' tag.</param>
/// <param name="one">An item as texts call it, with its article.</param>
/// <param name="many">Items as texts call them, in the plural.</param>
internal sealed class ItemRoutes<TContent>(IEndpointRouteBuilder api, string one, string many)
    where TContent : PlanPartContent
{
    private static readonly PlanSection Section = PlanSections.Of<TContent>();

    public ItemRoutes<TContent> List(string path, string operationId)
    {
        api.Get(
                path,
                operationId,
                (PlanId planId, Query<PlanItemArguments> query, UseCases useCases) =>
                    useCases.Read(new ListParts(planId, query.Value, Section.Key)),
                Scopes.PlansRead
            )
            .Describe(
                $"List {many}",
                $"Returns the plan's {many} in order, those of what is in force with `view=inForce`. Sorts by `position`, `updatedAt`, `createdAt`."
            )
            .Returns(Section.Key);
        return this;
    }

    public ItemRoutes<TContent> Create(string path, string operationId)
    {
        api.Post(
                path,
                operationId,
                (PlanId planId, Body<ItemInput<TContent>> body, UseCases useCases) =>
                    useCases.Create(
                        new CreatePart(planId, Section, body.Value.Ref, body.Value.Content),
                        part => $"{path.Replace("{planId}", $"{part.PlanId}", StringComparison.Ordinal)}/{part.Id}"
                    ),
                Scopes.PlansWrite
            )
            .Describe(
                $"Add {one}",
                $"Adds {one} at the end of the list. The plan's content must be open for writing (409 otherwise). A `ref` in the request must be unique in the plan (409)."
            )
            .Returns(Section.Key);
        return this;
    }

    public ItemRoutes<TContent> Reorder(string path, string operationId)
    {
        api.Post(
                path,
                operationId,
                (PlanId planId, Body<PartOrderInput> body, OptionalIfMatch ifMatch, UseCases useCases) =>
                    useCases.Change(new ReorderParts(planId, Section.Key, ifMatch.Version, body.Value)),
                Scopes.PlansWrite
            )
            .Describe(
                $"Reorder {many}",
                "With `before` or `after`, moves the parts in `ids` there, in this order; all others keep their order. Without them, `ids` lists all parts in their new "
                    + "order. Returns 409 with a pointer for each part that was added or removed in the meantime. Only parts that move get a new version. If-Match can "
                    + "contain the ETag of the section: 412 if any of its parts has changed."
            );
        return this;
    }

    public ItemRoutes<TContent> Get(string path, string operationId)
    {
        api.Get(
                path,
                operationId,
                (PlanId planId, PlanPartId partId, Query<PartViewArguments> query, UseCases useCases) =>
                    useCases.Read(new GetPart(planId, partId, Section.Key, query.Value.IncludeDeleted, ContentView.Of(query.Value.View))),
                Scopes.PlansRead
            )
            .Describe(
                $"Get {one}",
                $"Returns {one} of the plan's working copy, or of what is in force with `view=inForce`; a deleted one only with `includeDeleted`."
            )
            .Returns(Section.Key);
        return this;
    }

    public ItemRoutes<TContent> Update(string path, string operationId)
    {
        api.Patch(
                path,
                operationId,
                (PlanId planId, PlanPartId partId, MergePatch<ItemInput<TContent>> patch, IfMatch ifMatch, UseCases useCases) =>
                    useCases.Change(new UpdatePart(planId, partId, Section.Key, ifMatch.Version, new ItemPatch<TContent>(patch))),
                Scopes.PlansWrite
            )
            .Describe($"Change {one}", "JSON Merge Patch of the members sent. The plan's content must be open for writing (409 otherwise).")
            .Returns(Section.Key);
        return this;
    }

    public ItemRoutes<TContent> Delete(string path, string operationId)
    {
        api.Delete(
                path,
                operationId,
                (PlanId planId, PlanPartId partId, IfMatch ifMatch, UseCases useCases) =>
                    useCases.Delete(new DeletePart(planId, partId, Section.Key, ifMatch.Version)),
                Scopes.PlansWrite
            )
            .Describe(
                $"Delete {one}",
                $"Deletes {one} from the working copy. Returns 409 if other parts refer to it. The feed contains a tombstone. It can be restored at any time."
            );
        return this;
    }

    public ItemRoutes<TContent> Restore(string path, string operationId)
    {
        api.Post(
                path,
                operationId,
                (PlanId planId, PlanPartId partId, IfMatch ifMatch, UseCases useCases) =>
                    useCases.Change(new RestorePart(planId, partId, Section.Key, ifMatch.Version)),
                Scopes.PlansWrite
            )
            .Describe($"Restore {one}", "Restores it with its id, ref and content. Returns 409 if another part uses its ref.")
            .Returns(Section.Key);
        return this;
    }
}

/// <summary>An item as a client writes it. Its section follows from the path.</summary>
internal sealed record ItemInput<TContent>
    where TContent : PlanPartContent
{
    /// <summary>Ref of the item, unique in the plan. Generated if a new item has none; unchanged if omitted.</summary>
    /// <example>O1</example>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Ref { get; init; }

    /// <summary>The content.</summary>
    [Without(nameof(PlanPartContent.Ref))]
    public required TContent Content { get; init; }
}

/// <summary>Applies the patch of an item to its part.</summary>
internal sealed class ItemPatch<TContent>(Patch<ItemInput<TContent>> patch) : Patch<PartInput>
    where TContent : PlanPartContent
{
    public override IEnumerable<PatchText> Texts => patch.Texts;

    public override Result<PartInput> ApplyTo(PartInput current)
    {
        var patched = patch.ApplyTo(
            new ItemInput<TContent> { Ref = current.Ref, Content = (TContent)(current.Content with { Ref = null }) }
        );
        return patched.Succeeded ? current with { Ref = patched.Value.Ref, Content = patched.Value.Content } : patched.Error;
    }
}
