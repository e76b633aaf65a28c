using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Values;

namespace Marketing.Application.Catalogues;

/// <summary>A metric: a figure for which plans set targets and report results.</summary>
public sealed record MetricResponse : CatalogueEntryResponse
{
    public static readonly Feed<MetricResponse> Feed = new("metrics");

    /// <summary>Unit of measure; the labels suggest values (`unit`). Null for amounts of money, which have a currency.</summary>
    /// <example>%</example>
    public required string? Unit { get; init; }

    /// <summary>Whether higher or lower values are better; null if unknown.</summary>
    public required MetricDirection? Direction { get; init; }

    /// <summary>How values of several days or channels are combined; only `sum` is additive. Null if unknown.</summary>
    public required MetricAggregation? Aggregation { get; init; }

    /// <summary>Highest value of the rating scale, for scores.</summary>
    /// <example>5</example>
    public required decimal? ScaleMax { get; init; }

    /// <summary>Code of the formula that computes it; null if its values are reported directly.</summary>
    /// <example>conversionRate</example>
    public required string? FormulaCode { get; init; }

    /// <summary>What it measures and how, as text.</summary>
    /// <example>达成目标行为的人数除以潜在客户人数。</example>
    public required string? Definition { get; init; }
}

/// <summary>A metric to create.</summary>
public sealed record MetricInput : CatalogueEntryInput
{
    /// <summary>
    /// Unit of measure, any text; the labels suggest values (`unit`). Omit it for amounts of money, which have a currency.
    /// </summary>
    /// <example>%</example>
    [MaxLength(Metric.UnitLength)]
    [RegularExpression(ValueLimits.TrimmedPattern)]
    public string? Unit { get; init; }

    /// <summary>Whether higher or lower values are better.</summary>
    public MetricDirection? Direction { get; init; }

    /// <summary>How values of several days or channels are combined; only `sum` is additive.</summary>
    public MetricAggregation? Aggregation { get; init; }

    /// <summary>Highest value of the rating scale, for scores.</summary>
    /// <example>5</example>
    [Range(typeof(decimal), "0.000001", "1000000", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    [DecimalString(7, 6)]
    public decimal? ScaleMax { get; init; }

    /// <summary>Code of the formula that computes it, such as the code of a standard metric.</summary>
    /// <example>conversionRate</example>
    [MaxLength(Metric.FormulaLength)]
    [RegularExpression("^[A-Za-z0-9][A-Za-z0-9._/-]*$")]
    public string? FormulaCode { get; init; }

    /// <summary>What it measures and how, as text.</summary>
    /// <example>达成目标行为的人数除以潜在客户人数。</example>
    [MaxLength(Metric.DefinitionLength)]
    public string? Definition { get; init; }
}

/// <summary>Which metrics to list.</summary>
public sealed record MetricArguments : CatalogueArguments
{
    /// <summary>Only metrics with this unit.</summary>
    [MaxLength(Metric.UnitLength)]
    public string? Unit { get; init; }

    /// <summary>Only metrics with this direction.</summary>
    public MetricDirection? Direction { get; init; }

    /// <summary>Only metrics with this aggregation.</summary>
    public MetricAggregation? Aggregation { get; init; }
}

internal sealed class MetricProjections : Profile
{
    public MetricProjections() => CreateProjection<Metric, MetricResponse>();
}

/// <summary>Whether metrics have values, which are in their units.</summary>
internal interface IObservedMetrics
{
    /// <summary>Locks the metric, so that no values are reported in between, and returns whether it has any.</summary>
    Task<bool> LockAndFindAsync(MetricId id, CancellationToken ct);
}

/// <summary>The catalogue of metrics.</summary>
internal sealed class MetricCatalogue(CatalogueTools tools, IObservedMetrics observed)
    : Catalogue<Metric, MetricId, MetricInput, MetricResponse, MetricArguments>(tools)
{
    public override string Type => ResourceTypes.Metric;

    public override string Collection => "metrics";

    protected override NotFoundError Missing(Guid id) => new MetricNotFound(id);

    protected override Metric Make(MetricInput input) => Metric.Register(WorkspaceId);

    protected override MetricInput InputOf(string name) => new() { Name = name };

    protected override Task<MetricInput> InputOfAsync(Metric entry, CancellationToken ct) =>
        Task.FromResult(
            new MetricInput
            {
                Code = entry.Code,
                Name = entry.Name,
                Aliases = entry.Aliases,
                Unit = entry.Unit,
                Direction = entry.Direction,
                Aggregation = entry.Aggregation,
                ScaleMax = entry.ScaleMax,
                FormulaCode = entry.FormulaCode,
                Definition = entry.Definition,
            }
        );

    protected override async Task<Error?> DescribeAsync(Metric entry, MetricInput input, CancellationToken ct)
    {
        if (entry.Version > 0 && entry.Unit != input.Unit && await observed.LockAndFindAsync(entry.Id, ct))
        {
            return new MetricUnitInUse(entry.Unit);
        }

        entry.Describe(input.Unit, input.Direction, input.Aggregation, input.ScaleMax, input.FormulaCode, input.Definition);
        return null;
    }

    protected override IQueryable<Metric> Filter(IQueryable<Metric> entries, MetricArguments arguments)
    {
        if (arguments.Unit is { } unit)
        {
            entries = entries.Where(metric => metric.Unit == unit);
        }

        if (arguments.Direction is { } direction)
        {
            entries = entries.Where(metric => metric.Direction == direction);
        }

        if (arguments.Aggregation is { } aggregation)
        {
            entries = entries.Where(metric => metric.Aggregation == aggregation);
        }

        return entries;
    }
}
