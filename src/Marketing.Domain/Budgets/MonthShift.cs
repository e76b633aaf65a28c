namespace Marketing.Domain.Budgets;

/// <summary>Moves what a line has left in the months of a span by a number of months.</summary>
/// <param name="First">First month of the span.</param>
/// <param name="Last">Last month of the span; null for every later month.</param>
/// <param name="By">How many months later; negative for earlier ones.</param>
/// <param name="Latest">The latest month that gets money; null for the last one of the budget.</param>
public sealed record MonthShift(Month First, Month? Last, int By, Month? Latest)
{
    /// <summary>Returns the shift between two spans of days. A span without a last day has no end.</summary>
    public static MonthShift Between((DateOnly First, DateOnly? Last) before, (DateOnly First, DateOnly? Last) after) =>
        new(Month.Of(before.First), MonthOf(before.Last), Month.Of(after.First).MonthsAfter(Month.Of(before.First)), MonthOf(after.Last));

    /// <summary>
    /// Returns what moves and what stays, in the order of the months. Nothing moves that the line, a line above or a later month needs.
    /// </summary>
    /// <param name="line">Id of the line.</param>
    /// <param name="guards">The balances that amounts of the line change.</param>
    /// <param name="available">What each balance has available. The moves change it.</param>
    /// <param name="closed">The months that are closed.</param>
    public IReadOnlyList<MonthMove> Of(Guid line, PeriodGuards guards, IDictionary<Guid, long> available, ClosedMonths closed)
    {
        ArgumentNullException.ThrowIfNull(guards);
        ArgumentNullException.ThrowIfNull(available);
        ArgumentNullException.ThrowIfNull(closed);
        var months = guards.Months.Select(text => Month.Parse(text)!.Value).ToList();
        var left = months.Select((_, i) => LeftIn(line, guards, months, i, available)).ToList();
        var span = Enumerable.Range(0, months.Count).Where(i => months[i] >= First && (Last is not { } last || months[i] <= last));
        var moves = new List<MonthMove>();

        // The month that is nearest to its new place goes first: no month gives what it has just got.
        foreach (var i in (By > 0 ? span.Reverse() : span).Where(i => left[i] > 0))
        {
            var (from, to) = (months[i], TargetOf(months[i]));
            var why =
                from == to ? MoneyStays.SameMonth
                : closed.Contains(from) || closed.Contains(to) ? MoneyStays.MonthClosed
                : !months.Contains(to) ? MoneyStays.OutsideBudget
                : (MoneyStays?)null;
            var moved = why is null ? Take(guards, available, from, to, left[i]) : 0;
            if (moved > 0)
            {
                moves.Add(new MonthMove(from, to, moved, null));
            }

            if (left[i] > moved)
            {
                moves.Add(new MonthMove(from, from, left[i] - moved, why ?? MoneyStays.NotAvailable));
            }
        }

        return [.. moves.OrderBy(move => move.From)];
    }

    private static Month? MonthOf(DateOnly? day) => day is { } known ? Month.Of(known) : null;

    private Month TargetOf(Month from)
    {
        var to = from.Plus(By);
        return Latest is { } latest && to > latest ? latest : to;
    }

    private static long LeftIn(Guid line, PeriodGuards guards, List<Month> months, int index, IDictionary<Guid, long> available)
    {
        long At(int i) => available[PeriodGuards.IdOf(line, months[i])];
        return guards.Single.Contains(line) || index == 0 ? At(index) : At(index) - At(index - 1);
    }

    /// <summary>Takes as much as every balance that loses money has, and returns it.</summary>
    private static long Take(PeriodGuards guards, IDictionary<Guid, long> available, Month from, Month to, long wanted)
    {
        var (source, target) = (guards.OwnersOf(from).ToHashSet(), guards.OwnersOf(to).ToHashSet());
        var (losing, gaining) = (source.Except(target).ToList(), target.Except(source).ToList());
        var taken = Math.Max(0, losing.Select(owner => available[owner]).Append(wanted).Min());
        losing.ForEach(owner => available[owner] -= taken);
        gaining.ForEach(owner => available[owner] += taken);
        return taken;
    }
}

/// <summary>Money of a month that moves to another one, or stays.</summary>
/// <param name="From">The month that has the money.</param>
/// <param name="To">The month that gets it; equal to <paramref name="From"/> if it stays.</param>
/// <param name="Minor">The amount in minor units.</param>
/// <param name="Why">Why it stays; null if it moves.</param>
public readonly record struct MonthMove(Month From, Month To, long Minor, MoneyStays? Why);

/// <summary>Reasons why money that is not booked stays in its month.</summary>
public enum MoneyStays
{
    /// <summary>Its month stays the same.</summary>
    SameMonth,

    /// <summary>Its month, or the month that would get it, is closed.</summary>
    MonthClosed,

    /// <summary>The month that would get it is outside the period of the budget.</summary>
    OutsideBudget,

    /// <summary>The line has no months.</summary>
    WithoutMonths,

    /// <summary>The line or its budget takes no bookings.</summary>
    Blocked,

    /// <summary>A line above or a later month needs it.</summary>
    NotAvailable,
}
