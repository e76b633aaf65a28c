using System.Diagnostics;
using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;

namespace Marketing.Api.Security;

/// <summary>
/// Stands behind authentication and before everything that reads the request: finds out who calls in which workspace,
/// refuses what the operation does not allow (403, then 400), and tells the use case.
/// </summary>
internal sealed class CallerMiddleware(RequestDelegate next, CallerResolver callers)
{
    public async Task InvokeAsync(HttpContext http, RequestContext request)
    {
        request.CorrelationId = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
        if (http.GetEndpoint()?.Metadata.GetMetadata<Operation>() is not { Anonymous: false } operation)
        {
            await next(http);
            return;
        }

        var (caller, refusal) = await callers.ResolveAsync(http, operation, request.CorrelationId);
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(http);
            return;
        }

        request.Caller = caller!;
        await next(http);
    }
}
