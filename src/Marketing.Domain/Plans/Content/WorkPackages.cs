using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A key task or work package (關鍵任務): what is to be done, by whom, by when, with what.</summary>
public sealed record WorkPackage : PlanPartContent
{
    /// <summary>Number or letter by which the plan counts it, such as 1 or A1.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Code { get; init; }

    /// <summary>Name of the task (任務).</summary>
    /// <example>客户满意度调查与分析</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Ref of the phase it belongs to (阶段).</summary>
    [PartReference(PlanSectionName.Phases)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Phase { get; init; }

    /// <summary>What is to be done (描述).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Detail points under the task.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Why it matters (重要性).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Importance { get; init; }

    /// <summary>What it will bring (預期成果).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ExpectedOutcome { get; init; }

    /// <summary>Responsible parties (責任人); joint owners stand side by side.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>The responsible parties in the plan's own words, as one text.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? OwnersText { get; init; }

    /// <summary>By when (完成時間); one text may name several times.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>The times in the plan's own words, where they hold more than the deadlines say.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? DeadlinesText { get; init; }

    /// <summary>Resources it needs (所需資源).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<ResourceRequirement> Resources { get; init; } = [];

    /// <summary>The resources in the plan's own words, as one text.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ResourcesText { get; init; }

    /// <summary>What it delivers (产出).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>The outputs in the plan's own words, as one text.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? OutputsText { get; init; }

    /// <summary>Figures promised inside the task, such as 新增X家核心经销商.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PromisedQuantity> PromisedQuantities { get; init; } = [];

    /// <summary>Refs of the work packages that must be done before.</summary>
    [PartReference(PlanSectionName.WorkPackages)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Predecessors { get; init; } = [];

    /// <summary>Refs of the objectives it serves.</summary>
    [PartReference(PlanSectionName.Objectives)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Objectives { get; init; } = [];

    /// <summary>How urgent it is beside the others.</summary>
    public Priority? Priority { get; init; }

    /// <summary>Its subtasks (子任務), in their order.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<Subtask> Subtasks { get; init; } = [];

    /// <summary>Concrete actions (具体行动), in their order.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<ActionItem> Actions { get; init; } = [];
}

/// <summary>A part of a work package with owners and times of its own (子任務).</summary>
public sealed record Subtask : IPlanItem
{
    /// <summary>The subtask's name in the plan, unique there. Generated if a new one has none.</summary>
    /// <example>workPackages-2/1</example>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Ref { get; init; }

    /// <summary>Number by which the plan counts it, such as 2.1.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Code { get; init; }

    /// <summary>Name of the subtask.</summary>
    /// <example>调查问卷设计</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>What is to be done (描述).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Responsible parties (責任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>The responsible parties in the plan's own words, as one text.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? OwnersText { get; init; }

    /// <summary>By when (完成時間).</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>The times in the plan's own words, where they hold more than the deadlines say.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? DeadlinesText { get; init; }

    /// <summary>Resources it needs (所需資源).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<ResourceRequirement> Resources { get; init; } = [];

    /// <summary>The resources in the plan's own words, as one text.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ResourcesText { get; init; }

    /// <summary>What it delivers (产出).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Outputs { get; init; } = [];

    IPlanItem IPlanItem.Named(string givenRef) => this with { Ref = givenRef };
}

/// <summary>One concrete action (具体行动).</summary>
public sealed record ActionItem : IPlanItem
{
    /// <summary>The action's name in the plan, unique there. Generated if a new one has none.</summary>
    /// <example>workPackages-2/3</example>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Ref { get; init; }

    /// <summary>Short heading before the text, such as 数字广告.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Heading { get; init; }

    /// <summary>The action in the plan's own words.</summary>
    /// <example>制作产品概念视频、宣传海报、倒计时海报。</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>Responsible parties, where the action names its own.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>By when, where the action names its own time.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>Figures promised inside the action.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PromisedQuantity> PromisedQuantities { get; init; } = [];

    IPlanItem IPlanItem.Named(string givenRef) => this with { Ref = givenRef };
}

/// <summary>Something that a task needs (所需資源).</summary>
public sealed record ResourceRequirement
{
    /// <summary>The resource as the task names it.</summary>
    /// <example>问卷设计软件</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Ref of the plan's resource that is meant.</summary>
    [PartReference(PlanSectionName.Resources)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Resource { get; init; }

    /// <summary>How much of it is planned.</summary>
    public PlannedNumber? Quantity { get; init; }
}

/// <summary>A figure promised inside a task.</summary>
public sealed record PromisedQuantity
{
    /// <summary>The promise in the plan's own words.</summary>
    /// <example>新增X家核心经销商</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>The figure with its unit, or its placeholder.</summary>
    public PlannedNumber? Quantity { get; init; }
}

/// <summary>How urgent something is.</summary>
public enum Priority
{
    /// <summary>High (高).</summary>
    High,

    /// <summary>Medium (中).</summary>
    Medium,

    /// <summary>Low (低).</summary>
    Low,
}
