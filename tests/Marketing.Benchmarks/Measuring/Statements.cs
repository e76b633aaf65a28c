using Marketing.Benchmarks.Load;
using Marketing.Benchmarks.Seeding;

namespace Marketing.Benchmarks.Measuring;

/// <summary>Counts the SQL statements of one request in the service's log.</summary>
internal static class Statements
{
    private const string Executed = "\"EventId\":20101";
    private const int Tries = 3;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);

    /// <returns>Returns the number of statements of each scenario with warm caches, by the scenario's name.</returns>
    public static async Task<IReadOnlyDictionary<string, int>> CountAsync(SeededDatabase database, string folder)
    {
        var executed = 0;
        var settings = SeededDatabase.SettingsFor(database.CopyTo(folder, "statements.db"));
        settings["Logging__LogLevel__Microsoft.EntityFrameworkCore.Database.Command"] = "Information";
        await using var service = await ServerProcess.ServiceAsync(
            folder,
            settings,
            line => executed += line.Contains(Executed, StringComparison.Ordinal) ? 1 : 0
        );
        using var load = new LoadGenerator(service, 1);
        var counts = new Dictionary<string, int>();
        foreach (var scenario in await new Scenarios(service.Address, null, database.Key).ReadAsync(load, deepPage: 3))
        {
            counts[scenario.Name] = int.MaxValue;
            for (var i = 0; i < Tries; i++)
            {
                var before = executed;
                await load.SendAsync(scenario.Ours(0), scenario.Status);
                await Task.Delay(Quiet);
                counts[scenario.Name] = Math.Min(counts[scenario.Name], executed - before);
            }
        }

        return counts;
    }
}
