using Marketing.Application.Common;
using Marketing.Domain.Approvals;
using Marketing.Domain.Common;
using Marketing.Domain.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Approvals;

/// <summary>What a person decides about a submission.</summary>
/// <param name="Revision">The revision that the person has seen.</param>
/// <param name="Hash">Its content.</param>
/// <param name="Comment">Comment, or reason of a return.</param>
/// <param name="Minutes">Minutes of the meeting that decided.</param>
internal sealed record Verdict(int Revision, byte[] Hash, string? Comment, ApprovalMinutes? Minutes)
{
    /// <summary>What to change; null to approve.</summary>
    public IReadOnlyList<ApprovalRemark>? Remarks { get; init; }

    public bool Returns => Remarks is not null;
}

/// <summary>Takes decisions of persons about submissions, of whatever kind.</summary>
internal sealed class DecisionMaker(
    IMarketingDb db,
    RequestContext context,
    Signers signers,
    IEnumerable<IApprovalSubject> subjects,
    TimeProvider clock
)
{
    /// <summary>Decides one of the steps that are open. Locks the subject, and the delegations that four eyes depend on.</summary>
    /// <param name="type">Type of the subject.</param>
    /// <param name="id">Id of the subject.</param>
    /// <param name="fits">The approvals that the decision can be about.</param>
    /// <param name="step">The step to name if none of them is open.</param>
    /// <param name="verdict">The decision.</param>
    /// <param name="ct">Cancels the decision.</param>
    public async Task<Result<Approval>> DecideAsync(
        string type,
        Guid id,
        Func<Approval, bool> fits,
        ApprovalStep step,
        Verdict verdict,
        CancellationToken ct
    )
    {
        await db.TakeGuardAsync(WorkspaceGuard.Delegations, ct);
        var subject = subjects.Single(subject => subject.Type == type);
        await subject.HoldAsync(id, ct);

        var open = await OpenAsync(type, id, ct);
        var asked = open.Where(fits).ToList();
        if (asked.Count == 0)
        {
            return new ApprovalNotOpen(step);
        }

        if (!asked[0].Subject.Is(verdict.Revision, verdict.Hash))
        {
            return new ApprovalContentDiffers(asked[0].Revision, Convert.ToHexStringLower(asked[0].Hash));
        }

        var round = await RoundAsync(asked[0], ct);
        var chosen = await ChooseAsync(asked, round, subject, ct);
        if (!chosen.Succeeded)
        {
            return chosen.Error;
        }

        var (approval, delegator) = chosen.Value;
        var decision = new Decision(context.Caller.ActorId, delegator, clock.Instant(), verdict.Comment)
        {
            Remarks = verdict.Remarks ?? [],
            Minutes = verdict.Minutes,
        };
        var refused = verdict.Returns
            ? await ReturnAsync(approval, decision, open, subject, ct)
            : approval.Approve(decision).Error ?? await subject.ApprovedAsync(approval, round, decision.At, ct);
        if (refused is not null)
        {
            return refused;
        }

        await db.SaveChangesAsync(ct);
        return approval;
    }

    /// <summary>Ends an approval that nobody decided in time, and returns its subject to the author.</summary>
    /// <param name="id">The approval.</param>
    /// <param name="now">The time.</param>
    /// <param name="ct">Cancels the step.</param>
    /// <returns>Whether it expired now.</returns>
    public async Task<Result<bool>> ExpireAsync(ApprovalId id, DateTime now, CancellationToken ct)
    {
        var found = await db.Approvals.AsNoTracking().SingleAsync(approval => approval.Id == id, ct);
        var subject = subjects.Single(subject => subject.Type == found.SubjectType);
        await subject.HoldAsync(found.SubjectId, ct);
        var open = await OpenAsync(found.SubjectType, found.SubjectId, ct);
        if (open.Find(approval => approval.Id == id) is not { } approval || !approval.Expire(now))
        {
            return false;
        }

        WithdrawOthers(open, approval);
        if (await subject.ReturnedAsync(approval, ct) is { } refused)
        {
            return refused;
        }

        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Finds the step that the caller could decide now, or why there is none. Locks nothing.</summary>
    /// <param name="type">Type of the subject.</param>
    /// <param name="id">Id of the subject.</param>
    /// <param name="fits">The approvals that the decision can be about.</param>
    /// <param name="step">The step to name if none of them is open.</param>
    /// <param name="ct">Cancels the read.</param>
    public async Task<Result<Approval>> FindAsync(string type, Guid id, Func<Approval, bool> fits, ApprovalStep step, CancellationToken ct)
    {
        var asked = (await OpenAsync(type, id, ct)).Where(fits).ToList();
        if (asked.Count == 0)
        {
            return new ApprovalNotOpen(step);
        }

        var subject = subjects.Single(subject => subject.Type == type);
        var chosen = await ChooseAsync(asked, await RoundAsync(asked[0], ct), subject, ct);
        return chosen.Succeeded ? chosen.Value.Approval : chosen.Error;
    }

    private Task<List<Approval>> OpenAsync(string type, Guid id, CancellationToken ct) =>
        db
            .Approvals.Where(approval =>
                approval.SubjectType == type && approval.SubjectId == id && approval.State == ApprovalState.Pending
            )
            .ToListAsync(ct);

    /// <summary>Returns the steps of the same submission that have been asked so far.</summary>
    private Task<List<Approval>> RoundAsync(Approval approval, CancellationToken ct)
    {
        var (type, id, revision, round) = (approval.SubjectType, approval.SubjectId, approval.Revision, approval.Round);
        return db
            .Approvals.Where(other =>
                other.SubjectType == type && other.SubjectId == id && other.Revision == revision && other.Round == round
            )
            .ToListAsync(ct);
    }

    /// <summary>Chooses the approval that the caller decides, in their own right before that of somebody they act for.</summary>
    private async Task<Result<(Approval Approval, string? Delegator)>> ChooseAsync(
        List<Approval> asked,
        List<Approval> round,
        IApprovalSubject subject,
        CancellationToken ct
    )
    {
        var settings = await signers.SettingsAsync(ct);
        var today = signers.Today(settings);
        var (self, delegators) = await signers.CallerAsync(today, ct);
        var chosen = await AskedAsync(asked, self, ct) is { } own ? (own, null) : await ForOthersAsync(asked, delegators, ct);
        if (chosen.Approval is not { } approval)
        {
            return new ApprovalNotAsked(asked[0].Step);
        }

        var submitted = WorkCalendar.Of(settings).DayOf(round.Min(step => step.CreatedAt));
        var same = FourEyes.Same(self.ActorId, await signers.DelegationsAsync(submitted, today, ct));
        return FourEyes.Judge(same, await subject.PreparersAsync(approval.Subject, ct), round) is { } broken
            ? broken
            : (approval, chosen.Delegator);
    }

    private async Task<(Approval? Approval, string? Delegator)> ForOthersAsync(
        List<Approval> asked,
        IReadOnlyList<Signer> delegators,
        CancellationToken ct
    )
    {
        foreach (var delegator in delegators)
        {
            if (await AskedAsync(asked, delegator, ct) is { } approval)
            {
                return (approval, delegator.ActorId);
            }
        }

        return (null, null);
    }

    /// <summary>Returns the first approval that asks the person. A party that was merged since is followed to its target.</summary>
    private async Task<Approval?> AskedAsync(List<Approval> asked, Signer person, CancellationToken ct)
    {
        foreach (var approval in asked)
        {
            var party = approval.AssigneePartyId is { } named ? await signers.CurrentAsync(named, ct) : (Domain.Catalogues.PartyId?)null;
            if (approval.Asks(person, new ApprovalAssignee(approval.AssigneeActorId, party)))
            {
                return approval;
            }
        }

        return null;
    }

    private static async Task<Error?> ReturnAsync(
        Approval approval,
        Decision decision,
        List<Approval> open,
        IApprovalSubject subject,
        CancellationToken ct
    )
    {
        if (await subject.MisplacedAsync(approval.Subject, decision.Remarks, ct) is { Count: > 0 } misplaced)
        {
            return new RemarksMisplaced(misplaced);
        }

        if (approval.Return(decision).Error is { } decided)
        {
            return decided;
        }

        WithdrawOthers(open, approval);
        return await subject.ReturnedAsync(approval, ct);
    }

    private static void WithdrawOthers(List<Approval> open, Approval approval)
    {
        foreach (var other in open.Where(other => other != approval))
        {
            other.Withdraw();
        }
    }
}
