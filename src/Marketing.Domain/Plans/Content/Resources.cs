using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A resource of the plan: people, material or money (資源).</summary>
public sealed record PlanResource : PlanPartContent
{
    /// <summary>Which of the three.</summary>
    public required ResourceType Type { get; init; }

    /// <summary>Name of the resource.</summary>
    /// <example>数据分析工具</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>More about it.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>How it is obtained (獲取途徑).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<AcquisitionPath> AcquisitionPaths { get; init; } = [];

    /// <summary>How much of it is planned.</summary>
    public PlannedNumber? Quantity { get; init; }

    /// <summary>What it is planned to cost.</summary>
    public PlannedMoney? PlannedCost { get; init; }

    /// <summary>The party it is, where people are the resource.</summary>
    public PartyRef? Party { get; init; }
}

/// <summary>A way in which resources are obtained (獲取途徑).</summary>
public sealed record AcquisitionPath
{
    /// <summary>The way in the plan's own words.</summary>
    /// <example>内部调配</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Text { get; init; }

    /// <summary>Which of the usual ways it is.</summary>
    public AcquisitionKind? Kind { get; init; }
}

/// <summary>A position with its headcount (人力资源配置).</summary>
public sealed record StaffingPosition : PlanPartContent
{
    /// <summary>The position.</summary>
    /// <example>产品经理</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Role { get; init; }

    /// <summary>How many are planned.</summary>
    public PlannedNumber? Headcount { get; init; }

    /// <summary>What they are responsible for (职责).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Responsibility { get; init; }

    /// <summary>Whether they come from outside the company (外部合作).</summary>
    public bool? External { get; init; }

    /// <summary>The line in the plan's own words.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>The department it belongs to.</summary>
    public PartyRef? Party { get; init; }
}

/// <summary>A project group or organisation with heads and duties (项目组, 组织架构与职责分工).</summary>
public sealed record ProjectGroup : PlanPartContent
{
    /// <summary>Name of the group.</summary>
    /// <example>新产品上市项目组</example>
    [MaxLength(ContentLimits.Name)]
    public string? Name { get; init; }

    /// <summary>What the plan says of it as a whole.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>What it is for.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Purpose { get; init; }

    /// <summary>Who heads it (总负责人).</summary>
    public PartyRef? Head { get; init; }

    /// <summary>What the head is responsible for.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? HeadDuty { get; init; }

    /// <summary>Its members with their duties.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<GroupMember> Members { get; init; } = [];

    /// <summary>Changes of the organisation that come with it.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> StructureChanges { get; init; } = [];
}

/// <summary>A member of a project group.</summary>
public sealed record GroupMember
{
    /// <summary>Department, team or person.</summary>
    public required PartyRef Party { get; init; }

    /// <summary>What the member is responsible for (职责).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Duty { get; init; }

    /// <summary>Who speaks for the member in the group (協調員).</summary>
    public PartyRef? Coordinator { get; init; }
}

/// <summary>How people, tools and money are secured (资源保障).</summary>
public sealed record ResourceAssurance : PlanPartContent
{
    /// <summary>Heading it stands under, such as 人才保障.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Group { get; init; }

    /// <summary>Short name.</summary>
    /// <example>外部引进</example>
    [MaxLength(ContentLimits.Name)]
    public string? Name { get; init; }

    /// <summary>The assurance in the plan's own words.</summary>
    /// <example>根据需求招聘具备数据分析背景的营销人才。</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>Which kind of resource it secures.</summary>
    public ResourceType? Type { get; init; }
}

/// <summary>The three kinds of resources.</summary>
public enum ResourceType
{
    /// <summary>People (人力資源).</summary>
    Human,

    /// <summary>Material (物力資源).</summary>
    Material,

    /// <summary>Money (財力資源).</summary>
    Financial,
}

/// <summary>Usual ways to obtain resources (獲取途徑).</summary>
public enum AcquisitionKind
{
    /// <summary>Internal transfer (內部調配).</summary>
    InternalTransfer,

    /// <summary>Purchase (外部採購).</summary>
    ExternalPurchase,

    /// <summary>Sharing with partners (合作共享).</summary>
    PartnerSharing,

    /// <summary>Budget allocation (預算分配).</summary>
    BudgetAllocation,

    /// <summary>Budget request (預算申請).</summary>
    BudgetRequest,

    /// <summary>External cooperation (外部合作).</summary>
    ExternalCooperation,
}
