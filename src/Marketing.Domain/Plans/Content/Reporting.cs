using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A planned report (報告): content, recipients and frequency.</summary>
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

    /// <summary>Content of the report, as a list (報告內容).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Contents { get; init; } = [];

    /// <summary>Format or template (報告格式).</summary>
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

/// <summary>A lesson that the plan builds on or should preserve (知識資產).</summary>
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
    /// <summary>Progress (進度報告).</summary>
    Progress,

    /// <summary>Evaluation report (評估報告).</summary>
    Evaluation,

    /// <summary>Resource use (資源使用報告).</summary>
    ResourceUse,

    /// <summary>Budget execution (預算執行報告).</summary>
    BudgetExecution,

    /// <summary>Quarterly review (季度復盤報告).</summary>
    QuarterlyReview,

    /// <summary>Annual summary (年度總結).</summary>
    AnnualSummary,

    /// <summary>Risk status (風險報告).</summary>
    RiskStatus,

    /// <summary>Sales (銷售報告).</summary>
    Sales,

    /// <summary>Customers and users (用戶數據報告).</summary>
    Customers,

    /// <summary>Media and sentiment (媒體與輿情報告).</summary>
    MediaSentiment,

    /// <summary>Channel ROI report (通路投資回報報告).</summary>
    ChannelRoi,

    /// <summary>Funnel and journey (轉化漏斗報告).</summary>
    Funnel,

    /// <summary>Segments (客戶分群報告).</summary>
    Segments,

    /// <summary>Attribution (歸因報告).</summary>
    Attribution,

    /// <summary>Experiment (A/B測試報告).</summary>
    Experiment,

    /// <summary>Launch (上市報告).</summary>
    Launch,

    /// <summary>Research (調研報告).</summary>
    Research,

    /// <summary>Customer experience (客戶體驗報告).</summary>
    CustomerExperience,

    /// <summary>Quality review (品質審查報告).</summary>
    Quality,

    /// <summary>Dashboard (數據看板).</summary>
    Dashboard,

    /// <summary>Other (其他).</summary>
    Other,
}

/// <summary>Kinds of knowledge.</summary>
public enum KnowledgeKind
{
    /// <summary>Lesson (教訓).</summary>
    Lesson,

    /// <summary>Best practice (最佳實踐).</summary>
    BestPractice,

    /// <summary>Experience (經驗).</summary>
    Experience,

    /// <summary>Case (案例).</summary>
    CaseStudy,

    /// <summary>Template (範本).</summary>
    Template,

    /// <summary>Other (其他).</summary>
    Other,
}
