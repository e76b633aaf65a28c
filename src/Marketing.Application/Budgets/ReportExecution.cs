using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>When to judge the execution of a budget.</summary>
public sealed record ExecutionArguments
{
    /// <summary>
    /// The day to judge at; by default that of `asOf`, or else today in the time zone of the plan. Only entries that take effect by then
    /// count.
    /// </summary>
    public DayOrInstant? Through { get; init; }

    /// <summary>Only what was recorded at or before this instant, or by the end of this day.</summary>
    public DayOrInstant? AsOf { get; init; }
}

/// <summary>How the spending of a budget proceeds against time.</summary>
public sealed record ExecutionResponse
{
    /// <summary>The budget.</summary>
    public required Guid BudgetId { get; init; }

    /// <summary>Currency of all amounts.</summary>
    /// <example>CNY</example>
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>The day that the report judges at.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Days of the budget's period; null if it has none.</summary>
    public required int? TotalDays { get; init; }

    /// <summary>Days of the period up to and including the day.</summary>
    public required int? ElapsedDays { get; init; }

    /// <summary>Elapsed part of the period, from 0 to 1.</summary>
    /// <example>0.5</example>
    public required decimal? ElapsedShare { get; init; }

    /// <summary>How the figures are computed.</summary>
    [MaxLength(500)]
    public required string Formula { get; init; }

    /// <summary>The whole budget.</summary>
    public required ExecutionFigures Total { get; init; }

    /// <summary>The lines that take bookings.</summary>
    [MaxLength(Budget.MaxLines * 2)]
    public required IReadOnlyList<ExecutionLine> Lines { get; init; }
}

/// <summary>The execution of a line.</summary>
public sealed record ExecutionLine
{
    /// <summary>Code of the line.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    public required string Code { get; init; }

    /// <summary>Category of the spending.</summary>
    [MaxLength(300)]
    public required string Category { get; init; }

    /// <summary>The figures.</summary>
    [Flatten]
    public required ExecutionFigures Figures { get; init; }
}

/// <summary>Figures of execution. What cannot be computed is null, with a reason.</summary>
public sealed record ExecutionFigures
{
    /// <summary>Approved and transferred.</summary>
    /// <example>120000</example>
    public required decimal Budgeted { get; init; }

    /// <summary>What open commitments hold.</summary>
    /// <example>20000</example>
    public required decimal Committed { get; init; }

    /// <summary>What is spent.</summary>
    /// <example>35000</example>
    public required decimal Actual { get; init; }

    /// <summary>Spent part of the money, from 0 to 1; null without money.</summary>
    /// <example>0.2917</example>
    public required decimal? SpentShare { get; init; }

    /// <summary>What is spent each elapsed day.</summary>
    /// <example>190.22</example>
    public required decimal? RunRate { get; init; }

    /// <summary>What is forecast for open months; null without a forecast.</summary>
    /// <example>40000</example>
    public required decimal? Forecast { get; init; }

    /// <summary>What the estimate is based on: a forecast, or else the run rate.</summary>
    public required EstimateBasis? Basis { get; init; }

    /// <summary>What will have been spent at the end of the period.</summary>
    /// <example>69429.35</example>
    public required decimal? EstimateAtCompletion { get; init; }

    /// <summary>Whether the estimate exceeds the money.</summary>
    public required bool? WillOverrun { get; init; }

    /// <summary>Why there is no estimate; null if there is one.</summary>
    public required NoEstimate? Reason { get; init; }
}

/// <summary>Reports how the spending of a budget proceeds against time.</summary>
public sealed record ReportExecution(BudgetId Id, ExecutionArguments Arguments) : IQuery<ExecutionResponse>;

