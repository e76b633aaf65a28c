using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>An evaluation standard (评估标准) with its indicators, times and method.</summary>
public sealed record EvaluationStandard : PlanPartContent
{
    /// <summary>Subject of the evaluation.</summary>
    /// <example>品牌知名度</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Description of the standard.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Indicators evaluated (指标).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PlanIndicator> Indicators { get; init; } = [];

    /// <summary>When the evaluation takes place (评估时间点).</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> TimePoints { get; init; } = [];

    /// <summary>Times as worded in the plan, if the text holds more than <c>timePoints</c>.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? TimePointsText { get; init; }

    /// <summary>Deadlines of one-off evaluations.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>Stages of the plan at which the evaluation takes place.</summary>
    [MaxLength(10)]
    public IReadOnlyList<EvaluationStage> Stages { get; init; } = [];

    /// <summary>Evaluation method, as worded in the plan (评估方式).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? MethodText { get; init; }

    /// <summary>Standard evaluation methods used.</summary>
    [MaxLength(20)]
    public IReadOnlyList<EvaluationMethod> Methods { get; init; } = [];

    /// <summary>Parties that evaluate and sign (责任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Refs of the objectives evaluated.</summary>
    [PartReference(PlanSectionName.Objectives)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Objectives { get; init; } = [];
}

/// <summary>A point in time at which the plan is evaluated (评估时间点).</summary>
public sealed record EvaluationTimePoint : PlanPartContent
{
    /// <summary>Short name, such as 项目启动阶段.</summary>
    /// <example>项目启动阶段</example>
    [MaxLength(ContentLimits.Name)]
    public string? Name { get; init; }

    /// <summary>Subject of the evaluation.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Stage of the plan at this point.</summary>
    public EvaluationStage? Stage { get; init; }

    /// <summary>Ref of the phase after which the evaluation takes place.</summary>
    [PartReference(PlanSectionName.Phases)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Phase { get; init; }

    /// <summary>How often the evaluation takes place.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Deadlines of the evaluation.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>Subjects of the review, as a list.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Contents { get; init; } = [];

    /// <summary>Responsible parties (责任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}

/// <summary>An evaluation method (评估方式).</summary>
public sealed record EvaluationMethodNote : PlanPartContent
{
    /// <summary>Short name.</summary>
    /// <example>专家评估</example>
    [MaxLength(ContentLimits.Name)]
    public string? Name { get; init; }

    /// <summary>Description of the method.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Standard evaluation method.</summary>
    public EvaluationMethod? Method { get; init; }
}

/// <summary>A rule for evaluations, such as double checks and signatures (评估要求).</summary>
public sealed record EvaluationRule : PlanPartContent
{
    /// <summary>The rule, as worded in the plan.</summary>
    /// <example>所有评估数据均需经过双重复核,并由相关责任人签字确认。</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>Whether data must be checked twice (双重复核).</summary>
    public bool? DoubleCheck { get; init; }

    /// <summary>Whether a signature is required (签字确认).</summary>
    public bool? SignOff { get; init; }

    /// <summary>Parties that check or sign.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}

/// <summary>An evaluation cycle (评估周期): its subject and frequency.</summary>
public sealed record EvaluationCycle : PlanPartContent
{
    /// <summary>Frequency as worded in the plan, such as 每日.</summary>
    /// <example>每周</example>
    [MaxLength(ContentLimits.Name)]
    public string? Period { get; init; }

    /// <summary>How often the evaluation takes place.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Subject of the evaluation, as one text.</summary>
    /// <example>营销活动进展、用户反馈、媒体报道。</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>Subjects of the evaluation, as a list.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Contents { get; init; } = [];

    /// <summary>Resulting report.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Report { get; init; }

    /// <summary>Kind of the resulting report.</summary>
    public ReportKind? ReportKind { get; init; }

    /// <summary>Refs of the resulting reports.</summary>
    [PartReference(PlanSectionName.Reports)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Reports { get; init; } = [];
}

/// <summary>Stages at which a plan is evaluated.</summary>
public enum EvaluationStage
{
    /// <summary>Start (启动阶段).</summary>
    Start,

    /// <summary>Execution (执行阶段).</summary>
    Execution,

    /// <summary>End (结束阶段).</summary>
    End,
}

/// <summary>Standard evaluation methods.</summary>
public enum EvaluationMethod
{
    /// <summary>Third-party survey (第三方调查).</summary>
    ThirdPartySurvey,

    /// <summary>Internal survey (内部调查).</summary>
    InternalSurvey,

    /// <summary>System report (系统报告).</summary>
    SystemReport,

    /// <summary>CRM data (客户关系管理系统数据).</summary>
    CrmData,

    /// <summary>Record review (记录审查).</summary>
    RecordReview,

    /// <summary>Year on year (同比分析).</summary>
    YearOnYear,

    /// <summary>Average score (平均评分).</summary>
    AverageScore,

    /// <summary>Comparison with the plan (计划对比).</summary>
    PlanComparison,

    /// <summary>Phone follow-up (电话回访).</summary>
    PhoneFollowUp,

    /// <summary>Experts (专家评估).</summary>
    Expert,

    /// <summary>User feedback (用户回馈).</summary>
    UserFeedback,

    /// <summary>Other (其他).</summary>
    Other,
}
