using System.Text.Json;
using Marketing.Api.Contract.Input;
using Marketing.Application.Common;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>A value just read.</summary>
internal sealed class ValueResult<T>(T value) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var operation = httpContext.GetEndpoint()!.Metadata.GetRequiredMetadata<Operation>();
        response.Headers.CacheControl = ReadCaching.Revalidated;
        if (operation.ETag && value is IVersioned { HasETag: true } versioned)
        {
            var etag = Preconditions.ETagOf(versioned.Version);
            response.Headers.ETag = etag;
            if (Preconditions.IsFresh(httpContext, etag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        if (value is IPage { NextCursor: { } next })
        {
            response.Headers.Link = NextLink.Of(httpContext.Request, next);
        }

        response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(response.BodyWriter, value, JsonInput.Options, httpContext.RequestAborted);
    }
}

/// <summary>The client's copy is still good.</summary>
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
    /// <summary>Kept by the client alone, and asked about before each use.</summary>
    public const string Revalidated = "private, no-cache";
}

/// <summary>The answer of a write, kept or just rendered.</summary>
internal sealed class StoredResult(StoredAnswer answer) : IResult
{
    public bool Replayed { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = answer.Status;
        response.Headers.CacheControl = "no-store";
        response.Headers.Location = answer.Location;
        response.Headers.ETag = answer.ETag;
        if (Replayed)
        {
            response.Headers["Idempotency-Replayed"] = "true";
        }

        if (answer.Body.Length > 0)
        {
            response.ContentType = "application/json";
            response.ContentLength = answer.Body.Length;
            await response.Body.WriteAsync(answer.Body, httpContext.RequestAborted);
        }
    }
}

/// <summary>The RFC 8288 link to the next page, relative so that no proxy or Host header can bend it.</summary>
internal static class NextLink
{
    public static string Of(HttpRequest request, string cursor)
    {
        var arguments = request.Query.Where(argument => argument.Key != "cursor").SelectMany(argument => argument.Value, (argument, text) => KeyValuePair.Create(argument.Key, text));
        var query = QueryString.Create(arguments.Append(KeyValuePair.Create("cursor", (string?)cursor)));
        return $"<{request.Path.ToUriComponent()}{query.ToUriComponent()}>; rel=\"next\"";
    }
}
