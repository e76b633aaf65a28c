using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A monitoring mechanism (监控机制), such as a meeting, report, assessment, review, survey or watch.</summary>
public sealed record MonitoringMechanism : PlanPartContent
{
    /// <summary>Heading of the group that the mechanism belongs to, such as 会议机制.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Group { get; init; }

    /// <summary>Type of mechanism.</summary>
    public MonitoringType? Type { get; init; }

    /// <summary>Name of the mechanism.</summary>
    /// <example>每周例会</example>
    [MaxLength(ContentLimits.Name)]
    public string? Name { get; init; }

    /// <summary>Description of the mechanism.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>How often it takes place (频率).</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Frequency as worded in the plan, if the text holds more than <c>frequencies</c>.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? FrequencyText { get; init; }

    /// <summary>Participants (参与人员).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Participants { get; init; } = [];

    /// <summary>Participants, as worded in the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ParticipantsText { get; init; }

    /// <summary>Party that convenes the meeting (召集).</summary>
    public PartyRef? Convener { get; init; }

    /// <summary>Purpose of the mechanism (目的).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Purpose { get; init; }

    /// <summary>Form of the meeting, as worded in the plan (形式).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Form { get; init; }

    /// <summary>Standard forms of the meeting.</summary>
    [MaxLength(20)]
    public IReadOnlyList<MeetingForm> Forms { get; init; } = [];

    /// <summary>Topics, as a list (内容).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Contents { get; init; } = [];

    /// <summary>Topics, as one text.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ContentsText { get; init; }

    /// <summary>Format or template of a report (格式).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Format { get; init; }

    /// <summary>Responsible parties (责任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Responsible parties, as worded in the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? OwnersText { get; init; }
}

/// <summary>A key performance indicator, or a group of them (关键绩效指标).</summary>
public sealed record PlanKpi : PlanPartContent
{
    /// <summary>Name of the indicator, group or stage.</summary>
    /// <example>客户获取成本(CAC)</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Metric, if the line is a single indicator.</summary>
    public MetricRef? Metric { get; init; }

    /// <summary>Definition of the indicator.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Definition { get; init; }

    /// <summary>Indicators in the line.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PlanIndicator> Indicators { get; init; } = [];

    /// <summary>The line, as worded in the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Stage of the plan, such as 预热期.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Stage { get; init; }

    /// <summary>Ref of the phase that the indicator belongs to.</summary>
    [PartReference(PlanSectionName.Phases)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Phase { get; init; }

    /// <summary>Stage of the AARRR model.</summary>
    public AarrrStage? Aarrr { get; init; }

    /// <summary>Formula of the indicator.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Formula { get; init; }

    /// <summary>Unit of the indicator.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Unit { get; init; }

    /// <summary>Desired direction of change.</summary>
    public Direction? Direction { get; init; }

    /// <summary>Target value.</summary>
    public TargetExpression? Target { get; init; }

    /// <summary>Deadlines of the target. A time within the target's text (80% by end of Q3) is read into an empty list.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>Source of the data (数据来源).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? DataSource { get; init; }

    /// <summary>How often the indicator is measured.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Parties responsible for the indicator.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Refs of the objectives that the indicator measures.</summary>
    [PartReference(PlanSectionName.Objectives)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Objectives { get; init; } = [];
}

/// <summary>A measure of continuous improvement (持续改进).</summary>
public sealed record Improvement : PlanPartContent
{
    /// <summary>Heading of the group that the measure belongs to.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Group { get; init; }

    /// <summary>Short name.</summary>
    /// <example>敏捷迭代</example>
    [MaxLength(ContentLimits.Name)]
    public string? Name { get; init; }

    /// <summary>The measure, as worded in the plan.</summary>
    /// <example>根据市场反馈和数据表现,快速调整营销策略。</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>How often the measure takes place, if stated.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Responsible parties (责任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}

/// <summary>Kinds of monitoring mechanisms.</summary>
public enum MonitoringType
{
    /// <summary>Meeting (会议).</summary>
    Meeting,

    /// <summary>Report (报告).</summary>
    Report,

    /// <summary>Risk assessment (风险评估).</summary>
    RiskAssessment,

    /// <summary>Quality review (品质审查).</summary>
    QualityReview,

    /// <summary>Survey (调查).</summary>
    Survey,

    /// <summary>Data monitoring (数据监控).</summary>
    DataMonitoring,

    /// <summary>Risk early warning (风险预警).</summary>
    RiskEarlyWarning,

    /// <summary>Other (其他).</summary>
    Other,
}

/// <summary>Standard forms of meetings.</summary>
public enum MeetingForm
{
    /// <summary>Face to face (面对面).</summary>
    FaceToFace,

    /// <summary>Video (视讯).</summary>
    Video,

    /// <summary>Phone (电话).</summary>
    Phone,

    /// <summary>One to one (一对一).</summary>
    OneToOne,

    /// <summary>Internal review (内部审查).</summary>
    InternalReview,

    /// <summary>Stand-up (站会).</summary>
    StandUp,

    /// <summary>Workshop (工作坊).</summary>
    Workshop,
}
