using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>An objective of the plan and the way it is measured.</summary>
public sealed record Objective : PlanPartContent
{
    public const int MaxMeasures = 20;

    /// <summary>Heading shared by several objectives (目标组).</summary>
    [MaxLength(300)]
    public string? Group { get; init; }

    /// <summary>Short name.</summary>
    /// <example>提升品牌知名度</example>
    [MaxLength(300)]
    public string? Name { get; init; }

    /// <summary>The objective, as worded in the plan.</summary>
    /// <example>核心城市的目标人群中,六成以上知道本品牌。</example>
    [MaxLength(4000)]
    public required string Text { get; init; }

    /// <summary>Figures by which the objective is measured.</summary>
    [MaxLength(MaxMeasures)]
    public IReadOnlyList<TargetMeasure> Measures { get; init; } = [];
}

/// <summary>A figure by which an objective is measured.</summary>
public sealed record TargetMeasure : IPlanItem
{
    /// <summary>Ref of the measure, unique in the plan. Generated for a new measure without one.</summary>
    /// <example>O1/1</example>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Ref { get; init; }

    /// <summary>Metric, as worded in the plan and, if matched, as an entry of the workspace's catalogue.</summary>
    public required MetricRef Metric { get; init; }

    /// <summary>Target value.</summary>
    public required TargetExpression Target { get; init; }

    /// <summary>Part of the market that is measured; the whole market if omitted.</summary>
    public MeasureScope? Scope { get; init; }

    /// <summary>Deadlines. One text can hold several.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>Example in the plan beside a placeholder (例如:从25%提升至35%). It is not binding.</summary>
    public TargetExpression? Example { get; init; }

    IPlanItem IPlanItem.Named(string givenRef) => this with { Ref = givenRef };
}

/// <summary>The part of the market covered by a measure.</summary>
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
