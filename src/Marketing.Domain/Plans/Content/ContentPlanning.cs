using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>An entry of the content plan (内容发布计划), as part of a campaign or on its own.</summary>
public sealed record PlanContentEntry : PlanPartContent
{
    /// <summary>Title of the piece or series.</summary>
    /// <example>新品幕后系列</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Title { get; init; }

    /// <summary>Message and purpose of the content.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Format of the content.</summary>
    public ContentFormat? Format { get; init; }

    /// <summary>Channels in which the content is published.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<ChannelRef> Channels { get; init; } = [];

    /// <summary>Number of pieces (发布Z篇高质量内容).</summary>
    public PlannedNumber? Quantity { get; init; }

    /// <summary>Publication date.</summary>
    public PlannedDate? PublishOn { get; init; }

    /// <summary>How often a series is published (每周Z篇).</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Period in which the series runs.</summary>
    public PeriodWindow? Window { get; init; }

    /// <summary>Responsible parties (责任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Ref of the phase that the entry belongs to.</summary>
    [PartReference(PlanSectionName.Phases)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Phase { get; init; }

    /// <summary>Ref of the campaign that the entry belongs to.</summary>
    [PartReference(PlanSectionName.Campaigns)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Campaign { get; init; }
}
