using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>What the plan says of its budget as a whole (预算).</summary>
public sealed record PlanBudget : PlanPartContent
{
    /// <summary>What stands before the lines.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Intro { get; init; }

    /// <summary>The total that the plan states (总预算); compared with the sum of the lines.</summary>
    public PlannedMoney? Total { get; init; }

    /// <summary>What the plan calls the total, such as 总预算 or 合计.</summary>
    /// <example>总预算</example>
    [MaxLength(ContentLimits.Name)]
    public string? TotalLabel { get; init; }

    /// <summary>The line of the total in the plan's own words.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? TotalText { get; init; }

    /// <summary>Share of the contingency reserve in the total (应急预留占总预算10%-15%).</summary>
    public PercentRange? ContingencyRange { get; init; }

    /// <summary>Whole currency units in one unit of display: 10000 for 万元.</summary>
    [AllowedValues(null, 1, 1_000, 10_000, 1_000_000, 100_000_000)]
    public int? UnitScale { get; init; }

    /// <summary>The unit of the amounts in the plan's own words, such as 万元.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? UnitText { get; init; }

    /// <summary>Who approves the execution (审批).</summary>
    public PartyRef? Approver { get; init; }

    /// <summary>How execution is approved and audited (审计).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? AuditText { get; init; }

    /// <summary>How often it is audited.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> AuditFrequencies { get; init; } = [];

    /// <summary>How money is allocated (分配).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? AllocationRule { get; init; }

    /// <summary>How money is moved by effect (动态调整).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? AdjustmentRule { get; init; }

    /// <summary>What the reserve may be spent on, and who releases it (应急预留的使用).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ContingencyRule { get; init; }

    /// <summary>How spending is kept under control: what comes first, what is stopped (优先投入高ROI项目).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> ControlRules { get; init; } = [];
}

/// <summary>A line of the budget (预算项).</summary>
public sealed record PlanBudgetLine : PlanPartContent
{
    /// <summary>What the money is for (类别).</summary>
    /// <example>数字广告投放</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Category { get; init; }

    /// <summary>A plain line or the reserve.</summary>
    public required BudgetLineKind Kind { get; init; }

    /// <summary>The line in the plan's own words.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>The amount, or its placeholder (A万元).</summary>
    public PlannedMoney? Amount { get; init; }

    /// <summary>What it is spent on, as one text.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Purpose { get; init; }

    /// <summary>What it is spent on, point by point.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> PurposeItems { get; init; } = [];

    /// <summary>Its sub-items with amounts of their own.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PlanBudgetItem> Breakdown { get; init; } = [];

    /// <summary>Its share in the total, where the line states one.</summary>
    public PercentRange? Share { get; init; }

    /// <summary>Ref of the phase it belongs to.</summary>
    [PartReference(PlanSectionName.Phases)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Phase { get; init; }

    /// <summary>Refs of the work packages it pays for.</summary>
    [PartReference(PlanSectionName.WorkPackages)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> WorkPackages { get; init; } = [];

    /// <summary>The channel it belongs to.</summary>
    public ChannelRef? Channel { get; init; }

    /// <summary>Who answers for the line.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}

/// <summary>A sub-item of a budget line.</summary>
public sealed record PlanBudgetItem
{
    /// <summary>The sub-item in the plan's own words.</summary>
    /// <example>新市场进入成本</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>Its amount, where it has one.</summary>
    public PlannedMoney? Amount { get; init; }
}

/// <summary>Kinds of budget lines.</summary>
public enum BudgetLineKind
{
    /// <summary>Line (預算項目).</summary>
    Line,

    /// <summary>Contingency reserve (應急預留).</summary>
    Contingency,
}
