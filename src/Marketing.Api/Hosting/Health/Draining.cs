using Microsoft.Extensions.Options;

namespace Marketing.Api.Hosting.Health;

/// <summary>How the service stops (configuration section <c>Shutdown</c>).</summary>
internal sealed class ShutdownOptions
{
    public const string Section = "Shutdown";

    /// <summary>Seconds between the end of readiness and the end of listening: what a load balancer needs to notice.</summary>
    public double DrainSeconds { get; set; } = 2;
}

/// <summary>Ends readiness first and gives load balancers time to notice, before the server stops listening.</summary>
internal sealed class Draining(Readiness readiness, IOptions<ShutdownOptions> options, TimeProvider clock, ILogger<Draining> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        readiness.BeginStop();
        var drain = TimeSpan.FromSeconds(options.Value.DrainSeconds);
        logger.LogInformation("Stopping: not ready any more, listening for {Seconds} s more", drain.TotalSeconds);
        if (drain > TimeSpan.Zero)
        {
            await Task.Delay(drain, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
