using Marketing.Domain.Text;
using Marketing.Domain.Values;

namespace Marketing.Domain.Scheduling;

/// <summary>The dates that deadlines, windows and rhythms of one plan are resolved against.</summary>
public sealed record ScheduleContext
{
    /// <summary>First day of the plan; day 1 of week 1.</summary>
    public DateOnly? PlanStart { get; init; }

    /// <summary>Last day of the plan.</summary>
    public DateOnly? PlanEnd { get; init; }

    /// <summary>Day of the launch, T.</summary>
    public DateOnly? LaunchDay { get; init; }

    /// <summary>Recorded events by code; an event may have happened several times. Codes compare without case, width and script.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<DateOnly>> Anchors { get; init; } = new Dictionary<string, IReadOnlyList<DateOnly>>();

    /// <summary>What a deadline without an event counts from.</summary>
    public DeadlinePolicy Policy { get; init; }

    /// <summary>Last day of the item before, for the policy <see cref="DeadlinePolicy.AfterPredecessor"/>.</summary>
    public DateOnly? PredecessorEnd { get; init; }

    /// <summary>Whether people work on a day; Monday to Friday unless given.</summary>
    public Func<DateOnly, bool> IsWorkingDay { get; init; } = static day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The dates of an event in order; empty while it has none.</summary>
    internal IReadOnlyList<DateOnly> DatesOf(string anchor) => anchor switch
    {
        AnchorCodes.PlanStart => One(PlanStart),
        AnchorCodes.PlanEnd => One(PlanEnd),
        AnchorCodes.LaunchDay => One(LaunchDay),
        AnchorCodes.Unspecified => One(Policy switch
        {
            DeadlinePolicy.PlanStart => PlanStart,
            DeadlinePolicy.AfterPredecessor => PredecessorEnd,
            _ => null,
        }),
        _ => Recorded(anchor),
    };

    /// <summary>Whether the day of the event is itself the first day that counts: the plan's first day is day 1.</summary>
    internal bool CountsItself(string anchor) =>
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

/// <summary>What has become of a deadline or window.</summary>
public enum ResolutionState
{
    /// <summary>It has dates.</summary>
    Resolved,

    /// <summary>It waits for an event to be recorded, or for a date of the plan's header.</summary>
    Waiting,

    /// <summary>It has no date by its nature: a rhythm.</summary>
    Undated,

    /// <summary>It holds a placeholder that nobody has filled.</summary>
    Open,

    /// <summary>Its text is not understood.</summary>
    Unparsed,
}

/// <summary>Days from a first to a last one, both included; null where a side is open.</summary>
/// <param name="Start">First day.</param>
/// <param name="End">Last day; for a deadline the day it is due.</param>
public sealed record DateInterval(DateOnly? Start, DateOnly? End)
{
    /// <summary>The events that it counts from, the start's first; empty where it stands on its own, such as a calendar day.</summary>
    public IReadOnlyList<AnchorDate> From { get; init; } = [];
}

/// <summary>An event with the day on which it happens.</summary>
/// <param name="Anchor">Its code.</param>
/// <param name="Date">The day.</param>
public sealed record AnchorDate(string Anchor, DateOnly Date);

/// <summary>The dates of a deadline or window: one interval for each time its event has happened, or why there is none.</summary>
/// <param name="State">What has become of it.</param>
/// <param name="Intervals">The intervals in order; empty unless resolved.</param>
/// <param name="WaitsFor">Code of the event it waits for.</param>
public sealed record Resolution(ResolutionState State, IReadOnlyList<DateInterval> Intervals, string? WaitsFor = null)
{
    /// <summary>The day it is due at last; null while it has none.</summary>
    public DateOnly? Due => Intervals.Count > 0 ? Intervals[^1].End : null;

    internal static Resolution Of(IEnumerable<DateInterval> intervals) => new(ResolutionState.Resolved, [.. intervals]);

    internal static Resolution Without(ResolutionState state) => new(state, []);

    internal static Resolution Waiting(string anchor) => new(ResolutionState.Waiting, [], anchor);
}
