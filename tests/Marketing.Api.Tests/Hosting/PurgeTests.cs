using Marketing.Domain.Common;
using Marketing.Domain.History;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Hosting;

/// <summary>The purges of history and stored responses.</summary>
public sealed class PurgeTests : IAsyncLifetime
{
    private readonly BackgroundStore _store = new();
    private readonly WorkspaceId _workspace = EntityId.New<WorkspaceId>();
    private readonly WorkspaceId _other = EntityId.New<WorkspaceId>();

    public ValueTask InitializeAsync() => _store.InitializeAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task The_oldest_feed_entries_are_purged_in_batches_up_to_a_recorded_sequence()
    {
        var process = await _store.ProcessAsync();
        var now = _store.Clock.GetUtcNow().UtcDateTime;
        await BackgroundStore.FillFeedAsync(
            process,
            _workspace,
            [.. Enumerable.Repeat(now.AddDays(-31), 1200), .. Enumerable.Repeat(now.AddDays(-1), 30)]
        );
        await BackgroundStore.FillFeedAsync(process, _other, [now.AddDays(-29), now]);

        var batches = await RunAsync(process, "purge-changes");

        batches.ShouldBe([500, 500, 200]);
        var left = await FeedAsync(process, _workspace);
        left.ShouldBe(Enumerable.Range(1201, 30).Select(i => (long)i));
        (await CounterAsync(process, _workspace)).PurgedThrough.ShouldBe(1200);
        (await CounterAsync(process, _workspace)).LastSequence.ShouldBe(1230);
        (await FeedAsync(process, _other)).Count.ShouldBe(2);
        (await CounterAsync(process, _other)).PurgedThrough.ShouldBe(0);
    }

    [Fact]
    public async Task An_old_entry_after_a_younger_one_is_kept_so_that_the_feed_has_no_gap()
    {
        var process = await _store.ProcessAsync();
        var now = _store.Clock.GetUtcNow().UtcDateTime;
        await BackgroundStore.FillFeedAsync(process, _workspace, [now.AddDays(-40), now.AddDays(-1), now.AddDays(-40), now]);

        await RunAsync(process, "purge-changes");

        (await FeedAsync(process, _workspace)).ShouldBe([2L, 3L, 4L]);
        (await CounterAsync(process, _workspace)).PurgedThrough.ShouldBe(1);
    }

    [Fact]
    public async Task A_feed_with_only_old_entries_is_emptied_and_its_sequence_continues()
    {
        var process = await _store.ProcessAsync();
        var old = _store.Clock.GetUtcNow().UtcDateTime.AddDays(-40);
        await BackgroundStore.FillFeedAsync(process, _workspace, [old, old, old]);

        await RunAsync(process, "purge-changes");

        (await FeedAsync(process, _workspace)).ShouldBeEmpty();
        (await CounterAsync(process, _workspace)).ShouldSatisfyAllConditions(
            counter => counter.PurgedThrough.ShouldBe(3),
            counter => counter.LastSequence.ShouldBe(3)
        );
    }

    [Fact]
    public async Task Responses_are_stored_for_two_days()
    {
        var process = await _store.ProcessAsync();
        var now = _store.Clock.GetUtcNow().UtcDateTime;
        await BackgroundStore.FillFeedAsync(
            process,
            _workspace,
            [.. Enumerable.Range(0, 700).Select(i => now.AddHours(-49).AddSeconds(-i)), now.AddHours(-47)]
        );

        (await RunAsync(process, "purge-idempotency")).ShouldBe([500, 200]);

        (await BackgroundStore.ReadAsync(process, db => db.Set<IdempotencyRecord>().IgnoreQueryFilters().CountAsync())).ShouldBe(1);
    }

    [Theory]
    [InlineData(null, 3)]
    [InlineData("365", 1)]
    public async Task The_audit_trail_is_kept_forever_unless_configured_otherwise(string? days, int left)
    {
        var process = await _store.ProcessAsync(("Retention:AuditDays", days));
        var now = _store.Clock.GetUtcNow().UtcDateTime;
        await BackgroundStore.FillFeedAsync(process, _workspace, [now.AddDays(-4000), now.AddDays(-366), now.AddDays(-364)]);

        await RunAsync(process, "purge-audit");

        (await BackgroundStore.ReadAsync(process, db => db.AuditEntries.IgnoreQueryFilters().CountAsync())).ShouldBe(left);
    }

    private static async Task<List<int>> RunAsync(IServiceProvider process, string name)
    {
        var work = process.GetServices<IRecurringWork>().Single(item => item.Name == name);
        var batches = new List<int>();
        while (await work.RunBatchAsync(default) is > 0 and var handled)
        {
            batches.Add(handled);
        }

        return batches;
    }

    private static Task<List<long>> FeedAsync(IServiceProvider process, WorkspaceId workspace) =>
        BackgroundStore.ReadAsync(
            process,
            db =>
                db.ChangeEntries.IgnoreQueryFilters()
                    .Where(entry => entry.WorkspaceId == workspace)
                    .OrderBy(entry => entry.Sequence)
                    .Select(entry => entry.Sequence)
                    .ToListAsync()
        );

    private static Task<ChangeCounter> CounterAsync(IServiceProvider process, WorkspaceId workspace) =>
        BackgroundStore.ReadAsync(
            process,
            db => db.ChangeCounters.IgnoreQueryFilters().AsNoTracking().SingleAsync(counter => counter.WorkspaceId == workspace)
        );
}
