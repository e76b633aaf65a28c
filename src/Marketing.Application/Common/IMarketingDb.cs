using System.Linq.Expressions;
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

namespace Marketing.Application.Common;

/// <summary>The database for the use cases. Queries return only rows of the caller's workspace and hide deleted ones.</summary>
public interface IMarketingDb
{
    DbSet<Plan> Plans { get; }

    DbSet<PlanRevision> PlanRevisions { get; }

    DbSet<PlanSnapshot> PlanSnapshots { get; }

    DbSet<PlanPart> PlanParts { get; }

    DbSet<PlanRef> PlanRefs { get; }

    DbSet<PlanAnchor> PlanAnchors { get; }

    DbSet<Approval> Approvals { get; }

    DbSet<Delegation> Delegations { get; }

    DbSet<Budget> Budgets { get; }

    DbSet<BudgetRevision> BudgetRevisions { get; }

    DbSet<BudgetSnapshot> BudgetSnapshots { get; }

    DbSet<BudgetLine> BudgetLines { get; }

    DbSet<BudgetBalance> BudgetBalances { get; }

    DbSet<BudgetTransfer> BudgetTransfers { get; }

    DbSet<Commitment> Commitments { get; }

    DbSet<LedgerPosting> LedgerPostings { get; }

    DbSet<LedgerSource> LedgerSources { get; }

    DbSet<FiscalMonth> FiscalMonths { get; }

    DbSet<LedgerCorrection> LedgerCorrections { get; }

    DbSet<FactSource> FactSources { get; }

    DbSet<FactBatch> FactBatches { get; }

    DbSet<Observation> Observations { get; }

    DbSet<ObservationEntry> ObservationEntries { get; }

    DbSet<DailyResult> Results { get; }

    DbSet<ResultEntry> ResultEntries { get; }
    DbSet<BudgetAudit> BudgetAudits { get; }

    DbSet<RateSet> RateSets { get; }

    DbSet<RateSetVersion> RateSetVersions { get; }

    DbSet<Occurrence> Occurrences { get; }

    DbSet<OccurrenceRun> OccurrenceRuns { get; }

    DbSet<CalendarFeed> CalendarFeeds { get; }

    DbSet<Campaign> Campaigns { get; }

    DbSet<CampaignEntry> CampaignEntries { get; }

    DbSet<ContentAsset> ContentAssets { get; }

    DbSet<Offer> Offers { get; }

    DbSet<LoyaltyProgramme> LoyaltyProgrammes { get; }

    DbSet<ExternalKey> ExternalKeys { get; }

    DbSet<SyncSystem> SyncSystems { get; }

    DbSet<PlanTask> Tasks { get; }

    DbSet<TaskOwner> TaskOwners { get; }

    DbSet<TaskReport> TaskReports { get; }

    DbSet<KnowledgeItem> KnowledgeItems { get; }

    DbSet<Risk> Risks { get; }

    DbSet<RiskReference> RiskReferences { get; }

    DbSet<RiskTreatment> RiskTreatments { get; }

    DbSet<RiskTrigger> RiskTriggers { get; }

    DbSet<RiskRating> RiskRatings { get; }

    DbSet<RiskAcceptance> RiskAcceptances { get; }

    DbSet<RiskAlert> RiskAlerts { get; }

    DbSet<RiskAssessment> RiskAssessments { get; }

    DbSet<RiskSignalCursor> RiskSignalCursors { get; }

    DbSet<Incident> Incidents { get; }

    DbSet<ContingencyPlan> ContingencyPlans { get; }

    DbSet<Drill> Drills { get; }

    DbSet<RiskMatrix> RiskMatrices { get; }

    DbSet<Party> Parties { get; }

    DbSet<CatalogueNameRow> CatalogueNames { get; }

    DbSet<CatalogueEntryRow> CatalogueEntries { get; }

    DbSet<ContentReference> ContentReferences { get; }

    DbSet<PersonalKey> PersonalKeys { get; }

    DbSet<BulkJob> BulkJobs { get; }

    DbSet<BulkJobChunk> BulkJobChunks { get; }

    DbSet<BulkJobError> BulkJobErrors { get; }

    DbSet<Webhook> Webhooks { get; }

    DbSet<WebhookDelivery> WebhookDeliveries { get; }

    DbSet<Workspace> Workspaces { get; }

    DbSet<WorkspaceGuard> WorkspaceGuards { get; }

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
    /// Reads one row by id, projected; null if the caller cannot see it. The query is compiled once for each row and result type. Looking
    /// a query up by its expression costs as much as the rest of a small read.
    /// </summary>
    /// <param name="id">Id of the row.</param>
    /// <param name="projection">Returns the projection, always the same for a row and result type; called once.</param>
    /// <param name="ct">Cancels the read.</param>
    Task<TResult?> ReadAsync<TRow, TId, TResult>(TId id, Func<Expression<Func<TRow, TResult>>> projection, CancellationToken ct)
        where TRow : Resource<TId>
        where TId : struct, IEntityId<TId>;

    /// <summary>
    /// Runs a read of several statements so that all of them see the same state of the database. Inside a unit of work, they see its
    /// own writes and the rows that it has locked.
    /// </summary>
    /// <param name="read">The statements. They run again if the connection is lost.</param>
    /// <param name="ct">Cancels the read.</param>
    Task<T> ReadConsistentlyAsync<T>(Func<Task<T>> read, CancellationToken ct);

    /// <summary>Whether there are unsaved changes.</summary>
    bool HasChanges { get; }

    Task<int> SaveChangesAsync(CancellationToken ct);
}

/// <summary>Names of the query filters, for the few queries that ignore one.</summary>
public static class DbFilters
{
    public const string Workspace = "workspace";

    public const string Deletion = "deletion";
}
