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
        services.AddLogs(configuration, environment);
        Exporting.Add(services, configuration);
        services.AddServerLimits();
        services.AddProxies();
        services.AddCrossOrigin(configuration, environment);
        services.AddCompression();
        services.AddOptions<RateLimitOptions>().Bind(configuration.GetSection(RateLimitOptions.Section));
        services.AddOptions<ShutdownOptions>().Bind(configuration.GetSection(ShutdownOptions.Section));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
        services.AddSingleton<Readiness>();
        services.AddBackgroundWork(configuration);
        services.AddHostedService<Draining>();
    }

    /// <summary>Adds the outer part of the pipeline, up to routing.</summary>
    public static void UseOuterPipeline(this WebApplication app)
    {
        app.UseProxies();
        app.UseMiddleware<FeedAddresses>();
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
    }

    /// <summary>Prepares the database while the pipeline is built, then serves requests until shutdown.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StartRefusedException">The service cannot start; the message states what to do.</exception>
    public static async Task<int> RunServiceAsync(this WebApplication app, Action<WebApplication> build)
    {
        await using (app)
        {
            var prepared = Task.Run(app.PrepareAsync);
            build(app);
            await prepared;
            try
            {
                await app.StartAsync();
            }
            catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
            {
                // A supervisor stopped the service while it was starting.
                return Environment.ExitCode;
            }
            catch (Exception failure) when (ListenFailure.Explain(failure) is { } reason)
            {
                throw new StartRefusedException(reason);
            }

            MapperLicence.Note(app.Configuration, app.Environment, app.Logger);
            app.Services.GetService<DevelopmentWelcome>()?.Announce();
            await app.WaitForShutdownAsync();
            return Environment.ExitCode;
        }
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
