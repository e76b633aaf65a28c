using System.Diagnostics;
using System.Net;
using Marketing.Benchmarks.Load;

namespace Marketing.Benchmarks.Features;

/// <summary>A register of risks with figures, a trigger on every fifth, and observations that cross some of them.</summary>
internal static class RiskChapter
{
    private const int Triggers = 1000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(BenchmarkOptions options, string folder, TextWriter output)
    {
        await using var service = await SampleService.StartAsync(folder);
        using var load = new LoadGenerator(service.Process, options.Connections);
        await output.HeadAsync("Risks", options);
        var risks = Math.Max(Triggers, options.Rows / 20);
        var ids = new string[risks];
        await Parallel.ForAsync(
            0,
            risks,
            new ParallelOptions { MaxDegreeOfParallelism = options.Connections },
            async (i, _) => ids[i] = (await service.PostAsync("/v1/risks", Risk(i)))["id"]!.ToString()
        );
        await output.RowAsync(
            $"page of 50 of {risks} risks, median",
            $"{await service.MedianAsync("/v1/risks?sort=-score"):0.0} ms",
            "≤ 30 ms"
        );
        await output.RowAsync(
            $"exposure of {risks} risks in 10,000 runs, median",
            $"{await service.MedianAsync("/v1/risks/exposure?seed=1", 3) / 1000:0.0} s",
            "≤ 3 s for 5,000"
        );

        for (var i = 0; i < Triggers; i++)
        {
            await service.PostAsync("/v1/metrics", $$"""{"code":"bench{{i}}","name":"bench {{i}}","unit":"times"}""");
            await service.PostAsync($"/v1/risks/{ids[i]}/triggers", $$"""{"metric":"bench{{i}}","comparator":"lt","threshold":"10"}""");
        }

        var bulks = Math.Max(1, options.Rows / 10 / FeatureChapters.BulkSize);
        var before = await AlertsAsync(service);
        var sent = Stopwatch.GetTimestamp();
        for (var bulk = 0; bulk < bulks; bulk++)
        {
            var day = new DateOnly(2020, 1, 1).AddDays(bulk);
            var last = bulk == bulks - 1;
            await service.PostAsync(
                "/v1/observations/bulk",
                SampleService.Bulk(
                    "\"source\":\"bench\",\"mode\":\"atomic\"",
                    i => $$$"""{"metric":"bench{{{i}}}","forDate":"{{{day:yyyy-MM-dd}}}","value":"{{{(last ? 5 : 20)}}}"}"""
                )
            );
        }

        var stored = Stopwatch.GetElapsedTime(sent);
        var waiting = Stopwatch.GetTimestamp();
        while (await AlertsAsync(service) < before + Triggers && Stopwatch.GetElapsedTime(waiting) < LongestWait)
        {
            await Task.Delay(200);
        }

        await output.RowAsync(
            $"{Triggers} triggers, {bulks * FeatureChapters.BulkSize} observations: after the last one until every alert is there",
            $"{Stopwatch.GetElapsedTime(waiting).TotalSeconds:0.0} s; the observations took {stored.TotalSeconds:0.0} s",
            "≤ 5 s"
        );
    }

    private static async Task<int> AlertsAsync(SampleService service) =>
        (await service.GetAsync("/v1/alerts?pageSize=1&includeTotal=true"))["total"]!.GetValue<int>();

    private static string Risk(int i) =>
        $$"""
            {"title":"Risk {{i}}","category":"marketEffect","impact":"high","probability":"medium","chance":"0.{{(i % 8) + 1}}",
             "costLow":"1000","costLikely":"{{2000 + i}}","costHigh":"{{9000 + i}}","currency":"CNY"}
            """;
}
