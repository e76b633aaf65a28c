using System.Globalization;

namespace Marketing.Domain.Budgets;

/// <summary>A calendar month. Budgets are planned and controlled in months; quarters and years of a fiscal year consist of them.</summary>
/// <param name="Year">The calendar year.</param>
/// <param name="Number">The month of the year, starting with 1.</param>
public readonly record struct Month(int Year, int Number) : IComparable<Month>
{
    public const string Pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$";
    public const int Length = 7;

    private const int MonthsOfYear = 12;

    public DateOnly First => new(Year, Number, 1);

    public DateOnly Last => new(Year, Number, DateTime.DaysInMonth(Year, Number));

    public Month Next => Number == 12 ? new Month(Year + 1, 1) : this with { Number = Number + 1 };

    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>Returns a later month; an earlier one for a negative number.</summary>
    public Month Plus(int months)
    {
        var index = (Year * MonthsOfYear) + Number - 1 + months;
        return new Month(index / MonthsOfYear, (index % MonthsOfYear) + 1);
    }

    /// <summary>Returns how many months this is after another one; negative if it is before.</summary>
    public int MonthsAfter(Month other) => ((Year - other.Year) * MonthsOfYear) + Number - other.Number;

    /// <summary>Returns the months that a span of days touches.</summary>
    public static IReadOnlyList<Month> Between(DateOnly first, DateOnly last)
    {
        var months = new List<Month>();
        for (var month = Of(first); month <= Of(last); month = month.Next)
        {
            months.Add(month);
        }

        return months;
    }

    /// <summary>Reads a text that matches <see cref="Pattern"/>, such as 2027-03; null for any other text.</summary>
    public static Month? Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? Of(first) : null;

    /// <summary>Returns how many days of a span are in the month.</summary>
    public int DaysOf(DateOnly first, DateOnly last) =>
        Math.Max(0, Math.Min(last.DayNumber, Last.DayNumber) - Math.Max(first.DayNumber, First.DayNumber) + 1);

    public int CompareTo(Month other) => (Year, Number).CompareTo((other.Year, other.Number));

    public override string ToString() => First.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static bool operator <(Month left, Month right) => left.CompareTo(right) < 0;

    public static bool operator >(Month left, Month right) => left.CompareTo(right) > 0;

    public static bool operator <=(Month left, Month right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Month left, Month right) => left.CompareTo(right) >= 0;
}
