using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Values;

namespace Marketing.Domain.Budgets;

/// <summary>
/// How the amount of a line is spread over the months of its budget. The parts always add up to the amount: what rounding leaves goes to
/// the largest remainders, of equal ones to the earliest month.
/// </summary>
/// <example>{"method":"even"}</example>
public sealed record Spread
{
    public const int MaxMonths = 120;

    /// <summary>The spread of a line that has none of its own.</summary>
    public static readonly Spread Even = new() { Method = SpreadMethod.Even };

    /// <summary>How the months share what locked cells leave.</summary>
    public required SpreadMethod Method { get; init; }

    /// <summary>First day on which money is planned; by default that of the budget.</summary>
    /// <example>2027-03-01</example>
    public DateOnly? Start { get; init; }

    /// <summary>Last day on which money is planned; by default that of the budget.</summary>
    /// <example>2027-05-31</example>
    public DateOnly? End { get; init; }

    /// <summary>Weights of the months, for the method `byWeights`. Months that are not named get nothing.</summary>
    [MaxLength(MaxMonths)]
    public IReadOnlyList<SpreadWeight> Weights { get; init; } = [];

    /// <summary>
    /// Amounts that somebody wrote. Locked ones stay when the amount of the line changes. For the method `byHand`, these are all amounts;
    /// others must be locked.
    /// </summary>
    [MaxLength(MaxMonths)]
    public IReadOnlyList<SpreadCell> Cells { get; init; } = [];

    /// <summary>Returns the broken rules of the spread alone.</summary>
    /// <param name="currency">The currency of the budget.</param>
    public IEnumerable<RuleFault> Check(string currency)
    {
        if (End < Start)
        {
            yield return RuleFault.Of("/end", "budget.periodNotRising", ("start", Start), ("end", End));
        }

        var doubles = Doubles("/weights", Weights.Select(weight => weight.Period))
            .Concat(Doubles("/cells", Cells.Select(cell => cell.Period)));
        foreach (var fault in doubles)
        {
            yield return fault;
        }

        if (Method == SpreadMethod.ByWeights && Weights.All(weight => weight.Weight == 0))
        {
            yield return RuleFault.Of("/weights", "spread.weightsMissing");
        }

        foreach (var (cell, i) in Cells.Select((cell, i) => (cell, i)))
        {
            if (!cell.Locked && Method != SpreadMethod.ByHand)
            {
                yield return RuleFault.Of($"/cells/{i}/locked", "spread.cellNotLocked", ("period", cell.Period));
            }

            foreach (var fault in Currencies.Check(cell.Amount, currency))
            {
                yield return fault.Under($"/cells/{i}");
            }
        }
    }

    /// <summary>Spreads an amount over the months of a budget.</summary>
    /// <param name="amount">The amount of the line.</param>
    /// <param name="budget">The terms of the budget, with its period.</param>
    /// <returns>A cell for each month, or what is wrong with the spread, relative to it.</returns>
    public Result<IReadOnlyList<PlannedCell>> Over(decimal amount, BudgetTerms budget)
    {
        var (first, last) = (budget.PeriodStart!.Value, budget.PeriodEnd!.Value);
        var months = Month.Between(first, last);
        if (Misplaced(first, last, months).ToList() is { Count: > 0 } faults)
        {
            return new RulesBroken(faults);
        }

        var total = MinorUnits.Of(amount, budget.Currency);
        var written = Cells.ToDictionary(cell => Month.Parse(cell.Period)!.Value);
        var locked = written.Where(cell => cell.Value.Locked).ToDictionary(cell => cell.Key, cell => Minor(cell.Value, budget.Currency));
        var rest = total - locked.Values.Sum();
        if (rest < 0)
        {
            return new RulesBroken([
                RuleFault.Of(
                    "/cells",
                    "spread.lockedExceed",
                    ("locked", MinorUnits.ToAmount(total - rest, budget.Currency)),
                    ("amount", amount),
                    ("currency", budget.Currency)
                ),
            ]);
        }

        var free = months.Where(month => !locked.ContainsKey(month)).ToList();
        var parts = Parts(rest, free, written, (Start ?? first, End ?? last), budget.Currency);
        if (parts is null)
        {
            return new RulesBroken([
                RuleFault.Of(
                    "/cells",
                    "spread.noFreeCell",
                    ("left", MinorUnits.ToAmount(rest, budget.Currency)),
                    ("currency", budget.Currency)
                ),
            ]);
        }

        var shares = free.Zip(parts).ToDictionary(each => each.First, each => each.Second);
        return months
            .Select(month =>
                locked.TryGetValue(month, out var kept) ? new PlannedCell(month, kept, true) : new PlannedCell(month, shares[month], false)
            )
            .ToList();
    }

