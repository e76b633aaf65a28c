using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A work package or key task (关键任务): the task, its owners, deadlines and resources.</summary>
public sealed record WorkPackage : PlanPartContent
{
    /// <summary>Number or letter of the task in the plan, such as 1 or A1.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Code { get; init; }

    /// <summary>Name of the task (任务).</summary>
    /// <example>客户满意度调查与分析</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Ref of the phase that the task belongs to (阶段).</summary>
    [PartReference(PlanSectionName.Phases)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Phase { get; init; }

    /// <summary>Description of the task (描述).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Details of the task, as a list.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Importance of the task (重要性).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Importance { get; init; }

    /// <summary>Expected outcome (预期成果).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ExpectedOutcome { get; init; }

    /// <summary>Responsible parties (责任人). Joint owners have equal rank.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Responsible parties, as worded in the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? OwnersText { get; init; }

    /// <summary>Deadlines (完成时间). One text can hold several.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>Deadlines as worded in the plan, if the text holds more than <c>deadlines</c>.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? DeadlinesText { get; init; }

    /// <summary>Resources needed (所需资源).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<ResourceRequirement> Resources { get; init; } = [];

    /// <summary>Resources, as worded in the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ResourcesText { get; init; }

    /// <summary>Deliverables (产出).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Deliverables, as worded in the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? OutputsText { get; init; }

    /// <summary>Quantities promised in the task, such as 新增X家核心经销商.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PromisedQuantity> PromisedQuantities { get; init; } = [];

    /// <summary>Refs of the work packages that must be completed first.</summary>
    [PartReference(PlanSectionName.WorkPackages)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Predecessors { get; init; } = [];

    /// <summary>Refs of the objectives that the task supports.</summary>
    [PartReference(PlanSectionName.Objectives)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Objectives { get; init; } = [];

    /// <summary>Priority among the plan's tasks.</summary>
    public Priority? Priority { get; init; }

    /// <summary>Subtasks (子任务), in order.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<Subtask> Subtasks { get; init; } = [];

    /// <summary>Actions (具体行动), in order.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<ActionItem> Actions { get; init; } = [];
}

/// <summary>A subtask of a work package (子任务), with its own owners and deadlines.</summary>
public sealed record Subtask : IPlanItem
{
    /// <summary>Ref of the subtask, unique in the plan. Generated for a new subtask without one.</summary>
    /// <example>workPackages-2/1</example>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Ref { get; init; }

    /// <summary>Number of the subtask in the plan, such as 2.1.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Code { get; init; }

    /// <summary>Name of the subtask.</summary>
    /// <example>调查问卷设计</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Description of the subtask (描述).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Responsible parties (责任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Responsible parties, as worded in the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? OwnersText { get; init; }

    /// <summary>Deadlines (完成时间).</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>Deadlines as worded in the plan, if the text holds more than <c>deadlines</c>.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? DeadlinesText { get; init; }

    /// <summary>Resources needed (所需资源).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<ResourceRequirement> Resources { get; init; } = [];

    /// <summary>Resources, as worded in the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ResourcesText { get; init; }

    /// <summary>Deliverables (产出).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Outputs { get; init; } = [];

    IPlanItem IPlanItem.Named(string givenRef) => this with { Ref = givenRef };
}

/// <summary>An action of a work package (具体行动).</summary>
public sealed record ActionItem : IPlanItem
{
    /// <summary>Ref of the action, unique in the plan. Generated for a new action without one.</summary>
    /// <example>workPackages-2/3</example>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Ref { get; init; }

    /// <summary>Short heading before the text, such as 数字广告.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Heading { get; init; }

    /// <summary>The action, as worded in the plan.</summary>
    /// <example>制作产品概念视频、宣传海报、倒计时海报。</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>Responsible parties, if stated for the action.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Deadlines, if stated for the action.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>Quantities promised in the action.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PromisedQuantity> PromisedQuantities { get; init; } = [];

    IPlanItem IPlanItem.Named(string givenRef) => this with { Ref = givenRef };
}

/// <summary>A resource needed by a task (所需资源).</summary>
public sealed record ResourceRequirement
{
    /// <summary>Name of the resource, as worded in the task.</summary>
    /// <example>问卷设计软件</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Ref of the resource in the plan.</summary>
    [PartReference(PlanSectionName.Resources)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Resource { get; init; }

    /// <summary>Planned quantity.</summary>
    public PlannedNumber? Quantity { get; init; }
}

/// <summary>A quantity promised in a task.</summary>
public sealed record PromisedQuantity
{
    /// <summary>The promise, as worded in the plan.</summary>
    /// <example>新增X家核心经销商</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>Figure with its unit, or its placeholder.</summary>
    public PlannedNumber? Quantity { get; init; }
}

/// <summary>Levels of priority.</summary>
public enum Priority
{
    /// <summary>High (高).</summary>
    High,

    /// <summary>Medium (中).</summary>
    Medium,

    /// <summary>Low (低).</summary>
    Low,
}
