using System.Diagnostics.CodeAnalysis;

namespace Marketing.Domain.Common;

/// <summary>Limits the strings of an array, or the values of a map of strings.</summary>
/// <param name="maxLength">The greatest length of one string, in Unicode code points.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ItemsAttribute(int maxLength) : Attribute
{
    /// <summary>The greatest length of one string, in Unicode code points.</summary>
    public int MaxLength { get; } = maxLength;

    /// <summary>The least length of one string, in Unicode code points.</summary>
    public int MinLength { get; init; }

    /// <summary>An anchored regular expression (<c>^…$</c>) that each string matches; none by default.</summary>
    [StringSyntax(StringSyntaxAttribute.Regex)]
    public string? Pattern { get; init; }
}

/// <summary>
/// The string is a number in plain decimal notation: an optional minus, no plus, no exponent, no needless leading zero.
/// On a <see cref="decimal"/> member it narrows the digits that the member takes.
/// </summary>
/// <param name="maxIntegerDigits">How many digits may stand before the point.</param>
/// <param name="maxFractionDigits">How many digits may stand after the point.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DecimalStringAttribute(int maxIntegerDigits, int maxFractionDigits) : Attribute
{
    /// <summary>How many digits may stand before the point.</summary>
    public int MaxIntegerDigits { get; } = maxIntegerDigits;

    /// <summary>How many digits may stand after the point.</summary>
    public int MaxFractionDigits { get; } = maxFractionDigits;

    /// <summary>Whether a minus is taken; false unless said.</summary>
    public bool AllowNegative { get; init; }
}

/// <summary>The keys of a map match this pattern.</summary>
/// <param name="pattern">An anchored regular expression (<c>^…$</c>).</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class KeyPatternAttribute([StringSyntax(StringSyntaxAttribute.Regex)] string pattern) : Attribute
{
    /// <summary>An anchored regular expression that each key matches.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>The greatest length of a key, in Unicode code points.</summary>
    public int MaxLength { get; init; } = 64;
}

/// <summary>The string is the IANA name of a time zone that this machine knows, such as <c>Asia/Shanghai</c>; on an array each string is.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TimeZoneIdAttribute : Attribute;

/// <summary>The string has the form of an ISO 4217 code: three upper-case letters. Which currencies exist is a rule of the domain. On an array it holds for each string.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class CurrencyCodeAttribute : Attribute;

/// <summary>The string is a BCP 47 language tag of language, script and region, such as <c>zh-Hans</c> or <c>zh-Hant-TW</c>; on an array each string is.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LanguageTagAttribute : Attribute;

/// <summary>The string holds at least one character that is not white space; on an array each string does.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class NotBlankAttribute : Attribute;

/// <summary>The string holds no line break (CR, LF, NEL, line or paragraph separator) and no tab; on an array no string does.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class SingleLineAttribute : Attribute;
