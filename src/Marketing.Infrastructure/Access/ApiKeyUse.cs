using System.Collections.Concurrent;
using Marketing.Domain.Access;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketing.Infrastructure.Access;

/// <summary>Collects when keys were last used, to the minute.</summary>
public sealed class ApiKeyUse(TimeProvider clock)
{
    private ConcurrentDictionary<ApiKeyId, DateTime> _uses = new();

    public void Note(ApiKeyId key)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var minute = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        if (!_uses.TryGetValue(key, out var noted) || noted < minute)
        {
            _uses[key] = minute;
        }
    }

    internal IReadOnlyDictionary<ApiKeyId, DateTime> Take() =>
        Interlocked.Exchange(ref _uses, new ConcurrentDictionary<ApiKeyId, DateTime>());

    internal void PutBack(IReadOnlyDictionary<ApiKeyId, DateTime> uses)
    {
        foreach (var (key, at) in uses)
        {
            _uses.TryAdd(key, at);
        }
    }
}

/// <summary>Stores the last use of keys every minute, and on shutdown.</summary>
internal sealed class ApiKeyUseWriter(ApiKeyUse use, CredentialStore store, TimeProvider clock, ILogger<ApiKeyUseWriter> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LastChance = TimeSpan.FromSeconds(3);

    public async Task FlushAsync(CancellationToken ct)
    {
        var uses = use.Take();
        if (uses.Count == 0)
        {
            return;
        }

        try
        {
            await store.RecordUseAsync(uses, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            use.PutBack(uses);
            logger.LogWarning(
                "The last use of {Count} API key(s) could not be stored and will be retried: {Reason}",
                uses.Count,
                failure.GetType().Name
            );
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var patience = new CancellationTokenSource(LastChance, clock);
        await FlushAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await FlushAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // StopAsync stores the rest.
        }
    }
}
