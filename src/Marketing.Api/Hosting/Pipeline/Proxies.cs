using System.Net;
using Marketing.Infrastructure.Startup;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Marketing.Api.Hosting.Pipeline;

/// <summary>
/// The reverse proxies in front of the service (configuration section <c>Forwarded</c>). Without it, <c>X-Forwarded-*</c> is ignored: any
/// client could send it.
/// </summary>
internal static class Proxies
{
    public const string Section = "Forwarded";

    public static void AddProxies(this IServiceCollection services)
    {
        services.AddSingleton(provider => new PublicPath(PathBaseOf(provider.GetRequiredService<IConfiguration>().GetSection(Section))));
        services
            .AddOptions<ForwardedHeadersOptions>()
            .Configure<IConfiguration>((forwarded, configuration) => Trust(forwarded, configuration.GetSection(Section)));
    }

    /// <summary>Restores the client's address, scheme and host, and splits the prefix off the path.</summary>
    /// <exception cref="StartRefusedException">An address, a network or the path base is malformed.</exception>
    public static void UseProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value.ForwardedHeaders != ForwardedHeaders.None)
        {
            app.UseForwardedHeaders();
        }

        if (app.Services.GetRequiredService<PublicPath>() is { PathBase.HasValue: true } path)
        {
            app.Use(path.SetAsync);
        }
    }

    private static void Trust(ForwardedHeadersOptions forwarded, IConfigurationSection section)
    {
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        ListOf(section, "KnownProxies").Select(AddressOf).ToList().ForEach(forwarded.KnownProxies.Add);
        ListOf(section, "KnownNetworks").Select(NetworkOf).ToList().ForEach(forwarded.KnownIPNetworks.Add);
        forwarded.ForwardLimit = null;
        forwarded.ForwardedHeaders =
            forwarded.KnownProxies.Count + forwarded.KnownIPNetworks.Count > 0 ? ForwardedHeaders.All : ForwardedHeaders.None;
    }

    private static IPAddress AddressOf(string text) =>
        IPAddress.TryParse(text, out var address)
            ? address
            : throw new StartRefusedException($"{Section}:KnownProxies: {text} is not an IP address, such as 10.0.0.5.");

    private static IPNetwork NetworkOf(string text) =>
        IPNetwork.TryParse(text, out var network)
            ? network
            : throw new StartRefusedException($"{Section}:KnownNetworks: {text} is not a network, such as 10.0.0.0/8.");

    private static PathString PathBaseOf(IConfigurationSection section) =>
        section["PathBase"]?.TrimEnd('/') is not { Length: > 0 } text ? default
        : text.StartsWith('/') && !text.AsSpan().ContainsAny("?#% ") ? new PathString(text)
        : throw new StartRefusedException($"{Section}:PathBase: {text} is not a path, such as /marketing.");

    private static string[] ListOf(IConfigurationSection section, string key) =>
        section.GetSection(key).Get<string[]>()
        ?? section[key]?.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        ?? [];
}

/// <summary>The path under which clients reach the service. The proxy may pass it on or strip it.</summary>
internal sealed record PublicPath(PathString PathBase)
{
    /// <summary>Sets the path base, unless a known proxy has stated one in <c>X-Forwarded-Prefix</c>.</summary>
    public Task SetAsync(HttpContext http, RequestDelegate next)
    {
        var request = http.Request;
        if (!request.PathBase.HasValue)
        {
            request.PathBase = PathBase;
            if (request.Path.StartsWithSegments(PathBase, out var rest))
            {
                request.Path = rest;
            }
        }

        return next(http);
    }
}
