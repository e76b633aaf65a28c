using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Marketing.Api.Contract.Problems;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;

namespace Marketing.Api.Contract.Labels;

/// <summary>The names of values in words, as <c>labels.json</c> has them (enumeration, value, language), and those of the standard metrics.</summary>
internal static class LabelCatalogue
{
    /// <summary>Lists that only suggest: their members take any other text too.</summary>
    public static readonly FrozenSet<string> Open = FrozenSet.Create(StringComparer.Ordinal, "anchor", StandardMetricCodes, "platform", "unit");

    /// <summary>Suggests codes for metrics: those that the product knows.</summary>
    private const string StandardMetricCodes = "metric";

    private static readonly FrozenDictionary<string, IReadOnlyList<LabelledEnumeration>> All = Read();

    /// <summary>Every enumeration that has labels, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All[ProblemTexts.Languages[0]].Select(enumeration => enumeration.Name)];

    /// <summary>The labels in a language, of all enumerations or of those named.</summary>
    public static LabelsResponse In(LabelLanguage language, IReadOnlyCollection<string> names) => new()
    {
        Language = language,
        Enumerations = names.Count == 0 ? All[LabelLanguages.TagOf(language)] : [.. All[LabelLanguages.TagOf(language)].Where(enumeration => names.Contains(enumeration.Name))],
    };

    /// <summary>The language that has this BCP 47 tag.</summary>
    public static LabelLanguage LanguageOf(string tag) => Enum.GetValues<LabelLanguage>().First(language => LabelLanguages.TagOf(language) == tag);

    private static FrozenDictionary<string, IReadOnlyList<LabelledEnumeration>> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(typeof(LabelCatalogue), "labels.json")!;
        using var labels = JsonDocument.Parse(stream);
        return ProblemTexts.Languages.ToFrozenDictionary(language => language, language => In(labels.RootElement, language));
    }

    private static IReadOnlyList<LabelledEnumeration> In(JsonElement labels, string language) =>
    [
        .. labels.EnumerateObject().Select(enumeration => new LabelledEnumeration
        {
            Name = enumeration.Name,
            Open = Open.Contains(enumeration.Name),
            Values = [.. enumeration.Value.EnumerateObject().Select(value => new LabelledValue { Value = value.Name, Label = value.Value.GetProperty(language).GetString()! })],
        }).Append(new LabelledEnumeration
        {
            Name = StandardMetricCodes,
            Open = true,
            Values = [.. StandardMetrics.All.Select(metric => new LabelledValue { Value = metric.Code, Label = metric.Name[language] })],
        }).OrderBy(enumeration => enumeration.Name, StringComparer.Ordinal),
    ];
}
