using Marketing.Api.Contract.Endpoints;
using Marketing.Infrastructure.Persistence;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Marketing.Api.Hosting.Pipeline;

/// <summary>
/// Turns every unhandled exception into a problem without internal details. If the response has already started, aborts the connection,
/// so that a client cannot take a part for the whole.
/// </summary>
internal sealed class FailureMiddleware(RequestDelegate next, StoreHealth health, ILogger<FailureMiddleware> logger)
{
    /// <summary>Seconds after which a client may ask whether a damaged database was restored.</summary>
    private const int RestoreSeconds = 60;

    public async Task InvokeAsync(HttpContext http)
    {
        var inner = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var body = new HeldBody(http, inner);
        http.Features.Set<IHttpResponseBodyFeature>(body);
        try
        {
            await next(http);
            await body.FinishAsync(http.RequestAborted);
        }
        catch (Exception failure)
        {
            await WriteProblemAsync(http, body, failure);
        }
        finally
        {
            http.Features.Set(inner);
        }
    }

    private async Task WriteProblemAsync(HttpContext http, HeldBody body, Exception failure)
    {
        if (IsClientGone(http, failure))
        {
            body.TryDiscard();
            logger.LogDebug("The client disconnected");
            SetStatusOfAbandoned(http);
            return;
        }

        if (!body.TryDiscard() || http.Response.HasStarted)
        {
            logger.LogError(failure, "Failed after the response had started; aborting the connection");
            http.Abort();
            return;
        }

        http.Response.Clear();
        await ProblemOf(failure).ExecuteAsync(http);
        await body.FinishAsync(http.RequestAborted);
    }

    private ProblemResult ProblemOf(Exception failure)
    {
        if (failure is BadHttpRequestException bad)
        {
            return new ProblemResult(bad.StatusCode, BareRefusals.CodeOf(bad.StatusCode));
        }

        if (StoreFaults.IsDamaged(failure))
        {
            health.FoundDamage(failure.GetBaseException().Message);
            return new ProblemResult(StatusCodes.Status503ServiceUnavailable, "http.databaseDamaged") { RetryAfter = RestoreSeconds };
        }

        if (StoreFaults.IsUnavailable(failure))
        {
            logger.LogWarning(failure, "The database is busy or unavailable");
            return new ProblemResult(StatusCodes.Status503ServiceUnavailable, "http.unavailable") { RetryAfter = 1 };
        }

        logger.LogError(failure, "Unhandled exception");
        return new ProblemResult(StatusCodes.Status500InternalServerError, "internal");
    }

    private static bool IsClientGone(HttpContext http, Exception failure) =>
        failure is ConnectionResetException or ConnectionAbortedException
        || (http.RequestAborted.IsCancellationRequested && failure is OperationCanceledException or IOException);

    private static void SetStatusOfAbandoned(HttpContext http)
    {
        if (!http.Response.HasStarted)
        {
            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
    }
}
