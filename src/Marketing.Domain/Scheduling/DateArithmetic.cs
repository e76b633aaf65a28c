using System.Globalization;
using Marketing.Domain.Values;

namespace Marketing.Domain.Scheduling;

/// <summary>Adds amounts of time to dates. Results outside the calendar are clamped to its first or last day.</summary>
internal static class DateArithmetic
{
    /// <summary>
    /// Adds a number of units, which may be negative. Hours and minutes count in whole days only.
    /// 31 January plus one month is the last day of February.
    /// </summary>
    public static DateOnly Add(DateOnly day, int amount, TimeUnit unit, Func<DateOnly, bool> isWorkingDay) =>
        unit switch
        {
            TimeUnit.Minute => AddDays(day, amount / (24 * 60)),
            TimeUnit.Hour => AddDays(day, amount / 24),
            TimeUnit.Day => AddDays(day, amount),
            TimeUnit.WorkingDay => AddWorkingDays(day, amount, isWorkingDay),
            TimeUnit.Week => AddDays(day, amount * 7),
            TimeUnit.Month => AddMonths(day, amount),
            TimeUnit.Quarter => AddMonths(day, amount * 3),
            TimeUnit.HalfYear => AddMonths(day, amount * 6),
            _ => AddMonths(day, amount * 12),
        };

    /// <summary>
    /// Returns the last day of a span that starts with a day: the day before the same day some months later. If that month is too short
    /// to have the day, the span ends with the month: one month from 31 January ends on 28 February. Working days are counted from the
    /// first one on.
    /// </summary>
    public static DateOnly LastDay(DateOnly first, int amount, TimeUnit unit, Func<DateOnly, bool> isWorkingDay)
    {
        if (unit == TimeUnit.WorkingDay)
        {
            return WorkingDay(first, amount, isWorkingDay);
        }

        var next = Add(first, amount, unit, isWorkingDay);
        var isShorterMonth = MonthsIn(unit) > 0 && next.Day < first.Day;
        return next > first && !isShorterMonth ? AddDays(next, -1) : next;
    }

    /// <summary>
    /// Returns the first and last day of a numbered period counted from a day: month 2 from 15 January starts on 15 February.
    /// </summary>
    public static (DateOnly Start, DateOnly End) PeriodFrom(DateOnly origin, int index, TimeUnit unit, Func<DateOnly, bool> isWorkingDay)
    {
        var end = LastDay(origin, index, unit, isWorkingDay);
        return unit == TimeUnit.WorkingDay ? (end, end)
            : index == 1 ? (origin, end)
            : (AddDays(LastDay(origin, index - 1, unit, isWorkingDay), 1), end);
    }

    /// <summary>Returns a working day by its number; the first one is the day itself or the next working day.</summary>
    public static DateOnly WorkingDay(DateOnly first, int number, Func<DateOnly, bool> isWorkingDay) =>
        AddWorkingDays(AddDays(first, -1), number, isWorkingDay);

    /// <summary>Adds a number of days, which may be negative.</summary>
    public static DateOnly AddDays(DateOnly day, int days) =>
        DateOnly.FromDayNumber(Math.Clamp(day.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));

    /// <summary>Returns the first and last day of the calendar period that contains the day.</summary>
    public static (DateOnly Start, DateOnly End) PeriodOf(DateOnly day, TimeUnit unit)
    {
        var months = MonthsIn(unit);
        var start = months switch
        {
            0 when unit == TimeUnit.Week => DateOnly.FromDayNumber(day.DayNumber - (((int)day.DayOfWeek + 6) % 7)),
            0 => day,
            _ => new DateOnly(day.Year, ((day.Month - 1) / months * months) + 1, 1),
        };
        return (start, months == 0 ? AddDays(start, unit == TimeUnit.Week ? 6 : 0) : AddDays(AddMonths(start, months), -1));
    }

    /// <summary>
    /// Returns the first and last day of a numbered calendar period (quarter 2 of 2026). Weeks are ISO weeks.
    /// Returns null if the year has no period with that number.
    /// </summary>
    public static (DateOnly Start, DateOnly End)? Period(int year, int index, TimeUnit unit)
    {
        var months = MonthsIn(unit);
        if (months > 0)
        {
            return index * months <= 12 ? PeriodOf(new DateOnly(year, ((index - 1) * months) + 1, 1), unit) : null;
        }

        if (unit == TimeUnit.Week)
        {
            return index <= ISOWeek.GetWeeksInYear(year)
                ? PeriodOf(DateOnly.FromDateTime(ISOWeek.ToDateTime(year, index, DayOfWeek.Monday)), unit)
                : null;
        }

        var day = new DateOnly(year, 1, 1).AddDays(Math.Min(index, 366) - 1);
        return unit == TimeUnit.Day && day.Year == year ? (day, day) : null;
    }

    /// <summary>
    /// Returns the first, middle or last third of a period. The thirds of a month start on day 1, day 11 and day 21; those of a calendar
    /// quarter, half-year or year are whole months.
    /// </summary>
    public static (DateOnly Start, DateOnly End) PartOf((DateOnly Start, DateOnly End) period, PeriodPosition position)
    {
        var months = ((period.End.Year - period.Start.Year) * 12) + period.End.Month - period.Start.Month + 1;
        if (months % 3 == 0 && period.Start.Day == 1 && AddDays(period.End, 1).Day == 1)
        {
            var start = AddMonths(period.Start, months / 3 * (int)position);
            return (start, AddDays(AddMonths(start, months / 3), -1));
        }

        if (months == 1 && period.Start.Day == 1 && AddDays(period.End, 1).Day == 1)
        {
            return position switch
            {
                PeriodPosition.Start => (period.Start, AddDays(period.Start, 9)),
                PeriodPosition.Middle => (AddDays(period.Start, 10), AddDays(period.Start, 19)),
                _ => (AddDays(period.Start, 20), period.End),
            };
        }

        var third = (period.End.DayNumber - period.Start.DayNumber + 1) / 3;
        return position switch
        {
            PeriodPosition.Start => (period.Start, AddDays(period.Start, Math.Max(third, 1) - 1)),
            PeriodPosition.Middle => (AddDays(period.Start, third), AddDays(period.Start, Math.Max(2 * third, 1) - 1)),
            _ => (AddDays(period.Start, 2 * third), period.End),
        };
    }

    private static int MonthsIn(TimeUnit unit) =>
        unit switch
        {
            TimeUnit.Month => 1,
            TimeUnit.Quarter => 3,
            TimeUnit.HalfYear => 6,
            TimeUnit.Year => 12,
            _ => 0,
        };

    private static DateOnly AddMonths(DateOnly day, int months)
    {
        var month = (day.Year * 12) + day.Month - 1 + months;
        return month < 12 ? DateOnly.MinValue
            : month >= 120_000 ? DateOnly.MaxValue
            : day.AddMonths(months);
    }

    private static DateOnly AddWorkingDays(DateOnly day, int amount, Func<DateOnly, bool> isWorkingDay)
    {
        var step = Math.Sign(amount);
        for (int left = Math.Abs(amount), idle = 0; left > 0 && idle < 366; )
        {
            var next = AddDays(day, step);
            if (next == day)
            {
                break;
            }

            day = next;
            var works = isWorkingDay(day);
            left -= works ? 1 : 0;
            idle = works ? 0 : idle + 1;
        }

        return day;
    }
}
