using System.Globalization;
using Marketing.Benchmarks.Load;
using Marketing.Benchmarks.Ordinary;
using Marketing.Benchmarks.Seeding;

namespace Marketing.Benchmarks.Measuring;

/// <summary>Compares the service with the hand-written host and with the ordinary service, in alternating rounds.</summary>
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
        var ordinaryFile = Path.Combine(folder, "ordinary.db");
        await OrdinaryHost.SeedAsync(ordinaryFile, options.Plans);
        await using var ordinary = await ServerProcess.OrdinaryAsync(folder, ordinaryFile);
        using var load = new LoadGenerator(service, options.Connections);
        using var otherLoad = new LoadGenerator(other, options.Connections);
        using var ordinaryLoad = new LoadGenerator(ordinary, options.Connections);
        var scenarios = await Scenarios.WithOrdinaryAsync(
            (await new Scenarios(service.Address, other.Address, database.Key).ReadAsync(load, DeepPage)).Where(scenario =>
                options.Scenarios.Contains(scenario.Name)
            ),
            ordinaryLoad,
            ordinary.Address,
            DeepPage
        );
        await Agreement.CheckAsync(scenarios, load, otherLoad);
        foreach (var scenario in scenarios)
        {
            foreach (var (server, requests) in Targets(scenario, service, other, ordinary))
            {
                await RoundAsync(scenario, server, options, options.WarmUp, requests);
            }
        }

        await output.WriteLineAsync(
            "| What | requests/s | by hand | ratio (goal) | ordinary | ratio (goal) | p50 and p99, ms | by hand | ordinary | processor ms per request | by hand | ordinary | SQL statements |"
        );
        await output.WriteLineAsync("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var scenario in scenarios)
        {
            var rounds = await CompareAsync(scenario, Targets(scenario, service, other, ordinary), options);
            var (ours, byHand, plain) = (rounds[0], rounds[1], rounds.ElementAtOrDefault(2));
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {scenario.Title} | {ours.PerSecond:0} | {byHand.PerSecond:0} | {Ratio(ours, byHand, scenario.Goal)} | {plain?.PerSecond:0} | {Ratio(ours, plain, scenario.OrdinaryGoal)} | {Percentiles(ours)} | {Percentiles(byHand)} | {Percentiles(plain)} | {ours.WorkedPerRequest:0.00} | {byHand.WorkedPerRequest:0.00} | {plain?.WorkedPerRequest:0.00} | {statements[scenario.Name]} |"
                )
            );
        }

        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"\nResident after this load: {Megabytes(service.Resident)} MB (goal ≤ 250), by hand {Megabytes(other.Resident)} MB, ordinary {Megabytes(ordinary.Resident)} MB."
            )
        );
    }

    /// <summary>Returns the servers that handle a scenario, the service first, and their requests.</summary>
    private static IReadOnlyList<(ServerProcess Server, Func<int, HttpRequestMessage> Requests)> Targets(
        Scenario scenario,
        ServerProcess service,
        ServerProcess byHand,
        ServerProcess ordinary
    )
    {
        var both = new[] { (service, scenario.Ours), (byHand, scenario.ByHand) };
        return scenario.Ordinary is { } requests ? [.. both, (ordinary, requests)] : both;
    }

    public static string Percentiles(Round? round) =>
        round is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{round.P50:0.0}, {round.P99:0.0}");

    /// <summary>Measures the servers in alternating rounds.</summary>
    private static async Task<IReadOnlyList<Round>> CompareAsync(
        Scenario scenario,
        IReadOnlyList<(ServerProcess Server, Func<int, HttpRequestMessage> Requests)> targets,
        BenchmarkOptions options
    )
    {
        var rounds = targets.Select(_ => new List<Round>()).ToList();
        for (var i = 0; i < options.Rounds; i++)
        {
            foreach (var (index, (server, requests)) in targets.Index())
            {
                rounds[index].Add(await RoundAsync(scenario, server, options, options.Round, requests));
            }
        }

        return rounds.ConvertAll(Round.Of);
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

    private static string Ratio(Round ours, Round? other, double? goal)
    {
        if (other is null)
        {
            return "";
        }

        var ratio = ours.PerSecond / other.PerSecond;
        return goal is null
            ? ratio.ToString("0.00", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00} (≥ {goal}{(ratio < goal ? ", missed" : "")})");
    }

    private static long Megabytes(long bytes) => bytes / 1_000_000;
}
