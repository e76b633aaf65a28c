using System.Numerics;

namespace Marketing.Domain.Facts;

/// <summary>Quotients of exact sums, rounded once.</summary>
public static class Ratio
{
    /// <summary>Digits after the decimal point.</summary>
    public const int FractionDigits = 10;

    /// <summary>Returns the quotient, rounded half away from zero; null if the denominator is zero.</summary>
    /// <exception cref="OverflowException">The quotient is larger than any decimal.</exception>
    public static decimal? Of(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            return null;
        }

        var scaled = BigInteger.Abs(numerator) * BigInteger.Pow(10, FractionDigits);
        var divisor = BigInteger.Abs(denominator);
        var quotient = ((2 * scaled) + divisor) / (2 * divisor);
        return (decimal)quotient * (numerator.Sign * denominator.Sign) / 10_000_000_000m;
    }
}
