using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Marketing.Application.Common;
using Marketing.Domain.Common;

namespace Marketing.Api.Contract.Input;

/// <summary>The limits in the attributes of a member, on the property or on the constructor's parameter.</summary>
internal sealed record MemberLimits
{
    /// <summary>A member without limits.</summary>
    public static MemberLimits None { get; } = new();

    public int? MinLength { get; private init; }

    public int? MaxLength { get; private init; }

    public RangeAttribute? Range { get; private init; }

    public AllowedValuesAttribute? AllowedValues { get; private init; }

    /// <summary>The only allowed numbers; empty if there is no such list.</summary>
    public IReadOnlyList<long> AllowedNumbers => [.. AllowedValues?.Values.OfType<int>().Select(number => (long)number) ?? []];

    public IReadOnlyList<string> Patterns { get; private init; } = [];

    public ItemsAttribute? Items { get; private init; }

    public KeyPatternAttribute? Keys { get; private init; }

    public DecimalStringAttribute? DecimalString { get; private init; }

    public TextFormat? Form { get; private init; }

    public bool NotBlank { get; private init; }

    public bool SingleLine { get; private init; }

    public bool OrDay { get; private init; }

    public bool Required { get; private init; }

    /// <summary>Name of the member that the object lacks here; null if there is none.</summary>
    public string? Without { get; private init; }

    /// <summary>Whether there is a limit for texts.</summary>
    public bool ForText => Patterns.Count > 0 || Form is not null || NotBlank || SingleLine;

    /// <summary>Reads the attributes of a property and of its constructor parameter.</summary>
    public static MemberLimits Of(params ReadOnlySpan<ICustomAttributeProvider?> providers)
    {
        var limits = None;
        foreach (var provider in providers)
        {
            foreach (var attribute in provider?.GetCustomAttributes(inherit: true) ?? [])
            {
                limits = limits.With(attribute);
            }
        }

        return limits;
    }

    /// <summary>The limits of the items of an array, or the values of a map, whose member has these limits.</summary>
    public MemberLimits ForItems() =>
        this with
        {
            MinLength = Items?.MinLength,
            MaxLength = Items?.MaxLength,
            Patterns = Items?.Pattern is { } pattern ? [pattern] : [],
            AllowedValues = null,
            Items = null,
            Keys = null,
        };

    /// <summary>Converts a bound of the range to a decimal number.</summary>
    public static decimal ToDecimal(object bound) => Convert.ToDecimal(bound, CultureInfo.InvariantCulture);

    private MemberLimits With(object attribute) =>
        attribute switch
        {
            MaxLengthAttribute max => this with { MaxLength = max.Length },
            MinLengthAttribute min => this with { MinLength = min.Length },
            StringLengthAttribute length => this with { MaxLength = length.MaximumLength, MinLength = length.MinimumLength },
            LengthAttribute length => this with { MaxLength = length.MaximumLength, MinLength = length.MinimumLength },
            RangeAttribute range => this with { Range = range },
            AllowedValuesAttribute values => this with { AllowedValues = values },
            RegularExpressionAttribute expression => this with { Patterns = [.. Patterns, expression.Pattern] },
            RequiredAttribute => this with { Required = true },
            ItemsAttribute items => this with { Items = items },
            KeyPatternAttribute keys => this with { Keys = keys },
            DecimalStringAttribute digits => this with { DecimalString = digits },
            TimeZoneIdAttribute => this with { Form = TextFormat.TimeZoneId },
            CurrencyCodeAttribute => this with { Form = TextFormat.CurrencyCode },
            LanguageTagAttribute => this with { Form = TextFormat.LanguageTag },
            UrlAttribute => this with { Form = TextFormat.AbsoluteUri },
            OrDayAttribute => this with { OrDay = true },
            NotBlankAttribute => this with { NotBlank = true },
            SingleLineAttribute => this with { SingleLine = true },
            WithoutAttribute without => this with { Without = JsonNamingPolicy.CamelCase.ConvertName(without.Property) },
            _ => this,
        };
}
