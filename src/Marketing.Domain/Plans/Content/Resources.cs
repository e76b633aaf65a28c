using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A resource of the plan (资源): people, materials or money.</summary>
public sealed record PlanResource : PlanPartContent
{
    /// <summary>Type of resource.</summary>
    public required ResourceType Type { get; init; }

    /// <summary>Name of the resource.</summary>
    /// <example>数据分析工具</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Description of the resource.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Ways to obtain the resource (获取途径).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<AcquisitionPath> AcquisitionPaths { get; init; } = [];

    /// <summary>Planned quantity.</summary>
    public PlannedNumber? Quantity { get; init; }

    /// <summary>Planned cost.</summary>
    public PlannedMoney? PlannedCost { get; init; }

    /// <summary>Party, if the resource is people.</summary>
    public PartyRef? Party { get; init; }
}

/// <summary>A way to obtain a resource (获取途径).</summary>
public sealed record AcquisitionPath
{
    /// <summary>The way, as worded in the plan.</summary>
    /// <example>内部调配</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Text { get; init; }

    /// <summary>Standard kind of acquisition.</summary>
    public AcquisitionKind? Kind { get; init; }
}

/// <summary>A position with its headcount (人力资源配置).</summary>
public sealed record StaffingPosition : PlanPartContent
{
    /// <summary>Name of the position.</summary>
    /// <example>产品经理</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Role { get; init; }

    /// <summary>Planned headcount.</summary>
    public PlannedNumber? Headcount { get; init; }

    /// <summary>Responsibilities (职责).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Responsibility { get; init; }

    /// <summary>Whether the staff is external (外部合作).</summary>
    public bool? External { get; init; }

    /// <summary>The line, as worded in the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Department of the position.</summary>
    public PartyRef? Party { get; init; }
}

/// <summary>A project group or organisation with its heads and duties (项目组, 组织架构与职责分工).</summary>
public sealed record ProjectGroup : PlanPartContent
{
    /// <summary>Name of the group.</summary>
    /// <example>新产品上市项目组</example>
    [MaxLength(ContentLimits.Name)]
    public string? Name { get; init; }

    /// <summary>Overall description.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Purpose of the group.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Purpose { get; init; }

    /// <summary>Head of the group (总负责人).</summary>
    public PartyRef? Head { get; init; }

    /// <summary>Duties of the head.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? HeadDuty { get; init; }

    /// <summary>Members and their duties.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<GroupMember> Members { get; init; } = [];

    /// <summary>Related changes to the organisation.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> StructureChanges { get; init; } = [];
}

/// <summary>A member of a project group.</summary>
public sealed record GroupMember
{
    /// <summary>Department, team or person.</summary>
    public required PartyRef Party { get; init; }

    /// <summary>Duties of the member (职责).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Duty { get; init; }

    /// <summary>Person who represents the member in the group (协调员).</summary>
    public PartyRef? Coordinator { get; init; }
}

/// <summary>A measure that secures people, tools or money (资源保障).</summary>
public sealed record ResourceAssurance : PlanPartContent
{
    /// <summary>Heading of the group that the measure belongs to, such as 人才保障.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Group { get; init; }

    /// <summary>Short name.</summary>
    /// <example>外部引进</example>
    [MaxLength(ContentLimits.Name)]
    public string? Name { get; init; }

    /// <summary>The measure, as worded in the plan.</summary>
    /// <example>根据需求招聘具备数据分析背景的营销人才。</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>Type of resource secured.</summary>
    public ResourceType? Type { get; init; }
}

/// <summary>Types of resources.</summary>
public enum ResourceType
{
    /// <summary>People (人力资源).</summary>
    Human,

    /// <summary>Material (物力资源).</summary>
    Material,

    /// <summary>Money (财力资源).</summary>
    Financial,
}

/// <summary>Standard ways to obtain resources (获取途径).</summary>
public enum AcquisitionKind
{
    /// <summary>Internal transfer (内部调配).</summary>
    InternalTransfer,

    /// <summary>Purchase (外部采购).</summary>
    ExternalPurchase,

    /// <summary>Sharing with partners (合作共享).</summary>
    PartnerSharing,

    /// <summary>Budget allocation (预算分配).</summary>
    BudgetAllocation,

    /// <summary>Budget request (预算申请).</summary>
    BudgetRequest,

    /// <summary>External cooperation (外部合作).</summary>
    ExternalCooperation,
}
