using System.Security.Cryptography;
using System.Text;

namespace Marketing.Domain.Budgets;

/// <summary>
/// The monthly balances that bookings on a line change: of the line, of lines above and of the budget. A balance holds the amounts of its
/// month or, with the horizon <see cref="ControlHorizon.Cumulative"/>, those of all months up to it.
/// </summary>
/// <param name="Months">The months of the budget in their order.</param>
/// <param name="Single">Ids of the lines and the budget whose balances hold one month.</param>
/// <param name="Cumulative">Ids of those whose balances hold all months up to theirs.</param>
public sealed record PeriodGuards(IReadOnlyList<string> Months, IReadOnlyList<Guid> Single, IReadOnlyList<Guid> Cumulative)
{
    /// <summary>Returns the id of the balance of a month.</summary>
    public static Guid IdOf(Guid owner, Month month) => new(SHA256.HashData(Encoding.ASCII.GetBytes($"{owner:N}{month}")).AsSpan(0, 16));

    /// <summary>Whether the line or budget has months.</summary>
    public bool Has(Guid owner) => Single.Contains(owner) || Cumulative.Contains(owner);

    /// <summary>Returns the ids of the balances that an amount in a month changes.</summary>
    public IEnumerable<Guid> OwnersOf(Month month)
    {
        var at = IndexOf(month);
        return Single
            .Select(owner => IdAt(owner, at))
            .Concat(Cumulative.SelectMany(owner => Enumerable.Range(at, Months.Count - at).Select(i => IdAt(owner, i))));
    }

    /// <summary>Returns the place of a month. What is before the first month, or after the last one, counts in that.</summary>
    public int IndexOf(Month month) => IndexOf(Months, month.ToString());

    /// <inheritdoc cref="IndexOf(Month)"/>
    public static int IndexOf(IReadOnlyList<string> months, string month)
    {
        var at = 0;
        while (at + 1 < months.Count && string.CompareOrdinal(months[at + 1], month) <= 0)
        {
            at++;
        }

        return at;
    }

    private Guid IdAt(Guid owner, int index) => IdOf(owner, Month.Parse(Months[index])!.Value);
}

/// <summary>Amounts of a month in minor units.</summary>
public readonly record struct MonthAmounts(long Approved, long Available, long Held, long Committed, long Actual)
{
    public static MonthAmounts operator +(MonthAmounts a, MonthAmounts b) =>
        new(a.Approved + b.Approved, a.Available + b.Available, a.Held + b.Held, a.Committed + b.Committed, a.Actual + b.Actual);

    /// <summary>Returns the amounts of each month together with those of all months before it.</summary>
    public static IReadOnlyList<MonthAmounts> Accumulate(IEnumerable<MonthAmounts> months)
    {
        var sum = default(MonthAmounts);
        return [.. months.Select(month => sum += month)];
    }
}
