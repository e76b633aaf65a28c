using Marketing.Domain.Scheduling;
using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>The first and last day of a time in the plan, for comparison with another time.</summary>
/// <param name="Start">First day; null if only the due date is stated.</param>
/// <param name="FirstEnd">
/// Earliest day that its end can mean. If the end is a numbered week or day before or after an event, it is the first day of that period;
/// otherwise it equals <paramref name="End"/>.
/// </param>
/// <param name="End">Last day; null if it is open-ended.</param>
/// <param name="Basis">Substituted event that it counts from; empty if its dates are real.</param>
/// <param name="Slack">Days by which it can differ from another time and still agree: half of its unit; 0 if its end is a period.</param>
/// <param name="StartUnit">Length in days of the unit of its start.</param>
/// <param name="Text">The original text of the plan.</param>
internal sealed record StatedTime(DateOnly? Start, DateOnly? FirstEnd, DateOnly? End, string Basis, int Slack, int StartUnit, string Text)
{
    /// <summary>Returns the time of a schedule entry; null if it does not have exactly one date or window.</summary>
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
            entry.Text ?? $"{dates.End:yyyy-MM-dd}"
        );
    }

    /// <summary>Returns whether both count from the same event, so that their days can be compared.</summary>
    public bool IsComparableWith(StatedTime other) => Basis == other.Basis;

    /// <summary>Returns whether the two end at different times, within the precision of their units.</summary>
    public bool EndsApartFrom(StatedTime other) =>
        IsComparableWith(other)
        && FirstEnd is { } first
        && End is { } last
        && other.FirstEnd is { } otherFirst
        && other.End is { } otherLast
        && Math.Max(first.DayNumber - otherLast.DayNumber, otherFirst.DayNumber - last.DayNumber) > Math.Max(Slack, other.Slack);

    // Days and weeks before and after an event are numbered periods, as in windows: T-1周 is the whole week before T.
    private static bool IsNumbered(Deadline? bound) =>
        bound
            is {
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

    // Dates that count from a substitute start or launch day cannot be compared with real dates.
    private static string BasisOf(IReadOnlyList<AnchorDate> anchors, CheckedPlan plan) =>
        anchors
            .Select(anchor => anchor.Anchor)
            .FirstOrDefault(anchor =>
                (anchor == AnchorCodes.PlanStart && !plan.HasStart) || (anchor == AnchorCodes.LaunchDay && !plan.HasLaunchDay)
            )
        ?? "";

    private static int Days(Deadline? deadline) =>
        deadline?.Unit switch
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
