using Marketing.Api.Contract.Input;
using Marketing.Application.Common;
using Microsoft.AspNetCore.Http.Features;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>
/// Stands before every handler: all faults of headers, query and body are answered at once, and what the use case needs
/// to know of the request (expected version, retry key, validate only) is put into its context.
/// </summary>
internal sealed class RequestGate : IEndpointFilter
{
    private const int MaxRetryKey = 255;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var operation = http.GetEndpoint()!.Metadata.GetRequiredMetadata<Operation>();
        var faults = RequestFaults.Of(http);
        var request = http.RequestServices.GetRequiredService<RequestContext>();
        if (faults.BodyRefusal is { } refused)
        {
            return new ProblemResult(refused.Status, refused.Code);
        }

        ReadQuery(http, operation, request, faults);
        RefuseUnexpectedBody(http, operation, faults);
        var ifMatch = Preconditions.ReadIfMatch(http, operation, faults);
        ReadRetryKey(http, request, faults);
        if (faults.All.Count > 0)
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, "input.invalid") { Faults = [.. faults.All] };
        }

        if (operation.IfMatch == IfMatchUse.Required && !ifMatch.Given && request.Idempotency is null)
        {
            return new ProblemResult(StatusCodes.Status428PreconditionRequired, "http.ifMatchRequired");
        }

        http.Features.Set(ifMatch);
        request.ExpectedVersion = ifMatch.Version;
        return await next(context);
    }

    private static void ReadQuery(HttpContext http, Operation operation, RequestContext request, RequestFaults faults)
    {
        if (operation.Writes && operation.Query is null)
        {
            var read = QueryInput.Read<WriteArguments>(http.Request.Query);
            faults.Add(read.Faults);
            request.ValidateOnly = read.Value?.ValidateOnly ?? false;
        }
        else if (operation.Writes && operation.Query!.IsAssignableTo(typeof(WriteArguments)))
        {
            request.ValidateOnly = http.Request.Query["validateOnly"] == "true";
        }
        else if (operation.Query is null && http.Request.Query.Count > 0)
        {
            faults.Add(QueryInput.Read<NoArguments>(http.Request.Query).Faults);
        }
    }

    private static void RefuseUnexpectedBody(HttpContext http, Operation operation, RequestFaults faults)
    {
        var mayHaveBody = http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? http.Request.ContentLength is > 0;
        if (operation.Body is null && mayHaveBody && http.Request.ContentLength != 0)
        {
            faults.Add([new InputFault("", InputSource.Body, "input.bodyNotExpected", new Dictionary<string, object?>())]);
        }
    }

    private static void ReadRetryKey(HttpContext http, RequestContext request, RequestFaults faults)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.Headers.TryGetValue("Idempotency-Key", out var values))
        {
            return;
        }

        var key = values.ToString();
        if (values.Count != 1 || key.Length is 0 or > MaxRetryKey || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            faults.Header("Idempotency-Key", "input.idempotencyKey", ("max", MaxRetryKey));
            return;
        }

        var hash = http.Features.Get<BodyHash>()?.Sha256 ?? [];
        var path = http.Request.Path.Value + http.Request.QueryString.Value;
        request.Idempotency = new IdempotencyRequest(key, http.Request.Method, path.Length <= 2000 ? path : path[..2000], hash);
    }
}

/// <summary>What every write takes in its query.</summary>
internal record WriteArguments
{
    /// <summary>Check everything and answer as if it were done, but keep nothing.</summary>
    public bool ValidateOnly { get; init; }
}

/// <summary>An operation that takes nothing in its query.</summary>
internal sealed record NoArguments;
