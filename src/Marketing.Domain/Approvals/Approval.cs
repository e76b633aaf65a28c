using Marketing.Domain.Access;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Workspaces;

namespace Marketing.Domain.Approvals;

public readonly record struct ApprovalId(Guid Value) : IEntityId<ApprovalId>
{
    public static ApprovalId From(Guid value) => new(value);

    public int CompareTo(ApprovalId other) => Value.CompareTo(other.Value);
}

/// <summary>Steps of an approval, in their order. Countersigning steps run side by side.</summary>
public enum ApprovalStep
{
    /// <summary>Review of the content.</summary>
    Review,

    /// <summary>Countersignature of the finance department.</summary>
    Finance,

    /// <summary>Countersignature of the legal department.</summary>
    Legal,

    /// <summary>Final approval.</summary>
    Approve,
}

/// <summary>States of an approval.</summary>
public enum ApprovalState
{
    /// <summary>Waits for a decision.</summary>
    Pending,

    /// <summary>Decided in favour.</summary>
    Approved,

    /// <summary>Returned for changes.</summary>
    Returned,

    /// <summary>No longer needed: the submission was withdrawn, or returned in another step.</summary>
    Withdrawn,

    /// <summary>Nobody decided in time.</summary>
    Expired,
}

/// <summary>What is to be decided: a frozen state of something, named by its hash.</summary>
/// <param name="Type">Type of the resource, such as <c>plan</c>.</param>
/// <param name="Id">Id of the resource.</param>
/// <param name="Revision">Number of the revision.</param>
/// <param name="Round">How often the revision was submitted; every submission needs fresh signatures.</param>
/// <param name="Hash">SHA-256 of the content.</param>
public sealed record ApprovalSubject(string Type, Guid Id, int Revision, int Round, byte[] Hash)
{
    /// <summary>Whether a decision names this revision and this content.</summary>
    public bool Is(int revision, byte[] hash) => revision == Revision && hash.AsSpan().SequenceEqual(Hash);
}

/// <summary>Who is asked for a decision.</summary>
/// <param name="ActorId">The person, after a reassignment; null otherwise.</param>
/// <param name="PartyId">The party named on the subject: a person, a position or a department. Null if nobody is named.</param>
public readonly record struct ApprovalAssignee(string? ActorId, PartyId? PartyId);

/// <summary>One decision that somebody is asked for. A submission asks for several, one after another or side by side.</summary>
public sealed class Approval : Resource<ApprovalId>
{
    public const int TextLength = 2_000;
    public const int MaxRemarks = 200;

    /// <summary>The event of an approval whose due date has passed.</summary>
    public const string Due = "approval.due";

    /// <summary>The event of an approval on the last day before it is due.</summary>
    public const string DueSoon = "approval.dueSoon";

    protected override string TypeName => ResourceTypes.Approval;

    protected override Guid? Parent => SubjectId;

    private Approval() { }

