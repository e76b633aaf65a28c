using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Domain.Risks;

public readonly record struct RiskId(Guid Value) : IEntityId<RiskId>
{
    public static RiskId From(Guid value) => new(value);

    public int CompareTo(RiskId other) => Value.CompareTo(other.Value);
}

/// <summary>
/// A risk of a register. It belongs to execution: a plan's parts are approved wording, and a risk that was adopted from one goes its own
/// way afterwards.
/// </summary>
public sealed class Risk : Resource<RiskId>
{
    public const int CodeLength = 50;
    public const int TitleLength = 300;
    public const int ReasonLength = 2_000;
    public const int MaxTreatments = 100;
    public const int MaxTriggers = 50;

    protected override string TypeName => ResourceTypes.Risk;

    protected override Guid? Parent => PlanId?.Value;

    private Risk() { }

    private Risk(WorkspaceId workspaceId)
        : base(workspaceId) { }

    [AuditMembers]
    public RiskTerms Terms { get; private set; } = RiskTerms.Empty;

    [NotAudited]
    public PlanId? PlanId { get; private set; }

    [NotAudited]
    public Plans.Content.RiskCategory Category { get; private set; }

    /// <summary>Ref of the part that it was adopted from.</summary>
    public string? PartRef { get; private set; }

    /// <summary>The ref in the form in which refs are compared.</summary>
    [NotAudited]
    public string? PartRefKey { get; private set; }

    public RiskStatus Status { get; private set; }

    /// <summary>Why it was closed or opened again.</summary>
    public string? StatusReason { get; private set; }

    /// <summary>The rating before any treatment.</summary>
    public PlacedRating? Inherent { get; private set; }

    /// <summary>The rating that was last made by hand.</summary>
    public PlacedRating? Current { get; private set; }

    /// <summary>The rating that is expected after the treatments.</summary>
    public PlacedRating? Residual { get; private set; }

    /// <summary>Score of the current rating; null if the risk is not rated.</summary>
    [NotAudited]
    public int? Score { get; private set; }

    /// <summary>Level of the current rating.</summary>
    [NotAudited]
    public RiskBand? Level { get; private set; }

    /// <summary>Row of the current rating in its matrix.</summary>
    [NotAudited]
    public int? ImpactValue { get; private set; }

    /// <summary>Column of the current rating in its matrix.</summary>
    [NotAudited]
    public int? ProbabilityValue { get; private set; }

    /// <summary>The matrix of the current rating; null for the built-in 3×3 matrix.</summary>
    [NotAudited]
    public RiskMatrixId? MatrixId { get; private set; }

    /// <summary>The version of that matrix.</summary>
    [NotAudited]
    public int? MatrixVersion { get; private set; }

    /// <summary>Whether the current rating exceeds what is tolerated for the category.</summary>
    public bool IsBeyondTolerance { get; private set; }

    /// <summary>The last day on which an acceptance covers the risk as it is rated; null without one.</summary>
    public DateOnly? AcceptedUntil { get; private set; }

    /// <summary>When the risk is assessed next.</summary>
    public DateOnly? NextReviewOn { get; private set; }

    [NotAudited]
    public string TitleKey { get; private set; } = "";

    [NotAudited]
    public string SearchText { get; private set; } = "";

    /// <summary>Registers a risk.</summary>
    /// <param name="workspaceId">The workspace.</param>
    /// <param name="terms">What it says.</param>
    /// <param name="partRef">Ref of the part that it is adopted from.</param>
    public static Result<Risk> Identify(WorkspaceId workspaceId, RiskTerms terms, string? partRef = null)
    {
        var risk = new Risk(workspaceId)
        {
            Status = RiskStatus.Identified,
            PartRef = partRef,
            PartRefKey = partRef is null ? null : Plans.Parts.PartRef.KeyOf(partRef),
        };
        return risk.Write(terms) is { Succeeded: false, Error: var error } ? error : risk;
    }

    /// <summary>Replaces what the register says.</summary>
    public Result<Done> Write(RiskTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.Check().ToList() is { Count: > 0 } faults)
        {
            return new RulesBroken(faults);
        }

        if (PartRef is not null && terms.PlanId != PlanId?.Value && Terms != RiskTerms.Empty)
        {
            return new RulesBroken([RuleFault.Of("/planId", "risk.planFixed", ("ref", PartRef))]);
        }

