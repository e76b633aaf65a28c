using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Objectives;
using Marketing.Domain.Phrases;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A strategy block (策略) with its tactics.</summary>
public sealed record Strategy : PlanPartContent
{
    /// <summary>What it is about.</summary>
    public StrategyKind? Kind { get; init; }

    /// <summary>Name of the strategy.</summary>
    /// <example>价格策略</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>The strategy in one statement (策略).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Statement { get; init; }

    /// <summary>Responsible parties.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>The responsible parties in the plan's own words, as one text.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? OwnersText { get; init; }

    /// <summary>Its tactics, in their order.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<StrategyItem> Items { get; init; } = [];

    /// <summary>Refs of the objectives it serves.</summary>
    [PartReference("objectives")]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Objectives { get; init; } = [];
}

/// <summary>One tactic of a strategy.</summary>
public sealed record StrategyItem
{
    /// <summary>Heading under which several tactics stand.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Group { get; init; }

    /// <summary>Short name.</summary>
    /// <example>价值定价</example>
    [MaxLength(ContentLimits.Name)]
    public string? Name { get; init; }

    /// <summary>The tactic in the plan's own words.</summary>
    /// <example>确保产品价格与所提供的价值相匹配。</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }
}

/// <summary>A loyalty programme (忠誠度計劃): tiers, points, benefits.</summary>
public sealed record LoyaltyProgramme : PlanPartContent
{
    /// <summary>Name of the programme.</summary>
    /// <example>会员积分计划</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>What the plan says of it as a whole.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Its tiers (会员等级), from the lowest.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<LoyaltyTier> Tiers { get; init; } = [];

    /// <summary>What earns points (积分规则).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PointRule> PointRules { get; init; } = [];

    /// <summary>What points are good for (兑换).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Redemptions { get; init; } = [];

    /// <summary>What referring others brings, for both sides (推荐奖励).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Referral { get; init; }

    /// <summary>What the one who refers gets.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ReferrerReward { get; init; }

    /// <summary>What the one who is referred gets.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? RefereeReward { get; init; }

    /// <summary>Services for the best customers (VIP服务).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> VipServices { get; init; } = [];

    /// <summary>Occasions on which customers are thought of, such as birthdays.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Occasions { get; init; } = [];

    /// <summary>Communities that belong to it (社群).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Communities { get; init; } = [];

    /// <summary>When it runs.</summary>
    public PeriodWindow? Window { get; init; }

    /// <summary>Responsible parties (責任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}

/// <summary>A tier of a loyalty programme (会员等级).</summary>
public sealed record LoyaltyTier
{
    /// <summary>Name of the tier.</summary>
    /// <example>金卡会员</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>What makes a customer reach it: spend, frequency, activity.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Criteria { get; init; }

    /// <summary>Spend from which on it is reached (消费金额).</summary>
    public PlannedMoney? Spend { get; init; }

    /// <summary>Purchases from which on it is reached (购买频率).</summary>
    public PlannedNumber? Purchases { get; init; }

    /// <summary>Activity or points from which on it is reached (活跃度).</summary>
    public PlannedNumber? Activity { get; init; }

    /// <summary>What it gives.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Benefits { get; init; } = [];
}

/// <summary>What earns how many points.</summary>
public sealed record PointRule
{
    /// <summary>What the customer does.</summary>
    /// <example>每消费1元</example>
    [MaxLength(ContentLimits.Text)]
    public required string Event { get; init; }

    /// <summary>Points for it.</summary>
    public PlannedNumber? Points { get; init; }
}

/// <summary>A campaign or event (營銷活動).</summary>
public sealed record Campaign : PlanPartContent
{
    /// <summary>Name of the campaign.</summary>
    /// <example>新品发布会</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>What kind of campaign it is, in the plan's words.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Kind { get; init; }

    /// <summary>Its theme (主题).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Theme { get; init; }

    /// <summary>What is done.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Ref of the phase it belongs to.</summary>
    [PartReference("phases")]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Phase { get; init; }

    /// <summary>Refs of the work packages it grows out of.</summary>
    [PartReference("work-packages")]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> WorkPackages { get; init; } = [];

    /// <summary>Channels and platforms it uses (渠道).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Customer segments it addresses.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Segments { get; init; } = [];

    /// <summary>Partners such as KOL, media, agencies, distributors (合作伙伴).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Partners { get; init; } = [];

    /// <summary>What is published for it (内容资产).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<CampaignContent> Contents { get; init; } = [];

    /// <summary>Its offers (优惠).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<CampaignOffer> Offers { get; init; } = [];

    /// <summary>When it runs.</summary>
    public PeriodWindow? Window { get; init; }

