namespace Marketing.Domain.Values;

/// <summary>How a deadline without an anchor ("3個月內") is read (rule R13).</summary>
public enum DeadlinePolicy
{
    /// <summary>Not at all: it stays open.</summary>
    None,

    /// <summary>Counted from the start of the plan.</summary>
    PlanStart,

    /// <summary>Counted from the end of the task before it.</summary>
    AfterPredecessor,
}
