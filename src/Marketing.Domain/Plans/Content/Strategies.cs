using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A strategy (策略) with its tactics.</summary>
public sealed record Strategy : PlanPartContent
{
    /// <summary>Kind of strategy.</summary>
    public StrategyKind? Kind { get; init; }

    /// <summary>Name of the strategy.</summary>
    /// <example>价格策略</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>The strategy as one statement (策略).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Statement { get; init; }

    /// <summary>Responsible parties (责任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Responsible parties, as worded in the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? OwnersText { get; init; }

    /// <summary>Tactics, in order.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<StrategyItem> Items { get; init; } = [];

    /// <summary>Refs of the objectives that the strategy supports.</summary>
    [PartReference(PlanSectionName.Objectives)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Objectives { get; init; } = [];
}

/// <summary>A tactic of a strategy.</summary>
public sealed record StrategyItem
{
    /// <summary>Heading shared by several tactics.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Group { get; init; }

    /// <summary>Short name.</summary>
    /// <example>价值定价</example>
    [MaxLength(ContentLimits.Name)]
    public string? Name { get; init; }

    /// <summary>The tactic, as worded in the plan.</summary>
    /// <example>确保产品价格与所提供的价值相匹配。</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }
}

/// <summary>A loyalty programme (忠诚度计划) with its tiers, points and benefits.</summary>
public sealed record PlanLoyaltyProgramme : PlanPartContent
{
    /// <summary>Name of the programme.</summary>
    /// <example>会员积分计划</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Overall description.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Tiers, from the lowest (会员等级).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<LoyaltyTier> Tiers { get; init; } = [];

    /// <summary>Rules for earning points (积分规则).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PointRule> PointRules { get; init; } = [];

    /// <summary>Rewards that points can be redeemed for (兑换).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Redemptions { get; init; } = [];

    /// <summary>Referral rewards for both sides (推荐奖励).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Referral { get; init; }

    /// <summary>Reward for the referring customer.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ReferrerReward { get; init; }

    /// <summary>Reward for the referred customer.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? RefereeReward { get; init; }

    /// <summary>Services for VIP customers (VIP服务).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> VipServices { get; init; } = [];

    /// <summary>Occasions on which customers are contacted, such as birthdays.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Occasions { get; init; } = [];

    /// <summary>Communities of the programme (社群).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Communities { get; init; } = [];

    /// <summary>Period in which the programme runs.</summary>
    public PeriodWindow? Window { get; init; }

    /// <summary>Responsible parties (责任人).</summary>
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

    /// <summary>Criteria to reach the tier: spend, frequency or activity.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Criteria { get; init; }

    /// <summary>Minimum spend (消费金额).</summary>
    public PlannedMoney? Spend { get; init; }

    /// <summary>Minimum number of purchases (购买频率).</summary>
    public PlannedNumber? Purchases { get; init; }

    /// <summary>Minimum activity or points (活跃度).</summary>
    public PlannedNumber? Activity { get; init; }

    /// <summary>Benefits of the tier.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Benefits { get; init; } = [];
}

/// <summary>A rule for earning points.</summary>
public sealed record PointRule
{
    /// <summary>Action of the customer.</summary>
    /// <example>每消费1元</example>
    [MaxLength(ContentLimits.Text)]
    public required string Event { get; init; }

    /// <summary>Number of points earned.</summary>
    public PlannedNumber? Points { get; init; }
}

/// <summary>Kinds of strategies.</summary>
public enum StrategyKind
{
    /// <summary>Product (产品).</summary>
    Product,

    /// <summary>Price (价格).</summary>
    Price,

    /// <summary>Channel (通路).</summary>
    Channel,

    /// <summary>Promotion (促销).</summary>
    Promotion,

    /// <summary>Customer relations (客户关系).</summary>
    Crm,

    /// <summary>Data collection (数据收集).</summary>
    DataCollection,

    /// <summary>Data analysis (数据分析).</summary>
    DataAnalysis,

    /// <summary>Optimisation (优化).</summary>
    Optimisation,

    /// <summary>Reporting (报告).</summary>
    Reporting,

    /// <summary>Customer insight (客户洞察).</summary>
    CustomerInsight,

    /// <summary>Touchpoints (触点).</summary>
    Touchpoint,

    /// <summary>Personalisation (个性化).</summary>
    Personalisation,

    /// <summary>Loyalty (忠诚度).</summary>
    Loyalty,

    /// <summary>Employee enablement (员工赋能).</summary>
    EmployeeEnablement,

    /// <summary>Brand (品牌).</summary>
    Brand,

    /// <summary>Risk management (风险管理).</summary>
    RiskManagement,

    /// <summary>Other (其他).</summary>
    Other,
}
