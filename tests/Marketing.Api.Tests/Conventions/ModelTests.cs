using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Marketing.Api.BulkJobs;
using Marketing.Application.Access;
using Marketing.Application.Approvals;
using Marketing.Application.Budgets;
using Marketing.Application.Campaigns;
using Marketing.Application.Catalogues;
using Marketing.Application.Lifecycle;
using Marketing.Application.Observations;
using Marketing.Application.Occurrences;
using Marketing.Application.Results;
using Marketing.Application.Risks;
using Marketing.Application.Scheduling;
using Marketing.Application.Tasks;
using Marketing.Application.Webhooks;
using Marketing.Domain.Budgets;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.External;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Risks;
using Marketing.Domain.Values;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Marketing.Api.Tests.Conventions;

/// <summary>The model contains nothing that SQL Server rejects or silently treats differently than SQLite.</summary>
public sealed class ModelTests : IDisposable
{
    private const int LargestIndexKey = 1700;
    private const int LargestClusteredKey = 900;

    /// <summary>Compatible servers shorten longer names, each in its own way.</summary>
    private const int LongestName = 63;

    /// <summary>Narrative and JSON, sealed or not, which only the request limits.</summary>
    private static readonly HashSet<string> Unbounded = new(StringComparer.Ordinal)
    {
        "Plan.Header",
        "Plan.SearchText",
        "PlanPart.Content",
        "PlanPart.SearchText",
        "Workspace.Settings",
        "AuditEntry.Fields",
        "IdempotencyRecord.Body",
        "PlanSnapshot.Content",
        "Budget.Freezes",
        "BudgetBalance.Guards",
        "Budget.Forecasts",
        "BudgetBalance.Terms",
        "Budget.Terms",
        "BudgetLine.Terms",
        "BudgetSnapshot.Content",
        "Commitment.Shares",
        "RateSetVersion.Rates",
        "BudgetAudit.Findings",
        "Dimension.Values",
        "LedgerPosting.Dimensions",
        "Approval.Minutes",
        "Approval.Remarks",
        "PlanTask.Owners",
        "Campaign.Terms",
        "Campaign.Adopted",
        "Campaign.ChannelIds",
        "Campaign.Evaluation",
        "Campaign.ExternalIds",
        "Channel.ExternalIds",
        "ContentAsset.ExternalIds",
        "Partner.ExternalIds",
        "Party.ExternalIds",
        "Campaign.Review",
        "SyncSystem.OwnedMembers",
        "Campaign.SearchText",
        "ContentAsset.SearchText",
        "Offer.SearchText",
        "LoyaltyProgramme.SearchText",
        "LoyaltyProgramme.Steps",
        "LoyaltyProgramme.Terms",
        "KnowledgeItem.Text",
        "KnowledgeItem.Tags",
        "KnowledgeItem.SearchText",
        "PlanTask.Predecessors",
        "Risk.SearchText",
        "Risk.Terms",
        "RiskAlert.BlockedLineIds",
        "ContingencyPlan.Adopted",
        "ContingencyPlan.SearchText",
        "ContingencyPlan.Terms",
        "Drill.TaskIds",
        "Incident.LessonIds",
        "Incident.ReserveDrawIds",
        "Incident.SearchText",
        "Incident.Terms",
        "Incident.Timeline",
        "RiskAlert.TaskIds",
        "RiskAssessment.Picture",
        "RiskAssessment.RatingIds",
        "RiskMatrix.Earlier",
        "RiskMatrix.Terms",
        "RiskTreatment.Terms",
        "RiskTrigger.Terms",
        "Party.SealedContact",
        "DailyResult.Metrics",
        "ResultEntry.Metrics",
        "ResultEntry.DeltaMetrics",
        "BulkJobChunk.Body",
        "BulkJobError.Problem",
        "Webhook.Types",
        "WebhookDelivery.Body",
    };

