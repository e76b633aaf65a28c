using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A figure that is observed (指標): the plan's own words and, once known, the metric of the workspace.</summary>
public sealed record PlanIndicator : ICatalogueRef, IPlanItem
{
    /// <summary>The indicator's name in the plan, unique there. Generated if a new one has none.</summary>
    /// <example>evaluationStandards-4/1</example>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Ref { get; init; }

    /// <summary>The name as the plan writes it; an empty string is a label with nothing behind it.</summary>
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
