using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketing.Api.Tests.Budgets;
using Marketing.Api.Tests.Campaigns;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Conventions;
using Marketing.Api.Tests.Facts;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Observations;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Risks;
using Marketing.Api.Tests.Support;
using Marketing.Api.Tests.Webhooks;
using Marketing.Application.Risks;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Engines;

/// <summary>Every index has a query that needs it; those that lists need, begin where the page begins.</summary>
public sealed partial class IndexTests(ExplainedApi explained) : IClassFixture<ExplainedApi>, IAsyncLifetime
{
    private static readonly (string Table, string Path)[] Catalogues =
    [
        ("Parties", "parties"),
        ("Partners", "partners"),
        ("Channels", "channels"),
        ("Segments", "segments"),
        ("Metrics", "metrics"),
        ("BudgetCategories", "budget-categories"),
        ("Dimensions", "dimensions"),
    ];

    private readonly QueryPlans _plans = explained.Plans;
    private readonly MarketingApi _api = explained.Api;

    private delegate Task Requests(IndexTests test);

    /// <summary>What uses each index that is not there to keep something unique.</summary>
    private static Dictionary<string, Requests> Needs { get; } = AllNeeds();

    private HttpClient Client => _api.Alpha.Client;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, "These plans are SQLite's.");
        await _api.ResetAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static TheoryData<string> Named => [.. Needs.Keys];

    [Theory]
    [MemberData(nameof(Named))]
    public async Task An_index_is_used_by_the_query_that_needs_it(string index)
    {
        var queries = await _plans.OfAsync(() => Needs[index](this));

        queries.ShouldContain(query => query.Uses(index), string.Join("\n", queries));
    }

    [Fact]
    public void Every_index_is_listed_with_its_query_or_keeps_something_unique()
    {
        using var db = Contexts.SqlServer();
        Indexes(db).Where(index => !index.IsUnique).Select(NameOf).ShouldBe(Needs.Keys, ignoreOrder: true);
    }

    /// <summary>Deleting the row that it points at, and checking the key, would read the whole table.</summary>
    [Fact]
    public void Every_foreign_key_is_found_by_an_index()
    {
        using var db = Contexts.SqlServer();
        var slow =
            from entity in db.GetService<IDesignTimeModel>().Model.GetEntityTypes()
            from key in entity.GetForeignKeys()
            let wanted = key.Properties.Where(column => column.Name != nameof(IWorkspaceOwned.WorkspaceId)).ToList()
            let found = entity
                .GetIndexes()
                .Where(index => index.GetFilter() is null)
                .Select(index => index.Properties)
                .Concat(entity.GetKeys().Select(own => own.Properties))
            where !found.Any(columns => columns.Take(key.Properties.Count).Intersect(wanted).Count() == wanted.Count)
            select key.GetConstraintName();
        slow.ShouldBeEmpty();
    }

    /// <summary>On SQLite, a column beside the key is one more in the key: only where a rare value would read every row.</summary>
    [Fact]
    public void Indexes_of_lists_contain_what_every_row_is_asked_for()
    {
        using var server = Contexts.SqlServer();
        var sorted = Indexes(server).Where(index => !index.IsUnique && index.GetFilter() is null && IsOfList(index)).ToList();
        sorted.Count.ShouldBeGreaterThan(15);
        sorted.ShouldAllBe(index => index.GetIncludeProperties()!.Contains(nameof(IResource.DeletedAt)));
        sorted
            .Single(index => NameOf(index) == "IX_Plans_WorkspaceId_ContentUpdatedAt_Id")
            .GetIncludeProperties()
            .ShouldBe(["DeletedAt", "Status", "PlanType", "Language"]);

        using var embedded = Contexts.Sqlite();
        Indexes(embedded)
            .Where(index => IsOfList(index) && index.Properties.Any(column => column.Name == nameof(IResource.DeletedAt)))
            .Select(NameOf)
            .ShouldBe(
                [
                    "IX_Approvals_WorkspaceId_CreatedAt_Id",
                    "IX_Approvals_WorkspaceId_DueAt_Id",
                    "IX_Budgets_WorkspaceId_UpdatedAt_Id",
                    "IX_Campaigns_WorkspaceId_UpdatedAt_Id",
                    "IX_Plans_WorkspaceId_ContentUpdatedAt_Id",
                    "IX_Plans_WorkspaceId_UpdatedAt_Id",
                    "IX_RiskAlerts_WorkspaceId_CreatedAt_Id",
                    "IX_Risks_WorkspaceId_Score_Id",
                    "IX_Tasks_WorkspaceId_DueKey_Id",
                ],
                ignoreOrder: true
            );
    }

    [Theory]
    [InlineData("contentUpdatedAt", "ContentUpdatedAt>?")]
    [InlineData("-contentUpdatedAt", "ContentUpdatedAt<?")]
    [InlineData("updatedAt", "UpdatedAt>?")]
    [InlineData("-updatedAt", "UpdatedAt<?")]
    [InlineData("createdAt", "CreatedAt>?")]
    [InlineData("-createdAt", "CreatedAt<?")]
    [InlineData("title", "TitleKey>?")]
    [InlineData("-title", "TitleKey<?")]
    [InlineData("periodStart", "PeriodStart>?")]
    [InlineData("-periodStart", "PeriodStart<?")]
    [InlineData("periodEnd", "PeriodEnd>?")]
    [InlineData("-periodEnd", "PeriodEnd<?")]
    [InlineData("preparedBy", "PreparedByKey>?")]
    [InlineData("-preparedBy", "PreparedByKey<?")]
    public async Task A_page_begins_at_its_place_in_the_index_and_is_not_sorted(string sort, string place)
    {
        for (var i = 1; i < 5; i++)
        {
            await Client.PlanAsync(
                $"P{i}",
                new
                {
                    periodStart = new { date = $"2026-0{i}-01" },
                    periodEnd = new { date = $"2026-0{i}-28" },
                    signatories = new[] { new { role = "preparedBy", party = new { text = $"Ann {i}" } } },
                }
            );
        }

        var first = await Client.ReadAsync($"/v1/plans?pageSize=1&sort={sort}");
        var queries = await _plans.OfAsync(() => Client.ReadAsync($"/v1/plans?pageSize=1&sort={sort}&cursor=" + Cursor(first)));

        var list = queries.Single(query => query.Sql.Contains("FROM \"Plans\"", StringComparison.Ordinal));
        list.Steps.ShouldHaveSingleItem().ShouldContain($"(WorkspaceId=? AND {place})");
    }

    [Fact]
    public async Task Plans_without_a_period_are_found_in_the_index_behind_or_before_those_that_have_one()
    {
        await Client.PlanAsync("without 1");
        await Client.PlanAsync("without 2");
        await Client.PlanAsync("with", new { periodStart = new { date = "2026-01-01" } });
        foreach (var (sort, place) in new[] { ("-periodStart", "PeriodStart=?"), ("periodStart", "PeriodStart=? AND Id>?") })
        {
            var first = await Client.ReadAsync($"/v1/plans?pageSize=1&sort={sort}");
            var queries = await _plans.OfAsync(() => Client.ReadAsync($"/v1/plans?pageSize=1&sort={sort}&cursor=" + Cursor(first)));

            queries.ShouldContain(
                query => query.Steps.Count == 1 && query.Steps[0].Contains($"(WorkspaceId=? AND {place})", StringComparison.Ordinal),
                string.Join("\n", queries)
            );
        }
    }

    [Fact]
    public async Task A_search_reads_the_parts_of_a_plan_through_an_index()
    {
        await Client.ObjectiveAsync((await Client.PlanAsync("P")).Id(), "会员复购", "O-1");

        var queries = await _plans.OfAsync(() => Client.ReadAsync($"/v1/plans?expand=foundIn&q={Uri.EscapeDataString("复购 会员")}"));

        queries.ShouldContain(query => query.Sql.Contains("SearchText", StringComparison.Ordinal));
        queries.ShouldAllBe(query => !query.Steps.Any(step => step.Contains("SCAN p", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Parts_are_found_by_their_refs_and_not_by_reading_the_plan()
    {
        var plan = (await Client.PlanAsync("P")).Id();
        await Client.ObjectiveAsync(plan, "a", "O-1");

        var queries = await _plans.OfAsync(() => Client.ObjectiveAsync(plan, "b", "O-2"));

        var byRef = queries.Where(query => ByRef().IsMatch(query.Sql)).ToList();
        byRef.ShouldNotBeEmpty();
        byRef.ShouldAllBe(query =>
            query.Steps.Any(step => step.Contains("(WorkspaceId=? AND PlanId=? AND RefKey=?)", StringComparison.Ordinal))
        );
    }

    private static Dictionary<string, Requests> AllNeeds()
    {
        var needs = new Dictionary<string, Requests>(StringComparer.Ordinal)
        {
            ["IX_Plans_WorkspaceId_ContentUpdatedAt_Id"] = Reads("/v1/plans"),
            ["IX_Plans_WorkspaceId_UpdatedAt_Id"] = Reads("/v1/plans?sort=-updatedAt"),
            ["IX_Approvals_WorkspaceId_CreatedAt_Id"] = Reads("/v1/approvals"),
            ["IX_Approvals_WorkspaceId_DueAt_Id"] = Reads("/v1/approvals?sort=dueAt"),
            ["IX_Approvals_WorkspaceId_UpdatedAt_Id"] = Reads("/v1/approvals?sort=updatedAt"),
            ["IX_Approvals_WorkspaceId_SubjectId_CreatedAt_Id"] = Reads("/v1/approvals?subjectId=0198c0de-0000-7000-8000-000000000000"),
            ["IX_Budgets_WorkspaceId_UpdatedAt_Id"] = Reads("/v1/budgets"),
            ["IX_Budgets_WorkspaceId_CreatedAt_Id"] = Reads("/v1/budgets?sort=createdAt"),
            ["IX_Budgets_WorkspaceId_TitleKey_Id"] = Reads("/v1/budgets?sort=title"),
            ["IX_Budgets_WorkspaceId_PeriodStart_Id"] = Reads("/v1/budgets?sort=periodStart"),
            ["IX_BudgetLines_WorkspaceId_BudgetId_Position_Id"] = BooksMoney,
            ["IX_BudgetBalances_WorkspaceId_BudgetId_CodeKey"] = BooksMoney,
            ["IX_BudgetTransfers_WorkspaceId_BudgetId_CreatedAt_Id"] = BooksMoney,
            ["IX_Commitments_WorkspaceId_BudgetId_Date_Id"] = BooksMoney,
            ["IX_BudgetAudits_WorkspaceId_BudgetId_Date_Id"] = BooksMoney,
            ["IX_BudgetLines_WorkspaceId_CategoryId_Id"] = DeletesCategory,
            ["IX_BudgetLines_WorkspaceId_LiveCategoryId"] = DeletesCategory,
            ["IX_RateSets_WorkspaceId_NameKey_Id"] = Reads("/v1/rate-sets"),
            ["IX_LedgerPostings_WorkspaceId_EntryId"] = BooksMoney,
            ["IX_LedgerPostings_WorkspaceId_BudgetId_Sequence_EntryId_Number"] = BooksMoney,
            ["IX_Observations_WorkspaceId_ForDate_Id"] = Reads("/v1/observations"),
            ["IX_Observations_WorkspaceId_PlanId_ForDate_Id"] = Reads("/v1/observations?planId=0198c0de-0000-7000-8000-000000000000"),
            ["IX_Observations_WorkspaceId_MetricId_ForDate_Id"] = ObservesMetric,
            ["IX_Observations_WorkspaceId_MetricEntryId"] = DeletesMetric,
            ["IX_ObservationEntries_WorkspaceId_ObservationId_Version"] = Reads("/v1/observations?asOf=2026-01-01T00:00:00Z"),
            ["IX_Results_WorkspaceId_Date_Id"] = Reads("/v1/results"),
            ["IX_Results_WorkspaceId_CampaignId_Date_Id"] = Reads("/v1/results?campaignId=0198c0de-0000-7000-8000-000000000000"),
            ["IX_Results_WorkspaceId_ChannelId"] = DeletesChannel,
            ["IX_ResultEntries_WorkspaceId_ResultId_Version"] = Reads("/v1/results?asOf=2026-01-01T00:00:00Z"),
            ["IX_Tasks_WorkspaceId_DueKey_Id"] = Reads("/v1/tasks"),
            ["IX_Tasks_WorkspaceId_UpdatedAt_Id"] = Reads("/v1/tasks?sort=updatedAt"),
            ["IX_Tasks_WorkspaceId_PlanId_DueKey_Id"] = Reads("/v1/tasks?planId=0198c0de-0000-7000-8000-000000000000"),
            ["IX_TaskOwners_WorkspaceId_PartyId_DueKey_TaskId"] = Reads("/v1/tasks?partyId=0198c0de-0000-7000-8000-000000000000"),
            ["IX_TaskReports_WorkspaceId_TaskId_RecordedAt_Id"] = async test =>
            {
                var task = await test
                    .Client.PostAsync("/v1/tasks", """{"origin":"risk","title":"T"}""")
                    .ShouldBeAsync(HttpStatusCode.Created);
                await test.Client.ReadAsync($"/v1/tasks/{task.Id()}/reports");
            },
            ["IX_TaskReports_WorkspaceId_PlanId_RecordedAt_Id"] = async test =>
            {
                var people = await People.OfAsync(test._api.Alpha);
                await test.Client.ReadAsync($"/v1/plans/{await people.ActiveAsync()}/reports/progress");
            },
            ["IX_Campaigns_WorkspaceId_UpdatedAt_Id"] = Reads("/v1/campaigns"),
            ["IX_Campaigns_WorkspaceId_CreatedAt_Id"] = Reads("/v1/campaigns?sort=createdAt"),
            ["IX_Campaigns_WorkspaceId_TitleKey_Id"] = Reads("/v1/campaigns?sort=title"),
            ["IX_Campaigns_WorkspaceId_StartDate_Id"] = Reads("/v1/campaigns?sort=start"),
            ["IX_Campaigns_WorkspaceId_PlanId_UpdatedAt_Id"] = Reads("/v1/campaigns?planId=0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d"),
            ["IX_LedgerPostings_WorkspaceId_CampaignRef_Period"] = async test =>
            {
                var campaign = await test.Client.CampaignAsync();
                await test.Client.DeleteAsync($"/v1/campaigns/{campaign.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
            },
            ["IX_ContentAssets_WorkspaceId_UpdatedAt_Id"] = Reads("/v1/content-assets"),
            ["IX_ContentAssets_WorkspaceId_Day_Id"] = Reads("/v1/content-assets?sort=day"),
            ["IX_ContentAssets_WorkspaceId_CampaignId_UpdatedAt_Id"] = Reads(
                "/v1/content-assets?campaignId=0198c0de-0000-7000-8000-000000000000"
            ),
            ["IX_ContentAssets_WorkspaceId_ChannelId_Id"] = DeletesChannel,
            ["IX_ContentAssets_WorkspaceId_LiveChannelId"] = DeletesChannel,
            ["IX_Offers_WorkspaceId_UpdatedAt_Id"] = Reads("/v1/offers"),
            ["IX_Offers_WorkspaceId_CampaignId_UpdatedAt_Id"] = Reads("/v1/offers?campaignId=0198c0de-0000-7000-8000-000000000000"),
            ["IX_LoyaltyProgrammes_WorkspaceId_UpdatedAt_Id"] = Reads("/v1/loyalty-programmes"),
            ["IX_LoyaltyProgrammes_WorkspaceId_PlanId_UpdatedAt_Id"] = Reads(
                "/v1/loyalty-programmes?planId=0198c0de-0000-7000-8000-000000000000"
            ),
            ["IX_LoyaltyProgrammes_WorkspaceId_OwnerId_Id"] = DeletesParty,
            ["IX_LoyaltyProgrammes_WorkspaceId_LiveOwnerId"] = DeletesParty,
            ["IX_CampaignEntries_WorkspaceId_EntryId_CampaignId"] = DeletesParty,
            ["IX_Risks_WorkspaceId_Score_Id"] = Reads("/v1/risks"),
            ["IX_Risks_WorkspaceId_UpdatedAt_Id"] = Reads("/v1/risks?sort=-updatedAt"),
            ["IX_Risks_WorkspaceId_TitleKey_Id"] = Reads("/v1/risks?sort=title"),
            ["IX_Risks_WorkspaceId_PlanId_Score_Id"] = Reads("/v1/risks?planId=0198c0de-0000-7000-8000-000000000000"),
            ["IX_RiskReferences_WorkspaceId_EntryId_RiskId"] = DeletesParty,
            ["IX_RiskReferences_WorkspaceId_RiskId"] = ReadsRisk,
            ["IX_RiskTreatments_WorkspaceId_RiskId_CreatedAt_Id"] = ReadsRisk,
            ["IX_RiskTriggers_WorkspaceId_RiskId_CreatedAt_Id"] = ReadsRisk,
            ["IX_RiskTriggers_WorkspaceId_WatchKey"] = async test =>
            {
                await test.Client.ReadAsync("/v1/risks");
                await test._api.SearchSignalsAsync(test._api.Alpha.Id);
            },
            ["IX_RiskRatings_WorkspaceId_RiskId_CreatedAt_Id"] = ReadsRisk,
            ["IX_RiskAcceptances_WorkspaceId_RiskId_CreatedAt_Id"] = ReadsRisk,
            ["IX_RiskAcceptances_WorkspaceId_State_Until_Id"] = test =>
                test._api.RunAsync(WorkspaceId.From(test._api.Alpha.Id), new LapseRiskAcceptances(new DateOnly(2026, 1, 1))),
            ["IX_RiskAlerts_WorkspaceId_CreatedAt_Id"] = Reads("/v1/alerts"),
            ["IX_RiskAlerts_WorkspaceId_RiskId_CreatedAt_Id"] = Reads("/v1/alerts?riskId=0198c0de-0000-7000-8000-000000000000"),
            ["IX_RiskAlerts_WorkspaceId_IsStopLoss_State"] = DecidesStopLoss,
            ["IX_Incidents_WorkspaceId_DetectedAt_Id"] = Reads("/v1/incidents"),
            ["IX_Incidents_WorkspaceId_UpdatedAt_Id"] = Reads("/v1/incidents?sort=updatedAt"),
            ["IX_Incidents_WorkspaceId_LiveOwnerId"] = DeletesParty,
            ["IX_ContingencyPlans_WorkspaceId_UpdatedAt_Id"] = Reads("/v1/contingency-plans"),
            ["IX_ContingencyPlans_WorkspaceId_LiveOwnerId"] = DeletesParty,
            ["IX_Drills_WorkspaceId_ContingencyPlanId_PlannedOn_Id"] = async test =>
            {
                var plan = await test.Client.ContingencyPlanAsync("2026-01-01");
                await test.Client.ReadAsync($"/v1/contingency-plans/{plan}/drills");
            },
            ["IX_Drills_WorkspaceId_State_PlannedOn_Id"] = test =>
                test._api.RunAsync(WorkspaceId.From(test._api.Alpha.Id), new MissDrills(new DateOnly(2026, 1, 1))),
            ["IX_RiskAssessments_WorkspaceId_HeldOn_Id"] = Reads("/v1/risk-assessments"),
            ["IX_RiskMatrices_WorkspaceId_UpdatedAt_Id"] = Reads("/v1/risk-matrices"),
            ["IX_KnowledgeItems_WorkspaceId_UpdatedAt_Id"] = Reads("/v1/knowledge-items"),
            ["IX_KnowledgeItems_WorkspaceId_TitleKey_Id"] = Reads("/v1/knowledge-items?sort=title"),
            ["IX_KnowledgeItems_WorkspaceId_PlanId_UpdatedAt_Id"] = Reads(
                "/v1/knowledge-items?planId=0198c0de-0000-7000-8000-000000000000"
            ),
            ["IX_KnowledgeItems_WorkspaceId_OwnerId_Id"] = DeletesParty,
            ["IX_KnowledgeItems_WorkspaceId_LiveOwnerId"] = DeletesParty,
            ["IX_Delegations_WorkspaceId_FirstDay_Id"] = Reads("/v1/delegations"),
            ["IX_Delegations_WorkspaceId_UpdatedAt_Id"] = Reads("/v1/delegations?sort=updatedAt"),
            ["IX_CalendarFeeds_WorkspaceId_CreatedAt_Id"] = Reads("/v1/calendar-feeds"),
            ["IX_CalendarFeeds_WorkspaceId_UpdatedAt_Id"] = Reads("/v1/calendar-feeds?sort=updatedAt"),
            ["IX_BulkJobs_WorkspaceId_State"] = Purges("bulk-jobs"),
            ["IX_BulkJobs_WorkspaceId_CreatedAt"] = Purges("purge-jobs"),
            ["IX_Webhooks_WorkspaceId_CreatedAt_Id"] = Reads("/v1/webhooks"),
            ["IX_Webhooks_WorkspaceId_UpdatedAt_Id"] = Reads("/v1/webhooks?sort=updatedAt"),
            ["IX_WebhookDeliveries_WorkspaceId_WebhookId_State_Sequence"] = DeliversAsync,
            ["IX_WebhookDeliveries_WorkspaceId_CreatedAt"] = Purges("purge-deliveries"),
            ["IX_Plans_WorkspaceId_CreatedAt_Id"] = Reads("/v1/plans?sort=createdAt"),
            ["IX_Plans_WorkspaceId_TitleKey_Id"] = Reads("/v1/plans?sort=title"),
            ["IX_Plans_WorkspaceId_PeriodStart_Id"] = Reads("/v1/plans?sort=periodStart"),
            ["IX_Plans_WorkspaceId_PeriodEnd_Id"] = Reads("/v1/plans?sort=periodEnd"),
            ["IX_Plans_WorkspaceId_PreparedByKey_Id"] = Reads("/v1/plans?sort=preparedBy"),
            ["IX_PlanParts_WorkspaceId_UpdatedAt_Id"] = Reads("/v1/parts?sort=updatedAt"),
            ["IX_PlanParts_WorkspaceId_CreatedAt_Id"] = Reads("/v1/parts?sort=createdAt"),
            ["IX_PlanParts_WorkspaceId_PlanId_SectionOrder_Position_Id"] = Reads("/v1/parts"),
            ["IX_PlanParts_DeletedRefs"] = async test =>
                await test.Client.ObjectiveAsync((await test.Client.PlanAsync("P")).Id(), "again", "O-1"),
            ["IX_PlanParts_Counts"] = async test =>
            {
                await test.Client.PlanAsync("P");
                await test.Client.ReadAsync("/v1/plans?expand=counts");
            },
            ["IX_PlanRefs_WorkspaceId_PartId"] = DeletesWorkPackage,
            ["IX_PlanAnchors_WorkspaceId_PlanId_Date_Id"] = async test =>
                await test.Client.ReadAsync($"/v1/plans/{(await test.Client.PlanAsync("P")).Id()}/anchors"),
            ["IX_ContentReferences_WorkspaceId_TargetId"] = DeletesParty,
            ["IX_ContentReferences_WorkspaceId_EntryId"] = DeletesParty,
            ["IX_ContentReferences_WorkspaceId_PlanId"] = ReplacesManyParts,
            ["IX_Parties_WorkspaceId_LiveParentId"] = DeletesParty,
            ["IX_Partners_WorkspaceId_LivePartyId"] = DeletesParty,
            ["IX_Members_WorkspaceId_LivePartyId"] = DeletesParty,
            ["IX_Parties_WorkspaceId_ParentId_Id"] = DeletesParty,
            ["IX_Partners_WorkspaceId_PartyId_Id"] = DeletesParty,
            ["IX_Members_WorkspaceId_PartyId_Id"] = DeletesParty,
            ["IX_Members_ActorId"] = async test =>
            {
                using var person = await test._api.Alpha.PersonAsync("somebody", Role.Planner);
                await person.ReadAsync("/v1/me");
            },
            ["IX_Members_WorkspaceId_NameKey_Id"] = test => test.Client.ReadAsync(test.Members()),
            ["IX_Members_WorkspaceId_UpdatedAt_Id"] = test => test.Client.ReadAsync(test.Members() + "?sort=updatedAt"),
            ["IX_ApiKeys_WorkspaceId_UpdatedAt_Id"] = Reads("/v1/api-keys?sort=updatedAt"),
            ["IX_CatalogueNames_WorkspaceId_EntryId_Catalogue_NameKey"] = RenamesParty,
            ["IX_AuditEntries_WorkspaceId_At_Id"] = Reads("/v1/audit"),
            ["IX_AuditEntries_WorkspaceId_ResourceId_At_Id"] = Reads($"/v1/audit?resource={Guid.Empty}"),
            ["IX_AuditEntries_WorkspaceId_ParentId_At_Id"] = Reads($"/v1/audit?parent={Guid.Empty}"),
            ["IX_AuditEntries_WorkspaceId_ActorId_At_Id"] = Reads("/v1/audit?by=person:1"),
            ["IX_AuditEntries_WorkspaceId_CorrelationId_At_Id"] = Reads("/v1/audit?correlationId=1"),
            ["IX_IdempotencyRecords_WorkspaceId_CreatedAt"] = Purges("purge-idempotency"),
        };
        foreach (var (table, path) in Catalogues)
        {
            needs[$"IX_{table}_WorkspaceId_NameKey_Id"] = Reads($"/v1/{path}?includeDeleted=true");
            needs[$"IX_{table}_WorkspaceId_UpdatedAt_Id"] = Reads($"/v1/{path}?sort=updatedAt");
        }

        return needs;
    }

    private static async Task DeliversAsync(IndexTests test)
    {
        var created = await test.Client.WebhookAsync("https://hooks.example.com/", "plan");
        await WebhookSteps.DeliveryAsync(test.Client, created.Id());
    }

    private static Requests Reads(string path) => test => test.Client.ReadAsync(path);

    private static Requests Purges(string work) =>
        test => test._api.Services.GetServices<IRecurringWork>().Single(each => each.Name == work).RunBatchAsync(default);

    /// <summary>Everything that is below a risk, and its deletion.</summary>
    private static async Task ReadsRisk(IndexTests test)
    {
        var risk = (await test.Client.RiskAsync()).Id();
        foreach (var below in new[] { "treatments", "triggers", "ratings", "acceptances" })
        {
            await test.Client.ReadAsync($"{RiskSteps.RiskPath}/{risk}/{below}");
        }

        await test.Client.DeleteAsync($"{RiskSteps.RiskPath}/{risk}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    private static async Task DecidesStopLoss(IndexTests test)
    {
        var people = await BudgetPeople.OfAsync(test._api.Alpha);
        var budget = await people.ActiveAsync(BudgetSteps.Line("A", "10"));
        var line = (await test.Client.ReadAsync($"/v1/budgets/{budget}/lines")).Items()[0]!.Id();
        var alert = await test.Client.StopLossAsync(line);
        await test
            .Client.PostAsync($"/v1/alerts/{alert}/decide", """{"decision":"adjust","reason":"R"}""")
            .ShouldBeAsync(HttpStatusCode.OK);
    }

    private static async Task DeletesCategory(IndexTests test)
    {
        var category = await test.Client.EntryAsync("budget-categories", "广告");
        await test.Client.DeleteAsync($"/v1/budget-categories/{category.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    private static async Task DeletesParty(IndexTests test)
    {
        var party = await test
            .Client.PostAsync("/v1/parties", """{"name":"M","kind":"department"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        await test.Client.DeleteAsync($"/v1/parties/{party.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    /// <summary>Everything that a budget with bookings is asked for.</summary>
    private static async Task BooksMoney(IndexTests test)
    {
        var people = await BudgetPeople.OfAsync(test._api.Alpha);
        var budget = await people.ActiveAsync(BudgetSteps.Line("A", "10"), BudgetSteps.Line("B", "10"));
        var order = await test.Client.CommitAsync(budget, "A", "5").ShouldBeAsync(HttpStatusCode.Created);
        await test.Client.ReadAsync($"/v1/ledger-entries/{order["entries"]![0]!.Id()}");
        foreach (var list in new[] { "lines", "commitments", "transfers", "ledger", "summary", "audits" })
        {
            await test.Client.ReadAsync($"/v1/budgets/{budget}/{list}");
        }
    }

    /// <summary>Changes the unit of a metric, which depends on its observations.</summary>
    private static async Task ObservesMetric(IndexTests test)
    {
        var metric = await test.Client.MetricAsync("M-1");
        await test.Client.PatchAsync($"/v1/metrics/{metric.Id()}", """{"unit":"%"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
    }

    private static async Task DeletesMetric(IndexTests test)
    {
        var metric = await test.Client.MetricAsync("M-1");
        await test.Client.DeleteAsync($"/v1/metrics/{metric.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    private static async Task DeletesChannel(IndexTests test)
    {
        var channel = await test.Client.ChannelAsync("WX");
        await test.Client.DeleteAsync($"/v1/channels/{channel}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    private static async Task RenamesParty(IndexTests test)
    {
        var party = await test
            .Client.PostAsync("/v1/parties", """{"name":"M","kind":"department"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        await test.Client.PatchAsync($"/v1/parties/{party.Id()}", """{"name":"N"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
    }

    private static async Task DeletesWorkPackage(IndexTests test)
    {
        var plan = (await test.Client.PlanAsync("P")).Id();
        var path = $"/v1/plans/{plan}/work-packages";
        var made = await test
            .Client.PostAsync(path, PlanSteps.ItemJson("""{"name":"W","subtasks":[{"name":"S","ref":"S-1"}]}"""))
            .ShouldBeAsync(HttpStatusCode.Created);
        await test.Client.DeleteAsync($"{path}/{made.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    private static async Task ReplacesManyParts(IndexTests test)
    {
        var path = $"/v1/plans/{(await test.Client.PlanAsync("P")).Id()}/sections/objectives";
        foreach (var text in new[] { "before", "after" })
        {
            var parts = Enumerable
                .Range(1, 25)
                .Select(i => ((string?)$"O-{i}", new JsonObject { ["text"] = $"{text} {i}" }.ToJsonString()));
            await test.Client.PutJsonAsync(path, PlanSteps.SectionJson("objectives", [.. parts]), "*").ShouldBeAsync(HttpStatusCode.OK);
        }
    }

    private static string Cursor(JsonNode page) => Uri.EscapeDataString(page.Text("nextCursor"));

    private static IEnumerable<IIndex> Indexes(MarketingDbContext db) =>
        db.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(entity => entity.GetIndexes());

    private static string NameOf(IReadOnlyIndex index) => index.GetDatabaseName()!;

    /// <summary>Whether it ends with the id of a resource that is deleted softly, as the orders of lists do.</summary>
    private static bool IsOfList(IReadOnlyIndex index) =>
        index.DeclaringEntityType.FindProperty(nameof(IResource.DeletedAt)) is not null
        && index.Properties.Any(column => column.Name == "Id");

    [GeneratedRegex(@"FROM ""PlanParts"".*""RefKey"" (IN|=)", RegexOptions.Singleline)]
    private static partial Regex ByRef();

    private string Members() => $"/v1/workspaces/{_api.Alpha.Id}/members";
}

/// <summary>A host whose statements are explained.</summary>
public sealed class ExplainedApi : IAsyncLifetime
{
    public ExplainedApi() => Api = new MarketingApi([], services: Plans.Follow);

    public MarketingApi Api { get; }

    internal QueryPlans Plans { get; } = new();

    public ValueTask InitializeAsync() => Api.InitializeAsync();

    public ValueTask DisposeAsync() => Api.DisposeAsync();
}
