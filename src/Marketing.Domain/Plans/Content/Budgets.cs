using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>The plan's budget as a whole (预算).</summary>
public sealed record PlanBudget : PlanPartContent
{
    /// <summary>Text before the budget lines.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Intro { get; init; }

    /// <summary>Total stated in the plan (总预算). It is compared with the sum of the lines.</summary>
    public PlannedMoney? Total { get; init; }

    /// <summary>Label of the total in the plan, such as 总预算 or 合计.</summary>
    /// <example>总预算</example>
    [MaxLength(ContentLimits.Name)]
    public string? TotalLabel { get; init; }

    /// <summary>The line with the total, as worded in the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? TotalText { get; init; }

    /// <summary>Share of the contingency reserve in the total (应急预留占总预算10%-15%).</summary>
    public PercentRange? ContingencyRange { get; init; }

    /// <summary>Number of currency units in one displayed unit: 1, 1000, 10000 (万元), 1000000 or 100000000 (亿元).</summary>
    [AllowedValues(null, 1, 1_000, 10_000, 1_000_000, 100_000_000)]
    public int? UnitScale { get; init; }

    /// <summary>Unit of the amounts, as worded in the plan, such as 万元.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? UnitText { get; init; }

    /// <summary>Party that approves spending (审批).</summary>
    public PartyRef? Approver { get; init; }

    /// <summary>How spending is approved and audited (审计).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? AuditText { get; init; }

    /// <summary>How often spending is audited.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> AuditFrequencies { get; init; } = [];

    /// <summary>How the budget is allocated (分配).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? AllocationRule { get; init; }

    /// <summary>How the budget is reallocated according to results (动态调整).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? AdjustmentRule { get; init; }

    /// <summary>What the reserve can be spent on, and who releases it (应急预留的使用).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ContingencyRule { get; init; }

    /// <summary>Rules that control spending, such as priorities and stop rules (优先投入高ROI项目).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> ControlRules { get; init; } = [];
}

/// <summary>A budget line (预算项).</summary>
public sealed record PlanBudgetLine : PlanPartContent
{
    /// <summary>Category of the spending (类别).</summary>
    /// <example>数字广告投放</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Category { get; init; }

    /// <summary>Whether this is an ordinary line or the contingency reserve.</summary>
    public required BudgetLineKind Kind { get; init; }

    /// <summary>The line, as worded in the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>The amount, or its placeholder (A万元).</summary>
    public PlannedMoney? Amount { get; init; }

    /// <summary>What the money is spent on, as one text.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Purpose { get; init; }

    /// <summary>What the money is spent on, as a list.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> PurposeItems { get; init; } = [];

    /// <summary>Sub-items with their own amounts.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PlanBudgetItem> Breakdown { get; init; } = [];

    /// <summary>Share of the total, if stated.</summary>
    public PercentRange? Share { get; init; }

    /// <summary>Ref of the phase that the line belongs to.</summary>
    [PartReference(PlanSectionName.Phases)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Phase { get; init; }

    /// <summary>Refs of the work packages that the line funds.</summary>
    [PartReference(PlanSectionName.WorkPackages)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> WorkPackages { get; init; } = [];

    /// <summary>Channel that the money is spent on.</summary>
    public ChannelRef? Channel { get; init; }

    /// <summary>Parties responsible for the line.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}

/// <summary>A sub-item of a budget line.</summary>
public sealed record PlanBudgetItem
{
    /// <summary>The sub-item, as worded in the plan.</summary>
    /// <example>新市场进入成本</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>Amount, if stated.</summary>
    public PlannedMoney? Amount { get; init; }
}

/// <summary>Kinds of budget lines.</summary>
public enum BudgetLineKind
{
    /// <summary>Line (预算项目).</summary>
    Line,

    /// <summary>Contingency reserve (应急预留).</summary>
    Contingency,
}
