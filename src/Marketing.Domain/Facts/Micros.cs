namespace Marketing.Domain.Facts;

/// <summary>
/// Values of facts as whole numbers of millionths, so that databases add and compare them exactly.
/// </summary>
public static class Micros
{
    /// <summary>Digits before the decimal point that every value may have.</summary>
    public const int IntegerDigits = 12;

    /// <summary>Digits after the decimal point.</summary>
    public const int FractionDigits = 6;

    private const decimal PerUnit = 1_000_000m;

    /// <summary>Returns the value in millionths.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value has more digits than facts can have.</exception>
    public static long Of(decimal value)
    {
        var micros = value * PerUnit;
        return micros == decimal.Truncate(micros) && Math.Abs(micros) <= long.MaxValue
            ? (long)micros
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The value does not fit into millionths.");
    }

    /// <summary>Returns the value without trailing zeros.</summary>
    public static decimal ToDecimal(long micros) => micros / PerUnit;

    /// <inheritdoc cref="ToDecimal(long)"/>
    public static decimal? ToDecimal(long? micros) => micros is { } known ? ToDecimal(known) : null;
}
