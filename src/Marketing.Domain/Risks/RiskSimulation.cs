namespace Marketing.Domain.Risks;

/// <summary>What a risk costs if it happens.</summary>
/// <param name="Id">The risk; it determines the random numbers, so that other risks do not change them.</param>
/// <param name="Chance">The chance that it happens, from 0 to 1.</param>
/// <param name="Low">The lowest cost in minor units.</param>
/// <param name="Likely">The most likely cost in minor units.</param>
/// <param name="High">The highest cost in minor units.</param>
public sealed record SimulatedRisk(Guid Id, double Chance, long Low, long Likely, long High)
{
    /// <summary>Mean of the PERT distribution: (low + 4 × likely + high) ÷ 6.</summary>
    public decimal Mean => (Low + (4m * Likely) + High) / 6m;

    /// <summary>Chance × mean.</summary>
    public decimal Expected => (decimal)Chance * Mean;
}

/// <summary>Quantiles of the cost of several risks.</summary>
/// <param name="P50">Half of the runs cost at most this.</param>
/// <param name="P80">Four of five runs cost at most this.</param>
/// <param name="P95">Nineteen of twenty runs cost at most this.</param>
public sealed record SimulatedCost(long P50, long P80, long P95);

/// <summary>
/// Simulates a register: in each run, each risk happens or not, and costs what a PERT distribution says. The same seed gives the same
/// quantiles on every node and engine.
/// </summary>
public sealed class RiskSimulation
{
    public const int Runs = 10_000;

    /// <summary>Name of the generator, for those who repeat the simulation.</summary>
    public const string Generator = "xoshiro256** seeded by SplitMix64";

    private const int Quantiles = 256;
    private const int Steps = 512;

    private readonly Dictionary<string, long[]> _totals = [];

    /// <summary>Adds the costs of a risk to groups.</summary>
    /// <param name="risk">The risk.</param>
    /// <param name="seed">The seed of the simulation.</param>
    /// <param name="groups">Names of the groups, each once.</param>
    public void Add(SimulatedRisk risk, int seed, IReadOnlyList<string> groups)
    {
        ArgumentNullException.ThrowIfNull(risk);
        ArgumentNullException.ThrowIfNull(groups);
        var table = TableOf(risk);
        var random = new Xoshiro(seed, risk.Id);
        var totals = groups.Select(TotalsOf).ToArray();
        for (var run = 0; run < Runs; run++)
        {
            // Two numbers in each run, whether the risk happens or not.
            var (happens, at) = (random.Next(), random.Next());
            if (happens >= risk.Chance)
            {
                continue;
            }

            var cost = table[(int)(at * Quantiles)];
            foreach (var total in totals)
            {
                total[run] += cost;
            }
        }
    }

    /// <summary>Returns the quantiles of a group.</summary>
    public SimulatedCost Of(string group)
    {
        var sorted = TotalsOf(group).Order().ToArray();
        return new SimulatedCost(At(sorted, 0.50m), At(sorted, 0.80m), At(sorted, 0.95m));
    }

    private static long At(long[] sorted, decimal share) => sorted[(int)decimal.Ceiling(share * sorted.Length) - 1];

    private long[] TotalsOf(string group)
    {
        if (!_totals.TryGetValue(group, out var totals))
        {
            _totals[group] = totals = new long[Runs];
        }

        return totals;
    }

    /// <summary>Returns the costs in the middle of each of equally likely intervals.</summary>
    private static long[] TableOf(SimulatedRisk risk)
    {
        var table = new long[Quantiles];
        var width = (double)(risk.High - risk.Low);
        if (width <= 0)
        {
            Array.Fill(table, risk.Likely);
            return table;
        }

        // A beta distribution between low and high, whose exponents add up to 4.
        var rise = 4 * (risk.Likely - risk.Low) / width;
        var fall = 4 - rise;
        var weights = new double[Steps];
        var sum = 0d;
        for (var i = 0; i < Steps; i++)
        {
            var x = (i + 0.5) / Steps;
            sum += weights[i] = Math.Pow(x, rise) * Math.Pow(1 - x, fall);
        }

        var (step, passed) = (0, 0d);
        for (var i = 0; i < Quantiles; i++)
        {
            var wanted = (i + 0.5) / Quantiles * sum;
            while (step < Steps - 1 && passed + weights[step] < wanted)
            {
                passed += weights[step++];
            }

            var x = (step + ((wanted - passed) / weights[step])) / Steps;
            table[i] = risk.Low + (long)Math.Round(width * x, MidpointRounding.AwayFromZero);
        }

        return table;
    }

    /// <summary>The generator of Blackman and Vigna.</summary>
    private struct Xoshiro
    {
        private ulong _a;
        private ulong _b;
        private ulong _c;
        private ulong _d;

        public Xoshiro(int seed, Guid id)
        {
            var bytes = id.ToByteArray(bigEndian: true);
            var mix = (ulong)(uint)seed ^ BitConverter.ToUInt64(bytes, 0) ^ ulong.RotateLeft(BitConverter.ToUInt64(bytes, 8), 32);
            (_a, _b, _c, _d) = (SplitMix(ref mix), SplitMix(ref mix), SplitMix(ref mix), SplitMix(ref mix));
        }

        /// <summary>Returns a number from 0 to below 1.</summary>
        public double Next()
        {
            var result = ulong.RotateLeft(_b * 5, 7) * 9;
            var shifted = _b << 17;
            _c ^= _a;
            _d ^= _b;
            _b ^= _c;
            _a ^= _d;
            _c ^= shifted;
            _d = ulong.RotateLeft(_d, 45);
            return (result >> 11) * (1.0 / (1UL << 53));
        }

        private static ulong SplitMix(ref ulong state)
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
