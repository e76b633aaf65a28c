using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A section of the analysis (分析) with its points.</summary>
public sealed record PlanAnalysis : PlanPartContent
{
    /// <summary>Kind of analysis.</summary>
    public AnalysisKind? Kind { get; init; }

    /// <summary>Heading of the section.</summary>
    /// <example>竞争格局与差异化优势</example>
    [MaxLength(ContentLimits.Name)]
    public string? Title { get; init; }

    /// <summary>Text before the points.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Points, in order.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<AnalysisItem> Items { get; init; } = [];
}

/// <summary>A point of an analysis.</summary>
public sealed record AnalysisItem
{
    /// <summary>Heading shared by several points.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Group { get; init; }

    /// <summary>Short name.</summary>
    /// <example>主要竞品</example>
    [MaxLength(ContentLimits.Name)]
    public string? Name { get; init; }

    /// <summary>The point, as worded in the plan.</summary>
    /// <example>列举主要竞争产品,分析其优势与劣势。</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>PEST factor, for an analysis of the macro environment.</summary>
    public PestFactor? PestFactor { get; init; }

    /// <summary>SWOT quadrant, for a SWOT analysis.</summary>
    public SwotQuadrant? SwotQuadrant { get; init; }

    /// <summary>Figure in the point, such as a number of users or a share.</summary>
    public PlannedNumber? Figure { get; init; }

    /// <summary>Amount of money in the point, such as the market size (市场规模).</summary>
    public PlannedMoney? Amount { get; init; }

    /// <summary>Source of the data (数据来源).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Source { get; init; }

    /// <summary>Channel, for an inventory of channels (渠道现状).</summary>
    public ChannelRef? Channel { get; init; }

    /// <summary>Customer segment, for an analysis of the customer base (客户基础).</summary>
    public SegmentRef? Segment { get; init; }
}

/// <summary>A typical customer (用户画像).</summary>
public sealed record Persona : PlanPartContent
{
    /// <summary>Name of the persona.</summary>
    /// <example>目标用户</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Overall description.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Customer segment that the persona represents.</summary>
    public SegmentRef? Segment { get; init; }

    /// <summary>Age, gender, occupation, income, education and region (用户属性).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Demographics { get; init; } = [];

    /// <summary>Values, interests, lifestyle and motives (心理特征).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Psychographics { get; init; } = [];

    /// <summary>How these customers get information and buy (行为特征).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Behaviours { get; init; } = [];

    /// <summary>Pain points and needs (痛点与需求).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> PainsAndNeeds { get; init; } = [];
}

/// <summary>A competitor (竞品).</summary>
public sealed record Competitor : PlanPartContent
{
    /// <summary>Name of the competitor or product.</summary>
    /// <example>竞品A</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Positioning of the competitor.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Positioning { get; init; }

    /// <summary>Products of the competitor.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Products { get; init; }

    /// <summary>Pricing of the competitor.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Pricing { get; init; }

    /// <summary>Channels in which the competitor sells and advertises.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Channels { get; init; }

    /// <summary>Market share.</summary>
    public PlannedNumber? Share { get; init; }

    /// <summary>Strengths (优势).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Strengths { get; init; } = [];

    /// <summary>Weaknesses (劣势).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Weaknesses { get; init; } = [];

    /// <summary>Developments to watch (竞品动态).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> WatchNotes { get; init; } = [];
}

/// <summary>A customer journey (客户旅程) with its stages and touchpoints.</summary>
public sealed record PlanCustomerJourney : PlanPartContent
{
    /// <summary>Name of the journey.</summary>
    /// <example>新客户旅程</example>
    [MaxLength(ContentLimits.Name)]
    public string? Name { get; init; }

    /// <summary>Overall description.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Stages, in order.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<JourneyStep> Stages { get; init; } = [];
}

/// <summary>A stage of a customer journey.</summary>
public sealed record JourneyStep
{
    /// <summary>Stage of the journey.</summary>
    public JourneyStage? Stage { get; init; }

