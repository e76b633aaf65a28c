using System.Collections.Concurrent;
using Marketing.Domain.Common;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Common;

public sealed class AscendingIdsTests
{
    private readonly SetClock _clock = new();

    [Fact]
    public void Ids_of_one_millisecond_ascend()
    {
        var ids = Take(new AscendingIds(_clock), 10_000);

        ids.ShouldBe(ids.Order());
        ids.Distinct().Count().ShouldBe(ids.Count);
        ids.ShouldAllBe(id => MillisecondsOf(id) == _clock.Milliseconds);
    }

    [Fact]
    public void Ids_ascend_as_bytes_and_as_text_too()
    {
        var ids = Take(new AscendingIds(_clock), 1_000);

        ids.Select(id => Convert.ToHexString(id.ToByteArray(bigEndian: true))).ShouldBeInOrder(SortDirection.Ascending);
        ids.Select(id => id.ToString()).ShouldBe(ids.Select(id => id.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_id_is_a_version_7_UUID_of_its_time()
    {
        var id = new AscendingIds(_clock).Next();

        id.Version.ShouldBe(7);
        (id.Variant & 0b1100).ShouldBe(0b1000);
        MillisecondsOf(id).ShouldBe(_clock.Milliseconds);
    }

    [Fact]
    public void Ids_ascend_after_the_clock_is_set_back()
    {
        var ids = new AscendingIds(_clock);
        var before = ids.Next();
        _clock.Milliseconds -= 60_000;
        var after = ids.Next();

        after.ShouldBeGreaterThan(before);
        MillisecondsOf(after).ShouldBe(_clock.Milliseconds + 60_000);
    }

    [Fact]
    public void A_later_millisecond_begins_with_a_new_counter()
    {
        var ids = new AscendingIds(_clock);
        var counters = new HashSet<long>();
        for (var i = 0; i < 100; i++)
        {
            _clock.Milliseconds++;
            var id = ids.Next();
            MillisecondsOf(id).ShouldBe(_clock.Milliseconds);
            counters.Add(CounterOf(id));
        }

        counters.Count.ShouldBeGreaterThan(90);
        counters.ShouldAllBe(counter => counter < 1 << 17, "the upper half is for counting");
    }

    [Fact]
    public void More_ids_than_a_millisecond_has_room_for_run_ahead_of_the_clock()
    {
        var ids = Take(new AscendingIds(_clock), 300_000);

        ids.ShouldBe(ids.Order());
        MillisecondsOf(ids[^1]).ShouldBe(_clock.Milliseconds + 1);
    }

    [Fact]
    public void Threads_get_ids_that_ascend_for_each_and_differ_for_all()
    {
        var (ids, taken) = (new AscendingIds(TimeProvider.System), new ConcurrentBag<List<Guid>>());
        Parallel.For(0, 8, _ => taken.Add(Take(ids, 20_000)));

        taken.ShouldAllBe(own => own.SequenceEqual(own.Order()));
        taken.SelectMany(own => own).Distinct().Count().ShouldBe(160_000);
    }

    [Fact]
    public void Ids_of_two_generators_differ_even_in_the_same_millisecond() =>
        Take(new AscendingIds(_clock), 1_000).Intersect(Take(new AscendingIds(_clock), 1_000)).ShouldBeEmpty();

    [Fact]
    public void The_ids_of_resources_ascend()
    {
        var ids = Enumerable.Range(0, 1_000).Select(_ => EntityId.New<WorkspaceId>()).ToList();

        ids.ShouldBe(ids.Order());
    }

    private static List<Guid> Take(AscendingIds ids, int count) => [.. Enumerable.Range(0, count).Select(_ => ids.Next())];

    private static long MillisecondsOf(Guid id) => Convert.ToInt64(id.ToString("N")[..12], 16);

    private static long CounterOf(Guid id)
    {
        var bytes = id.ToByteArray(bigEndian: true);
        return ((bytes[6] & 0xFL) << 14) | ((long)bytes[7] << 6) | (bytes[8] & 0x3FL);
    }

    private sealed class SetClock : TimeProvider
    {
        public long Milliseconds { get; set; } = 1_790_000_000_000;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);
    }
}
