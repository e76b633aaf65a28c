using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Application.Plans.Documents;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;

namespace Marketing.Application.Lifecycle;

/// <summary>Opens the next revision of a plan.</summary>
public sealed record RevisePlan(PlanId Id, ExpectedVersion? ExpectedVersion) : ICommand<PlanResponse>;

internal sealed class RevisePlanHandler(IMarketingDb db, PlanWriter writer, PlanSteps steps)
    : IRequestHandler<RevisePlan, Result<PlanResponse>>
{
    public async Task<Result<PlanResponse>> Handle(RevisePlan command, CancellationToken cancellationToken)
    {
        var found = await steps.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var plan = found.Value;
        var next = plan.Revise(await steps.LatestAsync(plan.Id, cancellationToken));
        if (!next.Succeeded)
        {
            return next.Error;
        }

        db.PlanRevisions.Add(next.Value);
        await db.SaveChangesAsync(cancellationToken);
        return writer.ToResponse(plan);
    }
}

/// <summary>Drops the open revision of a plan. The working copy gets the content of the latest approved revision again.</summary>
public sealed record DiscardPlan(PlanId Id, ExpectedVersion? ExpectedVersion) : ICommand<PlanResponse>;

internal sealed class DiscardPlanHandler(
    IMarketingDb db,
    PlanWriter writer,
    PlanSteps steps,
    PlanApprovals approvals,
    ContentRestorer content
) : IRequestHandler<DiscardPlan, Result<PlanResponse>>
{
    public async Task<Result<PlanResponse>> Handle(DiscardPlan command, CancellationToken cancellationToken)
    {
        var opened = await steps.OpenAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!opened.Succeeded)
        {
            return opened.Error;
        }

        var (plan, revision) = opened.Value;
        if (plan.LatestApproved is not { } approved)
        {
            return new PlanNeverApproved(plan.Id.Value);
        }

        if (revision.Status != RevisionStatus.Draft)
        {
            if (plan.Withdraw(revision).Error is { } stays)
            {
                return stays;
            }

            await approvals.WithdrawAsync(plan.Id, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        if (await content.RestoreAsync(plan, revision, approved.Number, cancellationToken) is { } refused)
        {
            return refused;
        }

        if (plan.Discard(revision).Error is { } kept)
        {
            return kept;
        }

        await db.SaveChangesAsync(cancellationToken);
        return writer.ToResponse(plan);
    }
}
