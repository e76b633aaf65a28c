using System.Numerics;
using Marketing.Domain.Facts;

namespace Marketing.Domain.Results;

/// <summary>Which cost a figure uses.</summary>
public enum CostBasis
{
    /// <summary>What the platforms report.</summary>
    Media,

    /// <summary>What is booked in the ledger.</summary>
    Booked,
}

/// <summary>Why a figure has no value.</summary>
public enum FigureGap
{
    /// <summary>The denominator is zero.</summary>
    DivisionByZero,

    /// <summary>Nobody reported new customers.</summary>
    NewCustomersMissing,

    /// <summary>Amounts are in several currencies, and no rate set was named.</summary>
    MixedCurrencies,

    /// <summary>The rate set has no rate for a currency and day.</summary>
    RateMissing,
}

/// <summary>
/// An exact number in units of 10⁻¹⁶: millionths of an amount times a rate with up to ten decimals are whole units.
/// </summary>
public static class ExactUnits
{
    /// <summary>Units of one.</summary>
    public static readonly BigInteger One = BigInteger.Pow(10, 16);

    /// <summary>Units of a millionth.</summary>
    public static readonly BigInteger OfMicro = BigInteger.Pow(10, 10);

    /// <summary>Returns the number, rounded to ten decimals.</summary>
    public static decimal ToDecimal(BigInteger units) => Ratio.Of(units, One)!.Value;

    /// <summary>Returns an amount in millionths, converted at a rate.</summary>
    public static BigInteger Convert(BigInteger micros, decimal rate) => micros * (BigInteger)(rate * 10_000_000_000m);
}

/// <summary>A quotient with what it was computed from.</summary>
/// <param name="Value">The quotient; null with a gap.</param>
/// <param name="Numerator">The numerator; null if its amounts cannot be added.</param>
/// <param name="Denominator">The denominator; null if its amounts cannot be added.</param>
/// <param name="Currency">Currency of the amounts; null if there are none.</param>
/// <param name="Basis">The cost that is used; null if none is.</param>
/// <param name="Gap">Why there is no value.</param>
public sealed record FigureValue(
    decimal? Value,
    decimal? Numerator,
    decimal? Denominator,
    string? Currency,
    CostBasis? Basis,
    FigureGap? Gap
);

/// <summary>Money that was summed up exactly, or why it could not be.</summary>
/// <param name="Units">The amount.</param>
/// <param name="Currency">Its currency; null if there is no money at all.</param>
/// <param name="Gap">Why there is no sum.</param>
public sealed record SummedMoney(BigInteger Units, string? Currency, FigureGap? Gap)
{
    public static readonly SummedMoney None = new(0, null, null);

    /// <summary>The amount; null if it could not be summed up.</summary>
    public decimal? Amount => Gap is null ? ExactUnits.ToDecimal(Units) : null;
}

/// <summary>The sums of results over any number of campaigns, channels and days of one attribution window.</summary>
/// <param name="Impressions">Impressions, in units.</param>
/// <param name="Clicks">Clicks, in units.</param>
/// <param name="Conversions">Conversions, in units.</param>
/// <param name="NewCustomers">New customers, in units; null if nobody reported them.</param>
/// <param name="Cost">The cost that the figures use.</param>
/// <param name="Revenue">The revenue.</param>
/// <param name="Basis">Which cost it is.</param>
public sealed record ResultSums(
    BigInteger Impressions,
    BigInteger Clicks,
    BigInteger Conversions,
    BigInteger? NewCustomers,
    SummedMoney Cost,
    SummedMoney Revenue,
    CostBasis Basis
)
{
    /// <summary>Clicks ÷ impressions.</summary>
    public FigureValue Ctr => Plain(Clicks, Impressions);

    /// <summary>Conversions ÷ clicks.</summary>
    public FigureValue ConversionRate => Plain(Conversions, Clicks);

    /// <summary>Cost ÷ clicks.</summary>
    public FigureValue Cpc => PerCount(Clicks);

    /// <summary>Cost ÷ impressions × 1,000. The denominator is in thousands.</summary>
    public FigureValue Cpm => PerCount(Impressions, 1_000);

    /// <summary>Cost ÷ conversions.</summary>
    public FigureValue Cpa => PerCount(Conversions);

    /// <summary>Cost ÷ new customers.</summary>
    public FigureValue Cac =>
        NewCustomers is { } customers
            ? PerCount(customers)
            : new FigureValue(null, Cost.Amount, null, Cost.Currency, Basis, FigureGap.NewCustomersMissing);

    /// <summary>Revenue ÷ cost.</summary>
    public FigureValue RoiRatio => Return(Revenue.Units);

    /// <summary>(Revenue − cost) ÷ cost.</summary>
    public FigureValue NetRoi => Return(Revenue.Units - Cost.Units);

    private static FigureValue Plain(BigInteger numerator, BigInteger denominator) =>
        new(
            Ratio.Of(numerator, denominator),
            ExactUnits.ToDecimal(numerator),
            ExactUnits.ToDecimal(denominator),
            null,
            null,
            denominator.IsZero ? FigureGap.DivisionByZero : null
        );

    private FigureValue PerCount(BigInteger count, int many = 1) =>
        new(
            Cost.Gap is null ? Ratio.Of(Cost.Units * many, count) : null,
            Cost.Amount,
            Ratio.Of(count, ExactUnits.One * many),
            Cost.Currency,
            Basis,
            Cost.Gap ?? (count.IsZero ? FigureGap.DivisionByZero : null)
        );

    private FigureValue Return(BigInteger numerator)
    {
        var differ = Cost.Currency is { } cost && Revenue.Currency is { } revenue && cost != revenue;
        return (Cost.Gap ?? Revenue.Gap ?? (differ ? FigureGap.MixedCurrencies : null)) is { } gap
            ? new FigureValue(null, null, Cost.Amount, Cost.Currency, Basis, gap)
            : new FigureValue(
                Ratio.Of(numerator, Cost.Units),
                ExactUnits.ToDecimal(numerator),
                Cost.Amount,
                Cost.Currency ?? Revenue.Currency,
                Basis,
                Cost.Units.IsZero ? FigureGap.DivisionByZero : null
            );
    }
}
