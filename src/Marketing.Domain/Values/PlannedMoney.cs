using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Domain.Values;

/// <summary>
/// An amount of money in a plan, which may still be open: an amount or a placeholder (X in X万元), and the original text.
/// Amounts are always in currency units; 万元 only matters for parsing and display.
/// </summary>
/// <example>{"amount":"8500000","currency":"CNY","text":"850万元","unitScale":10000}</example>
public sealed record PlannedMoney : IRuled
{
    /// <summary>Amount in currency units (850万元: 8500000).</summary>
    [Range(
        typeof(decimal),
        ValueLimits.NegativeMoneyAmount,
        ValueLimits.MoneyAmount,
        ParseLimitsInInvariantCulture = true,
        ConvertValueInInvariantCulture = true
    )]
    public decimal? Amount { get; init; }

    /// <summary>ISO 4217 code of the currency (CNY). Defaults to the currency in the text, or else to the currency of the plan.</summary>
    [RegularExpression(ValueLimits.CurrencyPattern)]
    [MaxLength(3)]
    public string? Currency { get; init; }

    /// <summary>Placeholder for a missing amount (X in X万元), in units of `unitScale`.</summary>
    [MaxLength(ValueLimits.Placeholder)]
    public string? Placeholder { get; init; }

    /// <summary>The original text of the plan (850万元). An empty string is a label without a value.</summary>
    [MaxLength(ValueLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Scale for display, in currency units: 1, 1000, 10000 (万元), 1000000 or 100000000 (亿元).</summary>
    [AllowedValues(null, 1, 1_000, 10_000, 1_000_000, 100_000_000)]
    public int? UnitScale { get; init; }

    /// <summary>
    /// Returns the broken rules: an amount or a placeholder, not both, or at least the words; a known currency and no more fraction digits
    /// than it has. Whether the words name the same amount is checked by <c>PhraseReader</c>.
    /// </summary>
    public IEnumerable<RuleFault> Check() =>
        PlannedRules
            .Check("money", "amount", Amount is not null, Placeholder, Text)
            .Concat(Currency is null ? [] : Currencies.Check(Amount, Currency));
}
