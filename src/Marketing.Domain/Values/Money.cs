using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Domain.Values;

/// <summary>An amount of money in whole currency units (1200.50 CNY), never with more fraction digits than its currency has.</summary>
public sealed record Money
{
    /// <summary>The amount, in whole currency units.</summary>
    [Range(typeof(decimal), ValueLimits.NegativeMoneyAmount, ValueLimits.MoneyAmount, ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217 code of the currency (CNY).</summary>
    [RegularExpression(ValueLimits.CurrencyPattern)]
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>Rules that the value breaks: an unknown currency, or more fraction digits than it has.</summary>
    public IEnumerable<RuleFault> Check() => Currencies.Check(Amount, Currency);
}

/// <summary>
/// An amount of a plan that may still be open: an amount, or the placeholder that stands for it (X in X万元), with the plan's own words.
/// Amounts are always in whole currency units; 万元 is a matter of reading and display.
/// </summary>
/// <example>{"amount":"8500000","currency":"CNY","text":"850万元","unitScale":10000}</example>
public sealed record PlannedMoney : IRuled
{
    /// <summary>The amount, in whole currency units (850万元: 8500000).</summary>
    [Range(typeof(decimal), ValueLimits.NegativeMoneyAmount, ValueLimits.MoneyAmount, ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal? Amount { get; init; }

    /// <summary>ISO 4217 code of the currency (CNY); where it is left out, that of the words or else of the plan.</summary>
    [RegularExpression(ValueLimits.CurrencyPattern)]
    [MaxLength(3)]
    public string? Currency { get; init; }

    /// <summary>Token that stands for the amount while it is open (X in X万元); the unit scale applies to it.</summary>
    [MaxLength(ValueLimits.Placeholder)]
    public string? Placeholder { get; init; }

    /// <summary>The plan's own words, verbatim (850万元); an empty string is a label with nothing behind it.</summary>
    [MaxLength(ValueLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Whole currency units in one unit of display: 1, 1000, 10000 (万元), 1000000 or 100000000 (亿元).</summary>
    [AllowedValues(null, 1, 1_000, 10_000, 1_000_000, 100_000_000)]
    public int? UnitScale { get; init; }

    /// <summary>
    /// Returns the broken rules: an amount or a placeholder, not both, or at least the words; a known currency and no more fraction digits
    /// than it has. Whether the words name the same amount is checked by <c>Phrases.MoneyText</c>.
    /// </summary>
    public IEnumerable<RuleFault> Check() =>
        PlannedRules.Check("money", "amount", Amount is not null, Placeholder, Text)
            .Concat(Currency is null ? [] : Currencies.Check(Amount, Currency));
}
