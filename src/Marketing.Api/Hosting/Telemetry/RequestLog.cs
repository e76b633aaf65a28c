using System.Collections;
using System.Diagnostics;
using System.Globalization;
using Marketing.Api.Contract.Endpoints;
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

        logger.Log(level, default, LineOf(http, method, time), null, static (line, _) => line.ToString());
    }

    private static RequestLine LineOf(HttpContext http, string method, TimeSpan time)
    {
        var context = http.RequestServices.GetService<RequestContext>();
        var caller = context is { HasCaller: true } ? context.Caller : null;
        var status = http.Response.StatusCode;
        return new RequestLine
        {
            Method = KnownMethod(method),
            Path = PathOf(http.Request.Path),
            Operation = http.GetEndpoint()?.Metadata.GetMetadata<EndpointContract>()?.Id,
            Status = status,
            Milliseconds = Math.Round(time.TotalMilliseconds, 2),
            Actor = caller?.ActorId,
            Workspace = caller?.WorkspaceId?.Value.ToString(),
            Reason = status >= StatusCodes.Status400BadRequest ? ProblemResult.CodeFor(http) : null,
            Address = status is StatusCodes.Status401Unauthorized or StatusCodes.Status429TooManyRequests
                ? http.Connection.RemoteIpAddress?.ToString()
                : null,
            Trace = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier,
        };
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

/// <summary>The facts that the log contains about a request. Facts that are unknown are omitted.</summary>
internal sealed class RequestLine : IReadOnlyList<KeyValuePair<string, object?>>
{
    private IReadOnlyList<KeyValuePair<string, object?>>? _known;

    public required string Method { get; init; }

    public required string Path { get; init; }

    public string? Operation { get; init; }

    public required int Status { get; init; }

    public required double Milliseconds { get; init; }

    public string? Actor { get; init; }

    public string? Workspace { get; init; }

    /// <summary>The code of the problem, and for a refused credential what was wrong with it.</summary>
    public string? Reason { get; init; }

    /// <summary>The address of a caller without a valid credential, or of one that is throttled.</summary>
    public string? Address { get; init; }

    public required string Trace { get; init; }

    public int Count => Known.Count;

    private IReadOnlyList<KeyValuePair<string, object?>> Known => _known ??= [.. Facts().Where(fact => fact.Value is not null)];

    public KeyValuePair<string, object?> this[int index] => Known[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Known.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Method} {Path} responded {Status} in {Milliseconds} ms")
        + (Reason is null ? "" : $": {Reason}")
        + (Address is null ? "" : $", from {Address}")
        + (Actor is null ? "" : $", {Actor}")
        + (Workspace is null ? "" : $" in {Workspace}")
        + $", trace {Trace}";

    private IEnumerable<KeyValuePair<string, object?>> Facts()
    {
        yield return new("method", Method);
        yield return new("path", Path);
        yield return new("operation", Operation);
        yield return new("status", Status);
        yield return new("milliseconds", Milliseconds);
        yield return new("reason", Reason);
        yield return new("address", Address);
        yield return new("actor", Actor);
        yield return new("workspace", Workspace);
        yield return new(JsonLines.Trace, Trace);
    }
}
