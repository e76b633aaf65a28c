using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A research activity, such as a survey, interviews, a focus group or a test (调研).</summary>
public sealed record ResearchActivity : PlanPartContent
{
    /// <summary>Name of the activity.</summary>
    /// <example>季度满意度问卷</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Research method.</summary>
    public ResearchMethod? Method { get; init; }

    /// <summary>Purpose of the research.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Purpose { get; init; }

    /// <summary>People surveyed or observed.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Respondents { get; init; }

    /// <summary>Number of respondents.</summary>
    public PlannedNumber? SampleSize { get; init; }

    /// <summary>Topics of the research.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>How often recurring research takes place.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Period in which the research takes place.</summary>
    public PeriodWindow? Window { get; init; }

    /// <summary>Deadlines for the results.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>Deliverables (产出).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Output { get; init; }

    /// <summary>Responsible parties (责任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Refs of the work packages that the research belongs to.</summary>
    [PartReference(PlanSectionName.WorkPackages)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> WorkPackages { get; init; } = [];
}

/// <summary>A planned experiment (A/B测试): hypothesis, variants and decision rule.</summary>
public sealed record PlanExperiment : PlanPartContent
{
    /// <summary>Name of the experiment.</summary>
    /// <example>首页改版测试</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>What the experiment varies.</summary>
    public ExperimentSubject? Subject { get; init; }

    /// <summary>Hypothesis to test (假设).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Hypothesis { get; init; }

    /// <summary>Variants to compare.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PlanExperimentVariant> Variants { get; init; } = [];

    /// <summary>Metric that decides the outcome.</summary>
    public MetricRef? Metric { get; init; }

    /// <summary>Audience of the experiment.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Audience { get; init; }

    /// <summary>Number of participants.</summary>
    public PlannedNumber? SampleSize { get; init; }

    /// <summary>Period in which the experiment runs.</summary>
    public PeriodWindow? Window { get; init; }

    /// <summary>Rule that derives the decision from the result.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? DecisionRule { get; init; }

    /// <summary>Responsible parties (责任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Ref of the work package that the experiment belongs to.</summary>
    [PartReference(PlanSectionName.WorkPackages)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? WorkPackage { get; init; }
}

/// <summary>A variant of an experiment.</summary>
public sealed record PlanExperimentVariant
{
    /// <summary>Name of the variant.</summary>
    /// <example>B</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>How the variant differs from the others.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Whether this is the control, which keeps the current state.</summary>
    public bool? Control { get; init; }

    /// <summary>Share of the audience.</summary>
    public PercentRange? Share { get; init; }
}

/// <summary>An analysis of the plan's data (数据分析), such as funnel, AARRR, RFM or attribution.</summary>
public sealed record AnalyticsMethod : PlanPartContent
{
    /// <summary>Name of the analysis.</summary>
    /// <example>用户转化漏斗</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Heading of the group that the analysis belongs to.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Group { get; init; }

    /// <summary>Kind of analysis.</summary>
    public AnalyticsKind? Kind { get; init; }

    /// <summary>Description and purpose of the analysis.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Attribution models used (归因模型).</summary>
    [MaxLength(10)]
    public IReadOnlyList<AttributionModel> AttributionModels { get; init; } = [];

    /// <summary>Stages of the AARRR model analysed.</summary>
    [MaxLength(10)]
    public IReadOnlyList<AarrrStage> AarrrStages { get; init; } = [];

    /// <summary>Steps of the funnel or path, in order.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>Resulting indicators.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<MetricRef> Indicators { get; init; } = [];

    /// <summary>Tools and systems needed.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>How often the analysis takes place.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Responsible parties (责任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}

/// <summary>A rule for data in the plan (数据治理): sources, quality, security or privacy.</summary>
public sealed record DataRule : PlanPartContent
{
    /// <summary>Heading of the group that the rule belongs to.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Group { get; init; }

    /// <summary>Short name.</summary>
    /// <example>访问权限管理</example>
    [MaxLength(ContentLimits.Name)]
    public string? Name { get; init; }

    /// <summary>Subject of the rule.</summary>
    public DataRuleKind? Kind { get; init; }

