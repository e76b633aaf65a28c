using Marketing.Domain.Common;

namespace Marketing.Domain.Catalogues;

public readonly record struct MetricId(Guid Value) : IEntityId<MetricId>
{
    public static MetricId From(Guid value) => new(value);

    public int CompareTo(MetricId other) => Value.CompareTo(other.Value);
}

/// <summary>Desired directions of a metric.</summary>
public enum MetricDirection
{
    /// <summary>The higher the better (越高越好).</summary>
    HigherIsBetter,

    /// <summary>The lower the better (越低越好).</summary>
    LowerIsBetter,

    /// <summary>Neutral (中性).</summary>
    Neutral,
}

/// <summary>How values of several days or channels are aggregated.</summary>
public enum MetricAggregation
{
    /// <summary>Sum of the values (求和).</summary>
    Sum,

    /// <summary>Mean of the values (平均).</summary>
    Average,

    /// <summary>Latest value (最新值).</summary>
    Last,

    /// <summary>Sum of the numerators divided by the sum of the denominators (按比率重算).</summary>
    Ratio,
}

/// <summary>A metric for the targets of plans and for reported results.</summary>
public sealed class Metric : CatalogueEntry<MetricId>
{
    public const int UnitLength = 32;
    public const int FormulaLength = 50;
    public const int DefinitionLength = 2_000;

    private Metric() { }

    private Metric(WorkspaceId workspaceId)
        : base(workspaceId) { }

    protected override string TypeName => ResourceTypes.Metric;

    public string? Unit { get; private set; }

    public MetricDirection? Direction { get; private set; }

    public MetricAggregation? Aggregation { get; private set; }

    /// <summary>Maximum of the rating scale, for scores.</summary>
    public decimal? ScaleMax { get; private set; }

    /// <summary>Code of the formula, if the metric uses a standard one.</summary>
    public string? FormulaCode { get; private set; }

    public string? Definition { get; private set; }

    public static Metric Register(WorkspaceId workspaceId) => new(workspaceId);

    public void Describe(
        string? unit,
        MetricDirection? direction,
        MetricAggregation? aggregation,
        decimal? scaleMax,
        string? formulaCode,
        string? definition
    ) =>
        (Unit, Direction, Aggregation, ScaleMax, FormulaCode, Definition) = (
            unit,
            direction,
            aggregation,
            scaleMax,
            formulaCode,
            definition
        );
}

public sealed record MetricNotFound(Guid Id) : NotFoundError("metric.notFound");

/// <summary>The unit of a metric is that of its observations.</summary>
public sealed record MetricUnitInUse(string? Unit, string Pointer = "/unit") : ConflictError("metric.unitInUse");
