using System.Globalization;
using System.Net;
using Marketing.Benchmarks.Load;
using Marketing.Benchmarks.Seeding;

namespace Marketing.Benchmarks.Measuring;

/// <summary>Measurements of the service alone.</summary>
internal static class Chapters
{
    private const int Growth = 10;
    private const int DeepPage = 1000;
    private const int PacePerSecond = 50;
    private const int Starts = 3;

    /// <summary>Measures latencies at a pace that leaves the machine idle most of the time.</summary>
    public static async Task PacedAsync(BenchmarkOptions options, SeededDatabase database, string folder, TextWriter output)
    {
        await using var service = await ServerProcess.ServiceAsync(folder, SeededDatabase.SettingsFor(database.CopyTo(folder, "paced.db")));
        using var load = new LoadGenerator(service, options.Connections);
        var scenarios = await new Scenarios(service.Address, null, database.Key).ReadAsync(load, 2);
        await output.WriteLineAsync($"| {PacePerSecond} requests a second | p50 and p99, ms | goal, p99 |\n| --- | --- | --- |");
        foreach (var (name, goal) in new[] { ("get", 25), ("list", 25), ("create", 50) })
        {
            var scenario = scenarios.Single(scenario => scenario.Name == name);
            await load.SaturateAsync(scenario.Ours, scenario.Status, options.WarmUp);
            var round = await load.PaceAsync(scenario.Ours, scenario.Status, PacePerSecond, options.Round * 2);
            await output.WriteLineAsync(
                $"| {scenario.Title} | {Ratios.Percentiles(round)} | ≤ {goal}{(round.P99 > goal ? ", missed" : "")} |"
            );
        }
    }

