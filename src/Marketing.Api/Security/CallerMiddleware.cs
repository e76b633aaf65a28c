using System.Diagnostics;
using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;

namespace Marketing.Api.Security;

/// <summary>
/// Resolves caller and workspace after authentication, before the request is read. Rejects what the endpoint does not allow (403, then
/// 400), and passes the caller to the use case.
/// </summary>
internal sealed class CallerMiddleware(RequestDelegate next, CallerResolver callers)
{
    public async Task InvokeAsync(HttpContext http, RequestContext request)
    {
        request.CorrelationId = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
        if (http.GetEndpoint()?.Metadata.GetMetadata<EndpointContract>() is not { Anonymous: false } contract)
        {
            await next(http);
            return;
        }

        var (caller, refusal) = await callers.ResolveAsync(http, contract, request.CorrelationId);
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(http);
            return;
        }

        request.Caller = caller!;
        await next(http);
    }
}
