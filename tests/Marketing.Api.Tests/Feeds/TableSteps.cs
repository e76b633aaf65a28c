using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Marketing.Api.Tests.History;

namespace Marketing.Api.Tests.Feeds;

/// <summary>Reads tables as CSV.</summary>
internal static class TableSteps
{
    public static async Task<HttpResponseMessage> GetCsvAsync(this HttpClient client, string path, string accept = "text/csv")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Returns the rows of a table, each with its cells by column.</summary>
    public static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> ReadCsvAsync(this HttpClient client, string path)
    {
        using var response = await client.GetCsvAsync(path);
        var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        response.Content.Headers.ContentType.ShouldBe(MediaTypeHeaderValue.Parse("text/csv; charset=utf-8"));
        var lines = Csv.Read(text);
        lines.ShouldAllBe(line => line.Count == lines[0].Count);
        return [.. lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(cell => cell.First, cell => cell.Second))];
    }
}