    /// <summary>Returns the amounts by hand that do not add up to the amount of the line; null if they do, or are not by hand.</summary>
    public RuleFault? HandDiffers(decimal amount, string currency) =>
        Method == SpreadMethod.ByHand && Cells.Sum(cell => cell.Amount) is var sum && sum != amount
            ? RuleFault.Of("/cells", "spread.handDiffers", ("sum", sum), ("amount", amount), ("currency", currency))
            : null;

    /// <summary>Follows an amount of the line that changed: amounts by hand keep their proportions, locked ones stay.</summary>
    public Spread Scaled(decimal amount, string currency)
    {
        var rest = MinorUnits.Of(amount, currency) - Cells.Where(cell => cell.Locked).Sum(cell => Minor(cell, currency));
        var open = Cells.Where(cell => !cell.Locked).ToList();
        if (Method != SpreadMethod.ByHand || rest < 0 || open.Count == 0)
        {
            return this;
        }

        var shares = new Queue<long>(LargestRemainder.Divide(rest, Positive([.. open.Select(cell => Minor(cell, currency))])));
        return this with
        {
            Cells = [.. Cells.Select(cell => cell.Locked ? cell : cell with { Amount = MinorUnits.ToAmount(shares.Dequeue(), currency) })],
        };
    }

    /// <summary>Writes one cell. The other cells that are not locked share what it leaves.</summary>
    /// <param name="cells">The cells as they are.</param>
    /// <param name="written">The cell to write; without an amount, it is locked as it is, or computed again.</param>
    /// <param name="currency">The currency of the budget.</param>
    public Result<Spread> With(IReadOnlyList<PlannedCell> cells, CellWrite written, string currency)
    {
        var kept = Cells.Where(cell => Month.Parse(cell.Period) != written.Month).ToList();
        var before = cells.Single(cell => cell.Month == written.Month).Minor;
        var amount = written.Minor ?? before;
        if (Method != SpreadMethod.ByHand && (written.Locked || written.Minor is null))
        {
            return this with { Cells = written.Locked ? [.. kept, Cell(written.Month, amount, true)] : kept };
        }

        var open = cells.Where(cell => !cell.Locked && cell.Month != written.Month).ToList();
        var rest = open.Sum(cell => cell.Minor) + before - amount;
        if (rest < 0 || (rest > 0 && open.Count == 0))
        {
            return new RulesBroken([
                RuleFault.Of("/amount", "spread.cellsDiffer", ("left", MinorUnits.ToAmount(rest, currency)), ("currency", currency)),
            ]);
        }

        var shares = open.Count == 0 ? [] : LargestRemainder.Divide(rest, Positive([.. open.Select(cell => cell.Minor)]));
        var rewritten = open.Zip(shares).ToDictionary(each => each.First.Month, each => each.Second);
        rewritten[written.Month] = amount;
        return new Spread
        {
            Method = SpreadMethod.ByHand,
            Cells =
            [
                .. cells.Select(cell =>
                    Cell(
                        cell.Month,
                        rewritten.TryGetValue(cell.Month, out var minor) ? minor : cell.Minor,
                        cell.Month == written.Month ? written.Locked : cell.Locked
                    )
                ),
            ],
        };

        SpreadCell Cell(Month month, long minor, bool locked) =>
            new()
            {
                Period = month.ToString(),
                Amount = MinorUnits.ToAmount(minor, currency),
                Locked = locked,
            };
    }

    /// <summary>Returns a spread by hand that has exactly these cells.</summary>
    public static Spread Of(IEnumerable<PlannedCell> cells, string currency) =>
        new()
        {
            Method = SpreadMethod.ByHand,
            Cells =
            [
                .. cells.Select(cell => new SpreadCell
                {
                    Period = cell.Month.ToString(),
                    Amount = MinorUnits.ToAmount(cell.Minor, currency),
                    Locked = cell.Locked,
                }),
            ],
        };

