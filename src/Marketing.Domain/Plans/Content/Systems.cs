using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A system or tool that the plan uses or builds (系統與工具).</summary>
public sealed record PlanSystem : PlanPartContent
{
    /// <summary>Name of the system or tool.</summary>
    /// <example>客户关系管理系统</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Standard kind of system.</summary>
    public PlanSystemKind? Kind { get; init; }

    /// <summary>Products that the plan names as examples (如Jira或Asana).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Products { get; init; } = [];

    /// <summary>What the system is for.</summary>
    /// <example>统一管理客户资料与互动记录。</example>
    [MaxLength(ContentLimits.Text)]
    public string? Purpose { get; init; }

    /// <summary>Description of the system, and what happens to it in the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Responsible parties (責任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Refs of the work packages that introduce or change the system.</summary>
    [PartReference(PlanSectionName.WorkPackages)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> WorkPackages { get; init; } = [];
}

/// <summary>Standard kinds of systems and tools.</summary>
public enum PlanSystemKind
{
    /// <summary>Customer relationship management (客戶關係管理).</summary>
    Crm,

    /// <summary>Project management (專案管理).</summary>
    ProjectManagement,

    /// <summary>Collaboration and document sharing (協作與共享).</summary>
    Collaboration,

    /// <summary>Knowledge base (知識庫).</summary>
    KnowledgeBase,

    /// <summary>Data analysis (數據分析).</summary>
    Analytics,

    /// <summary>Dashboard or business intelligence (數據看板).</summary>
    Dashboard,

    /// <summary>Survey and feedback (調查與反饋).</summary>
    Survey,

    /// <summary>Media and sentiment monitoring (輿情監測).</summary>
    SentimentMonitoring,

    /// <summary>Early warning of risks (風險預警).</summary>
    RiskWarning,

    /// <summary>Marketing automation (營銷自動化).</summary>
    MarketingAutomation,

    /// <summary>Community management (社群管理).</summary>
    CommunityManagement,

    /// <summary>Loyalty and points (會員積分).</summary>
    Loyalty,

    /// <summary>Other (其他).</summary>
    Other,
}
