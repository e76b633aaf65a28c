using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;

namespace Marketing.Domain.Loyalty;

/// <summary>What a loyalty programme says.</summary>
public record LoyaltyTerms
{
    /// <summary>A programme that says nothing yet. It is not valid.</summary>
    public static readonly LoyaltyTerms Empty = new() { Code = "", Name = "" };

    /// <summary>The plan whose objectives count the programme; null for a programme without a plan.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Short code, unique among the loyalty programmes of the workspace.</summary>
    /// <example>POINTS-2027</example>
    [MaxLength(LoyaltyProgramme.CodeLength)]
    [RegularExpression(ValueLimits.TrimmedPattern)]
    public required string Code { get; init; }

    /// <summary>Name.</summary>
    /// <example>会员积分计划</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    [SingleLine]
    public required string Name { get; init; }

    /// <summary>Overall description.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Id of the responsible party.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>Tiers, from the lowest.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<LoyaltyTier> Tiers { get; init; } = [];

    /// <summary>Rules for earning points.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PointRule> PointRules { get; init; } = [];

    /// <summary>Rewards that points can be redeemed for.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Redemptions { get; init; } = [];

    /// <summary>Reward for the referring customer.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ReferrerReward { get; init; }

    /// <summary>Reward for the referred customer.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? RefereeReward { get; init; }

    /// <summary>Services for VIP customers.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> VipServices { get; init; } = [];

    /// <summary>Occasions on which customers are contacted, such as birthdays.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Occasions { get; init; } = [];

    /// <summary>Returns the broken rules.</summary>
    public IEnumerable<RuleFault> Check() => ContentTree.Faults(this);
}
