using Marketing.Api.Contract.Endpoints;
using Microsoft.AspNetCore.Diagnostics;

namespace Marketing.Api.Hosting.Pipeline;

/// <summary>Turns error responses of the framework without a body (no route, wrong method, wrong media type) into problems.</summary>
internal static class BareRefusals
{
    public static Task WriteAsync(StatusCodeContext context)
    {
        var (http, response) = (context.HttpContext, context.HttpContext.Response);
        if (response.StatusCode == StatusCodes.Status405MethodNotAllowed)
        {
            AllowHead(response.Headers);
        }

        return new ProblemResult(response.StatusCode, CodeOf(response.StatusCode)).ExecuteAsync(http);
    }

    public static string CodeOf(int status) =>
        status switch
        {
            StatusCodes.Status400BadRequest or StatusCodes.Status505HttpVersionNotsupported => "http.malformedRequest",
            StatusCodes.Status401Unauthorized => "http.unauthorized",
            StatusCodes.Status403Forbidden => "http.forbidden",
            StatusCodes.Status404NotFound => "http.notFound",
            StatusCodes.Status405MethodNotAllowed => "http.methodNotAllowed",
            StatusCodes.Status406NotAcceptable => "http.notAcceptable",
            StatusCodes.Status408RequestTimeout => "http.requestTimeout",
            StatusCodes.Status413PayloadTooLarge => "http.bodyTooLarge",
            StatusCodes.Status414UriTooLong => "http.targetTooLong",
            StatusCodes.Status415UnsupportedMediaType => "http.unsupportedMediaType",
            StatusCodes.Status421MisdirectedRequest => "http.hostNotServed",
            StatusCodes.Status431RequestHeaderFieldsTooLarge => "http.headersTooLarge",
            StatusCodes.Status503ServiceUnavailable => "http.unavailable",
            >= 500 => "internal",
            _ => "http.refused",
        };

    /// <summary>Adds HEAD to the allowed methods of every route with GET.</summary>
    private static void AllowHead(IHeaderDictionary headers)
    {
        var methods = headers.Allow.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (methods.Contains(HttpMethods.Get) && !methods.Contains(HttpMethods.Head))
        {
            headers.Allow = string.Join(", ", methods.Append(HttpMethods.Head));
        }
    }
}
