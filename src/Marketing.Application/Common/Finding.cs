using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Common;

/// <summary>Deleted rows are shown to those who may write them.</summary>
public sealed record DeletedNotForCaller(string Scope) : ForbiddenError("resource.deletedNotForCaller")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["scope"] = Scope };
}

/// <summary>A member that names a catalogue entry by its id.</summary>
/// <param name="Pointer">Where it stands.</param>
/// <param name="Catalogue">Resource type of the entries that may be named there.</param>
/// <param name="Id">The id; none where no entry is named.</param>
internal sealed record NamedEntry(string Pointer, string Catalogue, Guid? Id);

internal static class Finding
{
    /// <summary>Ids looked up at once: SQL Server takes no more than 2,100 parameters.</summary>
    private const int IdsAtOnce = 1_000;

    /// <summary>Loads a resource for writing, if its version is still the expected one.</summary>
    /// <param name="db">The database.</param>
    /// <param name="id">Which one.</param>
    /// <param name="expectedVersion">The version the caller has seen; none to take any.</param>
    /// <param name="missing">What to answer where there is none in this workspace.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <param name="includeDeleted">Whether a deleted one counts.</param>
    public static async Task<Result<TEntity>> FindAsync<TEntity, TId>(
        this IMarketingDb db, TId id, int? expectedVersion, NotFoundError missing, CancellationToken ct, bool includeDeleted = false)
        where TEntity : Resource<TId>
        where TId : struct, IEntityId<TId>
    {
        var rows = includeDeleted ? db.Set<TEntity>().IgnoreQueryFilters([DbFilters.Deletion]) : db.Set<TEntity>();
        var row = await rows.SingleOrDefaultAsync(row => row.Id.Equals(id), ct);
        return row switch
        {
            null => missing,
            _ when expectedVersion is { } expected && expected != row.Version => new StaleVersion(row.Version),
            _ => row,
        };
    }

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

    /// <summary>The members that name a party which is not in this workspace.</summary>
    public static async Task<Error?> UnknownPartiesAsync(this IMarketingDb db, IEnumerable<(string Pointer, Guid? PartyId)> named, CancellationToken ct) =>
        await db.UnknownEntriesAsync(named.Select(party => new NamedEntry(party.Pointer, ResourceTypes.Party, party.PartyId)), ct) is { Count: > 0 } faults ? new RulesBroken(faults) : null;

    /// <summary>The members that name a catalogue entry which is not in this workspace, or is deleted.</summary>
    public static async Task<IReadOnlyList<RuleFault>> UnknownEntriesAsync(this IMarketingDb db, IEnumerable<NamedEntry> named, CancellationToken ct)
    {
        var entries = named.Where(entry => entry.Id is not null).ToList();
        var known = new HashSet<(string Catalogue, Guid? Id)>();
        foreach (var ids in entries.Select(entry => entry.Id!.Value).Distinct().Chunk(IdsAtOnce))
        {
            var found = await db.CatalogueEntries.AsNoTracking().Where(entry => ids.Contains(entry.EntryId)).Select(entry => new { entry.Catalogue, entry.EntryId }).ToListAsync(ct);
            known.UnionWith(found.Select(entry => (entry.Catalogue, (Guid?)entry.EntryId)));
        }

        return [.. entries.Where(entry => !known.Contains((entry.Catalogue, entry.Id))).Select(Unknown)];
    }

    public static DateTime Instant(this TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    public static Error? MayNotSeeDeleted(this ResourceListArguments arguments, RequestContext context, string writeScope) =>
        arguments.IncludeDeleted && !context.Caller.Scopes.Contains(writeScope) ? new DeletedNotForCaller(writeScope) : null;

    private static RuleFault Unknown(NamedEntry entry) => entry.Catalogue switch
    {
        ResourceTypes.Channel => RuleFault.Of(entry.Pointer, "channel.unknown", ("id", entry.Id)),
        ResourceTypes.Metric => RuleFault.Of(entry.Pointer, "metric.unknown", ("id", entry.Id)),
        ResourceTypes.Partner => RuleFault.Of(entry.Pointer, "partner.unknown", ("id", entry.Id)),
        ResourceTypes.Segment => RuleFault.Of(entry.Pointer, "segment.unknown", ("id", entry.Id)),
        _ => RuleFault.Of(entry.Pointer, "party.unknown", ("id", entry.Id)),
    };
}
