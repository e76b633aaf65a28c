using System.Threading.RateLimiting;

namespace Marketing.Api.Contract.Input;

/// <summary>
/// Shares the memory for large bodies among all requests of the process. A request waits for its share before its body is read, and is
/// rejected if too many wait. After large bodies, the memory is returned to the operating system as soon as none is in use.
/// </summary>
internal sealed class BodyBudget : IDisposable
{
    /// <summary>Bodies up to this length need no share.</summary>
    public const int SmallBody = 64 * 1024;

    public const string Setting = "RateLimits:LargeBodyMegabytes";

    private const int Megabyte = 1024 * 1024;

    /// <summary>At least one body of the largest allowed size fits.</summary>
    private const int LeastMegabytes = 10;
    private const int MostMegabytes = 64;

    /// <summary>A body takes about ten times its length while it is checked and stored.</summary>
    private const int ShareOfMemory = 32;

    /// <summary>How many times the budget may wait in the queue.</summary>
    private const int QueueFactor = 4;

    /// <summary>The shared pool of arrays gives back what no collection of the last minute saw in use.</summary>
    private const int Collections = 3;
    private const long CollectAfterBytes = 4L * Megabyte;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CollectionInterval = TimeSpan.FromSeconds(35);

    private readonly ConcurrencyLimiter _limiter;
    private readonly TimeProvider _clock;
    private readonly Action _rejected;
    private readonly int _units;
    private int _inUse;
    private int _collecting;
    private long _collectedAt;
    private long _bytesSinceCollection;

    /// <param name="configuration">The settings.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="rejected">Counts a rejected body.</param>
    public BodyBudget(IConfiguration configuration, TimeProvider clock, Action rejected)
    {
        _rejected = rejected;
        _clock = clock;
        var megabytes =
            configuration.GetValue<int?>(Setting)
            ?? (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Megabyte / ShareOfMemory, LeastMegabytes, MostMegabytes);
        _units = UnitsOf((long)megabytes * Megabyte);
        _limiter = new ConcurrencyLimiter(
            new ConcurrencyLimiterOptions
            {
                PermitLimit = _units,
                QueueLimit = QueueFactor * _units,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }
        );
    }

    /// <summary>Waits for the memory for a body.</summary>
    /// <param name="bytes">The length of the body, or its maximum if the length is unknown.</param>
    /// <param name="ct">Cancels the wait.</param>
    /// <returns>The share, to be disposed when the request has ended; null if there is none.</returns>
    public async ValueTask<IDisposable?> EnterAsync(long bytes, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(LongestWait);
        try
        {
            var lease = await _limiter.AcquireAsync(Math.Min(_units, UnitsOf(bytes)), patience.Token);
            if (lease.IsAcquired)
            {
                Interlocked.Increment(ref _inUse);
                return new Share(this, lease, bytes);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Waited in vain.
        }

        _rejected();
        return null;
    }

    public void Dispose() => _limiter.Dispose();

    private static int UnitsOf(long bytes) => (int)((bytes + SmallBody - 1) / SmallBody);

    private void Return(long bytes)
    {
        var passed = Interlocked.Add(ref _bytesSinceCollection, bytes);
        if (Interlocked.Decrement(ref _inUse) == 0 && passed >= CollectAfterBytes && Interlocked.Exchange(ref _collecting, 1) == 0)
        {
            _ = CollectAsync();
        }
    }

    /// <summary>The collector alone would keep the memory until other work needs it.</summary>
    private async Task CollectAsync()
    {
        do
        {
            await Task.Delay(QuietTime, _clock);
        } while (Volatile.Read(ref _inUse) > 0 || (_collectedAt != 0 && _clock.GetElapsedTime(_collectedAt) < CollectionInterval));

        Interlocked.Exchange(ref _bytesSinceCollection, 0);
        for (var i = 0; i < Collections; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            _collectedAt = _clock.GetTimestamp();
            await Task.Delay(CollectionInterval, _clock);
            if (Volatile.Read(ref _inUse) > 0)
            {
                break;
            }
        }

        Volatile.Write(ref _collecting, 0);
    }

    private sealed class Share(BodyBudget budget, RateLimitLease lease, long bytes) : IDisposable
    {
        public void Dispose()
        {
            lease.Dispose();
            budget.Return(bytes);
        }
    }
}
