using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A contingency plan for a crisis (预案): steps, responsibilities and drills.</summary>
public sealed record PlanContingencyPlan : PlanPartContent
{
    /// <summary>Name of the contingency plan.</summary>
    /// <example>危机公关预案</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Kind of crisis.</summary>
    public ContingencyKind? Kind { get; init; }

    /// <summary>The contingency plan, as worded in the document.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Condition that activates the contingency plan.</summary>
    /// <example>核心媒体出现负面报道</example>
    [MaxLength(ContentLimits.Text)]
    public string? Activation { get; init; }

    /// <summary>Steps, in order.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>Party that leads the response.</summary>
    public PartyRef? Lead { get; init; }

    /// <summary>Responsible parties (责任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Spokesperson, and how the company speaks with one voice (统一口径).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Spokesperson { get; init; }

    /// <summary>Deadlines for having the contingency plan ready.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>How often the contingency plan is drilled (演练).</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Drills { get; init; } = [];

    /// <summary>Drills, as worded in the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? DrillsText { get; init; }

    /// <summary>Refs of the risks that the contingency plan covers.</summary>
    [PartReference(PlanSectionName.Risks)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Risks { get; init; } = [];

    /// <summary>Refs of the work packages that prepare or drill the contingency plan.</summary>
    [PartReference(PlanSectionName.WorkPackages)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> WorkPackages { get; init; } = [];
}

/// <summary>Kinds of crisis that a contingency plan covers.</summary>
public enum ContingencyKind
{
    /// <summary>Public relations crisis (危机公关).</summary>
    CrisisPr,

    /// <summary>Sentiment (舆情).</summary>
    Sentiment,

    /// <summary>Product quality (产品品质).</summary>
    ProductQuality,

    /// <summary>Brand (品牌).</summary>
    Brand,

    /// <summary>Supply (供应).</summary>
    Supply,

    /// <summary>Data (数据安全).</summary>
    Data,

    /// <summary>Market (市场变化).</summary>
    Market,

    /// <summary>Other (其他).</summary>
    Other,
}
