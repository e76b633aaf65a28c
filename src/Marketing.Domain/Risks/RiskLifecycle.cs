namespace Marketing.Domain.Risks;

/// <summary>States of a risk.</summary>
public enum RiskStatus
{
    /// <summary>Found, and not judged yet.</summary>
    Identified,

    /// <summary>Judged by its impact.</summary>
    Assessed,

    /// <summary>It is decided what to do about it.</summary>
    Planned,

    /// <summary>Watched.</summary>
    Monitored,

    /// <summary>A sign of it was seen; the response has to start at once (R23).</summary>
    Triggered,

    /// <summary>People respond.</summary>
    Responding,

    /// <summary>Over, or not worth watching any longer.</summary>
    Closed,
}

/// <summary>Steps of a risk.</summary>
public enum RiskVerb
{
    /// <summary>Judge it.</summary>
    Assess,

    /// <summary>Decide what to do about it.</summary>
    Plan,

    /// <summary>Watch it.</summary>
    Monitor,

    /// <summary>Respond to it.</summary>
    Respond,

    /// <summary>End it.</summary>
    Close,

    /// <summary>Start with it again.</summary>
    Reopen,
}

/// <summary>A rule of the life cycle.</summary>
/// <param name="From">The states in which the step can be taken.</param>
/// <param name="To">The state after it.</param>
public sealed record RiskRule(IReadOnlyList<RiskStatus> From, RiskStatus To);

/// <summary>The rule book of the life cycle.</summary>
public static class RiskLifecycle
{
    private static readonly Dictionary<RiskVerb, RiskRule> Rules = new()
    {
        [RiskVerb.Assess] = new([RiskStatus.Identified, RiskStatus.Assessed], RiskStatus.Assessed),
        [RiskVerb.Plan] = new([RiskStatus.Assessed, RiskStatus.Monitored], RiskStatus.Planned),
        [RiskVerb.Monitor] = new([RiskStatus.Planned, RiskStatus.Responding], RiskStatus.Monitored),
        [RiskVerb.Respond] = new([RiskStatus.Planned, RiskStatus.Monitored, RiskStatus.Triggered], RiskStatus.Responding),
        [RiskVerb.Close] = new(
            [RiskStatus.Identified, RiskStatus.Assessed, RiskStatus.Planned, RiskStatus.Monitored, RiskStatus.Responding],
            RiskStatus.Closed
        ),
        [RiskVerb.Reopen] = new([RiskStatus.Closed], RiskStatus.Identified),
    };

    /// <summary>Returns the rule of a step.</summary>
    public static RiskRule RuleOf(RiskVerb verb) => Rules[verb];
}
