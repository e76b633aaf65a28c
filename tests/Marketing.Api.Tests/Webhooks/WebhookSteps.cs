using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Webhooks;

/// <summary>Steps with webhooks that several tests take.</summary>
internal static class WebhookSteps
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task<JsonObject> WebhookAsync(this HttpClient client, string url, params string[] types) =>
        client.PostAsync("/v1/webhooks", Body(url, types)).ShouldBeAsync(HttpStatusCode.Created);

    public static string Body(string url, params string[] types) =>
        new JsonObject { ["url"] = url, ["types"] = new JsonArray([.. types.Select(type => JsonValue.Create(type))]) }.ToJsonString();

    /// <summary>Waits for the deliveries of an endpoint, newest first.</summary>
    public static async Task<IReadOnlyList<JsonNode>> DeliveriesAsync(
        this HttpClient client,
        string webhook,
        Func<IReadOnlyList<JsonNode>, bool> condition
    )
    {
        var end = DateTime.UtcNow + Patience;
        while (true)
        {
            var deliveries = await client.WalkAsync($"/v1/webhooks/{webhook}/deliveries");
            if (condition(deliveries))
            {
                return deliveries;
            }

            (DateTime.UtcNow < end).ShouldBeTrue($"Not in time: {string.Join(' ', deliveries.Select(each => each.ToJsonString()))}");
            await Task.Delay(50);
        }
    }

    /// <summary>Waits for the endpoint to become as wanted.</summary>
    public static async Task<JsonObject> UntilAsync(this HttpClient client, string webhook, Func<JsonObject, bool> condition)
    {
        var end = DateTime.UtcNow + Patience;
        while (true)
        {
            var state = await client.ReadAsync($"/v1/webhooks/{webhook}");
            if (condition(state))
            {
                return state;
            }

            (DateTime.UtcNow < end).ShouldBeTrue($"Not in time: {state.ToJsonString()}");
            await Task.Delay(50);
        }
    }

    /// <summary>Has an endpoint tested and returns the id of the delivery.</summary>
    public static async Task<string> DeliveryAsync(HttpClient client, string webhook)
    {
        await client.ActAsync($"/v1/webhooks/{webhook}/test").ShouldBeAsync(HttpStatusCode.OK);
        return (await client.DeliveriesAsync(webhook, deliveries => deliveries.Count > 0))[0].Id();
    }
}
