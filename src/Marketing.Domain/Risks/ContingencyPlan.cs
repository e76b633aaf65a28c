using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Risks;

public readonly record struct ContingencyPlanId(Guid Value) : IEntityId<ContingencyPlanId>
{
    public static ContingencyPlanId From(Guid value) => new(value);

    public int CompareTo(ContingencyPlanId other) => Value.CompareTo(other.Value);
}

/// <summary>What to do in a crisis. It is drilled from the day on which it exists (R22).</summary>
public sealed class ContingencyPlan : Resource<ContingencyPlanId>
{
    public const int TitleLength = 300;

    protected override string TypeName => ResourceTypes.ContingencyPlan;

    protected override Guid? Parent => PlanId?.Value;

    private ContingencyPlan() { }

    private ContingencyPlan(WorkspaceId workspaceId)
        : base(workspaceId) { }

    [AuditMembers]
    public ContingencyTerms Terms { get; private set; } = ContingencyTerms.Empty;

    /// <summary>The part of the plan that it was adopted from, as it was then.</summary>
    public AdoptedContingencyPlan? Adopted { get; private set; }

    /// <summary>The ref of that part, in the form in which refs are compared.</summary>
    [NotAudited]
    public string? PartKey { get; private set; }

    [NotAudited]
    public PlanId? PlanId { get; private set; }

    [NotAudited]
    public PartyId? OwnerId { get; private set; }

    [NotAudited]
    public string SearchText { get; private set; } = "";

    /// <summary>Creates a contingency plan.</summary>
    /// <param name="workspaceId">The workspace.</param>
    /// <param name="terms">What it says.</param>
    /// <param name="part">The part that it is adopted from.</param>
    public static Result<ContingencyPlan> Create(WorkspaceId workspaceId, ContingencyTerms terms, AdoptedContingencyPlan? part = null)
    {
        var plan = new ContingencyPlan(workspaceId) { Adopted = part, PartKey = part is null ? null : PartRef.KeyOf(part.Ref) };
        return plan.Write(terms) is { Succeeded: false, Error: var error } ? error : plan;
    }

    /// <summary>Replaces what it says.</summary>
    public Result<Done> Write(ContingencyTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.Check().ToList() is { Count: > 0 } faults)
        {
            return new RulesBroken(faults);
        }

        if (Adopted is { Ref: var name } && terms.PlanId != PlanId?.Value && Terms != ContingencyTerms.Empty)
        {
            return new RulesBroken([RuleFault.Of("/planId", "contingencyPlan.planFixed", ("ref", name))]);
        }

        Terms = terms;
        PlanId = terms.PlanId is { } plan ? Plans.PlanId.From(plan) : null;
        OwnerId = terms.OwnerId is { } owner ? PartyId.From(owner) : null;
        SearchText = Text.SearchText.Normalise($"{terms.Title}\n{terms.Text}");
        return Done.Now;
    }

    /// <summary>Names another party as owner.</summary>
    public void Assign(PartyId owner) => (OwnerId, Terms) = (owner, Terms with { OwnerId = owner.Value });

    /// <summary>The first day on which a drill may be due after another one, or after the plan exists; null without a rhythm.</summary>
    /// <param name="before">The day of the drill before; null for the first one.</param>
    public DateOnly? NextDrill(DateOnly? before)
    {
        if ((before ?? Terms.EstablishedOn) is not { } from)
        {
            return null;
        }

        var rhythms = Terms.Drills.Where(rhythm => rhythm is { Kind: FrequencyKind.Recurring, Every: not null, Unit: not null });
        var days = rhythms.Select(rhythm => After(from, rhythm.Every!.Value, rhythm.Unit!.Value)).ToList();
        return days.Count == 0 ? null : days.Min();
    }

    private static DateOnly After(DateOnly day, int every, TimeUnit unit) =>
        unit switch
        {
            TimeUnit.Year => day.AddYears(every),
            TimeUnit.HalfYear => day.AddMonths(6 * every),
            TimeUnit.Quarter => day.AddMonths(3 * every),
            TimeUnit.Month => day.AddMonths(every),
            TimeUnit.Week => day.AddDays(7 * every),
            _ => day.AddDays(Math.Max(1, every)),
        };
}

/// <summary>The part of a plan that a contingency plan was adopted from.</summary>
/// <param name="Ref">Ref of the part.</param>
/// <param name="Content">What the part said.</param>
public sealed record AdoptedContingencyPlan([property: MaxLength(PlanPart.RefLength)] string Ref, PlanContingencyPlan Content);

/// <summary>What a contingency plan says.</summary>
public sealed record ContingencyTerms : IRuled
{
    internal static readonly ContingencyTerms Empty = new() { Title = "" };

    /// <summary>The plan that it belongs to; null for none.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Name of the contingency plan.</summary>
    /// <example>危机公关预案</example>
    [MaxLength(ContingencyPlan.TitleLength)]
    [NotBlank]
    [SingleLine]
    public required string Title { get; init; }

    /// <summary>Kind of crisis.</summary>
    public ContingencyKind? Kind { get; init; }

    /// <summary>What it is about.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Condition that activates it.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Activation { get; init; }

    /// <summary>Steps, in order.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>Spokesperson, and how the company speaks with one voice (统一口径).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Spokesperson { get; init; }

    /// <summary>Id of the party that leads the response.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>Ids of the risks that it covers.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<Guid> RiskIds { get; init; } = [];

    /// <summary>The day from which the contingency plan exists; drills begin then, not before.</summary>
    /// <example>2027-02-01</example>
    public DateOnly? EstablishedOn { get; init; }

    /// <summary>How often it is drilled (演练). The next drill is planned by itself.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Drills { get; init; } = [];

    /// <summary>Returns the broken rules of the rhythms.</summary>
    public IEnumerable<RuleFault> Check() => Drills.SelectMany((rhythm, i) => rhythm.Check().Select(fault => fault.Under($"/drills/{i}")));
}