internal sealed class ReportExecutionHandler(
    IMarketingDb db,
    LedgerSums sums,
    LedgerMoment moment,
    BudgetCalendars calendars,
    TimeProvider clock
) : IRequestHandler<ReportExecution, Result<ExecutionResponse>>
{
    private const string Formula =
        "spentShare = actual / budgeted; runRate = actual / elapsedDays; estimateAtCompletion = actual + committed + forecast, "
        + "or without a forecast actual × totalDays / elapsedDays";

    public async Task<Result<ExecutionResponse>> Handle(ReportExecution query, CancellationToken cancellationToken)
    {
        var upTo = await moment.SettleAsync(query.Arguments.AsOf, query.Id, cancellationToken);
        return upTo.Succeeded
            ? await db.ReadConsistentlyAsync(() => ReadAsync(query, upTo.Value, cancellationToken), cancellationToken)
            : upTo.Error;
    }

    private async Task<Result<ExecutionResponse>> ReadAsync(ReportExecution query, DateTime? asOf, CancellationToken ct)
    {
        var budget = await db.Budgets.AsNoTracking().SingleOrDefaultAsync(budget => budget.Id == query.Id, ct);
        if (budget is null)
        {
            return new BudgetNotFound(query.Id.Value);
        }

        var calendar = await calendars.OfAsync(query.Id, ct);
        var day = query.Arguments.Through?.DayIn(calendar) ?? calendar.DayOf(asOf ?? clock.Instant());
        var period = budget is { PeriodStart: { } start, PeriodEnd: { } end } ? new BudgetPeriod(start, end, day) : null;
        var lines = await db
            .BudgetBalances.AsNoTracking()
            .Where(row => row.BudgetId == query.Id && row.Scope == BalanceScope.Line)
            .ToListAsync(ct);
        var booked = await sums.ReadAsync(query.Id, asOf, day, ct);
        var open = Month.Of(day).ToString();
        var forecasts = budget
            .Forecasts.Where(forecast => string.CompareOrdinal(forecast.Period, open) >= 0)
            .GroupBy(forecast => forecast.LineId)
            .ToDictionary(line => line.Key, line => line.Sum(forecast => forecast.Minor));
        ExecutionFigures Figures(LineSums line, long? forecast) => FiguresOf(line, forecast, period, budget.Currency);
        return new ExecutionResponse
        {
            BudgetId = budget.Id.Value,
            Currency = budget.Currency,
            Day = day,
            TotalDays = period?.Days,
            ElapsedDays = period?.Elapsed,
            ElapsedShare = new BudgetExecution(0, 0, period).ElapsedShare,
            Formula = Formula,
            Total = Figures(
                booked.Values.Aggregate(default(LineSums), (sum, line) => sum + line),
                forecasts.Count == 0 ? null : forecasts.Values.Sum()
            ),
            Lines =
            [
                .. from row in lines
                orderby row.CodeKey
                select new ExecutionLine
                {
                    Code = row.Terms.Code,
                    Category = row.Terms.Category,
                    Figures = Figures(
                        booked.GetValueOrDefault(row.OwnerId),
                        forecasts.TryGetValue(row.OwnerId, out var forecast) ? forecast : null
                    ),
                },
            ],
        };
    }

    private static ExecutionFigures FiguresOf(LineSums line, long? forecast, BudgetPeriod? period, string currency)
    {
        var budgeted = line.Available + line.Held + line.Committed + line.Actual;
        var execution = new BudgetExecution(budgeted, line.Actual, period) { Committed = line.Committed, Forecast = forecast };
        return new ExecutionFigures
        {
            Budgeted = MinorUnits.ToAmount(budgeted, currency),
            Committed = MinorUnits.ToAmount(line.Committed, currency),
            Actual = MinorUnits.ToAmount(line.Actual, currency),
            SpentShare = execution.SpentShare,
            RunRate = execution.RunRate(currency),
            Forecast = forecast is { } minor ? MinorUnits.ToAmount(minor, currency) : null,
            Basis = execution.Basis,
            EstimateAtCompletion = execution.EstimateAtCompletion(currency),
            WillOverrun = execution.WillOverrun(currency),
            Reason = execution.Reason,
        };
    }
}
