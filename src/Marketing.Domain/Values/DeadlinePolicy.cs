namespace Marketing.Domain.Values;

/// <summary>What a deadline counts from if its text names no event.</summary>
public enum DeadlinePolicy
{
    /// <summary>From the start of the plan.</summary>
    PlanStart,

    /// <summary>From the day after the previous item ends.</summary>
    AfterPredecessor,

    /// <summary>From nothing: the deadline has no date.</summary>
    None,
}
