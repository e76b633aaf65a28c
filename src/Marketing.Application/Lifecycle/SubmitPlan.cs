using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Application.Plans.Revisions;
using Marketing.Application.Tasks;
using Marketing.Domain.Approvals;
using Marketing.Domain.Checks;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Lifecycle;

/// <summary>A submission of the working revision.</summary>
public sealed record SubmitInput
{
    /// <summary>
    /// The content version that is submitted, as in `workingRevision` of the plan. If a colleague has written since, the response is 412.
    /// </summary>
    /// <example>12</example>
    [Range(0, 9_007_199_254_740_991)]
    public required long ContentVersion { get; init; }

    /// <summary>What the reviewers should know.</summary>
    [MaxLength(Approval.TextLength)]
    public string? Comment { get; init; }

    /// <summary>
    /// Refs of tasks that the content no longer contains although somebody has reported on them. Without them, the submission is 409.
    /// </summary>
    [MaxLength(200)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Retire { get; init; } = [];
}

/// <summary>Freezes the content of a plan's working revision and asks for its review.</summary>
public sealed record SubmitPlan(PlanId Id, ExpectedVersion? ExpectedVersion, SubmitInput Input) : ICommand<PlanResponse>;

internal sealed class SubmitPlanHandler(IMarketingDb db, PlanWriter writer, PlanSteps steps, PlanApprovals approvals)
    : IRequestHandler<SubmitPlan, Result<PlanResponse>>
{
    public async Task<Result<PlanResponse>> Handle(SubmitPlan command, CancellationToken cancellationToken)
    {
        var opened = await steps.OpenAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!opened.Succeeded)
        {
            return opened.Error;
        }

        var (plan, revision) = opened.Value;
        if (revision.Status == RevisionStatus.Draft && revision.ContentVersion != command.Input.ContentVersion)
        {
            return new ContentChanged(revision.ContentVersion, plan.Version);
        }

        if (await db.WhyNotReadyAsync(plan.Id, ContentView.Working, CheckGate.Submission, cancellationToken) is { } notReady)
        {
            return notReady;
        }

        if (await db.WhyNotDroppedAsync(plan.Id, command.Input.Retire, cancellationToken) is { } inProgress)
        {
            return inProgress;
        }

        var snapshot = await db.TakeSnapshotAsync(revision, steps.Now, cancellationToken);
        if (!snapshot.Succeeded)
        {
            return snapshot.Error;
        }

        if (plan.Submit(revision, snapshot.Value, steps.Actor, steps.Now).Error is { } refused)
        {
            return refused;
        }

        await db.SaveChangesAsync(cancellationToken);
        await approvals.AskForReviewAsync(plan, revision, command.Input.Comment, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return writer.ToResponse(plan);
    }
}

/// <summary>Takes a submission back, so that its author can go on writing.</summary>
public sealed record WithdrawPlan(PlanId Id, ExpectedVersion? ExpectedVersion) : ICommand<PlanResponse>;

internal sealed class WithdrawPlanHandler(IMarketingDb db, PlanWriter writer, PlanSteps steps, PlanApprovals approvals)
    : IRequestHandler<WithdrawPlan, Result<PlanResponse>>
{
    public async Task<Result<PlanResponse>> Handle(WithdrawPlan command, CancellationToken cancellationToken)
    {
        var opened = await steps.OpenAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!opened.Succeeded)
        {
            return opened.Error;
        }

        var (plan, revision) = opened.Value;
        if ((steps.WhyNotOwn(revision) ?? plan.Withdraw(revision).Error) is { } refused)
        {
            return refused;
        }

        await approvals.WithdrawAsync(plan.Id, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return writer.ToResponse(plan);
    }
}
