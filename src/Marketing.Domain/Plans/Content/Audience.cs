using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A group of customers the plan distinguishes (客户分群), with the rule that makes it.</summary>
public sealed record PlanSegment : PlanPartContent
{
    /// <summary>The segment, as the plan names it.</summary>
    public required SegmentRef Segment { get; init; }

    /// <summary>How the plan tells the group apart.</summary>
    public SegmentMethod? Method { get; init; }

    /// <summary>What the plan says of it.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>The rule by which a customer belongs to it (分群规则).</summary>
    /// <example>近12个月消费不少于3次且金额不少于2000元</example>
    [MaxLength(ContentLimits.Text)]
    public string? Rule { get; init; }

    /// <summary>The value tier it stands for (客户等级).</summary>
    public CustomerTier? Tier { get; init; }

    /// <summary>How many customers it holds, or is expected to hold.</summary>
    public PlannedNumber? Size { get; init; }

    /// <summary>Its share in customers or revenue.</summary>
    public PercentRange? Share { get; init; }

    /// <summary>What its customers need.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>How the plan treats it (策略).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Approach { get; init; }

    /// <summary>Refs of the personas that stand for it.</summary>
    [PartReference(PlanSectionName.Personas)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Personas { get; init; } = [];
}

/// <summary>A channel in the plan: how it stands today and what part it is to play (渠道).</summary>
public sealed record PlanChannel : PlanPartContent
{
    /// <summary>The channel, as the plan names it.</summary>
    public required ChannelRef Channel { get; init; }

    /// <summary>What kind of channel it is, in the plan.</summary>
    public ChannelType? Type { get; init; }

    /// <summary>The platform as the plan names it (微信, 抖音).</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Platform { get; init; }

    /// <summary>Whether it is owned, earned or paid.</summary>
    public ChannelOwnership? Ownership { get; init; }

    /// <summary>What the plan says of it: present use, strengths, limits.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>What it is to do in this plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Role { get; init; }

    /// <summary>Its share of the budget (预算占比).</summary>
    public PercentRange? BudgetShare { get; init; }

    /// <summary>What was spent on it before (历史投入).</summary>
    public PlannedMoney? HistoricSpend { get; init; }

    /// <summary>The period that the past spend covers.</summary>
    /// <example>2026年</example>
    [MaxLength(ContentLimits.Name)]
    public string? HistoricPeriod { get; init; }

    /// <summary>How well it has worked so far (效果).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? PastEffect { get; init; }

    /// <summary>Whether it is in use when the plan is written.</summary>
    public bool? Active { get; init; }

    /// <summary>Responsible parties (責任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}

/// <summary>A partner outside the company that the plan counts on: media, KOL, agency, distributor, supplier (合作伙伴).</summary>
public sealed record PlanPartner : PlanPartContent
{
    /// <summary>The partner as the plan names it; may be a group, such as 头部科技媒体.</summary>
    public required PartnerRef Partner { get; init; }

    /// <summary>What kind of partner it is.</summary>
    public PartnerKind? Kind { get; init; }

    /// <summary>What it does for the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Role { get; init; }

    /// <summary>How it is chosen (招募标准).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Criteria { get; init; }

    /// <summary>Terms, support and incentives (合作条款, 支持政策).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Terms { get; init; }

    /// <summary>How many of them are wanted (新增X家核心经销商).</summary>
    public PlannedNumber? Quantity { get; init; }

    /// <summary>What they are planned to cost.</summary>
    public PlannedMoney? PlannedCost { get; init; }

    /// <summary>Who looks after them.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}