    /// <summary>Measures the same requests with ten times the rows, and on a late page of the list.</summary>
    public static async Task GrowthAsync(BenchmarkOptions options, SeededDatabase database, string folder, TextWriter output)
    {
        var grown = await SeededDatabase.ReadyAsync(options.Plans * Growth);
        await using var small = await ServerProcess.ServiceAsync(folder, SeededDatabase.SettingsFor(database.CopyTo(folder, "small.db")));
        await using var large = await ServerProcess.ServiceAsync(folder, SeededDatabase.SettingsFor(grown.CopyTo(folder, "large.db")));
        using var smallLoad = new LoadGenerator(small, options.Connections);
        using var largeLoad = new LoadGenerator(large, options.Connections);
        var onSmall = await new Scenarios(small.Address, null, database.Key).ReadAsync(smallLoad, 100);
        var onLarge = await new Scenarios(large.Address, null, grown.Key).ReadAsync(largeLoad, 100);
        var far = (await new Scenarios(large.Address, null, grown.Key).ReadAsync(largeLoad, DeepPage)).Single(scenario =>
            scenario.Name == "page"
        );
        await output.WriteLineAsync($"| Compared | p50, p99 ms | p50, p99 ms | ratio of p50, of p99 (goal) |\n| --- | --- | --- | --- |");
        foreach (var (one, other) in onSmall.Zip(onLarge).Take(2))
        {
            await CompareAsync($"{one.Title}: {options.Plans} and {options.Plans * Growth} plans", smallLoad, one, largeLoad, other, 1.3);
        }

        await CompareAsync($"page 1 and page {DeepPage}", largeLoad, onLarge[0], largeLoad, far, 1.2);

        async Task CompareAsync(
            string title,
            LoadGenerator load,
            Scenario scenario,
            LoadGenerator otherLoad,
            Scenario otherScenario,
            double goal
        )
        {
            var (first, second) = await AlternateAsync(
                options,
                (load, scenario.Ours, scenario.Status),
                (otherLoad, otherScenario.Ours, otherScenario.Status)
            );
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {title} | {Ratios.Percentiles(first)} | {Ratios.Percentiles(second)} | {second.P50 / first.P50:0.00}, {second.P99 / first.P99:0.00} (≤ {goal}) |"
                )
            );
        }
    }

    /// <summary>Measures responses that cost less than complete ones.</summary>
    public static async Task AnswersAsync(BenchmarkOptions options, SeededDatabase database, string folder, TextWriter output)
    {
        await using var service = await ServerProcess.ServiceAsync(
            folder,
            SeededDatabase.SettingsFor(database.CopyTo(folder, "answers.db"))
        );
        using var load = new LoadGenerator(service, options.Connections);
        var requests = new Scenarios(service.Address, null, database.Key);
        var scenarios = await requests.ReadAsync(load, 2);
        await output.WriteLineAsync("| Response | complete, requests/s | 304, requests/s | ratio (goal) |\n| --- | --- | --- | --- |");
        foreach (var scenario in scenarios.Where(scenario => scenario.Name is "get" or "document"))
        {
            var (whole, fresh) = await AlternateAsync(
                options,
                (load, scenario.Ours, HttpStatusCode.OK),
                (load, i => IfChanged(scenario.Ours(i)), HttpStatusCode.NotModified)
            );
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {scenario.Title} | {whole.PerSecond:0} | {fresh.PerSecond:0} | {fresh.PerSecond / whole.PerSecond:0.00} (≥ 1.3) |"
                )
            );
        }

        using var plain = await load.AskAsync(scenarios[0].Ours(0));
        using var compressed = await load.AskAsync(Compressed(scenarios[0].Ours(0)));
        var saved = 1 - ((double)compressed.Content.Headers.ContentLength! / plain.Content.Headers.ContentLength!);
        await output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"\nCompression (br) saves {saved:0 %} of a list (goal ≥ 70 %).")
        );
    }

    /// <summary>Measures how long writers wait for each other, starting with the first write of a new process.</summary>
    public static async Task WritersAsync(BenchmarkOptions options, SeededDatabase database, string folder, TextWriter output)
    {
        await output.WriteLineAsync("| Writers | creates/s | p50 and p99, ms | slowest, ms |\n| --- | --- | --- | --- |");
        foreach (var writers in new[] { 8, 32 })
        {
            await using var service = await ServerProcess.ServiceAsync(
                folder,
                SeededDatabase.SettingsFor(database.CopyTo(folder, $"writers-{writers}.db"))
            );
            using var load = new LoadGenerator(service, writers);
            var create = (await new Scenarios(service.Address, null, database.Key).ReadAsync(load, 2)).Single(scenario =>
                scenario.Name == "create"
            );
            foreach (var (state, time) in new[] { ("new process", options.Round), ("warm", options.Round * 2) })
            {
                var round = await load.SaturateAsync(create.Ours, create.Status, time);
                await output.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {writers}, {state} | {round.PerSecond:0} | {Ratios.Percentiles(round)} | {round.Latencies.Max().TotalMilliseconds:0} |"
                    )
                );
            }
        }
    }

    /// <summary>Measures the time from the start of the process to readiness.</summary>
    public static async Task StartAsync(SeededDatabase database, string folder, TextWriter output)
    {
        var file = database.CopyTo(folder, "start.db");
        var withData = new List<double>();
        var fromNothing = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            await using (var service = await ServerProcess.ServiceAsync(folder, SeededDatabase.SettingsFor(file)))
            {
                withData.Add(service.ReadyAfter.TotalSeconds);
            }

            var empty = Directory.CreateDirectory(Path.Combine(folder, $"empty-{i}")).FullName;
            var settings = new Dictionary<string, string?>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["Database__ConnectionString"] = $"Data Source={Path.Combine(empty, "marketing.db")}",
            };
            await using var first = await ServerProcess.ServiceAsync(empty, settings);
            fromNothing.Add(first.ReadyAfter.TotalSeconds);
        }

        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Ready after {Median(withData):0.0} s with existing data (goal ≤ 3), {Median(fromNothing):0.0} s with migration and sample data (goal ≤ 8); medians of {Starts}."
            )
        );
    }

    private static async Task<(Round First, Round Second)> AlternateAsync(
        BenchmarkOptions options,
        (LoadGenerator Load, Func<int, HttpRequestMessage> Next, HttpStatusCode Status) one,
        (LoadGenerator Load, Func<int, HttpRequestMessage> Next, HttpStatusCode Status) other
    )
    {
        await one.Load.SaturateAsync(one.Next, one.Status, options.WarmUp);
        await other.Load.SaturateAsync(other.Next, other.Status, options.WarmUp);
        var (first, second) = (new List<Round>(), new List<Round>());
        for (var i = 0; i < options.Rounds; i++)
        {
            first.Add(await one.Load.SaturateAsync(one.Next, one.Status, options.Round));
            second.Add(await other.Load.SaturateAsync(other.Next, other.Status, options.Round));
        }

        return (Round.Of(first), Round.Of(second));
    }

    private static HttpRequestMessage IfChanged(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("If-None-Match", "\"1\"");
        return request;
    }

    private static HttpRequestMessage Compressed(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "br");
        return request;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
