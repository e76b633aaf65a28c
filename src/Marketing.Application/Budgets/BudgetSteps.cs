using System.ComponentModel.DataAnnotations;
using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Domain.Approvals;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>A submission of the working revision.</summary>
public sealed record SubmitBudgetInput
{
    /// <summary>What the approvers should know.</summary>
    /// <example>已按市场总监意见调整</example>
    [MaxLength(Approval.TextLength)]
    public string? Comment { get; init; }
}

/// <summary>Freezes the content of a budget and asks for its approval.</summary>
public sealed record SubmitBudget(BudgetId Id, ExpectedVersion? ExpectedVersion, SubmitBudgetInput Input) : ICommand<BudgetResponse>;

internal sealed class SubmitBudgetHandler(IMarketingDb db, BudgetStore store, BudgetApprovals approvals)
    : IRequestHandler<SubmitBudget, Result<BudgetResponse>>
{
    public async Task<Result<BudgetResponse>> Handle(SubmitBudget command, CancellationToken cancellationToken)
    {
        var opened = await store.OpenAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!opened.Succeeded)
        {
            return opened.Error;
        }

        var (budget, revision) = opened.Value;
        var content = BudgetStore.ContentOf(budget, await store.LinesAsync(budget.Id, cancellationToken));
        if (content.CheckSubmission().ToList() is { Count: > 0 } reasons)
        {
            return new BudgetNotReady(reasons);
        }

        if (await store.ScenarioChosenAsync(budget, cancellationToken) is { } chosen)
        {
            return chosen;
        }

        var snapshot =
            await db.BudgetSnapshots.SingleOrDefaultAsync(
                earlier => earlier.BudgetId == budget.Id && earlier.ContentVersion == revision.ContentVersion,
                cancellationToken
            ) ?? db.BudgetSnapshots.Add(BudgetSnapshot.Of(revision, BudgetDocument.Write(content), store.Now)).Entity;
        if (budget.Submit(revision, snapshot, store.Actor, store.Now).Error is { } refused)
        {
            return refused;
        }

        await db.SaveChangesAsync(cancellationToken);
        await approvals.AskAsync(budget, revision, command.Input.Comment, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return store.ToResponse(budget);
    }
}

/// <summary>Takes a submission back, so that its author can go on writing.</summary>
public sealed record WithdrawBudget(BudgetId Id, ExpectedVersion? ExpectedVersion) : ICommand<BudgetResponse>;

internal sealed class WithdrawBudgetHandler(IMarketingDb db, BudgetStore store, ApprovalRequests requests)
    : IRequestHandler<WithdrawBudget, Result<BudgetResponse>>
{
    public async Task<Result<BudgetResponse>> Handle(WithdrawBudget command, CancellationToken cancellationToken)
    {
        var opened = await store.OpenAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!opened.Succeeded)
        {
            return opened.Error;
        }

        var (budget, revision) = opened.Value;
        if (revision.SubmittedBy is { } submitter && submitter != store.Actor && !store.IsAdministrator)
        {
            return new SubmissionOfAnother();
        }

        if (budget.Withdraw(revision).Error is { } refused)
        {
            return refused;
        }

        await requests.WithdrawAsync(ResourceTypes.Budget, budget.Id.Value, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return store.ToResponse(budget);
    }
}

/// <summary>Approves the submitted revision.</summary>
public sealed record ApproveBudget(BudgetId Id, ApprovalInput Input) : ICommand<BudgetResponse>;

internal sealed class ApproveBudgetHandler(BudgetDecisions decisions) : IRequestHandler<ApproveBudget, Result<BudgetResponse>>
{
    public Task<Result<BudgetResponse>> Handle(ApproveBudget command, CancellationToken cancellationToken) =>
        decisions.DecideAsync(command.Id, Verdicts.Of(command.Input), cancellationToken);
}

/// <summary>Returns the submitted revision to its author.</summary>
public sealed record ReturnBudget(BudgetId Id, ReturnInput Input) : ICommand<BudgetResponse>;

internal sealed class ReturnBudgetHandler(BudgetDecisions decisions) : IRequestHandler<ReturnBudget, Result<BudgetResponse>>
{
    public Task<Result<BudgetResponse>> Handle(ReturnBudget command, CancellationToken cancellationToken) =>
        decisions.DecideAsync(command.Id, Verdicts.Of(command.Input), cancellationToken);
}

