using System.Globalization;

namespace Marketing.Api.Tests.Durability;

/// <summary>The number of rounds of each race; MARKETING_RACE_ROUNDS sets it.</summary>
internal static class RaceRounds
{
    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("MARKETING_RACE_ROUNDS"), CultureInfo.InvariantCulture, out var rounds)
            ? rounds
            : 40;
}
