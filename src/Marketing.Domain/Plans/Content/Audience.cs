using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A customer segment of the plan (客户分群) and the rule that defines it.</summary>
public sealed record PlanSegment : PlanPartContent
{
    /// <summary>The segment, as named in the plan.</summary>
    public required SegmentRef Segment { get; init; }

    /// <summary>Method of segmentation.</summary>
    public SegmentMethod? Method { get; init; }

    /// <summary>Description of the segment.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Rule that decides whether a customer belongs to the segment (分群规则).</summary>
    /// <example>近12个月消费不少于3次且金额不少于2000元</example>
    [MaxLength(ContentLimits.Text)]
    public string? Rule { get; init; }

    /// <summary>Value tier of its customers (客户等级).</summary>
    public CustomerTier? Tier { get; init; }

    /// <summary>Actual or expected number of customers.</summary>
    public PlannedNumber? Size { get; init; }

    /// <summary>Share of all customers or of revenue.</summary>
    public PercentRange? Share { get; init; }

    /// <summary>Needs of its customers.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Strategy for the segment (策略).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Approach { get; init; }

    /// <summary>Refs of the personas that represent the segment.</summary>
    [PartReference(PlanSectionName.Personas)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Personas { get; init; } = [];
}

/// <summary>A channel in the plan (渠道): its current state and its planned role.</summary>
public sealed record PlanChannel : PlanPartContent
{
    /// <summary>The channel, as named in the plan.</summary>
    public required ChannelRef Channel { get; init; }

    /// <summary>Type of the channel in this plan.</summary>
    public ChannelType? Type { get; init; }

    /// <summary>Platform, as named in the plan (微信, 抖音).</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Platform { get; init; }

    /// <summary>Whether the channel is owned, earned or paid.</summary>
    public ChannelOwnership? Ownership { get; init; }

    /// <summary>Description: current use, strengths and limits.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Role of the channel in this plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Role { get; init; }

    /// <summary>Share of the budget (预算占比).</summary>
    public PercentRange? BudgetShare { get; init; }

    /// <summary>Past spend on the channel (历史投入).</summary>
    public PlannedMoney? HistoricSpend { get; init; }

    /// <summary>Period covered by the past spend.</summary>
    /// <example>2026年</example>
    [MaxLength(ContentLimits.Name)]
    public string? HistoricPeriod { get; init; }

    /// <summary>Results so far (效果).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? PastEffect { get; init; }

    /// <summary>Whether the channel is already in use at the time of planning.</summary>
    public bool? Active { get; init; }

    /// <summary>Responsible parties (责任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}

/// <summary>An external partner (合作伙伴), such as media, a KOL, an agency, a distributor or a supplier.</summary>
public sealed record PlanPartner : PlanPartContent
{
    /// <summary>The partner, as named in the plan. It can be a group, such as 头部科技媒体.</summary>
    public required PartnerRef Partner { get; init; }

    /// <summary>Kind of partner.</summary>
    public PartnerKind? Kind { get; init; }

    /// <summary>Role of the partner in the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Role { get; init; }

    /// <summary>Selection criteria (招募标准).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Criteria { get; init; }

    /// <summary>Terms, support and incentives (合作条款, 支持政策).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Terms { get; init; }

    /// <summary>Number of partners wanted (新增X家核心经销商).</summary>
    public PlannedNumber? Quantity { get; init; }

    /// <summary>Planned cost.</summary>
    public PlannedMoney? PlannedCost { get; init; }

    /// <summary>Parties responsible for the partner.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];
}
