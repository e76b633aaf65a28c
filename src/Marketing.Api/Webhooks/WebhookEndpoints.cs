using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.Webhooks;
using Marketing.Domain.Access;
using Marketing.Domain.Webhooks;

namespace Marketing.Api.Webhooks;

internal static class WebhookEndpoints
{
    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Webhooks");
        api.Get("/v1/webhooks", "listWebhooks", ListWebhooks, Scopes.WebhooksManage);
        api.Post("/v1/webhooks", "createWebhook", CreateWebhook, Scopes.WebhooksManage);
        api.Get("/v1/webhooks/{webhookId}", "getWebhook", GetWebhook, Scopes.WebhooksManage);
        api.Patch("/v1/webhooks/{webhookId}", "updateWebhook", UpdateWebhook, Scopes.WebhooksManage);
        api.Delete("/v1/webhooks/{webhookId}", "deleteWebhook", DeleteWebhook, Scopes.WebhooksManage);
        api.Post("/v1/webhooks/{webhookId}/enable", "enableWebhook", EnableWebhook, Scopes.WebhooksManage);
        api.Post("/v1/webhooks/{webhookId}/rotate-secret", "rotateWebhookSecret", RotateWebhookSecret, Scopes.WebhooksManage);
        api.Post("/v1/webhooks/{webhookId}/test", "testWebhook", TestWebhook, Scopes.WebhooksManage);
        api.Post("/v1/webhooks/{webhookId}/replay", "replayWebhook", ReplayWebhook, Scopes.WebhooksManage);
        api.Get("/v1/webhooks/{webhookId}/deliveries", "listWebhookDeliveries", ListDeliveries, Scopes.WebhooksManage);
        api.Post("/v1/webhooks/{webhookId}/deliveries/{deliveryId}/replay", "replayWebhookDelivery", ReplayDelivery, Scopes.WebhooksManage);
    }

    /// <summary>List webhooks</summary>
    /// <remarks>Returns the endpoints of the workspace, without their secrets. Sorts by `createdAt`, `updatedAt`.</remarks>
    private static Task<Ok<Page<WebhookResponse>>> ListWebhooks(Query<ListWebhooks> query, UseCases useCases) => useCases.Read(query.Value);

    /// <summary>Create a webhook</summary>
    /// <remarks>
    /// Registers an address that gets every change committed from now on, of the types that it names and the caller can read. The secret
    /// is returned only once. The endpoint is disabled when the caller's key is revoked, or when the caller leaves the workspace.
    /// </remarks>
    private static Task<Created<WebhookSecretResponse>> CreateWebhook(Body<WebhookInput> body, UseCases useCases) =>
        useCases.Create(new CreateWebhook(body.Value), webhook => $"/v1/webhooks/{webhook.Id}");

    /// <summary>Get a webhook</summary>
    /// <remarks>Returns one endpoint, without its secret, and how far its deliveries are.</remarks>
    private static Task<Ok<WebhookResponse>> GetWebhook(WebhookId webhookId, UseCases useCases) => useCases.Read(new GetWebhook(webhookId));

    /// <summary>Change a webhook</summary>
    /// <remarks>
    /// Changes address, types, description and rate. Other types apply to changes that are not queued yet. Pending deliveries go to the new
    /// address. Whoever changes address or types becomes the owner of the endpoint.
    /// </remarks>
    private static Task<Changed<WebhookResponse>> UpdateWebhook(
        WebhookId webhookId,
        MergePatch<WebhookInput> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateWebhook(webhookId, ifMatch.Version, patch));

    /// <summary>Delete a webhook</summary>
    /// <remarks>Cancels its pending deliveries. A delivery that is under way may still arrive.</remarks>
    private static Task<NoContent> DeleteWebhook(WebhookId webhookId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Delete(new DeleteWebhook(webhookId, ifMatch.Version));

    /// <summary>Enable a webhook</summary>
    /// <remarks>
    /// Resumes a disabled endpoint where it stopped: pending deliveries first, then everything since its position. The caller becomes its
    /// owner. Has no effect if it is active.
    /// </remarks>
    private static Task<Changed<WebhookResponse>> EnableWebhook(WebhookId webhookId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new EnableWebhook(webhookId, ifMatch.Version));

    /// <summary>Rotate the secret of a webhook</summary>
    /// <remarks>Returns the new secret once. For 24 hours, deliveries have a signature of each secret; then only of the new one.</remarks>
    private static Task<Changed<WebhookSecretResponse>> RotateWebhookSecret(WebhookId webhookId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new RotateWebhookSecret(webhookId, ifMatch.Version));

    /// <summary>Test a webhook</summary>
    /// <remarks>Sends the event `webhook.test` to this endpoint, whatever its types. 409 if it is disabled.</remarks>
    private static Task<Changed<WebhookResponse>> TestWebhook(WebhookId webhookId, UseCases useCases) =>
        useCases.Change(new TestWebhook(webhookId));

    /// <summary>Replay changes to a webhook</summary>
    /// <remarks>
    /// Delivers every change after a sequence again, each with its earlier id and bytes, and then continues. 422 if the feed no longer
    /// contains these changes: read the lists instead.
    /// </remarks>
    private static Task<Changed<WebhookResponse>> ReplayWebhook(WebhookId webhookId, Body<WebhookReplayInput> body, UseCases useCases) =>
        useCases.Change(new ReplayWebhook(webhookId, body.Value));

    /// <summary>List the deliveries of a webhook</summary>
    /// <remarks>
    /// Returns what was queued for the endpoint, and what became of it, newest first. Sorts by `sequence`. Deliveries are kept for 30 days
    /// by default.
    /// </remarks>
    private static Task<Ok<Page<WebhookDeliveryResponse>>> ListDeliveries(
        WebhookId webhookId,
        Query<WebhookDeliveryArguments> query,
        UseCases useCases
    ) => useCases.Read(new ListWebhookDeliveries(webhookId, query.Value));

    /// <summary>Replay a delivery</summary>
    /// <remarks>Sends it again, with the same id and bytes, whether or not it was accepted before.</remarks>
    private static Task<Changed<WebhookDeliveryResponse>> ReplayDelivery(
        WebhookId webhookId,
        WebhookDeliveryId deliveryId,
        UseCases useCases
    ) => useCases.Change(new ReplayWebhookDelivery(webhookId, deliveryId));
}
