using Marketing.Api.Contract.Endpoints;

namespace Marketing.Api.Hosting.Pipeline;

/// <summary>Gives the framework's bare refusals (no route, wrong method, wrong media type …) the shape of all others.</summary>
internal sealed class StatusCodesAsProblems(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        var response = http.Response;
        if (response.HasStarted || response.StatusCode < 400 || response.ContentLength.HasValue || !string.IsNullOrEmpty(response.ContentType))
        {
            return;
        }

        if (response.StatusCode == StatusCodes.Status405MethodNotAllowed)
        {
            AllowHead(response.Headers);
        }

        await new ProblemResult(response.StatusCode, CodeOf(response.StatusCode)).ExecuteAsync(http);
    }

    public static string CodeOf(int status) => status switch
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

    /// <summary>HEAD is answered wherever GET is, though no route says so.</summary>
    private static void AllowHead(IHeaderDictionary headers)
    {
        var methods = headers.Allow.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (methods.Contains(HttpMethods.Get) && !methods.Contains(HttpMethods.Head))
        {
            headers.Allow = string.Join(", ", methods.Append(HttpMethods.Head));
        }
    }
}