        (Terms, Category) = (terms, terms.Category);
        PlanId = terms.PlanId is { } plan ? Plans.PlanId.From(plan) : null;
        TitleKey = CatalogueName.Key(terms.Title);
        SearchText = Text.SearchText.Normalise(
            string.Join('\n', terms.Title, terms.Code, terms.Description, terms.Cause, terms.Event, terms.Effect)
        );
        Show();
        return Done.Now;
    }

    /// <summary>Takes a step of the life cycle, if the rule book allows it.</summary>
    /// <param name="verb">The step.</param>
    /// <param name="hasTreatment">Whether somebody plans to do something about the risk.</param>
    /// <param name="reason">Why it is closed or opened again.</param>
    public Result<Done> Take(RiskVerb verb, bool hasTreatment, string? reason)
    {
        var rule = RiskLifecycle.RuleOf(verb);
        if (!rule.From.Contains(Status))
        {
            return new RiskInWrongStatus(Id.Value, Status, rule.From);
        }

        if (verb == RiskVerb.Assess && Terms is { Impact: null, ImpactText: null } && Current is null)
        {
            return new RiskNotAssessable(Id.Value);
        }

        if (verb == RiskVerb.Plan && !hasTreatment)
        {
            return new RiskWithoutTreatment(Id.Value);
        }

        (Status, StatusReason) = (rule.To, reason);
        if (verb == RiskVerb.Reopen && Current is not null)
        {
            Status = RiskStatus.Assessed;
        }

        return Done.Now;
    }

    /// <summary>Records that a trigger has fired. A closed risk stays closed.</summary>
    public void Trigger() => Status = Status is RiskStatus.Closed or RiskStatus.Responding ? Status : RiskStatus.Triggered;

    /// <summary>Places the risk in its matrix.</summary>
    /// <param name="rating">The rating.</param>
    /// <param name="nextReview">When the risk is assessed next; null to keep the day.</param>
    public void Rate(RiskRating rating, DateOnly? nextReview = null)
    {
        ArgumentNullException.ThrowIfNull(rating);
        var placed = PlacedRating.Of(rating);
        switch (rating.Kind)
        {
            case RatingKind.Inherent:
                Inherent = placed;
                break;
            case RatingKind.Residual:
                Residual = placed;
                break;
            default:
                Current = placed;
                break;
        }

        NextReviewOn = nextReview ?? NextReviewOn;
        Show();
    }

    /// <summary>Plans the next assessment.</summary>
    public void ReviewOn(DateOnly day) => NextReviewOn = day;

    /// <summary>Records that an acceptance covers the risk until the end of a day.</summary>
    public void Accept(DateOnly until) => AcceptedUntil = until;

    /// <summary>
    /// Records that no acceptance covers the risk any longer. It has to be judged again, unless it is closed or people respond to it.
    /// </summary>
    public void EndAcceptance()
    {
        AcceptedUntil = null;
        Status = Status is RiskStatus.Triggered or RiskStatus.Responding or RiskStatus.Closed ? Status : RiskStatus.Assessed;
    }

    /// <summary>The place of the risk: as rated, or as its levels say on the 3×3 matrix.</summary>
    public PlacedRating? Place => Current ?? PlacedRating.OfLevels(Terms.Impact, Terms.Probability);

    /// <summary>Names another entry in place of one that was merged into it.</summary>
    public void Repoint(RiskTerms terms) => Terms = terms;

    private void Show()
    {
        var place = Place;
        (Score, Level, ImpactValue, ProbabilityValue) = (place?.Score, place?.Level, place?.Impact, place?.Probability);
        MatrixVersion = place?.MatrixVersion;
        MatrixId = place?.MatrixId is { } matrix ? RiskMatrixId.From(matrix) : null;
        IsBeyondTolerance = place?.IsBeyondTolerance == true;
    }
}

/// <summary>An entry of a catalogue that a risk, or a row below it, names.</summary>
public sealed class RiskReference : IWorkspaceOwned
{
    public WorkspaceId WorkspaceId { get; init; }

    /// <summary>The risk, treatment or trigger that names the entry.</summary>
    public Guid HolderId { get; init; }

    public Guid EntryId { get; init; }

    /// <summary>The risk itself, or that of the row.</summary>
    public RiskId RiskId { get; init; }

    /// <summary>Whether the entry is a party that owns the risk.</summary>
    public bool IsOwner { get; init; }
}
