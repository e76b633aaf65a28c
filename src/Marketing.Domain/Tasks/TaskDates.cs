using Marketing.Domain.Scheduling;
using Marketing.Domain.Values;

namespace Marketing.Domain.Tasks;

/// <summary>The combined time values of a task.</summary>
/// <param name="Start">First day of their spans.</param>
/// <param name="Due">The day on which the last of them is due; null if one has no date, and for recurring ones.</param>
/// <param name="CanBeOverdue">Whether a missed due date makes the task overdue. Ongoing and immediate tasks never are.</param>
/// <param name="State">The state of the least resolved value; null if there is none.</param>
/// <param name="WaitsFor">What it waits for: code of an event, placeholder, or ref of a part.</param>
public sealed record TaskDates(DateOnly? Start, DateOnly? Due, bool CanBeOverdue, ResolutionState? State, string? WaitsFor)
{
    public static readonly TaskDates None = new(null, null, false, null, null);

    private static readonly string[] Members = ["/deadlines/", "/date", "/window"];

    /// <summary>The states, the least resolved first.</summary>
    private static readonly ResolutionState[] Order =
    [
        ResolutionState.Unparsed,
        ResolutionState.Open,
        ResolutionState.Waiting,
        ResolutionState.Undated,
        ResolutionState.Resolved,
    ];

    /// <summary>Returns the combined time values of a holder.</summary>
    /// <param name="entries">The schedule's entries of the part.</param>
    /// <param name="holder">JSON pointer inside the part; empty for the part itself.</param>
    public static TaskDates Of(IEnumerable<ScheduleEntry> entries, string holder)
    {
        var own = entries.Where(entry => IsOf(entry.Pointer, holder)).ToList();
        if (own.Count == 0)
        {
            return None;
        }

        var dates = own.Where(entry => entry.Kind != ScheduleKind.Recurrence).SelectMany(entry => entry.Dates).ToList();
        var least = own.MinBy(entry => Array.IndexOf(Order, StateOf(entry)))!;
        var due =
            StateOf(least) == ResolutionState.Resolved && dates.TrueForAll(span => span.End is not null)
                ? dates.Max(span => span.End)
                : null;
        return new TaskDates(
            dates.Min(span => span.Start),
            due,
            due is not null && own.Exists(Binds),
            StateOf(least),
            least.WaitsFor is { } wait ? wait.Anchor ?? wait.Placeholder ?? wait.Predecessor?.Ref : null
        );
    }

    /// <summary>Whether a missed date of this value makes its holder overdue.</summary>
    private static bool Binds(ScheduleEntry entry) => entry.Value is not Deadline { Kind: DeadlineKind.Immediate or DeadlineKind.Ongoing };

    private static bool IsOf(string pointer, string holder) =>
        pointer.StartsWith(holder, StringComparison.Ordinal)
        && Array.Exists(
            Members,
            member =>
                member[^1] == '/'
                    ? pointer.AsSpan(holder.Length).StartsWith(member, StringComparison.Ordinal)
                    : pointer.AsSpan(holder.Length).SequenceEqual(member)
        );

    /// <summary>A recurring deadline has no single due day.</summary>
    private static ResolutionState StateOf(ScheduleEntry entry) =>
        entry is { Kind: ScheduleKind.Recurrence, State: ResolutionState.Resolved } ? ResolutionState.Undated : entry.State;
}
