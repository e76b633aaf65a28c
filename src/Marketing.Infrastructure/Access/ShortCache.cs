using System.Collections.Concurrent;

namespace Marketing.Infrastructure.Access;

/// <summary>
/// Caches lookups for a short time. Missing entries have their own storage, so that guessed keys cannot evict existing entries. Concurrent
/// misses share one lookup. Lifetimes count from the start of the lookup, which <c>HybridCache</c> cannot do (decision 44).
/// </summary>
internal sealed class ShortCache<T>(TimeProvider clock, TimeSpan lifetime, int capacity, Func<T, bool> isAbsent, Func<string, Task<T>> load)
{
    private readonly ConcurrentDictionary<string, Entry> _present = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Entry> _absent = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<T>>> _loading = new(StringComparer.Ordinal);

    public int Count => _present.Count + _absent.Count;

    public ValueTask<T> GetAsync(string key, CancellationToken ct)
    {
        var now = clock.GetTimestamp();
        return
            (_present.TryGetValue(key, out var entry) || _absent.TryGetValue(key, out entry))
            && clock.GetElapsedTime(entry.LoadedAt, now) < lifetime
            ? ValueTask.FromResult(entry.Value)
            : new ValueTask<T>(LoadAsync(key).WaitAsync(ct));
    }

    /// <summary>Looks the value up again, for a caller whose own write may be newer than the cache.</summary>
    public async Task<T> GetFreshAsync(string key)
    {
        var startedAt = clock.GetTimestamp();
        var value = await load(key);
        Store(key, value, startedAt);
        return value;
    }

    public void Forget(string key)
    {
        _present.TryRemove(key, out _);
        _absent.TryRemove(key, out _);
    }

    public void Clear()
    {
        _present.Clear();
        _absent.Clear();
    }

    private Task<T> LoadAsync(string key) => _loading.GetOrAdd(key, name => new Lazy<Task<T>>(() => LoadOnceAsync(name))).Value;

    private async Task<T> LoadOnceAsync(string key)
    {
        await Task.Yield();
        try
        {
            var startedAt = clock.GetTimestamp();
            var value = await load(key);
            Store(key, value, startedAt);
            return value;
        }
        finally
        {
            _loading.TryRemove(key, out _);
        }
    }

    /// <summary>Keeps the value of the lookup that started last.</summary>
    private void Store(string key, T value, long startedAt)
    {
        if ((_present.TryGetValue(key, out var other) || _absent.TryGetValue(key, out other)) && other.LoadedAt > startedAt)
        {
            return;
        }

        Forget(key);
        var side = isAbsent(value) ? _absent : _present;
        if (HasRoom(side))
        {
            side[key] = new Entry(value, startedAt);
        }
    }

    private bool HasRoom(ConcurrentDictionary<string, Entry> side)
    {
        if (side.Count < capacity)
        {
            return true;
        }

        var now = clock.GetTimestamp();
        foreach (var (key, entry) in side)
        {
            if (clock.GetElapsedTime(entry.LoadedAt, now) >= lifetime)
            {
                side.TryRemove(key, out _);
            }
        }

        return side.Count < capacity;
    }

    /// <param name="Value">The result of the lookup.</param>
    /// <param name="LoadedAt">Timestamp of the start of the lookup; the value is at least as new.</param>
    private sealed record Entry(T Value, long LoadedAt);
}
