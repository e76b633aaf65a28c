using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Hosting.Health;
using Marketing.Api.Security;
using Marketing.Infrastructure.Telemetry;
using Microsoft.Extensions.Options;

namespace Marketing.Api.Hosting.Limits;

/// <summary>
/// Limits the requests of each caller with a token bucket, and reports what is left in the headers of every response. Unauthenticated
/// callers share one bucket per address. Each process counts separately.
/// </summary>
internal sealed class RateLimit : IDisposable
{
    /// <summary>IPv6 addresses are assigned in networks of this size.</summary>
    private const int NetworkBytes = 8;
    private const double MinuteSeconds = 60;

    private readonly RequestDelegate _next;
    private readonly RateLimitOptions _options;
    private readonly PartitionedRateLimiter<string> _limiter;
    private readonly string _policy;

    public RateLimit(RequestDelegate next, IOptions<RateLimitOptions> options)
    {
        _next = next;
        _options = options.Value;
        _policy = string.Create(CultureInfo.InvariantCulture, $"\"default\";q={_options.PerMinute};w=60");
        _limiter = PartitionedRateLimiter.Create<string, string>(caller =>
            RateLimitPartition.GetTokenBucketLimiter(caller, _ => BucketOf(_options))
        );
    }

    public async Task InvokeAsync(HttpContext http)
    {
        if (HealthEndpoints.Covers(http.Request.Path))
        {
            await _next(http);
            return;
        }

        var caller = CallerOf(http);
        using var lease = _limiter.AttemptAcquire(caller);
        var left = _limiter.GetStatistics(caller)?.CurrentAvailablePermits ?? 0;
        http.Response.OnStarting(Announce, (this, http, left));
        if (lease.IsAcquired)
        {
            await _next(http);
            return;
        }

        ServiceMetrics.RequestRefused("rate");
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Seconds(after.TotalSeconds) : 1;
        await new ProblemResult(StatusCodes.Status429TooManyRequests, "http.tooManyRequests")
        {
            RetryAfter = wait,
            Args = new Dictionary<string, object?> { ["retryAfter"] = wait },
        }.ExecuteAsync(http);
    }

    public void Dispose() => _limiter.Dispose();

    /// <summary>Returns the caller whose bucket a request uses.</summary>
    public static string CallerOf(HttpContext http) =>
        http.User.Identity switch
        {
            ApiKeyIdentity machine => "key:" + machine.Key.Prefix,
            ClaimsIdentity { IsAuthenticated: true } person =>
                $"person:{person.FindFirst(PersonClaims.Issuer)?.Value}\n{person.FindFirst(PersonClaims.Subject)?.Value}",
            _ => "address:" + NetworkOf(http.Connection.RemoteIpAddress),
        };

    private static string NetworkOf(IPAddress? address)
    {
        if (address is null or { AddressFamily: AddressFamily.InterNetwork } or { IsIPv4MappedToIPv6: true })
        {
            return address?.MapToIPv4().ToString() ?? "unknown";
        }

        return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes));
    }

    /// <summary>Refills at least one token at a time, at most ten times a second.</summary>
    private static TokenBucketRateLimiterOptions BucketOf(RateLimitOptions options)
    {
        var tokens = Math.Max(1, options.PerMinute / 600);
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Burst,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromSeconds(MinuteSeconds * tokens / options.PerMinute),
            QueueLimit = 0,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        };
    }

    private static Task Announce(object state)
    {
        var (self, http, left) = ((RateLimit, HttpContext, long))state;
        var full = Seconds((self._options.Burst - left) * MinuteSeconds / self._options.PerMinute);
        http.Response.Headers["RateLimit-Policy"] = self._policy;
        http.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"default\";r={left};t={full}");
        return Task.CompletedTask;
    }

    private static int Seconds(double seconds) => Math.Max(1, (int)Math.Ceiling(seconds));
}