    /// <summary>Name of the stage, as worded in the plan.</summary>
    /// <example>认知</example>
    [MaxLength(ContentLimits.Name)]
    public string? Name { get; init; }

    /// <summary>Description of the stage.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Touchpoints in this stage (触点).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<Touchpoint> Touchpoints { get; init; } = [];
}

/// <summary>A touchpoint (触点): a place where customers and the company interact.</summary>
public sealed record Touchpoint
{
    /// <summary>Name of the touchpoint.</summary>
    /// <example>客服热线</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Channel of the touchpoint.</summary>
    public ChannelRef? Channel { get; init; }

    /// <summary>Party responsible for the touchpoint.</summary>
    public PartyRef? Owner { get; init; }

    /// <summary>Customers' feelings at the touchpoint (情绪).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Emotion { get; init; }

    /// <summary>Customers' pain points (痛点).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Pains { get; init; } = [];

    /// <summary>Customers' expectations (期望).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Expectations { get; init; } = [];

    /// <summary>Customer satisfaction.</summary>
    public PlannedNumber? Satisfaction { get; init; }
}

/// <summary>Kinds of analysis.</summary>
public enum AnalysisKind
{
    /// <summary>Macro environment (宏观环境).</summary>
    MacroEnvironment,

    /// <summary>Industry and competition (行业与竞争).</summary>
    IndustryCompetition,

    /// <summary>Consumer behaviour (消费者行为).</summary>
    ConsumerBehaviour,

    /// <summary>SWOT (SWOT分析).</summary>
    Swot,

    /// <summary>Product profile (产品简介).</summary>
    ProductProfile,

    /// <summary>Market opportunity (市场机遇).</summary>
    MarketOpportunity,

    /// <summary>Persona (用户画像).</summary>
    Persona,

    /// <summary>Positioning (定位).</summary>
    Positioning,

    /// <summary>Present channels (通路现状).</summary>
    ChannelInventory,

    /// <summary>Present evaluation (评估现状).</summary>
    EvaluationStatus,

    /// <summary>Challenges (挑战).</summary>
    Challenges,

    /// <summary>Customer base (客户基础).</summary>
    CustomerBase,

    /// <summary>Customer journey (客户旅程).</summary>
    CustomerJourney,

    /// <summary>Loyalty status (忠诚度现状).</summary>
    LoyaltyStatus,

    /// <summary>Internal capability (内部能力).</summary>
    InternalCapability,

    /// <summary>Other (其他).</summary>
    Other,
}

/// <summary>Factors of the macro environment (PEST).</summary>
public enum PestFactor
{
    /// <summary>Political and legal (政策法规).</summary>
    PoliticalLegal,

    /// <summary>Economic (经济).</summary>
    Economic,

    /// <summary>Social and cultural (社会文化).</summary>
    SocialCultural,

    /// <summary>Technological (技术).</summary>
    Technological,
}

/// <summary>Quadrants of a SWOT analysis, and the position derived from them.</summary>
public enum SwotQuadrant
{
    /// <summary>Strength (优势).</summary>
    Strength,

    /// <summary>Weakness (劣势).</summary>
    Weakness,

    /// <summary>Opportunity (机会).</summary>
    Opportunity,

    /// <summary>Threat (威胁).</summary>
    Threat,

    /// <summary>Strategic position (策略定位).</summary>
    Position,
}

/// <summary>Stages of a customer journey.</summary>
public enum JourneyStage
{
    /// <summary>Awareness (认知).</summary>
    Awareness,

    /// <summary>Interest (兴趣).</summary>
    Interest,

    /// <summary>Purchase (购买).</summary>
    Purchase,

    /// <summary>Use (使用).</summary>
    Use,

    /// <summary>Service (服务).</summary>
    Service,

    /// <summary>Loyalty (忠诚).</summary>
    Loyalty,

    /// <summary>Advocacy (推荐).</summary>
    Advocacy,
}
