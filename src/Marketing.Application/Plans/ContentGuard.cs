using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans;

/// <summary>Guards every write of a plan's content by its open revision.</summary>
internal static class ContentGuard
{
    /// <summary>Counts up the content version of the plan's open revision: the guard of every write of content.</summary>
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
    /// Saves what a use case has made of content that it opened. Where nothing has changed, what opening counted is taken
    /// back, so that the tag of the document changes with its content and with nothing else.
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

    /// <summary>Keeps writers of the plan's content out until the transaction ends, without counting a change of it.</summary>
    public static Task HoldContentAsync(this IMarketingDb db, PlanId planId, CancellationToken ct) => db.PlanRevisions
        .Where(revision => revision.PlanId == planId && revision.Status == RevisionStatus.Draft)
        .ExecuteUpdateAsync(revision => revision.SetProperty(r => r.ContentVersion, r => r.ContentVersion), ct);
}
