using System.Globalization;

namespace Marketing.Api.Tests.Durability;

/// <summary>How often tests repeat a race: more often where MARKETING_RACE_ROUNDS says so.</summary>
internal static class RaceRounds
{
    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("MARKETING_RACE_ROUNDS"), CultureInfo.InvariantCulture, out var rounds)
            ? rounds
            : 40;
}
