using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace Marketing.Api.Contract.OpenApi;

/// <summary>
/// Serves the documents in <c>api-spec</c>, which are embedded in the service. Removes white space, adds an ETag, and names the prefix of
/// a proxy as the server's address.
/// </summary>
internal sealed class KeptDocuments(RequestDelegate next)
{
    /// <summary>A service has one prefix, or a few behind several proxies.</summary>
    private const int MaxPrefixes = 8;

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<(string Path, string Prefix), Lazy<Kept>> _documents = new();

    public Task InvokeAsync(HttpContext http)
    {
        var isRead = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        var path = http.Request.Path.Value ?? "";
        if (!isRead || !OpenApiSetup.Paths.Contains(path))
        {
            return next(http);
        }

        var document = DocumentOf(path, http.Request.PathBase.ToUriComponent());
        http.Response.Headers.CacheControl = "no-cache";
        return Microsoft
            .AspNetCore.Http.Results.Bytes(document.Utf8, "application/json; charset=utf-8", entityTag: document.ETag)
            .ExecuteAsync(http);
    }

    private Kept DocumentOf(string path, string prefix) =>
        _documents.Count < MaxPrefixes * OpenApiSetup.Paths.Count || _documents.ContainsKey((path, prefix))
            ? _documents.GetOrAdd((path, prefix), key => new Lazy<Kept>(() => Load(key.Path, key.Prefix))).Value
            : Load(path, prefix);

    private static Kept Load(string path, string prefix)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(path.TrimStart('/'))!;
        var document = JsonNode.Parse(stream)!;
        if (prefix.Length > 0)
        {
            document["servers"]![0]!["url"] = prefix;
        }

        var utf8 = JsonSerializer.SerializeToUtf8Bytes(document, Compact);
        return new Kept(utf8, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(utf8).AsSpan(0, 16))}\""));
    }

    private sealed record Kept(byte[] Utf8, EntityTagHeaderValue ETag);
}
