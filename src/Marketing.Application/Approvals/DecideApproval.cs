using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Approvals;
using Marketing.Domain.Common;
using Marketing.Domain.Workspaces;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Approvals;

/// <summary>Approves a step, whatever its subject.</summary>
public sealed record ApproveApproval(ApprovalId Id, ApprovalInput Input) : ICommand<ApprovalResponse>;

internal sealed class ApproveApprovalHandler(ApprovalDoor door) : IRequestHandler<ApproveApproval, Result<ApprovalResponse>>
{
    public Task<Result<ApprovalResponse>> Handle(ApproveApproval command, CancellationToken cancellationToken) =>
        door.DecideAsync(command.Id, Verdicts.Of(command.Input), cancellationToken);
}

/// <summary>Returns a subject to its author, whatever it is.</summary>
public sealed record ReturnApproval(ApprovalId Id, ReturnInput Input) : ICommand<ApprovalResponse>;

internal sealed class ReturnApprovalHandler(ApprovalDoor door) : IRequestHandler<ReturnApproval, Result<ApprovalResponse>>
{
    public Task<Result<ApprovalResponse>> Handle(ReturnApproval command, CancellationToken cancellationToken) =>
        door.DecideAsync(command.Id, Verdicts.Of(command.Input), cancellationToken);
}

/// <summary>Decides approvals by their id.</summary>
internal sealed class ApprovalDoor(IMarketingDb db, DecisionMaker decisions, ResponseMapper responses)
{
    public async Task<Result<ApprovalResponse>> DecideAsync(ApprovalId id, Verdict verdict, CancellationToken ct)
    {
        var found = await db.Approvals.AsNoTracking().SingleOrDefaultAsync(approval => approval.Id == id, ct);
        if (found is null)
        {
            return new ApprovalNotFound(id.Value);
        }

        if (found.State != ApprovalState.Pending)
        {
            return new ApprovalDecided(id.Value, found.State);
        }

        var decided = await decisions.DecideAsync(found.SubjectType, found.SubjectId, open => open.Id == id, found.Step, verdict, ct);
        return decided.Succeeded ? responses.Map<Approval, ApprovalResponse>(decided.Value) : decided.Error;
    }
}

/// <summary>Asks another member for the decision.</summary>
public sealed record ReassignApproval(ApprovalId Id, ExpectedVersion? ExpectedVersion, ReassignInput Input) : ICommand<ApprovalResponse>;

internal sealed class ReassignApprovalHandler(IMarketingDb db, Signers signers, ResponseMapper responses)
    : IRequestHandler<ReassignApproval, Result<ApprovalResponse>>
{
    public async Task<Result<ApprovalResponse>> Handle(ReassignApproval command, CancellationToken cancellationToken)
    {
        var missing = new ApprovalNotFound(command.Id.Value);
        var found = await db.FindAsync<Approval, ApprovalId>(command.Id, command.ExpectedVersion, missing, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var approval = found.Value;
        var person = await db.FindPersonAsync(command.Input.To, "/to", cancellationToken);
        if (!person.Succeeded)
        {
            return person.Error;
        }

        var signer = (await signers.FindAsync([person.Value], cancellationToken)).Single();
        if (!signer.MayTake(approval.SubjectType, approval.Step))
        {
            return new PersonMayNotSign(command.Input.To, approval.Step);
        }

        if (approval.Reassign(person.Value, command.Input.Reason).Error is { } decided)
        {
            return decided;
        }

        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<Approval, ApprovalResponse>(approval);
    }
}

internal static class Persons
{
    /// <summary>Returns the actor id of a member, named by either id.</summary>
    /// <param name="db">The database.</param>
    /// <param name="person">Id of the member, or of the person as in createdBy.</param>
    /// <param name="pointer">JSON pointer to the id in the request.</param>
    /// <param name="ct">Cancels the read.</param>
    public static async Task<Result<string>> FindPersonAsync(this IMarketingDb db, string person, string pointer, CancellationToken ct)
    {
        var members = Guid.TryParse(person, out var id)
            ? db.Members.Where(member => member.Id == MemberId.From(id))
            : db.Members.Where(member => member.ActorId == person);
        return await members.Select(member => member.ActorId).SingleOrDefaultAsync(ct) is { } actor
            ? actor
            : new PersonUnknown(person, pointer);
    }
}
