using System.Reflection;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Marketing.Api.Contract.OpenApi;

/// <summary>Serves the documents in <c>api-spec</c>, which are embedded in the service. Removes white space and adds an ETag.</summary>
internal sealed class KeptDocuments(RequestDelegate next)
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, Lazy<Kept>> _documents = OpenApiSetup.Paths.ToDictionary(
        path => path,
        path => new Lazy<Kept>(() => Load(path)),
        StringComparer.Ordinal
    );

    public Task InvokeAsync(HttpContext http)
    {
        var isRead = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (!isRead || !_documents.TryGetValue(http.Request.Path.Value ?? "", out var document))
        {
            return next(http);
        }

        http.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(document.Value.Utf8, "application/json; charset=utf-8", entityTag: document.Value.ETag).ExecuteAsync(http);
    }

    private static Kept Load(string path)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(path.TrimStart('/'))!;
        using var document = JsonDocument.Parse(stream);
        var utf8 = JsonSerializer.SerializeToUtf8Bytes(document.RootElement, Compact);
        return new Kept(utf8, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(utf8).AsSpan(0, 16))}\""));
    }

    private sealed record Kept(byte[] Utf8, EntityTagHeaderValue ETag);
}
