using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Marketing.Benchmarks.Features;

/// <summary>Campaigns in bulks, a job of results, pages of the feed, and deliveries to a webhook.</summary>
internal static class SyncChapter
{
    private const int Deliveries = 10_000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(30);

    public static async Task RunAsync(BenchmarkOptions options, string folder, TextWriter output)
    {
        await using var service = await SampleService.StartAsync(folder, ("Webhooks__AllowLoopback", "true"));
        await output.HeadAsync("Synchronisation", options);
        var cold = await TakenAsync(() => service.PostAsync("/v1/campaigns/bulk", Campaigns("cold", 0)));
        var speed = await service.BulksAsync("/v1/campaigns/bulk", 5, i => Campaigns($"warm-{i}", 0));
        await output.RowAsync(
            $"bulk of 1,000 new campaigns",
            $"{FeatureChapters.BulkSize / speed:0.00} s; {cold.TotalSeconds:0.0} s as the first request",
            "≤ 1.0 s"
        );

        await FactChapter.PrepareAsync(service);
        var rows = string.Join('\n', Enumerable.Range(0, options.Rows).Select(FactChapter.Row));
        var before = service.ResidentMegabytes;
        var job = await TakenAsync(() => RunJobAsync(service, rows));
        await output.RowAsync(
            $"job of {options.Rows} results",
            $"{options.Rows / job.TotalSeconds:0} rows a second, memory from {before} to {service.ResidentMegabytes} MB",
            "≥ 12,000"
        );

        var pages = await PagesAsync(service);
        await output.RowAsync(
            $"each of {pages.Count} pages of 1,000 changes",
            $"median {pages.Order().ElementAt(pages.Count / 2):0} ms, of the last ten {pages.TakeLast(10).Order().ElementAt(5):0} ms",
            "≤ 30 ms"
        );
        await DeliverAsync(service, output);
    }

    private static async Task DeliverAsync(SampleService service, TextWriter output)
    {
        var received = 0;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var receiver = builder.Build();
        receiver.MapPost(
            "/",
            async (HttpRequest request) =>
            {
                await request.Body.CopyToAsync(Stream.Null);
                Interlocked.Increment(ref received);
                return Results.NoContent();
            }
        );
        await receiver.StartAsync();
        var hook = await service.PostAsync("/v1/webhooks", $$"""{"url":"{{receiver.Urls.First()}}/","types":["campaign"]}""");
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Deliveries / FeatureChapters.BulkSize; i++)
        {
            await service.PostAsync("/v1/campaigns/bulk", Campaigns("cold", i + 1));
        }

        while (Volatile.Read(ref received) < Deliveries && Stopwatch.GetElapsedTime(started) < LongestWait)
        {
            await Task.Delay(20);
        }

        var taken = Stopwatch.GetElapsedTime(started);
        await output.RowAsync(
            $"{received} deliveries to one endpoint, changes included ({hook["types"]![0]})",
            $"{received / taken.TotalSeconds:0} a second",
            "≥ 500"
        );
    }

    private static async Task RunJobAsync(SampleService service, string rows)
    {
        var job = await service.PostAsync("/v1/jobs?kind=results&source=job", rows, type: "application/x-ndjson");
        while ((await service.GetAsync($"/v1/jobs/{job["id"]}"))["state"]!.ToString() is "queued" or "running" or "receiving")
        {
            await Task.Delay(100);
        }
    }

    /// <summary>Reads the feed from its beginning; the last page, which is not full, is left out.</summary>
    private static async Task<List<double>> PagesAsync(SampleService service)
    {
        var taken = new List<double>();
        var path = "/v1/changes?pageSize=1000";
        for (var cursor = ""; ; )
        {
            var started = Stopwatch.GetTimestamp();
            var page = await service.GetAsync(cursor.Length == 0 ? path : $"{path}&cursor={Uri.EscapeDataString(cursor)}");
            if (!page["hasMore"]!.GetValue<bool>())
            {
                return taken;
            }

            taken.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            cursor = page["nextCursor"]!.ToString();
        }
    }

    private static async Task<TimeSpan> TakenAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started);
    }

    private static string Campaigns(string group, int round) =>
        SampleService.Bulk(
            "\"mode\":\"independent\"",
            i =>
                $$$"""
                    {"op":"upsert","externalId":{"system":"{{{group}}}","id":"{{{i}}}"},
                     "campaign":{"title":"Campaign {{{i}}} of round {{{round}}}","kind":"promotion","window":{"start":"2027-03-01"} } }
                    """
        );
}