    /// <summary>Whether both say the same.</summary>
    public bool Equals(Spread? other) =>
        other is not null
        && (Method, Start, End) == (other.Method, other.Start, other.End)
        && Weights.SequenceEqual(other.Weights)
        && Cells.SequenceEqual(other.Cells);

    public override int GetHashCode() => HashCode.Combine(Method, Start, End, Weights.Count, Cells.Count);

    private static IEnumerable<RuleFault> Doubles(string member, IEnumerable<string> periods)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return periods
            .Select((period, i) => (period, i))
            .Where(each => !seen.Add(each.period))
            .Select(each => RuleFault.Of($"{member}/{each.i}/period", "spread.periodTwice", ("period", each.period)));
    }

    private static long Minor(SpreadCell cell, string currency) => MinorUnits.Of(cell.Amount, currency);

    /// <summary>Returns the weights, or equal ones if all of them are zero.</summary>
    private static IReadOnlyList<long> Positive(IReadOnlyList<long> weights) =>
        weights.Any(weight => weight > 0) ? weights : [.. weights.Select(_ => 1L)];

    private IEnumerable<RuleFault> Misplaced(DateOnly first, DateOnly last, IReadOnlyList<Month> months)
    {
        if (months.Count > MaxMonths)
        {
            yield return RuleFault.Of("", "spread.tooManyMonths", ("max", MaxMonths));
        }

        if (Start < first || End > last || Start > last || End < first)
        {
            yield return RuleFault.Of(
                Start < first || Start > last ? "/start" : "/end",
                "spread.outsidePeriod",
                ("start", first),
                ("end", last)
            );
        }

        var named = Weights
            .Select((weight, i) => (weight.Period, Pointer: $"/weights/{i}/period"))
            .Concat(Cells.Select((cell, i) => (cell.Period, Pointer: $"/cells/{i}/period")));
        foreach (var (period, pointer) in named)
        {
            if (Month.Parse(period) is not { } month || !months.Contains(month))
            {
                yield return RuleFault.Of(pointer, "spread.periodOutside", ("period", period), ("start", first), ("end", last));
            }
        }
    }

    /// <summary>Returns the parts of the free months; null if money is left that no month can take.</summary>
    private long[]? Parts(
        long rest,
        List<Month> free,
        Dictionary<Month, SpreadCell> written,
        (DateOnly First, DateOnly Last) span,
        string currency
    )
    {
        if (Method == SpreadMethod.ByWeeks)
        {
            return PartsOfWeeks(rest, free, span);
        }

        var weights = free.Select(WeightOf).ToList();
        if (Method == SpreadMethod.ByHand && weights.TrueForAll(weight => weight == 0))
        {
            weights = [.. free.Select(month => written.ContainsKey(month) ? 1L : 0)];
        }

        return weights.Exists(weight => weight > 0) ? LargestRemainder.Divide(rest, weights)
            : rest == 0 ? new long[free.Count]
            : null;

        long WeightOf(Month month) =>
            Method switch
            {
                SpreadMethod.ByHand => written.TryGetValue(month, out var cell) ? Minor(cell, currency) : 0,
                SpreadMethod.ByWeights => Weights.FirstOrDefault(weight => Month.Parse(weight.Period) == month)?.Weight ?? 0,
                SpreadMethod.ByDays => month.DaysOf(span.First, span.Last),
                _ => month.DaysOf(span.First, span.Last) > 0 ? 1 : 0,
            };
    }

    /// <summary>Weeks share the money by their days: seven, but for the last week. A week across two months is split by days.</summary>
    private static long[]? PartsOfWeeks(long rest, List<Month> free, (DateOnly First, DateOnly Last) span)
    {
        var weeks = new List<long[]>();
        for (var begin = span.First; begin <= span.Last; begin = begin.AddDays(7))
        {
            var end = begin.AddDays(6) < span.Last ? begin.AddDays(6) : span.Last;
            var days = free.Select(month => (long)month.DaysOf(begin, end)).ToArray();
            if (days.Sum() > 0)
            {
                weeks.Add(days);
            }
        }

        var parts = new long[free.Count];
        if (weeks.Count == 0)
        {
            return rest == 0 ? parts : null;
        }

        foreach (var (share, days) in LargestRemainder.Divide(rest, [.. weeks.Select(days => days.Sum())]).Zip(weeks))
        {
            foreach (var (part, i) in LargestRemainder.Divide(share, days).Select((part, i) => (part, i)))
            {
                parts[i] += part;
            }
        }

        return parts;
    }
}
