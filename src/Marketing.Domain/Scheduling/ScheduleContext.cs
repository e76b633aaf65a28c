using Marketing.Domain.Text;
using Marketing.Domain.Values;

namespace Marketing.Domain.Scheduling;

/// <summary>The dates of a plan that its deadlines, windows and frequencies are resolved against.</summary>
public sealed record ScheduleContext
{
    /// <summary>First day of the plan: day 1 of week 1.</summary>
    public DateOnly? PlanStart { get; init; }

    /// <summary>Last day of the plan.</summary>
    public DateOnly? PlanEnd { get; init; }

    /// <summary>The launch day, T.</summary>
    public DateOnly? LaunchDay { get; init; }

    /// <summary>The dates of recorded events by code; an event may occur several times. Codes ignore case, width and script.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<DateOnly>> Anchors { get; init; } = new Dictionary<string, IReadOnlyList<DateOnly>>();

    /// <summary>What a deadline counts from if it has no event.</summary>
    public DeadlinePolicy Policy { get; init; }

    /// <summary>Last day of the previous item, for <see cref="DeadlinePolicy.AfterPredecessor"/>.</summary>
    public DateOnly? PredecessorEnd { get; init; }

    /// <summary>
    /// How a window of two numbers (4-6个月) is read; null for the default, <see cref="Scheduling.WindowReading.Elapsed"/>.
    /// </summary>
    public WindowReading? WindowReading { get; init; }

    /// <summary>Returns whether a day is a working day; by default Monday to Friday.</summary>
    public Func<DateOnly, bool> IsWorkingDay { get; init; } = static day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>Returns the dates of an event in order; empty if it has none.</summary>
    internal IReadOnlyList<DateOnly> DatesOf(string anchor) =>
        anchor switch
        {
            AnchorCodes.PlanStart => One(PlanStart),
            AnchorCodes.PlanEnd => One(PlanEnd),
            AnchorCodes.LaunchDay => One(LaunchDay),
            AnchorCodes.Unspecified => One(
                Policy switch
                {
                    DeadlinePolicy.PlanStart => PlanStart,
                    DeadlinePolicy.AfterPredecessor => PredecessorEnd,
                    _ => null,
                }
            ),
            _ => Recorded(anchor),
        };

    /// <summary>Returns whether time from the event includes the day of the event: the plan's first day is day 1.</summary>
    internal bool IncludesEventDay(string anchor) =>
        anchor == AnchorCodes.PlanStart || (anchor == AnchorCodes.Unspecified && Policy == DeadlinePolicy.PlanStart);

    private static IReadOnlyList<DateOnly> One(DateOnly? date) => date is { } day ? [day] : [];

    private IReadOnlyList<DateOnly> Recorded(string anchor)
    {
        if (!Anchors.TryGetValue(anchor, out var dates))
        {
            dates = Anchors.FirstOrDefault(entry => SearchText.AreSame(entry.Key, anchor)).Value;
        }

        return dates is null ? [] : [.. dates.Order()];
    }
}

/// <summary>How a window of two numbers without an ordinal is read (4-6个月, 5-8周).</summary>
public enum WindowReading
{
    /// <summary>By the time that has passed: 4-6个月 starts when 4 months are over.</summary>
    Elapsed,

    /// <summary>By the numbers of its periods: 4-6个月 starts with month 4.</summary>
    Counted,
}

/// <summary>Whether a deadline, window or frequency has dates, and why not.</summary>
public enum ResolutionState
{
    /// <summary>It has dates.</summary>
    Resolved,

    /// <summary>It waits for an event to be recorded, or for a date in the plan's header.</summary>
    Waiting,

    /// <summary>It has no dates by nature, such as 定期 or 随时.</summary>
    Undated,

    /// <summary>It contains a placeholder that is still open.</summary>
    Open,

    /// <summary>Its text could not be parsed.</summary>
    Unparsed,
}

/// <summary>An interval of days, both ends included.</summary>
/// <param name="Start">First day; null if the interval has no start.</param>
/// <param name="End">Last day, for a deadline its due date; null if the interval has no end.</param>
public sealed record DateInterval(DateOnly? Start, DateOnly? End)
{
    /// <summary>The events that the interval counts from, those of its start first. Empty for a calendar date.</summary>
    public IReadOnlyList<AnchorDate> From { get; init; } = [];
}

/// <summary>An event and its date.</summary>
/// <param name="Anchor">Code of the event.</param>
/// <param name="Date">Date of the event.</param>
public sealed record AnchorDate(string Anchor, DateOnly Date);

/// <summary>The dates of a deadline or window: one interval for each occurrence of its event, or the reason why there is none.</summary>
/// <param name="State">Whether there are dates.</param>
/// <param name="Intervals">The intervals in order; empty unless resolved.</param>
/// <param name="WaitsFor">Code of the event that has no date yet.</param>
public sealed record Resolution(ResolutionState State, IReadOnlyList<DateInterval> Intervals, string? WaitsFor = null)
{
    /// <summary>The last due date; null if there is none.</summary>
    public DateOnly? Due => Intervals.Count > 0 ? Intervals[^1].End : null;

    internal static Resolution Of(IEnumerable<DateInterval> intervals) => new(ResolutionState.Resolved, [.. intervals]);

    internal static Resolution WithoutDates(ResolutionState state) => new(state, []);

    internal static Resolution Waiting(string anchor) => new(ResolutionState.Waiting, [], anchor);
}
