using Marketing.Domain.Phrases;
using Marketing.Domain.Values;

namespace Marketing.Domain.Scheduling;

/// <summary>
/// Resolves deadlines and windows to dates, using the dates of the plan. It never guesses: a deadline whose event has no date waits. The
/// plan's first day is day 1: week 6 is its days 36 to 42, and "within one month" of a plan start on 1 January ends on 31 January. The
/// day of any other event does not count: "within two weeks" of 1 March ends on 15 March. Windows of months from the plan's start are
/// elapsed months, so that 1-2个月 and 2-4个月 leave no gap, unless the windows of the plan count on (1-3个月, 4-6个月); see <see
/// cref="WindowChains"/>. Days and weeks before and after the launch day T are numbered: T-6周至T-1周 is T-42 to T-1, T+1周 is T+1 to T+7.
/// </summary>
public static class DeadlineResolver
{
    /// <summary>Resolves a deadline to its dates.</summary>
    public static Resolution Resolve(Deadline deadline, ScheduleContext context)
    {
        ArgumentNullException.ThrowIfNull(deadline);
        ArgumentNullException.ThrowIfNull(context);
        if (deadline.Kind == DeadlineKind.Unparsed)
        {
            return Resolution.WithoutDates(ResolutionState.Unparsed);
        }

        if (deadline.Placeholder is not null)
        {
            return Resolution.WithoutDates(ResolutionState.Open);
        }

        return deadline.Kind switch
        {
            DeadlineKind.Within or DeadlineKind.Duration => ForEach(
                deadline.Anchor ?? AnchorCodes.Unspecified,
                context,
                day => Span(deadline, day, context)
            ),
            DeadlineKind.Before => ForEach(deadline.Anchor!, context, day => Before(deadline, day, context)),
            DeadlineKind.At => ForEach(deadline.Anchor!, context, day => new DateInterval(day, day)),
            DeadlineKind.Immediate => ForEach(deadline.Anchor ?? AnchorCodes.EventOccurrence, context, day => new DateInterval(day, day)),
            DeadlineKind.During => During(deadline.Anchor!, context),
            DeadlineKind.Ongoing => ForEach(deadline.Anchor ?? AnchorCodes.PlanStart, context, day => new DateInterval(day, null)),
            DeadlineKind.Offset => ForEach(deadline.Anchor!, context, day => Point(deadline, day, context)),
            DeadlineKind.PeriodOrdinal => Period(deadline, context),
            DeadlineKind.Date => Resolution.Of([new DateInterval(null, deadline.Date)]),
            _ => Resolution.WithoutDates(ResolutionState.Undated),
        };
    }

    /// <summary>Resolves a window to its dates: one interval for each occurrence of the event that it counts from.</summary>
    public static Resolution Resolve(PeriodWindow window, ScheduleContext context)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(context);
        if (window.Kind == PeriodWindowKind.Unparsed)
        {
            return Resolution.WithoutDates(ResolutionState.Unparsed);
        }

        var start = CountedStart(window, context) ?? Bound(window.Start!, context, isStart: true);
        if (start.State != ResolutionState.Resolved)
        {
            return start;
        }

        if (window.Kind == PeriodWindowKind.OpenEnded)
        {
            return Resolution.Of(start.Intervals.Select(first => first with { End = null }));
        }

