using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Revisions;

/// <summary>Reads submitted content: the snapshot of the revision in force, or of a revision by its number.</summary>
internal sealed class SnapshotReader(IMarketingDb db, ContentView view) : IPlanContentReader
{
    public async Task<Result<PlanContent>> ReadAsync(PlanId id, CancellationToken ct)
    {
        var found = await db.ReadConsistentlyAsync(() => FindAsync(id, ct), ct);
        return found.Succeeded ? found.Value.ToContent() : found.Error;
    }

    public async Task<Result<List<PartRow>>> ReadSectionAsync(PlanId id, PlanSectionName section, CancellationToken ct)
    {
        var found = await db.ReadConsistentlyAsync(() => FindAsync(id, ct), ct);
        return found.Succeeded ? found.Value.RowsOf(section) : found.Error;
    }

    public Task<Result<long>> ReadVersionAsync(PlanId id, CancellationToken ct) =>
        db.ReadConsistentlyAsync(() => FindVersionAsync(id, ct), ct);

    private async Task<Result<long>> FindVersionAsync(PlanId id, CancellationToken ct)
    {
        var version = await Snapshots(id).Select(snapshot => (long?)snapshot.ContentVersion).SingleOrDefaultAsync(ct);
        return version is { } known ? known : await WhyNoneAsync(id, ct);
    }

    private async Task<Result<SnapshotContent>> FindAsync(PlanId id, CancellationToken ct)
    {
        if (await Snapshots(id).SingleOrDefaultAsync(ct) is not { } snapshot)
        {
            return await WhyNoneAsync(id, ct);
        }

        return snapshot.SchemaVersion > SnapshotContent.CurrentVersion ? new PlanNewerSchema(id.Value) : SnapshotContent.Read(snapshot);
    }

    private IQueryable<PlanSnapshot> Snapshots(PlanId id)
    {
        var revisions = view.Revision is { } number
            ? db.PlanRevisions.Where(revision => revision.Number == number && db.Plans.Any(plan => plan.Id == id))
            : db.PlanRevisions.Where(revision => db.Plans.Any(plan => plan.Id == id && plan.InForceRevision == revision.Number));
        return from revision in revisions
            join snapshot in db.PlanSnapshots.AsNoTracking()
                on new { revision.PlanId, revision.ContentVersion } equals new { snapshot.PlanId, snapshot.ContentVersion }
            where revision.PlanId == id && revision.Hash != null
            select snapshot;
    }

    private async Task<Error> WhyNoneAsync(PlanId id, CancellationToken ct) =>
        !await db.Plans.AnyAsync(plan => plan.Id == id, ct) ? new PlanNotFound(id.Value)
        : view.Revision is { } number ? new RevisionNotFound(number)
        : new PlanNotInForce(id.Value);
}