    /// <summary>The rule, as worded in the plan.</summary>
    /// <example>客户数据加密存储,按岗位授权访问。</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>Data sources or systems covered.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>How often compliance is checked.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Responsible parties (责任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}

/// <summary>Research methods.</summary>
public enum ResearchMethod
{
    /// <summary>Survey (问卷调查).</summary>
    Survey,

    /// <summary>Interview (用户访谈).</summary>
    Interview,

    /// <summary>Focus group (焦点小组).</summary>
    FocusGroup,

    /// <summary>Desk research (案头研究).</summary>
    DeskResearch,

    /// <summary>Product test (产品测试).</summary>
    ProductTest,

    /// <summary>Mystery shopping (神秘顾客).</summary>
    MysteryShopping,

    /// <summary>Observation (现场观察).</summary>
    Observation,

    /// <summary>Social listening (舆情聆听).</summary>
    SocialListening,

    /// <summary>Purchased data (数据购买).</summary>
    DataPurchase,

    /// <summary>Other (其他).</summary>
    Other,
}

/// <summary>Subjects of experiments.</summary>
public enum ExperimentSubject
{
    /// <summary>Function and design (功能设计).</summary>
    FunctionDesign,

    /// <summary>Advertising creative (广告创意).</summary>
    AdCreative,

    /// <summary>Audience (目标人群).</summary>
    Audience,

    /// <summary>Page or path (页面路径).</summary>
    PagePath,

    /// <summary>Promotion (促销).</summary>
    Promotion,

    /// <summary>Pricing (定价).</summary>
    Pricing,

    /// <summary>Channel model (通路模式).</summary>
    ChannelModel,

    /// <summary>Other (其他).</summary>
    Other,
}

/// <summary>Kinds of data analysis.</summary>
public enum AnalyticsKind
{
    /// <summary>Funnel (漏斗分析).</summary>
    Funnel,

    /// <summary>Path (路径分析).</summary>
    Path,

    /// <summary>AARRR (AARRR模型).</summary>
    Aarrr,

    /// <summary>RFM (RFM模型).</summary>
    Rfm,

    /// <summary>Attribution (归因分析).</summary>
    Attribution,

    /// <summary>Channel performance (通路效果分析).</summary>
    ChannelPerformance,

    /// <summary>Segmentation (客户分群).</summary>
    Segmentation,

    /// <summary>Cohort (同期群分析).</summary>
    Cohort,

    /// <summary>Prediction (预测).</summary>
    Prediction,

    /// <summary>Sentiment (舆情分析).</summary>
    Sentiment,

    /// <summary>Experiment (A/B测试).</summary>
    Experiment,

    /// <summary>Dashboard (数据看板).</summary>
    Dashboard,

    /// <summary>Other (其他).</summary>
    Other,
}

/// <summary>Attribution models.</summary>
public enum AttributionModel
{
    /// <summary>Linear (线性归因).</summary>
    Linear,

    /// <summary>Time decay (时间衰减归因).</summary>
    TimeDecay,

    /// <summary>U-shaped (U型归因).</summary>
    UShaped,

    /// <summary>Markov chain (马尔可夫链归因).</summary>
    Markov,
}

/// <summary>Stages of the AARRR model.</summary>
public enum AarrrStage
{
    /// <summary>Acquisition (用户获取).</summary>
    Acquisition,

    /// <summary>Activation (激活).</summary>
    Activation,

    /// <summary>Retention (留存).</summary>
    Retention,

    /// <summary>Revenue (收益).</summary>
    Revenue,

    /// <summary>Referral (推荐).</summary>
    Referral,
}

/// <summary>Subjects of data rules.</summary>
public enum DataRuleKind
{
    /// <summary>Collection (数据收集).</summary>
    Collection,

    /// <summary>Integration (数据整合).</summary>
    Integration,

    /// <summary>Quality (数据品质).</summary>
    Quality,

    /// <summary>Security (数据安全).</summary>
    Security,

    /// <summary>Access rights (存取权限).</summary>
    Access,

    /// <summary>Privacy (隐私保护).</summary>
    Privacy,

    /// <summary>Retention and deletion (保存与删除).</summary>
    Retention,

    /// <summary>Legal review (合规审查).</summary>
    Compliance,

    /// <summary>Other (其他).</summary>
    Other,
}
