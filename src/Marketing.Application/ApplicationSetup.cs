using Marketing.Application.Approvals;
using Marketing.Application.Budgets;
using Marketing.Application.BulkJobs;
using Marketing.Application.Calendar;
using Marketing.Application.Campaigns;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Application.External;
using Marketing.Application.Facts;
using Marketing.Application.Feeds;
using Marketing.Application.History;
using Marketing.Application.Knowledge;
using Marketing.Application.Lifecycle;
using Marketing.Application.Loyalty;
using Marketing.Application.Observations;
using Marketing.Application.Occurrences;
using Marketing.Application.Plans;
using Marketing.Application.Plans.Documents;
using Marketing.Application.Plans.Parts;
using Marketing.Application.Results;
using Marketing.Application.Risks;
using Marketing.Application.Scheduling;
using Marketing.Application.Tasks;
using Marketing.Application.Webhooks;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Application;

/// <summary>Registers the use cases, the projections and the readers of the change feed.</summary>
public static class ApplicationSetup
{
    public static void AddApplication(this IServiceCollection services, string? mapperLicenseKey)
    {
        services.AddMediatR(mediator => mediator.RegisterServicesFromAssembly(typeof(ApplicationSetup).Assembly));

        // Registered before the unit of work, so that it runs outside.
        services.AddTransient<PhraseReader>();
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ReadPhrasesBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(CheckAddressBehavior<,>));
        services.AddAutoMapper(mapper =>
        {
            mapper.LicenseKey = mapperLicenseKey;
            mapper.AddMaps(typeof(ApplicationSetup).Assembly);
        });
        services.AddSingleton<ResponseMapper>();
        services.AddScoped<Cursors>();
        services.AddScoped<PageReader>();
        services.AddScoped<SnapshotReader>();
        services.AddScoped<AnchorWriter>();
        services.AddScoped<PlanWriter>();
        services.AddScoped<CatalogueTools>();
        services.AddScoped<SyncTools>();
        services.AddScoped<CatalogueMatcher>();
        services.AddScoped<MetricCatalogue>();
        services.AddScoped<PartyHierarchy>();
        services.AddScoped<PersonalData>();
        services.AddScoped<AuditReader>();
        services.AddScoped<TimeEvents>();
        services.AddScoped<PartWriter>();
        services.AddScoped<PartReplacer>();
        services.AddScoped<PartRefs>();
        services.AddScoped<PartReferences>();
        services.AddScoped<CatalogueLinks>();
        services.AddScoped<PlanFeedReader>();
        services.AddScoped<PlanFinder>();
        services.AddScoped<ContentRestorer>();
        services.AddScoped<PlanCopies>();
        services.AddScoped<Signers>();
        services.AddScoped<DecisionMaker>();
        services.AddScoped<ApprovalDoor>();
        services.AddScoped<ApprovalInbox>();
        services.AddScoped<PlansAtWork>();
        services.AddScoped<OccurrenceReader>();
        services.AddScoped<OccurrenceWriter>();
        services.AddScoped<CalendarReader>();
        services.AddScoped<CalendarCampaigns>();
        services.AddScoped<CalendarContent>();
        services.AddScoped<PlanSteps>();
        services.AddScoped<IPlanActions, PlanActions>();
        services.AddScoped<PlanDecisions>();
        services.AddScoped<PlanApprovals>();
        services.AddScoped<ApprovalRequests>();
        services.AddScoped<BudgetStore>();
        services.AddScoped<BudgetLineWriter>();
        services.AddScoped<BudgetApprovals>();
        services.AddScoped<BudgetDecisions>();
        services.AddScoped<BudgetGrants>();
        services.AddScoped<MonthGrants>();
        services.AddScoped<MonthShifts>();
        services.AddScoped<Bookings>();
        services.AddScoped<Commitments>();
        services.AddScoped<Ledger>();
        services.AddScoped<LedgerEntries>();
        services.AddScoped<LedgerMoment>();
        services.AddScoped<LedgerSums>();
        services.AddScoped<BudgetCalendars>();
        services.AddScoped<Conversions>();
        services.AddScoped<BudgetWords>();
        services.AddScoped<LedgerPages>();
        services.AddScoped<BulkBookings>();
        services.AddScoped<TransferRequests>();
        services.AddScoped<TransferApprovals>();
        services.AddScoped<FactBulk>();
        services.AddScoped<ResultSubjects>();
        services.AddScoped<FigureReader>();
        services.AddScoped<IObservedMetrics, ObservedMetrics>();
        services.AddScoped<TaskReporter>();
        services.AddScoped<KnowledgeWriter>();
        services.AddScoped<CampaignWriter>();
        services.AddScoped<CampaignDeletion>();
        services.AddScoped<CampaignMoney>();
        services.AddScoped<CampaignReviews>();
        services.AddScoped<CampaignPlans>();
        services.AddScoped<ContentAssetWriter>();
        services.AddScoped<SyncedContentAssets>();
        services.AddScoped<OfferWriter>();
        services.AddScoped<LoyaltyWriter>();
        services.AddScoped<ExternalKeys>();
        services.AddScoped<ExternalWrites>();
        services.AddScoped<CommitmentReleases>();
        services.AddScoped<SummaryConversions>();
        services.AddScoped<TaskDependencies>();
        services.AddScoped<RiskWriter>();
        services.AddScoped<RiskReferences>();
        services.AddScoped<RiskMatrices>();
        services.AddScoped<RiskAcceptances>();
        services.AddScoped<RiskAlerts>();
        services.AddScoped<Incidents>();
        services.AddScoped<Drills>();
        services.AddScoped<ReserveDraws>();
        services.AddScoped<RiskFiring>();
        services.AddScoped<StopLoss>();
        services.AddScoped<WebhookTypes>();
        services.AddScoped<BulkJobRights>();
        var classes = typeof(ApplicationSetup)
            .Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false, IsGenericType: false })
            .ToList();
        foreach (var referrer in classes.Where(type => type.IsAssignableTo(typeof(ICatalogueReferrer))))
        {
            services.AddScoped(typeof(ICatalogueReferrer), referrer);
        }

        foreach (var blocker in classes.Where(type => type.IsAssignableTo(typeof(ICampaignBlocker))))
        {
            services.AddScoped(typeof(ICampaignBlocker), blocker);
        }

        foreach (var follower in classes.Where(type => type.IsAssignableTo(typeof(IScheduleFollower))))
        {
            services.AddScoped(typeof(IScheduleFollower), follower);
        }

        foreach (var follower in classes.Where(type => type.IsAssignableTo(typeof(IExecutionFollower))))
        {
            services.AddScoped(typeof(IExecutionFollower), follower);
        }

        foreach (var gate in classes.Where(type => type.IsAssignableTo(typeof(IExecutionGate))))
        {
            services.AddScoped(typeof(IExecutionGate), gate);
        }

        foreach (var gate in classes.Where(type => type.IsAssignableTo(typeof(IPlanApprovalGate))))
        {
            services.AddScoped(typeof(IPlanApprovalGate), gate);
        }

        foreach (var kind in classes.Where(type => type.IsAssignableTo(typeof(IBulkKind))))
        {
            services.AddScoped(typeof(IBulkKind), kind);
        }

        foreach (var subject in classes.Where(type => type.IsAssignableTo(typeof(IApprovalSubject))))
        {
            services.AddScoped(typeof(IApprovalSubject), subject);
        }

        foreach (var reader in classes.Where(type => type.IsAssignableTo(typeof(IResourceReader))))
        {
            services.AddScoped(typeof(IResourceReader), reader);
            if (reader.IsAssignableTo(typeof(ICatalogue)))
            {
                services.AddScoped(typeof(ICatalogue), reader);
            }
        }
    }
}
