using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Risks;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Risks;

internal static class RiskSteps
{
    public const string RiskPath = "/v1/risks";

    public static async Task<JsonObject> RiskAsync(this HttpClient client, string title = "竞品提前上市", string more = "") =>
        await client
            .PostAsync(RiskPath, $$"""{"title":"{{title}}","category":"competition"{{more}}}""")
            .ShouldBeAsync(HttpStatusCode.Created);

    /// <summary>Reads the risk and takes a step that needs its version.</summary>
    public static async Task<HttpResponseMessage> StepRiskAsync(this HttpClient client, string risk, string verb, string? body = null)
    {
        var read = await client.ReadAsync($"{RiskPath}/{risk}");
        return await client.ActAsync($"{RiskPath}/{risk}/{verb}", read.Version(), body);
    }

    public static Task<HttpResponseMessage> RateAsync(this HttpClient client, string risk, int impact, int probability, string more = "") =>
        client.PostAsync($"{RiskPath}/{risk}/ratings", $$"""{"impact":{{impact}},"probability":{{probability}}{{more}}}""");

    public static async Task<string> TreatmentAsync(this HttpClient client, string risk, string more = "") =>
        (
            await client
                .PostAsync($"{RiskPath}/{risk}/treatments", $$"""{"text":"调整推广策略"{{more}}}""")
                .ShouldBeAsync(HttpStatusCode.Created)
        ).Id();

    public static int Count(this JsonNode map, int impact, int probability) =>
        (int)
            map["cells"]!.AsArray().Single(cell => cell!.Number("impact") == impact && cell!.Number("probability") == probability)![
                "count"
            ]!;

    /// <summary>Fires a stop-loss point of a budget line, and returns the alert.</summary>
    public static async Task<string> StopLossAsync(this HttpClient client, string line)
    {
        var risk = (await client.RiskAsync("止损")).Id();
        var trigger = await client
            .PostAsync($"{RiskPath}/{risk}/triggers", $$$"""{"text":"亏损达到20%","stopLoss":{"budgetLineId":"{{{line}}}"}}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        return (await client.FireAsync(risk, trigger.Id()).ShouldBeAsync(HttpStatusCode.Created)).Id();
    }

    public static Task<HttpResponseMessage> FireAsync(this HttpClient client, string risk, string trigger) =>
        client.PostAsync($"{RiskPath}/{risk}/triggers/{trigger}/fire", """{"note":"核心媒体出现负面报道"}""");

    /// <summary>Creates a contingency plan with monthly drills.</summary>
    public static async Task<string> ContingencyPlanAsync(this HttpClient client, string? established)
    {
        var day = established is null ? "null" : $"\"{established}\"";
        var body = $$"""{"title":"危机公关预案","establishedOn":{{day}},"drills":[{"text":"每月一次"}]}""";
        return (await client.PostAsync("/v1/contingency-plans", body).ShouldBeAsync(HttpStatusCode.Created)).Id();
    }

    /// <summary>Searches for signals as the service does in the background, and fires what was found.</summary>
    public static Task<int> SearchSignalsAsync(this MarketingApi api, Guid workspace) =>
        api
            .Services.GetRequiredService<SystemRunner>()
            .RunAsync(
                WorkspaceId.From(workspace),
                "risk-signals",
                "",
                scope => RiskSignalWork.RunAsync(scope, DateTime.UtcNow, everyDay: true, CancellationToken.None)
            );
}
