using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Risks;

internal static class RiskSteps
{
    public const string Risks = "/v1/risks";

    public static async Task<JsonObject> RiskAsync(this HttpClient client, string title = "竞品提前上市", string more = "") =>
        await client
            .PostAsync(Risks, $$"""{"title":"{{title}}","category":"competition"{{more}}}""")
            .ShouldBeAsync(HttpStatusCode.Created);

    /// <summary>Reads the risk and takes a step that needs its version.</summary>
    public static async Task<HttpResponseMessage> StepRiskAsync(this HttpClient client, string risk, string verb, string? body = null)
    {
        var read = await client.ReadAsync($"{Risks}/{risk}");
        return await client.ActAsync($"{Risks}/{risk}/{verb}", read.Version(), body);
    }

    public static Task<HttpResponseMessage> RateAsync(this HttpClient client, string risk, int impact, int probability, string more = "") =>
        client.PostAsync($"{Risks}/{risk}/ratings", $$"""{"impact":{{impact}},"probability":{{probability}}{{more}}}""");

    public static async Task<string> TreatmentAsync(this HttpClient client, string risk, string more = "") =>
        (
            await client
                .PostAsync($"{Risks}/{risk}/treatments", $$"""{"text":"调整推广策略"{{more}}}""")
                .ShouldBeAsync(HttpStatusCode.Created)
        ).Id();

    public static int Count(this JsonNode map, int impact, int probability) =>
        (int)map["cells"]!.AsArray().Single(cell => cell!.Number("impact") == impact && cell!.Number("probability") == probability)!["count"]!;
}
