using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;

namespace Marketing.Domain.Loyalty;

public readonly record struct LoyaltyProgrammeId(Guid Value) : IEntityId<LoyaltyProgrammeId>
{
    public static LoyaltyProgrammeId From(Guid value) => new(value);

    public int CompareTo(LoyaltyProgrammeId other) => Value.CompareTo(other.Value);
}

/// <summary>
/// A loyalty programme for customers, of a plan or of none. It belongs to execution: no revision of a plan contains it. The points of
/// single members are kept elsewhere.
/// </summary>
public sealed class LoyaltyProgramme : Resource<LoyaltyProgrammeId>
{
    public const int CodeLength = 50;

    protected override string TypeName => ResourceTypes.LoyaltyProgramme;

    protected override Guid? Parent => PlanId?.Value;

    private LoyaltyProgramme() { }

    private LoyaltyProgramme(WorkspaceId workspaceId)
        : base(workspaceId) { }

    /// <summary>What the programme says.</summary>
    [AuditMembers]
    public LoyaltyTerms Terms { get; private set; } = LoyaltyTerms.Empty;

    public LoyaltyStatus Status { get; private set; }

    /// <summary>The steps taken so far, the oldest first.</summary>
    public IReadOnlyList<LoyaltyStep> Steps { get; private set; } = [];

    [NotAudited]
    public PlanId? PlanId { get; private set; }

    [NotAudited]
    public PartyId? OwnerId { get; private set; }

    /// <summary>The code in upper case: codes are unique regardless of case.</summary>
    [NotAudited]
    public string CodeKey { get; private set; } = "";

    /// <summary>Normalised name, code and description.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    /// <summary>Returns the form in which codes are compared.</summary>
    public static string KeyOf(string code) => code.ToUpperInvariant();

    /// <summary>Creates a programme that is planned.</summary>
    public static Result<LoyaltyProgramme> Plan(WorkspaceId workspaceId, LoyaltyTerms terms)
    {
        var programme = new LoyaltyProgramme(workspaceId);
        return programme.Write(terms) is { Succeeded: false, Error: var error } ? error : programme;
    }

    /// <summary>Replaces what the programme says.</summary>
    public Result<Done> Write(LoyaltyTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.Check().ToList() is { Count: > 0 } faults)
        {
            return new RulesBroken(faults);
        }

        Describe(terms);
        return Done.Now;
    }

    /// <summary>Takes a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="on">The day on which it took effect.</param>
    /// <param name="today">Today's date in the time zone of the plan.</param>
    /// <param name="at">The time at which it is recorded.</param>
    public Result<Done> Take(LoyaltyMove step, DateOnly on, DateOnly today, DateTime at)
    {
        var next = new LoyaltyLife(Steps).After(step, on, today, at);
        if (!next.Succeeded)
        {
            return next.Error;
        }

        (Status, Steps) = (next.Value.Status, next.Value.Steps);
        return Done.Now;
    }

    /// <summary>Names another party as owner.</summary>
    public void Assign(PartyId owner) => Describe(Terms with { OwnerId = owner.Value });

    private void Describe(LoyaltyTerms terms)
    {
        Terms = terms;
        PlanId = terms.PlanId is { } plan ? Plans.PlanId.From(plan) : null;
        OwnerId = terms.OwnerId is { } owner ? PartyId.From(owner) : null;
        CodeKey = KeyOf(terms.Code);
        SearchText = Text.SearchText.Normalise(string.Join('\n', terms.Name, terms.Code, terms.Text ?? ""));
    }
}

public sealed record LoyaltyProgrammeNotFound(Guid Id) : NotFoundError("loyaltyProgramme.notFound");

/// <summary>Another programme has the code.</summary>
public sealed record LoyaltyProgrammeCodeTaken([Arg("code")] string ProgrammeCode, Guid ExistingId, string Pointer = "/code")
    : ConflictError("loyaltyProgramme.codeTaken");

/// <summary>The status of the programme does not allow the step.</summary>
public sealed record LoyaltyProgrammeInWrongStatus(LoyaltyStatus Status, IReadOnlyList<string> Allowed)
    : ConflictError("loyaltyProgramme.wrongStatus");
