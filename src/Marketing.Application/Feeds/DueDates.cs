using Marketing.Domain.Scheduling;

namespace Marketing.Application.Feeds;

/// <summary>The combined deadlines of an item, such as a task.</summary>
/// <param name="Text">The deadlines as the plan words them.</param>
/// <param name="Start">The first day of their spans.</param>
/// <param name="Due">The day on which the last of them is due; null if one has no date, and for recurring ones.</param>
/// <param name="State">The state of the least resolved deadline; null if there is none.</param>
/// <param name="WaitReason">Why the least resolved deadline has no date.</param>
/// <param name="WaitsFor">What it waits for: code of an event, placeholder, or ref of a part.</param>
internal sealed record DueDates(
    string? Text,
    DateOnly? Start,
    DateOnly? Due,
    ResolutionState? State,
    WaitReason? WaitReason,
    string? WaitsFor
)
{
    private static readonly DueDates None = new(null, null, null, null, null, null);

    /// <summary>The states, the least resolved first.</summary>
    private static readonly ResolutionState[] Order =
    [
        ResolutionState.Unparsed,
        ResolutionState.Open,
        ResolutionState.Waiting,
        ResolutionState.Undated,
        ResolutionState.Resolved,
    ];

    /// <summary>Returns the combined deadlines of a holder.</summary>
    /// <param name="entries">The schedule's entries of the part.</param>
    /// <param name="holder">JSON pointer inside the part; empty for the part itself.</param>
    public static DueDates Of(IEnumerable<ScheduleEntry> entries, string holder)
    {
        var own = entries.Where(entry => entry.Pointer.StartsWith($"{holder}/deadlines/", StringComparison.Ordinal)).ToList();
        if (own.Count == 0)
        {
            return None;
        }

        var dates = own.Where(entry => entry.Kind != ScheduleKind.Recurrence).SelectMany(entry => entry.Dates).ToList();
        var least = own.MinBy(entry => Array.IndexOf(Order, StateOf(entry)))!;
        var texts = own.Select(entry => entry.Text).Where(text => !string.IsNullOrEmpty(text)).ToList();
        return new DueDates(
            texts.Count == 0 ? null : string.Join("; ", texts),
            dates.Min(span => span.Start),
            StateOf(least) == ResolutionState.Resolved && dates.TrueForAll(span => span.End is not null)
                ? dates.Max(span => span.End)
                : null,
            StateOf(least),
            least.WaitsFor?.Reason,
            least.WaitsFor is { } wait ? wait.Anchor ?? wait.Placeholder ?? wait.Predecessor?.Ref : null
        );
    }

    /// <summary>A recurring deadline has no single due day.</summary>
    private static ResolutionState StateOf(ScheduleEntry entry) =>
        entry is { Kind: ScheduleKind.Recurrence, State: ResolutionState.Resolved } ? ResolutionState.Undated : entry.State;
}
