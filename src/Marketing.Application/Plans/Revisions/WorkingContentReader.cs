using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Revisions;

/// <summary>Reads the working copy: the rows of the plan and of its parts.</summary>
/// <param name="db">The database.</param>
/// <param name="includeDeleted">Whether the content of several plans includes deleted plans and parts.</param>
internal sealed class WorkingContentReader(IMarketingDb db, bool includeDeleted = false) : IPlanContentReader
{
    public async Task<Result<PlanContent>> ReadAsync(PlanId id, CancellationToken ct) =>
        (await ReadAsync([id], ct)).GetValueOrDefault(id) is { } content ? content : new PlanNotFound(id.Value);

    /// <summary>Reads the content of several plans, in a number of queries that does not depend on the number of plans.</summary>
    public Task<IReadOnlyDictionary<PlanId, PlanContent>> ReadAsync(IReadOnlyCollection<PlanId> ids, CancellationToken ct) =>
        db.ReadConsistentlyAsync(() => ReadAllAsync(ids, ct), ct);

    public Task<Result<List<PartRow>>> ReadSectionAsync(PlanId id, PlanSectionName section, CancellationToken ct) =>
        db.ReadConsistentlyAsync(() => ReadRowsAsync(id, section, ct), ct);

    public async Task<Result<long>> ReadVersionAsync(PlanId id, CancellationToken ct)
    {
        var version = await db
            .PlanRevisions.Where(revision => revision.PlanId == id && db.Plans.Any(plan => plan.Id == id))
            .OrderByDescending(revision => revision.Number)
            .Select(revision => (long?)revision.ContentVersion)
            .FirstOrDefaultAsync(ct);
        return version is { } known ? known : new PlanNotFound(id.Value);
    }

    private async Task<IReadOnlyDictionary<PlanId, PlanContent>> ReadAllAsync(IReadOnlyCollection<PlanId> ids, CancellationToken ct)
    {
        var plans = await Rows(db.Plans)
            .Where(plan => ids.Contains(plan.Id))
            .Select(plan => new
            {
                plan.Id,
                plan.Header,
                plan.WorkingRevision,
                plan.ReadingVersion,
                Version = db.PlanRevisions.Where(revision => revision.PlanId == plan.Id).Max(revision => revision.ContentVersion),
            })
            .ToListAsync(ct);
        var rows =
            plans.Count == 0
                ? []
                : await Rows(db.PlanParts)
                    .Where(part => ids.Contains(part.PlanId))
                    .OrderBy(part => part.Position)
                    .ThenBy(part => part.Id)
                    .Select(part => new
                    {
                        part.PlanId,
                        part.Id,
                        part.Section,
                        part.Ref,
                        part.Position,
                        part.SchemaVersion,
                        part.Content,
                    })
                    .ToListAsync(ct);
        var parts = rows.Where(row => PlanSections.Find(row.Section) is not null)
            .ToLookup(row => row.PlanId, row => new StoredPart(row.Id, row.Section, row.Ref, row.Position, row.SchemaVersion, row.Content));
        return plans.ToDictionary(
            plan => plan.Id,
            plan => new PlanContent(plan.Header, plan.Version, [.. parts[plan.Id]])
            {
                Revision = plan.WorkingRevision,
                ReadingVersion = plan.ReadingVersion,
            }
        );
    }

    private IQueryable<TEntity> Rows<TEntity>(IQueryable<TEntity> rows)
        where TEntity : class => (includeDeleted ? rows.IgnoreQueryFilters([DbFilters.Deletion]) : rows).AsNoTracking();

    private async Task<Result<List<PartRow>>> ReadRowsAsync(PlanId id, PlanSectionName section, CancellationToken ct) =>
        await db.Plans.AnyAsync(plan => plan.Id == id, ct) ? await db.ReadRowsAsync(id, section, ct) : new PlanNotFound(id.Value);
}
