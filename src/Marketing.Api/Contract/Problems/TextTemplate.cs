using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Marketing.Api.Contract.Labels;

namespace Marketing.Api.Contract.Problems;

/// <summary>
/// Fills the placeholders of a text.
/// <list type="bullet">
/// <item><c>{max}</c> is the argument as clients know it: a number, a date, a code that a request has to repeat.</item>
/// <item><c>{given:*}</c> is the label of an enumeration's value; any other value stays as it is.</item>
/// <item><c>{role:signatoryRole}</c> is its label in that enumeration of <c>labels.json</c>; a value without a label stays as it is.
/// With an argument <c>roleOf</c>, the label of <c>roleOf.role</c> comes first.</item>
/// <item><c>{timeUnit.week}</c> is the label of one fixed value.</item>
/// <item><c>{members or}</c> joins the items of a list as alternatives.</item>
/// <item><c>{count|1=day|=days}</c> is the text that follows the argument's value, or the last one for any other value.</item>
/// </list>
/// Text in square brackets is left out if an argument in it is missing or null.
/// </summary>
internal static partial class TextTemplate
{
    private const string Unknown = "…";

    private const string AnyEnumeration = "*";

    private const string Placeholder =
        @"\{(?<name>\w+)(\.(?<value>[\w-]+)|:(?<labels>\w+|\*))?(?<or> or)?(?<cases>(\|[^|={}]*=[^|={}]*)+)?\}";

    /// <summary>Returns the text with its arguments in a language. Argument values are never parsed for placeholders.</summary>
    public static string Fill(string template, IReadOnlyDictionary<string, object?> args, string language) =>
        Parts()
            .Replace(
                template,
                part =>
                    part.Groups["option"] is { Success: true } option
                        ? FillOption(option.Value, args, language)
                        : Show(part, args, language) ?? Unknown
            );

    /// <summary>Returns the text as documentation shows it: arguments by name, all optional text included.</summary>
    public static string Describe(string template, string language) =>
        Parts()
            .Replace(
                template,
                part =>
                    part.Groups["option"] is { Success: true } option
                        ? Placeholders().Replace(option.Value, inner => Describe(inner, language))
                        : Describe(part, language)
            );

    /// <summary>Returns the names of all arguments that the text uses.</summary>
    public static IReadOnlySet<string> Names(string template) =>
        Placeholders().Matches(template).Where(IsArgument).Select(NameOf).ToHashSet(StringComparer.Ordinal);

    /// <summary>Returns the names of the arguments without which the text has a gap.</summary>
    public static IReadOnlySet<string> RequiredNames(string template) => RequiredIn(Options().Replace(template, ""));

    /// <summary>Returns every enumeration whose labels the text uses, with the value if it is fixed.</summary>
    public static IReadOnlySet<(string Enumeration, string? Value)> Labels(string template) =>
        Placeholders()
            .Matches(template)
            .Select(placeholder =>
                placeholder.Groups["value"] is { Success: true } value
                    ? (NameOf(placeholder), value.Value)
                    : (placeholder.Groups["labels"].Value, default(string))
            )
            .Where(label => label.Item1.Length > 0 && label.Item1 != AnyEnumeration)
            .ToHashSet();

    private static string FillOption(string option, IReadOnlyDictionary<string, object?> args, string language) =>
        RequiredIn(option).All(name => args.GetValueOrDefault(name) is not null)
            ? Placeholders().Replace(option, placeholder => Show(placeholder, args, language) ?? Unknown)
            : "";

    private static HashSet<string> RequiredIn(string text) =>
        Placeholders()
            .Matches(text)
            .Where(placeholder => IsArgument(placeholder) && !placeholder.Groups["cases"].Success)
            .Select(NameOf)
            .ToHashSet(StringComparer.Ordinal);

    private static bool IsArgument(Match placeholder) => !placeholder.Groups["value"].Success;

    private static string NameOf(Match placeholder) => placeholder.Groups["name"].Value;

    private static string? Show(Match placeholder, IReadOnlyDictionary<string, object?> args, string language)
    {
        if (!IsArgument(placeholder))
        {
            return LabelOf(placeholder, language);
        }

        var value = args.GetValueOrDefault(NameOf(placeholder));
        if (placeholder.Groups["cases"] is { Success: true } cases)
        {
            return CaseOf(Code(value), cases.Value);
        }

        var labels =
            placeholder.Groups["labels"] is not { Success: true } enumeration ? null
            : enumeration.Value != AnyEnumeration ? enumeration.Value
            : value is Enum ? JsonNamingPolicy.CamelCase.ConvertName(value.GetType().Name)
            : null;
        if (labels is not null && args.GetValueOrDefault(NameOf(placeholder) + "Of") is string record)
        {
            return LabelTexts.Find(labels, $"{record}.{Code(value)}", language) ?? Show(value, labels, language);
        }

        return value is IEnumerable list and not string
            ? Join([.. list.Cast<object?>().Select(item => Show(item, labels, language))], placeholder.Groups["or"].Success, language)
            : Show(value, labels, language);
    }

    private static string? Show(object? value, string? labels, string language)
    {
        var code = Code(value);
        return code is null || labels is null
            ? code
            : LabelTexts.Find(labels, code, language) ?? LabelOfReferrer(labels, code, language) ?? code;
    }

    /// <summary>Returns the label of a reference, which has the form <c>type/id</c>.</summary>
    private static string? LabelOfReferrer(string labels, string code, string language) =>
        code.Split('/', 2) is [var type, var id] && LabelTexts.Find(labels, type, language) is { } label ? $"{label} {id}" : null;

    private static string CaseOf(string? code, string cases)
    {
        var choices = Cases(cases);
        return choices.FirstOrDefault(choice => choice[0] == code)?[1] ?? choices[^1][1];
    }

    private static List<string[]> Cases(string cases) =>
        [.. cases.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(choice => choice.Split('=', 2))];

    private static string Join(IReadOnlyList<string?> items, bool asAlternatives, string language)
    {
        var (comma, or) = language == "en" ? (", ", " or ") : ("、", "或");
        return asAlternatives && items.Count > 1 ? string.Join(comma, items.SkipLast(1)) + or + items[^1] : string.Join(comma, items);
    }

    private static string? Code(object? value) =>
        value switch
        {
            null => null,
            string text => text,
            bool truth => truth ? "true" : "false",
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
            Enum word => JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };

    private static string Describe(Match placeholder, string language)
    {
        if (!IsArgument(placeholder))
        {
            return LabelOf(placeholder, language) ?? placeholder.Value;
        }

        if (placeholder.Groups["cases"] is { Success: true } cases)
        {
            var choices = Cases(cases.Value);
            var isPlural = choices[0][0] == "1";
            return isPlural ? choices[^1][1] : string.Join(" / ", choices.Select(choice => choice[1]));
        }

        return $"{{{NameOf(placeholder)}}}";
    }

    private static string? LabelOf(Match placeholder, string language) =>
        LabelTexts.Find(NameOf(placeholder), placeholder.Groups["value"].Value, language);

    [GeneratedRegex(@"\[(?<option>[^\[\]]*)\]|" + Placeholder, RegexOptions.CultureInvariant)]
    private static partial Regex Parts();

    [GeneratedRegex(Placeholder, RegexOptions.CultureInvariant)]
    private static partial Regex Placeholders();

    [GeneratedRegex(@"\[[^\[\]]*\]", RegexOptions.CultureInvariant)]
    private static partial Regex Options();
}
