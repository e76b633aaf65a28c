using Marketing.Domain.Common;

namespace Marketing.Domain.Catalogues;

public readonly record struct MetricId(Guid Value) : IEntityId<MetricId>
{
    public static MetricId From(Guid value) => new(value);

    public int CompareTo(MetricId other) => Value.CompareTo(other.Value);
}

/// <summary>Which way a figure is better.</summary>
public enum MetricDirection
{
    /// <summary>The higher the better (越高越好).</summary>
    HigherIsBetter,

    /// <summary>The lower the better (越低越好).</summary>
    LowerIsBetter,

    /// <summary>Neither (中性).</summary>
    Neutral,
}

/// <summary>How the figures of several days or channels become one.</summary>
public enum MetricAggregation
{
    /// <summary>They are added: the metric is additive (求和).</summary>
    Sum,

    /// <summary>Their mean (平均).</summary>
    Average,

    /// <summary>The latest one (最新值).</summary>
    Last,

    /// <summary>What the ratio is made of is added, and the ratio is formed anew (按比率重算).</summary>
    Ratio,
}

/// <summary>A figure that plans set targets for and results are reported in.</summary>
public sealed class Metric : CatalogueEntry<MetricId>
{
    public const int UnitLength = 32;
    public const int FormulaLength = 50;
    public const int DefinitionLength = 2_000;

    private Metric()
    {
    }

    private Metric(WorkspaceId workspaceId)
        : base(workspaceId)
    {
    }

    protected override string TypeName => ResourceTypes.Metric;

    public string? Unit { get; private set; }

    public MetricDirection? Direction { get; private set; }

    public MetricAggregation? Aggregation { get; private set; }

    /// <summary>Top of the rating scale, for scores.</summary>
    public decimal? ScaleMax { get; private set; }

    /// <summary>Code of the formula by which it is computed, where it is one of the standard ones.</summary>
    public string? FormulaCode { get; private set; }

    public string? Definition { get; private set; }

    public static Metric Register(WorkspaceId workspaceId) => new(workspaceId);

    public void Describe(string? unit, MetricDirection? direction, MetricAggregation? aggregation, decimal? scaleMax, string? formulaCode, string? definition) =>
        (Unit, Direction, Aggregation, ScaleMax, FormulaCode, Definition) = (unit, direction, aggregation, scaleMax, formulaCode, definition);
}

public sealed record MetricNotFound(Guid Id) : NotFoundError("metric.notFound");
