using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Phrases;

namespace Marketing.Domain.Values;

/// <summary>An amount of money, with at most as many fraction digits as its currency has (1200.50 CNY).</summary>
public sealed record Money
{
    /// <summary>Amount in currency units.</summary>
    [Range(
        typeof(decimal), ValueLimits.NegativeMoneyAmount, ValueLimits.MoneyAmount,
        ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217 code of the currency (CNY).</summary>
    [RegularExpression(ValueLimits.CurrencyPattern)]
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>Returns the violated rules: an unknown currency, or too many fraction digits for it.</summary>
    public IEnumerable<RuleFault> Check() => Currencies.Check(Amount, Currency);
}

/// <summary>
/// An amount of money in a plan, which may still be open: an amount or a placeholder (X in X万元), and the original text.
/// Amounts are always in currency units; 万元 only matters for parsing and display.
/// </summary>
public sealed record PlannedMoney : IRuled
{
    /// <summary>Amount in currency units (850万元: 8500000).</summary>
    [Range(
        typeof(decimal), ValueLimits.NegativeMoneyAmount, ValueLimits.MoneyAmount,
        ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
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
    /// Returns the value completed from its text (850万元: amount 8500000, unitScale 10000); unchanged if it has an amount or a placeholder.
    /// </summary>
    public PlannedMoney WithAmountFromText()
    {
        if (Amount is not null || Placeholder is not null || Text is null)
        {
            return this;
        }

        var parsed = Parse(Text);
        return parsed.Currency == Currency
            ? this with { Amount = parsed.Amount, Placeholder = parsed.Placeholder, UnitScale = UnitScale ?? parsed.UnitScale }
            : this;
    }

    /// <summary>Returns the value with its text parsed, in <paramref name="currency"/> if neither it nor its text names one.</summary>
    public PlannedMoney Read(string currency)
    {
        var named = Currency ?? (Text is null ? currency : MoneyParser.Parse(Text, currency).Currency);
        return (this with { Currency = named }).WithAmountFromText();
    }

    /// <summary>
    /// Returns the violated rules: both an amount and a placeholder, or neither and no text; an unknown currency, or too many fraction
    /// digits for it; a text with a different amount or currency.
    /// </summary>
    public IEnumerable<RuleFault> Check() =>
        PlannedRules.Check("money", "amount", Amount is not null, Placeholder, Text)
            .Concat(Currency is null ? [] : Currencies.Check(Amount, Currency)).Concat(CheckText());

    private IEnumerable<RuleFault> CheckText()
    {
        if (Text is null || Parse(Text) is not { Amount: { } read } money)
        {
            yield break;
        }

        if ((Currency is not null && money.Currency != Currency) || (Amount is { } given && given != read) || Placeholder is not null)
        {
            yield return RuleFault.Of("/text", "money.textContradictsAmount",
                ("amount", Amount), ("currency", Currency), ("textAmount", read), ("textCurrency", money.Currency));
        }
    }

    private PlannedMoney Parse(string text) => Currency is null ? MoneyParser.Parse(text) : MoneyParser.Parse(text, Currency);
}
