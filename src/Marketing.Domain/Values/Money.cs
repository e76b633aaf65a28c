using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Domain.Values;

/// <summary>An amount of money, in currency units.</summary>
/// <example>{"amount":"12500.00","currency":"CNY"}</example>
public sealed record Money : IRuled
{
    /// <summary>Amount in currency units, with at most the fraction digits of the currency.</summary>
    /// <example>12500</example>
    [Range(
        typeof(decimal),
        ValueLimits.NegativeMoneyAmount,
        ValueLimits.MoneyAmount,
        ParseLimitsInInvariantCulture = true,
        ConvertValueInInvariantCulture = true
    )]
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217 code of the currency.</summary>
    /// <example>CNY</example>
    [RegularExpression(ValueLimits.CurrencyPattern)]
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>Returns the broken rules: a known currency and no more fraction digits than it has.</summary>
    public IEnumerable<RuleFault> Check() => Currencies.Check(Amount, Currency);
}

/// <summary>
/// Converts amounts to whole numbers of the smallest unit of their currency, in which ledgers add and compare: 12.34 CNY is 1234, 12 JPY is
/// 12.
/// </summary>
public static class MinorUnits
{
    private static readonly decimal[] Factors = [1, 10, 100, 1_000, 10_000];

    /// <summary>The largest amount of one booking: ten thousand of them add up within 64 bits.</summary>
    public const long Largest = 99_999_999_999_999;

    /// <summary>Returns the amount in minor units.</summary>
    /// <param name="amount">An amount with at most the fraction digits of the currency.</param>
    /// <param name="currency">A known currency.</param>
    /// <exception cref="ArgumentException">The currency is unknown, or the amount is finer than its smallest unit.</exception>
    public static long Of(decimal amount, string currency)
    {
        var scaled = amount * FactorOf(currency);
        return scaled == decimal.Truncate(scaled)
            ? (long)scaled
            : throw new ArgumentException($"{amount} is finer than the smallest unit of {currency}.", nameof(amount));
    }

    /// <summary>Returns an amount of minor units in currency units.</summary>
    public static decimal ToAmount(long minor, string currency) => new decimal(minor) / FactorOf(currency);

    private static decimal FactorOf(string currency) => Factors[DigitsOf(currency)];

    private static int DigitsOf(string currency) =>
        Currencies.FractionDigits(currency) ?? throw new ArgumentException($"The currency {currency} is unknown.", nameof(currency));
}