    /// <summary>
    /// Columns that store a text from a request whose member is not that of the entity's input, such as <c>PartyInput.Name</c> for
    /// <c>Party.Name</c>. The limit of the member counts code points. A character outside the Basic Multilingual Plane takes two of the
    /// UTF-16 units that a column counts.
    /// </summary>
    private static readonly Dictionary<string, PropertyInfo> FromOtherRequests = new(StringComparer.Ordinal)
    {
        ["CatalogueEntryRow.Name"] = Of<CatalogueEntryInput>(nameof(CatalogueEntryInput.Name)),
        ["Approval.Comment"] = Of<ApprovalInput>(nameof(ApprovalInput.Comment)),
        ["Approval.RequestComment"] = Of<SubmitInput>(nameof(SubmitInput.Comment)),
        ["Approval.ReassignReason"] = Of<ReassignInput>(nameof(ReassignInput.Reason)),
        ["PlanTask.Code"] = Of<WorkPackage>(nameof(WorkPackage.Code)),
        ["PlanTask.Title"] = Of<TaskInput>(nameof(TaskInput.Title)),
        ["PlanTask.Description"] = Of<TaskInput>(nameof(TaskInput.Description)),
        ["PlanTask.Reason"] = Of<TaskBlockInput>(nameof(TaskBlockInput.Reason)),
        ["PlanTask.Ref"] = Of<Subtask>(nameof(Subtask.Ref)),
        ["PlanTask.SourceKey"] = Of<Subtask>(nameof(Subtask.Ref)),
        ["TaskReport.Note"] = Of<TaskStepInput>(nameof(TaskStepInput.Note)),
        ["TaskReport.Title"] = Of<TaskInput>(nameof(TaskInput.Title)),
        ["TaskReport.Reason"] = Of<TaskBlockInput>(nameof(TaskBlockInput.Reason)),
        ["TaskReport.Ref"] = Of<Subtask>(nameof(Subtask.Ref)),
        ["TaskReport.RecordedByName"] = Of<MemberInput>(nameof(MemberInput.DisplayName)),
        ["ContingencyPlan.PartKey"] = Of<Subtask>(nameof(Subtask.Ref)),
        ["Risk.PartRef"] = Of<Subtask>(nameof(Subtask.Ref)),
        ["Risk.PartRefKey"] = Of<Subtask>(nameof(Subtask.Ref)),
        ["Risk.StatusReason"] = Of<RiskReasonInput>(nameof(RiskReasonInput.Reason)),
        ["Drill.Findings"] = Of<HoldDrillInput>(nameof(HoldDrillInput.Findings)),
        ["RiskAlert.DecisionReason"] = Of<AlertDecisionInput>(nameof(AlertDecisionInput.Reason)),
        ["RiskAlert.Note"] = Of<FireTriggerInput>(nameof(FireTriggerInput.Note)),
        ["RiskTreatment.RefKey"] = Of<RiskTreatmentTerms>(nameof(RiskTreatmentTerms.Ref)),
        ["Delegation.Reason"] = Of<DelegationInput>(nameof(DelegationInput.Reason)),
        ["BudgetLine.ParentKey"] = Of<BudgetLineTerms>(nameof(BudgetLineTerms.ParentCode)),
        ["Budget.Code"] = Of<BudgetTerms>(nameof(BudgetTerms.Code)),
        ["Budget.Scenario"] = Of<CloneBudgetInput>(nameof(CloneBudgetInput.Scenario)),
        ["Budget.Title"] = Of<BudgetTerms>(nameof(BudgetTerms.Title)),
        ["Budget.Currency"] = Of<BudgetTerms>(nameof(BudgetTerms.Currency)),
        ["Campaign.PartKey"] = Of<AnchorInput>(nameof(AnchorInput.Subject)),
        ["Campaign.StatusReason"] = Of<CampaignReasonInput>(nameof(CampaignReasonInput.Reason)),
        ["ExternalKey.ExternalId"] = Of<ExternalIdValue>(nameof(ExternalIdValue.Id)),
        ["ExternalKey.System"] = Of<ExternalIdValue>(nameof(ExternalIdValue.System)),
        ["SyncSystem.System"] = Of<ExternalIdValue>(nameof(ExternalIdValue.System)),
        ["Campaign.Code"] = Of<CampaignTerms>(nameof(CampaignTerms.Code)),
        ["BudgetTransfer.Evidence"] = Of<TransferInput>(nameof(TransferInput.Evidence)),
        ["BudgetTransfer.FromLineCode"] = Of<TransferInput>(nameof(TransferInput.FromLineCode)),
        ["BudgetTransfer.Reason"] = Of<TransferInput>(nameof(TransferInput.Reason)),
        ["BudgetTransfer.ToLineCode"] = Of<TransferInput>(nameof(TransferInput.ToLineCode)),
        ["Commitment.SourceId"] = Of<SourceRefInput>(nameof(SourceRefInput.Id)),
        ["Commitment.SourceSystem"] = Of<SourceRefInput>(nameof(SourceRefInput.System)),
        ["LedgerPosting.ActorName"] = Of<MemberInput>(nameof(MemberInput.DisplayName)),
        ["LedgerPosting.BudgetCode"] = Of<BudgetTerms>(nameof(BudgetTerms.Code)),
        ["LedgerPosting.CampaignRef"] = Of<BudgetLineTerms>(nameof(BudgetLineTerms.CampaignRef)),
        ["LedgerPosting.Category"] = Of<BudgetLineTerms>(nameof(BudgetLineTerms.Category)),
        ["LedgerPosting.ChannelCode"] = Of<BudgetLineTerms>(nameof(BudgetLineTerms.ChannelCode)),
        ["LedgerPosting.CostCentre"] = Of<BudgetLineTerms>(nameof(BudgetLineTerms.CostCentre)),
        ["LedgerPosting.LineCode"] = Of<BudgetLineTerms>(nameof(BudgetLineTerms.Code)),
        ["LedgerPosting.OverrideReason"] = Of<OverrideInput>(nameof(OverrideInput.Reason)),
        ["LedgerPosting.PhaseRef"] = Of<BudgetLineTerms>(nameof(BudgetLineTerms.PhaseRef)),
        ["LedgerPosting.Reason"] = Of<ActualInput>(nameof(ActualInput.Reason)),
        ["LedgerPosting.SourceId"] = Of<SourceRefInput>(nameof(SourceRefInput.Id)),
        ["LedgerPosting.SourceLine"] = Of<SourceRefInput>(nameof(SourceRefInput.Line)),
        ["LedgerPosting.SourceSystem"] = Of<SourceRefInput>(nameof(SourceRefInput.System)),
        ["LedgerSource.Line"] = Of<SourceRefInput>(nameof(SourceRefInput.Line)),
        ["LedgerSource.SourceId"] = Of<SourceRefInput>(nameof(SourceRefInput.Id)),
        ["LedgerSource.System"] = Of<SourceRefInput>(nameof(SourceRefInput.System)),
        ["FiscalMonth.Reason"] = Of<ReopenPeriodInput>(nameof(ReopenPeriodInput.Reason)),
        ["DailyResult.AccountTimeZone"] = Of<ResultItem>(nameof(ResultItem.AccountTimeZone)),
        ["DailyResult.Breakdown"] = Of<ResultItem>(nameof(ResultItem.Breakdown)),
        ["DailyResult.CampaignCode"] = Of<CampaignTerms>(nameof(CampaignTerms.Code)),
        ["DailyResult.ChannelCode"] = Of<ResultItem>(nameof(ResultItem.Channel)),
        ["DailyResult.Source"] = Of<BulkResultInput>(nameof(BulkResultInput.Source)),
        ["DailyResult.Window"] = Of<ResultItem>(nameof(ResultItem.Window)),
        ["ResultEntry.AccountTimeZone"] = Of<ResultItem>(nameof(ResultItem.AccountTimeZone)),
        ["ResultEntry.Breakdown"] = Of<ResultItem>(nameof(ResultItem.Breakdown)),
        ["ResultEntry.CampaignCode"] = Of<CampaignTerms>(nameof(CampaignTerms.Code)),
        ["ResultEntry.ChannelCode"] = Of<ResultItem>(nameof(ResultItem.Channel)),
        ["ResultEntry.Source"] = Of<BulkResultInput>(nameof(BulkResultInput.Source)),
        ["ResultEntry.Window"] = Of<ResultItem>(nameof(ResultItem.Window)),
        ["ResultEntry.ActorName"] = Of<MemberInput>(nameof(MemberInput.DisplayName)),
        ["FactBatch.Source"] = Of<BulkObservationInput>(nameof(BulkObservationInput.Source)),
        ["FactSource.Name"] = Of<BulkObservationInput>(nameof(BulkObservationInput.Source)),
        ["Observation.MeasureRef"] = Of<ObservedMeasure>(nameof(ObservedMeasure.Ref)),
        ["Observation.MetricCode"] = Of<ObservationItem>(nameof(ObservationItem.Metric)),
        ["Observation.Scope"] = Of<ObservationItem>(nameof(ObservationItem.Scope)),
        ["Observation.Source"] = Of<BulkObservationInput>(nameof(BulkObservationInput.Source)),
        ["ObservationEntry.ActorName"] = Of<MemberInput>(nameof(MemberInput.DisplayName)),
        ["ObservationEntry.MeasureRef"] = Of<ObservedMeasure>(nameof(ObservedMeasure.Ref)),
        ["ObservationEntry.MetricCode"] = Of<ObservationItem>(nameof(ObservationItem.Metric)),
        ["ObservationEntry.Scope"] = Of<ObservationItem>(nameof(ObservationItem.Scope)),
        ["ObservationEntry.Source"] = Of<BulkObservationInput>(nameof(BulkObservationInput.Source)),
        ["Plan.StatusReason"] = Of<ReasonInput>(nameof(ReasonInput.Reason)),
        ["Plan.Code"] = Of<PlanHeader>(nameof(PlanHeader.Code)),
        ["Plan.Title"] = Of<PlanHeader>(nameof(PlanHeader.Title)),
        ["Plan.Language"] = Of<PlanHeader>(nameof(PlanHeader.Language)),
        ["Occurrence.Ref"] = Of<HoldOccurrenceInput>(nameof(HoldOccurrenceInput.Ref)),
        ["Occurrence.RefKey"] = Of<HoldOccurrenceInput>(nameof(HoldOccurrenceInput.Ref)),
        ["Occurrence.Note"] = Of<HoldOccurrenceInput>(nameof(HoldOccurrenceInput.Note)),
        ["Occurrence.MinutesUrl"] = Of<HoldOccurrenceInput>(nameof(HoldOccurrenceInput.MinutesUrl)),
        ["Plan.Currency"] = Of<PlanHeader>(nameof(PlanHeader.Currency)),
        ["Plan.PeriodStartPlaceholder"] = Of<PlannedDate>(nameof(PlannedDate.Placeholder)),
        ["Plan.PeriodStartText"] = Of<PlannedDate>(nameof(PlannedDate.Text)),
        ["Plan.PeriodEndPlaceholder"] = Of<PlannedDate>(nameof(PlannedDate.Placeholder)),
        ["Plan.PeriodEndText"] = Of<PlannedDate>(nameof(PlannedDate.Text)),
        ["Plan.PreparedBy"] = Of<PartyRef>(nameof(PartyRef.Text)),
        ["PlanAnchor.Code"] = Of<AnchorInput>(nameof(AnchorInput.Code)),
        ["PlanAnchor.Name"] = Of<AnchorInput>(nameof(AnchorInput.Name)),
        ["PlanPart.Ref"] = Of<AnchorInput>(nameof(AnchorInput.Subject)),
        ["PlanPart.RefKey"] = Of<AnchorInput>(nameof(AnchorInput.Subject)),
        ["PlanRef.Ref"] = Of<AnchorInput>(nameof(AnchorInput.Subject)),
        ["PlanRef.RefKey"] = Of<AnchorInput>(nameof(AnchorInput.Subject)),
        ["BulkJob.OwnerName"] = Of<MemberInput>(nameof(MemberInput.DisplayName)),
        ["BulkJob.OwnerSystem"] = Of<ApiKeyInput>(nameof(ApiKeyInput.System)),
        ["BulkJob.Source"] = Of<JobArguments>(nameof(JobArguments.Source)),
        ["BulkJobError.Ref"] = Of<ActualItem>(nameof(ActualItem.Ref)),
        ["Webhook.Url"] = Of<WebhookInput>(nameof(WebhookInput.Url)),
        ["Webhook.Description"] = Of<WebhookInput>(nameof(WebhookInput.Description)),
        ["AuditEntry.ActorName"] = Of<MemberInput>(nameof(MemberInput.DisplayName)),
        ["AuditEntry.OriginSystem"] = Of<ApiKeyInput>(nameof(ApiKeyInput.System)),
        ["ChangeEntry.ActorName"] = Of<MemberInput>(nameof(MemberInput.DisplayName)),
        ["ChangeEntry.OriginSystem"] = Of<ApiKeyInput>(nameof(ApiKeyInput.System)),
    };

