using Marketing.Domain.Scheduling;

namespace Marketing.Domain.Tasks;

/// <summary>Numbers the working days from a first day on: that day, or the next working day, is 0.</summary>
public sealed class WorkingCalendar
{
    /// <summary>The longest span, about twenty years. Longer ones are cut.</summary>
    public const int MaxDays = 7_300;

    private readonly List<DateOnly> days = [];
    private readonly DateOnly first;
    private readonly Func<DateOnly, bool> isWorkingDay;
    private int next;

    public WorkingCalendar(DateOnly first, Func<DateOnly, bool> isWorkingDay) =>
        (this.first, this.isWorkingDay, next) = (first, isWorkingDay, first.DayNumber);

    /// <summary>Returns the number of working days before a day.</summary>
    public int Before(DateOnly day)
    {
        ExtendTo(day);
        var at = days.BinarySearch(day);
        return at >= 0 ? at : ~at;
    }

    /// <summary>Returns the number of working days of a span, at least 1.</summary>
    public int Length(DateOnly start, DateOnly end) => Math.Max(1, Before(DateArithmetic.AddDays(end, 1)) - Before(start));

    /// <summary>Returns the working day with a number.</summary>
    public DateOnly Day(int number)
    {
        for (var year = 1; days.Count <= number && year <= MaxDays / 365; year++)
        {
            ExtendTo(DateArithmetic.AddDays(first, year * 365));
        }

        return days.Count == 0 ? first : days[Math.Clamp(number, 0, days.Count - 1)];
    }

    private void ExtendTo(DateOnly day)
    {
        var last = Math.Min(day.DayNumber, DateArithmetic.AddDays(first, MaxDays).DayNumber);
        for (; next <= last; next++)
        {
            if (isWorkingDay(DateOnly.FromDayNumber(next)))
            {
                days.Add(DateOnly.FromDayNumber(next));
            }
        }
    }
}
