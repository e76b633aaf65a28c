using System.Threading.RateLimiting;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Hosting.Health;
using Marketing.Infrastructure.Telemetry;
using Microsoft.Extensions.Options;

namespace Marketing.Api.Hosting.Limits;

/// <summary>
/// Limits the number of concurrent and queued requests, and rejects others immediately. Under overload, accepted requests are therefore
/// still served quickly.
/// </summary>
internal sealed class ConcurrencyLimit(RequestDelegate next, IOptions<RateLimitOptions> options) : IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(
        new ConcurrencyLimiterOptions
        {
            PermitLimit = options.Value.Concurrency,
            QueueLimit = options.Value.Queue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }
    );

    public async Task InvokeAsync(HttpContext http)
    {
        if (HealthEndpoints.Covers(http.Request.Path))
        {
            await next(http);
            return;
        }

        using var turn = await _limiter.AcquireAsync(1, http.RequestAborted);
        if (turn.IsAcquired)
        {
            await next(http);
            return;
        }

        ServiceMetrics.RequestRefused("concurrency");
        await new ProblemResult(StatusCodes.Status503ServiceUnavailable, "http.overloaded") { RetryAfter = 1 }.ExecuteAsync(http);
    }

    public void Dispose() => _limiter.Dispose();
}
