using System.Diagnostics;
using Marketing.Api.Hosting.Health;
using Marketing.Application.Common;
using Marketing.Infrastructure.Telemetry;

namespace Marketing.Api.Hosting.Telemetry;

/// <summary>
/// Logs one line for each request, with its trace id. Query, headers and bodies are omitted, because they may contain sensitive data.
/// </summary>
internal sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    private const int LongestPath = 500;

    public async Task InvokeAsync(HttpContext http)
    {
        var started = Stopwatch.GetTimestamp();
        var method = http.Request.Method;
        try
        {
            await next(http);
        }
        finally
        {
            Note(http, method, Stopwatch.GetElapsedTime(started));
        }
    }

    private void Note(HttpContext http, string method, TimeSpan time)
    {
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        Tag(Activity.Current, http, method, route);
        if (http.Response.Headers.ContainsKey("Idempotency-Replayed"))
        {
            ServiceMetrics.ResponseReplayed();
        }

        var level = HealthEndpoints.Covers(http.Request.Path) ? LogLevel.Debug : LogLevel.Information;
        if (!logger.IsEnabled(level))
        {
            return;
        }

        var context = http.RequestServices.GetService<RequestContext>();
        var caller = context is { HasCaller: true } ? context.Caller : null;
        logger.Log(
            level,
            "{Method} {Path} ({Route}) responded {Status} in {Milliseconds} ms to {Actor} in {Workspace}, trace {Trace}",
            KnownMethod(method),
            PathOf(http.Request.Path),
            route,
            http.Response.StatusCode,
            Math.Round(time.TotalMilliseconds, 2),
            caller?.ActorId,
            caller?.WorkspaceId?.Value,
            Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier
        );
    }

    private static void Tag(Activity? activity, HttpContext http, string method, string? route)
    {
        if (activity is not { IsAllDataRequested: true })
        {
            return;
        }

        activity.DisplayName = route is null ? KnownMethod(method) : $"{KnownMethod(method)} {route}";
        activity.SetTag("http.request.method", KnownMethod(method));
        activity.SetTag("http.route", route);
        activity.SetTag("http.response.status_code", http.Response.StatusCode);
        if (http.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            activity.SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>Escapes the path, so that a line break in it cannot end a log line.</summary>
    private static string PathOf(PathString path)
    {
        var text = path.ToUriComponent();
        return text.Length <= LongestPath ? text : text[..LongestPath];
    }

    private static string KnownMethod(string method) =>
        method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" ? method : "_OTHER";
}
