using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A standard of evaluation (評估標準) with indicators, times and method.</summary>
public sealed record EvaluationStandard : PlanPartContent
{
    /// <summary>What is evaluated.</summary>
    /// <example>品牌知名度</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>What the plan says of it.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>The indicators looked at (指標).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PlanIndicator> Indicators { get; init; } = [];

    /// <summary>When it is evaluated (評估時間點).</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> TimePoints { get; init; } = [];

    /// <summary>The times in the plan's own words, where they hold more than the time points say.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? TimePointsText { get; init; }

    /// <summary>By when, for evaluations that happen once.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>The stages of the plan at which it is evaluated.</summary>
    [MaxLength(10)]
    public IReadOnlyList<EvaluationStage> Stages { get; init; } = [];

    /// <summary>How it is evaluated, in the plan's own words (評估方式).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? MethodText { get; init; }

    /// <summary>The usual methods it uses.</summary>
    [MaxLength(20)]
    public IReadOnlyList<EvaluationMethod> Methods { get; init; } = [];

    /// <summary>Who evaluates and signs (責任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Refs of the objectives it evaluates.</summary>
    [PartReference(PlanSectionName.Objectives)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Objectives { get; init; } = [];
}

/// <summary>A point in time at which the plan is evaluated (評估時間點).</summary>
public sealed record EvaluationTimePoint : PlanPartContent
{
    /// <summary>Short name, such as 項目啟動階段.</summary>
    /// <example>项目启动阶段</example>
    [MaxLength(ContentLimits.Name)]
    public string? Name { get; init; }

    /// <summary>What is evaluated then.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>The stage of the plan it lies in.</summary>
    public EvaluationStage? Stage { get; init; }

    /// <summary>Ref of the phase after which it takes place.</summary>
    [PartReference(PlanSectionName.Phases)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Phase { get; init; }

    /// <summary>How often.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>By when.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>What is reviewed, point by point.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Contents { get; init; } = [];

    /// <summary>Responsible parties (責任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}

/// <summary>A method by which the plan is evaluated (評估方式).</summary>
public sealed record EvaluationMethodNote : PlanPartContent
{
    /// <summary>Short name.</summary>
    /// <example>专家评估</example>
    [MaxLength(ContentLimits.Name)]
    public string? Name { get; init; }

    /// <summary>How it works.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Which of the usual methods it is.</summary>
    public EvaluationMethod? Method { get; init; }
}

/// <summary>A rule for evaluations, such as the double check and signature (評估要求).</summary>
public sealed record EvaluationRule : PlanPartContent
{
    /// <summary>The rule in the plan's own words.</summary>
    /// <example>所有评估数据均需经过双重复核,并由相关责任人签字确认。</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>Whether it demands that data are checked twice (雙重復核).</summary>
    public bool? DoubleCheck { get; init; }

    /// <summary>Whether it demands signatures (簽字確認).</summary>
    public bool? SignOff { get; init; }

    /// <summary>Who checks or signs.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}

/// <summary>What is evaluated in which rhythm (评估周期).</summary>
public sealed record EvaluationCycle : PlanPartContent
{
    /// <summary>The rhythm in the plan's own words, such as 每日.</summary>
    /// <example>每周</example>
    [MaxLength(ContentLimits.Name)]
    public string? Period { get; init; }

    /// <summary>The rhythm.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>What is looked at.</summary>
    /// <example>营销活动进展、用户反馈、媒体报道。</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>What is looked at, point by point.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Contents { get; init; } = [];

    /// <summary>The report that comes out of it.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Report { get; init; }

    /// <summary>What kind of report comes out of it.</summary>
    public ReportKind? ReportKind { get; init; }

    /// <summary>Refs of the reports that come out of it.</summary>
    [PartReference(PlanSectionName.Reports)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Reports { get; init; } = [];
}

/// <summary>Stages at which a plan is evaluated.</summary>
public enum EvaluationStage
{
    /// <summary>Start (啟動階段).</summary>
    Start,

    /// <summary>Execution (執行階段).</summary>
    Execution,

    /// <summary>End (結束階段).</summary>
    End,
}

/// <summary>Usual methods of evaluation.</summary>
public enum EvaluationMethod
{
    /// <summary>Third-party survey (第三方調查).</summary>
    ThirdPartySurvey,

    /// <summary>Internal survey (內部調查).</summary>
    InternalSurvey,

    /// <summary>System report (系統報告).</summary>
    SystemReport,

    /// <summary>CRM data (客戶關係管理系統數據).</summary>
    CrmData,

    /// <summary>Review of records (記錄審查).</summary>
    RecordReview,

    /// <summary>Year on year (同比分析).</summary>
    YearOnYear,

    /// <summary>Average score (平均評分).</summary>
    AverageScore,

    /// <summary>Comparison with the plan (計劃對比).</summary>
    PlanComparison,

    /// <summary>Phone follow-up (電話回訪).</summary>
    PhoneFollowUp,

    /// <summary>Experts (專家評估).</summary>
    Expert,

    /// <summary>User feedback (用戶回饋).</summary>
    UserFeedback,

    /// <summary>Other (其他).</summary>
    Other,
}
