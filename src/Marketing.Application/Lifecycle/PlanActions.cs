using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Approvals;
using Marketing.Domain.Checks;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;

namespace Marketing.Application.Lifecycle;

/// <summary>
/// Finds out which steps of a plan the caller could take now. Each step is tried by the code that takes it, on copies of plan and
/// revision; nothing is locked or saved.
/// </summary>
internal sealed class PlanActions(
    IMarketingDb db,
    PlanSteps steps,
    PlanApprovals approvals,
    DecisionMaker decisions,
    IEnumerable<IExecutionGate> gates
) : IPlanActions
{
    public async Task<IReadOnlyList<PlanAction>> ReadAsync(PlanId id, IReadOnlySet<PlanStep> open, CancellationToken ct)
    {
        var plan = await steps.FindAsync(id, null, ct);
        var actions = new List<PlanAction>();
        foreach (var step in Enum.GetValues<PlanStep>())
        {
            var refusal = plan.Error ?? (open.Contains(step) ? await TryAsync(plan.Value, step, ct) : null);
            actions.Add(
                new PlanAction
                {
                    Action = step,
                    Allowed = refusal is null && open.Contains(step),
                    Refusal = refusal,
                }
            );
        }

        return actions;
    }

    /// <returns>The error that the step would return now; null if it would succeed.</returns>
    private async Task<Error?> TryAsync(Plan plan, PlanStep step, CancellationToken ct) =>
        step switch
        {
            PlanStep.Submit => await TrySubmitAsync(plan, ct),
            PlanStep.Review => await TryDecisionAsync(plan, ApprovalStep.Review, ct),
            PlanStep.Approve => await TryDecisionAsync(plan, ApprovalStep.Approve, ct),
            PlanStep.Return => await TryDecisionAsync(plan, null, ct),
            PlanStep.Withdraw => await TryWithdrawAsync(plan, ct),
            PlanStep.Revise => plan.Copy().Revise(await steps.LatestAsync(plan.Id, ct)).Error,
            PlanStep.Discard => await TryDiscardAsync(plan, ct),
            PlanStep.Activate => await ActivatePlanHandler.ActivateAsync(db, steps, plan.Copy(), ct),
            PlanStep.Suspend => await TryAsync(plan, ExecutionStep.Suspend, ct),
            PlanStep.Resume => await TryAsync(plan, ExecutionStep.Resume, ct),
            PlanStep.Terminate => await TryAsync(plan, ExecutionStep.Terminate, ct),
            PlanStep.Complete => await TryAsync(plan, ExecutionStep.Complete, ct),
            PlanStep.Reopen => await TryAsync(plan, ExecutionStep.Reopen, ct),
            _ => await TryAsync(plan, ExecutionStep.Archive, ct),
        };

    private async Task<Error?> TryAsync(Plan plan, ExecutionStep step, CancellationToken ct)
    {
        var refusal = ExecutePlanHandler.Take(plan.Copy(), step, "").Error;
        foreach (var gate in refusal is null ? gates : [])
        {
            refusal ??= await gate.WhyNotAsync(plan.Id, step, ct);
        }

        return refusal;
    }

    private async Task<Error?> TrySubmitAsync(Plan plan, CancellationToken ct)
    {
        var open = await steps.OpenRevisionAsync(plan.Id, ct);
        if (!open.Succeeded)
        {
            return open.Error;
        }

        var revision = open.Value.Copy();
        var snapshot = PlanSnapshot.Of(revision, SnapshotContent.CurrentVersion, PhraseReader.Grammar, [], steps.Now);
        return await db.WhyNotReadyAsync(plan.Id, ContentView.Working, CheckGate.Submission, ct)
            ?? (
                plan.HasNewerSchema
                    ? new PlanNewerSchema(plan.Id.Value)
                    : plan.Copy().Submit(revision, snapshot, steps.Actor, steps.Now).Error
            );
    }

    private async Task<Error?> TryDecisionAsync(Plan plan, ApprovalStep? step, CancellationToken ct)
    {
        var asked = await decisions.FindAsync(
            ResourceTypes.Plan,
            plan.Id.Value,
            approval => step is null || approval.Step == step,
            step ?? ApprovalStep.Review,
            ct
        );
        if (!asked.Succeeded)
        {
            return asked.Error;
        }

        var open = await steps.OpenRevisionAsync(plan.Id, ct);
        return open.Succeeded ? await approvals.TryAsync(plan, open.Value, asked.Value, returns: step is null, ct) : open.Error;
    }

    private async Task<Error?> TryWithdrawAsync(Plan plan, CancellationToken ct)
    {
        var open = await steps.OpenRevisionAsync(plan.Id, ct);
        return open.Succeeded ? steps.WhyNotOwn(open.Value) ?? plan.Copy().Withdraw(open.Value.Copy()).Error : open.Error;
    }

    private async Task<Error?> TryDiscardAsync(Plan plan, CancellationToken ct)
    {
        var open = await steps.OpenRevisionAsync(plan.Id, ct);
        if (!open.Succeeded)
        {
            return open.Error;
        }

        var (tried, revision) = (plan.Copy(), open.Value.Copy());
        var withdrawn = plan.LatestApproved is null || revision.Status == RevisionStatus.Draft ? null : tried.Withdraw(revision).Error;
        return withdrawn ?? tried.Discard(revision).Error;
    }
}
