using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Startup;
using Marketing.Infrastructure.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketing.Infrastructure.Jobs;

/// <summary>Runs all recurring work under leases, each in its own loop. A failure in one does not stop the others.</summary>
internal sealed class RecurringWorkService(
    IEnumerable<IRecurringWork> works,
    LeaseKeeper leases,
    StartupWork startup,
    TimeProvider clock,
    ILogger<RecurringWorkService> logger
) : BackgroundService
{
    /// <summary>Duration of a lease: after this time, another process takes over the work of one that died.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(60);

    /// <summary>The maximum time until a process tries again to get a lease that another one holds.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await startup.Completed.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (startup.Completed.IsCompletedSuccessfully)
        {
            await Task.WhenAll(works.Select(work => LoopAsync(work, stoppingToken)));
        }
    }

    private async Task LoopAsync(IRecurringWork work, CancellationToken ct)
    {
        var due = clock.GetUtcNow();
        while (!ct.IsCancellationRequested)
        {
            if (due <= clock.GetUtcNow() && await TryRunAsync(work, ct))
            {
                due = clock.GetUtcNow() + work.Interval;
            }

            var sleep = due - clock.GetUtcNow();
            sleep = sleep <= TimeSpan.Zero || sleep > LongestSleep ? Shorter(work.Interval, LongestSleep) : sleep;
            await Task.Delay(sleep, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await ReleaseAsync(work);
    }

    /// <returns>Whether this process completed the run.</returns>
    private async Task<bool> TryRunAsync(IRecurringWork work, CancellationToken ct)
    {
        try
        {
            while (await leases.TakeAsync(work.Name, LeaseTime, ct))
            {
                using var activity = ServiceMetrics.Activities.StartActivity(work.Name);
                var handled = await work.RunBatchAsync(ct);
                if (handled == 0)
                {
                    ServiceMetrics.JobDone(work.Name, clock.GetUtcNow().UtcDateTime);
                    return true;
                }

                ServiceMetrics.JobHandled(work.Name, handled);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The service is stopping. The next start continues.
        }
        catch (Exception failure)
        {
            ServiceMetrics.JobFailed(work.Name);
            logger.LogWarning(failure, "Background work {Work} failed and will be retried", work.Name);
        }

        return false;
    }

    private async Task ReleaseAsync(IRecurringWork work)
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await leases.ReleaseAsync(work.Name, limit.Token);
        }
        catch (Exception failure)
        {
            logger.LogDebug(failure, "The lease of {Work} was not released and will expire", work.Name);
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
