using Marketing.Infrastructure.Startup;
using Marketing.Infrastructure.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Marketing.Api.Hosting.Telemetry;

/// <summary>Where traces and metrics go (configuration section <c>Telemetry</c>); nowhere unless it is said.</summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>Address of an OTLP collector, such as <c>http://collector:4317</c>.</summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary>How to speak to it.</summary>
    public OtlpExportProtocol OtlpProtocol { get; set; } = OtlpExportProtocol.Grpc;
}

/// <summary>Sends traces and metrics while the service runs, and what is left when it stops.</summary>
internal sealed class Exporting(Uri endpoint, OtlpExportProtocol protocol) : IHostedService, IDisposable
{
    private static readonly string[] Meters =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", ServiceMetrics.MeterName];

    private OpenTelemetrySdk? _sdk;

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new TelemetryOptions();
        if (string.IsNullOrWhiteSpace(options.OtlpEndpoint))
        {
            return;
        }

        if (!Uri.TryCreate(options.OtlpEndpoint, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
        {
            throw new StartRefusedException("Telemetry:OtlpEndpoint is no http or https address.");
        }

        services.AddSingleton<IHostedService>(_ => new Exporting(endpoint, options.OtlpProtocol));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _sdk = OpenTelemetrySdk.Create(telemetry => telemetry
            .ConfigureResource(resource => resource.AddService("marketing-api", serviceVersion: typeof(Exporting).Assembly.GetName().Version?.ToString(3)))
            .WithTracing(traces => traces.AddSource("Microsoft.AspNetCore", ServiceMetrics.MeterName).AddOtlpExporter(otlp => Point(otlp, "v1/traces")))
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddOtlpExporter(otlp => Point(otlp, "v1/metrics"))));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(Dispose, CancellationToken.None).WaitAsync(cancellationToken);

    public void Dispose() => Interlocked.Exchange(ref _sdk, null)?.Dispose();

    /// <summary>Over HTTP each signal has a path of its own, which the exporter leaves to whoever names the endpoint.</summary>
    private void Point(OtlpExporterOptions otlp, string path)
    {
        otlp.Protocol = protocol;
        otlp.Endpoint = protocol == OtlpExportProtocol.HttpProtobuf ? new Uri(endpoint.AbsoluteUri.TrimEnd('/') + "/" + path) : endpoint;
    }
}
