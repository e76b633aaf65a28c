using Marketing.Domain.Values;

namespace Marketing.Domain.Scheduling;

/// <summary>The days on which a rhythm is due within a range, or the event it waits for.</summary>
/// <param name="Dates">The days in order, each once.</param>
/// <param name="WaitsFor">Code of the event from which the rhythm runs, while that has no date; null otherwise.</param>
public sealed record DueDates(IReadOnlyList<DateOnly> Dates, string? WaitsFor = null);

/// <summary>
/// Turns rhythms into due days. Periods count from the rhythm's event, else from the plan's start, and each occurrence is due at the end of its share of the period
/// (每月两次: the middle and the end). With a weekday, a day of the month or a part of the period the calendar decides.
/// Rhythms without a pace (定期, 隨時, 實時) have no due days.
/// </summary>
public static class FrequencyResolver
{
    /// <summary>The due days from one day to another, both included, never after the plan's end and never before the rhythm begins.</summary>
    public static DueDates Resolve(Frequency frequency, ScheduleContext context, DateOnly from, DateOnly to)
    {
        ArgumentNullException.ThrowIfNull(frequency);
        ArgumentNullException.ThrowIfNull(context);
        if (frequency.Kind == FrequencyKind.AtEvent)
        {
            var dates = context.DatesOf(frequency.Anchor!);
            return dates.Count == 0 ? new DueDates([], frequency.Anchor) : new DueDates([.. dates.Where(day => day >= from && day <= to).Distinct()]);
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
        return new DueDates([.. Series(frequency, every, origin, context).TakeWhile(day => day <= last).Where(day => day >= first).Distinct()]);
    }

    private static IEnumerable<DateOnly> Series(Frequency frequency, int every, DateOnly origin, ScheduleContext context)
    {
        if (frequency.Weekday is { } weekday)
        {
            var first = DateArithmetic.AddDays(origin, ((int)weekday - (((int)origin.DayOfWeek + 6) % 7) + 7) % 7);
            return Steps(step => DateArithmetic.Add(first, step * every, TimeUnit.Week, context.IsWorkingDay));
        }

        if (frequency.DayOfMonth is { } dayOfMonth)
        {
            var month = new DateOnly(origin.Year, origin.Month, 1);
            return Steps(step => OnDay(DateArithmetic.Add(month, step * every, TimeUnit.Month, context.IsWorkingDay), dayOfMonth));
        }

        var unit = frequency.Unit is TimeUnit.Minute or TimeUnit.Hour or null ? TimeUnit.Day : frequency.Unit.Value;
        if (frequency.Position is { } position)
        {
            var period = DateArithmetic.PeriodOf(origin, unit).Start;
            return Steps(step => InPeriod(DateArithmetic.PeriodOf(DateArithmetic.Add(period, step * every, unit, context.IsWorkingDay), unit), position));
        }

        var pace = frequency.Unit is TimeUnit.Minute or TimeUnit.Hour ? 1 : every;
        return unit == TimeUnit.WorkingDay
            ? Steps(step => DateArithmetic.Add(DateArithmetic.AddDays(origin, -1), (step * pace) + 1, unit, context.IsWorkingDay))
            : Shares(origin, pace, unit, frequency.Times ?? 1, context);
    }

    private static IEnumerable<DateOnly> Shares(DateOnly origin, int every, TimeUnit unit, int times, ScheduleContext context) =>
        Steps(step => step).SelectMany(step =>
        {
            var start = DateArithmetic.Add(origin, step * every, unit, context.IsWorkingDay);
            var next = DateArithmetic.Add(origin, (step + 1) * every, unit, context.IsWorkingDay);
            var days = next.DayNumber - start.DayNumber;
            var shares = Math.Min(times, Math.Max(days, 1));
            return Enumerable.Range(1, shares).Select(share => DateArithmetic.AddDays(start, (days * share / shares) - 1));
        });

    private static DateOnly InPeriod((DateOnly Start, DateOnly End) period, PeriodPosition position) => position switch
    {
        PeriodPosition.Start => period.Start,
        PeriodPosition.Middle => DateArithmetic.PartOf(period, PeriodPosition.Middle).End,
        _ => period.End,
    };

    private static DateOnly OnDay(DateOnly month, int day) => new(month.Year, month.Month, Math.Min(day, DateTime.DaysInMonth(month.Year, month.Month)));

    // The caller stops at the end of its range; the bound is the number of days there are.
    private static IEnumerable<T> Steps<T>(Func<int, T> at) => Enumerable.Range(0, 200_000).Select(at);
}
