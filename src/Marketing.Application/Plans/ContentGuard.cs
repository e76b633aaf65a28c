using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans;

/// <summary>
/// Guards every write of a plan's content by the revision that is its working copy. The guarded update judges the revision alone. An
/// update that waits for its row sees other rows as they were when it began, so the plan is read afterwards, in another statement.
/// Deleting a plan takes the same row first.
/// </summary>
internal static class ContentGuard
{
    /// <summary>
    /// Begins a write of content: increments the content version of the plan's draft, which also keeps other writers and the
    /// submission out until the transaction ends.
    /// </summary>
    /// <returns>The plan, or why its content cannot be written.</returns>
    public static async Task<Result<OpenPlan>> OpenContentAsync(this IMarketingDb db, PlanId planId, CancellationToken ct)
    {
        if (await db.LockContentAsync(planId, ct) is { } closed)
        {
            return closed;
        }

        if (await db.ReadOpenAsync(planId, ct) is { } open)
        {
            return open;
        }

        await db.UncountAsync(planId, ct);
        return new PlanNotFound(planId.Value);
    }

    /// <summary>Begins a write of content, for use cases that read the plan themselves afterwards. It may have been deleted.</summary>
    /// <returns>Why the content cannot be written; null if the plan can be read now.</returns>
    public static async Task<Error?> LockContentAsync(this IMarketingDb db, PlanId planId, CancellationToken ct)
    {
        var locked = await db
            .PlanRevisions.Where(revision => revision.PlanId == planId)
            .Where(PlanRevision.IsWritable)
            .GuardAsync(revision => revision.SetProperty(r => r.ContentVersion, r => r.ContentVersion + 1), ct);
        if (locked == 1)
        {
            return null;
        }

        return await db.Plans.AnyAsync(plan => plan.Id == planId, ct)
            ? new PlanHasNoOpenRevision(planId.Value)
            : new PlanNotFound(planId.Value);
    }

    /// <summary>
    /// Saves the changes of a use case that opened the content. If nothing changed, the content version is restored, so that
    /// the document's ETag changes with the content and with nothing else.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="ct">Cancels the writes.</param>
    /// <param name="changed">The plan, if it is loaded and changes in any case.</param>
    public static async Task SaveContentAsync(this IMarketingDb db, PlanId planId, CancellationToken ct, Plan? changed = null)
    {
        if (!db.HasChanges)
        {
            await db.UncountAsync(planId, ct);
            return;
        }

        changed?.CountContent();
        await db.SaveChangesAsync(ct);
        if (changed is null)
        {
            await db.CountContentAsync(planId, ct);
        }
    }

    /// <summary>Returns why a client that has read what is in force cannot write content by its tag; null if it can.</summary>
    public static async Task<Error?> WhyInForceAsync(
        this IMarketingDb db,
        PlanId planId,
        ExpectedVersion? expected,
        CancellationToken ct
    ) =>
        expected is { NamesOnlyInForce: true } && await db.Plans.AnyAsync(plan => plan.Id == planId, ct)
            ? PlanInForceView.Of(planId)
            : null;

    /// <summary>Notes a write of content on the plan, so that lists by last change and the plan's ETag show it.</summary>
    public static Task CountContentAsync(this IMarketingDb db, PlanId planId, CancellationToken ct) =>
        db.UpdateAsync(
            db.Plans.Where(plan => plan.Id == planId),
            plan =>
                plan.SetProperty(row => row.ContentVersion, row => row.ContentVersion + 1)
                    .SetProperty(row => row.ContentUpdatedAt, db.Log.Now),
            [new SilentNote("The parts that changed have entries of their own.")],
            ct
        );

    /// <summary>Keeps writers of the content, and decisions about it, out until the transaction ends, without counting a change.</summary>
    public static Task HoldContentAsync(this IMarketingDb db, PlanId planId, CancellationToken ct) =>
        db
            .PlanRevisions.Where(revision => revision.PlanId == planId)
            .Where(PlanRevision.IsOpen)
            .GuardAsync(revision => revision.SetProperty(r => r.ContentVersion, r => r.ContentVersion), ct);

    private static Task<int> UncountAsync(this IMarketingDb db, PlanId planId, CancellationToken ct) =>
        db
            .PlanRevisions.Where(revision => revision.PlanId == planId)
            .Where(PlanRevision.IsWritable)
            .GuardAsync(revision => revision.SetProperty(r => r.ContentVersion, r => r.ContentVersion - 1), ct);
}
