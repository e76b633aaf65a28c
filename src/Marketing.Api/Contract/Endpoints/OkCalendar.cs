using System.Reflection;
using Marketing.Application.Common;
using Microsoft.AspNetCore.Http.Metadata;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>200 with a calendar (RFC 5545), and 304 if the client has it already.</summary>
internal sealed class OkCalendar(IResult outcome) : EndpointResult(outcome), IEndpointMetadataProvider
{
    public const string MediaType = "text/calendar";

    public static implicit operator OkCalendar(ProblemResult problem) => new(problem);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.State(contract => contract with { Text = MediaType });
}

/// <summary>Sends text with the ETag of its version.</summary>
internal sealed class TaggedTextResult(string mediaType, VersionTag tag, ReadOnlyMemory<byte> utf8) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, etag) = (httpContext.Response, Preconditions.ETagOf(tag));
        response.Headers.CacheControl = ReadCaching.Revalidated;
        response.Headers.ETag = etag;
        if (Preconditions.IsFresh(httpContext, etag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = mediaType + "; charset=utf-8";
        response.ContentLength = utf8.Length;
        await response.BodyWriter.WriteAsync(utf8, httpContext.RequestAborted);
    }
}
