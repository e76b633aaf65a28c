using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Values;

namespace Marketing.Domain.Budgets;

/// <summary>What a budget says besides its lines.</summary>
public record BudgetTerms
{
    internal static readonly BudgetTerms Empty = new()
    {
        Code = "",
        Title = "",
        Currency = "",
    };

    /// <summary>The plan that the money is for; null for a budget without a plan.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Short code, unique among the budgets of the workspace.</summary>
    /// <example>BRAND-2027</example>
    [MaxLength(Budget.CodeLength)]
    [RegularExpression(ValueLimits.TrimmedPattern)]
    public required string Code { get; init; }

    /// <summary>Title.</summary>
    /// <example>2027 年度品牌预算</example>
    [MaxLength(Budget.TitleLength)]
    [NotBlank]
    [SingleLine]
    public required string Title { get; init; }

    /// <summary>Currency of all amounts, ISO 4217. It is fixed from the first approval on.</summary>
    /// <example>CNY</example>
    [CurrencyCode]
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>First day on which money can be spent. A budget without it can be drafted, but not submitted.</summary>
    /// <example>2027-01-01</example>
    public DateOnly? PeriodStart { get; init; }

    /// <summary>Last day on which money can be spent. A budget without it can be drafted, but not submitted.</summary>
    /// <example>2027-12-31</example>
    public DateOnly? PeriodEnd { get; init; }

    /// <summary>Share of the contingency reserve in the total, reserve included, in percent. It is checked on submission.</summary>
    /// <example>{"min":"10","max":"15"}</example>
    public PercentRange? ContingencyRange { get; init; }

    /// <summary>Total as the plan states it. On submission it must equal the sum of the lines.</summary>
    public PlannedMoney? StatedTotal { get; init; }

    /// <summary>Code of the rate set that converts bookings in other currencies; null if a booking has to name one.</summary>
    /// <example>TREASURY</example>
    [MaxLength(RateSet.CodeLength)]
    [SingleLine]
    public string? RateSetCode { get; init; }

    /// <summary>
    /// What happens if money is overspent, for the budget as a whole and for lines without a control of their own. By default nothing can
    /// be overspent.
    /// </summary>
    public BudgetControl? Control { get; init; }

    /// <summary>Returns the terms without what a derived record adds.</summary>
    public BudgetTerms Alone() => new(this);

    /// <summary>Returns the broken rules.</summary>
    public IEnumerable<RuleFault> Check()
    {
        if (PeriodEnd < PeriodStart)
        {
            yield return RuleFault.Of("/periodEnd", "budget.periodNotRising", ("start", PeriodStart), ("end", PeriodEnd));
        }

        if (!Currencies.IsKnown(Currency))
        {
            yield return RuleFault.Of("/currency", "money.currencyUnknown", ("currency", Currency));
        }

        var nested = (StatedTotal?.CheckIn(Currency).Select(fault => fault.Under("/statedTotal")) ?? []).Concat(
            ContingencyRange?.Check().Select(fault => fault.Under("/contingencyRange")) ?? []
        );
        foreach (var fault in nested)
        {
            yield return fault;
        }
    }
}

internal static class BudgetMoney
{
    /// <summary>Returns the broken rules of an amount in a budget: its own, the currency of the budget, and no negative amount.</summary>
    public static IEnumerable<RuleFault> CheckIn(this PlannedMoney money, string currency)
    {
        foreach (var fault in money.Check())
        {
            yield return fault;
        }

        if (money.Currency is { } other && other != currency)
        {
            yield return RuleFault.Of("/currency", "budget.currencyDiffers", ("currency", other), ("budgetCurrency", currency));
        }
        else if (money is { Currency: null, Amount: not null } && Currencies.Check(money.Amount, currency).Any())
        {
            yield return Currencies.Check(money.Amount, currency).First();
        }

        if (
            money.Amount is { } amount
            && (amount < 0 || (Currencies.IsKnown(currency) && amount > MinorUnits.ToAmount(MinorUnits.Largest, currency)))
        )
        {
            yield return RuleFault.Of("/amount", "budget.amountOutOfRange", ("amount", amount), ("currency", currency));
        }
    }
}
