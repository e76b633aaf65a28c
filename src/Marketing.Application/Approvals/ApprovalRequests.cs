using Marketing.Application.Common;
using Marketing.Domain.Approvals;
using Marketing.Domain.Catalogues;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Approvals;

/// <summary>Asks for decisions and takes requests back, whatever their subject.</summary>
internal sealed class ApprovalRequests(IMarketingDb db, RequestContext context, Signers signers)
{
    /// <summary>Asks for a decision.</summary>
    /// <param name="subject">What is to be decided.</param>
    /// <param name="step">The step.</param>
    /// <param name="by">The actor that asks.</param>
    /// <param name="comment">What the actor wrote.</param>
    /// <param name="ct">Cancels the request.</param>
    /// <param name="assignee">The party that is asked; null for everyone with the permission.</param>
    public async Task AskAsync(
        ApprovalSubject subject,
        ApprovalStep step,
        string by,
        string? comment,
        CancellationToken ct,
        PartyId? assignee = null
    )
    {
        var request = ApprovalRequest.Of(by, comment, await signers.SettingsAsync(ct), db.Log.Now);
        db.Approvals.Add(Approval.Ask(context.WorkspaceId, subject, step, new ApprovalAssignee(null, assignee), request));
    }

    /// <summary>Ends the open approvals of a subject.</summary>
    public async Task WithdrawAsync(string type, Guid id, CancellationToken ct)
    {
        var open = await db
            .Approvals.Where(approval =>
                approval.SubjectType == type && approval.SubjectId == id && approval.State == ApprovalState.Pending
            )
            .ToListAsync(ct);
        open.ForEach(approval => approval.Withdraw());
    }
}
