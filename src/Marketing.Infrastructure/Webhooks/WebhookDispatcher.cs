using System.Collections.Concurrent;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Webhooks;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Startup;
using Marketing.Infrastructure.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketing.Infrastructure.Webhooks;

/// <summary>
/// Starts a worker for each endpoint that has something to send. Endpoints that failed last share fewer workers, so that they never take
/// the place of healthy ones.
/// </summary>
internal sealed class WebhookDispatcher(
    IServiceScopeFactory scopes,
    WebhookWorker worker,
    StartupWork startup,
    TimeProvider clock,
    ILogger<WebhookDispatcher> logger
) : BackgroundService
{
    private const int HealthyWorkers = 64;
    private const int SickWorkers = 32;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<WebhookId, bool> _sick = new();
    private readonly ConcurrentDictionary<WebhookId, Task> _running = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await startup.Completed.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!startup.Completed.IsCompletedSuccessfully)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = await TryDispatchAsync(stoppingToken) ? Interval : PauseAfterFailure;
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(_running.Values);
    }

    private async Task<bool> TryDispatchAsync(CancellationToken ct)
    {
        try
        {
            foreach (var due in await FindDueAsync(ct))
            {
                if (!_running.ContainsKey(due.Id) && _sick.Values.Count(sick => sick == due.IsSick) < Workers(due))
                {
                    _sick[due.Id] = due.IsSick;
                    _running[due.Id] = RunAsync(due, ct);
                }
            }

            ServiceMetrics.JobDone(WebhookWorker.Name, clock.GetUtcNow().UtcDateTime);
            return true;
        }
        catch (Exception failure)
        {
            Report(failure, ct);
            return false;
        }
    }

    private async Task RunAsync(Due due, CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            await worker.RunAsync(due.WorkspaceId, due.Id, ct);
        }
        catch (Exception failure)
        {
            Report(failure, ct);
        }
        finally
        {
            _sick.TryRemove(due.Id, out _);
            _running.TryRemove(due.Id, out _);
        }
    }

    private void Report(Exception failure, CancellationToken ct)
    {
        if (!ct.IsCancellationRequested)
        {
            ServiceMetrics.JobFailed(WebhookWorker.Name);
            logger.LogWarning(failure, "Background work {Work} failed and will be retried", WebhookWorker.Name);
        }
    }

    /// <summary>Returns the endpoints of all workspaces that may have something to send and that no process works on.</summary>
    private async Task<IReadOnlyList<Due>> FindDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        var now = clock.Instant();
        return await (
            from webhook in db.Webhooks.IgnoreQueryFilters([DbFilters.Workspace])
            join counter in db.ChangeCounters on webhook.WorkspaceId equals counter.WorkspaceId
            join workspace in db.Workspaces on webhook.WorkspaceId equals workspace.Id
            where webhook.DisabledAt == null
            where webhook.DeletedAt == null && workspace.DeletedAt == null
            where webhook.LeaseUntil == null || webhook.LeaseUntil < now
            where webhook.WaitUntil == null || webhook.WaitUntil <= now
            where webhook.Position < counter.LastSequence || webhook.DueAt <= now
            orderby webhook.FailuresInRow, webhook.Id
            select new Due(webhook.WorkspaceId, webhook.Id, webhook.FailuresInRow > 0)
        )
            .Take(2 * (HealthyWorkers + SickWorkers))
            .ToListAsync(ct);
    }

    private static int Workers(Due due) => due.IsSick ? SickWorkers : HealthyWorkers;

    private sealed record Due(WorkspaceId WorkspaceId, WebhookId Id, bool IsSick);
}
