using Marketing.Application.Scheduling;
using Marketing.Domain.Common;
using Marketing.Domain.Occurrences;

namespace Marketing.Application.Occurrences;

/// <summary>The days of a calendar, both ends included.</summary>
internal sealed record CalendarRange(DateOnly From, DateOnly To)
{
    private const int DefaultDaysBack = 30;
    private const int DefaultDays = 90;

    /// <summary>Returns the range of a request.</summary>
    /// <param name="from">The first day; null for 30 days before today, or before the last day if that is earlier.</param>
    /// <param name="to">The last day; null for 90 days after the first.</param>
    /// <param name="today">Today's date in the time zone of the workspace.</param>
    public static Result<CalendarRange> Of(DateOnly? from, DateOnly? to, DateOnly today)
    {
        var first = Bounded(from ?? (to < today ? to.Value : today).Around(-DefaultDaysBack));
        var last = Bounded(to ?? first.Around(DefaultDays));
        return last < first ? new ScheduleRangeReversed(first, last)
            : last.DayNumber - first.DayNumber > PlannedOccurrence.DaysAhead ? new CalendarRangeTooLong(PlannedOccurrence.DaysAhead)
            : new CalendarRange(first, last);
    }

    // The first and the last day of the calendar begin and end outside it in some time zones.
    private static DateOnly Bounded(DateOnly day) =>
        DateOnly.FromDayNumber(Math.Clamp(day.DayNumber, DateOnly.MinValue.DayNumber + 2, DateOnly.MaxValue.DayNumber - 2));
}

/// <summary>The range has too many days.</summary>
public sealed record CalendarRangeTooLong(int Days, string Pointer = "/to") : InputError("calendar.rangeTooLong");

internal static class Days
{
    /// <summary>Adds a number of days, which may be negative. Results outside the calendar are clamped to its first or last day.</summary>
    public static DateOnly Around(this DateOnly day, int days) =>
        DateOnly.FromDayNumber(Math.Clamp(day.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));
}
