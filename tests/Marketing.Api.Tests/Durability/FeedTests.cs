using System.Diagnostics;
using System.Globalization;
using System.Net;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Durability;

/// <summary>Followers of the change feed miss nothing under load. MARKETING_SOAK sets the seconds of the load.</summary>
public sealed class FeedTests
{
    private const int Writers = 8;

    private static readonly TimeSpan Soak = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("MARKETING_SOAK"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 10
    );

    [Fact]
    public async Task Two_followers_of_the_feed_see_every_change_of_eight_writers_once_and_in_order()
    {
        await using var database = await TestDatabase.CreateAsync();
        var key = await MarketingApi.PrepareAsync(database);
        await using var service = await ServiceProcess.StartAsync(database, key);
        using var stop = new CancellationTokenSource(Soak);
        using var written = new CancellationTokenSource();
        var followers = new[]
        {
            Followers.FollowAsync(service.Client, "pageSize=100", written.Token),
            Followers.FollowAsync(service.Client, "pageSize=1000&include=resource", written.Token),
        };

        var started = Stopwatch.GetTimestamp();
        var writers = Writer.Many(Writers, service.Client, "soak", deletes: true);
        await Writer.RunAsync(writers, stop.Token);
        var worked = service.ProcessorTime;
        var took = Stopwatch.GetElapsedTime(started);
        await written.CancelAsync();

        writers.ShouldAllBe(writer => writer.Unanswered == null);
        writers.SelectMany(writer => writer.Refused).ShouldBeEmpty();
        var acknowledged = writers.SelectMany(writer => writer.Acknowledged).ToList();
        var books = await Books.ReadAsync(database);
        books.ShouldBalance(acknowledged);
        books.ShouldHold(acknowledged, []);
        foreach (var changes in await Task.WhenAll(followers))
        {
            Followers.ShouldHaveSeenAll(changes, acknowledged, books);
        }

        var latencies = writers.SelectMany(writer => writer.Latencies).Order().ToList();
        TestContext.Current.SendDiagnosticMessage(
            "{0} writers: {1:0} acknowledged writes/s beside two followers, p50 {2:0.0} ms, p99 {3:0.0} ms, slowest {4:0} ms; {5:0.0} s of processor time since the start, {6} cores",
            Writers,
            acknowledged.Count / took.TotalSeconds,
            latencies[latencies.Count / 2].TotalMilliseconds,
            latencies[latencies.Count * 99 / 100].TotalMilliseconds,
            latencies[^1].TotalMilliseconds,
            worked.TotalSeconds,
            Environment.ProcessorCount
        );
    }
}
