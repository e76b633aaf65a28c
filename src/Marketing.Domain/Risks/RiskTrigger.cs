using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;

namespace Marketing.Domain.Risks;

public readonly record struct RiskTriggerId(Guid Value) : IEntityId<RiskTriggerId>
{
    public static RiskTriggerId From(Guid value) => new(value);

    public int CompareTo(RiskTriggerId other) => Value.CompareTo(other.Value);
}

/// <summary>A sign that a risk happens, or a point at which spending stops.</summary>
public sealed class RiskTrigger : Resource<RiskTriggerId>
{
    protected override string TypeName => ResourceTypes.RiskTrigger;

    protected override Guid? Parent => RiskId.Value;

    private RiskTrigger() { }

    private RiskTrigger(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public RiskId RiskId { get; private set; }

    [AuditMembers]
    public RiskTriggerTerms Terms { get; private set; } = RiskTriggerTerms.Empty;

    /// <summary>What it watches: a metric or a signal of the service; null while readings cannot fire it.</summary>
    [NotAudited]
    public string? WatchKey { get; private set; }

    /// <summary>Whether a signal of the service is beyond the threshold. Metrics have their history instead.</summary>
    [NotAudited]
    public bool IsCrossed { get; private set; }

    /// <summary>Returns the key under which triggers of a metric are found.</summary>
    public static string WatchKeyOf(Guid metric) => metric.ToString("N");

    /// <summary>Records that a signal of the service is beyond the threshold, or back behind it.</summary>
    public void Cross(bool crossed) => IsCrossed = crossed;

    /// <summary>Adds a trigger to a risk.</summary>
    public static Result<RiskTrigger> Add(Risk risk, RiskTriggerTerms terms)
    {
        ArgumentNullException.ThrowIfNull(risk);
        var trigger = new RiskTrigger(risk.WorkspaceId) { RiskId = risk.Id };
        return trigger.Write(terms) is { Succeeded: false, Error: var error } ? error : trigger;
    }

    /// <summary>Replaces what fires it.</summary>
    public Result<Done> Write(RiskTriggerTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.Check().ToList() is { Count: > 0 } faults)
        {
            return new RulesBroken(faults);
        }

        Terms = terms;
        Watch();
        return Done.Now;
    }

    /// <summary>Names another entry in place of one that was merged into it.</summary>
    public void Repoint(RiskTriggerTerms terms)
    {
        Terms = terms;
        Watch();
    }

    private void Watch()
    {
        var key = Terms.MetricId is { } metric ? WatchKeyOf(metric) : Terms.Metric;
        WatchKey = Terms.CanFire() ? key : null;
    }
}

/// <summary>What fires a trigger.</summary>
public sealed record RiskTriggerTerms : IRuled
{
    internal static readonly RiskTriggerTerms Empty = new();

    /// <summary>The sign in words.</summary>
    /// <example>负面评论占比超过10%</example>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>
    /// Code or name of the metric that is compared with the threshold, or a figure of the service: `budget.spentPercent` and
    /// `budget.runRatePercent` of the risk's budget line, `task.delayDays` of its tasks, `campaign.roiRatio`, `campaign.netRoi` and
    /// `campaign.cpa` of its campaign, `plan.attainment` and `reserve.coverage` of its plan. A trigger without one fires by hand.
    /// </summary>
    /// <example>budget.spentPercent</example>
    [MaxLength(ValueLimits.EntryText)]
    [NotBlank]
    [SingleLine]
    public string? Metric { get; init; }

    /// <summary>Id of the metric in the catalogue; found by code or name if omitted.</summary>
    public Guid? MetricId { get; init; }

    /// <summary>Comparison that fires the trigger.</summary>
    /// <example>gt</example>
    public Comparator? Comparator { get; init; }

    /// <summary>Value of the threshold; null while the plan has a placeholder.</summary>
    /// <example>10</example>
    [Range(
        typeof(decimal),
        ValueLimits.NegativeNumber,
        ValueLimits.Number,
        ParseLimitsInInvariantCulture = true,
        ConvertValueInInvariantCulture = true
    )]
    public decimal? Threshold { get; init; }

    /// <summary>The threshold as worded in the plan, with its unit or placeholder.</summary>
    [MaxLength(ValueLimits.Text)]
    public string? ThresholdText { get; init; }

    /// <summary>How long the comparison must hold before the trigger fires; at once if omitted.</summary>
    public RiskWindow? Window { get; init; }

