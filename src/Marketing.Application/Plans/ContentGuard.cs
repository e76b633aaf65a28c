using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans;

/// <summary>Guards every write of a plan's content by the revision that is its working copy.</summary>
internal static class ContentGuard
{
    /// <summary>
    /// Begins a write of content: increments the content version of the plan's draft, which also keeps other writers and the
    /// submission out until the transaction ends.
    /// </summary>
    /// <returns>Why the content cannot be written; null if it can.</returns>
    public static async Task<Error?> OpenContentAsync(this IMarketingDb db, PlanId planId, CancellationToken ct)
    {
        var opened = await db
            .PlanRevisions.Where(revision => revision.PlanId == planId && db.Plans.Any(plan => plan.Id == planId))
            .Where(PlanRevision.IsWritable)
            .GuardAsync(revision => revision.SetProperty(r => r.ContentVersion, r => r.ContentVersion + 1), ct);
        if (opened == 1)
        {
            return null;
        }

        return await db.Plans.AnyAsync(plan => plan.Id == planId, ct)
            ? new PlanHasNoOpenRevision(planId.Value)
            : new PlanNotFound(planId.Value);
    }

    /// <summary>
    /// Saves what a use case has made of content that it opened. If nothing changed, the content version goes back, so that
    /// the document's ETag changes with the content and with nothing else.
    /// </summary>
    public static async Task SaveContentAsync(this IMarketingDb db, PlanId planId, CancellationToken ct)
    {
        if (db.HasChanges)
        {
            await db.SaveChangesAsync(ct);
            return;
        }

        await db
            .PlanRevisions.Where(revision => revision.PlanId == planId)
            .Where(PlanRevision.IsWritable)
            .GuardAsync(revision => revision.SetProperty(r => r.ContentVersion, r => r.ContentVersion - 1), ct);
    }

    /// <summary>Keeps writers of the content, and decisions about it, out until the transaction ends, without counting a change.</summary>
    public static Task HoldContentAsync(this IMarketingDb db, PlanId planId, CancellationToken ct) =>
        db
            .PlanRevisions.Where(revision => revision.PlanId == planId)
            .Where(PlanRevision.IsOpen)
            .GuardAsync(revision => revision.SetProperty(r => r.ContentVersion, r => r.ContentVersion), ct);
}
