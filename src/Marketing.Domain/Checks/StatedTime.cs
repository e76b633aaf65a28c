using Marketing.Domain.Scheduling;
using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>The first and last day that a time states, to be compared with what another one states.</summary>
/// <param name="Start">First day; null where only the day it is due is said.</param>
/// <param name="FirstEnd">The earliest day that its end may mean: the first of the week or the day that is numbered before or after an event, else the same as its last day.</param>
/// <param name="End">Last day; null where it is open.</param>
/// <param name="Basis">The event that it counts from; empty for days of the calendar.</param>
/// <param name="Slack">Days by which it may differ from another time and still mean the same: half of its unit, none where its end has room by itself.</param>
/// <param name="StartUnit">Days in the unit in which its start is said.</param>
/// <param name="Text">The plan's own words.</param>
internal sealed record StatedTime(DateOnly? Start, DateOnly? FirstEnd, DateOnly? End, string Basis, int Slack, int StartUnit, string Text)
{
    /// <summary>What an entry states; null where it has no single date.</summary>
    public static StatedTime? Of(ScheduleEntry entry, CheckedPlan plan)
    {
        if (entry is not { State: ResolutionState.Resolved, Dates: [var dates] } || entry.Kind == ScheduleKind.Recurrence)
        {
            return null;
        }

        var unit = entry.Value switch
        {
            Deadline deadline => Days(deadline),
            PeriodWindow window => Math.Max(Days(window.Start), Days(window.End)),
            _ => 0,
        };
        var ending = entry.Value switch
        {
            Deadline deadline => deadline,
            PeriodWindow window => window.End,
            _ => null,
        };
        var isNumbered = IsNumbered(ending);
        var (firstEnd, end) = isNumbered ? Period(ending!, dates.End!.Value, isDay: entry.Value is Deadline, plan) : (dates.End, dates.End);
        return new StatedTime(
            dates.Start,
            firstEnd,
            end,
            BasisOf(dates.ResolvedFrom, plan),
            isNumbered ? 0 : unit / 2,
            entry.Value is PeriodWindow { Start: var start } ? Days(start) : unit,
            entry.Text ?? $"{dates.End:yyyy-MM-dd}");
    }

    /// <summary>Whether both count from the same event, so that their days may be compared.</summary>
    public bool IsComparableWith(StatedTime other) => Basis == other.Basis;

    /// <summary>Whether both end at different times, as far as their units can tell.</summary>
    public bool EndsApartFrom(StatedTime other) =>
        IsComparableWith(other) && FirstEnd is { } first && End is { } last && other.FirstEnd is { } otherFirst && other.End is { } otherLast
        && Math.Max(first.DayNumber - otherLast.DayNumber, otherFirst.DayNumber - last.DayNumber) > Math.Max(Slack, other.Slack);

    // Days and weeks before and after T are numbered, as windows count them: T-1周 is the whole week before T, in a deadline as well.
    private static bool IsNumbered(Deadline? bound) => bound is
    {
        Kind: DeadlineKind.Offset,
        Amount: not 0,
        Unit: TimeUnit.Day or TimeUnit.WorkingDay or TimeUnit.Week,
        Anchor: not (AnchorCodes.PlanStart or AnchorCodes.Unspecified),
    };

    private static (DateOnly? First, DateOnly? Last) Period(Deadline bound, DateOnly end, bool isDay, CheckedPlan plan)
    {
        var last = isDay && bound.Amount < 0 ? DateArithmetic.AddDays(Move(end, 1), -1) : end;
        return (Move(DateArithmetic.AddDays(last, 1), -1), last);

        DateOnly Move(DateOnly day, int amount) => DateArithmetic.Add(day, amount, bound.Unit!.Value, plan.IsWorkingDay);
    }

    // A stand-in day of the header says nothing about days of the calendar.
    private static string BasisOf(IReadOnlyList<AnchorDate> anchors, CheckedPlan plan) =>
        anchors.Select(anchor => anchor.Anchor).FirstOrDefault(anchor => (anchor == AnchorCodes.PlanStart && !plan.HasStart) || (anchor == AnchorCodes.LaunchDay && !plan.HasLaunchDay)) ?? "";

    private static int Days(Deadline? deadline) => deadline?.Unit switch
    {
        TimeUnit.Week => 7,
        TimeUnit.Month => 31,
        TimeUnit.Quarter => 92,
        TimeUnit.HalfYear => 184,
        TimeUnit.Year => 366,
        null when deadline?.Kind is not DeadlineKind.Date => 0,
        _ => 1,
    };
}