        var end = Bound(window.End!, context, isStart: false);
        return end.State == ResolutionState.Resolved ? Between(window, start.Intervals, end.Intervals) : end;
    }

    // In a chain of phases that counts on, 5-8周 starts when week 4 is over.
    private static Resolution? CountedStart(PeriodWindow window, ScheduleContext context)
    {
        if (context.WindowReading != WindowReading.Counted || WindowParser.CountOf(window) is not { Min: > 1 } count)
        {
            return null;
        }

        var before = window.Start! with { Amount = count.Min - 1 };
        return ForEach(
            count.Anchor,
            context,
            day =>
            {
                var next = DateArithmetic.AddDays(OffsetBound(before, day, context, isStart: false).End!.Value, 1);
                return new DateInterval(
                    count.Unit == TimeUnit.WorkingDay ? DateArithmetic.WorkingDay(next, 1, context.IsWorkingDay) : next,
                    null
                );
            }
        );
    }

    // Bounds that count from the same event are paired one to one. Otherwise each start runs to the next end.
    private static Resolution Between(PeriodWindow window, IReadOnlyList<DateInterval> starts, IReadOnlyList<DateInterval> ends)
    {
        if (starts.Count == ends.Count && (starts.Count == 1 || window.Start!.Anchor == window.End!.Anchor))
        {
            return Resolution.Of(starts.Zip(ends, Join));
        }

        DateInterval[] pairs =
        [
            .. from first in starts
            let last = ends.FirstOrDefault(candidate => candidate.End is null || candidate.End >= first.Start)
            where last is not null
            select Join(first, last),
        ];
        return pairs.Length > 0 ? Resolution.Of(pairs) : Resolution.Waiting(window.End!.Anchor ?? AnchorCodes.PlanEnd);
    }

    private static DateInterval Join(DateInterval first, DateInterval last) =>
        new(first.Start, last.End) { From = [.. first.From.Union(last.From)] };

    private static Resolution ForEach(string anchor, ScheduleContext context, Func<DateOnly, DateInterval> interval)
    {
        var dates = context.DatesOf(anchor);
        return dates.Count == 0
            ? Resolution.Waiting(anchor)
            : Resolution.Of(dates.Select(day => interval(day) with { From = [new AnchorDate(anchor, day)] }));
    }

    private static DateInterval Span(Deadline deadline, DateOnly day, ScheduleContext context)
    {
        var anchor = deadline.Anchor ?? AnchorCodes.Unspecified;
        if (!context.IncludesEventDay(anchor) && anchor != AnchorCodes.Unspecified)
        {
            return new DateInterval(day, Add(day, deadline.Amount!.Value, deadline, context));
        }

        // In a chain, time counts from the day after the previous item, so that whole months stay whole months.
        var first = context.IncludesEventDay(anchor) ? day : DateArithmetic.AddDays(day, 1);
        return new DateInterval(first, DateArithmetic.LastDay(first, deadline.Amount!.Value, deadline.Unit!.Value, context.IsWorkingDay));
    }

    private static DateInterval Before(Deadline deadline, DateOnly day, ScheduleContext context) =>
        new(deadline.Amount is { } amount ? Add(day, -amount, deadline, context) : null, DateArithmetic.AddDays(day, -1));

    private static DateInterval Point(Deadline deadline, DateOnly day, ScheduleContext context)
    {
        var point = Add(day, deadline.Amount!.Value, deadline, context);
        return new DateInterval(point, point);
    }

    // A campaign runs from each start to the next end.
    private static Resolution During(string anchor, ScheduleContext context)
    {
        if (anchor == AnchorCodes.Plan)
        {
            return context.PlanStart is null ? Resolution.Waiting(AnchorCodes.PlanStart) : Resolution.Of([Plan(context)]);
        }

        if (anchor != AnchorCodes.Campaign)
        {
            return ForEach(anchor, context, day => new DateInterval(day, day));
        }

        var ends = context.DatesOf(AnchorCodes.CampaignEnd);
        return ForEach(
            AnchorCodes.CampaignStart,
            context,
            start => new DateInterval(start, ends.Where(end => end >= start).Select(end => (DateOnly?)end).FirstOrDefault())
        );
    }

    private static DateInterval Plan(ScheduleContext context) =>
        new(context.PlanStart, context.PlanEnd)
        {
            From =
            [
                new AnchorDate(AnchorCodes.PlanStart, context.PlanStart!.Value),
                .. context.PlanEnd is { } end ? [new AnchorDate(AnchorCodes.PlanEnd, end)] : Array.Empty<AnchorDate>(),
            ],
        };

    private static Resolution Period(Deadline deadline, ScheduleContext context)
    {
        if (deadline.Basis == PeriodBasis.Calendar)
        {
            return CalendarPeriod(deadline, context);
        }

        return ForEach(
            deadline.Anchor ?? AnchorCodes.PlanStart,
            context,
            origin =>
                Part(
                    DateArithmetic.PeriodFrom(origin, deadline.Index!.Value, deadline.Unit!.Value, context.IsWorkingDay),
                    deadline.Position
                )
        );
    }

    // Without a year it is the first such period that ends on or after the plan's start.
    private static Resolution CalendarPeriod(Deadline deadline, ScheduleContext context)
    {
        if (deadline.Year is { } year)
        {
            return DateArithmetic.Period(year, deadline.Index!.Value, deadline.Unit!.Value) is { } period
                ? Resolution.Of([Part(period, deadline.Position)])
                : Resolution.WithoutDates(ResolutionState.Undated);
        }

        if (context.PlanStart is not { } from)
        {
            return Resolution.Waiting(AnchorCodes.PlanStart);
        }

        for (var candidate = from.Year; candidate <= Math.Min(from.Year + 1, DateOnly.MaxValue.Year); candidate++)
        {
            if (DateArithmetic.Period(candidate, deadline.Index!.Value, deadline.Unit!.Value) is { } period && period.End >= from)
            {
                return Resolution.Of([Part(period, deadline.Position) with { From = [new AnchorDate(AnchorCodes.PlanStart, from)] }]);
            }
        }

        return Resolution.WithoutDates(ResolutionState.Undated);
    }

    private static DateInterval Part((DateOnly Start, DateOnly End) period, PeriodPosition? position)
    {
        var (start, end) = position is { } part ? DateArithmetic.PartOf(period, part) : period;
        return new DateInterval(start, end);
    }

    private static Resolution Bound(Deadline bound, ScheduleContext context, bool isStart)
    {
        if (bound is { Kind: DeadlineKind.Offset, Placeholder: null })
        {
            return ForEach(bound.Anchor!, context, day => OffsetBound(bound, day, context, isStart));
        }

        var resolved = Resolve(bound, context);
        return bound.Kind == DeadlineKind.Date && resolved.State == ResolutionState.Resolved
            ? Resolution.Of([new DateInterval(bound.Date, bound.Date)])
            : resolved;
    }

    private static DateInterval OffsetBound(Deadline bound, DateOnly day, ScheduleContext context, bool isStart)
    {
        var amount = bound.Amount!.Value;
        var point = Add(day, amount, bound, context);
        var includesEventDay = context.IncludesEventDay(bound.Anchor!);
        var isElapsed = includesEventDay || bound.Unit is not (TimeUnit.Day or TimeUnit.WorkingDay or TimeUnit.Week);
        if (amount == 0)
        {
            return new DateInterval(day, day);
        }

        if (bound.Unit == TimeUnit.WorkingDay)
        {
            var numbered =
                includesEventDay && amount > 0
                    ? DateArithmetic.WorkingDay(day, isStart ? amount + 1 : amount, context.IsWorkingDay)
                    : point;
            return new DateInterval(numbered, numbered);
        }

        if (isElapsed && amount > 0)
        {
            var last = includesEventDay ? DateArithmetic.LastDay(day, amount, bound.Unit!.Value, context.IsWorkingDay) : point;
            return new DateInterval(DateArithmetic.AddDays(last, 1), last);
        }

        if (isElapsed)
        {
            return new DateInterval(point, DateArithmetic.AddDays(point, -1));
        }

        return (amount > 0) switch
        {
            true when isStart => new DateInterval(DateArithmetic.AddDays(Add(day, amount - 1, bound, context), 1), point),
            false when !isStart => new DateInterval(point, DateArithmetic.AddDays(Add(day, amount + 1, bound, context), -1)),
            _ => new DateInterval(point, point),
        };
    }

    private static DateOnly Add(DateOnly day, int amount, Deadline deadline, ScheduleContext context) =>
        DateArithmetic.Add(day, amount, deadline.Unit!.Value, context.IsWorkingDay);
}
