using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Application.Plans.Revisions;
using Marketing.Application.Scheduling;
using Marketing.Domain.Checks;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;

namespace Marketing.Application.Lifecycle;

/// <summary>Why a plan is suspended, terminated or reopened.</summary>
public sealed record ReasonInput
{
    /// <summary>The reason.</summary>
    /// <example>预算冻结。</example>
    [MaxLength(Plan.ReasonLength)]
    [NotBlank]
    public required string Reason { get; init; }
}

/// <summary>How a plan is terminated.</summary>
public sealed record TerminateInput
{
    /// <summary>The reason.</summary>
    /// <example>止损，停止投放。</example>
    [MaxLength(Plan.ReasonLength)]
    [NotBlank]
    public required string Reason { get; init; }

    /// <summary>
    /// Whether to cancel the campaigns that have not ended, and to release what is left of their commitments. Requires `campaigns:write`
    /// and `ledger:write`.
    /// </summary>
    public bool Release { get; init; }
}

/// <summary>Puts the approved revision into force and begins the execution.</summary>
public sealed record ActivatePlan(PlanId Id, ExpectedVersion? ExpectedVersion) : ICommand<PlanResponse>;

internal sealed class ActivatePlanHandler(IMarketingDb db, PlanWriter writer, PlanSteps steps, IEnumerable<IScheduleFollower> followers)
    : IRequestHandler<ActivatePlan, Result<PlanResponse>>
{
    public async Task<Result<PlanResponse>> Handle(ActivatePlan command, CancellationToken cancellationToken)
    {
        var found = await steps.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (await ActivateAsync(db, steps, found.Value, cancellationToken) is { } refused)
        {
            return refused;
        }

        await db.SaveChangesAsync(cancellationToken);
        await followers.FollowAsync(found.Value.Id, cancellationToken);
        return writer.ToResponse(found.Value);
    }

    /// <summary>Takes the step in memory.</summary>
    /// <returns>Why it cannot be taken; null if it was.</returns>
    public static async Task<Error?> ActivateAsync(IMarketingDb db, PlanSteps steps, Plan plan, CancellationToken ct)
    {
        if (plan.Unless(PlanStatus.NotInForce) is { } wrong)
        {
            return wrong;
        }

        if (await steps.RevisionAsync(plan.Id, plan.Revisions.Approved?.Number, ct) is not { } approved)
        {
            return new PlanNotApproved(plan.Id.Value);
        }

        var view = ContentView.OfRevision(approved.Number);
        return await db.WhyNotReadyAsync(plan.Id, view, CheckGate.Activation, ct) ?? plan.Activate(approved, steps.Now).Error;
    }
}

/// <summary>Steps of the execution that need nothing but the plan.</summary>
public enum ExecutionStep
{
    Suspend,
    Resume,
    Terminate,
    Complete,
    Reopen,
    Archive,
}

/// <summary>Takes a step of the execution.</summary>
/// <param name="Id">The plan.</param>
/// <param name="ExpectedVersion">The version that the client has read; null for any.</param>
/// <param name="Step">The step.</param>
/// <param name="Reason">The reason, for steps that need one.</param>
/// <param name="Release">Whether to end what the plan would wait for.</param>
public sealed record ExecutePlan(
    PlanId Id,
    ExpectedVersion? ExpectedVersion,
    ExecutionStep Step,
    string? Reason = null,
    bool Release = false
) : ICommand<PlanResponse>;

internal sealed class ExecutePlanHandler(
    IMarketingDb db,
    PlanWriter writer,
    PlanSteps steps,
    IEnumerable<IExecutionGate> gates,
    IEnumerable<IExecutionFollower> followers
) : IRequestHandler<ExecutePlan, Result<PlanResponse>>
{
    public async Task<Result<PlanResponse>> Handle(ExecutePlan command, CancellationToken cancellationToken)
    {
        var found = await steps.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (Take(found.Value, command.Step, command.Reason ?? "").Error is { } refused)
        {
            return refused;
        }

        // The plan's row is written first, so that nothing joins the plan while the gates look at it.
        await db.SaveChangesAsync(cancellationToken);
        foreach (var gate in gates)
        {
            var waits = command.Release
                ? await gate.ReleaseAsync(found.Value, cancellationToken)
                : await gate.WhyNotAsync(found.Value.Id, command.Step, cancellationToken);
            if (waits is not null)
            {
                return waits;
            }
        }

        foreach (var follower in followers)
        {
            await follower.FollowAsync(found.Value, cancellationToken);
        }

        return writer.ToResponse(found.Value);
    }

    /// <summary>Takes a step in memory.</summary>
    public static Result<Done> Take(Plan plan, ExecutionStep step, string reason) =>
        step switch
        {
            ExecutionStep.Suspend => plan.Suspend(reason),
            ExecutionStep.Resume => plan.Resume(),
            ExecutionStep.Terminate => plan.Terminate(reason),
            ExecutionStep.Complete => plan.Complete(),
            ExecutionStep.Reopen => plan.Reopen(reason),
            _ => plan.Archive(),
        };
}
