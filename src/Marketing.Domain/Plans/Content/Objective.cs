using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>What a plan wants to reach, and how it will be measured.</summary>
public sealed record Objective : PlanPartContent
{
    public const int MaxMeasures = 20;

    /// <summary>Heading under which several objectives stand (目標組).</summary>
    [MaxLength(300)]
    public string? Group { get; init; }

    /// <summary>Short name.</summary>
    /// <example>提升品牌知名度</example>
    [MaxLength(300)]
    public string? Name { get; init; }

    /// <summary>The objective in the plan's own words.</summary>
    /// <example>核心城市的目标人群中,六成以上知道本品牌。</example>
    [MaxLength(4000)]
    public required string Text { get; init; }

    /// <summary>What it is measured by; an objective may hold several.</summary>
    [MaxLength(MaxMeasures)]
    public IReadOnlyList<TargetMeasure> Measures { get; init; } = [];
}

/// <summary>One figure by which an objective is measured.</summary>
public sealed record TargetMeasure : IPlanItem
{
    /// <summary>The measure's name in the plan, unique there. Generated if a new one has none.</summary>
    /// <example>O1/1</example>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Ref { get; init; }

    /// <summary>What is measured: the metric in the plan's own words, with the metric of the workspace once it is known.</summary>
    public required MetricRef Metric { get; init; }

    /// <summary>What is to be reached.</summary>
    public required TargetExpression Target { get; init; }

    /// <summary>Where it is measured, if not everywhere.</summary>
    public MeasureScope? Scope { get; init; }

    /// <summary>By when; a text may name several times.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>An example that the plan gives beside a placeholder (例如:从25%提升至35%); it binds nobody.</summary>
    public TargetExpression? Example { get; init; }

    IPlanItem IPlanItem.Named(string givenRef) => this with { Ref = givenRef };
}

/// <summary>The part of the market a measure looks at.</summary>
public sealed record MeasureScope
{
    /// <summary>Market or region.</summary>
    [MaxLength(300)]
    public string? Market { get; init; }

    /// <summary>Customer segment.</summary>
    public SegmentRef? Segment { get; init; }

    /// <summary>Marketing channel.</summary>
    public ChannelRef? Channel { get; init; }
}
