using System.Globalization;

namespace Marketing.Benchmarks.Features;

/// <summary>Daily results of 200 campaigns over four channels, and the figures that follow from them.</summary>
internal static class FactChapter
{
    private const int Campaigns = 200;
    private const int Channels = 4;
    private const string Figures = """
        "impressions":1000,"clicks":50,"conversions":"4","cost":"100.25","revenue":"300.10","currency":"CNY","status":"final"
        """;

    public static async Task RunAsync(BenchmarkOptions options, string folder, TextWriter output)
    {
        await using var service = await SampleService.StartAsync(folder);
        await output.HeadAsync("Results", options);
        var campaign = await PrepareAsync(service);
        var before = service.ResidentMegabytes;
        var speed = await service.BulksAsync("/v1/results/bulk", options.Rows / FeatureChapters.BulkSize, Results);
        await output.RowAsync(
            $"results in bulks of 1,000",
            $"{speed:0} rows a second, memory from {before} to {service.ResidentMegabytes} MB",
            "≥ 15,000, flat"
        );
        await output.RowAsync($"channel report, median", $"{await service.MedianAsync("/v1/reports/channels"):0} ms", "≤ 150 ms");
        await output.RowAsync(
            $"figures of one campaign, median",
            $"{await service.MedianAsync($"/v1/campaigns/{campaign}/figures"):0} ms",
            "≤ 20 ms"
        );
    }

    /// <summary>Creates campaigns and channels.</summary>
    /// <returns>The id of the first campaign.</returns>
    public static async Task<string> PrepareAsync(SampleService service)
    {
        for (var i = 0; i < Channels; i++)
        {
            await service.PostAsync(
                "/v1/channels",
                $$"""{"code":"BENCH-{{i}}","name":"Benchmark {{i}}","type":"social","ownership":"paid"}"""
            );
        }

        var items = Enumerable
            .Range(0, Campaigns)
            .Select(i =>
                $$$"""
                    {"op":"upsert","externalId":{"system":"bench","id":"{{{i}}}"},
                     "campaign":{"code":"BENCH-{{{i}}}","title":"Benchmark {{{i}}}","kind":"promotion","window":{"start":"2020-01-01"} } }
                    """
            );
        await service.PostAsync("/v1/campaigns/bulk", $$"""{"mode":"atomic","items":[{{string.Join(',', items)}}]}""");
        return (await service.GetAsync("/v1/campaigns/external/bench/0"))["id"]!.ToString();
    }

    /// <summary>Returns the row of a number: another campaign and channel each time, and the next day after all of them.</summary>
    public static string Row(int number)
    {
        var day = new DateOnly(2020, 1, 1).AddDays(number / (Campaigns * Channels)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (campaign, channel) = (number / Channels % Campaigns, number % Channels);
        return $$$"""{"campaign":{"code":"BENCH-{{{campaign}}}"},"channel":"BENCH-{{{channel}}}","date":"{{{day}}}",{{{Figures}}}}""";
    }

    private static string Results(int bulk) =>
        SampleService.Bulk("\"source\":\"bench\",\"mode\":\"atomic\"", i => Row((bulk * FeatureChapters.BulkSize) + i));
}
