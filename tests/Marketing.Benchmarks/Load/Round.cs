namespace Marketing.Benchmarks.Load;

/// <summary>The result of one round of load.</summary>
/// <param name="Took">The duration.</param>
/// <param name="Worked">Processor time of the server in this time.</param>
/// <param name="Latencies">Time from sending a request to the end of its response.</param>
internal sealed record Round(TimeSpan Took, TimeSpan Worked, IReadOnlyList<TimeSpan> Latencies)
{
    private readonly Lazy<TimeSpan[]> _sorted = new(() => [.. Latencies.Order()]);

    public double PerSecond => Latencies.Count / Took.TotalSeconds;

    public double WorkedPerRequest => Worked.TotalMilliseconds / Latencies.Count;

    public double P50 => Percentile(0.50);

    public double P99 => Percentile(0.99);

    /// <summary>Combines several rounds.</summary>
    public static Round Of(IReadOnlyCollection<Round> rounds) =>
        new(
            TimeSpan.FromTicks(rounds.Sum(round => round.Took.Ticks)),
            TimeSpan.FromTicks(rounds.Sum(round => round.Worked.Ticks)),
            [.. rounds.SelectMany(round => round.Latencies)]
        );

    private double Percentile(double share) =>
        _sorted.Value[Math.Min(Latencies.Count - 1, (int)(Latencies.Count * share))].TotalMilliseconds;
}
