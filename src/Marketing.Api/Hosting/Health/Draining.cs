using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Marketing.Api.Hosting.Health;

/// <summary>How the service stops (configuration section <c>Shutdown</c>).</summary>
internal sealed class ShutdownOptions
{
    public const string Section = "Shutdown";

    /// <summary>Seconds from reporting "not ready" until the server stops listening. A load balancer needs this time to notice.</summary>
    [Range(0d, 600d)]
    public double DrainSeconds { get; set; } = 2;
}

/// <summary>Reports "not ready" on shutdown, and waits for load balancers to notice before the server stops listening.</summary>
internal sealed class Draining(Readiness readiness, IOptions<ShutdownOptions> options, TimeProvider clock, ILogger<Draining> logger)
    : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        readiness.BeginStop();
        var drain = TimeSpan.FromSeconds(options.Value.DrainSeconds);
        logger.LogInformation("Stopping: not ready any more; still listening for {Seconds} s", drain.TotalSeconds);
        if (drain > TimeSpan.Zero)
        {
            await Task.Delay(drain, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
