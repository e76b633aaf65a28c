using Marketing.Api.Contract.Input;
using Marketing.Application.Common;
using Microsoft.AspNetCore.Http.Features;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>
/// Runs before every handler. Returns all faults of headers, query and body in one response, and passes idempotency key and
/// <c>validateOnly</c> to the use case.
/// </summary>
internal sealed class RequestGate : IEndpointFilter
{
    public const string IdempotencyKeyHeader = "Idempotency-Key";

    private const int MaxRetryKey = 255;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var contract = EndpointContract.Of(http);
        var input = RequestInput.Of(http);
        var request = http.RequestServices.GetRequiredService<RequestContext>();
        if (input.BodyRefusal is { } refused)
        {
            return new ProblemResult(refused.Status, refused.Code)
            {
                RetryAfter = refused.Status == StatusCodes.Status503ServiceUnavailable ? 1 : null,
            };
        }

        if (contract.Response is not null && !Negotiation.Accepts(http.Request, contract.Formats))
        {
            return new ProblemResult(StatusCodes.Status406NotAcceptable, "http.notAcceptable");
        }

        ReadCommonQuery(http, contract, input);
        RefuseUnexpectedBody(http, contract, input);
        ReadIdempotencyKey(http, contract, request, input);
        if (input.Faults.Count > 0)
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, "input.invalid") { Faults = [.. input.Faults] };
        }

        // A retry needs no If-Match: it gets the stored response.
        if (input.IfMatchMissing && request.Idempotency is null)
        {
            return Preconditions.IfMatchRequired();
        }

        request.ValidateOnly = input.ValidateOnly;
        return await next(context);
    }

    private static void ReadCommonQuery(HttpContext http, EndpointContract contract, RequestInput input)
    {
        if (contract.Query is not null)
        {
            return;
        }

        if (contract.Writes)
        {
            var read = QueryInput.Read<WriteArguments>(http.Request.Query);
            input.Add(read.Faults);
            input.ValidateOnly = read.Value?.ValidateOnly ?? false;
        }
        else if (http.Request.Query.Count > 0)
        {
            input.Add(QueryInput.Read<NoArguments>(http.Request.Query).Faults);
        }
    }

    private static void RefuseUnexpectedBody(HttpContext http, EndpointContract contract, RequestInput input)
    {
        var mayHaveBody = http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? http.Request.ContentLength is > 0;
        if (contract.Body is null && contract.Streams.Count == 0 && mayHaveBody && http.Request.ContentLength != 0)
        {
            input.Add([new InputFault("", InputSource.Body, "input.bodyNotExpected", new Dictionary<string, object?>())]);
        }
    }

    private static void ReadIdempotencyKey(HttpContext http, EndpointContract contract, RequestContext request, RequestInput input)
    {
        if (!contract.Writes || !http.Request.Headers.TryGetValue(IdempotencyKeyHeader, out var values))
        {
            return;
        }

        var key = values.ToString();
        if (values.Count != 1 || key.Length is 0 or > MaxRetryKey || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            input.AddHeader(IdempotencyKeyHeader, "input.idempotencyKey", ("max", MaxRetryKey));
            return;
        }

        var path = http.Request.Path.Value + http.Request.QueryString.Value;
        request.Idempotency = new IdempotencyRequest(key, http.Request.Method, path.Length <= 2000 ? path : path[..2000], input.BodyHash);
    }
}
