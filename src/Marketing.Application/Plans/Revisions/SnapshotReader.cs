using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Revisions;

/// <summary>Reads submitted content: that of the revision in force, now or at another time, or of a revision by its number.</summary>
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

    /// <summary>Reads the rows of all parts that this build knows, in the order of the document.</summary>
    public async Task<Result<IReadOnlyList<PartRow>>> ReadPartsAsync(PlanId id, CancellationToken ct)
    {
        var found = await db.ReadConsistentlyAsync(() => FindAsync(id, ct), ct);
        return found.Succeeded ? Result<IReadOnlyList<PartRow>>.Of([.. found.Value.Parts.Where(part => part.IsKnown)]) : found.Error;
    }

    public Task<Result<long>> ReadVersionAsync(PlanId id, CancellationToken ct) =>
        db.ReadConsistentlyAsync(() => FindVersionAsync(id, ct), ct);

    private async Task<Result<long>> FindVersionAsync(PlanId id, CancellationToken ct)
    {
        var version = await Revisions(id).Select(revision => (long?)revision.ContentVersion).SingleOrDefaultAsync(ct);
        return version is { } known ? known : await WhyNoneAsync(id, ct);
    }

    private async Task<Result<SnapshotContent>> FindAsync(PlanId id, CancellationToken ct)
    {
        var found = await (
            from revision in Revisions(id)
            join snapshot in db.PlanSnapshots.AsNoTracking()
                on new { revision.PlanId, revision.ContentVersion } equals new { snapshot.PlanId, snapshot.ContentVersion }
            select new { Snapshot = snapshot, revision.Number }
        ).SingleOrDefaultAsync(ct);
        return found is null ? await WhyNoneAsync(id, ct)
            : found.Snapshot.SchemaVersion > SnapshotContent.CurrentVersion ? new PlanNewerSchema(id.Value)
            : SnapshotContent.Read(found.Snapshot, found.Number);
    }

    private IQueryable<PlanRevision> Revisions(PlanId id)
    {
        var revisions = db.PlanRevisions.AsNoTracking().Where(revision => revision.PlanId == id && revision.Hash != null);
        return view switch
        {
            { Revision: { } number } => revisions.Where(revision =>
                revision.Number == number && db.Plans.Any(plan => plan.Id == revision.PlanId)
            ),
            { At: { } at } => revisions.Where(revision =>
                revision.InForceAt <= at
                && (revision.SupersededAt == null || revision.SupersededAt > at)
                && db.Plans.Any(plan => plan.Id == revision.PlanId)
            ),
            { IsLatestApproved: true } => revisions
                .Where(revision => revision.Status == RevisionStatus.Approved && db.Plans.Any(plan => plan.Id == revision.PlanId))
                .OrderByDescending(revision => revision.Number)
                .Take(1),
            _ => revisions.Where(revision => db.Plans.Any(plan => plan.Id == revision.PlanId && plan.InForceRevision == revision.Number)),
        };
    }

    private async Task<Error> WhyNoneAsync(PlanId id, CancellationToken ct) =>
        !await db.Plans.AnyAsync(plan => plan.Id == id, ct) ? new PlanNotFound(id.Value)
        : view.Revision is { } number ? new RevisionNotFound(number)
        : new PlanNotInForce(id.Value);
}

/// <summary>Reads the content in force of several plans.</summary>
internal static class InForceContent
{
    /// <summary>
    /// Returns what is in force, in one query. Content that only a newer build reads is left out. The caller reads consistently.
    /// </summary>
    public static async Task<IReadOnlyDictionary<PlanId, PlanContent>> ReadInForceAsync(
        this IMarketingDb db,
        IReadOnlyCollection<PlanId> ids,
        CancellationToken ct
    )
    {
        var snapshots = await (
            from plan in db.Plans
            join revision in db.PlanRevisions
                on new { PlanId = plan.Id, Number = plan.InForceRevision } equals new { revision.PlanId, Number = (int?)revision.Number }
            join snapshot in db.PlanSnapshots
                on new { revision.PlanId, revision.ContentVersion } equals new { snapshot.PlanId, snapshot.ContentVersion }
            where ids.Contains(plan.Id)
            select new { Snapshot = snapshot, revision.Number }
        )
            .AsNoTracking()
            .ToListAsync(ct);
        return snapshots
            .Where(found => found.Snapshot.SchemaVersion <= SnapshotContent.CurrentVersion)
            .ToDictionary(found => found.Snapshot.PlanId, found => SnapshotContent.Read(found.Snapshot, found.Number).ToContent());
    }
}
