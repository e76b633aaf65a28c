using Marketing.Infrastructure.Startup;
using Marketing.Infrastructure.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Marketing.Api.Hosting.Telemetry;

/// <summary>Where to export traces and metrics (configuration section <c>Telemetry</c>); disabled by default.</summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>Address of an OTLP collector, such as <c>http://collector:4317</c>.</summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary>Protocol of the collector.</summary>
    public OtlpExportProtocol OtlpProtocol { get; set; } = OtlpExportProtocol.Grpc;
}

/// <summary>Exports traces and metrics while the service runs, and flushes them when it stops.</summary>
internal sealed class Exporting(Uri endpoint, OtlpExportProtocol protocol) : IHostedService, IDisposable
{
    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime",
        ServiceMetrics.MeterName,
    ];

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
            throw new StartRefusedException("Telemetry:OtlpEndpoint is not an http or https address, such as http://collector:4317.");
        }

        services.AddSingleton<IHostedService>(_ => new Exporting(endpoint, options.OtlpProtocol));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _sdk = OpenTelemetrySdk.Create(telemetry =>
            telemetry
                .ConfigureResource(resource =>
                    resource.AddService("marketing-api", serviceVersion: typeof(Exporting).Assembly.GetName().Version?.ToString(3))
                )
                .WithTracing(traces =>
                    traces.AddSource("Microsoft.AspNetCore", ServiceMetrics.MeterName).AddOtlpExporter(otlp => Point(otlp, "v1/traces"))
                )
                .WithMetrics(metrics => metrics.AddMeter(Meters).AddOtlpExporter(otlp => Point(otlp, "v1/metrics")))
        );
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(Dispose, CancellationToken.None).WaitAsync(cancellationToken);

    public void Dispose() => Interlocked.Exchange(ref _sdk, null)?.Dispose();

    /// <summary>
    /// Sets the path of a signal. Over HTTP each signal has its own path, and the exporter does not add it to an explicit endpoint.
    /// </summary>
    private void Point(OtlpExporterOptions otlp, string path)
    {
        otlp.Protocol = protocol;
        otlp.Endpoint = protocol == OtlpExportProtocol.HttpProtobuf ? new Uri(endpoint.AbsoluteUri.TrimEnd('/') + "/" + path) : endpoint;
    }
}
