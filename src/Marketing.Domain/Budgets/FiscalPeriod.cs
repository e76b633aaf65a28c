using System.Globalization;
using System.Text.RegularExpressions;
using Marketing.Domain.Common;

namespace Marketing.Domain.Budgets;

public readonly record struct FiscalMonthId(Guid Value) : IEntityId<FiscalMonthId>
{
    public static FiscalMonthId From(Guid value) => new(value);

    public int CompareTo(FiscalMonthId other) => Value.CompareTo(other.Value);
}

/// <summary>A month that was closed for bookings at some time. Other months are open.</summary>
public sealed class FiscalMonth : Resource<FiscalMonthId>
{
    protected override string TypeName => ResourceTypes.FiscalMonth;

    private FiscalMonth() { }

    private FiscalMonth(WorkspaceId workspaceId, Month month)
        : base(workspaceId) => Period = month.ToString();

    /// <summary>The month, such as 2027-03.</summary>
    public string Period { get; private set; } = "";

    public FiscalPeriodState State { get; private set; }

    /// <summary>Why it was reopened; null if it was not.</summary>
    public string? Reason { get; private set; }

    public static FiscalMonth Of(WorkspaceId workspaceId, Month month) => new(workspaceId, month);

    /// <summary>Closes the month for bookings.</summary>
    public void Close() => (State, Reason) = (FiscalPeriodState.Closed, null);

    /// <summary>Lets bookings in again.</summary>
    public void Reopen(string reason) => (State, Reason) = (FiscalPeriodState.Open, reason);
}

/// <summary>States of a fiscal period.</summary>
public enum FiscalPeriodState
{
    /// <summary>Bookings are possible.</summary>
    Open,

    /// <summary>Later entries are posted in the next open month, with their original date.</summary>
    Closed,
}

/// <summary>Kinds of fiscal periods.</summary>
public enum FiscalPeriodKind
{
    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>Three months of a fiscal year.</summary>
    Quarter,
}

/// <summary>A month or a quarter of a fiscal year, which is named after the calendar year in which it begins.</summary>
/// <param name="Code">The code, such as 2027-03 or FY2027-Q1.</param>
/// <param name="Kind">The kind.</param>
/// <param name="FiscalYear">The fiscal year.</param>
/// <param name="Months">The months.</param>
public sealed partial record FiscalPeriod(string Code, FiscalPeriodKind Kind, int FiscalYear, IReadOnlyList<Month> Months)
{
    public const int CodeLength = 9;

    /// <summary>Returns the months or quarters of a fiscal year.</summary>
    /// <param name="year">The calendar year in which the fiscal year begins.</param>
    /// <param name="startMonth">Its first month.</param>
    /// <param name="kind">Whether to return months or quarters.</param>
    public static IReadOnlyList<FiscalPeriod> OfYear(int year, int startMonth, FiscalPeriodKind kind)
    {
        var first = new Month(year, startMonth).First;
        var months = Month.Between(first, first.AddMonths(11));
        return kind == FiscalPeriodKind.Month
            ? [.. months.Select(month => new FiscalPeriod(month.ToString(), kind, year, [month]))]
            : [.. months.Chunk(3).Select((quarter, i) => new FiscalPeriod(QuarterCode(year, i + 1), kind, year, quarter))];
    }

    /// <summary>Returns the fiscal year that a month belongs to.</summary>
    public static int YearOf(Month month, int startMonth) => month.Number < startMonth ? month.Year - 1 : month.Year;

    /// <summary>Returns the code of the quarter that a month belongs to.</summary>
    public static string QuarterOf(Month month, int startMonth) =>
        QuarterCode(YearOf(month, startMonth), ((month.Number - startMonth + 12) % 12 / 3) + 1);

    /// <summary>Reads the code of a month or quarter; null for any other text.</summary>
    public static FiscalPeriod? Parse(string code, int startMonth)
    {
        if (Month.Parse(code) is { } month)
        {
            return new FiscalPeriod(code, FiscalPeriodKind.Month, YearOf(month, startMonth), [month]);
        }

        var quarter = Quarter().Match(code);
        return quarter.Success && int.Parse(quarter.Groups[1].Value, CultureInfo.InvariantCulture) is > 0 and < 9_999 and var year
            ? OfYear(year, startMonth, FiscalPeriodKind.Quarter)[quarter.Groups[2].Value[0] - '1']
            : null;
    }

    private static string QuarterCode(int year, int number) => string.Create(CultureInfo.InvariantCulture, $"FY{year:0000}-Q{number}");

    [GeneratedRegex("^FY([0-9]{4})-Q([1-4])$")]
    private static partial Regex Quarter();
}

/// <summary>The months that are closed for bookings.</summary>
public sealed class ClosedMonths(IEnumerable<string> months)
{
    private readonly HashSet<Month> _months = [.. months.Select(month => Month.Parse(month)!.Value)];

    public bool Contains(Month month) => _months.Contains(month);

    /// <summary>Returns the day, or the first day of the next open month if its month is closed.</summary>
    public DateOnly Place(DateOnly day)
    {
        var month = Month.Of(day);
        if (!_months.Contains(month))
        {
            return day;
        }

        while (_months.Contains(month))
        {
            month = month.Next;
        }

        return month.First;
    }
}
