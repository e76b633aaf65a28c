using Marketing.Domain.Common;
using Marketing.Infrastructure.Approvals;
using Marketing.Infrastructure.Budgets;
using Marketing.Infrastructure.BulkJobs;
using Marketing.Infrastructure.History;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Occurrences;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Risks;
using Marketing.Infrastructure.Startup;
using Marketing.Infrastructure.Tasks;
using Marketing.Infrastructure.Webhooks;
using Marketing.Infrastructure.Writes;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Infrastructure;

/// <summary>Registers start-up, background work and maintenance.</summary>
public static class BackgroundSetup
{
    public static void AddBackgroundWork(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RetentionOptions>().Bind(configuration.GetSection(RetentionOptions.Section));
        services.AddSingleton<Rehearsal>();
        services.AddSingleton<SqliteCheck>();
        services.AddSingleton<StartupWork>();
        services.AddHostedService(provider => provider.GetRequiredService<StartupWork>());
        services.AddSingleton<LeaseKeeper>();
        services.AddSingleton<SchemaMigration>();
        services.AddSingleton(provider => new Maintenance(provider));
        services.AddSingleton(provider => new LedgerVerification(provider.GetRequiredService<IServiceScopeFactory>()));
        services
            .AddRecurringWork<IdempotencyPurge>()
            .AddTransient<IRequestHandler<PurgeIdempotency, Result<int>>, PurgeIdempotencyHandler>();
        services.AddRecurringWork<ChangesPurge>().AddTransient<IRequestHandler<PurgeChanges, Result<int>>, PurgeChangesHandler>();
        services.AddRecurringWork<AuditPurge>().AddTransient<IRequestHandler<PurgeAudit, Result<int>>, PurgeAuditHandler>();
        services.AddRecurringWork<ApprovalTimes>();
        services.AddRecurringWork<OverdueWork>();
        services.AddRecurringWork<OccurrenceTimes>();
        services.AddRecurringWork<RiskTimes>();
        services.AddRecurringWork<RiskSignalWork>();
        services.AddRecurringWork<BulkJobWork>();
        services.AddRecurringWork<BulkJobsPurge>().AddTransient<IRequestHandler<PurgeJob, Result<int>>, PurgeJobHandler>();
        services.AddHostedService<RecurringWorkService>();
        services.AddWebhooks(configuration);
    }
}
