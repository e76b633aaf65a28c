using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Marketing.Api.Problems;

namespace Marketing.Api.Labels;

/// <summary>The names of values in words, as <c>labels.json</c> has them: enumeration, value, language.</summary>
internal static class LabelCatalogue
{
    /// <summary>Lists that only suggest: their members take any other text too.</summary>
    public static readonly FrozenSet<string> Open = FrozenSet.Create(StringComparer.Ordinal, "anchor", "platform", "unit");

    private static readonly FrozenDictionary<string, IReadOnlyList<LabelledEnumeration>> All = Read();

    /// <summary>Every enumeration that has labels, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All[ProblemTexts.Languages[0]].Select(enumeration => enumeration.Name)];

    /// <summary>The labels in a language, of all enumerations or of those named.</summary>
    public static LabelsResponse In(LabelLanguage language, IReadOnlyCollection<string> names) => new()
    {
        Language = language,
        Enumerations = names.Count == 0 ? All[TagOf(language)] : [.. All[TagOf(language)].Where(enumeration => names.Contains(enumeration.Name))],
    };

    /// <summary>The language that has this BCP 47 tag.</summary>
    public static LabelLanguage LanguageOf(string tag) => Enum.GetValues<LabelLanguage>().First(language => TagOf(language) == tag);

    private static string TagOf(LabelLanguage language) => language switch
    {
        LabelLanguage.Hans => "zh-Hans",
        LabelLanguage.Hant => "zh-Hant",
        _ => "en",
    };

    private static FrozenDictionary<string, IReadOnlyList<LabelledEnumeration>> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(typeof(LabelCatalogue), "labels.json")!;
        using var labels = JsonDocument.Parse(stream);
        return ProblemTexts.Languages.ToFrozenDictionary(language => language, language => In(labels.RootElement, language));
    }

    private static IReadOnlyList<LabelledEnumeration> In(JsonElement labels, string language) =>
    [
        .. labels.EnumerateObject().OrderBy(enumeration => enumeration.Name, StringComparer.Ordinal).Select(enumeration => new LabelledEnumeration
        {
            Name = enumeration.Name,
            Open = Open.Contains(enumeration.Name),
            Values = [.. enumeration.Value.EnumerateObject().Select(value => new LabelledValue { Value = value.Name, Label = value.Value.GetProperty(language).GetString()! })],
        }),
    ];
}
