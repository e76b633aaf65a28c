using System.Reflection;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;

namespace Marketing.Application.Catalogues;

/// <summary>A metric that marketing departments commonly measure by, as the product knows it.</summary>
/// <param name="Code">Its code, the same in every workspace.</param>
/// <param name="Unit">Unit of measure; none for amounts of money.</param>
/// <param name="Direction">Which way it is better.</param>
/// <param name="Aggregation">How its figures become one.</param>
/// <param name="ScaleMax">Top of the rating scale.</param>
/// <param name="FormulaCode">Code of its formula; none where its figures are counted or booked.</param>
/// <param name="Name">Its name by language.</param>
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
    IReadOnlyDictionary<string, string> Definition)
{
    /// <summary>Every name it is known by.</summary>
    public IEnumerable<string> Names => [.. Name.Values, .. Aliases];

    /// <summary>The metric as a workspace would register it: named in one language, found by the names in all.</summary>
    public MetricInput In(LabelLanguage language) => new()
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

/// <summary>The metrics that the product brings along.</summary>
public static class StandardMetrics
{
    /// <summary>All of them, in the order in which they are read.</summary>
    public static IReadOnlyList<StandardMetric> All { get; } = Read();

    private static IReadOnlyList<StandardMetric> Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(typeof(StandardMetrics), "standard-metrics.json")!);
        return WireJson.Load<IReadOnlyList<StandardMetric>>(reader.ReadToEnd());
    }
}
