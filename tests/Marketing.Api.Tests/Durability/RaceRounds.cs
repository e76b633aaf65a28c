using System.Globalization;

namespace Marketing.Api.Tests.Durability;

/// <summary>The number of rounds of each race: a few in the suite, MARKETING_RACE_ROUNDS in a long run.</summary>
internal static class RaceRounds
{
    private const int InTheSuite = 8;

    private static readonly string? Stated = Environment.GetEnvironmentVariable("MARKETING_RACE_ROUNDS");

    public static bool IsLongRun => Stated is not null;

    public static int Count { get; } =
        int.TryParse(Stated, CultureInfo.InvariantCulture, out var rounds) && rounds > 0 ? rounds : InTheSuite;
}
