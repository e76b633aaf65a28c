using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A contingency plan for a crisis (預案): what is done, by whom, and how it is drilled.</summary>
public sealed record PlanContingencyPlan : PlanPartContent
{
    /// <summary>Name of the plan.</summary>
    /// <example>危机公关预案</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>What it prepares for.</summary>
    public ContingencyKind? Kind { get; init; }

    /// <summary>The plan in the document's own words.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>What puts it into force.</summary>
    /// <example>核心媒体出现负面报道</example>
    [MaxLength(ContentLimits.Text)]
    public string? Activation { get; init; }

    /// <summary>What is done, step by step.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>Who leads.</summary>
    public PartyRef? Lead { get; init; }

    /// <summary>Responsible parties (責任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Who speaks for the company, and how (统一口径).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Spokesperson { get; init; }

    /// <summary>By when it is to exist.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>How often it is drilled (演練).</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Drills { get; init; } = [];

    /// <summary>The drills in the plan's own words.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? DrillsText { get; init; }

    /// <summary>Refs of the risks it answers.</summary>
    [PartReference(PlanSectionName.Risks)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Risks { get; init; } = [];

    /// <summary>Refs of the work packages that make or drill it.</summary>
    [PartReference(PlanSectionName.WorkPackages)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> WorkPackages { get; init; } = [];
}

/// <summary>What a contingency plan prepares for.</summary>
public enum ContingencyKind
{
    /// <summary>Crisis in public (危機公關).</summary>
    CrisisPr,

    /// <summary>Sentiment (輿情).</summary>
    Sentiment,

    /// <summary>Product quality (產品品質).</summary>
    ProductQuality,

    /// <summary>Brand (品牌).</summary>
    Brand,

    /// <summary>Supply (供應).</summary>
    Supply,

    /// <summary>Data (數據安全).</summary>
    Data,

    /// <summary>Market (市場變化).</summary>
    Market,

    /// <summary>Other (其他).</summary>
    Other,
}
