using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Marketing.Api.Contract.Problems;

/// <summary>
/// A text with placeholders: <c>{name}</c> is filled by the argument of that name, and what stands in square brackets is
/// left out where one of its arguments is missing or null.
/// </summary>
internal static partial class TextTemplate
{
    private const string Unknown = "…";

    /// <summary>The text with its arguments; what they contain is never taken for a placeholder.</summary>
    public static string Fill(string template, IReadOnlyDictionary<string, object?> args) => Parts().Replace(template, part =>
        part.Groups["option"] is { Success: true } option ? FillOption(option.Value, args) : Show(args.GetValueOrDefault(part.Groups["name"].Value)) ?? Unknown);

    /// <summary>The text as documents show it: its placeholders by name, with all that may be left out.</summary>
    public static string Describe(string template) => Parts().Replace(template, part => part.Groups["option"] is { Success: true } option ? option.Value : part.Value);

    /// <summary>The names of its placeholders.</summary>
    public static IReadOnlySet<string> Names(string template) => Placeholders().Matches(template).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

    private static string FillOption(string option, IReadOnlyDictionary<string, object?> args) =>
        Names(option).All(name => args.GetValueOrDefault(name) is not null)
            ? Placeholders().Replace(option, part => Show(args[part.Groups["name"].Value])!)
            : "";

    private static string? Show(object? value) => value switch
    {
        null => null,
        string text => text,
        bool truth => truth ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        Enum word => JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
        IEnumerable many => string.Join(", ", many.Cast<object?>().Select(Show)),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    [GeneratedRegex(@"\[(?<option>[^\[\]]*)\]|\{(?<name>\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholders();
}