    /// <summary>How far a value must go back behind the threshold before the trigger can fire again.</summary>
    /// <example>1</example>
    [Range(typeof(decimal), "0", ValueLimits.Number, ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal? Hysteresis { get; init; }

    /// <summary>What a stop-loss point blocks; null for an early warning.</summary>
    public RiskStopLoss? StopLoss { get; init; }

    /// <summary>Parties to notify.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Notify { get; init; } = [];

    /// <summary>Whether readings of the metric can fire it.</summary>
    public bool CanFire() => (MetricId is not null || RiskSignals.IsOwn(Metric)) && Comparator is not null && Threshold is not null;

    /// <summary>Returns the broken rules: a trigger without a metric has words.</summary>
    public IEnumerable<RuleFault> Check()
    {
        if (Metric is null && MetricId is null && string.IsNullOrWhiteSpace(Text))
        {
            yield return RuleFault.Of("/metric", "riskTrigger.metricOrText");
        }

        if (Hysteresis is not null && Comparator is Values.Comparator.Eq)
        {
            yield return RuleFault.Of("/hysteresis", "riskTrigger.hysteresisOfEqual");
        }
    }

    /// <summary>Returns what a trigger that is written by hand lacks. One that was adopted keeps the gaps of its plan.</summary>
    public IEnumerable<RuleFault> CheckComparison()
    {
        if ((Metric is not null || MetricId is not null) && Comparator is null)
        {
            yield return RuleFault.Of("/comparator", "riskTrigger.comparatorMissing");
        }

        if ((Metric is not null || MetricId is not null) && Threshold is null)
        {
            yield return RuleFault.Of("/threshold", "riskTrigger.thresholdMissing");
        }
    }
}

/// <summary>How long a comparison must hold.</summary>
/// <example>{"amount":3,"unit":"day"}</example>
public sealed record RiskWindow
{
    /// <summary>Number of units (连续3天: 3).</summary>
    [Range(1, ValueLimits.TimeAmount)]
    public required int Amount { get; init; }

    /// <summary>Unit.</summary>
    public required TimeUnit Unit { get; init; }
}

/// <summary>What a stop-loss point blocks until somebody decides (R25).</summary>
public sealed record RiskStopLoss
{
    /// <summary>Id of the budget line on which new spending is blocked.</summary>
    public Guid? BudgetLineId { get; init; }

    /// <summary>Id of the campaign on whose budget lines new spending is blocked.</summary>
    public Guid? CampaignId { get; init; }

    /// <summary>The decisions that the plan names; null for either.</summary>
    public StopLossDecision? Decision { get; init; }
}

/// <summary>What triggers can compare besides the metrics of the catalogue.</summary>
public static class RiskSignals
{
    /// <summary>Spent and committed money of the risk's budget line, in percent of what is approved.</summary>
    public const string BudgetSpentPercent = "budget.spentPercent";

    /// <summary>What the line will have spent at the end of the budget at its rate so far, in percent of what is approved.</summary>
    public const string BudgetRunRatePercent = "budget.runRatePercent";

    /// <summary>What the reserves of the plan have left ÷ P80 of the exposure of its risks.</summary>
    public const string ReserveCoverage = "reserve.coverage";

    /// <summary>The number of days by which a task of the risk is late.</summary>
    public const string TaskDelayDays = "task.delayDays";

    /// <summary>Revenue ÷ cost of the risk's campaign.</summary>
    public const string CampaignRoiRatio = "campaign.roiRatio";

    /// <summary>(Revenue − cost) ÷ cost of the risk's campaign.</summary>
    public const string CampaignNetRoi = "campaign.netRoi";

    /// <summary>Cost ÷ conversions of the risk's campaign.</summary>
    public const string CampaignCpa = "campaign.cpa";

    /// <summary>Mean attainment of the objectives that the risk affects, or of all of its plan.</summary>
    public const string PlanAttainment = "plan.attainment";

    /// <summary>All of these.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        BudgetSpentPercent,
        BudgetRunRatePercent,
        ReserveCoverage,
        TaskDelayDays,
        CampaignRoiRatio,
        CampaignNetRoi,
        CampaignCpa,
        PlanAttainment,
    ];

    /// <summary>Those that bookings change.</summary>
    public static readonly IReadOnlyList<string> OfMoney = [BudgetSpentPercent, BudgetRunRatePercent, ReserveCoverage];

    /// <summary>Those that daily results change.</summary>
    public static readonly IReadOnlyList<string> OfResults = [CampaignRoiRatio, CampaignNetRoi, CampaignCpa];

    /// <summary>Those that time alone changes.</summary>
    public static readonly IReadOnlyList<string> OfTime = [TaskDelayDays, BudgetRunRatePercent, PlanAttainment];

    /// <summary>Whether a metric is one of these.</summary>
    public static bool IsOwn(string? metric) => metric is not null && All.Contains(metric);
}
