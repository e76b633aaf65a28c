using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Phrases;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A risk (風險) with its responses and triggers.</summary>
public sealed record PlanRisk : PlanPartContent
{
    /// <summary>Number by which the plan counts it.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Code { get; init; }

    /// <summary>Name of the risk.</summary>
    /// <example>市场推广活动效果不佳</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>What kind of risk it is.</summary>
    public RiskCategory? Category { get; init; }

    /// <summary>What may happen (風險描述).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>How hard it would hit (影響程度).</summary>
    public RiskLevel? Impact { get; init; }

    /// <summary>The impact in the plan's own words.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ImpactText { get; init; }

    /// <summary>How likely it is (概率).</summary>
    public RiskLevel? Probability { get; init; }

    /// <summary>Who watches over it (責任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>The responsible parties in the plan's own words, as one text.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? OwnersText { get; init; }

    /// <summary>What is done about it (應對措施, 預案).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PlanRiskTreatment> Responses { get; init; } = [];

    /// <summary>What gives early warning (预警, 触发阈值).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PlanRiskTrigger> Triggers { get; init; } = [];

    /// <summary>Points at which adjusting or stopping must be decided (止损点).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PlanRiskTrigger> StopLoss { get; init; } = [];

    /// <summary>Refs of the work packages it endangers.</summary>
    [PartReference(PlanSectionName.WorkPackages)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> WorkPackages { get; init; } = [];
}

/// <summary>A measure against a risk (應對措施).</summary>
public sealed record PlanRiskTreatment : IPlanItem
{
    /// <summary>The treatment's name in the plan, unique there. Generated if a new one has none.</summary>
    /// <example>R1/1</example>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Ref { get; init; }

    /// <summary>The measure in the plan's own words.</summary>
    /// <example>调整推广策略,增加互动环节</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>Whether it keeps the risk from happening or deals with it once it has.</summary>
    public RiskTreatmentKind? Kind { get; init; }

    /// <summary>Who carries it out (責任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>The responsible parties in the plan's own words, as one text.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? OwnersText { get; init; }

    /// <summary>When it is carried out, in the plan's own words (執行時間).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? TimingText { get; init; }

    /// <summary>By when, for what is done once.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>How often, for what recurs (每月进行一次演练).</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Refs of the contingency plans it puts into force (启动预案).</summary>
    [PartReference(PlanSectionName.ContingencyPlans)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> ContingencyPlans { get; init; } = [];

    IPlanItem IPlanItem.Named(string givenRef) => this with { Ref = givenRef };
}

/// <summary>A threshold that calls for a reaction.</summary>
public sealed record PlanRiskTrigger : IRuled
{
    /// <summary>The threshold in the plan's own words.</summary>
    /// <example>负面评论占比超过10%</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>The metric it looks at.</summary>
    public MetricRef? Metric { get; init; }

    /// <summary>How the figure must compare with the threshold to fire.</summary>
    public Comparator? Comparator { get; init; }

    /// <summary>The threshold.</summary>
    public PlannedNumber? Threshold { get; init; }

    /// <summary>Number of units of time over which the figure is looked at (連續3天: 3); with its unit.</summary>
    [Range(1, ValueLimits.TimeAmount)]
    public int? WindowAmount { get; init; }

    /// <summary>Unit of that time.</summary>
    public TimeUnit? WindowUnit { get; init; }

    /// <summary>What must be decided once a stop-loss point is crossed.</summary>
    public StopLossDecision? Decision { get; init; }

    /// <summary>Who is told.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Notify { get; init; } = [];

    /// <summary>Rules that the trigger breaks: a window needs its number and its unit; those of the threshold.</summary>
    public IEnumerable<RuleFault> Check()
    {
        var faults = Threshold?.Check().Select(fault => fault.Under("/threshold")) ?? [];
        return WindowAmount is null == WindowUnit is null
            ? faults
            : faults.Append(RuleFault.Of("/windowUnit", "risk.windowAndUnitTogether", ("windowAmount", WindowAmount), ("windowUnit", WindowUnit)));
    }
}

/// <summary>A control over the whole risk register (風險控制).</summary>
public sealed record PlanRiskControl : PlanPartContent
{
    /// <summary>Short name.</summary>
    /// <example>风险跟踪</example>
    [MaxLength(ContentLimits.Name)]
    public string? Name { get; init; }

    /// <summary>The control in the plan's own words.</summary>
    /// <example>定期跟踪风险应对措施的实施情况。</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>How often.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Responsible parties.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}

/// <summary>Levels of impact and probability.</summary>
public enum RiskLevel
{
    /// <summary>High (高).</summary>
    High,

    /// <summary>Medium (中).</summary>
    Medium,

    /// <summary>Low (低).</summary>
    Low,
}

/// <summary>Kinds of risks.</summary>
public enum RiskCategory
{
    /// <summary>Market effect (市場效果).</summary>
    MarketEffect,

    /// <summary>Competition (競爭).</summary>
    Competition,

    /// <summary>Customer demand (客戶需求).</summary>
    CustomerDemand,

    /// <summary>Customer satisfaction (客戶滿意度).</summary>
    CustomerSatisfaction,

    /// <summary>Loyalty programme (忠誠度計劃).</summary>
    LoyaltyProgramme,

    /// <summary>Brand image (品牌形象).</summary>
    BrandImage,

    /// <summary>Media and sentiment (媒體輿情).</summary>
    MediaSentiment,

    /// <summary>Crisis response (危機應對).</summary>
    CrisisResponse,

    /// <summary>Systems and technology (系統技術).</summary>
    SystemTechnology,

    /// <summary>Data quality (數據品質).</summary>
    DataQuality,

    /// <summary>Data privacy (數據隱私).</summary>
    DataPrivacy,

    /// <summary>Error of analysis (分析失誤).</summary>
    AnalysisError,

    /// <summary>Schedule (進度).</summary>
    Schedule,

    /// <summary>Shortage of resources (資源不足).</summary>
    ResourceShortage,

    /// <summary>Capability (能力不足).</summary>
    Capability,

    /// <summary>Resistance to execution (執行阻力).</summary>
    ExecutionResistance,

    /// <summary>Collaboration (協作).</summary>
    Collaboration,

    /// <summary>Channel conflict (通路衝突).</summary>
    ChannelConflict,

    /// <summary>Platform policy (平台政策).</summary>
    PlatformPolicy,

    /// <summary>Regulation (法規).</summary>
    Regulation,

    /// <summary>Product quality (產品品質).</summary>
    ProductQuality,

    /// <summary>Supply chain (供應鏈).</summary>
    SupplyChain,

    /// <summary>Budget overrun (預算超支).</summary>
    BudgetOverrun,

    /// <summary>Cash flow (現金流).</summary>
    CashFlow,

    /// <summary>Loss of talent (人才流失).</summary>
    TalentLoss,

    /// <summary>Failed innovation (創新失敗).</summary>
    InnovationFailure,

    /// <summary>Other (其他).</summary>
    Other,
}

/// <summary>What a measure against a risk does.</summary>
public enum RiskTreatmentKind
{
    /// <summary>Prevents (預防).</summary>
    Preventive,

    /// <summary>Deals with it (應對).</summary>
    Corrective,
}

/// <summary>What a stop-loss point calls for.</summary>
public enum StopLossDecision
{
    /// <summary>Adjust (調整).</summary>
    Adjust,

    /// <summary>Terminate (終止).</summary>
    Terminate,

    /// <summary>Adjust or terminate (調整或終止).</summary>
    AdjustOrTerminate,
}
