using System.Globalization;
using Marketing.Domain.Common;

namespace Marketing.Domain.Risks;

public readonly record struct RiskAlertId(Guid Value) : IEntityId<RiskAlertId>
{
    public static RiskAlertId From(Guid value) => new(value);

    public int CompareTo(RiskAlertId other) => Value.CompareTo(other.Value);
}

/// <summary>States of an alert.</summary>
public enum RiskAlertState
{
    /// <summary>Nobody has reacted.</summary>
    Open,

    /// <summary>Somebody has seen it.</summary>
    Acknowledged,

    /// <summary>Put off until a day.</summary>
    Snoozed,

    /// <summary>Somebody has decided.</summary>
    Decided,
}

/// <summary>A trigger has fired. There is one alert for each crossing of the threshold, not for each reading (R26).</summary>
public sealed class RiskAlert : Resource<RiskAlertId>
{
    public const int KeyLength = 50;
    public const int TextLength = 2_000;

    protected override string TypeName => ResourceTypes.RiskAlert;

    protected override Guid? Parent => RiskId.Value;

    private RiskAlert() { }

    private RiskAlert(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public RiskId RiskId { get; private set; }

    public RiskTriggerId TriggerId { get; private set; }

    /// <summary>Identifies the crossing; unique for each trigger.</summary>
    [NotAudited]
    public string CrossingKey { get; private set; } = "";

    /// <summary>The day on which the crossing began.</summary>
    public DateOnly CrossedOn { get; private set; }

    /// <summary>The value that fired the trigger; null by hand.</summary>
    public decimal? Value { get; private set; }

    public decimal? Threshold { get; private set; }

    /// <summary>Why somebody fired it by hand.</summary>
    public string? Note { get; private set; }

    /// <summary>Whether a decision is forced (R25).</summary>
    public bool IsStopLoss { get; private set; }

    /// <summary>The budget lines on which new spending is blocked until the decision.</summary>
    public IReadOnlyList<Guid> BlockedLineIds { get; private set; } = [];

    public RiskAlertState State { get; private set; }

    public DateOnly? SnoozedUntil { get; private set; }

    public StopLossChoice? Decision { get; private set; }

    public string? DecisionReason { get; private set; }

    public string? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>The tasks that the alert has opened.</summary>
    public IReadOnlyList<Guid> TaskIds { get; private set; } = [];

    /// <summary>Raises an alert.</summary>
    /// <param name="trigger">The trigger that fired.</param>
    /// <param name="crossing">What fired it.</param>
    public static RiskAlert Raise(RiskTrigger trigger, Crossing crossing)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        ArgumentNullException.ThrowIfNull(crossing);
        return new RiskAlert(trigger.WorkspaceId)
        {
            RiskId = trigger.RiskId,
            TriggerId = trigger.Id,
            CrossingKey = crossing.Key,
            CrossedOn = crossing.From,
            Value = crossing.Value,
            Threshold = trigger.Terms.Threshold,
            Note = crossing.Note,
            IsStopLoss = trigger.Terms.StopLoss is not null,
        };
    }

    /// <summary>Records what follows: the tasks that it has opened, and the budget lines that it blocks.</summary>
    public void Open(IEnumerable<Guid> tasks, IReadOnlyList<Guid> lines) => (TaskIds, BlockedLineIds) = ([.. tasks], lines);

    /// <summary>Records that somebody has seen it.</summary>
    public Result<Done> Acknowledge() => Move(RiskAlertState.Acknowledged, null);

    /// <summary>Puts it off until a day.</summary>
    public Result<Done> Snooze(DateOnly until, DateOnly today) =>
        until <= today ? new SnoozeInPast(until, today) : Move(RiskAlertState.Snoozed, until);

    /// <summary>Opens it again when its day has come.</summary>
    /// <returns>Whether it opens now.</returns>
    public bool Wake(DateOnly today)
    {
        var wakes = State == RiskAlertState.Snoozed && SnoozedUntil <= today;
        (State, SnoozedUntil) = wakes ? (RiskAlertState.Open, null) : (State, SnoozedUntil);
        return wakes;
    }

    /// <summary>Decides.</summary>
    public Result<Done> Decide(StopLossChoice decision, string reason, string by, DateTime at)
    {
        if (State == RiskAlertState.Decided)
        {
            return new AlertDecided(Id.Value);
        }

        (State, SnoozedUntil) = (RiskAlertState.Decided, null);
        (Decision, DecisionReason, DecidedBy, DecidedAt) = (decision, reason, by, at);
        return Done.Now;
    }

    private Result<Done> Move(RiskAlertState state, DateOnly? until)
    {
        if (State == RiskAlertState.Decided)
        {
            return new AlertDecided(Id.Value);
        }

        (State, SnoozedUntil) = (state, until);
        return Done.Now;
    }
}

/// <summary>Decisions about an alert.</summary>
public enum StopLossChoice
{
    /// <summary>Adjust and go on.</summary>
    Adjust,

    /// <summary>End what was planned.</summary>
    Terminate,
}

/// <summary>A span of readings that cross a threshold.</summary>
/// <param name="From">The day of the first of them.</param>
/// <param name="LastOn">The day of the last of them.</param>
/// <param name="Value">The value that fired the trigger; null by hand.</param>
public sealed record Crossing(DateOnly From, DateOnly LastOn, decimal? Value)
{
    /// <summary>Identifies the crossing.</summary>
    public string Key { get; init; } = From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Why somebody fired it by hand.</summary>
    public string? Note { get; init; }

    /// <summary>Returns a crossing that somebody has seen.</summary>
    public static Crossing ByHand(DateOnly today, string note) => new(today, today, null) { Key = $"hand/{EntityId.New():N}", Note = note };
}

/// <summary>Up to where the change feed of a workspace was searched for signals.</summary>
public sealed class RiskSignalCursor : IWorkspaceOwned
{
    public WorkspaceId WorkspaceId { get; init; }

    public long Sequence { get; init; }
}
