using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Input;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketing.Api.Hosting.Health;

/// <summary>Whether the process lives, and whether it should get requests.</summary>
internal static class HealthEndpoints
{
    private const string Root = "/health";

    public static bool Covers(PathString path) => path.StartsWithSegments(Root);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup(Root).WithTags("Health");
        health.OnGet("/live", Live, new Operation
        {
            Id = "getLiveness",
            Summary = "Tell whether the process lives",
            Description = "Answers 200 as long as the process runs, whatever the state of its database. For a supervisor that restarts what hangs.",
            Anonymous = true,
            OutsideWorkspace = true,
            Response = typeof(Liveness),
        });
        health.OnGet("/ready", ReadyAsync, new Operation
        {
            Id = "getReadiness",
            Summary = "Tell whether the service takes requests",
            Description = "Answers 200 while the database answers, takes writes and has all migrations of this build, else 503 with the reasons. From the moment the service is told to stop it is not ready. For a load balancer.",
            Anonymous = true,
            OutsideWorkspace = true,
            Response = typeof(ReadinessAnswer),
            Refusals = [StatusCodes.Status503ServiceUnavailable],
        });
    }

    private static JsonHttpResult<Liveness> Live(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new Liveness { Status = LivenessStatus.Live }, JsonInput.Options);
    }

    private static async Task<IResult> ReadyAsync(HttpContext http, Readiness readiness)
    {
        var reasons = await readiness.ReasonsAsync(http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        var ready = reasons.Count == 0;
        return TypedResults.Json(
            new ReadinessAnswer { Status = ready ? ReadinessStatus.Ready : ReadinessStatus.NotReady, Reasons = reasons },
            JsonInput.Options,
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}

/// <summary>That the process lives.</summary>
public sealed record Liveness
{
    /// <summary>Always <c>live</c>.</summary>
    /// <example>live</example>
    public required LivenessStatus Status { get; init; }
}

/// <summary>Whether the service takes requests.</summary>
public sealed record ReadinessAnswer
{
    /// <summary>Whether it is ready.</summary>
    /// <example>ready</example>
    public required ReadinessStatus Status { get; init; }

    /// <summary>Why it is not ready; empty where it is.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
}

/// <summary>The state of the process.</summary>
public enum LivenessStatus
{
    /// <summary>It runs.</summary>
    Live,
}

/// <summary>The state of the service.</summary>
public enum ReadinessStatus
{
    /// <summary>It takes requests.</summary>
    Ready,

    /// <summary>It is starting or stopping, or its database is not ready.</summary>
    NotReady,
}
