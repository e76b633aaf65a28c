using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Campaigns;

/// <summary>What a campaign says.</summary>
public record CampaignTerms
{
    /// <summary>A campaign that says nothing yet. It is not valid.</summary>
    public static readonly CampaignTerms Empty = new() { Title = "", Kind = CampaignKind.Other };

    /// <summary>The plan that the campaign carries out; null for a campaign without a plan.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Short code, unique among the campaigns of the workspace. Generated if omitted.</summary>
    /// <example>LAUNCH-EVENT</example>
    [MaxLength(Campaign.CodeLength)]
    [RegularExpression(ValueLimits.TrimmedPattern)]
    public string? Code { get; init; }

    /// <summary>Title.</summary>
    /// <example>新品发布会</example>
    [MaxLength(Campaign.TitleLength)]
    [NotBlank]
    [SingleLine]
    public required string Title { get; init; }

    /// <summary>Kind of campaign.</summary>
    public required CampaignKind Kind { get; init; }

    /// <summary>Theme (主题).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Theme { get; init; }

    /// <summary>Description.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>First and last day, in the time zone of the plan; without a plan, in that of the workspace.</summary>
    public CampaignWindow? Window { get; init; }

    /// <summary>Ref of the phase of the plan that the campaign belongs to.</summary>
    [PartReference(PlanSectionName.Phases)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? PhaseRef { get; init; }

    /// <summary>Refs of the work packages of the plan that the campaign is part of.</summary>
    [PartReference(PlanSectionName.WorkPackages)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> TaskRefs { get; init; } = [];

    /// <summary>Refs of the objectives of the plan that the campaign supports.</summary>
    [PartReference(PlanSectionName.Objectives)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> ObjectiveRefs { get; init; } = [];

    /// <summary>Codes of the channels used.</summary>
    /// <example>["WECHAT"]</example>
    [MaxLength(ContentLimits.Items)]
    [Items(Catalogues.CatalogueName.CodeLength, Pattern = ValueLimits.TrimmedPattern)]
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Customer segments targeted.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<SegmentRef> Segments { get; init; } = [];

    /// <summary>Partners, such as KOLs, media, agencies and distributors.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartnerRef> Partners { get; init; } = [];

    /// <summary>Responsible parties.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>The budget lines that fund the campaign.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<CampaignBudgetLine> BudgetLines { get; init; } = [];

    /// <summary>Content published for the campaign, with its rhythm.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PlanCampaignContent> Contents { get; init; } = [];

    /// <summary>Offers to customers, with their terms and guardrails.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PlanCampaignOffer> Offers { get; init; } = [];

    /// <summary>Parameters of links, by which analytics recognises visits of the campaign.</summary>
    public CampaignUtm? Utm { get; init; }

    /// <summary>Whether the campaign is a pilot. It is closed as validated, adjusted or terminated.</summary>
    public bool IsPilot { get; init; }

    /// <summary>The pilot that the campaign rolls out. The campaign starts only once the pilot is validated.</summary>
    public Guid? PilotId { get; init; }

    /// <summary>
    /// Whether the campaign uses data of customers. Where the settings of the workspace say so, it starts once the legal department has
    /// countersigned it.
    /// </summary>
    public bool UsesCustomerData { get; init; }

    /// <summary>Returns the terms without what a derived record adds.</summary>
    public CampaignTerms Alone() => new(this);

    /// <summary>Returns the broken rules.</summary>
    public IEnumerable<RuleFault> Check()
    {
        foreach (var fault in ContentTree.Faults(this))
        {
            yield return fault;
        }

        if (Window is { End: { } end, Start: var start } && end < start)
        {
            yield return RuleFault.Of("/window/end", "campaign.windowNotRising", ("start", start), ("end", end));
        }

        if (PlanId is null && ContentTree.Nodes(this).FirstOrDefault(node => node.Reference is not null) is { } reference)
        {
            yield return RuleFault.Of(reference.Pointer, "campaign.refWithoutPlan", ("ref", reference.Value));
        }
    }

    /// <summary>Returns the names that can refer to catalogue entries, except for channels that are named by code.</summary>
    public IEnumerable<ICatalogueRef> References() => ContentTree.Nodes(this).Select(node => node.Value).OfType<ICatalogueRef>();
}

/// <summary>Kinds of campaigns.</summary>
public enum CampaignKind
{
    /// <summary>Promotion (促销).</summary>
    Promotion,

    /// <summary>Product launch (新品上市).</summary>
    Launch,

    /// <summary>Content campaign (内容营销).</summary>
    Content,

    /// <summary>Event (活动).</summary>
    Event,

    /// <summary>Campaign for existing customers (客户运营).</summary>
    Crm,

    /// <summary>Another kind.</summary>
    Other,
}

/// <summary>The days on which a campaign runs.</summary>
public sealed record CampaignWindow
{
    /// <summary>First day.</summary>
    /// <example>2027-03-01</example>
    public required DateOnly Start { get; init; }

    /// <summary>Last day; null for a campaign without an end.</summary>
    /// <example>2027-05-31</example>
    public DateOnly? End { get; init; }
}

/// <summary>A line of a budget.</summary>
public sealed record CampaignBudgetLine
{
    /// <summary>Code of the budget.</summary>
    /// <example>BRAND-2027</example>
    [MaxLength(Budget.CodeLength)]
    [RegularExpression(ValueLimits.TrimmedPattern)]
    public required string BudgetCode { get; init; }

    /// <summary>Code of the line.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    [RegularExpression(ValueLimits.TrimmedPattern)]
    public required string LineCode { get; init; }
}

/// <summary>Parameters of links (UTM).</summary>
public sealed record CampaignUtm
{
    public const int Length = 200;

    /// <summary>`utm_source`.</summary>
    /// <example>wechat</example>
    [MaxLength(Length)]
    public string? Source { get; init; }

    /// <summary>`utm_medium`.</summary>
    /// <example>cpc</example>
    [MaxLength(Length)]
    public string? Medium { get; init; }

    /// <summary>`utm_campaign`.</summary>
    /// <example>launch-2027</example>
    [MaxLength(Length)]
    public string? Campaign { get; init; }

    /// <summary>`utm_term`.</summary>
    [MaxLength(Length)]
    public string? Term { get; init; }

    /// <summary>`utm_content`.</summary>
    [MaxLength(Length)]
    public string? Content { get; init; }
}
