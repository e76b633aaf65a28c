using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Revisions;

/// <summary>Takes snapshots of content that is submitted.</summary>
internal static class Snapshots
{
    /// <summary>
    /// Returns the snapshot of a draft's content, which the transaction has locked. A content version has one snapshot, however often it is
    /// submitted.
    /// </summary>
    public static async Task<Result<PlanSnapshot>> TakeSnapshotAsync(
        this IMarketingDb db,
        PlanRevision revision,
        DateTime now,
        CancellationToken ct
    )
    {
        if (await db.PlanSnapshots.FindAsync([revision.WorkspaceId, revision.PlanId, revision.ContentVersion], ct) is { } earlier)
        {
            return earlier;
        }

        var plan = await db.Plans.AsNoTracking().SingleAsync(plan => plan.Id == revision.PlanId, ct);
        if (plan.HasNewerSchema)
        {
            return new PlanNewerSchema(plan.Id.Value);
        }

        var parts = await db
            .PlanParts.AsNoTracking()
            .Where(part => part.PlanId == plan.Id)
            .OrderBy(part => part.SectionOrder)
            .ThenBy(part => part.Position)
            .ThenBy(part => part.Id)
            .Select(PartRow.Selection)
            .ToListAsync(ct);
        var snapshot = PlanSnapshot.Of(
            revision,
            SnapshotContent.CurrentVersion,
            plan.ReadingVersion,
            SnapshotContent.Write(StoredHeader.Write(plan.Header), parts),
            now
        );
        db.PlanSnapshots.Add(snapshot);
        return snapshot;
    }
}
