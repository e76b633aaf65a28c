using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Startup;
using Marketing.Infrastructure.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketing.Infrastructure.Jobs;

/// <summary>Runs all recurring work, each in its own loop, under leases; nothing that fails in one stops another.</summary>
internal sealed class RecurringWorkService(
    IEnumerable<IRecurringWork> works,
    LeaseKeeper leases,
    StartupWork startup,
    TimeProvider clock,
    ILogger<RecurringWorkService> logger
) : BackgroundService
{
    /// <summary>How long a lease is taken for, and so after what time another process takes over from one that died.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(60);

    /// <summary>Work is looked at at least this often, so that a lease that was just missed is not missed for a whole interval.</summary>
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

    /// <returns>Whether the work was done to its end, by this process.</returns>
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
            // Stopping: the rest waits for the next start.
        }
        catch (Exception failure)
        {
            ServiceMetrics.JobFailed(work.Name);
            logger.LogWarning(failure, "Background work {Work} failed and is tried again", work.Name);
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
