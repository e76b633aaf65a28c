using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;
using MediatR;

namespace Marketing.Application.Budgets;

/// <summary>What is expected to be spent in open months.</summary>
public sealed record ForecastInput
{
    /// <summary>The forecasts. Others of the budget stay.</summary>
    [MinLength(1)]
    [MaxLength(1_000)]
    public required IReadOnlyList<ForecastItem> Items { get; init; }
}

/// <summary>What is expected to be spent on a line in a month.</summary>
public sealed record ForecastItem
{
    /// <summary>Code of the line.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    public required string LineCode { get; init; }

    /// <summary>The month.</summary>
    /// <example>2027-10</example>
    [RegularExpression(Month.Pattern)]
    [MaxLength(Month.Length)]
    public required string Period { get; init; }

    /// <summary>The amount beside what is spent and promised, in the currency of the budget; null to take the forecast back.</summary>
    /// <example>20000</example>
    [Range(typeof(decimal), "0", ValueLimits.MoneyAmount, ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public required decimal? Amount { get; init; }
}

/// <summary>Writes what people expect to be spent.</summary>
public sealed record ForecastBudget(BudgetId Id, ExpectedVersion? ExpectedVersion, ForecastInput Input) : ICommand<BudgetResponse>;

internal sealed class ForecastBudgetHandler(IMarketingDb db, BudgetStore store, Bookings bookings)
    : IRequestHandler<ForecastBudget, Result<BudgetResponse>>
{
    public async Task<Result<BudgetResponse>> Handle(ForecastBudget command, CancellationToken cancellationToken)
    {
        var found = await store.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var (budget, items) = (found.Value, command.Input.Items);
        var spending = await bookings.ReadAsync(command.Id, items.Select(item => item.LineCode), cancellationToken);
        if (!spending.Succeeded)
        {
            return spending.Error;
        }

        var faults = new List<RuleFault>();
        var changes = new List<(LineForecast Forecast, bool IsKept)>();
        foreach (var (item, i) in items.Select((item, i) => (item, i)))
        {
            var line = spending.Value.Find(item.LineCode);
            var money = new Money { Amount = item.Amount ?? 0, Currency = budget.Currency };
            var wrong = Bookings.Bookable(line, item.LineCode, $"/items/{i}/lineCode")?.Faults ?? [];
            faults.AddRange([.. wrong, .. money.Check().Select(fault => fault.Under($"/items/{i}"))]);
            if (faults.Count == 0)
            {
                var minor = MinorUnits.Of(money.Amount, budget.Currency);
                changes.Add((new LineForecast(line!.OwnerId, item.Period, minor, store.Actor, store.Now), item.Amount is not null));
            }
        }

        if (faults.Count > 0)
        {
            return new RulesBroken(faults);
        }

        if (budget.Forecast(changes).Error is { } refused)
        {
            return refused;
        }

        await db.SaveChangesAsync(cancellationToken);
        return store.ToResponse(budget);
    }
}
