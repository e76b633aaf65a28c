using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Lifecycle;

/// <summary>Loads plans and revisions for a step between their states, locked until the transaction ends.</summary>
internal sealed class PlanSteps(IMarketingDb db, RequestContext context, TimeProvider clock)
{
    /// <summary>The time of the step.</summary>
    public DateTime Now { get; } = clock.Instant();

    /// <summary>The actor who takes the step.</summary>
    public string Actor => context.Caller.ActorId;

    public bool IsAdministrator => context.Caller.Scopes.Contains(Scopes.Admin);

    /// <summary>Loads a plan with its open revision.</summary>
    public async Task<Result<(Plan Plan, PlanRevision Revision)>> OpenAsync(
        PlanId id,
        ExpectedVersion? expectedVersion,
        CancellationToken ct
    )
    {
        await db.HoldContentAsync(id, ct);
        var plan = await FindAsync(id, expectedVersion, ct);
        if (!plan.Succeeded)
        {
            return plan.Error;
        }

        var revision = await OpenRevisionAsync(id, ct);
        return revision.Succeeded ? (plan.Value, revision.Value) : revision.Error;
    }

    /// <summary>Reads the open revision of a plan.</summary>
    public async Task<Result<PlanRevision>> OpenRevisionAsync(PlanId id, CancellationToken ct) =>
        await db.PlanRevisions.Where(revision => revision.PlanId == id).Where(PlanRevision.IsOpen).SingleOrDefaultAsync(ct) is { } open
            ? open
            : new PlanHasNoOpenRevision(id.Value);

    /// <summary>Returns why the caller cannot take a submission back; null if they can, whatever its state.</summary>
    public Error? WhyNotOwn(PlanRevision revision) =>
        revision.SubmittedBy is { } submitter && submitter != Actor && !IsAdministrator ? new SubmissionOfAnother() : null;

    /// <summary>Loads a plan.</summary>
    public Task<Result<Plan>> FindAsync(PlanId id, ExpectedVersion? expectedVersion, CancellationToken ct) =>
        db.FindAsync<Plan, PlanId>(id, expectedVersion, new PlanNotFound(id.Value), ct);

    /// <summary>Loads one revision of a plan; null if there is no number.</summary>
    public Task<PlanRevision?> RevisionAsync(PlanId id, int? number, CancellationToken ct) =>
        db.PlanRevisions.SingleOrDefaultAsync(revision => revision.PlanId == id && revision.Number == number, ct);

    /// <summary>Loads the latest revision of a plan.</summary>
    public Task<PlanRevision> LatestAsync(PlanId id, CancellationToken ct) =>
        db.PlanRevisions.Where(revision => revision.PlanId == id).OrderByDescending(revision => revision.Number).FirstAsync(ct);
}
