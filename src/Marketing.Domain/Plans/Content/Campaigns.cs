using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A campaign or event (营销活动).</summary>
public sealed record PlanCampaign : PlanPartContent
{
    /// <summary>Name of the campaign.</summary>
    /// <example>新品发布会</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Kind of campaign, as worded in the plan.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Kind { get; init; }

    /// <summary>Theme of the campaign (主题).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Theme { get; init; }

    /// <summary>Description of the campaign.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Ref of the phase that the campaign belongs to.</summary>
    [PartReference(PlanSectionName.Phases)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Phase { get; init; }

    /// <summary>Refs of the work packages that the campaign is part of.</summary>
    [PartReference(PlanSectionName.WorkPackages)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> WorkPackages { get; init; } = [];

    /// <summary>Channels and platforms used (渠道).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<ChannelRef> Channels { get; init; } = [];

    /// <summary>Customer segments targeted.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<SegmentRef> Segments { get; init; } = [];

    /// <summary>Partners, such as KOLs, media, agencies and distributors (合作伙伴).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartnerRef> Partners { get; init; } = [];

    /// <summary>Content published for the campaign (内容资产).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PlanCampaignContent> Contents { get; init; } = [];

    /// <summary>Offers to customers (优惠).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PlanCampaignOffer> Offers { get; init; } = [];

    /// <summary>Period in which the campaign runs.</summary>
    public PeriodWindow? Window { get; init; }

    /// <summary>How often a recurring campaign takes place (定期推出).</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Number of such campaigns planned (两场大型品牌推广活动).</summary>
    public PlannedNumber? Quantity { get; init; }

    /// <summary>Responsible parties (责任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Refs of the budget lines that fund the campaign.</summary>
    [PartReference(PlanSectionName.BudgetLines)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> BudgetLines { get; init; } = [];

    /// <summary>Refs of the objectives that the campaign supports.</summary>
    [PartReference(PlanSectionName.Objectives)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Objectives { get; init; } = [];

    /// <summary>Targets of the campaign itself.</summary>
    [MaxLength(Objective.MaxMeasures)]
    public IReadOnlyList<TargetMeasure> Measures { get; init; } = [];

    /// <summary>How the results of the campaign are evaluated (效益评估).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Evaluation { get; init; }
}

/// <summary>A piece of content (内容资产).</summary>
public sealed record PlanCampaignContent
{
    /// <summary>Title of the content.</summary>
    /// <example>产品概念视频</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Title { get; init; }

    /// <summary>Format of the content.</summary>
    public ContentFormat? Format { get; init; }

    /// <summary>Channel in which the content is published.</summary>
    public ChannelRef? Channel { get; init; }

    /// <summary>Number of pieces.</summary>
    public PlannedNumber? Quantity { get; init; }

    /// <summary>Publication date.</summary>
    public PlannedDate? PublishOn { get; init; }

    /// <summary>How often a series is published (每周Z篇).</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];
}

/// <summary>An offer to customers (优惠).</summary>
public sealed record PlanCampaignOffer
{
    /// <summary>Kind of offer.</summary>
    public OfferKind? Kind { get; init; }

    /// <summary>The offer, as worded in the plan.</summary>
    /// <example>首销优惠</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>Conditions of the offer.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Terms { get; init; }

    /// <summary>Period in which the offer is valid.</summary>
    public PeriodWindow? Window { get; init; }

    /// <summary>Limit that the offer must respect, such as no sale below cost.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Guardrail { get; init; }
}

/// <summary>Formats of content.</summary>
public enum ContentFormat
{
    /// <summary>Image and text (图文).</summary>
    ImageText,

    /// <summary>Video (影片).</summary>
    Video,

    /// <summary>Live stream (直播).</summary>
    Live,

    /// <summary>Poster (海报).</summary>
    Poster,

    /// <summary>Article (文章).</summary>
    Article,

    /// <summary>Report (报告).</summary>
    Report,

    /// <summary>Review (测评).</summary>
    Review,

    /// <summary>Tutorial (教程).</summary>
    Tutorial,

    /// <summary>Press release (新闻稿).</summary>
    PressRelease,
}

/// <summary>Kinds of offers.</summary>
public enum OfferKind
{
    /// <summary>Early bird (早鸟优惠).</summary>
    EarlyBird,

    /// <summary>First sale (首销优惠).</summary>
    FirstSale,

    /// <summary>Flash sale (限时抢购).</summary>
    FlashSale,

    /// <summary>Discount (折扣).</summary>
    Discount,

    /// <summary>Discount above a minimum spend (满减).</summary>
    ThresholdReduction,

    /// <summary>Bundle (组合销售).</summary>
    Bundle,

    /// <summary>Gift (赠品).</summary>
    Gift,

    /// <summary>Prize draw (抽奖).</summary>
    PrizeDraw,

    /// <summary>Member price (会员价).</summary>
    MemberPrice,

    /// <summary>Sales incentive (销售奖励).</summary>
    SalesIncentive,
}
