using Marketing.Domain.Values;

namespace Marketing.Domain.Scheduling;

/// <summary>The periods in which something recurs within a range, or the event that it waits for.</summary>
/// <param name="Periods">The periods in order. Each is due on its last day; a rhythm with a day has periods of one day.</param>
/// <param name="WaitsFor">Code of the start event while it has no date; null otherwise.</param>
public sealed record DueDates(IReadOnlyList<DateInterval> Periods, string? WaitsFor = null)
{
    /// <summary>The days on which the occurrences are due, in order and without duplicates.</summary>
    public IEnumerable<DateOnly> Dates => Periods.Select(period => period.End!.Value);
}

/// <summary>
/// Resolves frequencies to dates. Periods count from the start event of the frequency, or else from the plan's start. Occurrences divide
/// the period into equal shares; each happens some time within its share and is due at its end (每月两次: the middle and the end). A weekday, a
/// day of the month or a part of the period counts by the calendar instead. Frequencies without an interval (定期, 随时, 实时) have no dates.
/// </summary>
public static class FrequencyResolver
{
    /// <summary>Returns the dates in a range, both ends included, from the start event up to the plan's end.</summary>
    public static DueDates Resolve(Frequency frequency, ScheduleContext context, DateOnly from, DateOnly to)
    {
        ArgumentNullException.ThrowIfNull(frequency);
        ArgumentNullException.ThrowIfNull(context);
        if (frequency.Kind == FrequencyKind.AtEvent)
        {
            var events = context.DatesOf(frequency.Anchor!);
            return events.Count == 0
                ? new DueDates([], frequency.Anchor)
                : new DueDates([.. events.Where(day => day >= from && day <= to).Distinct().Select(Day)]);
        }

        if (frequency.Kind != FrequencyKind.Recurring || frequency.Every is not { } every)
        {
            return new DueDates([]);
        }

        var anchor = frequency.StartAnchor ?? AnchorCodes.PlanStart;
        if (context.DatesOf(anchor) is not [var origin, ..])
        {
            return new DueDates([], anchor);
        }

        var last = context.PlanEnd < to ? context.PlanEnd.Value : to;
        var first = origin > from ? origin : from;
        var periods = new List<DateInterval>();
        var previous = (DateOnly?)null;
        foreach (var period in Occurrences(frequency, every, origin, first, context).TakeWhile(period => period.End <= last))
        {
            // At the end of the calendar the dates no longer advance.
            if (period.End <= previous)
            {
                break;
            }

            previous = period.End;
            if (period.End >= first)
            {
                periods.Add(period);
            }
        }

        return new DueDates(periods);
    }

    private static DateInterval Day(DateOnly day) => new(day, day);

    // Starts shortly before the first day of the range instead of counting through all earlier occurrences.
    private static IEnumerable<DateInterval> Occurrences(
        Frequency frequency,
        int every,
        DateOnly origin,
        DateOnly from,
        ScheduleContext context
    )
    {
        if (frequency.Weekday is { } weekday)
        {
            var first = DateArithmetic.AddDays(origin, ((int)weekday - (((int)origin.DayOfWeek + 6) % 7) + 7) % 7);
            return Repeat(
                FirstStep(first, from, every, TimeUnit.Week),
                step => Day(DateArithmetic.Add(first, step * every, TimeUnit.Week, context.IsWorkingDay))
            );
        }

        if (frequency.DayOfMonth is { } dayOfMonth)
        {
            var month = new DateOnly(origin.Year, origin.Month, 1);
            return Repeat(
                FirstStep(month, from, every, TimeUnit.Month),
                step => Day(OnDay(DateArithmetic.Add(month, step * every, TimeUnit.Month, context.IsWorkingDay), dayOfMonth))
            );
        }

        var unit = frequency.Unit is TimeUnit.Minute or TimeUnit.Hour or null ? TimeUnit.Day : frequency.Unit.Value;
        if (frequency.Position is { } position)
        {
            var start = DateArithmetic.PeriodOf(origin, unit).Start;
            return Repeat(
                FirstStep(start, from, every, unit),
                step =>
                {
                    var period = DateArithmetic.PeriodOf(DateArithmetic.Add(start, step * every, unit, context.IsWorkingDay), unit);
                    var (first, last) = DateArithmetic.PartOf(period, position);
                    return new DateInterval(first, last);
                }
            );
        }

        var interval = frequency.Unit is TimeUnit.Minute or TimeUnit.Hour ? 1 : every;
        return unit == TimeUnit.WorkingDay
            ? WorkingDays(origin, interval, context).Select(Day)
            : Shares(origin, from, interval, unit, frequency.Times ?? 1, context);
    }

    private static IEnumerable<DateOnly> WorkingDays(DateOnly origin, int every, ScheduleContext context)
    {
        var day = DateArithmetic.Add(DateArithmetic.AddDays(origin, -1), 1, TimeUnit.WorkingDay, context.IsWorkingDay);
        while (true)
        {
            yield return day;
            day = DateArithmetic.Add(day, every, TimeUnit.WorkingDay, context.IsWorkingDay);
        }
    }

    private static IEnumerable<DateInterval> Shares(
        DateOnly origin,
        DateOnly from,
        int every,
        TimeUnit unit,
        int times,
        ScheduleContext context
    ) =>
        Repeat(FirstStep(origin, from, every, unit), step => step)
            .SelectMany(step =>
            {
                var start = step == 0 ? origin : DateArithmetic.AddDays(LastDay(step), 1);
                var days = LastDay(step + 1).DayNumber - start.DayNumber + 1;
                var shares = Math.Min(times, Math.Max(days, 1));
                return Enumerable
                    .Range(1, shares)
                    .Select(share => new DateInterval(
                        DateArithmetic.AddDays(start, days * (share - 1) / shares),
                        DateArithmetic.AddDays(start, (days * share / shares) - 1)
                    ));

                DateOnly LastDay(int steps) => DateArithmetic.LastDay(origin, steps * every, unit, context.IsWorkingDay);
            });

    private static DateOnly OnDay(DateOnly month, int day) =>
        new(month.Year, month.Month, Math.Min(day, DateTime.DaysInMonth(month.Year, month.Month)));

    // Each unit counts at its maximum length, so that no occurrence in the range is skipped.
    private static int FirstStep(DateOnly origin, DateOnly from, int every, TimeUnit unit)
    {
        var longest = unit switch
        {
            TimeUnit.Week => 7,
            TimeUnit.Month => 31,
            TimeUnit.Quarter => 92,
            TimeUnit.HalfYear => 184,
            TimeUnit.Year => 366,
            _ => 1,
        };
        return from <= origin ? 0 : (int)Math.Max(0, ((long)from.DayNumber - origin.DayNumber) / ((long)every * longest) - 1);
    }

    // Practically endless: the caller stops at the end of its range, or when the dates no longer advance.
    private static IEnumerable<T> Repeat<T>(int first, Func<int, T> at) => Enumerable.Range(first, 200_000).Select(at);
}
