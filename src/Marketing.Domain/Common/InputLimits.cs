using System.Diagnostics.CodeAnalysis;

namespace Marketing.Domain.Common;

/// <summary>Limits the strings of an array, or the values of a string map.</summary>
/// <param name="maxLength">The maximum length of a string, in Unicode code points.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ItemsAttribute(int maxLength) : Attribute
{
    /// <summary>The maximum length of a string, in Unicode code points.</summary>
    public int MaxLength { get; } = maxLength;

    /// <summary>The minimum length of a string, in Unicode code points.</summary>
    public int MinLength { get; init; }

    /// <summary>An anchored regular expression (<c>^…$</c>) that each string must match; none by default.</summary>
    [StringSyntax(StringSyntaxAttribute.Regex)]
    public string? Pattern { get; init; }
}

/// <summary>
/// Requires a number in plain decimal notation: an optional minus sign, no plus sign, no exponent, no redundant leading zeros.
/// On a <see cref="decimal"/> member it limits the number of digits.
/// </summary>
/// <param name="maxIntegerDigits">Maximum number of digits before the decimal point.</param>
/// <param name="maxFractionDigits">Maximum number of digits after the decimal point.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DecimalStringAttribute(int maxIntegerDigits, int maxFractionDigits) : Attribute
{
    /// <summary>Maximum number of digits before the decimal point.</summary>
    public int MaxIntegerDigits { get; } = maxIntegerDigits;

    /// <summary>Maximum number of digits after the decimal point.</summary>
    public int MaxFractionDigits { get; } = maxFractionDigits;

    /// <summary>Whether negative numbers are allowed; false by default.</summary>
    public bool AllowNegative { get; init; }
}

/// <summary>Limits the keys of a map.</summary>
/// <param name="pattern">An anchored regular expression (<c>^…$</c>).</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class KeyPatternAttribute([StringSyntax(StringSyntaxAttribute.Regex)] string pattern) : Attribute
{
    /// <summary>An anchored regular expression that each key must match.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>The maximum length of a key, in Unicode code points.</summary>
    public int MaxLength { get; init; } = 64;
}

/// <summary>Requires an IANA time zone known to the server, such as <c>Asia/Shanghai</c>. Applies to each string of an array.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TimeZoneIdAttribute : Attribute;

/// <summary>
/// Requires the format of an ISO 4217 code: three upper-case letters. A domain rule checks that the currency exists.
/// Applies to each string of an array.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class CurrencyCodeAttribute : Attribute;

/// <summary>
/// Requires a BCP 47 tag of language, script and region, such as <c>zh-Hans</c> or <c>zh-Hant-TW</c>.
/// Applies to each string of an array.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LanguageTagAttribute : Attribute;

/// <summary>Accepts a day beside a date-time as a query parameter. The day begins at midnight UTC.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class OrDayAttribute : Attribute;

/// <summary>Requires at least one character other than white space. Applies to each string of an array.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class NotBlankAttribute : Attribute;

/// <summary>Forbids line breaks (CR, LF, NEL, line or paragraph separator) and tabs. Applies to each string of an array.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class SingleLineAttribute : Attribute;