/// <summary>Decides about submitted budgets.</summary>
internal sealed class BudgetDecisions(BudgetStore store, DecisionMaker decisions)
{
    public async Task<Result<BudgetResponse>> DecideAsync(BudgetId id, Verdict verdict, CancellationToken ct)
    {
        var budget = await store.FindAsync(id, null, ct);
        if (!budget.Succeeded)
        {
            return budget.Error;
        }

        var decided = await decisions.DecideAsync(ResourceTypes.Budget, id.Value, _ => true, ApprovalStep.Approve, verdict, ct);
        return decided.Succeeded ? store.ToResponse(budget.Value) : decided.Error;
    }
}

/// <summary>Opens the next revision of a budget.</summary>
public sealed record ReviseBudget(BudgetId Id, ExpectedVersion? ExpectedVersion) : ICommand<BudgetResponse>;

internal sealed class ReviseBudgetHandler(IMarketingDb db, BudgetStore store) : IRequestHandler<ReviseBudget, Result<BudgetResponse>>
{
    public async Task<Result<BudgetResponse>> Handle(ReviseBudget command, CancellationToken cancellationToken)
    {
        var found = await store.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var budget = found.Value;
        var latest = await db
            .BudgetRevisions.Where(revision => revision.BudgetId == budget.Id)
            .OrderByDescending(revision => revision.Number)
            .FirstAsync(cancellationToken);
        var next = budget.Revise(latest);
        if (!next.Succeeded)
        {
            return next.Error;
        }

        db.BudgetRevisions.Add(next.Value);
        await db.SaveChangesAsync(cancellationToken);
        return store.ToResponse(budget);
    }
}

/// <summary>Drops the open revision of a budget. The working copy gets the content of the revision in force again.</summary>
public sealed record DiscardBudget(BudgetId Id, ExpectedVersion? ExpectedVersion) : ICommand<BudgetResponse>;

internal sealed class DiscardBudgetHandler(IMarketingDb db, BudgetStore store, BudgetWords words, ApprovalRequests requests)
    : IRequestHandler<DiscardBudget, Result<BudgetResponse>>
{
    public async Task<Result<BudgetResponse>> Handle(DiscardBudget command, CancellationToken cancellationToken)
    {
        var opened = await store.OpenAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!opened.Succeeded)
        {
            return opened.Error;
        }

        var (budget, revision) = opened.Value;
        if (await store.RevisionAsync(budget.Id, budget.InForceRevision, cancellationToken) is not { } inForce)
        {
            return new BudgetNeverApproved(budget.Id.Value);
        }

        if (revision.Status != RevisionStatus.Draft)
        {
            if (budget.Withdraw(revision).Error is { } stays)
            {
                return stays;
            }

            await requests.WithdrawAsync(ResourceTypes.Budget, budget.Id.Value, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        if (await RestoreAsync(budget, revision, inForce, cancellationToken) is { } refused)
        {
            return refused;
        }

        if (budget.Discard(revision).Error is { } kept)
        {
            return kept;
        }

        await db.SaveChangesAsync(cancellationToken);
        return store.ToResponse(budget);
    }

    /// <summary>Gives budget and lines the content of the revision in force; lines keep their ids.</summary>
    private async Task<Error?> RestoreAsync(Budget budget, BudgetRevision open, BudgetRevision inForce, CancellationToken ct)
    {
        var (content, _) = await store.SubmittedAsync(inForce, ct);
        var lines = await db
            .BudgetLines.IgnoreQueryFilters([DbFilters.Deletion])
            .Where(line => line.BudgetId == budget.Id)
            .ToDictionaryAsync(line => line.Id.Value, ct);

        // Lines that go free their codes before others take them back.
        var kept = content.Lines.Select(line => line.Id).ToHashSet();
        foreach (var dropped in lines.Values.Where(line => line.DeletedAt is null && !kept.Contains(line.Id.Value)))
        {
            dropped.Delete(store.Now);
        }

        await db.SaveChangesAsync(ct);
        foreach (var (restored, i) in content.Lines.Select((line, i) => (line, i)))
        {
            var line = lines[restored.Id];
            line.Restore();
            line.MoveTo(i + 1);
            if (line.Write(restored.Terms, content.Terms.Currency).Error is { } broken)
            {
                return broken;
            }
        }

        var restoredLines = content.Lines.Select(line => lines[line.Id]).ToList();
        if ((budget.Write(content.Terms).Error ?? await words.LinkAsync(restoredLines, i => $"/lines/{i}", ct)) is { } wrong)
        {
            return wrong;
        }

        budget.CountContent(open);
        await db.SaveChangesAsync(ct);
        return null;
    }
}
