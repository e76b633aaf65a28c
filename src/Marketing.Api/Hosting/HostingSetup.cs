using Marketing.Api.Hosting.Health;
using Marketing.Api.Hosting.Limits;
using Marketing.Api.Hosting.Pipeline;
using Marketing.Api.Hosting.Telemetry;
using Marketing.Infrastructure;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Startup;
using Microsoft.Extensions.Options;

namespace Marketing.Api.Hosting;

/// <summary>Registers logging, limits, background work and the outer pipeline, and runs the service.</summary>
internal static class HostingSetup
{
    /// <summary>The maximum time for a shutdown, including draining.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(8);

    /// <exception cref="StartRefusedException">The configuration is invalid; the message states what to change.</exception>
    public static void AddHosting(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddLogs(environment);
        Exporting.Add(services, configuration);
        services.AddServerLimits();
        services.AddCrossOrigin(configuration);
        services.AddCompression();
        services
            .AddOptions<RateLimitOptions>()
            .Bind(configuration.GetSection(RateLimitOptions.Section))
            .Validate(limits => limits.IsValid, "RateLimits: PerMinute, Burst and Concurrency are greater than 0, Queue is at least 0.")
            .ValidateOnStart();
        services.AddOptions<ShutdownOptions>().Bind(configuration.GetSection(ShutdownOptions.Section));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
        services.AddSingleton<Readiness>();
        services.AddBackgroundWork(configuration);
        services.AddHostedService<Draining>();
    }

    /// <summary>Adds the outer part of the pipeline, up to routing.</summary>
    public static void UseOuterPipeline(this WebApplication app)
    {
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<HeadAsGet>();
        app.UseMiddleware<FailureMiddleware>();
        app.UseMiddleware<RequestShape>();
        app.UseMiddleware<RetryTime>();
        app.UseCors();
        app.UseResponseCompression();
        app.UseStatusCodePages(BareRefusals.WriteAsync);
        app.UseRouting();
        app.UseMiddleware<ConcurrencyLimit>();
        app.UseMiddleware<BodyLimit>();
    }

    /// <summary>Prepares the database while the pipeline is built, then serves requests until shutdown.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StartRefusedException">The service cannot start; the message states what to do.</exception>
    public static async Task<int> RunServiceAsync(this WebApplication app, Action<WebApplication> build)
    {
        var prepared = Task.Run(app.PrepareAsync);
        build(app);
        await prepared;
        await app.RunAsync();
        return Environment.ExitCode;
    }

    private static async Task PrepareAsync(this WebApplication app)
    {
        try
        {
            app.Services.GetService<IStartupValidator>()?.Validate();
            await app.Services.GetRequiredService<StartupWork>().PrepareAsync(app.Lifetime.ApplicationStopping);
        }
        catch (OptionsValidationException invalid)
        {
            throw new StartRefusedException(string.Join(" ", invalid.Failures));
        }
    }
}
