using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Observations;

/// <summary>Steps of tests that report values of metrics.</summary>
internal static class ObservationSteps
{
    public static async Task<JsonObject> MetricAsync(this HttpClient client, string code, string more = "") =>
        await client.PostAsync("/v1/metrics", $$"""{"code":"{{code}}","name":"{{code}}"{{more}}}""").ShouldBeAsync(HttpStatusCode.Created);

    /// <summary>A value of the metric NPS.</summary>
    public static string Value(string day, string value, string more = "") =>
        $$"""{"metric":"NPS","forDate":"{{day}}","value":"{{value}}"{{more}}}""";

    /// <summary>A member with the time of the export.</summary>
    public static string Exported(string time) => $$""","sourceExportedAt":"2027-04-01T{{time}}:00Z" """;

    public static Task<HttpResponseMessage> ReportAsync(this HttpClient client, params string[] items) =>
        client.PostAsync("/v1/observations/bulk", Bulk("independent", items));

    public static string Bulk(string mode, params string[] items) =>
        $$"""{"source":"crm","mode":"{{mode}}","items":[{{string.Join(',', items)}}]}""";

    /// <summary>Reports one item and returns what happened to it.</summary>
    public static async Task<string> StatusOfAsync(this HttpClient client, string item)
    {
        var answer = await client.ReportAsync(item).ShouldBeAsync(HttpStatusCode.OK);
        return answer["results"]![0]!.Text("status");
    }

    public static async Task<IReadOnlyList<string>> ValuesAsync(this HttpClient client, string query = "") =>
        (await client.ReadAsync($"/v1/observations?sort=forDate{query}")).Each("value");
}
