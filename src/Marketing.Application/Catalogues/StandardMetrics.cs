using System.Reflection;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;

namespace Marketing.Application.Catalogues;

/// <summary>A built-in metric that marketing departments commonly use.</summary>
/// <param name="Code">Code, the same in every workspace.</param>
/// <param name="Unit">Unit of measure; null for amounts of money.</param>
/// <param name="Direction">Whether higher or lower values are better.</param>
/// <param name="Aggregation">How values of several days or channels are combined.</param>
/// <param name="ScaleMax">Highest value of the rating scale.</param>
/// <param name="FormulaCode">Code of the formula; null if the values are counted or booked.</param>
/// <param name="Name">Name by language.</param>
/// <param name="Aliases">Other names, in any language.</param>
/// <param name="Definition">What it measures, by language.</param>
public sealed record StandardMetric(
    string Code,
    string? Unit,
    MetricDirection Direction,
    MetricAggregation Aggregation,
    decimal? ScaleMax,
    string? FormulaCode,
    IReadOnlyDictionary<string, string> Name,
    IReadOnlyList<string> Aliases,
    IReadOnlyDictionary<string, string> Definition
)
{
    /// <summary>All names, in every language, and all aliases.</summary>
    public IEnumerable<string> Names => [.. Name.Values, .. Aliases];

    /// <summary>Returns the input that creates this metric, named in one language with the names in the others as aliases.</summary>
    public MetricInput In(LabelLanguage language) =>
        new()
        {
            Code = Code,
            Name = Name[LabelLanguages.TagOf(language)],
            Aliases = [.. Names],
            Unit = Unit,
            Direction = Direction,
            Aggregation = Aggregation,
            ScaleMax = ScaleMax,
            FormulaCode = FormulaCode,
            Definition = Definition[LabelLanguages.TagOf(language)],
        };
}

/// <summary>The built-in metrics.</summary>
public static class StandardMetrics
{
    /// <summary>All built-in metrics, in the order of the file.</summary>
    public static IReadOnlyList<StandardMetric> All { get; } = Read();

    private static IReadOnlyList<StandardMetric> Read()
    {
        using var reader = new StreamReader(
            Assembly.GetExecutingAssembly().GetManifestResourceStream(typeof(StandardMetrics), "standard-metrics.json")!
        );
        return WireJson.Load<IReadOnlyList<StandardMetric>>(reader.ReadToEnd());
    }
}
