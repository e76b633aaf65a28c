using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Risks;

/// <summary>What a register says about a risk.</summary>
public sealed record RiskTerms : IRuled
{
    internal static readonly RiskTerms Empty = new() { Title = "", Category = RiskCategory.Other };

    /// <summary>The plan whose register the risk belongs to; null for a risk across plans.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Number or letter of the risk in its register.</summary>
    /// <example>R-7</example>
    [MaxLength(Risk.CodeLength)]
    [RegularExpression(ValueLimits.TrimmedPattern)]
    public string? Code { get; init; }

    /// <summary>Name of the risk.</summary>
    /// <example>市场推广活动效果不佳</example>
    [MaxLength(Risk.TitleLength)]
    [NotBlank]
    [SingleLine]
    public required string Title { get; init; }

    /// <summary>Category of the risk. Tolerances are set by category.</summary>
    public required RiskCategory Category { get; init; }

    /// <summary>What may happen (风险描述).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Why it may happen.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Cause { get; init; }

    /// <summary>The uncertain event itself.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Event { get; init; }

    /// <summary>What follows if it happens.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Effect { get; init; }

    /// <summary>Level of impact (影响程度).</summary>
    public RiskLevel? Impact { get; init; }

    /// <summary>Impact in words.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? ImpactText { get; init; }

    /// <summary>
    /// Level of probability (概率). With a level of impact and no rating, both levels count as the current rating on the 3×3 matrix.
    /// </summary>
    public RiskLevel? Probability { get; init; }

    /// <summary>How soon the risk may happen.</summary>
    public RiskProximity? Proximity { get; init; }

    /// <summary>Parties that watch the risk (责任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Responsible parties in words.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? OwnersText { get; init; }

    /// <summary>Id of the budget line that the risk threatens.</summary>
    public Guid? BudgetLineId { get; init; }

    /// <summary>Id of the campaign that the risk threatens.</summary>
    public Guid? CampaignId { get; init; }

    /// <summary>Ids of the tasks that the risk threatens.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<Guid> TaskIds { get; init; } = [];

    /// <summary>Refs of the objectives, work packages, campaigns and other parts of the plan that the risk threatens.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Affects { get; init; } = [];

    /// <summary>Chance that the risk happens, in percent. Used for the exposure in money.</summary>
    /// <example>30</example>
    [Range(typeof(decimal), "0", "100", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal? Chance { get; init; }

    /// <summary>Cost if the risk happens, at the least.</summary>
    /// <example>100000</example>
    [Range(typeof(decimal), "0", ValueLimits.MoneyAmount, ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal? CostLow { get; init; }

    /// <summary>Most likely cost if the risk happens.</summary>
    /// <example>200000</example>
    [Range(typeof(decimal), "0", ValueLimits.MoneyAmount, ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal? CostLikely { get; init; }

    /// <summary>Cost if the risk happens, at the most.</summary>
    /// <example>600000</example>
    [Range(typeof(decimal), "0", ValueLimits.MoneyAmount, ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal? CostHigh { get; init; }

    /// <summary>Currency of the costs, ISO 4217.</summary>
    /// <example>CNY</example>
    [CurrencyCode]
    [MaxLength(3)]
    public string? Currency { get; init; }

    /// <summary>Returns the broken rules: costs ascend, and have a currency with enough digits; refs need a plan.</summary>
    public IEnumerable<RuleFault> Check()
    {
        (string Member, decimal? Amount)[] costs = [("costLow", CostLow), ("costLikely", CostLikely), ("costHigh", CostHigh)];
        var given = costs.Where(cost => cost.Amount is not null).ToList();
        if (given.Count > 0 && Currency is null)
        {
            yield return RuleFault.Of("/currency", "risk.currencyMissing");
        }
        else if (Currency is { } currency)
        {
            var broken =
                given.Count == 0 ? Currencies.Check(0, currency) : given.SelectMany(cost => CheckCost(cost.Member, cost.Amount!.Value));
            foreach (var fault in broken)
            {
                yield return fault;
            }
        }

        foreach (var (before, after) in given.Zip(given.Skip(1)))
        {
            if (after.Amount < before.Amount)
            {
                yield return RuleFault.Of($"/{after.Member}", "risk.costsNotRising", ("cost", after.Amount), ("lower", before.Amount));
            }
        }

        if (Affects.Count > 0 && PlanId is null)
        {
            yield return RuleFault.Of("/planId", "risk.refsWithoutPlan", ("ref", Affects[0]));
        }
    }

    private IEnumerable<RuleFault> CheckCost(string member, decimal cost) =>
        Currencies.Check(cost, Currency!).Select(fault => fault.Pointer == "/currency" ? fault : fault with { Pointer = $"/{member}" });
}

/// <summary>How soon a risk may happen.</summary>
public enum RiskProximity
{
    /// <summary>At any moment.</summary>
    Now,

    /// <summary>Within a month.</summary>
    WithinMonth,

    /// <summary>Within a quarter.</summary>
    WithinQuarter,

    /// <summary>Within a year.</summary>
    WithinYear,

    /// <summary>Later.</summary>
    Later,
}
