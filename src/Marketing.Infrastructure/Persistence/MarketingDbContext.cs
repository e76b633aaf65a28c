using System.Collections.Concurrent;
using System.Data;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Approvals;
using Marketing.Domain.Budgets;
using Marketing.Domain.BulkJobs;
using Marketing.Domain.Calendar;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.External;
using Marketing.Domain.Facts;
using Marketing.Domain.History;
using Marketing.Domain.Knowledge;
using Marketing.Domain.Loyalty;
using Marketing.Domain.Observations;
using Marketing.Domain.Occurrences;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Results;
using Marketing.Domain.Risks;
using Marketing.Domain.Tasks;
using Marketing.Domain.Webhooks;
using Marketing.Domain.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Marketing.Infrastructure.Persistence;

/// <summary>
/// The model, the same on both engines. Every row owned by a workspace is filtered by the workspace of the request. The context is pooled,
/// so <see cref="Workspace"/> and <see cref="Writes"/> are set at each lease.
/// </summary>
public abstract class MarketingDbContext(DbContextOptions options) : DbContext(options), IMarketingDb
{
    /// <summary>Keyed by model, because tests have several in a process.</summary>
    private static readonly ConditionalWeakTable<IModel, ConcurrentDictionary<(Type Row, Type Result), Delegate>> CompiledReads = [];

    public DbSet<Plan> Plans => Set<Plan>();

    public DbSet<PlanRevision> PlanRevisions => Set<PlanRevision>();

    public DbSet<PlanSnapshot> PlanSnapshots => Set<PlanSnapshot>();

    public DbSet<PlanPart> PlanParts => Set<PlanPart>();

    public DbSet<PlanRef> PlanRefs => Set<PlanRef>();

    public DbSet<PlanAnchor> PlanAnchors => Set<PlanAnchor>();

    public DbSet<Approval> Approvals => Set<Approval>();

    public DbSet<Delegation> Delegations => Set<Delegation>();

    public DbSet<Budget> Budgets => Set<Budget>();

    public DbSet<BudgetRevision> BudgetRevisions => Set<BudgetRevision>();

    public DbSet<BudgetSnapshot> BudgetSnapshots => Set<BudgetSnapshot>();

    public DbSet<BudgetLine> BudgetLines => Set<BudgetLine>();

    public DbSet<BudgetBalance> BudgetBalances => Set<BudgetBalance>();

    public DbSet<BudgetTransfer> BudgetTransfers => Set<BudgetTransfer>();

    public DbSet<Commitment> Commitments => Set<Commitment>();

    public DbSet<LedgerPosting> LedgerPostings => Set<LedgerPosting>();

    public DbSet<LedgerSource> LedgerSources => Set<LedgerSource>();

    public DbSet<FiscalMonth> FiscalMonths => Set<FiscalMonth>();
    public DbSet<BudgetAudit> BudgetAudits => Set<BudgetAudit>();

    public DbSet<RateSet> RateSets => Set<RateSet>();

    public DbSet<RateSetVersion> RateSetVersions => Set<RateSetVersion>();

    public DbSet<LedgerCorrection> LedgerCorrections => Set<LedgerCorrection>();

    public DbSet<FactSource> FactSources => Set<FactSource>();

    public DbSet<FactBatch> FactBatches => Set<FactBatch>();

    public DbSet<Observation> Observations => Set<Observation>();

    public DbSet<ObservationEntry> ObservationEntries => Set<ObservationEntry>();

    public DbSet<DailyResult> Results => Set<DailyResult>();

    public DbSet<ResultEntry> ResultEntries => Set<ResultEntry>();

    public DbSet<Occurrence> Occurrences => Set<Occurrence>();

    public DbSet<OccurrenceRun> OccurrenceRuns => Set<OccurrenceRun>();

    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();

    public DbSet<Campaign> Campaigns => Set<Campaign>();

    public DbSet<CampaignEntry> CampaignEntries => Set<CampaignEntry>();

    public DbSet<ContentAsset> ContentAssets => Set<ContentAsset>();

    public DbSet<Offer> Offers => Set<Offer>();

    public DbSet<LoyaltyProgramme> LoyaltyProgrammes => Set<LoyaltyProgramme>();

