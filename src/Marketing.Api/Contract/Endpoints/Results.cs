using System.Text.Json;
using Marketing.Api.Contract.Input;
using Marketing.Application.Common;
using Microsoft.Net.Http.Headers;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>Writes a value that a query returned.</summary>
internal sealed class ValueResult<T>(T value) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.CacheControl = ReadCaching.Revalidated;
        if (value is IVersioned { HasETag: true } versioned)
        {
            var etag = Preconditions.ETagOf(versioned);
            response.Headers.ETag = etag;
            if (Preconditions.IsFresh(httpContext, etag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        var body = value;
        if (value is IPage { NextCursor: { } next } page)
        {
            var link = NextLink.Of(httpContext.Request, next);
            response.Headers.Link = $"<{link}>; rel=\"next\"";
            body = (T)page.WithNextLink(link);
        }

        response.ContentType = Negotiation.Json;
        await JsonSerializer.SerializeAsync(response.BodyWriter, body, JsonInput.Options, httpContext.RequestAborted);
    }
}

/// <summary>Writes a text in a media type other than JSON.</summary>
internal sealed class TextResult(string mediaType, string text) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.CacheControl = ReadCaching.Revalidated;
        response.ContentType = mediaType + "; charset=utf-8";
        return response.WriteAsync(text, httpContext.RequestAborted);
    }
}

/// <summary>200 with a file to save.</summary>
internal sealed class FileResult(string mediaType, string name, byte[] content) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        response.Headers.CacheControl = ReadCaching.Revalidated;
        response.Headers.ContentDisposition = disposition.ToString();
        response.ContentType = mediaType;
        response.ContentLength = content.Length;
        return response.Body.WriteAsync(content, httpContext.RequestAborted).AsTask();
    }
}

/// <summary>304: the client's copy is current.</summary>
internal sealed class UnchangedResult(string etag) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status304NotModified;
        response.Headers.CacheControl = ReadCaching.Revalidated;
        response.Headers.ETag = etag;
        return Task.CompletedTask;
    }
}

internal static class ReadCaching
{
    /// <summary>Only the client may cache it, and must revalidate before each use.</summary>
    public const string Revalidated = "private, no-cache";
}

/// <summary>Sends the response of a write, rendered just now or stored for an idempotency key.</summary>
internal sealed class RenderedResult(StoredResponse rendered) : IResult
{
    public bool Replayed { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = rendered.Status;
        response.Headers.CacheControl = "no-store";
        response.Headers.Location = rendered.Location is { } path ? PublicAddress.Of(httpContext.Request, path) : null;
        response.Headers.ETag = rendered.ETag;
        if (Replayed)
        {
            response.Headers["Idempotency-Replayed"] = "true";
        }

        if (rendered.Body.Length > 0)
        {
            response.ContentType = "application/json";
            response.ContentLength = rendered.Body.Length;
            await response.Body.WriteAsync(rendered.Body, httpContext.RequestAborted);
        }
    }
}

/// <summary>
/// Addresses for clients. They are relative, so that no Host header can change their target, and include a proxy's prefix.
/// </summary>
internal static class PublicAddress
{
    /// <param name="request">The request.</param>
    /// <param name="path">A path of the API, such as <c>/v1/plans</c>.</param>
    public static string Of(HttpRequest request, string path) => request.PathBase.ToUriComponent() + path;
}

/// <summary>The address of the next page, relative so that neither a proxy nor the Host header can change its target.</summary>
internal static class NextLink
{
    public static string Of(HttpRequest request, string cursor)
    {
        var arguments = request
            .Query.Where(argument => argument.Key != "cursor")
            .SelectMany(argument => argument.Value, (argument, text) => KeyValuePair.Create(argument.Key, text));
        var query = QueryString.Create(arguments.Append(KeyValuePair.Create("cursor", (string?)cursor)));
        return PublicAddress.Of(request, request.Path.ToUriComponent()) + query.ToUriComponent();
    }
}
