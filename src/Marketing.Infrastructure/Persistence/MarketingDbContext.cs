using System.Linq.Expressions;
using Marketing.Application.Common;
using Marketing.Application.Memory;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Domain.Parties;
using Marketing.Domain.Plans;
using Marketing.Domain.Workspaces;
using Marketing.Infrastructure.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Persistence;

/// <summary>
/// The model, the same on both engines. Every row owned by a workspace is filtered by the workspace of the call; the
/// context is pooled, so <see cref="Workspace"/> and <see cref="Writes"/> are set anew at each lease.
/// </summary>
public abstract class MarketingDbContext(DbContextOptions options) : DbContext(options), IMarketingDb
{
    public DbSet<Plan> Plans => Set<Plan>();

    public DbSet<PlanRevision> PlanRevisions => Set<PlanRevision>();

    public DbSet<PlanPart> PlanParts => Set<PlanPart>();

    public DbSet<Party> Parties => Set<Party>();

    public DbSet<CatalogueNameRow> CatalogueNames => Set<CatalogueNameRow>();

    public DbSet<CatalogueEntryRow> CatalogueEntries => Set<CatalogueEntryRow>();

    public DbSet<ContentReference> ContentReferences => Set<ContentReference>();

    public DbSet<PersonalKey> PersonalKeys => Set<PersonalKey>();

    public DbSet<Workspace> Workspaces => Set<Workspace>();

    public DbSet<Member> Members => Set<Member>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<ChangeEntry> ChangeEntries => Set<ChangeEntry>();

    public DbSet<ChangeCounter> ChangeCounters => Set<ChangeCounter>();

    internal DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();

    internal DbSet<Lease> Leases => Set<Lease>();

    /// <summary>The workspace whose rows are seen; the empty id sees none.</summary>
    internal WorkspaceId Workspace { get; set; }

    /// <summary>Collects what the current unit of work changes; none outside of one, and then nothing can be saved.</summary>
    internal WriteLog? Writes { get; set; }

    /// <summary>Collation under which text compares by code point, as SQLite's default does.</summary>
    protected abstract string? OrdinalCollation { get; }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(MarketingDbContext).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => e.ClrType.IsAssignableTo(typeof(IWorkspaceOwned))).ToList())
        {
            typeof(MarketingDbContext).GetMethod(nameof(Isolate), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
                .MakeGenericMethod(entity.ClrType).Invoke(this, [modelBuilder]);
        }

        if (OrdinalCollation is { } collation)
        {
            foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Where(p => p.FindAnnotation(ModelConventions.Ordinal) is not null))
            {
                property.SetCollation(collation);
            }
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ModelConventions.Apply(configurationBuilder);
    }

    private void Isolate<TEntity>(ModelBuilder modelBuilder)
        where TEntity : class, IWorkspaceOwned
    {
        modelBuilder.Entity<TEntity>().HasQueryFilter(DbFilters.Workspace, row => row.WorkspaceId == Workspace);
        if (typeof(TEntity).IsAssignableTo(typeof(IResource)))
        {
            var row = Expression.Parameter(typeof(TEntity), "row");
            var alive = Expression.Equal(Expression.Property(row, nameof(IResource.DeletedAt)), Expression.Constant(null, typeof(DateTime?)));
            modelBuilder.Entity<TEntity>().HasQueryFilter(DbFilters.Deletion, Expression.Lambda<Func<TEntity, bool>>(alive, row));
        }
    }
}