    public DbSet<ExternalKey> ExternalKeys => Set<ExternalKey>();

    public DbSet<SyncSystem> SyncSystems => Set<SyncSystem>();

    public DbSet<PlanTask> Tasks => Set<PlanTask>();

    public DbSet<TaskOwner> TaskOwners => Set<TaskOwner>();

    public DbSet<TaskReport> TaskReports => Set<TaskReport>();

    public DbSet<KnowledgeItem> KnowledgeItems => Set<KnowledgeItem>();

    public DbSet<Risk> Risks => Set<Risk>();

    public DbSet<RiskReference> RiskReferences => Set<RiskReference>();

    public DbSet<RiskTreatment> RiskTreatments => Set<RiskTreatment>();

    public DbSet<RiskTrigger> RiskTriggers => Set<RiskTrigger>();

    public DbSet<RiskRating> RiskRatings => Set<RiskRating>();

    public DbSet<RiskAcceptance> RiskAcceptances => Set<RiskAcceptance>();

    public DbSet<RiskAlert> RiskAlerts => Set<RiskAlert>();

    public DbSet<RiskAssessment> RiskAssessments => Set<RiskAssessment>();

    public DbSet<RiskSignalCursor> RiskSignalCursors => Set<RiskSignalCursor>();

    public DbSet<Incident> Incidents => Set<Incident>();

    public DbSet<ContingencyPlan> ContingencyPlans => Set<ContingencyPlan>();

    public DbSet<Drill> Drills => Set<Drill>();

    public DbSet<RiskMatrix> RiskMatrices => Set<RiskMatrix>();

    public DbSet<Party> Parties => Set<Party>();

    public DbSet<CatalogueNameRow> CatalogueNames => Set<CatalogueNameRow>();

    public DbSet<CatalogueEntryRow> CatalogueEntries => Set<CatalogueEntryRow>();

    public DbSet<ContentReference> ContentReferences => Set<ContentReference>();

    public DbSet<PersonalKey> PersonalKeys => Set<PersonalKey>();

    public DbSet<BulkJob> BulkJobs => Set<BulkJob>();

    public DbSet<BulkJobChunk> BulkJobChunks => Set<BulkJobChunk>();

    public DbSet<BulkJobError> BulkJobErrors => Set<BulkJobError>();

    public DbSet<Webhook> Webhooks => Set<Webhook>();

    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();

    public DbSet<Workspace> Workspaces => Set<Workspace>();

    public DbSet<WorkspaceGuard> WorkspaceGuards => Set<WorkspaceGuard>();

    public DbSet<Member> Members => Set<Member>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<ChangeEntry> ChangeEntries => Set<ChangeEntry>();

    public DbSet<ChangeCounter> ChangeCounters => Set<ChangeCounter>();

    public DbSet<RaisedEvent> RaisedEvents => Set<RaisedEvent>();

    public IChangeLog Log => Writes ?? throw new InvalidOperationException("Changes can only be noted inside a unit of work.");

    public bool HasChanges => ChangeTracker.HasChanges();

    internal DbSet<WriteMarker> WriteMarkers => Set<WriteMarker>();

    internal DbSet<Lease> Leases => Set<Lease>();

    internal DbSet<MasterKeyProof> MasterKeyProofs => Set<MasterKeyProof>();

    /// <summary>The workspace whose rows are visible; none for the empty id.</summary>
    internal WorkspaceId Workspace { get; set; }

    /// <summary>Collects the changes of the current unit of work; null outside one, when nothing can be saved.</summary>
    internal IWriteLog? Writes { get; set; }

    /// <summary>Whether a transaction holds a connection. Both are lost together.</summary>
    internal bool HoldsTransaction { get; set; }

    /// <summary>Collation that compares text by code point, like SQLite's default.</summary>
    protected abstract string? OrdinalCollation { get; }

    public Task<TResult?> ReadAsync<TRow, TId, TResult>(TId id, Func<Expression<Func<TRow, TResult>>> projection, CancellationToken ct)
        where TRow : Resource<TId>
        where TId : struct, IEntityId<TId>
    {
        var reads = CompiledReads.GetValue(Model, static _ => new ConcurrentDictionary<(Type, Type), Delegate>());
        var read = reads.GetOrAdd((typeof(TRow), typeof(TResult)), static (_, make) => Compile<TRow, TId, TResult>(make()), projection);
        return ((Func<MarketingDbContext, TId, CancellationToken, Task<TResult?>>)read)(this, id, ct);
    }

