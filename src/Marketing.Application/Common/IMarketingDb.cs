using System.Linq.Expressions;
using Marketing.Domain.Access;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Common;

/// <summary>The database as the use cases see it: rows of the caller's workspace only, deleted ones hidden.</summary>
public interface IMarketingDb
{
    DbSet<Plan> Plans { get; }

    DbSet<PlanRevision> PlanRevisions { get; }

    DbSet<PlanSnapshot> PlanSnapshots { get; }

    DbSet<PlanPart> PlanParts { get; }

    DbSet<PlanRef> PlanRefs { get; }

    DbSet<PlanAnchor> PlanAnchors { get; }

    DbSet<Party> Parties { get; }

    DbSet<CatalogueNameRow> CatalogueNames { get; }

    DbSet<CatalogueEntryRow> CatalogueEntries { get; }

    DbSet<ContentReference> ContentReferences { get; }

    DbSet<PersonalKey> PersonalKeys { get; }

    DbSet<Workspace> Workspaces { get; }

    DbSet<Member> Members { get; }

    DbSet<ApiKey> ApiKeys { get; }

    DbSet<AuditEntry> AuditEntries { get; }

    DbSet<ChangeEntry> ChangeEntries { get; }

    DbSet<ChangeCounter> ChangeCounters { get; }

    DbSet<RaisedEvent> RaisedEvents { get; }

    /// <summary>Notes what the unit of work changes without loading it.</summary>
    IChangeLog Log { get; }

    /// <summary>Rows of a kind that a generic mechanism (catalogues, restore, feed) works on.</summary>
    DbSet<TEntity> Set<TEntity>()
        where TEntity : class;

    /// <summary>
    /// One row by its id, projected; nothing where the caller sees none. The query is compiled once for each kind of row
    /// and of result: to find a query in the cache by its expression costs as much as all else of a small read.
    /// </summary>
    /// <param name="id">The row.</param>
    /// <param name="projection">Makes the projection, always the same for a kind of row and of result; asked for once.</param>
    /// <param name="ct">Ends the read.</param>
    Task<TResult?> ReadAsync<TRow, TId, TResult>(TId id, Func<Expression<Func<TRow, TResult>>> projection, CancellationToken ct)
        where TRow : Resource<TId>
        where TId : struct, IEntityId<TId>;

    /// <summary>Whether anything waits to be saved.</summary>
    bool HasChanges { get; }

    Task<int> SaveChangesAsync(CancellationToken ct);
}

/// <summary>Names of the query filters, for the few places that may lift one.</summary>
public static class DbFilters
{
    public const string Workspace = "workspace";

    public const string Deletion = "deletion";
}
