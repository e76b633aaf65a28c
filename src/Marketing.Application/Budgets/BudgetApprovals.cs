using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Domain.Approvals;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;

namespace Marketing.Application.Budgets;

/// <summary>Budgets as a subject of approvals: one approval, without a review.</summary>
internal sealed class BudgetApprovals(BudgetStore store, ApprovalRequests requests, BudgetGrants grants) : IApprovalSubject
{
    public string Type => ResourceTypes.Budget;

    public Task HoldAsync(Guid id, CancellationToken ct) => store.HoldAsync(BudgetId.From(id), ct);

    /// <summary>Asks for the approval of what was just submitted.</summary>
    public Task AskAsync(Budget budget, BudgetRevision revision, string? comment, CancellationToken ct) =>
        requests.AskAsync(
            new ApprovalSubject(Type, budget.Id.Value, revision.Number, revision.Submissions, revision.Hash!),
            ApprovalStep.Approve,
            revision.SubmittedBy!,
            comment,
            ct
        );

    public async Task<IReadOnlyCollection<string>> PreparersAsync(ApprovalSubject subject, CancellationToken ct)
    {
        var revision = await store.RevisionAsync(BudgetId.From(subject.Id), subject.Revision, ct);
        return [revision!.SubmittedBy!];
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

        var revision = await store.RevisionAsync(BudgetId.From(subject.Id), subject.Revision, ct);
        var (content, _) = await store.SubmittedAsync(revision!, ct);
        return RemarkPlaces.Misplaced(new BudgetDocumentResponse(content.Terms, [.. content.Lines.Select(line => line.Terms)]), remarks);
    }

    public async Task<Error?> ApprovedAsync(Approval approval, IReadOnlyList<Approval> round, DateTime at, CancellationToken ct)
    {
        var opened = await store.OpenAsync(BudgetId.From(approval.SubjectId), null, ct);
        if (!opened.Succeeded)
        {
            return opened.Error;
        }

        var (budget, revision) = opened.Value;
        var before = await store.RevisionAsync(budget.Id, budget.InForceRevision, ct);
        if (budget.Approve(revision, before, approval.Hash, at).Error is { } refused)
        {
            return refused;
        }

        var (content, _) = await store.SubmittedAsync(revision, ct);
        return await grants.GrantAsync(budget, revision.Number, content, at, ct);
    }

    public async Task<Error?> ReturnedAsync(Approval approval, CancellationToken ct)
    {
        var opened = await store.OpenAsync(BudgetId.From(approval.SubjectId), null, ct);
        return opened.Succeeded ? opened.Value.Budget.Return(opened.Value.Revision, approval.Hash).Error : opened.Error;
    }
}
