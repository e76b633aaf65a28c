using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Text;

namespace Marketing.Domain.Plans;

public readonly record struct PlanId(Guid Value) : IEntityId<PlanId>
{
    public static PlanId From(Guid value) => new(value);

    public int CompareTo(PlanId other) => Value.CompareTo(other.Value);
}

/// <summary>A marketing work plan: cover, narrative and, as parts of their own, everything it holds.</summary>
public sealed class Plan : Resource<PlanId>
{
    protected override string TypeName => ResourceTypes.Plan;

    private Plan()
    {
    }

    private Plan(WorkspaceId workspaceId)
        : base(workspaceId)
    {
    }

    [AuditMembers]
    public PlanHeader Header { get; private set; } = PlanHeader.Empty;

    /// <summary>The schema version of <see cref="Header"/>.</summary>
    [NotAudited]
    public int HeaderSchemaVersion { get; private set; }

    /// <summary>Short name, unique among the workspace's plans.</summary>
    [NotAudited]
    public string? Code { get; private set; }

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
    public DateOnly? PeriodEnd { get; private set; }

    public PlanStatus Status { get; private set; }

    /// <summary>Number of the revision that is open for writing; none while the content is frozen.</summary>
    public int? WorkingRevision { get; private set; }

    /// <summary>Number of the approved revision that the company works by.</summary>
    public int? InForceRevision { get; private set; }

    /// <summary>The title, normalised, for sorting.</summary>
    [NotAudited]
    public string TitleKey { get; private set; } = "";

    [NotAudited]
    public string SearchText { get; private set; } = "";

    /// <summary>A new plan with its first working revision, open for writing.</summary>
    public static Result<Plan> Draft(WorkspaceId workspaceId, PlanHeader header)
    {
        var plan = new Plan(workspaceId) { Status = PlanStatus.NotInForce, WorkingRevision = 1 };
        return plan.Write(header) is { Succeeded: false, Error: var error } ? error : plan;
    }

    /// <summary>Whether a newer build wrote the header. This one can read it, but would lose some of it by writing.</summary>
    public bool HasNewerSchema => HeaderSchemaVersion > ContentSchemas.Current.VersionOf(typeof(PlanHeader));

    /// <summary>Replaces cover and narrative.</summary>
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
        (PeriodStart, PeriodEnd) = (header.PeriodStart?.Date, header.PeriodEnd?.Date);
        TitleKey = CatalogueName.Key(header.Title);
        SearchText = header.SearchText();
        return Done.Now;
    }
}

/// <summary>Where a plan stands in its life. Content is drafted and approved in revisions; this is about execution.</summary>
public enum PlanStatus
{
    /// <summary>No revision has been approved and put in force yet.</summary>
    NotInForce,

    /// <summary>The company works by it.</summary>
    Active,

    /// <summary>Interrupted; may be resumed.</summary>
    Suspended,

    /// <summary>Carried out to the end.</summary>
    Completed,

    /// <summary>Given up before its end.</summary>
    Terminated,

    /// <summary>Closed and put away.</summary>
    Archived,
}
