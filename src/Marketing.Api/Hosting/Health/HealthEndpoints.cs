using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Input;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Marketing.Api.Hosting.Health;

/// <summary>Reports whether the process is alive and whether it is ready for requests.</summary>
internal static class HealthEndpoints
{
    private const string Root = "/health";

    public static bool Covers(PathString path) => path.StartsWithSegments(Root);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.Get("/health/live", "getLiveness", GetLiveness).Anonymous();
        routes.Get("/health/ready", "getReadiness", GetReadinessAsync).Anonymous().MayFail(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Get liveness</summary>
    /// <remarks>
    /// Returns 200 while the process runs, whatever the state of its database. For a supervisor that restarts processes that hang.
    /// </remarks>
    private static HealthResult<Liveness> GetLiveness() => new(new Liveness { Status = LivenessStatus.Live }, StatusCodes.Status200OK);

    /// <summary>Get readiness</summary>
    /// <remarks>
    /// Returns 200 while the database responds, accepts writes and has all migrations of this build; otherwise 503 with the reasons. A
    /// service that is stopping is not ready. For a load balancer.
    /// </remarks>
    private static async Task<HealthResult<ReadinessResponse>> GetReadinessAsync([FromServices] Readiness readiness, CancellationToken ct)
    {
        var reasons = await readiness.ReasonsAsync(ct);
        return reasons.Count == 0
            ? new(new ReadinessResponse { Status = ReadinessStatus.Ready }, StatusCodes.Status200OK)
            : new(new ReadinessResponse { Status = ReadinessStatus.NotReady, Reasons = reasons }, StatusCodes.Status503ServiceUnavailable);
    }
}

/// <summary>Responds with the state of the service; never cached.</summary>
internal sealed class HealthResult<T>(T value, int status)
    : EndpointResult(new NotCached(TypedResults.Json(value, JsonInput.Options, statusCode: status))),
        IEndpointMetadataProvider
{
    public static void PopulateMetadata(System.Reflection.MethodInfo method, EndpointBuilder builder) =>
        builder.State(contract => contract with { Response = typeof(T) });

    private sealed class NotCached(IResult result) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = "no-store";
            return result.ExecuteAsync(httpContext);
        }
    }
}

/// <summary>Whether the process is alive.</summary>
public sealed record Liveness
{
    /// <summary>Always <c>live</c>.</summary>
    /// <example>live</example>
    public required LivenessStatus Status { get; init; }
}

/// <summary>Whether the service is ready for requests.</summary>
public sealed record ReadinessResponse
{
    /// <summary>Whether it is ready.</summary>
    /// <example>ready</example>
    public required ReadinessStatus Status { get; init; }

    /// <summary>Why it is not ready; empty if it is.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
}

/// <summary>The state of the process.</summary>
public enum LivenessStatus
{
    /// <summary>The process is running.</summary>
    Live,
}

/// <summary>The state of the service.</summary>
public enum ReadinessStatus
{
    /// <summary>The service accepts requests.</summary>
    Ready,

    /// <summary>The service is starting or stopping, or its database is not ready.</summary>
    NotReady,
}
