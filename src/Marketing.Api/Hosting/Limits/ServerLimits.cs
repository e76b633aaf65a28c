using System.Text;
using Marketing.Api.Contract.Input;
using Marketing.Api.Hosting.Pipeline;
using Marketing.Infrastructure.Telemetry;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Marketing.Api.Hosting.Limits;

/// <summary>Limits of the server itself.</summary>
internal static class ServerLimits
{
    /// <summary>What the server reads ahead of a request that waits.</summary>
    private const int MaxRequestBufferBytes = 128 * 1024;

    public static void AddServerLimits(this IServiceCollection services)
    {
        services.AddSingleton(provider => new BodyBudget(
            provider.GetRequiredService<IConfiguration>(),
            provider.GetRequiredService<TimeProvider>(),
            () => ServiceMetrics.RequestRefused("bodies")
        ));
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Every header reaches the operation that reads it, which can name it in an error message.
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => new ServerRefusals(next).OnConnectedAsync));
            Apply(kestrel.Limits);
        });

        // The framework's filter would respond with a page before the first middleware; RequestShape responds with a problem.
        services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = ["*"]);
    }

    private static void Apply(KestrelServerLimits limits)
    {
        // Operations limit their bodies when they read them. The server would cut the connection of a client that still sends.
        limits.MaxRequestBodySize = null;
        limits.MaxRequestBufferSize = MaxRequestBufferBytes;
        limits.MaxRequestLineSize = 2 * RequestShape.MaxTargetLength;
        limits.MaxRequestHeaderCount = 2 * RequestShape.MaxHeaders;
        limits.MaxRequestHeadersTotalSize = 2 * RequestShape.MaxHeaderChars;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.Http2.MaxStreamsPerConnection = 100;
    }
}
