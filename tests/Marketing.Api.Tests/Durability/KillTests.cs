using System.Globalization;
using System.Net;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Durability;

/// <summary>
/// What was acknowledged survives the death of the process, and what was not can be sent again. MARKETING_DURABILITY_ROUNDS
/// sets the number of deaths.
/// </summary>
public sealed class KillTests
{
    private const int Writers = 8;
    private const int RoundsOfARunByItself = 20;

    /// <summary>
    /// From the start of the process to its first answer that it is ready, as the median of a run by itself. Within the
    /// suite, where other tests work beside it, a restart after a death may take this much longer than the first start.
    /// </summary>
    private static readonly TimeSpan LongestRestart = TimeSpan.FromSeconds(5);

    private static readonly int Rounds = int.TryParse(
        Environment.GetEnvironmentVariable("MARKETING_DURABILITY_ROUNDS"),
        CultureInfo.InvariantCulture,
        out var rounds
    )
        ? rounds
        : 4;

    private readonly List<Acknowledged> _acknowledged = [];
    private readonly List<Sent> _unanswered = [];
    private readonly List<TimeSpan> _ready = [];

    [Fact]
    public async Task Killed_again_and_again_under_load_nothing_acknowledged_is_lost_and_nothing_is_done_twice()
    {
        await using var database = await TestDatabase.CreateAsync();
        var key = await MarketingApi.PrepareAsync(database);
        var service = await ServiceProcess.StartAsync(database, key);
        var first = service.ReadyAfter;
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                await KillUnderLoadAsync(service, $"r{round}");
                await service.DisposeAsync();
                await database.ShouldBeIntactAsync();
                service = await ServiceProcess.StartAsync(database, key);
                _ready.Add(service.ReadyAfter);
                await ReplayAsync(service.Client);
            }
        }
        finally
        {
            await service.DisposeAsync();
        }

        var books = await Books.ReadAsync(database);
        books.ShouldBalance();
        books.ShouldHold(_acknowledged, _unanswered);
        books.Rows.Values.Select(row => row.Text).Where(text => text.StartsWith('r')).ShouldBeUnique();
        var median = _ready.Order().ElementAt(_ready.Count / 2);
        TestContext.Current.SendDiagnosticMessage(
            "{0} rounds, {1} acknowledged, {2} unanswered; ready again after {3:0.00} s (median), {4:0.00} s at most",
            Rounds,
            _acknowledged.Count,
            _unanswered.Count,
            median.TotalSeconds,
            _ready.Max().TotalSeconds
        );
        median.ShouldBeLessThanOrEqualTo(
            Rounds < RoundsOfARunByItself ? first + LongestRestart : LongestRestart,
            "Recovery takes its time."
        );
    }

    [Fact]
    public async Task Of_two_processes_on_one_database_one_is_killed_and_the_other_goes_on()
    {
        await using var database = await TestDatabase.CreateAsync();
        var key = await MarketingApi.PrepareAsync(database);
        await using var first = await ServiceProcess.StartAsync(database, key);
        await using var second = await ServiceProcess.StartAsync(database, key);
        using var stop = new CancellationTokenSource();
        var writers = Writer.Many(Writers / 2, first.Client, "first");
        var surviving = Writer.RunAsync(writers, stop.Token);

        var killed = await KillUnderLoadAsync(second, "second");
        await Task.Delay(500);
        await stop.CancelAsync();

        await surviving;
        writers.ShouldAllBe(writer => writer.Unanswered == null);
        await ReplayAsync(first.Client);
        var books = await Books.ReadAsync(database);
        books.ShouldBalance();
        books.ShouldHold([.. _acknowledged, .. writers.SelectMany(writer => writer.Acknowledged)], _unanswered);
        killed.ShouldBeGreaterThan(0);
    }

    /// <returns>How many writes were acknowledged.</returns>
    private async Task<int> KillUnderLoadAsync(ServiceProcess service, string name)
    {
        var writers = Writer.Many(Writers, service.Client, name);
        var writing = Writer.RunAsync(writers, CancellationToken.None);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!writers.Any(writer => writer.HasBegun))
        {
            await Task.Delay(10, limit.Token);
        }

        await Task.Delay(Random.Shared.Next(300, 2500));
        await service.KillAsync();
        await writing.WaitAsync(TimeSpan.FromSeconds(30));
        writers
            .SelectMany(writer => writer.Refused)
            .ShouldAllBe(refusal => refusal.Status == HttpStatusCode.ServiceUnavailable && refusal.RetryAfter);
        _acknowledged.AddRange(writers.SelectMany(writer => writer.Acknowledged));
        _unanswered.AddRange(writers.Select(writer => writer.Unanswered!));
        return writers.Sum(writer => writer.Acknowledged.Count);
    }

    /// <summary>Sends every creation without an answer twice; both times the answer is the same.</summary>
    private async Task ReplayAsync(HttpClient client)
    {
        foreach (var write in _unanswered.TakeLast(Writers).Where(write => write.Key is not null))
        {
            using var first = await client.SendAsync(write.AsRequest());
            using var second = await client.SendAsync(write.AsRequest());
            var body = await first.Content.ReadAsStringAsync();
            first.StatusCode.ShouldBe(HttpStatusCode.Created, body);
            second.StatusCode.ShouldBe(HttpStatusCode.Created);
            second.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
            (await second.Content.ReadAsStringAsync()).ShouldBe(body);
            second.Headers.Location.ShouldBe(first.Headers.Location);
        }
    }
}
