using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans;

/// <summary>Guards every write of a plan's content with the plan's open revision.</summary>
internal static class ContentGuard
{
    /// <summary>Increments the content version of the plan's open revision. Every write of content starts with it.</summary>
    public static async Task<Error?> OpenContentAsync(this IMarketingDb db, PlanId planId, CancellationToken ct)
    {
        var opened = await db.PlanRevisions
            .Where(revision => revision.PlanId == planId && revision.Status == RevisionStatus.Draft && db.Plans.Any(plan => plan.Id == planId))
            .ExecuteUpdateAsync(revision => revision.SetProperty(r => r.ContentVersion, r => r.ContentVersion + 1), ct);
        if (opened == 1)
        {
            return null;
        }

        return await db.Plans.AnyAsync(plan => plan.Id == planId, ct) ? new PlanHasNoOpenRevision(planId.Value) : new PlanNotFound(planId.Value);
    }

    /// <summary>
    /// Saves content that a use case opened. Without changes, the increment of the version is reverted, so that the document's ETag
    /// changes only with its content.
    /// </summary>
    public static async Task SaveContentAsync(this IMarketingDb db, PlanId planId, CancellationToken ct)
    {
        if (db.HasChanges)
        {
            await db.SaveChangesAsync(ct);
            return;
        }

        await db.PlanRevisions.Where(revision => revision.PlanId == planId && revision.Status == RevisionStatus.Draft)
            .ExecuteUpdateAsync(revision => revision.SetProperty(r => r.ContentVersion, r => r.ContentVersion - 1), ct);
    }

    /// <summary>Locks the plan's content against other writers until the transaction ends, without incrementing its version.</summary>
    public static Task HoldContentAsync(this IMarketingDb db, PlanId planId, CancellationToken ct) => db.PlanRevisions
        .Where(revision => revision.PlanId == planId && revision.Status == RevisionStatus.Draft)
        .ExecuteUpdateAsync(revision => revision.SetProperty(r => r.ContentVersion, r => r.ContentVersion), ct);
}
