using System.Diagnostics;
using Marketing.Infrastructure.Telemetry;

namespace Marketing.Infrastructure.Persistence;

/// <summary>
/// Queues the writers of this process for SQLite's single write lock, which is faster than polling. The lock itself excludes other
/// writers, also those of other processes.
/// </summary>
internal sealed class WriteGate(bool needed) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<Turn> EnterAsync(CancellationToken ct)
    {
        if (!needed)
        {
            return new Turn(null);
        }

        var asked = Stopwatch.GetTimestamp();
        var granted = await _turn.WaitAsync(Patience, ct);
        ServiceMetrics.WaitedForGate(Stopwatch.GetElapsedTime(asked));
        return granted ? new Turn(_turn) : throw new StoreBusyException();
    }

    public void Dispose() => _turn.Dispose();

    internal readonly struct Turn(SemaphoreSlim? turn) : IDisposable
    {
        public void Dispose() => turn?.Release();
    }
}