    /// <summary>Columns that store what the service itself writes, or ASCII that a request's headers carry.</summary>
    private static readonly HashSet<string> OfTheService = new(StringComparer.Ordinal)
    {
        "Member.ActorId",
        "Member.Roles",
        "Approval.AssigneeActorId",
        "Approval.DecidedBy",
        "Approval.DecidedFor",
        "Approval.RequestedBy",
        "Approval.SubjectType",
        "Delegation.DelegateId",
        "CalendarFeed.Language",
        "CalendarFeed.OwnerId",
        "Occurrence.Section",
        "Occurrence.Text",
        "Occurrence.TimeZone",
        "Occurrence.Title",
        "Delegation.DelegatorId",
        "Plan.Revisions",
        "Budget.Revisions",
        "Budget.SearchText",
        "BudgetBalance.Above",
        "BudgetRevision.SubmittedBy",
        "BudgetTransfer.Currency",
        "BudgetTransfer.RequestedBy",
        "Commitment.Currency",
        "LedgerPosting.ActorId",
        "LedgerPosting.Currency",
        "LedgerPosting.OriginalCurrency",
        "RateSetVersion.PublishedBy",
        "LedgerPosting.Period",
        "BudgetBalance.Month",
        "FiscalMonth.Period",
        "LedgerSource.EntryIds",
        "ObservationEntry.ActorId",
        "DailyResult.Currency",
        "ResultEntry.ActorId",
        "ResultEntry.Currency",
        "Risk.Current",
        "Risk.Inherent",
        "Risk.Residual",
        "RiskAcceptance.RequestedBy",
        "RiskAlert.CrossingKey",
        "RiskTrigger.WatchKey",
        "RiskAlert.DecidedBy",
        "RiskMatrix.SearchText",
        "PlanTask.OwnerText",
        "PlanTask.SearchText",
        "PlanTask.WaitsFor",
        "TaskReport.OwnerText",
        "TaskReport.RecordedBy",
        "PlanRevision.SubmittedBy",
        "ApiKey.Prefix",
        "ApiKey.Scopes",
        "CatalogueEntryRow.Catalogue",
        "CatalogueNameRow.Catalogue",
        "ContentReference.OwnerType",
        "ExternalKey.Type",
        "AuditEntry.ActorId",
        "AuditEntry.CorrelationId",
        "AuditEntry.FieldNames",
        "AuditEntry.ResourceType",
        "ChangeEntry.ActorId",
        "ChangeEntry.Event",
        "ChangeEntry.FieldNames",
        "ChangeEntry.ResourceType",
        "RaisedEvent.OnceKey",
        "RaisedEvent.Name",
        "PlanPart.Section",
        "PlanAnchor.SearchText",
        "BulkJob.Header",
        "BulkJob.OwnerId",
        "BulkJob.OwnerScopes",
        "Webhook.LeaseOwner",
        "Webhook.OwnerId",
        "Webhook.Scopes",
        "WebhookDelivery.EventType",
        "WebhookDelivery.ResourceType",
        "WorkspaceGuard.Name",
        "Lease.Name",
        "Lease.Owner",
        "MasterKeyProof.Fingerprint",
        "IdempotencyRecord.ActorId",
        "IdempotencyRecord.Key",
        "IdempotencyRecord.ETag",
        "IdempotencyRecord.Location",
        "IdempotencyRecord.Method",
        "IdempotencyRecord.Path",
    };

