using Marketing.Application.Memory;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Domain.Parties;
using Marketing.Domain.Plans;
using Marketing.Domain.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Common;

/// <summary>The database as the use cases see it: rows of the caller's workspace only, deleted ones hidden.</summary>
public interface IMarketingDb
{
    DbSet<Plan> Plans { get; }

    DbSet<PlanRevision> PlanRevisions { get; }

    DbSet<PlanPart> PlanParts { get; }

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

    /// <summary>Rows of a kind that a generic mechanism (catalogues, restore, feed) works on.</summary>
    DbSet<TEntity> Set<TEntity>()
        where TEntity : class;

    Task<int> SaveChangesAsync(CancellationToken ct);
}

/// <summary>Names of the query filters, for the few places that may lift one.</summary>
public static class DbFilters
{
    public const string Workspace = "workspace";

    public const string Deletion = "deletion";
}
