using System.Diagnostics;
using System.Globalization;
using System.Net;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Durability;

/// <summary>Two processes on one database behave as one, and neither starves beside the other.</summary>
public sealed class TwoProcessTests
{
    private const int Writers = 4;

    /// <summary>Writes after which a process has compiled what it needs, and its share is that of its turns.</summary>
    private const int Warm = 30;

    /// <summary>Where the database is a server on the same busy machine, getting warm takes a while.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Saturated_both_get_their_turn_and_the_feed_is_one_whichever_of_them_is_asked()
    {
        await using var database = await TestDatabase.CreateAsync();
        var key = await MarketingApi.PrepareAsync(database);
        await using var first = await ServiceProcess.StartAsync(database, key);
        await using var second = await ServiceProcess.StartAsync(database, key);
        using var stop = new CancellationTokenSource();
        using var written = new CancellationTokenSource();
        var followers = new[]
        {
            Followers.FollowAsync(first.Client, "pageSize=200", written.Token),
            Followers.FollowAsync(second.Client, "pageSize=1000", written.Token),
        };
        var one = Writer.Many(Writers, first.Client, "first", deletes: true);
        var other = Writer.Many(Writers, second.Client, "second", deletes: true);

        List<Writer> all = [.. one, .. other];
        var writing = Writer.RunAsync(all, stop.Token);
        await UntilAsync(() => Task.FromResult(Share(one) >= Warm && Share(other) >= Warm));
        var (before, started) = (new[] { Share(one), Share(other) }, Stopwatch.GetTimestamp());
        await Task.Delay(TimeSpan.FromSeconds(4));
        var shares = new[] { Share(one) - before[0], Share(other) - before[1] };
        var took = Stopwatch.GetElapsedTime(started);
        await stop.CancelAsync();
        await writing;
        await written.CancelAsync();

        var latencies = all.SelectMany(writer => writer.Latencies).Order().ToList();
        TestContext.Current.SendDiagnosticMessage(
            "Two processes, {0} writers each: {1:0} and {2:0} writes/s, p50 {3:0.0} ms, p99 {4:0.0} ms, slowest {5:0} ms, {6} refused",
            Writers,
            shares[0] / took.TotalSeconds,
            shares[1] / took.TotalSeconds,
            latencies[latencies.Count / 2].TotalMilliseconds,
            latencies[latencies.Count * 99 / 100].TotalMilliseconds,
            latencies[^1].TotalMilliseconds,
            all.Sum(writer => writer.Refused.Count)
        );
        all.ShouldAllBe(writer => writer.Unanswered == null);
        all.SelectMany(writer => writer.Refused).ShouldBeEmpty();
        shares.Min().ShouldBeGreaterThan(shares.Sum() / 5);
        var acknowledged = all.SelectMany(writer => writer.Acknowledged).ToList();
        var books = await Books.ReadAsync(database);
        books.ShouldBalance(acknowledged);
        books.ShouldHold(acknowledged, []);
        foreach (var changes in await Task.WhenAll(followers))
        {
            Followers.ShouldHaveSeenAll(changes, acknowledged, books);
        }
    }

    [Fact]
    public async Task Background_work_is_done_by_one_process_and_taken_over_after_its_death()
    {
        await using var database = await TestDatabase.CreateAsync();
        var key = await MarketingApi.PrepareAsync(database);
        var settings = new Dictionary<string, string?> { ["Retention:PurgeSeconds"] = "1" };
        await using var first = await ServiceProcess.StartAsync(database, key, settings);
        await UntilAsync(async () =>
            (await OwnersAsync(database)).ToHashSet() is { Count: 1 } owners
            && IsOf(owners.Single(), first)
            && (await OwnersAsync(database)).Count == Purges
        );
        await using var second = await ServiceProcess.StartAsync(database, key, settings);
        await Task.Delay(2500);
        (await OwnersAsync(database)).ShouldAllBe(owner => IsOf(owner, first));

        await first.KillAsync();
        await Task.Delay(1500);
        (await OwnersAsync(database)).ShouldAllBe(owner => IsOf(owner, first), "A lease ends with its time, not before.");
        await RunAsync(database, "UPDATE Leases SET ExpiresAt = '2020-01-01 00:00:00'");

        await UntilAsync(async () => await OwnersAsync(database) is { Count: Purges } owners && owners.All(owner => IsOf(owner, second)));
        (await second.Client.GetAsync("/v1/plans")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Number of jobs that purge something: idempotency, changes, audit, deliveries, jobs.</summary>
    private const int Purges = 5;

    private static int Share(List<Writer> writers) => writers.Sum(writer => writer.Acknowledged.Count);

    private static bool IsOf(string owner, ServiceProcess process) =>
        owner.Split('/')[1] == process.Id.ToString(CultureInfo.InvariantCulture);

    private static Task<IReadOnlyList<string>> OwnersAsync(TestDatabase database) =>
        database.ReadTextsAsync("SELECT Owner FROM Leases WHERE Name LIKE 'purge-%'");

    private static async Task RunAsync(TestDatabase database, string sql)
    {
        await using var connection = await database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var started = Stopwatch.GetTimestamp(); !await condition(); await Task.Delay(100))
        {
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(Patience);
        }
    }
}
