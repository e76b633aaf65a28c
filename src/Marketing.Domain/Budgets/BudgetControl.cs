namespace Marketing.Domain.Budgets;

/// <summary>What happens if a booking exceeds the money that is available, at each stage of spending.</summary>
/// <example>{"commitment":"stop","actual":"stop"}</example>
public sealed record BudgetControl
{
    /// <summary>Nothing can be overspent.</summary>
    public static readonly BudgetControl Default = new();

    /// <summary>At the stage of orders and contracts.</summary>
    public ControlLevel Commitment { get; init; } = ControlLevel.Stop;

    /// <summary>At the stage of invoices and payments.</summary>
    public ControlLevel Actual { get; init; } = ControlLevel.Stop;

    /// <summary>The span of time over which bookings are compared with the money.</summary>
    public ControlHorizon Horizon { get; init; } = ControlHorizon.Total;

    /// <summary>Returns the level at a stage.</summary>
    public ControlLevel At(BookingStage stage) => stage == BookingStage.Commitment ? Commitment : Actual;
}

/// <summary>What happens if a booking exceeds the money that is available.</summary>
public enum ControlLevel
{
    /// <summary>The booking is refused.</summary>
    Stop,

    /// <summary>The booking is accepted with a warning.</summary>
    Warn,

    /// <summary>The booking is accepted.</summary>
    Ignore,
}

/// <summary>The span of time over which bookings are compared with the money.</summary>
public enum ControlHorizon
{
    /// <summary>The whole period of the budget.</summary>
    Total,

    /// <summary>Each month by itself.</summary>
    Period,

    /// <summary>All months up to that of the booking: what is left of a month can be spent later.</summary>
    Cumulative,
}

/// <summary>The stages of spending.</summary>
public enum BookingStage
{
    /// <summary>Money is promised: orders, contracts, requested transfers.</summary>
    Commitment,

    /// <summary>Money is spent.</summary>
    Actual,
}
