using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A planned report (报告): content, recipients and frequency.</summary>
public sealed record PlannedReport : PlanPartContent
{
    /// <summary>Name of the report.</summary>
    /// <example>每周进度报告</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Kind of report.</summary>
    public ReportKind? Kind { get; init; }

    /// <summary>Description of the report.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Content of the report, as a list (报告内容).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Contents { get; init; } = [];

    /// <summary>Format or template (报告格式).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Format { get; init; }

    /// <summary>How often the report is due.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Deadlines of a one-off report.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>Parties that write the report.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Recipients of the report.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Recipients { get; init; } = [];

    /// <summary>Whether a system generates the report automatically (自动化报告).</summary>
    public bool? Automated { get; init; }
}

/// <summary>A lesson that the plan builds on or should preserve (知识资产).</summary>
public sealed record PlanKnowledgeItem : PlanPartContent
{
    /// <summary>Short name.</summary>
    /// <example>直播首发的经验</example>
    [MaxLength(ContentLimits.Name)]
    public string? Title { get; init; }

    /// <summary>Kind of knowledge.</summary>
    public KnowledgeKind? Kind { get; init; }

    /// <summary>The lesson itself.</summary>
    /// <example>首发直播安排在周四晚上,转化率高于周末。</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>Source of the knowledge, such as an earlier plan, a review or a study.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Source { get; init; }

    /// <summary>Parties that maintain the knowledge or know more about it.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}

/// <summary>Kinds of reports.</summary>
public enum ReportKind
{
    /// <summary>Progress (进度报告).</summary>
    Progress,

    /// <summary>Evaluation report (评估报告).</summary>
    Evaluation,

    /// <summary>Resource use (资源使用报告).</summary>
    ResourceUse,

    /// <summary>Budget execution (预算执行报告).</summary>
    BudgetExecution,

    /// <summary>Quarterly review (季度复盘报告).</summary>
    QuarterlyReview,

    /// <summary>Annual summary (年度总结).</summary>
    AnnualSummary,

    /// <summary>Risk status (风险报告).</summary>
    RiskStatus,

    /// <summary>Sales (销售报告).</summary>
    Sales,

    /// <summary>Customers and users (用户数据报告).</summary>
    Customers,

    /// <summary>Media and sentiment (媒体与舆情报告).</summary>
    MediaSentiment,

    /// <summary>Channel ROI report (通路投资回报报告).</summary>
    ChannelRoi,

    /// <summary>Funnel and journey (转化漏斗报告).</summary>
    Funnel,

    /// <summary>Segments (客户分群报告).</summary>
    Segments,

    /// <summary>Attribution (归因报告).</summary>
    Attribution,

    /// <summary>Experiment (A/B测试报告).</summary>
    Experiment,

    /// <summary>Launch (上市报告).</summary>
    Launch,

    /// <summary>Research (调研报告).</summary>
    Research,

    /// <summary>Customer experience (客户体验报告).</summary>
    CustomerExperience,

    /// <summary>Quality review (品质审查报告).</summary>
    Quality,

    /// <summary>Dashboard (数据看板).</summary>
    Dashboard,

    /// <summary>Other (其他).</summary>
    Other,
}

/// <summary>Kinds of knowledge.</summary>
public enum KnowledgeKind
{
    /// <summary>Lesson (教训).</summary>
    Lesson,

    /// <summary>Best practice (最佳实践).</summary>
    BestPractice,

    /// <summary>Experience (经验).</summary>
    Experience,

    /// <summary>Case (案例).</summary>
    CaseStudy,

    /// <summary>Template (范本).</summary>
    Template,

    /// <summary>Other (其他).</summary>
    Other,
}