    public Task<T> ReadConsistentlyAsync<T>(Func<Task<T>> read, CancellationToken ct) =>
        Database.CurrentTransaction is null ? ReadInSnapshotAsync(read, ct) : read();

    /// <summary>Runs a read in a transaction whose statements all see the same state.</summary>
    protected abstract Task<T> ReadInSnapshotAsync<T>(Func<Task<T>> read, CancellationToken ct);

    /// <summary>Runs a read in a transaction of this level. Nothing is written, so the transaction is rolled back.</summary>
    protected Task<T> ReadInTransactionAsync<T>(IsolationLevel level, Func<Task<T>> read, CancellationToken ct) =>
        Database.CreateExecutionStrategy().ExecuteAsync(token => this.InTransactionAsync(level, _ => read(), token), ct);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(MarketingDbContext).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => e.ClrType.IsAssignableTo(typeof(IWorkspaceOwned))).ToList())
        {
            typeof(MarketingDbContext)
                .GetMethod(nameof(Isolate), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
                .MakeGenericMethod(entity.ClrType)
                .Invoke(this, [modelBuilder]);
        }

        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => e.ClrType.IsAssignableTo(typeof(IAppendOnly))).ToList())
        {
            AppendOnlyTriggers.Declare(modelBuilder.Entity(entity.ClrType));
        }

        ModelConventions.CoverIndexes(modelBuilder.Model, Cover);
        if (OrdinalCollation is { } collation)
        {
            foreach (
                var property in modelBuilder
                    .Model.GetEntityTypes()
                    .SelectMany(e => e.GetProperties())
                    .Where(p => p.FindAnnotation(ModelConventions.Ordinal) is not null)
            )
            {
                property.SetCollation(collation);
            }
        }
    }

    /// <summary>Adds columns to an index that it contains beside its key.</summary>
    /// <param name="index">The index.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="inKeyToo">Whether they are worth their place in the key, for an engine that has no other.</param>
    protected abstract void Cover(IMutableIndex index, string[] columns, bool inKeyToo);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ModelConventions.Apply(configurationBuilder);
    }

    private static Func<MarketingDbContext, TId, CancellationToken, Task<TResult?>> Compile<TRow, TId, TResult>(
        Expression<Func<TRow, TResult>> projection
    )
        where TRow : Resource<TId>
        where TId : struct, IEntityId<TId>
    {
        Expression<Func<MarketingDbContext, TId, CancellationToken, IQueryable<TRow>>> rows = (db, id, _) =>
            db.Set<TRow>().AsNoTracking().Where(row => row.Id.Equals(id));
        var results = Expression.Call(
            typeof(Queryable),
            nameof(Queryable.Select),
            [typeof(TRow), typeof(TResult)],
            rows.Body,
            Expression.Quote(projection)
        );
        var result = Expression.Call(typeof(Queryable), nameof(Queryable.SingleOrDefault), [typeof(TResult)], results);
        return EF.CompileAsyncQuery(Expression.Lambda<Func<MarketingDbContext, TId, CancellationToken, TResult?>>(result, rows.Parameters));
    }

    private void Isolate<TEntity>(ModelBuilder modelBuilder)
        where TEntity : class, IWorkspaceOwned
    {
        modelBuilder.Entity<TEntity>().HasQueryFilter(DbFilters.Workspace, row => row.WorkspaceId == Workspace);
        if (typeof(TEntity).IsAssignableTo(typeof(IResource)))
        {
            var row = Expression.Parameter(typeof(TEntity), "row");
            var alive = Expression.Equal(
                Expression.Property(row, nameof(IResource.DeletedAt)),
                Expression.Constant(null, typeof(DateTime?))
            );
            modelBuilder.Entity<TEntity>().HasQueryFilter(DbFilters.Deletion, Expression.Lambda<Func<TEntity, bool>>(alive, row));
        }
    }
}
