using System.Diagnostics;
using System.Net;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Durability;

/// <summary>Told to stop under load, the service says so first, finishes what it was asked, and ends.</summary>
public sealed class StopTests
{
    /// <summary>Under load on a busy machine readiness may need a moment.</summary>
    private static async Task ReadyAsync(HttpClient probe)
    {
        for (var until = DateTime.UtcNow.AddSeconds(30); DateTime.UtcNow < until; await Task.Delay(200))
        {
            if ((await probe.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK)
            {
                return;
            }
        }

        throw new TimeoutException("The service did not become ready under load.");
    }

    [Fact]
    public async Task Told_to_stop_under_load_it_leaves_no_request_unanswered_and_exits_with_zero()
    {
        await using var database = await TestDatabase.CreateAsync();
        var key = await MarketingApi.PrepareAsync(database);
        await using var service = await ServiceProcess.StartAsync(database, key, new() { ["Shutdown:DrainSeconds"] = "2" });
        using var probe = new HttpClient { BaseAddress = service.Address };
        var writers = Writer.Many(8, service.Client, "stop");
        var writing = Writer.RunAsync(writers, CancellationToken.None);
        await Task.Delay(1000);
        await ReadyAsync(probe);

        var signal = Stopwatch.GetTimestamp();
        service.Terminate();
        var notReady = await NotReadyAsync(probe, signal);
        var whileDraining = await WriteAsync(service.Client);
        (await service.ExitCodeAsync(TimeSpan.FromSeconds(10))).ShouldBe(0);
        var exit = Stopwatch.GetElapsedTime(signal);

        await writing.WaitAsync(TimeSpan.FromSeconds(10));
        writers.SelectMany(writer => writer.Refused).ShouldBeEmpty();
        writers.ShouldAllBe(writer => writer.Unanswered!.At > signal);
        whileDraining.ShouldBe(HttpStatusCode.Created);
        notReady.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        exit.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        var books = await Books.ReadAsync(database);
        books.ShouldBalance();
        books.ShouldHold(writers.SelectMany(writer => writer.Acknowledged), [.. writers.Select(writer => writer.Unanswered!)]);
        TestContext.Current.SendDiagnosticMessage(
            "Not ready {0:0} ms after the signal, exit after {1:0.00} s",
            notReady.TotalMilliseconds,
            exit.TotalSeconds
        );
    }

    private static async Task<TimeSpan> NotReadyAsync(HttpClient probe, long signal)
    {
        while (true)
        {
            using var answer = await probe.GetAsync("/health/ready");
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                return Stopwatch.GetElapsedTime(signal);
            }
        }
    }

    private static async Task<HttpStatusCode> WriteAsync(HttpClient client)
    {
        using var answer = await client.PostAsync("/v1/plans", """{"title":"late","language":"en","currency":"EUR"}""");
        return answer.StatusCode;
    }
}
