using System.Text.Json;
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
    public const int ReasonLength = 2_000;

    protected override string TypeName => ResourceTypes.Plan;

    private Plan() { }

    private Plan(WorkspaceId workspaceId)
        : base(workspaceId) { }

    [AuditMembers]
    public PlanHeader Header { get; private set; } = PlanHeader.Empty;

    /// <summary>Schema version of <see cref="Header"/>.</summary>
    [NotAudited]
    public int HeaderSchemaVersion { get; private set; }

    /// <summary>The earliest version of the grammar that read phrases of the working copy.</summary>
    [NotAudited]
    public int ReadingVersion { get; private set; }

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

    /// <summary>The preparer, as the cover names them; null if it names none.</summary>
    [NotAudited]
    public string? PreparedBy { get; private set; }

    /// <summary>Normalised preparer, for sorting; empty without one.</summary>
    [NotAudited]
    public string PreparedByKey { get; private set; } = "";

    /// <summary>The number of open placeholders on the cover and in the narrative. Null if an earlier build wrote them.</summary>
    [NotAudited]
    public int? OpenPlaceholders { get; private set; }

    public PlanStatus Status { get; private set; }

    /// <summary>Number of the open revision; null while none is open.</summary>
    public int? WorkingRevision { get; private set; }

    /// <summary>Number of the approved revision that is in force.</summary>
    public int? InForceRevision { get; private set; }

    /// <summary>Where the plan's current revisions are between draft and approval.</summary>
    [NotAudited]
    public RevisionStates Revisions { get; private set; } = new();

    /// <summary>The revision that was approved last; null if none was.</summary>
    public RevisionState? LatestApproved => Revisions.Approved ?? Revisions.InForce;

    /// <summary>Why the plan was suspended, terminated or reopened; null after any other step.</summary>
    public string? StatusReason { get; private set; }

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
    /// <param name="workspaceId">The workspace.</param>
    /// <param name="header">Cover and narrative.</param>
    /// <param name="isTemplate">Whether it is a template for other plans.</param>
    public static Result<Plan> Draft(WorkspaceId workspaceId, PlanHeader header, bool isTemplate = false)
    {
        var plan = new Plan(workspaceId)
        {
            ReadingVersion = PhraseReader.Grammar,
            Status = isTemplate ? PlanStatus.Template : PlanStatus.NotInForce,
            WorkingRevision = 1,
            Revisions = new RevisionStates { Working = RevisionState.Draft(1) },
        };
        return plan.Write(header) is { Succeeded: false, Error: var error } ? error : plan;
    }

    /// <summary>Returns a copy, on which a step can be tried without taking it.</summary>
    public Plan Copy() => (Plan)MemberwiseClone();

    /// <summary>Records that an earlier version of the grammar read some of the content.</summary>
    public void ReadBy(int version) => ReadingVersion = Math.Min(ReadingVersion, version);

    /// <summary>Records that this build read all phrases again.</summary>
    public void Reread() => ReadingVersion = PhraseReader.Grammar;

    /// <summary>Whether a newer build wrote the header. This build can read it, but writing it would lose data.</summary>
    public bool HasNewerSchema => HeaderSchemaVersion > ContentSchemas.Current.VersionOf(typeof(PlanHeader));

    /// <summary>Freezes the content of the open revision as the snapshot holds it, and asks for a review.</summary>
    /// <param name="revision">The open revision.</param>
    /// <param name="snapshot">Its content.</param>
    /// <param name="by">The person who submits it.</param>
    /// <param name="at">The time of submission.</param>
    public Result<Done> Submit(PlanRevision revision, PlanSnapshot snapshot, string by, DateTime at) =>
        Unless(NotInForceActiveOrSuspended) is { } wrong ? wrong : Show(revision, revision.Submit(snapshot, by, at));

    /// <summary>Records a positive review of the submitted content.</summary>
    /// <param name="revision">The open revision.</param>
    /// <param name="hash">The content that was reviewed.</param>
    public Result<Done> Review(PlanRevision revision, byte[] hash) => Show(revision, revision.Review(hash));

    /// <summary>Returns the submitted content to its author.</summary>
    /// <param name="revision">The open revision.</param>
    /// <param name="hash">The content that was refused.</param>
    public Result<Done> Return(PlanRevision revision, byte[] hash) => Show(revision, revision.Return(hash));

    /// <summary>Takes the submission back.</summary>
    public Result<Done> Withdraw(PlanRevision revision) => Show(revision, revision.Withdraw());

    /// <summary>Approves the open revision, which ends it as working copy.</summary>
    /// <param name="revision">The open revision.</param>
    /// <param name="hash">The content that was approved.</param>
    /// <param name="at">The time of approval.</param>
    public Result<Done> Approve(PlanRevision revision, byte[] hash, DateTime at)
    {
        var approved = revision.Approve(hash, at);
        if (approved.Succeeded)
        {
            WorkingRevision = null;
            Revisions = Revisions with { Working = null, Approved = RevisionState.Of(revision) };
        }

        return approved;
    }

    /// <summary>Begins the execution of a plan that was never in force.</summary>
    /// <param name="approved">The approved revision.</param>
    /// <param name="at">The time from which the company works by it.</param>
    public Result<Done> Activate(PlanRevision approved, DateTime at) =>
        Unless(PlanStatus.NotInForce) is { } wrong ? wrong
        : BringIntoForce(approved, null, at) is { Succeeded: false } refused ? refused
        : Become(PlanStatus.Active);

    /// <summary>Puts an approved revision into force in place of the one before.</summary>
    /// <param name="approved">The approved revision.</param>
    /// <param name="before">The revision in force until now; null if there is none.</param>
    /// <param name="at">The time from which the company works by it.</param>
    public Result<Done> BringIntoForce(PlanRevision approved, PlanRevision? before, DateTime at)
    {
        if (approved.ComeIntoForce(at) is { Succeeded: false } refused)
        {
            return refused;
        }

        if (before?.Supersede(at) is { Succeeded: false } kept)
        {
            return kept;
        }

        InForceRevision = approved.Number;
        Revisions = Revisions with { Approved = null, InForce = RevisionState.Of(approved) };
        return Done.Now;
    }

    /// <summary>Interrupts the execution.</summary>
    public Result<Done> Suspend(string reason) => Unless(PlanStatus.Active) is { } wrong ? wrong : Become(PlanStatus.Suspended, reason);

    /// <summary>Continues the execution.</summary>
    public Result<Done> Resume() => Unless(PlanStatus.Suspended) is { } wrong ? wrong : Become(PlanStatus.Active);

    /// <summary>Ends the execution before its end. A revision in preparation must be discarded first.</summary>
    public Result<Done> Terminate(string reason) =>
        Unless(PlanStatus.Active, PlanStatus.Suspended) is { } wrong ? wrong
        : WorkingRevision is { } open ? new PlanRevisionOpen(open)
        : Become(PlanStatus.Terminated, reason);

    /// <summary>Ends the execution as planned. A revision in preparation must be discarded first.</summary>
    public Result<Done> Complete() =>
        Unless(PlanStatus.Active) is { } wrong ? wrong
        : WorkingRevision is { } open ? new PlanRevisionOpen(open)
        : Become(PlanStatus.Completed);

    /// <summary>Takes the completion back.</summary>
    public Result<Done> Reopen(string reason) => Unless(PlanStatus.Completed) is { } wrong ? wrong : Become(PlanStatus.Active, reason);

    /// <summary>Closes a plan whose execution has ended.</summary>
    public Result<Done> Archive() => Unless(PlanStatus.Completed, PlanStatus.Terminated) is { } wrong ? wrong : Become(PlanStatus.Archived);

    /// <summary>Opens the next revision, which starts with the content of the latest one.</summary>
    public Result<PlanRevision> Revise(PlanRevision latest)
    {
        if (Unless(NotInForceActiveOrSuspended) is { } wrong)
        {
            return wrong;
        }

        var next = latest.Next();
        if (next.Succeeded)
        {
            WorkingRevision = next.Value.Number;
            Revisions = Revisions with { Working = RevisionState.Of(next.Value) };
        }

        return next;
    }

    /// <summary>
    /// Drops the open revision. Its content must have been replaced with that of the latest approved revision before, or the plan would
    /// go on with content that nobody approved.
    /// </summary>
    public Result<Done> Discard(PlanRevision open)
    {
        if (LatestApproved is null)
        {
            return new PlanNeverApproved(Id.Value);
        }

        var discarded = open.Discard();
        if (discarded.Succeeded)
        {
            WorkingRevision = null;
            Revisions = Revisions with { Working = null };
        }

        return discarded;
    }

    /// <summary>Returns why the plan cannot be deleted: it was in force, or waits for a decision. Null if it can.</summary>
    public Error? WhyKept() =>
        InForceRevision is not null ? new PlanWasInForce(Id.Value)
        : Revisions.Working is { Status: RevisionStatus.Submitted or RevisionStatus.Reviewed, Number: var waiting }
            ? new PlanRevisionOpen(waiting)
        : null;

    /// <summary>The status that is required for a step; null if the plan has it.</summary>
    public PlanInWrongStatus? Unless(params PlanStatus[] allowed) =>
        allowed.Contains(Status) ? null : new PlanInWrongStatus(Id.Value, Name(Status), [.. allowed.Select(Name)]);

    private static readonly PlanStatus[] NotInForceActiveOrSuspended = [PlanStatus.NotInForce, PlanStatus.Active, PlanStatus.Suspended];

    private static string Name(PlanStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());

    private Result<Done> Show(PlanRevision revision, Result<Done> step)
    {
        if (step.Succeeded)
        {
            Revisions = Revisions with { Working = RevisionState.Of(revision) };
        }

        return step;
    }

    private Result<Done> Become(PlanStatus status, string? reason = null)
    {
        (Status, StatusReason) = (status, reason);
        return Done.Now;
    }

    /// <summary>Stores the number of open placeholders in the header.</summary>
    public void CountPlaceholders(int open) => OpenPlaceholders = open;

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
        PreparedBy = header.Signatories.FirstOrDefault(signatory => signatory.Role == SignatoryRole.PreparedBy)?.Party?.Text;
        PreparedBy = string.IsNullOrWhiteSpace(PreparedBy) ? null : PreparedBy;
        PreparedByKey = CatalogueName.Key(PreparedBy ?? "");
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

    /// <summary>A template for other plans: it takes no step, and no list shows it unless asked for.</summary>
    Template,
}
