using System.Globalization;

namespace Marketing.Benchmarks;

/// <summary>What to measure, and for how long.</summary>
internal sealed record BenchmarkOptions
{
    public const string Usage = """
        Usage: Marketing.Benchmarks [--quick] [--chapters LIST] [--scenarios LIST] [--rounds N] [--seconds S] [--warm-up S] [--connections N] [--plans N] [--rows N]
          --chapters     of: ratios, paced, growth, answers, writers, start, budgets, facts, sync, risks; all by default
          --scenarios    of: list, page, get, create, document, import, changes; all by default (chapter ratios)
          --rounds       rounds of each scenario for each of the servers, alternating (4)
          --seconds      seconds of one round (4)
          --warm-up      seconds of load before the first round that counts (8)
          --connections  connections of the load (16)
          --plans        plans in the database (10000)
          --rows         bookings, results and rows of jobs (100000); a tenth as many observations, a twentieth as many risks
          --quick        2 rounds of 1.5 seconds, 3 seconds of warm-up
        """;

    public static readonly IReadOnlyList<string> AllChapters =
    [
        "ratios",
        "paced",
        "growth",
        "answers",
        "writers",
        "start",
        "budgets",
        "facts",
        "sync",
        "risks",
    ];

    public static readonly IReadOnlyList<string> AllScenarios = ["list", "page", "get", "create", "document", "import", "changes"];

    public IReadOnlyList<string> Chapters { get; init; } = AllChapters;

    public IReadOnlyList<string> Scenarios { get; init; } = AllScenarios;

    public int Rounds { get; init; } = 4;

    public double Seconds { get; init; } = 4;

    public int Connections { get; init; } = 16;

    public int Plans { get; init; } = 10_000;

    /// <summary>Rows of the chapters on features.</summary>
    public int Rows { get; init; } = 100_000;

    public TimeSpan Round => TimeSpan.FromSeconds(Seconds);

    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(8);

    /// <returns>The options; null if the arguments are invalid.</returns>
    public static BenchmarkOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new BenchmarkOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--quick")
            {
                options = options with { Rounds = 2, Seconds = 1.5, WarmUp = TimeSpan.FromSeconds(3) };
                continue;
            }

            if (i + 1 == arguments.Count || With(options, arguments[i], arguments[++i]) is not { } next)
            {
                return null;
            }

            options = next;
        }

        return options;
    }

    private static BenchmarkOptions? With(BenchmarkOptions options, string name, string text) =>
        name switch
        {
            "--chapters" when Choice(text, AllChapters) is { } chapters => options with { Chapters = chapters },
            "--scenarios" when Choice(text, AllScenarios) is { } scenarios => options with { Scenarios = scenarios },
            "--rounds" when Number(text) is { } rounds => options with { Rounds = rounds },
            "--connections" when Number(text) is { } connections => options with { Connections = connections },
            "--plans" when Number(text) is { } plans => options with { Plans = plans },
            "--rows" when Number(text) is { } rows => options with { Rows = rows },
            "--seconds" when Time(text) is { } seconds => options with { Seconds = seconds },
            "--warm-up" when Time(text) is { } seconds => options with { WarmUp = TimeSpan.FromSeconds(seconds) },
            _ => null,
        };

    private static IReadOnlyList<string>? Choice(string text, IReadOnlyList<string> all)
    {
        var chosen = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return chosen.Length > 0 && chosen.All(all.Contains) ? [.. all.Where(chosen.Contains)] : null;
    }

    private static double? Time(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? seconds
            : null;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
