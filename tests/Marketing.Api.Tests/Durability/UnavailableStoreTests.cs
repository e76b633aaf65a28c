using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Durability;

/// <summary>A database that cannot be written for a while: requests wait or are refused as a whole, and nothing needs a restart.</summary>
public sealed class UnavailableStoreTests
{
    /// <summary>Seconds that a write waits for the database.</summary>
    private const int LongestWait = 5;

    [Fact]
    public async Task Locked_from_outside_writes_wait_or_are_refused_and_none_is_both_refused_and_stored()
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, "A lock of the embedded engine.");
        await using var database = await TestDatabase.CreateAsync();
        var key = await MarketingApi.PrepareAsync(database);
        await using var service = await ServiceProcess.StartAsync(database, key);
        using var stop = new CancellationTokenSource();
        var writers = Writer.Many(8, service.Client, "lock");
        var writing = Writer.RunAsync(writers, stop.Token);
        foreach (var seconds in new[] { 3, LongestWait + 2 })
        {
            await Task.Delay(500);
            await LockAsync(service, database, TimeSpan.FromSeconds(seconds));
        }

        await Task.Delay(1000);
        await stop.CancelAsync();
        await writing.WaitAsync(TimeSpan.FromSeconds(20));

        writers.SelectMany(writer => writer.Refused).ShouldNotBeEmpty();
        await ShouldBeWholeAsync(database, writers);
    }

    [Fact]
    public async Task With_the_disk_full_it_is_not_ready_and_says_why_and_recovers_without_a_restart()
    {
        Assert.SkipUnless(!TestDatabase.OnSqlServer && File.Exists("/usr/bin/prlimit"), "Needs prlimit and the embedded engine.");
        await using var database = await TestDatabase.CreateAsync();
        var key = await MarketingApi.PrepareAsync(database);
        await using var service = await ServiceProcess.StartAsync(database, key, shell: "trap '' XFSZ");
        using var stop = new CancellationTokenSource();
        var writers = Writer.Many(4, service.Client, "full");
        var writing = Writer.RunAsync(writers, stop.Token);
        await Task.Delay(300);

        await LimitFilesAsync(service.Id, "1");
        await UntilReadyIsAsync(service, HttpStatusCode.ServiceUnavailable);
        var ready = await service.Client.GetAsync("/health/ready").ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
        ready["reasons"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("The database cannot be written.");
        await service.Client.GetAsync("/v1/plans").ShouldBeAsync(HttpStatusCode.OK);

        await LimitFilesAsync(service.Id, "unlimited");
        await UntilReadyIsAsync(service, HttpStatusCode.OK);
        await Task.Delay(300);
        await stop.CancelAsync();
        await writing.WaitAsync(TimeSpan.FromSeconds(20));
        writers.SelectMany(writer => writer.Refused).ShouldNotBeEmpty();
        await ShouldBeWholeAsync(database, writers);
    }

    [Fact]
    public async Task With_the_file_gone_it_is_unavailable_creates_no_other_and_recovers_when_the_file_is_back()
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, "A file of the embedded engine.");
        await using var database = await TestDatabase.CreateAsync();
        var key = await MarketingApi.PrepareAsync(database);
        await using var service = await ServiceProcess.StartAsync(database, key);
        await service.Client.PostAsync("/v1/parties", """{"name":"before","kind":"team"}""").ShouldBeAsync(HttpStatusCode.Created);
        var (file, away) = (database.Name, database.Name + ".away");

        File.Move(file, away);
        for (var i = 0; i < 3; i++)
        {
            await service.Client.GetAsync("/v1/parties").ShouldBeRefusedAsync(HttpStatusCode.ServiceUnavailable, "http.unavailable");
            await service
                .Client.PostAsync("/v1/parties", """{"name":"lost","kind":"team"}""")
                .ShouldBeRefusedAsync(HttpStatusCode.ServiceUnavailable, "http.unavailable");
        }

        await UntilReadyIsAsync(service, HttpStatusCode.ServiceUnavailable);
        using var probe = new HttpClient { BaseAddress = service.Address };
        var ready = await probe.GetAsync("/health/ready").ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
        ready["reasons"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("The database file is missing.");
        var withKey = await service.Client.GetAsync("/health/ready").ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
        withKey["reasons"]!.ToJsonString().ShouldBe(ready["reasons"]!.ToJsonString());
        (await service.Client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        File.Exists(file).ShouldBeFalse();

        File.Move(away, file);
        await UntilReadyIsAsync(service, HttpStatusCode.OK);
        await service.Client.PostAsync("/v1/parties", """{"name":"after","kind":"team"}""").ShouldBeAsync(HttpStatusCode.Created);
        (await service.Client.ReadAsync("/v1/parties")).Each("name").ShouldBe(["after", "before"], ignoreOrder: true);
    }

    /// <summary>Holds the one write lock; reading goes on meanwhile.</summary>
    private static async Task LockAsync(ServiceProcess service, TestDatabase database, TimeSpan time)
    {
        await using var outside = await database.OpenAsync();
        await RunAsync(outside, "BEGIN EXCLUSIVE");
        var asked = Stopwatch.GetTimestamp();
        (await service.Client.GetAsync("/v1/plans")).StatusCode.ShouldBe(HttpStatusCode.OK);
        Stopwatch.GetElapsedTime(asked).ShouldBeLessThan(time);
        await Task.Delay(time);
        await RunAsync(outside, "COMMIT");
    }

    private static async Task ShouldBeWholeAsync(TestDatabase database, List<Writer> writers)
    {
        var refused = writers.SelectMany(writer => writer.Refused).ToList();
        writers.ShouldAllBe(writer => writer.Unanswered == null);
        refused.ShouldAllBe(refusal => refusal.Status == HttpStatusCode.ServiceUnavailable && refusal.RetryAfter);
        var books = await Books.ReadAsync(database);
        books.ShouldBalance();
        books.ShouldHold(writers.SelectMany(writer => writer.Acknowledged), []);
        books.Rows.Values.Select(row => row.Text).Intersect(refused.Select(refusal => refusal.Write.Text)).ShouldBeEmpty();
        (await database.QueryAsync("PRAGMA integrity_check")).ShouldHaveSingleItem()[0].ShouldBe("ok");
    }

    private static async Task UntilReadyIsAsync(ServiceProcess service, HttpStatusCode status)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while ((await service.Client.GetAsync("/health/ready", limit.Token)).StatusCode != status)
        {
            await Task.Delay(50, limit.Token);
        }
    }

    private static async Task LimitFilesAsync(int process, string bytes)
    {
        using var prlimit = Process.Start(
            "prlimit",
            ["--pid", process.ToString(CultureInfo.InvariantCulture), $"--fsize={bytes}:unlimited"]
        );
        await prlimit.WaitForExitAsync();
        prlimit.ExitCode.ShouldBe(0);
    }

    private static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
