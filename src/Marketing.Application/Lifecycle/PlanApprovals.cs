using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Application.Plans.Documents;
using Marketing.Application.Plans.Revisions;
using Marketing.Application.Scheduling;
using Marketing.Domain.Access;
using Marketing.Domain.Approvals;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Checks;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Lifecycle;

/// <summary>Plans as a subject of approvals: review, countersignatures where the workspace wants them, and approval.</summary>
internal sealed class PlanApprovals(
    IMarketingDb db,
    PlanSteps steps,
    Signers signers,
    ApprovalRequests requests,
    IEnumerable<IScheduleFollower> followers,
    IEnumerable<IPlanApprovalGate> gates
) : IApprovalSubject
{
    public string Type => ResourceTypes.Plan;

    public Task HoldAsync(Guid id, CancellationToken ct) => db.HoldContentAsync(PlanId.From(id), ct);

    /// <summary>Asks for the review of what was just submitted.</summary>
    public Task AskForReviewAsync(Plan plan, PlanRevision revision, string? comment, CancellationToken ct) =>
        AskAsync(SubjectOf(plan.Id, revision), [ApprovalStep.Review], comment, ct);

    /// <summary>Ends the approvals of a plan that are open.</summary>
    public Task WithdrawAsync(PlanId id, CancellationToken ct) => requests.WithdrawAsync(Type, id.Value, ct);

    public async Task<IReadOnlyCollection<string>> PreparersAsync(ApprovalSubject subject, CancellationToken ct)
    {
        var id = PlanId.From(subject.Id);
        var revision = (await steps.RevisionAsync(id, subject.Revision, ct))!;
        var preparers = new HashSet<string>(StringComparer.Ordinal) { revision.SubmittedBy! };
        if (await SignatoryAsync(id, subject.Revision, SignatoryRole.PreparedBy, ct) is { } party)
        {
            preparers.UnionWith(await signers.PersonsOfAsync(party, ct));
        }

        if ((await signers.SettingsAsync(ct)).ExcludeAuthors)
        {
            preparers.UnionWith(await AuthorsAsync(id, revision, ct));
        }

        return preparers;
    }

    public async Task<IReadOnlyList<RuleFault>> MisplacedAsync(
        ApprovalSubject subject,
        IReadOnlyList<ApprovalRemark> remarks,
        CancellationToken ct
    )
    {
        if (remarks.Count == 0)
        {
            return [];
        }

        var document = await db.ReadDocumentAsync(PlanId.From(subject.Id), ContentView.OfRevision(subject.Revision), ct);
        return RemarkPlaces.Misplaced(document.Value, remarks);
    }

    public async Task<Error?> ApprovedAsync(Approval approval, IReadOnlyList<Approval> round, DateTime at, CancellationToken ct)
    {
        var opened = await steps.OpenAsync(PlanId.From(approval.SubjectId), null, ct);
        if (!opened.Succeeded)
        {
            return opened.Error;
        }

        var (plan, revision) = opened.Value;
        return approval.Step switch
        {
            ApprovalStep.Review => await ReviewedAsync(plan, revision, approval, ct),
            ApprovalStep.Approve => await ApproveAsync(plan, revision, approval, ct),
            _ => await CountersignedAsync(approval, round, ct),
        };
    }

    public async Task<Error?> ReturnedAsync(Approval approval, CancellationToken ct)
    {
        var opened = await steps.OpenAsync(PlanId.From(approval.SubjectId), null, ct);
        return opened.Succeeded ? opened.Value.Plan.Return(opened.Value.Revision, approval.Hash).Error : opened.Error;
    }

    private async Task<Error?> ReviewedAsync(Plan plan, PlanRevision revision, Approval review, CancellationToken ct)
    {
        if (plan.Review(revision, review.Hash).Error is { } refused)
        {
            return refused;
        }

        var countersigners = (await signers.SettingsAsync(ct)).Countersigners;
        await AskAsync(
            review.Subject,
            countersigners.Count == 0 ? [ApprovalStep.Approve] : [.. countersigners.Distinct().Order().Select(StepOf)],
            review.RequestComment,
            ct
        );
        return null;
    }

    private async Task<Error?> CountersignedAsync(Approval approval, IReadOnlyList<Approval> round, CancellationToken ct)
    {
        if (round.All(step => step.State == ApprovalState.Approved))
        {
            await AskAsync(approval.Subject, [ApprovalStep.Approve], approval.RequestComment, ct);
        }

        return null;
    }

    /// <summary>Tries a decision about a plan on copies, without taking it.</summary>
    /// <returns>Why it cannot be taken now; null if it can.</returns>
    public async Task<Error?> TryAsync(Plan plan, PlanRevision revision, Approval approval, bool returns, CancellationToken ct)
    {
        var (tried, open) = (plan.Copy(), revision.Copy());
        var step =
            returns ? tried.Return(open, approval.Hash)
            : approval.Step == ApprovalStep.Review ? tried.Review(open, approval.Hash)
            : approval.Step == ApprovalStep.Approve ? tried.Approve(open, approval.Hash, steps.Now)
            : Done.Now;
        var approves = !returns && approval.Step == ApprovalStep.Approve;
        return step.Error is { } refused ? refused
            : approves && await WhyNotApprovedAsync(plan, revision, ct) is { } unready ? unready
            : !returns && approval.Step == ApprovalStep.Approve && ComesIntoForce(plan) ? await WhyNotInForceAsync(plan, revision, ct)
            : null;
    }

    /// <summary>Returns the first reason outside of the content why a revision cannot be approved now; null if there is none.</summary>
    private async Task<Error?> WhyNotApprovedAsync(Plan plan, PlanRevision revision, CancellationToken ct)
    {
        foreach (var gate in gates)
        {
            if (await gate.WhyNotAsync(plan.Id, revision.Number, ct) is { } unready)
            {
                return unready;
            }
        }

        return null;
    }

    /// <summary>Whether the approved revision of a plan comes into force at once.</summary>
    private static bool ComesIntoForce(Plan plan) => plan.Status is PlanStatus.Active or PlanStatus.Suspended;

    private Task<Error?> WhyNotInForceAsync(Plan plan, PlanRevision revision, CancellationToken ct) =>
        db.WhyNotReadyAsync(plan.Id, ContentView.OfRevision(revision.Number), CheckGate.Activation, ct);

    private async Task<Error?> ApproveAsync(Plan plan, PlanRevision revision, Approval approval, CancellationToken ct)
    {
        if ((await WhyNotApprovedAsync(plan, revision, ct) ?? plan.Approve(revision, approval.Hash, steps.Now).Error) is { } refused)
        {
            return refused;
        }

        if (!ComesIntoForce(plan))
        {
            return null;
        }

        var inForce = await steps.RevisionAsync(plan.Id, plan.InForceRevision, ct);
        if ((await WhyNotInForceAsync(plan, revision, ct) ?? plan.BringIntoForce(revision, inForce, steps.Now).Error) is { } kept)
        {
            return kept;
        }

        await db.SaveChangesAsync(ct);
        await followers.FollowAsync(plan.Id, ct);
        return null;
    }

    private async Task AskAsync(ApprovalSubject subject, IReadOnlyList<ApprovalStep> asked, string? comment, CancellationToken ct)
    {
        var id = PlanId.From(subject.Id);
        var revision = (await steps.RevisionAsync(id, subject.Revision, ct))!;
        foreach (var step in asked)
        {
            var assignee = await AssigneeAsync(id, subject.Revision, step, ct);
            await requests.AskAsync(subject, step, revision.SubmittedBy!, comment, ct, assignee);
        }
    }

    /// <summary>Returns the party that the cover names for a step; null if it names none, or one that no member belongs to.</summary>
    private async Task<PartyId?> AssigneeAsync(PlanId id, int revision, ApprovalStep step, CancellationToken ct)
    {
        var role = step switch
        {
            ApprovalStep.Review => SignatoryRole.ReviewedBy,
            ApprovalStep.Approve => SignatoryRole.ApprovedBy,
            _ => (SignatoryRole?)null,
        };
        return role is { } named && await SignatoryAsync(id, revision, named, ct) is { } party && await signers.HasMembersAsync(party, ct)
            ? party
            : null;
    }

    /// <summary>Returns the party that the cover of a submitted revision is linked to. A party merged since is followed.</summary>
    private async Task<PartyId?> SignatoryAsync(PlanId id, int revision, SignatoryRole role, CancellationToken ct)
    {
        var content = await db.Content(ContentView.OfRevision(revision)).ReadAsync(id, ct);
        var party = content.Value.Header.Signatories.FirstOrDefault(signatory => signatory.Role == role)?.Party?.PartyId;
        return party is { } linked ? await signers.CurrentAsync(PartyId.From(linked), ct) : null;
    }

    /// <summary>
    /// Returns those who wrote the content since the revision before was approved. Keys stand for the persons who created them.
    /// </summary>
    private async Task<IReadOnlyCollection<string>> AuthorsAsync(PlanId id, PlanRevision revision, CancellationToken ct)
    {
        var number = revision.Number;
        var since = await db
            .PlanRevisions.Where(earlier => earlier.PlanId == id && earlier.Number < number && earlier.ApprovedAt != null)
            .MaxAsync(earlier => earlier.ApprovedAt, ct);
        var plan = id.Value;
        var writes = db.AuditEntries.Where(entry => entry.ResourceId == plan || entry.ParentId == plan);
        if (since is { } approved)
        {
            writes = writes.Where(entry => entry.At > approved);
        }

        var actors = await writes.Select(entry => entry.ActorId).Distinct().ToListAsync(ct);
        var keys = actors.Where(actor => actor.StartsWith("key:", StringComparison.Ordinal)).Select(actor => Guid.Parse(actor[4..]));
        var ids = keys.Select(ApiKeyId.From).ToList();
        var makers = await db
            .ApiKeys.IgnoreQueryFilters([DbFilters.Deletion])
            .Where(key => ids.Contains(key.Id))
            .Select(key => key.CreatedBy)
            .ToListAsync(ct);
        return [.. actors, .. makers];
    }

    private static ApprovalStep StepOf(Countersigner countersigner) =>
        countersigner == Countersigner.Finance ? ApprovalStep.Finance : ApprovalStep.Legal;

    private static ApprovalSubject SubjectOf(PlanId id, PlanRevision revision) =>
        new(ResourceTypes.Plan, id.Value, revision.Number, revision.Submissions, revision.Hash!);
}
