using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Text;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans;

public readonly record struct PlanId(Guid Value) : IEntityId<PlanId>
{
    public static PlanId From(Guid value) => new(value);

    public int CompareTo(PlanId other) => Value.CompareTo(other.Value);
}

/// <summary>A marketing work plan: its cover and narrative. Its other content is stored as parts.</summary>
public sealed class Plan : Resource<PlanId>, IHasContent
{
    protected override string TypeName => ResourceTypes.Plan;

    private Plan() { }

    private Plan(WorkspaceId workspaceId)
        : base(workspaceId) { }

    [AuditMembers]
    public PlanHeader Header { get; private set; } = PlanHeader.Empty;

    /// <summary>Schema version of <see cref="Header"/>.</summary>
    [NotAudited]
    public int HeaderSchemaVersion { get; private set; }

    /// <summary>Short name, unique in the workspace.</summary>
    [NotAudited]
    public string? Code { get; private set; }

    /// <summary>The code in upper case: codes are unique regardless of case.</summary>
    [NotAudited]
    public string? CodeKey { get; private set; }

    [NotAudited]
    public string Title { get; private set; } = "";

    [NotAudited]
    public PlanType PlanType { get; private set; }

    [NotAudited]
    public string Language { get; private set; } = "";

    [NotAudited]
    public string Currency { get; private set; } = "";

    [NotAudited]
    public DateOnly? PeriodStart { get; private set; }

    [NotAudited]
    public string? PeriodStartPlaceholder { get; private set; }

    [NotAudited]
    public string? PeriodStartText { get; private set; }

    [NotAudited]
    public DateOnly? PeriodEnd { get; private set; }

    [NotAudited]
    public string? PeriodEndPlaceholder { get; private set; }

    [NotAudited]
    public string? PeriodEndText { get; private set; }

    public PlanStatus Status { get; private set; }

    /// <summary>Number of the open revision; null while none is open.</summary>
    public int? WorkingRevision { get; private set; }

    /// <summary>Number of the approved revision that is in force.</summary>
    public int? InForceRevision { get; private set; }

    /// <summary>The number of content writes, as in the plan's latest revision. It increases without a new version.</summary>
    [NotAudited]
    public long ContentVersion { get; private set; }

    [NotAudited]
    public DateTime ContentUpdatedAt { get; private set; }

    /// <summary>Normalised title, for sorting.</summary>
    [NotAudited]
    public string TitleKey { get; private set; } = "";

    [NotAudited]
    public string SearchText { get; private set; } = "";

    /// <summary>Creates a plan with its first revision, which is open for changes.</summary>
    public static Result<Plan> Draft(WorkspaceId workspaceId, PlanHeader header)
    {
        var plan = new Plan(workspaceId) { Status = PlanStatus.NotInForce, WorkingRevision = 1 };
        return plan.Write(header) is { Succeeded: false, Error: var error } ? error : plan;
    }

    /// <summary>Whether a newer build wrote the header. This build can read it, but writing it would lose data.</summary>
    public bool HasNewerSchema => HeaderSchemaVersion > ContentSchemas.Current.VersionOf(typeof(PlanHeader));

    /// <summary>Approves the open revision, which ends it as working copy.</summary>
    /// <param name="revision">The open revision.</param>
    /// <param name="hash">The content that was approved.</param>
    public Result<Done> Approve(PlanRevision revision, byte[] hash)
    {
        var approved = revision.Approve(hash);
        if (approved.Succeeded)
        {
            WorkingRevision = null;
        }

        return approved;
    }

    /// <summary>Makes an approved revision the one that the company works by.</summary>
    public Result<Done> BringIntoForce(PlanRevision revision)
    {
        if (revision.Unless(RevisionStatus.Approved) is { } wrong)
        {
            return wrong;
        }

        InForceRevision = revision.Number;
        return Done.Now;
    }

    /// <summary>Opens the next revision, which starts with the content of the latest one.</summary>
    public Result<PlanRevision> Revise(PlanRevision latest)
    {
        var next = latest.Next();
        if (next.Succeeded)
        {
            WorkingRevision = next.Value.Number;
        }

        return next;
    }

    /// <summary>Counts a write of content that changes the plan itself; others are counted in the database.</summary>
    public void CountContent() => ContentVersion++;

    /// <summary>Returns the form in which codes are compared.</summary>
    public static string? KeyOf(string? code) => code?.ToUpperInvariant();

    /// <summary>Replaces the cover and narrative.</summary>
    public Result<Done> Write(PlanHeader header)
    {
        if (HasNewerSchema)
        {
            return new PlanNewerSchema(Id.Value);
        }

        var faults = header.Check().ToList();
        if (faults.Count > 0)
        {
            return new RulesBroken(faults);
        }

        (Header, HeaderSchemaVersion) = (header, ContentSchemas.Current.VersionOf(typeof(PlanHeader)));
        (Code, Title, PlanType, Language, Currency) = (header.Code, header.Title, header.PlanType, header.Language, header.Currency);
        (PeriodStart, PeriodStartPlaceholder, PeriodStartText) = Parts(header.PeriodStart);
        (PeriodEnd, PeriodEndPlaceholder, PeriodEndText) = Parts(header.PeriodEnd);
        CodeKey = KeyOf(header.Code);
        TitleKey = CatalogueName.Key(header.Title);
        SearchText = header.SearchText();
        return Done.Now;
    }

    private static (DateOnly?, string?, string?) Parts(PlannedDate? date) => (date?.Date, date?.Placeholder, date?.Text);
}

/// <summary>Execution status of a plan. Drafting and approval are tracked by its revisions.</summary>
public enum PlanStatus
{
    /// <summary>No revision has been approved and put into force.</summary>
    NotInForce,

    /// <summary>The plan is being executed.</summary>
    Active,

    /// <summary>Execution is interrupted and can be resumed.</summary>
    Suspended,

    /// <summary>Execution is complete.</summary>
    Completed,

    /// <summary>Execution was stopped before the end.</summary>
    Terminated,

    /// <summary>The plan is closed and archived.</summary>
    Archived,
}
