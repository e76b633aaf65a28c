namespace Marketing.Domain.Values;

/// <summary>What a deadline counts from when its text names no event.</summary>
public enum DeadlinePolicy
{
    /// <summary>From the start of the plan.</summary>
    PlanStart,

    /// <summary>From the day after the item before it ends.</summary>
    AfterPredecessor,

    /// <summary>From nothing: such a deadline stays without a date.</summary>
    None,
}
