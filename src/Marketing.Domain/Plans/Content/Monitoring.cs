using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A monitoring mechanism (監控機制): a meeting, report, assessment, review, survey or watch.</summary>
public sealed record MonitoringMechanism : PlanPartContent
{
    /// <summary>Heading it stands under, such as 会议机制.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Group { get; init; }

    /// <summary>What kind of mechanism it is.</summary>
    public MonitoringType? Type { get; init; }

    /// <summary>Name of the mechanism.</summary>
    /// <example>每周例会</example>
    [MaxLength(ContentLimits.Name)]
    public string? Name { get; init; }

    /// <summary>What the plan says of it.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>How often it takes place (頻率).</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>The rhythm in the plan's own words, where it holds more than the frequencies say.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? FrequencyText { get; init; }

    /// <summary>Who takes part (參與人員).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Participants { get; init; } = [];

    /// <summary>Who takes part, in the plan's own words.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ParticipantsText { get; init; }

    /// <summary>Who calls it (召集).</summary>
    public PartyRef? Convener { get; init; }

    /// <summary>What it is for (目的).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Purpose { get; init; }

    /// <summary>In which form it is held (形式).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Form { get; init; }

    /// <summary>The usual forms it takes.</summary>
    [MaxLength(20)]
    public IReadOnlyList<MeetingForm> Forms { get; init; } = [];

    /// <summary>What it deals with, point by point (內容).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Contents { get; init; } = [];

    /// <summary>What it deals with, as one text.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ContentsText { get; init; }

    /// <summary>Format or template of a report (格式).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Format { get; init; }

    /// <summary>Responsible parties.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>The responsible parties in the plan's own words, as one text.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? OwnersText { get; init; }
}

/// <summary>A key performance indicator, or a line of them (關鍵績效指標).</summary>
public sealed record PlanKpi : PlanPartContent
{
    /// <summary>Name of the indicator, or of its group or stage.</summary>
    /// <example>客户获取成本(CAC)</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>The metric that is meant, where the line is one indicator.</summary>
    public MetricRef? Metric { get; init; }

    /// <summary>How it is defined.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Definition { get; init; }

    /// <summary>The indicators that the line names.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PlanIndicator> Indicators { get; init; } = [];

    /// <summary>The line in the plan's own words.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>The stage of the plan it belongs to, such as 预热期.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Stage { get; init; }

    /// <summary>Ref of the phase it belongs to.</summary>
    [PartReference(PlanSectionName.Phases)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Phase { get; init; }

    /// <summary>The stage of the AARRR model it belongs to.</summary>
    public AarrrStage? Aarrr { get; init; }

    /// <summary>How it is computed.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Formula { get; init; }

    /// <summary>Its unit.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Unit { get; init; }

    /// <summary>Which way it is to move.</summary>
    public Direction? Direction { get; init; }

    /// <summary>What it is to reach.</summary>
    public TargetExpression? Target { get; init; }

    /// <summary>Where its figures come from (数据来源).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? DataSource { get; init; }

    /// <summary>How often it is read.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Who answers for it.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Refs of the objectives it tells about.</summary>
    [PartReference(PlanSectionName.Objectives)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Objectives { get; init; } = [];
}

/// <summary>A point of continuous improvement (持续改进).</summary>
public sealed record Improvement : PlanPartContent
{
    /// <summary>Heading it stands under.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Group { get; init; }

    /// <summary>Short name.</summary>
    /// <example>敏捷迭代</example>
    [MaxLength(ContentLimits.Name)]
    public string? Name { get; init; }

    /// <summary>The point in the plan's own words.</summary>
    /// <example>根据市场反馈和数据表现,快速调整营销策略。</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>How often, where the point names a rhythm.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Responsible parties (責任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}

/// <summary>Kinds of monitoring mechanisms.</summary>
public enum MonitoringType
{
    /// <summary>Meeting (會議).</summary>
    Meeting,

    /// <summary>Report (報告).</summary>
    Report,

    /// <summary>Risk assessment (風險評估).</summary>
    RiskAssessment,

    /// <summary>Quality review (品質審查).</summary>
    QualityReview,

    /// <summary>Survey (調查).</summary>
    Survey,

    /// <summary>Data monitoring (數據監控).</summary>
    DataMonitoring,

    /// <summary>Risk early warning (風險預警).</summary>
    RiskEarlyWarning,

    /// <summary>Other (其他).</summary>
    Other,
}

/// <summary>Usual forms of meetings.</summary>
public enum MeetingForm
{
    /// <summary>Face to face (面對面).</summary>
    FaceToFace,

    /// <summary>Video (視訊).</summary>
    Video,

    /// <summary>Phone (電話).</summary>
    Phone,

    /// <summary>One to one (一對一).</summary>
    OneToOne,

    /// <summary>Internal review (內部審查).</summary>
    InternalReview,

    /// <summary>Stand-up (站會).</summary>
    StandUp,

    /// <summary>Workshop (工作坊).</summary>
    Workshop,
}
