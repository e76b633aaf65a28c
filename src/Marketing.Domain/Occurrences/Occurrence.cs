using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Domain.Occurrences;

public readonly record struct OccurrenceId(Guid Value) : IEntityId<OccurrenceId>
{
    public static OccurrenceId From(Guid value) => new(value);

    public int CompareTo(OccurrenceId other) => Value.CompareTo(other.Value);
}

/// <summary>States of an occurrence on a day.</summary>
public enum OccurrenceState
{
    /// <summary>Its day is to come.</summary>
    Planned,

    /// <summary>Its day is today.</summary>
    Due,

    /// <summary>It took place.</summary>
    Held,

    /// <summary>It was called off.</summary>
    Skipped,

    /// <summary>Its day has passed, and nobody has recorded that it was held or skipped.</summary>
    Missed,
}

/// <summary>What was recorded about an occurrence.</summary>
public enum OccurrenceOutcome
{
    /// <summary>It took place.</summary>
    Held,

    /// <summary>It was called off.</summary>
    Skipped,
}

/// <summary>
/// Something that recurs, on one of its days: a meeting, a report, a drill. It is stored once its day has come, or once somebody records
/// something about it, and is then kept whatever becomes of its rhythm. Other days are computed; see <see cref="PlannedOccurrence"/>.
/// </summary>
public sealed class Occurrence : Resource<OccurrenceId>
{
    public const int NoteLength = 2_000;
    public const int TitleLength = 400;
    public const int TextLength = 2_000;
    public const int ZoneLength = 64;

    /// <summary>The event of an occurrence whose day has come.</summary>
    public const string Due = "occurrence.due";

    /// <summary>The event of an occurrence whose day has passed without a record.</summary>
    public const string Missed = "occurrence.missed";

    protected override string TypeName => ResourceTypes.Occurrence;

    protected override Guid? Parent => PlanId.Value;

    private Occurrence() { }

    private Occurrence(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public PlanId PlanId { get; private set; }

    /// <summary>Ref of the item that recurs.</summary>
    public string Ref { get; private set; } = "";

    /// <summary>The form used to compare refs.</summary>
    [NotAudited]
    public string RefKey { get; private set; } = "";

    /// <summary>The day on which it is due.</summary>
    public DateOnly Date { get; private set; }

    /// <summary>The first day of its period.</summary>
    public DateOnly Start { get; private set; }

    /// <summary>Id of the part that contains the item.</summary>
    public PlanPartId PartId { get; private set; }

    /// <summary>Section of the part.</summary>
    [NotAudited]
    public string Section { get; private set; } = "";

    /// <summary>Name of the item when the occurrence was stored.</summary>
    public string? Title { get; private set; }

    /// <summary>The rhythm as the plan worded it then.</summary>
    public string? Text { get; private set; }

    /// <summary>The time zone of the plan, in which its day begins and ends.</summary>
    [NotAudited]
    public string TimeZone { get; private set; } = "";

    /// <summary>What was recorded; null if nothing was.</summary>
    public OccurrenceOutcome? Outcome { get; private set; }

    /// <summary>The day on which it took place, which can differ from the planned one.</summary>
    public DateOnly? HeldOn { get; private set; }

    /// <summary>What came of it, or why it was skipped.</summary>
    public string? Note { get; private set; }

    /// <summary>Address of the minutes or of the report.</summary>
    public string? MinutesUrl { get; private set; }

    /// <summary>Stores an occurrence as its rhythm plans it.</summary>
    /// <param name="workspaceId">The workspace.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="planned">The planned occurrence.</param>
    /// <param name="timeZone">The time zone of the plan.</param>
    public static Occurrence Of(WorkspaceId workspaceId, PlanId planId, PlannedOccurrence planned, string timeZone)
    {
        ArgumentNullException.ThrowIfNull(planned);
        return new(workspaceId)
        {
            PlanId = planId,
            Ref = planned.Ref,
            RefKey = PartRef.KeyOf(planned.Ref),
            Date = planned.Date,
            Start = planned.Start,
            PartId = planned.Part.Id,
            Section = planned.Part.Section,
            Title = Shortened(planned.Title, TitleLength),
            Text = Shortened(planned.Text, TextLength),
            TimeZone = timeZone,
        };
    }

    /// <summary>Returns the state of an occurrence on a day.</summary>
    /// <param name="date">Its planned day.</param>
    /// <param name="outcome">What was recorded about it.</param>
    /// <param name="today">The day.</param>
    public static OccurrenceState StateOf(DateOnly date, OccurrenceOutcome? outcome, DateOnly today) =>
        outcome switch
        {
            OccurrenceOutcome.Held => OccurrenceState.Held,
            OccurrenceOutcome.Skipped => OccurrenceState.Skipped,
            _ when date > today => OccurrenceState.Planned,
            _ when date == today => OccurrenceState.Due,
            _ => OccurrenceState.Missed,
        };

    /// <summary>Returns the state on a day.</summary>
    public OccurrenceState StateOn(DateOnly today) => StateOf(Date, Outcome, today);

    /// <summary>Records that it took place, late or early; also corrects an earlier record.</summary>
    /// <param name="record">What is recorded.</param>
    /// <param name="today">The day of the recording.</param>
    public Result<Done> Hold(OccurrenceRecord record, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(record);
        var heldOn = record.HeldOn ?? (Date < today ? Date : today);
        if (heldOn > today)
        {
            return new OccurrenceHeldInFuture(heldOn, today);
        }

        (Outcome, HeldOn, Note, MinutesUrl) = (OccurrenceOutcome.Held, heldOn, record.Note, record.MinutesUrl);
        return Done.Now;
    }

    /// <summary>Records that it is called off; also corrects an earlier record.</summary>
    /// <param name="reason">Why.</param>
    public Result<Done> Skip(string reason)
    {
        (Outcome, HeldOn, Note, MinutesUrl) = (OccurrenceOutcome.Skipped, null, reason, null);
        return Done.Now;
    }

    /// <summary>Takes back what was recorded.</summary>
    public Result<Done> Reopen()
    {
        if (Outcome is null)
        {
            return new OccurrenceNotRecorded(Ref, Date);
        }

        (Outcome, HeldOn, Note, MinutesUrl) = (null, null, null, null);
        return Done.Now;
    }

    /// <summary>Returns why nobody can record anything about a day; null if somebody can.</summary>
    /// <param name="date">The planned day.</param>
    /// <param name="today">Today.</param>
    public static OccurrenceTooFarAhead? WhyTooFar(DateOnly date, DateOnly today) =>
        date > today.AddDays(PlannedOccurrence.DaysAhead)
            ? new OccurrenceTooFarAhead(date, today.AddDays(PlannedOccurrence.DaysAhead))
            : null;

    private static string? Shortened(string? text, int length)
    {
        if (text is null || text.Length <= length)
        {
            return text;
        }

        return text[..(char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1)] + "…";
    }
}

/// <summary>What is recorded about an occurrence that took place.</summary>
/// <param name="HeldOn">The day on which it took place; null for the planned day, or today if that is to come.</param>
/// <param name="Note">What came of it.</param>
/// <param name="MinutesUrl">Address of the minutes or of the report.</param>
public sealed record OccurrenceRecord(DateOnly? HeldOn, string? Note, string? MinutesUrl);
