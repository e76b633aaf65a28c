using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.BulkJobs;

/// <summary>Steps with jobs that several tests take.</summary>
internal static class JobSteps
{
    /// <summary>Sends rows as a job.</summary>
    public static Task<HttpResponseMessage> SendRowsAsync(
        this HttpClient client,
        string rows,
        string mediaType,
        string? key = null,
        string query = "kind=actuals"
    )
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(rows));
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/jobs?{query}") { Content = content };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return client.SendAsync(request);
    }

    /// <summary>Waits until a job has ended, and returns it.</summary>
    public static async Task<JsonObject> EndedAsync(this HttpClient client, JsonObject job)
    {
        var end = DateTime.UtcNow.AddSeconds(30);
        while (true)
        {
            var read = await client.ReadAsync($"/v1/jobs/{job.Id()}");
            if (read["endedAt"] is not null)
            {
                return read;
            }

            (DateTime.UtcNow < end).ShouldBeTrue(read.ToJsonString());
            await Task.Delay(50);
        }
    }

    /// <summary>Returns a row about money that was spent on the line A.</summary>
    public static string Spent(string budgetCode, int id, string amount) =>
        new JsonObject
        {
            ["ref"] = $"r-{id}",
            ["budgetCode"] = budgetCode,
            ["lineCode"] = "A",
            ["amount"] = new JsonObject { ["amount"] = amount, ["currency"] = "CNY" },
            ["date"] = "2027-03-31",
            ["sourceRef"] = new JsonObject { ["system"] = "sap", ["id"] = $"i-{id}" },
        }.ToJsonString();

    /// <summary>Returns what became of the rows of a job.</summary>
    public static (int Done, int Created, int Updated, int Unchanged, int Refused) Counts(JsonObject job) =>
        (job.Number("done"), job.Number("created"), job.Number("updated"), job.Number("unchanged"), job.Number("refused"));

    /// <summary>Creates a job whose only row is refused, and returns its id.</summary>
    public static async Task<string> JobAsync(HttpClient client) =>
        (await client.SendRowsAsync("{}", "application/x-ndjson").ShouldBeAsync(HttpStatusCode.Created)).Id();
}
