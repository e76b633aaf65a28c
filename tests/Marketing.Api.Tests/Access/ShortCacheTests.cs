using Marketing.Infrastructure.Access;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Access;

public sealed class ShortCacheTests
{
    private readonly ManualClock _clock = new();
    private int _loads;

    [Fact]
    public async Task Guesses_use_bounded_memory_and_evict_nothing()
    {
        var cache = Cache(capacity: 10);
        await cache.GetAsync("good", CancellationToken.None);
        for (var i = 0; i < 1000; i++)
        {
            await cache.GetAsync($"?{i}", CancellationToken.None);
        }

        cache.Count.ShouldBeLessThanOrEqualTo(11);
        var before = _loads;
        await cache.GetAsync("good", CancellationToken.None);
        _loads.ShouldBe(before);
    }

    [Fact]
    public async Task Stale_entries_make_room_for_new_ones()
    {
        var cache = Cache(capacity: 2);
        await cache.GetAsync("a", CancellationToken.None);
        await cache.GetAsync("b", CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(3));
        await cache.GetAsync("c", CancellationToken.None);
        var before = _loads;

        await cache.GetAsync("c", CancellationToken.None);

        _loads.ShouldBe(before);
    }

    [Fact]
    public async Task Concurrent_misses_share_one_lookup()
    {
        var cache = Cache(capacity: 10);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => cache.GetAsync("slow", CancellationToken.None).AsTask()));

        _loads.ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_lookup_is_not_cached()
    {
        var fails = true;
        var cache = new ShortCache<string?>(
            _clock,
            TimeSpan.FromSeconds(2),
            10,
            value => value is null,
            _ => fails ? throw new IOException() : Task.FromResult<string?>("there")
        );

        await Should.ThrowAsync<IOException>(() => cache.GetAsync("a", CancellationToken.None).AsTask());
        fails = false;

        (await cache.GetAsync("a", CancellationToken.None)).ShouldBe("there");
    }

    private ShortCache<string?> Cache(int capacity) =>
        new(
            _clock,
            TimeSpan.FromSeconds(2),
            capacity,
            value => value is null,
            async key =>
            {
                Interlocked.Increment(ref _loads);
                await Task.Delay(key == "slow" ? 20 : 0);
                return key[0] == '?' ? null : key;
            }
        );
}
