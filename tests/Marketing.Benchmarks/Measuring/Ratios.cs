using System.Globalization;
using Marketing.Benchmarks.Load;
using Marketing.Benchmarks.Seeding;

namespace Marketing.Benchmarks.Measuring;

/// <summary>Compares the service with the hand-written host in alternating rounds.</summary>
internal static class Ratios
{
    private const int DeepPage = 100;

    public static async Task RunAsync(BenchmarkOptions options, SeededDatabase database, string folder, TextWriter output)
    {
        var statements = await Statements.CountAsync(database, folder);
        await using var service = await ServerProcess.ServiceAsync(
            folder,
            SeededDatabase.SettingsFor(database.CopyTo(folder, "service.db"))
        );
        await using var other = await ServerProcess.ByHandAsync(folder, database.CopyTo(folder, "by-hand.db"));
        using var load = new LoadGenerator(service, options.Connections);
        using var otherLoad = new LoadGenerator(other, options.Connections);
        var scenarios = (await new Scenarios(service.Address, other.Address, database.Key).ReadAsync(load, DeepPage))
            .Where(scenario => options.Scenarios.Contains(scenario.Name))
            .ToList();
        await Agreement.CheckAsync(scenarios, load, otherLoad);
        foreach (var scenario in scenarios)
        {
            await RoundAsync(scenario, service, options, options.WarmUp, scenario.Ours);
            await RoundAsync(scenario, other, options, options.WarmUp, scenario.ByHand);
        }

        await output.WriteLineAsync(
            "| What | requests/s | by hand | ratio (goal) | p50 and p99, ms | by hand | processor ms per request | by hand | SQL statements |"
        );
        await output.WriteLineAsync("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var scenario in scenarios)
        {
            var (ours, byHand) = await CompareAsync(scenario, service, other, options);
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {scenario.Title} | {ours.PerSecond:0} | {byHand.PerSecond:0} | {Ratio(ours, byHand, scenario.Goal)} | {Percentiles(ours)} | {Percentiles(byHand)} | {ours.WorkedPerRequest:0.00} | {byHand.WorkedPerRequest:0.00} | {statements[scenario.Name]} |"
                )
            );
        }

        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"\nResident after this load: {Megabytes(service.Resident)} MB (goal ≤ 250), by hand {Megabytes(other.Resident)} MB."
            )
        );
    }

    public static string Percentiles(Round round) => string.Create(CultureInfo.InvariantCulture, $"{round.P50:0.0}, {round.P99:0.0}");

    private static async Task<(Round Ours, Round ByHand)> CompareAsync(
        Scenario scenario,
        ServerProcess service,
        ServerProcess other,
        BenchmarkOptions options
    )
    {
        var (ours, byHand) = (new List<Round>(), new List<Round>());
        for (var i = 0; i < options.Rounds; i++)
        {
            ours.Add(await RoundAsync(scenario, service, options, options.Round, scenario.Ours));
            byHand.Add(await RoundAsync(scenario, other, options, options.Round, scenario.ByHand));
        }

        return (Round.Of(ours), Round.Of(byHand));
    }

    private static async Task<Round> RoundAsync(
        Scenario scenario,
        ServerProcess server,
        BenchmarkOptions options,
        TimeSpan time,
        Func<int, HttpRequestMessage> next
    )
    {
        using var load = new LoadGenerator(server, scenario.Connections ?? options.Connections);
        return await load.SaturateAsync(next, scenario.Status, time);
    }

    private static string Ratio(Round ours, Round byHand, double? goal)
    {
        var ratio = ours.PerSecond / byHand.PerSecond;
        return goal is null
            ? ratio.ToString("0.00", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00} (≥ {goal}{(ratio < goal ? ", missed" : "")})");
    }

    private static long Megabytes(long bytes) => bytes / 1_000_000;
}