    private Approval(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public string SubjectType { get; private set; } = "";

    public Guid SubjectId { get; private set; }

    public int Revision { get; private set; }

    [NotAudited]
    public int Round { get; private set; }

    [NotAudited]
    public byte[] Hash { get; private set; } = [];

    public ApprovalStep Step { get; private set; }

    public ApprovalState State { get; private set; }

    /// <summary>The actor that asks for the decision.</summary>
    public string RequestedBy { get; private set; } = "";

    /// <summary>What the requester wrote.</summary>
    public string? RequestComment { get; private set; }

    /// <summary>The person that the approval was reassigned to.</summary>
    public string? AssigneeActorId { get; private set; }

    /// <summary>The party that the subject names for this step.</summary>
    public PartyId? AssigneePartyId { get; private set; }

    /// <summary>Why the approval was reassigned.</summary>
    public string? ReassignReason { get; private set; }

    public DateTime? DueAt { get; private set; }

    /// <summary>When the approval expires if nobody decides; null if it never does.</summary>
    public DateTime? ExpiresAt { get; private set; }

    /// <summary>The person who decided.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>The person for whom a delegate decided; null if the person decided in their own right.</summary>
    public string? DecidedFor { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>Comment of an approval, or reason of a return.</summary>
    public string? Comment { get; private set; }

    /// <summary>What is to be changed, after a return.</summary>
    public IReadOnlyList<ApprovalRemark> Remarks { get; private set; } = [];

    /// <summary>Minutes of the meeting that decided.</summary>
    public ApprovalMinutes? Minutes { get; private set; }

    public ApprovalSubject Subject => new(SubjectType, SubjectId, Revision, Round, Hash);

    /// <summary>Asks for a decision.</summary>
    public static Approval Ask(
        WorkspaceId workspaceId,
        ApprovalSubject subject,
        ApprovalStep step,
        ApprovalAssignee assignee,
        ApprovalRequest request
    ) =>
        new(workspaceId)
        {
            SubjectType = subject.Type,
            SubjectId = subject.Id,
            Revision = subject.Revision,
            Round = subject.Round,
            Hash = subject.Hash,
            Step = step,
            State = ApprovalState.Pending,
            RequestedBy = request.By,
            RequestComment = request.Comment,
            AssigneeActorId = assignee.ActorId,
            AssigneePartyId = assignee.PartyId,
            DueAt = request.DueAt,
            ExpiresAt = request.ExpiresAt,
        };

    /// <summary>The types of resources about which decisions are asked for.</summary>
    public static readonly IReadOnlyList<string> SubjectTypes =
    [
        ResourceTypes.Plan,
        ResourceTypes.Budget,
        ResourceTypes.BudgetTransfer,
        ResourceTypes.RiskAcceptance,
        ResourceTypes.Campaign,
    ];

    /// <summary>The step that is asked for about resources other than plans.</summary>
    public static ApprovalStep StepOf(string subjectType) =>
        subjectType == ResourceTypes.Campaign ? ApprovalStep.Legal : ApprovalStep.Approve;

    /// <summary>The scope of those who take a step.</summary>
    /// <param name="subjectType">Type of the resource that the step is about.</param>
    /// <param name="step">The step.</param>
    public static string ScopeOf(string subjectType, ApprovalStep step) =>
        (subjectType, step) switch
        {
            (ResourceTypes.RiskAcceptance, _) => Scopes.RisksApprove,
            (ResourceTypes.Campaign, _) => Scopes.PlansCountersign,
            (not ResourceTypes.Plan, _) => Scopes.BudgetsApprove,
            (_, ApprovalStep.Review) => Scopes.PlansReview,
            (_, ApprovalStep.Approve) => Scopes.PlansApprove,
            _ => Scopes.PlansCountersign,
        };

    /// <summary>The role of those who countersign; null for the other steps.</summary>
    public static Role? RoleOf(ApprovalStep step) =>
        step switch
        {
            ApprovalStep.Finance => Role.Finance,
            ApprovalStep.Legal => Role.Legal,
            _ => null,
        };

    /// <summary>Whether a person with these rights is asked, apart from the four-eyes rule.</summary>
    /// <param name="person">The person.</param>
    /// <param name="assignee">Who is asked.</param>
    public bool Asks(Signer person, ApprovalAssignee assignee) =>
        person.MayTake(SubjectType, Step)
        && (
            assignee.ActorId is { } named ? named == person.ActorId
            : assignee.PartyId is { } party ? person.Parties.Contains(party)
            : true
        );

    /// <summary>Decides in favour.</summary>
    public Result<Done> Approve(Decision decision) => Decide(ApprovalState.Approved, decision);

    /// <summary>Returns the subject for changes.</summary>
    public Result<Done> Return(Decision decision) => Decide(ApprovalState.Returned, decision);

    /// <summary>Ends the approval without a decision.</summary>
    public void Withdraw() => State = State == ApprovalState.Pending ? ApprovalState.Withdrawn : State;

    /// <summary>Ends the approval if nobody has decided in time.</summary>
    /// <returns>Whether it expired.</returns>
    public bool Expire(DateTime now)
    {
        var expires = State == ApprovalState.Pending && IsTooLate(now);
        State = expires ? ApprovalState.Expired : State;
        return expires;
    }

    /// <summary>
    /// Returns the event of an approval that waits: <see cref="Due"/> once the time has come, <see cref="DueSoon"/> during the day that
    /// ends then, null before.
    /// </summary>
    /// <param name="dueAt">When the decision is due.</param>
    /// <param name="now">The time.</param>
    /// <param name="calendar">The calendar of the workspace.</param>
    public static string? EventAt(DateTime dueAt, DateTime now, WorkCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return now >= dueAt ? Due
            : now >= calendar.StartOf(calendar.DayOf(dueAt.AddTicks(-1))) ? DueSoon
            : null;
    }

    /// <summary>Asks another person.</summary>
    public Result<Done> Reassign(string actorId, string reason)
    {
        if (State != ApprovalState.Pending)
        {
            return new ApprovalDecided(Id.Value, State);
        }

        (AssigneeActorId, ReassignReason) = (actorId, reason);
        return Done.Now;
    }

    private Result<Done> Decide(ApprovalState state, Decision decision)
    {
        if (State != ApprovalState.Pending || IsTooLate(decision.At))
        {
            return new ApprovalDecided(Id.Value, State == ApprovalState.Pending ? ApprovalState.Expired : State);
        }

        State = state;
        (DecidedBy, DecidedFor, DecidedAt) = (decision.By, decision.For, decision.At);
        (Comment, Remarks, Minutes) = (decision.Comment, decision.Remarks, decision.Minutes);
        return Done.Now;
    }

    private bool IsTooLate(DateTime now) => now >= ExpiresAt;
}

/// <summary>A request for a decision.</summary>
/// <param name="By">The actor that asks.</param>
/// <param name="Comment">What the actor wrote.</param>
/// <param name="DueAt">When the decision is due.</param>
public sealed record ApprovalRequest(string By, string? Comment, DateTime? DueAt)
{
    /// <summary>When the request expires if nobody decides; null if it never does.</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>Returns a request that is due, and expires, as the workspace has set it: at the end of a working day.</summary>
    /// <param name="by">The actor that asks.</param>
    /// <param name="comment">What the actor wrote.</param>
    /// <param name="settings">The settings of the workspace.</param>
    /// <param name="now">The time of the request.</param>
    public static ApprovalRequest Of(string by, string? comment, WorkspaceSettings settings, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var calendar = WorkCalendar.Of(settings);
        var due = calendar.AddWorkingDays(calendar.DayOf(now), settings.DecisionDays);
        return new(by, comment, calendar.EndOf(due))
        {
            ExpiresAt = settings.DecisionExpiryDays is { } days ? calendar.EndOf(calendar.AddWorkingDays(due, days)) : null,
        };
    }
}

/// <summary>A decision.</summary>
/// <param name="By">The person who decides.</param>
/// <param name="For">The person for whom a delegate decides.</param>
/// <param name="At">The time of the decision.</param>
/// <param name="Comment">Comment or reason.</param>
public sealed record Decision(string By, string? For, DateTime At, string? Comment)
{
    public IReadOnlyList<ApprovalRemark> Remarks { get; init; } = [];

    public ApprovalMinutes? Minutes { get; init; }
}
