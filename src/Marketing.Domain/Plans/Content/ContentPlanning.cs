using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A line of the content plan (內容發布計劃), whether or not it belongs to a campaign.</summary>
public sealed record PlanContentEntry : PlanPartContent
{
    /// <summary>Title of the piece, or of the series.</summary>
    /// <example>新品幕后系列</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Title { get; init; }

    /// <summary>What it tells and what for.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Its format.</summary>
    public ContentFormat? Format { get; init; }

    /// <summary>Where it is published.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<ChannelRef> Channels { get; init; } = [];

    /// <summary>How many pieces (发布Z篇高质量内容).</summary>
    public PlannedNumber? Quantity { get; init; }

    /// <summary>On which day it is published.</summary>
    public PlannedDate? PublishOn { get; init; }

    /// <summary>How often, for a series (每周Z篇).</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>When the series runs.</summary>
    public PeriodWindow? Window { get; init; }

    /// <summary>Responsible parties (責任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Ref of the phase it belongs to.</summary>
    [PartReference(PlanSectionName.Phases)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Phase { get; init; }

    /// <summary>Ref of the campaign it belongs to.</summary>
    [PartReference(PlanSectionName.Campaigns)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Campaign { get; init; }
}
