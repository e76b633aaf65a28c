using Marketing.Domain.Values;

namespace Marketing.Domain.Budgets;

/// <summary>Why an estimate has no value.</summary>
public enum NoEstimate
{
    /// <summary>Less than 5 percent of the period has elapsed, so a run rate says nothing.</summary>
    TooEarly,

    /// <summary>The budget has no period.</summary>
    NoPeriod,
}

/// <summary>What an estimate is based on.</summary>
public enum EstimateBasis
{
    /// <summary>What is spent, promised, and forecast for open months.</summary>
    Forecast,

    /// <summary>What is spent each day so far.</summary>
    RunRate,
}

/// <summary>How far the period of a budget has elapsed.</summary>
/// <param name="Start">Its first day.</param>
/// <param name="End">Its last day.</param>
/// <param name="Day">The day to judge at; it counts as elapsed.</param>
public sealed record BudgetPeriod(DateOnly Start, DateOnly End, DateOnly Day)
{
    /// <summary>Days of the period.</summary>
    public int Days => End.DayNumber - Start.DayNumber + 1;

    /// <summary>Days of the period up to and including the day.</summary>
    public int Elapsed => Math.Clamp(Day.DayNumber - Start.DayNumber + 1, 0, Days);
}

/// <summary>
/// How spending proceeds against time. Spent share = actual ÷ (approved + transferred); run rate = actual ÷ elapsed days; estimate at
/// completion = actual + open commitments + forecast of open months, or without a forecast run rate × days of the period (budget
/// execution report of the reference plans: forecast = spent ÷ elapsed share).
/// </summary>
/// <param name="Budgeted">Approved and transferred, in minor units.</param>
/// <param name="Actual">Spent, in minor units.</param>
/// <param name="Period">The period; null if the budget has none.</param>
public sealed record BudgetExecution(long Budgeted, long Actual, BudgetPeriod? Period)
{
    /// <summary>What open commitments hold, in minor units.</summary>
    public long Committed { get; init; }

    /// <summary>What is forecast for open months, in minor units; null without a forecast.</summary>
    public long? Forecast { get; init; }

    /// <summary>What the estimate is based on; null without an estimate.</summary>
    public EstimateBasis? Basis =>
        Forecast is not null ? EstimateBasis.Forecast
        : RunRateReason is null ? EstimateBasis.RunRate
        : null;

    private const int ShareDigits = 4;

    /// <summary>The least elapsed part of a period from which a run rate is extrapolated: one in twenty.</summary>
    private const int LeastElapsed = 20;

    /// <summary>Elapsed part of the period, from 0 to 1; null without a period.</summary>
    public decimal? ElapsedShare => Period is { } period ? Share(period.Elapsed, period.Days) : null;

    /// <summary>Spent part of the money; null without money.</summary>
    public decimal? SpentShare => Budgeted > 0 ? Share(Actual, Budgeted) : null;

    /// <summary>Why there is no estimate; null if there is one.</summary>
    public NoEstimate? Reason => Forecast is null ? RunRateReason : null;

    private NoEstimate? RunRateReason =>
        Period is null ? NoEstimate.NoPeriod
        : Period.Elapsed * LeastElapsed < Period.Days ? NoEstimate.TooEarly
        : null;

    /// <summary>What is spent each elapsed day, in currency units; null without an estimate.</summary>
    public decimal? RunRate(string currency) =>
        RunRateReason is null ? Rounded(MinorUnits.ToAmount(Actual, currency) / Period!.Elapsed, currency) : null;

    /// <summary>What will have been spent at the end of the period; null without an estimate.</summary>
    public decimal? EstimateAtCompletion(string currency) =>
        Forecast is { } forecast ? MinorUnits.ToAmount(Actual + Committed + forecast, currency)
        : RunRateReason is null ? Rounded(MinorUnits.ToAmount(Actual, currency) * Period!.Days / Period.Elapsed, currency)
        : null;

    /// <summary>Whether more will have been spent than there is; null without an estimate.</summary>
    public bool? WillOverrun(string currency) =>
        EstimateAtCompletion(currency) is { } estimate ? estimate > MinorUnits.ToAmount(Budgeted, currency) : null;

    private static decimal Share(decimal part, decimal whole) => decimal.Round(part / whole, ShareDigits, MidpointRounding.AwayFromZero);

    private static decimal Rounded(decimal amount, string currency) =>
        decimal.Round(amount, Currencies.FractionDigits(currency) ?? 2, MidpointRounding.AwayFromZero);
}
