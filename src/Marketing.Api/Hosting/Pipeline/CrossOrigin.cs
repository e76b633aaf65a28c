using Marketing.Infrastructure.Startup;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Marketing.Api.Hosting.Pipeline;

/// <summary>
/// Configures which front ends can call from a browser (<c>Cors:AllowedOrigins</c>); none by default. In Development those on this machine
/// can, on any port.
/// </summary>
internal static class CrossOrigin
{
    private static readonly string[] RequestHeaders =
    [
        "Accept",
        "Accept-Language",
        "Authorization",
        "Content-Type",
        "Idempotency-Key",
        "If-Match",
        "If-None-Match",
        "Workspace-Id",
        "traceparent",
        "tracestate",
    ];

    private static readonly string[] ResponseHeaders =
    [
        "ETag",
        "Location",
        "Link",
        "Retry-After",
        "RateLimit",
        "RateLimit-Policy",
        "Idempotency-Replayed",
        "WWW-Authenticate",
    ];

    public static void AddCrossOrigin(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var origins = OriginsOf(configuration);
        var allowsLocal = environment.IsDevelopment() && !origins.Contains("*");
        services.AddCors(cors => cors.AddDefaultPolicy(policy => Allow(policy, origins, allowsLocal)));
    }

    public static string[] OriginsOf(IConfiguration configuration)
    {
        var section = configuration.GetSection("Cors:AllowedOrigins");
        var origins =
            section.Get<string[]>()
            ?? section.Value?.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            ?? [];
        foreach (var origin in origins)
        {
            if (origin != "*" && !IsOrigin(origin))
            {
                throw new StartRefusedException(
                    $"Cors:AllowedOrigins: {origin} is not an origin. Use scheme, host and port, such as https://plans.example.com, without a path."
                );
            }
        }

        return origins;
    }

    private static void Allow(CorsPolicyBuilder policy, string[] origins, bool allowsLocal)
    {
        policy
            .WithOrigins(origins)
            .WithMethods(HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete)
            .WithHeaders(RequestHeaders)
            .WithExposedHeaders(ResponseHeaders)
            .SetPreflightMaxAge(TimeSpan.FromHours(1));
        if (allowsLocal)
        {
            policy.SetIsOriginAllowed(origin => origins.Contains(origin, StringComparer.OrdinalIgnoreCase) || IsLocal(origin));
        }
    }

    private static bool IsLocal(string origin) =>
        IsOrigin(origin) && Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.IsLoopback;

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.GetLeftPart(UriPartial.Authority) == text.ToLowerInvariant();
}
