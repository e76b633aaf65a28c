using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>How the money of a budget is used up over its period.</summary>
public sealed record BurnDownResponse
{
    /// <summary>The budget.</summary>
    public required Guid BudgetId { get; init; }

    /// <summary>Title of the budget.</summary>
    [MaxLength(Budget.TitleLength)]
    public required string Title { get; init; }

    /// <summary>Currency of all amounts.</summary>
    /// <example>CNY</example>
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>First day of the period; null if the budget has none.</summary>
    public required DateOnly? Start { get; init; }

    /// <summary>Last day of the period; null if the budget has none.</summary>
    public required DateOnly? End { get; init; }

    /// <summary>Approved and transferred.</summary>
    /// <example>120000</example>
    public required decimal Budgeted { get; init; }

    /// <summary>A point for the start of the period, and for the end of each of its months.</summary>
    [MaxLength(5_000)]
    public required IReadOnlyList<BurnDownPoint> Points { get; init; }
}

/// <summary>What is left on a day.</summary>
public sealed record BurnDownPoint
{
    /// <summary>The day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What would be left if the money were spent evenly over the days.</summary>
    /// <example>110000</example>
    public required decimal Ideal { get; init; }

    /// <summary>What is not spent; null for days after today.</summary>
    /// <example>105000</example>
    public required decimal? Unspent { get; init; }

    /// <summary>What is neither spent nor promised; null for days after today.</summary>
    /// <example>95000</example>
    public required decimal? Uncommitted { get; init; }
}

/// <summary>Reads how the money of a budget is used up.</summary>
public sealed record GetBurnDown(BudgetId Id) : IQuery<BurnDownResponse>;

internal sealed class GetBurnDownHandler(IMarketingDb db, BudgetCalendars calendars, TimeProvider clock)
    : IRequestHandler<GetBurnDown, Result<BurnDownResponse>>
{
    public Task<Result<BurnDownResponse>> Handle(GetBurnDown query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<BurnDownResponse>> ReadAsync(GetBurnDown query, CancellationToken ct)
    {
        var budget = await db.Budgets.AsNoTracking().SingleOrDefaultAsync(budget => budget.Id == query.Id, ct);
        if (budget is null)
        {
            return new BudgetNotFound(query.Id.Value);
        }

        var whole = await db
            .BudgetBalances.AsNoTracking()
            .SingleOrDefaultAsync(row => row.BudgetId == query.Id && row.Scope == BalanceScope.Budget, ct);
        var days = await db
            .LedgerPostings.AsNoTracking()
            .Where(posting =>
                posting.BudgetId == query.Id && (posting.Account == LedgerAccount.Spent || posting.Account == LedgerAccount.Committed)
            )
            .GroupBy(posting => new { posting.EffectiveDate, posting.Account })
            .Select(group => new DaySum(group.Key.EffectiveDate, group.Key.Account, group.Sum(posting => posting.Minor)))
            .ToListAsync(ct);
        var today = (await calendars.OfAsync(query.Id, ct)).DayOf(clock.Instant());
        var budgeted = whole is null ? 0 : whole.Available + whole.Held + whole.Committed + whole.Actual;
        return new BurnDownResponse
        {
            BudgetId = budget.Id.Value,
            Title = budget.Title,
            Currency = budget.Currency,
            Start = budget.PeriodStart,
            End = budget.PeriodEnd,
            Budgeted = MinorUnits.ToAmount(budgeted, budget.Currency),
            Points = budget is { PeriodStart: { } start, PeriodEnd: { } end }
                ? [.. Days(start, end).Select(day => PointOf(day, (start, end), budgeted, days, today, budget.Currency))]
                : [],
        };
    }

    /// <summary>Returns the day before the period, and the last day of each month in it.</summary>
    private static IEnumerable<DateOnly> Days(DateOnly start, DateOnly end)
    {
        if (start > DateOnly.MinValue)
        {
            yield return start.AddDays(-1);
        }

        for (var month = new DateOnly(start.Year, start.Month, 1); month <= end; month = month.AddMonths(1))
        {
            var last = month.AddMonths(1).AddDays(-1);
            yield return last < end ? last : end;
        }
    }

    private static BurnDownPoint PointOf(
        DateOnly day,
        (DateOnly Start, DateOnly End) period,
        long budgeted,
        IReadOnlyList<DaySum> days,
        DateOnly today,
        string currency
    )
    {
        var (elapsed, all) = (day.DayNumber - period.Start.DayNumber + 1, period.End.DayNumber - period.Start.DayNumber + 1);
        long Until(LedgerAccount account) => days.Where(sum => sum.Day <= day && sum.Account == account).Sum(sum => sum.Minor);
        var (spent, committed) = (Until(LedgerAccount.Spent), Until(LedgerAccount.Committed));
        var isKnown = day <= today || (day.Year == today.Year && day.Month == today.Month);
        return new BurnDownPoint
        {
            Day = day,
            Ideal = MinorUnits.ToAmount((long)(budgeted - ((Int128)budgeted * elapsed / all)), currency),
            Unspent = isKnown ? MinorUnits.ToAmount(budgeted - spent, currency) : null,
            Uncommitted = isKnown ? MinorUnits.ToAmount(budgeted - spent - committed, currency) : null,
        };
    }

    private sealed record DaySum(DateOnly Day, LedgerAccount Account, long Minor);
}
