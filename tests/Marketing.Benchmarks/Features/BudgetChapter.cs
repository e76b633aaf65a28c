using System.Globalization;
using System.Net;
using Marketing.Benchmarks.Load;

namespace Marketing.Benchmarks.Features;

/// <summary>A budget of 2,000 lines: bookings, the summary and the table of the ledger.</summary>
internal static class BudgetChapter
{
    private const int Lines = 2000;

    public static async Task RunAsync(BenchmarkOptions options, string folder, TextWriter output)
    {
        await using var service = await SampleService.StartAsync(folder);
        using var load = new LoadGenerator(service.Process, options.Connections);
        await output.HeadAsync("Budgets", options);
        var budget = await ApproveAsync(service);
        var summary = $"/v1/budgets/{budget}/summary";
        var young = await service.MedianAsync(summary);

        await load.SaturateAsync(Single, HttpStatusCode.Created, options.WarmUp);
        var single = await load.SaturateAsync(i => Single(i + 1_000_000), HttpStatusCode.Created, options.Round * 2);
        await output.RowAsync($"single bookings", $"{single.PerSecond:0} a second, p50 {single.P50:0.0} ms, p99 {single.P99:0.0} ms", "");

        var before = service.ResidentMegabytes;
        var bulk = await service.BulksAsync(
            "/v1/actuals/bulk",
            options.Rows / FeatureChapters.BulkSize,
            number =>
                SampleService.Bulk("\"mode\":\"independent\"", i => $$"""{"budgetCode":"BENCH",{{Booking(i, "erp", $"{number}-{i}")}}}""")
        );
        await output.RowAsync($"bookings in bulks of 1,000", $"{bulk:0} a second, {bulk / single.PerSecond:0.0} × single ones", "≥ 10 ×");
        await output.RowAsync($"memory while they come", $"from {before} to {service.ResidentMegabytes} MB", "");
        var old = await service.MedianAsync(summary);
        await output.RowAsync($"summary of {Lines} lines, median", $"{old:0} ms; {young:0} ms with an empty ledger", "< 50 ms");
        var asOf = DateTime.UtcNow.AddSeconds(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await output.RowAsync($"the same with asOf", $"{await service.MedianAsync($"{summary}?asOf={asOf}", 5):0} ms", "< 300 ms");
        var (first, all, rows, growth) = await service.StreamAsync("/v1/ledger-entries");
        await output.RowAsync(
            $"ledger as CSV, {rows} rows",
            $"first byte {first.TotalMilliseconds:0} ms, all {all.TotalSeconds:0.0} s, growth {growth} MB",
            "≤ 300 ms, ≤ 50 MB"
        );

        HttpRequestMessage Single(int i) =>
            service.Request(HttpMethod.Post, $"/v1/budgets/{budget}/actuals", $"{{{Booking(i, "single", $"{i}")}}}");
    }

    private static string Booking(int i, string system, string id) =>
        $$$"""
            "lineCode":"L{{{i % Lines}}}","amount":{"amount":"1.25","currency":"CNY"},"date":"2027-06-15",
            "sourceRef":{"system":"{{{system}}}","id":"{{{id}}}"}
            """;

    private static async Task<string> ApproveAsync(SampleService service)
    {
        var lines = Enumerable
            .Range(0, Lines)
            .Select(i => $$$"""{"code":"L{{{i}}}","category":"广告","kind":"line","amount":{"amount":"10000000","currency":"CNY"}}""");
        var budget = await service.PostAsync(
            "/v1/budgets",
            $$"""
            {"code":"BENCH","title":"Benchmark","currency":"CNY","periodStart":"2027-01-01","periodEnd":"2027-12-31",
             "lines":[{{string.Join(',', lines)}}]}
            """
        );
        var path = $"/v1/budgets/{budget["id"]}";
        using var submit = service.Request(HttpMethod.Post, $"{path}/submit", "{}", "PREPARER");
        submit.Headers.TryAddWithoutValidation("If-Match", $"\"{budget["version"]}\"");
        var revision = (await service.SendAsync(submit))["workingRevision"]!;
        await service.PostAsync($"{path}/approve", $$"""{"revision":{{revision["number"]}},"hash":"{{revision["hash"]}}"}""", "APPROVER");
        return budget["id"]!.ToString();
    }
}
