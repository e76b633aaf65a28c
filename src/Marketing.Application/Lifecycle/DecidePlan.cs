using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Domain.Approvals;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;

namespace Marketing.Application.Lifecycle;

/// <summary>Records a positive review of the submitted revision.</summary>
public sealed record ReviewPlan(PlanId Id, ApprovalInput Input) : ICommand<PlanResponse>;

internal sealed class ReviewPlanHandler(PlanDecisions decisions) : IRequestHandler<ReviewPlan, Result<PlanResponse>>
{
    public Task<Result<PlanResponse>> Handle(ReviewPlan command, CancellationToken cancellationToken) =>
        decisions.DecideAsync(command.Id, ApprovalStep.Review, Verdicts.Of(command.Input), cancellationToken);
}

/// <summary>Approves the reviewed revision, or countersigns it for finance or legal.</summary>
public sealed record ApprovePlan(PlanId Id, ApprovalInput Input) : ICommand<PlanResponse>;

internal sealed class ApprovePlanHandler(PlanDecisions decisions) : IRequestHandler<ApprovePlan, Result<PlanResponse>>
{
    public Task<Result<PlanResponse>> Handle(ApprovePlan command, CancellationToken cancellationToken) =>
        decisions.DecideAsync(command.Id, ApprovalStep.Approve, Verdicts.Of(command.Input), cancellationToken);
}

/// <summary>Returns the submitted revision to its author.</summary>
public sealed record ReturnPlan(PlanId Id, ReturnInput Input) : ICommand<PlanResponse>;

internal sealed class ReturnPlanHandler(PlanDecisions decisions) : IRequestHandler<ReturnPlan, Result<PlanResponse>>
{
    public Task<Result<PlanResponse>> Handle(ReturnPlan command, CancellationToken cancellationToken) =>
        decisions.DecideAsync(command.Id, null, Verdicts.Of(command.Input), cancellationToken);
}

/// <summary>Decides the open steps of plans.</summary>
internal sealed class PlanDecisions(PlanSteps steps, DecisionMaker decisions, PlanWriter writer)
{
    /// <summary>Decides the step, or whichever open step asks the caller if none is named.</summary>
    public async Task<Result<PlanResponse>> DecideAsync(PlanId id, ApprovalStep? step, Verdict verdict, CancellationToken ct)
    {
        var plan = await steps.FindAsync(id, null, ct);
        if (!plan.Succeeded)
        {
            return plan.Error;
        }

        var decided = await decisions.DecideAsync(
            ResourceTypes.Plan,
            id.Value,
            open => step is null || open.Step == step,
            step ?? ApprovalStep.Review,
            verdict,
            ct
        );
        return decided.Succeeded ? writer.ToResponse(plan.Value) : decided.Error;
    }
}
