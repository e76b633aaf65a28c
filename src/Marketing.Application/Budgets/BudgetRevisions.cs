using Marketing.Application.Common;
using Marketing.Application.Lifecycle;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>Lists the revisions of a budget.</summary>
public sealed record ListBudgetRevisions(BudgetId BudgetId, RevisionArguments Arguments) : IQuery<Page<PlanRevisionResponse>>;

internal sealed class ListBudgetRevisionsHandler(IMarketingDb db, PageReader pages)
    : IRequestHandler<ListBudgetRevisions, Result<Page<PlanRevisionResponse>>>
{
    private static readonly SortSet<BudgetRevision, PlanRevisionResponse> Sorts = SortSet<BudgetRevision, PlanRevisionResponse>
        .EndingIn(revision => revision.Number, revision => revision.Number)
        .By("number", revision => revision.Number, revision => revision.Number)
        .ByDefault("-number");

    public Task<Result<Page<PlanRevisionResponse>>> Handle(ListBudgetRevisions query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<PlanRevisionResponse>>> ReadAsync(ListBudgetRevisions query, CancellationToken ct)
    {
        if (!await db.Budgets.AnyAsync(budget => budget.Id == query.BudgetId, ct))
        {
            return new BudgetNotFound(query.BudgetId.Value);
        }

        var revisions = db.BudgetRevisions.AsNoTracking().Where(revision => revision.BudgetId == query.BudgetId);
        if (query.Arguments.Status is { } status)
        {
            revisions = revisions.Where(revision => revision.Status == status);
        }

        return await pages.ReadAsync(
            revisions,
            query.Arguments,
            Sorts,
            PlanRevisionResponse.Selection<BudgetRevision>(),
            ct,
            query.BudgetId.ToString()!
        );
    }
}

/// <summary>Reads the content of a revision as it was submitted.</summary>
public sealed record GetBudgetRevisionDocument(BudgetId BudgetId, int Number) : IQuery<BudgetDocumentResponse>;

internal sealed class GetBudgetRevisionDocumentHandler(IMarketingDb db, BudgetStore store)
    : IRequestHandler<GetBudgetRevisionDocument, Result<BudgetDocumentResponse>>
{
    public Task<Result<BudgetDocumentResponse>> Handle(GetBudgetRevisionDocument query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<BudgetDocumentResponse>> ReadAsync(GetBudgetRevisionDocument query, CancellationToken ct)
    {
        if (!await db.Budgets.AnyAsync(budget => budget.Id == query.BudgetId, ct))
        {
            return new BudgetNotFound(query.BudgetId.Value);
        }

        var revision = await db
            .BudgetRevisions.AsNoTracking()
            .SingleOrDefaultAsync(revision => revision.BudgetId == query.BudgetId && revision.Number == query.Number, ct);
        if (revision?.Hash is null)
        {
            return new RevisionNotFound(query.Number);
        }

        var (content, _) = await store.SubmittedAsync(revision, ct);
        return new BudgetDocumentResponse(content.Terms, [.. content.Lines.Select(line => line.Terms)]);
    }
}
