using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Campaigns;

/// <summary>Steps of the tests of campaigns.</summary>
internal static class CampaignSteps
{
    public const string Campaigns = "/v1/campaigns";

    /// <summary>Returns the body of a campaign.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="more">More members, such as <c>"code":"A"</c>.</param>
    public static string Campaign(string title = "新品发布会", string? more = null) =>
        $$"""{"title":"{{title}}","kind":"event"{{(more is null ? "" : "," + more)}}}""";

    public static Task<HttpResponseMessage> TryCampaignAsync(this HttpClient client, string? more = null, string title = "新品发布会") =>
        client.PostAsync(Campaigns, Campaign(title, more));

    public static Task<JsonObject> CampaignAsync(this HttpClient client, string? more = null, string title = "新品发布会") =>
        client.TryCampaignAsync(more, title).ShouldBeAsync(HttpStatusCode.Created);

    public static async Task<string> ChannelAsync(this HttpClient client, string code) =>
        (
            await client
                .PostAsync("/v1/channels", $$"""{"code":"{{code}}","name":"{{code}}","type":"social","ownership":"owned"}""")
                .ShouldBeAsync(HttpStatusCode.Created)
        ).Id();
}
