using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Phrases;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A risk (风险) with its treatments and triggers.</summary>
public sealed record PlanRisk : PlanPartContent
{
    /// <summary>Number of the risk in the plan.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Code { get; init; }

    /// <summary>Name of the risk.</summary>
    /// <example>市场推广活动效果不佳</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Category of the risk.</summary>
    public RiskCategory? Category { get; init; }

    /// <summary>What may happen (风险描述).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Level of impact (影响程度).</summary>
    public RiskLevel? Impact { get; init; }

    /// <summary>Impact, as worded in the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ImpactText { get; init; }

    /// <summary>Level of probability (概率).</summary>
    public RiskLevel? Probability { get; init; }

    /// <summary>Parties that watch the risk (责任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Responsible parties, as worded in the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? OwnersText { get; init; }

    /// <summary>Treatments of the risk (应对措施, 预案).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PlanRiskTreatment> Responses { get; init; } = [];

    /// <summary>Early warning triggers (预警, 触发阈值).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PlanRiskTrigger> Triggers { get; init; } = [];

    /// <summary>Thresholds at which the plan must be adjusted or stopped (止损点).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PlanRiskTrigger> StopLoss { get; init; } = [];

    /// <summary>Refs of the work packages affected.</summary>
    [PartReference(PlanSectionName.WorkPackages)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> WorkPackages { get; init; } = [];
}

/// <summary>A treatment of a risk (应对措施).</summary>
public sealed record PlanRiskTreatment : IPlanItem
{
    /// <summary>Ref of the treatment, unique in the plan. Generated for a new treatment without one.</summary>
    /// <example>R1/1</example>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Ref { get; init; }

    /// <summary>The treatment, as worded in the plan.</summary>
    /// <example>调整推广策略,增加互动环节</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>Whether the treatment prevents the risk or reacts to it.</summary>
    public RiskTreatmentKind? Kind { get; init; }

    /// <summary>Responsible parties (责任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Responsible parties, as worded in the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? OwnersText { get; init; }

    /// <summary>Time of execution, as worded in the plan (执行时间).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? TimingText { get; init; }

    /// <summary>Deadlines of a one-off treatment.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>How often a recurring treatment takes place (每月进行一次演练).</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Refs of the contingency plans that the treatment activates (启动预案).</summary>
    [PartReference(PlanSectionName.ContingencyPlans)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> ContingencyPlans { get; init; } = [];

    IPlanItem IPlanItem.Named(string givenRef) => this with { Ref = givenRef };
}

/// <summary>A threshold that requires a reaction.</summary>
public sealed record PlanRiskTrigger : IRuled
{
    /// <summary>The threshold, as worded in the plan.</summary>
    /// <example>负面评论占比超过10%</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>Metric compared with the threshold.</summary>
    public MetricRef? Metric { get; init; }

    /// <summary>Comparison that fires the trigger.</summary>
    public Comparator? Comparator { get; init; }

    /// <summary>Value of the threshold.</summary>
    public PlannedNumber? Threshold { get; init; }

    /// <summary>Length of the observation window, in units of <c>windowUnit</c>, which is then required (连续3天: 3).</summary>
    [Range(1, ValueLimits.TimeAmount)]
    public int? WindowAmount { get; init; }

    /// <summary>Unit of the observation window.</summary>
    public TimeUnit? WindowUnit { get; init; }

    /// <summary>Decision required once a stop-loss point is crossed.</summary>
    public StopLossDecision? Decision { get; init; }

    /// <summary>Parties to notify.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Notify { get; init; } = [];

    /// <summary>Returns the broken rules: a window requires amount and unit, and the threshold must be valid.</summary>
    public IEnumerable<RuleFault> Check()
    {
        var faults = Threshold?.Check().Select(fault => fault.Under("/threshold")) ?? [];
        return WindowAmount is null == WindowUnit is null
            ? faults
            : faults.Append(
                RuleFault.Of("/windowUnit", "risk.windowAndUnitTogether", ("windowAmount", WindowAmount), ("windowUnit", WindowUnit))
            );
    }
}

/// <summary>A control for all risks of the plan (风险控制).</summary>
public sealed record PlanRiskControl : PlanPartContent
{
    /// <summary>Short name.</summary>
    /// <example>风险跟踪</example>
    [MaxLength(ContentLimits.Name)]
    public string? Name { get; init; }

    /// <summary>The control, as worded in the plan.</summary>
    /// <example>定期跟踪风险应对措施的实施情况。</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>How often the control takes place.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Responsible parties (责任人).</summary>
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

/// <summary>Categories of risks.</summary>
public enum RiskCategory
{
    /// <summary>Market effect (市场效果).</summary>
    MarketEffect,

    /// <summary>Competition (竞争).</summary>
    Competition,

    /// <summary>Customer demand (客户需求).</summary>
    CustomerDemand,

    /// <summary>Customer satisfaction (客户满意度).</summary>
    CustomerSatisfaction,

    /// <summary>Loyalty programme (忠诚度计划).</summary>
    LoyaltyProgramme,

    /// <summary>Brand image (品牌形象).</summary>
    BrandImage,

    /// <summary>Media and sentiment (媒体舆情).</summary>
    MediaSentiment,

    /// <summary>Crisis response (危机应对).</summary>
    CrisisResponse,

    /// <summary>Systems and technology (系统技术).</summary>
    SystemTechnology,

    /// <summary>Data quality (数据品质).</summary>
    DataQuality,

    /// <summary>Data privacy (数据隐私).</summary>
    DataPrivacy,

    /// <summary>Analysis error (分析失误).</summary>
    AnalysisError,

    /// <summary>Schedule (进度).</summary>
    Schedule,

    /// <summary>Resource shortage (资源不足).</summary>
    ResourceShortage,

    /// <summary>Capability (能力不足).</summary>
    Capability,

    /// <summary>Resistance to execution (执行阻力).</summary>
    ExecutionResistance,

    /// <summary>Collaboration (协作).</summary>
    Collaboration,

    /// <summary>Channel conflict (通路冲突).</summary>
    ChannelConflict,

    /// <summary>Platform policy (平台政策).</summary>
    PlatformPolicy,

    /// <summary>Regulation (法规).</summary>
    Regulation,

    /// <summary>Product quality (产品品质).</summary>
    ProductQuality,

    /// <summary>Supply chain (供应链).</summary>
    SupplyChain,

    /// <summary>Budget overrun (预算超支).</summary>
    BudgetOverrun,

    /// <summary>Cash flow (现金流).</summary>
    CashFlow,

    /// <summary>Talent loss (人才流失).</summary>
    TalentLoss,

    /// <summary>Failed innovation (创新失败).</summary>
    InnovationFailure,

    /// <summary>Other (其他).</summary>
    Other,
}

/// <summary>Kinds of risk treatments.</summary>
public enum RiskTreatmentKind
{
    /// <summary>Preventive (预防).</summary>
    Preventive,

    /// <summary>Corrective (应对).</summary>
    Corrective,
}

/// <summary>Decisions at a stop-loss point.</summary>
public enum StopLossDecision
{
    /// <summary>Adjust (调整).</summary>
    Adjust,

    /// <summary>Terminate (终止).</summary>
    Terminate,

    /// <summary>Adjust or terminate (调整或终止).</summary>
    AdjustOrTerminate,
}
