using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Marketing.Api.Tests.Support;

/// <summary>Tests that share a host. There are two such collections, so that two cores are used.</summary>
[CollectionDefinition(Name)]
public sealed class FirstApi : ICollectionFixture<MarketingApi>
{
    public const string Name = "first api";
}

/// <inheritdoc cref="FirstApi"/>
[CollectionDefinition(Name)]
public sealed class SecondApi : ICollectionFixture<MarketingApi>
{
    public const string Name = "second api";
}

/// <summary>A test that begins with an empty database and two workspaces.</summary>
public abstract class ApiTest(MarketingApi api) : IAsyncLifetime
{
    protected MarketingApi Api => api;

    /// <summary>The all-rights client of workspace Alpha.</summary>
    protected HttpClient Client => api.Alpha.Client;

    public virtual async ValueTask InitializeAsync() => await api.ResetAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

/// <summary>What tests say to the service, in the words of HTTP.</summary>
internal static class Speaking
{
    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string path, string json, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Json(json) };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return client.SendAsync(request);
    }

    /// <summary>A verb without a body.</summary>
    public static Task<HttpResponseMessage> ActAsync(this HttpClient client, string path, int? ifMatch = null, string? json = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = json is null ? null : Json(json) };
        return client.SendAsync(request.IfMatch(ifMatch));
    }

    public static Task<HttpResponseMessage> PatchAsync(this HttpClient client, string path, string json, int? ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, path)
        {
            Content = new StringContent(json, Encoding.UTF8, "application/merge-patch+json"),
        };
        return client.SendAsync(request.IfMatch(ifMatch));
    }

    /// <summary>Replaces what is there, if it still has this ETag.</summary>
    public static Task<HttpResponseMessage> PutJsonAsync(this HttpClient client, string path, string json, string? etag)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = Json(json) };
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        }

        return client.SendAsync(request);
    }

    public static Task<HttpResponseMessage> DeleteAsync(this HttpClient client, string path, int? ifMatch) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Delete, path).IfMatch(ifMatch));

    /// <summary>The JSON of an answer that has this status; anything else fails with what was answered.</summary>
    public static async Task<JsonObject> ShouldBeAsync(this Task<HttpResponseMessage> answering, HttpStatusCode status)
    {
        using var response = await answering;
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, text);
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>A refusal with this status and code.</summary>
    public static async Task<JsonObject> ShouldBeRefusedAsync(this Task<HttpResponseMessage> answering, HttpStatusCode status, string code)
    {
        var problem = await answering.ShouldBeAsync(status);
        problem.Text("code").ShouldBe(code, problem.ToJsonString());
        return problem;
    }

    public static Task<JsonObject> ReadAsync(this HttpClient client, string path) => client.GetAsync(path).ShouldBeAsync(HttpStatusCode.OK);

    /// <summary>All items of a list, page by page.</summary>
    public static async Task<IReadOnlyList<JsonNode>> WalkAsync(this HttpClient client, string path)
    {
        var all = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var page = await client.ReadAsync(
                cursor is null ? path : $"{path}{(path.Contains('?') ? '&' : '?')}cursor={Uri.EscapeDataString(cursor)}"
            );
            all.AddRange(page.Items().Select(item => item!));
            cursor = page["nextCursor"]?.GetValue<string>();
        } while (cursor is not null);
        return all;
    }

    public static string Text(this JsonNode node, string member) => node[member]!.GetValue<string>();

    public static int Number(this JsonNode node, string member) => node[member]!.GetValue<int>();

    public static string Id(this JsonNode node) => node.Text("id");

    public static int Version(this JsonNode node) => node.Number("version");

    public static JsonArray Items(this JsonNode node) => node["items"]!.AsArray();

    /// <summary>One member of every item of a page.</summary>
    public static IReadOnlyList<string> Each(this JsonNode page, string member) => [.. page.Items().Select(item => item!.Text(member))];

    /// <summary>A list of strings.</summary>
    public static IReadOnlyList<string> Texts(this JsonNode node, string member) =>
        [.. node[member]!.AsArray().Select(text => text!.GetValue<string>())];

    /// <summary>The pointers of a problem's faults.</summary>
    public static IReadOnlyList<string> Pointers(this JsonNode problem) =>
        [.. problem["errors"]!.AsArray().Select(fault => fault!.Text("pointer"))];

    private static StringContent Json(string json) => new(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    private static HttpRequestMessage IfMatch(this HttpRequestMessage request, int? version)
    {
        if (version is { } number)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{number}\"");
        }

        return request;
    }
}
