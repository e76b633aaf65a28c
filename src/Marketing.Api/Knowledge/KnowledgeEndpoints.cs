using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.Knowledge;
using Marketing.Domain.Access;
using Marketing.Domain.Knowledge;

namespace Marketing.Api.Knowledge;

/// <summary>Lessons, reviews of phases, and changes of strategy.</summary>
internal static class KnowledgeEndpoints
{
    /// <summary>People who report progress also record what they have learned.</summary>
    private static readonly string[] Recording = [Scopes.PlansWrite, Scopes.TasksReport];

    public static void MapKnowledge(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Knowledge");
        api.Get("/v1/knowledge-items", "listKnowledgeItems", ListKnowledgeItems, Scopes.PlansRead);
        api.Post("/v1/knowledge-items", "createKnowledgeItem", CreateKnowledgeItem, Recording);
        api.Get("/v1/knowledge-items/{knowledgeItemId}", "getKnowledgeItem", GetKnowledgeItem, Scopes.PlansRead);
        api.Patch("/v1/knowledge-items/{knowledgeItemId}", "updateKnowledgeItem", UpdateKnowledgeItem, Recording);
        api.Delete("/v1/knowledge-items/{knowledgeItemId}", "deleteKnowledgeItem", DeleteKnowledgeItem, Recording);
        api.Post("/v1/knowledge-items/{knowledgeItemId}/restore", "restoreKnowledgeItem", RestoreKnowledgeItem, Recording);
    }

    /// <summary>List knowledge items</summary>
    /// <remarks>
    /// Returns lessons, reviews of phases and changes of strategy. `kind=phaseReview&amp;planId=` shows which phases were reviewed.
    /// `kind=strategyChange&amp;hasEvidence=true&amp;includeTotal=true` counts the changes based on data. Sorts by `updatedAt`, `title`.
    /// </remarks>
    private static Task<Ok<Page<KnowledgeItemResponse>>> ListKnowledgeItems(Query<ListKnowledgeItems> query, UseCases useCases) =>
        useCases.Read(query.Value);

    /// <summary>Create a knowledge item</summary>
    /// <remarks>
    /// Records what was learned. The review of a phase names the phase and its plan, which must exist (422). A change of strategy states
    /// the evidence, if there is any.
    /// </remarks>
    private static Task<Created<KnowledgeItemResponse>> CreateKnowledgeItem(Body<KnowledgeItemInput> body, UseCases useCases) =>
        useCases.Create(new CreateKnowledgeItem(body.Value), item => $"/v1/knowledge-items/{item.Id}");

    /// <summary>Get a knowledge item</summary>
    /// <remarks>Returns one knowledge item.</remarks>
    private static Task<Ok<KnowledgeItemResponse>> GetKnowledgeItem(KnowledgeItemId knowledgeItemId, UseCases useCases) =>
        useCases.Read(new GetKnowledgeItem(knowledgeItemId));

    /// <summary>Change a knowledge item</summary>
    /// <remarks>Changes what the item says. A phase that has left its plan since stays until another one is named.</remarks>
    private static Task<Changed<KnowledgeItemResponse>> UpdateKnowledgeItem(
        KnowledgeItemId knowledgeItemId,
        MergePatch<KnowledgeItemInput> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateKnowledgeItem(knowledgeItemId, ifMatch.Version, patch));

    /// <summary>Delete a knowledge item</summary>
    /// <remarks>Deletes the item. It can be restored at any time.</remarks>
    private static Task<NoContent> DeleteKnowledgeItem(KnowledgeItemId knowledgeItemId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Delete(new DeleteKnowledgeItem(knowledgeItemId, ifMatch.Version));

    /// <summary>Restore a deleted knowledge item</summary>
    /// <remarks>Restores the item with its id. Its owner must exist (422).</remarks>
    private static Task<Changed<KnowledgeItemResponse>> RestoreKnowledgeItem(
        KnowledgeItemId knowledgeItemId,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new RestoreKnowledgeItem(knowledgeItemId, ifMatch.Version));
}
