using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Marketing.Api.Contract.Problems;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;

namespace Marketing.Api.Contract.Labels;

/// <summary>
/// The labels of <c>labels.json</c> in each language, by enumeration and value, and those of the standard metrics. <c>member</c> contains
/// the fields of requests; <c>type.field</c> overrides a label if the name has another meaning in that type. <c>column</c> contains the
/// columns of tables, and <c>table.column</c> in the same way. <c>recordType</c> contains the types of records in the history.
/// </summary>
internal static class LabelTexts
{
    /// <summary>Enumerations that only suggest values: their members accept any other text too.</summary>
    public static readonly FrozenSet<string> Open = FrozenSet.Create(
        StringComparer.Ordinal,
        "anchor",
        StandardMetricCodes,
        "platform",
        "unit"
    );

    private const string StandardMetricCodes = "metric";

    private const string Column = "column";

    private static readonly FrozenDictionary<string, IReadOnlyList<LabelledEnumeration>> All = Read();

    private static readonly FrozenDictionary<(string Language, string Enumeration, string Value), string> ByValue = All.SelectMany(
            language =>
                language.Value.SelectMany(enumeration =>
                    enumeration.Values.Select(value => KeyValuePair.Create((language.Key, enumeration.Name, value.Value), value.Label))
                )
        )
        .ToFrozenDictionary();

    /// <summary>The names of all enumerations that have labels, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All[ProblemTexts.Languages[0]].Select(enumeration => enumeration.Name)];

    /// <summary>Returns the labels of the named enumerations, or of all if none is named.</summary>
    public static LabelsResponse In(LabelLanguage language, IReadOnlyCollection<string> names)
    {
        var all = All[LabelLanguages.TagOf(language)];
        return new LabelsResponse
        {
            Language = language,
            Enumerations = names.Count == 0 ? all : [.. all.Where(enumeration => names.Contains(enumeration.Name))],
        };
    }

    /// <summary>Returns the label of a value, or null if it has none.</summary>
    public static string? Find(string enumeration, string value, string language) =>
        ByValue.GetValueOrDefault((language, enumeration, value));

    /// <summary>Returns the label of a table's column, or null if it has none.</summary>
    public static string? OfColumn(string table, string column, string language) =>
        Find(Column, $"{table}.{column}", language) ?? Find(Column, column, language);

    /// <summary>Returns the language with this BCP 47 tag.</summary>
    public static LabelLanguage LanguageOf(string tag) =>
        Enum.GetValues<LabelLanguage>().First(language => LabelLanguages.TagOf(language) == tag);

    private static FrozenDictionary<string, IReadOnlyList<LabelledEnumeration>> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(typeof(LabelTexts), "labels.json")!;
        using var labels = JsonDocument.Parse(stream);
        return ProblemTexts.Languages.ToFrozenDictionary(language => language, language => In(labels.RootElement, language));
    }

    private static IReadOnlyList<LabelledEnumeration> In(JsonElement labels, string language) =>
        [
            .. labels
                .EnumerateObject()
                .Select(enumeration => new LabelledEnumeration
                {
                    Name = enumeration.Name,
                    Open = Open.Contains(enumeration.Name),
                    Values = [.. enumeration.Value.EnumerateObject().Select(value => LabelOf(value, language))],
                })
                .Append(
                    new LabelledEnumeration
                    {
                        Name = StandardMetricCodes,
                        Open = true,
                        Values =
                        [
                            .. StandardMetrics.All.Select(metric => new LabelledValue
                            {
                                Value = metric.Code,
                                Label = metric.Name[language],
                            }),
                        ],
                    }
                )
                .OrderBy(enumeration => enumeration.Name, StringComparer.Ordinal),
        ];

    private static LabelledValue LabelOf(JsonProperty value, string language) =>
        new() { Value = value.Name, Label = value.Value.GetProperty(language).GetString()! };
}