    private readonly SqlServerMarketingDbContext _server = Contexts.SqlServer();
    private readonly SqliteMarketingDbContext _sqlite = Contexts.Sqlite();

    private IModel Model => _server.GetService<IDesignTimeModel>().Model;

    public void Dispose()
    {
        _server.Dispose();
        _sqlite.Dispose();
    }

    [Fact]
    public void The_migrations_of_both_engines_are_up_to_date_with_the_model()
    {
        _server.Database.HasPendingModelChanges().ShouldBeFalse();
        _sqlite.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public void Every_text_and_binary_has_a_length_unless_it_is_narrative_or_JSON()
    {
        var open = Properties()
            .Where(property => ClrTypeOf(property) == typeof(string) || ClrTypeOf(property) == typeof(byte[]))
            .Where(property => LengthOf(property) is null)
            .Select(NameOf)
            .ToList();
        var ofCatalogues = Model
            .GetEntityTypes()
            .Where(entity => entity.ClrType.IsAssignableTo(typeof(ICatalogueEntry)))
            .SelectMany(entity => new[] { $"{entity.DisplayName()}.Aliases", $"{entity.DisplayName()}.SearchText" });
        var unbounded = Unbounded.Concat(ofCatalogues).ToList();
        open.Except(unbounded).ShouldBeEmpty();
        unbounded.Except(open).ShouldBeEmpty("these have a length now: remove them from the list");
    }

    [Fact]
    public void Every_column_for_a_text_from_a_request_holds_what_the_request_may_contain()
    {
        var columns = Properties().Where(HoldsText).ToDictionary(NameOf);
        var fromRequests = columns.Keys.Except(OfTheService).ToDictionary(name => name, RequestMemberOf);
        fromRequests
            .Where(column => column.Value is null)
            .Select(column => column.Key)
            .ShouldBeEmpty("A new column needs a line in a list.");
        FromOtherRequests.Keys.Concat(OfTheService).Except(columns.Keys).ShouldBeEmpty("these do not exist any more");

        var tooShort =
            from column in fromRequests
            let allowed = column.Value!.GetCustomAttribute<MaxLengthAttribute>()!.Length * UnitsOf(column.Value!)
            where columns[column.Key].GetMaxLength() < allowed
            select $"{column.Key} holds {columns[column.Key].GetMaxLength()} UTF-16 units, but a request may contain {allowed}";
        tooShort.ShouldBeEmpty();
    }

    [Fact]
    public void Every_key_and_index_is_within_the_size_limits()
    {
        foreach (var entity in Model.GetEntityTypes())
        {
            foreach (var index in entity.GetIndexes())
            {
                SizeOf(index.Properties)
                    .ShouldBeLessThanOrEqualTo(
                        LargestIndexKey,
                        $"{entity.DisplayName()}: {string.Join(", ", index.Properties.Select(p => p.Name))}"
                    );
            }

            foreach (var key in entity.GetKeys())
            {
                var largest = key.IsPrimaryKey() && key.IsClustered() != false ? LargestClusteredKey : LargestIndexKey;
                SizeOf(key.Properties)
                    .ShouldBeLessThanOrEqualTo(
                        largest,
                        $"{entity.DisplayName()}: key {string.Join(", ", key.Properties.Select(p => p.Name))}"
                    );
            }
        }
    }

    [Fact]
    public void Every_name_is_short_enough_for_compatible_servers() =>
        Model
            .GetEntityTypes()
            .SelectMany(entity =>
                entity
                    .GetProperties()
                    .Select(property => property.GetColumnName())
                    .Append(entity.GetTableName()!)
                    .Concat(entity.GetKeys().Select(key => key.GetName()!))
                    .Concat(entity.GetForeignKeys().Select(key => key.GetConstraintName()!))
                    .Concat(entity.GetIndexes().Select(index => index.GetDatabaseName()!))
            )
            .Where(name => name.Length > LongestName)
            .ShouldBeEmpty();

    [Fact]
    public void Every_decimal_states_precision_and_scale() =>
        Properties()
            .Where(property => ClrTypeOf(property) == typeof(decimal))
            .Where(property => property.GetPrecision() is null || property.GetScale() is null)
            .Select(NameOf)
            .ShouldBeEmpty();

    [Fact]
    public void Every_instant_has_six_digits_and_no_amount_is_a_float()
    {
        Properties()
            .Where(property => ClrTypeOf(property) == typeof(DateTime))
            .Where(property => property.GetPrecision() != 6)
            .Select(NameOf)
            .ShouldBeEmpty();
        Properties()
            .Where(property => ClrTypeOf(property) == typeof(double) || ClrTypeOf(property) == typeof(float))
            .Select(NameOf)
            .ShouldBeEmpty();
    }

    [Fact]
    public void At_most_one_cascade_path_connects_two_tables()
    {
        foreach (var start in Model.GetEntityTypes())
        {
            var reached = new List<string>();
            Follow(start, reached, []);
            reached
                .GroupBy(name => name)
                .Where(paths => paths.Count() > 1)
                .Select(paths => $"{start.DisplayName()} → {paths.Key}")
                .ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_unique_index_over_nullable_columns_is_filtered()
    {
        var treacherous =
            from entity in Model.GetEntityTypes()
            from index in entity.GetIndexes()
            where index.IsUnique
            from property in index.Properties
            where
                property.IsNullable
                && index.GetFilter()?.Contains($"[{property.GetColumnName()}] IS NOT NULL", StringComparison.Ordinal) != true
            select $"{entity.DisplayName()}: {property.Name}";
        treacherous.ShouldBeEmpty();
    }

    [Fact]
    public void Unique_columns_and_keys_are_compared_by_code_point_on_both_engines()
    {
        var folding =
            from entity in Model.GetEntityTypes()
            from property in entity
                .GetIndexes()
                .Where(index => index.IsUnique)
                .SelectMany(index => index.Properties)
                .Concat(entity.GetKeys().SelectMany(key => key.Properties))
                .Distinct()
            where
                ClrTypeOf(property) == typeof(string)
                && !property.ClrType.IsEnum
                && Nullable.GetUnderlyingType(property.ClrType)?.IsEnum != true
                && property.GetCollation() is null
            select NameOf(property);
        folding.ShouldBeEmpty();
    }

    /// <summary>By triggers, whose SQL is in the scripts next to the migrations.</summary>
    [Fact]
    public void Every_append_only_table_is_protected_by_triggers()
    {
        foreach (var entity in Model.GetEntityTypes())
        {
            var (isAppendOnly, isKept) = (
                entity.ClrType.IsAssignableTo(typeof(Domain.Common.IAppendOnly)),
                entity.ClrType.IsAssignableTo(typeof(Domain.Common.IKeptForever))
            );
            var table = entity.GetTableName();
            entity
                .GetDeclaredTriggers()
                .Select(trigger => trigger.GetDatabaseName())
                .ShouldBe(
                    new[] { isAppendOnly ? $"{table}_NoUpdate" : null, isKept ? $"{table}_NoDelete" : null }.OfType<string>(),
                    ignoreOrder: true
                );
        }
    }

    [Fact]
    public void Every_owned_row_is_filtered_by_its_workspace()
    {
        var open = Model
            .GetEntityTypes()
            .Where(entity => entity.ClrType.IsAssignableTo(typeof(Domain.Common.IWorkspaceOwned)))
            .Where(entity => entity.GetDeclaredQueryFilters().All(filter => filter.Key != Application.Common.DbFilters.Workspace))
            .Select(entity => entity.DisplayName());
        open.ShouldBeEmpty();
        Model
            .GetEntityTypes()
            .Where(entity => !entity.ClrType.IsAssignableTo(typeof(Domain.Common.IWorkspaceOwned)))
            .Select(entity => entity.DisplayName())
            .ShouldBe(["Lease", "MasterKeyProof"], ignoreOrder: true);
    }

    [Fact]
    public void A_row_can_only_refer_to_rows_of_its_own_workspace()
    {
        var loose =
            from entity in Model.GetEntityTypes()
            from key in entity.GetForeignKeys()
            where
                key.Properties.All(property => property.Name != "WorkspaceId")
                || key.PrincipalKey.Properties.All(property => property.Name != "WorkspaceId")
            select $"{entity.DisplayName()}: {string.Join(", ", key.Properties.Select(property => property.Name))}";
        loose.ShouldBeEmpty();
    }

    private IEnumerable<IProperty> Properties() => Model.GetEntityTypes().SelectMany(entity => entity.GetProperties());

    private static string NameOf(IReadOnlyProperty property) => $"{property.DeclaringType.DisplayName()}.{property.Name}";

    /// <summary>The type in the database.</summary>
    private static Type ClrTypeOf(IReadOnlyProperty property)
    {
        var type = property.FindRelationalTypeMapping()?.Converter?.ProviderClrType ?? property.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static int? LengthOf(IReadOnlyProperty property) =>
        property.FindRelationalTypeMapping() is { Size: { } size } ? size : property.GetMaxLength();

    /// <summary>A text of limited length that is no enumeration, normalised name, hash or author of a resource.</summary>
    private static bool HoldsText(IReadOnlyProperty property) =>
        ClrTypeOf(property) == typeof(string)
        && property.GetMaxLength() is not null
        && (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) is { IsEnum: false }
        && property.Name is not ("CreatedBy" or "UpdatedBy" or "CreatedByName" or "UpdatedByName")
        && property.Name is not ("NameKey" or "TitleKey" or "CodeKey" or "PreparedByKey" or "Hash");

    /// <summary>Most UTF-16 units that one character can take: one if a pattern or a vocabulary allows ASCII only.</summary>
    private static int UnitsOf(PropertyInfo member) =>
        member.IsDefined(typeof(LanguageTagAttribute))
        || member.IsDefined(typeof(CurrencyCodeAttribute))
        || member.GetCustomAttribute<RegularExpressionAttribute>()?.Pattern.StartsWith("^[A-Za-z0-9]", StringComparison.Ordinal) == true
        || member.GetCustomAttribute<RegularExpressionAttribute>()?.Pattern.StartsWith("^[a-z0-9]", StringComparison.Ordinal) == true
            ? 1
            : 2;

    /// <summary>Returns the member of a request that a column stores: the one listed, or that of the entity's input.</summary>
    private static PropertyInfo? RequestMemberOf(string column) =>
        FromOtherRequests.GetValueOrDefault(column)
        ?? (
            column.Split('.') is [var entity, var member]
                ? typeof(PartyInput).Assembly.GetTypes().SingleOrDefault(type => type.Name == entity + "Input")?.GetProperty(member)
                : null
        );

    private static PropertyInfo Of<T>(string name) => typeof(T).GetProperty(name)!;

    private static int SizeOf(IEnumerable<IReadOnlyProperty> columns) =>
        columns.Sum(column =>
        {
            var type = ClrTypeOf(column);
            return type == typeof(string) ? 2 * (LengthOf(column) ?? 1_000_000)
                : type == typeof(byte[]) ? LengthOf(column) ?? 1_000_000
                : type == typeof(Guid) ? 16
                : 9;
        });

    private static void Follow(IReadOnlyEntityType from, List<string> reached, HashSet<IReadOnlyForeignKey> walked)
    {
        foreach (
            var key in from.GetReferencingForeignKeys()
                .Where(key => key.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.SetNull && walked.Add(key))
        )
        {
            reached.Add(key.DeclaringEntityType.DisplayName());
            Follow(key.DeclaringEntityType, reached, [.. walked]);
        }
    }
}

/// <summary>Contexts that never open a connection.</summary>
internal static class Contexts
{
    public static SqlServerMarketingDbContext SqlServer()
    {
        var options = new DbContextOptionsBuilder<SqlServerMarketingDbContext>();
        PersistenceSetup.UseSqlServer(
            options,
            new DatabaseOptions { Provider = DatabaseProvider.SqlServer, ConnectionString = "Server=nowhere" }
        );
        return new SqlServerMarketingDbContext(options.Options);
    }

    public static SqliteMarketingDbContext Sqlite(string file = ":memory:")
    {
        var options = new DbContextOptionsBuilder<SqliteMarketingDbContext>();
        PersistenceSetup.UseSqlite(
            options,
            new DatabaseOptions { Provider = DatabaseProvider.Sqlite, ConnectionString = $"Data Source={file}" }
        );
        return new SqliteMarketingDbContext(options.Options);
    }
}
