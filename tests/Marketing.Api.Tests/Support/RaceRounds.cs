using System.Globalization;

namespace Marketing.Api.Tests.Support;

/// <summary>How often a test repeats a race: a few times in the suite, and MARKETING_RACE_ROUNDS times in a long run.</summary>
internal static class RaceRounds
{
    private const int InTheSuite = 5;

    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("MARKETING_RACE_ROUNDS"), CultureInfo.InvariantCulture, out var rounds)
        && rounds > 0
            ? rounds
            : InTheSuite;
}
