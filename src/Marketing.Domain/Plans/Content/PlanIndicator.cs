using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>An indicator (指标), as worded in the plan and, if matched, as a metric of the workspace's catalogue.</summary>
public sealed record PlanIndicator : ICatalogueRef, IPlanItem
{
    /// <summary>Ref of the indicator, unique in the plan. Generated for a new indicator without one.</summary>
    /// <example>evaluationStandards-4/1</example>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Ref { get; init; }

    /// <summary>Name as written in the plan; an empty string for a label with nothing after it.</summary>
    /// <example>品牌认知度</example>
    [MaxLength(ValueLimits.EntryText)]
    public required string Text { get; init; }

    /// <summary>Identifier of the metric in the workspace's catalogue.</summary>
    public Guid? MetricId { get; init; }

    string ICatalogueRef.Catalogue => ResourceTypes.Metric;

    Guid? ICatalogueRef.EntryId => MetricId;

    ICatalogueRef ICatalogueRef.LinkedTo(Guid? entryId) => this with { MetricId = entryId };

    IPlanItem IPlanItem.Named(string givenRef) => this with { Ref = givenRef };
}