    /// <summary>How often, for one that comes again (定期推出).</summary>
    [MaxLength(PhraseReading.Most)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>How many of its kind are planned (两场大型品牌推广活动).</summary>
    public PlannedNumber? Quantity { get; init; }

    /// <summary>Responsible parties.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Refs of the budget lines that pay for it.</summary>
    [PartReference("budget-lines")]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> BudgetLines { get; init; } = [];

    /// <summary>Refs of the objectives it serves.</summary>
    [PartReference("objectives")]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Objectives { get; init; } = [];

    /// <summary>What it is to reach itself.</summary>
    [MaxLength(Objective.MaxMeasures)]
    public IReadOnlyList<TargetMeasure> Measures { get; init; } = [];

    /// <summary>How its benefit is evaluated (效益评估).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Evaluation { get; init; }
}

/// <summary>A piece of content (内容资产).</summary>
public sealed record CampaignContent
{
    /// <summary>Title.</summary>
    /// <example>产品概念视频</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Title { get; init; }

    /// <summary>Its format.</summary>
    public ContentFormat? Format { get; init; }

    /// <summary>Where it is published.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Channel { get; init; }

    /// <summary>How many pieces.</summary>
    public PlannedNumber? Quantity { get; init; }

    /// <summary>On which day it is published.</summary>
    public PlannedDate? PublishOn { get; init; }

    /// <summary>How often, for a series (每周Z篇).</summary>
    [MaxLength(PhraseReading.Most)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];
}

/// <summary>An offer to customers (优惠).</summary>
public sealed record CampaignOffer
{
    /// <summary>What kind of offer it is.</summary>
    public OfferKind? Kind { get; init; }

    /// <summary>The offer in the plan's own words.</summary>
    /// <example>首销优惠</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>Its conditions.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Terms { get; init; }

    /// <summary>When it is good.</summary>
    public PeriodWindow? Window { get; init; }

    /// <summary>What it must not do, such as selling below cost.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Guardrail { get; init; }
}

/// <summary>What a strategy is about.</summary>
public enum StrategyKind
{
    /// <summary>Product (產品).</summary>
    Product,

    /// <summary>Price (價格).</summary>
    Price,

    /// <summary>Channel (通路).</summary>
    Channel,

    /// <summary>Promotion (促銷).</summary>
    Promotion,

    /// <summary>Customer relations (客戶關係).</summary>
    Crm,

    /// <summary>Data collection (數據收集).</summary>
    DataCollection,

    /// <summary>Data analysis (數據分析).</summary>
    DataAnalysis,

    /// <summary>Optimisation (優化).</summary>
    Optimisation,

    /// <summary>Reporting (報告).</summary>
    Reporting,

    /// <summary>Customer insight (客戶洞察).</summary>
    CustomerInsight,

    /// <summary>Touchpoints (觸點).</summary>
    Touchpoint,

    /// <summary>Personalisation (個性化).</summary>
    Personalisation,

    /// <summary>Loyalty (忠誠度).</summary>
    Loyalty,

    /// <summary>Employee enablement (員工賦能).</summary>
    EmployeeEnablement,

    /// <summary>Brand (品牌).</summary>
    Brand,

    /// <summary>Risk management (風險管理).</summary>
    RiskManagement,

    /// <summary>Other (其他).</summary>
    Other,
}

/// <summary>Formats of content.</summary>
public enum ContentFormat
{
    /// <summary>Image and text (圖文).</summary>
    ImageText,

    /// <summary>Video (影片).</summary>
    Video,

    /// <summary>Live stream (直播).</summary>
    Live,

    /// <summary>Poster (海報).</summary>
    Poster,

    /// <summary>Article (文章).</summary>
    Article,

    /// <summary>Report (報告).</summary>
    Report,

    /// <summary>Review (測評).</summary>
    Review,

    /// <summary>Tutorial (教程).</summary>
    Tutorial,

    /// <summary>Press release (新聞稿).</summary>
    PressRelease,
}

/// <summary>Kinds of offers.</summary>
public enum OfferKind
{
    /// <summary>Early bird (早鳥優惠).</summary>
    EarlyBird,

    /// <summary>First sale (首銷優惠).</summary>
    FirstSale,

    /// <summary>Flash sale (限時搶購).</summary>
    FlashSale,

    /// <summary>Discount (折扣).</summary>
    Discount,

    /// <summary>Reduction from an amount on (滿減).</summary>
    ThresholdReduction,

    /// <summary>Bundle (組合銷售).</summary>
    Bundle,

    /// <summary>Gift (贈品).</summary>
    Gift,

    /// <summary>Prize draw (抽獎).</summary>
    PrizeDraw,

    /// <summary>Member price (會員價).</summary>
    MemberPrice,

    /// <summary>Sales incentive (銷售獎勵).</summary>
    SalesIncentive,
}
