using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Facts;

/// <summary>Steps of tests that report daily results.</summary>
internal static class ResultSteps
{
    public static async Task<string> NamedChannelAsync(this HttpClient client, string code) =>
        (
            await client
                .PostAsync("/v1/channels", $$"""{"code":"{{code}}","name":"渠道 {{code}}","type":"social","ownership":"owned"}""")
                .ShouldBeAsync(HttpStatusCode.Created)
        ).Id();

    public static async Task<string> CampaignAsync(this HttpClient client, string code, string more = "") =>
        (
            await client
                .PostAsync("/v1/campaigns", $$"""{"code":"{{code}}","title":"活动 {{code}}","kind":"promotion"{{more}}}""")
                .ShouldBeAsync(HttpStatusCode.Created)
        ).Id();

    /// <summary>A result of campaign C1 on channel WX. Members named again replace these.</summary>
    public static string Row(string date, string conversions, string more = "")
    {
        var row = JsonNode
            .Parse(
                $$"""
                {
                  "campaign": { "code": "C1" }, "channel": "WX", "date": "{{date}}", "impressions": 1000, "clicks": 50,
                  "conversions": "{{conversions}}", "cost": "100.25", "revenue": "250.5", "currency": "CNY", "status": "provisional"
                }
                """
            )!
            .AsObject();
        foreach (var (name, value) in JsonNode.Parse($"{{{more.TrimStart(',')}}}")!.AsObject())
        {
            row[name] = value?.DeepClone();
        }

        return row.ToJsonString();
    }

    public static string Exported(string time) => $$""","sourceExportedAt":"2027-03-02T{{time}}:00Z" """;

    public static string Bulk(string mode, IEnumerable<string> items, string more = "") =>
        $$"""{"source":"meta","mode":"{{mode}}","items":[{{string.Join(',', items)}}]{{more}}}""";

    public static Task<HttpResponseMessage> ResultsAsync(this HttpClient client, params string[] items) =>
        client.PostAsync("/v1/results/bulk", Bulk("independent", items));

    /// <summary>Reports one item and returns what happened to it.</summary>
    public static async Task<string> ResultAsync(this HttpClient client, string item) =>
        (await client.ResultsAsync(item).ShouldBeAsync(HttpStatusCode.OK))["results"]![0]!.Text("status");

    public static async Task<IReadOnlyList<string>> ConversionsAsync(this HttpClient client, string query = "") =>
        (await client.ReadAsync($"/v1/results?sort=date{query}")).Each("conversions");
}
