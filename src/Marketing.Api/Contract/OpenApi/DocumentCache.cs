using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Marketing.Api.Contract.OpenApi;

/// <summary>Keeps each rendered document: written once, answered with an ETag afterwards.</summary>
internal sealed class DocumentCache(RequestDelegate next)
{
    private readonly ConcurrentDictionary<string, Rendered> _documents = new(StringComparer.Ordinal);

    public async Task InvokeAsync(HttpContext http)
    {
        var isRead = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (!isRead || OpenApiSetup.Paths.FirstOrDefault(path => http.Request.Path.Equals(path, StringComparison.Ordinal)) is not { } document)
        {
            await next(http);
            return;
        }

        if (!_documents.TryGetValue(document, out var rendered))
        {
            rendered = await RenderAsync(http);
            _documents[document] = rendered;
        }

        await AnswerAsync(http, rendered);
    }

    private async Task<Rendered> RenderAsync(HttpContext http)
    {
        var (method, body) = (http.Request.Method, http.Features.GetRequiredFeature<IHttpResponseBodyFeature>());
        using var buffer = new MemoryStream();
        http.Request.Method = HttpMethods.Get;
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(buffer));
        try
        {
            await next(http);
        }
        finally
        {
            http.Request.Method = method;
            http.Features.Set(body);
        }

        var bytes = buffer.ToArray();
        return new Rendered(bytes, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\""));
    }

    private static async Task AnswerAsync(HttpContext http, Rendered rendered)
    {
        var response = http.Response;
        response.GetTypedHeaders().ETag = rendered.ETag;
        response.Headers.CacheControl = "no-cache";
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(rendered.ETag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            response.ContentType = null;
            return;
        }

        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = rendered.Utf8.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await response.Body.WriteAsync(rendered.Utf8, http.RequestAborted);
        }
    }

    private sealed record Rendered(byte[] Utf8, EntityTagHeaderValue ETag);
}
