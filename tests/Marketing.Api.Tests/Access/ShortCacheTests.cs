using Marketing.Infrastructure.Access;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Access;

public sealed class ShortCacheTests
{
    private readonly ManualClock _clock = new();
    private int _loads;

    [Fact]
    public async Task Guesses_take_bounded_room_and_push_nothing_out()
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
    public async Task Room_is_made_by_what_has_become_stale()
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
    public async Task Those_who_miss_at_once_share_one_look_up()
    {
        var cache = Cache(capacity: 10);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => cache.GetAsync("slow", CancellationToken.None).AsTask()));

        _loads.ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_look_up_is_not_remembered()
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
