using Marketing.Domain.Common;
using Marketing.Infrastructure.History;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Startup;
using Marketing.Infrastructure.Writes;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marketing.Infrastructure;

/// <summary>Registers start-up, background work and maintenance.</summary>
public static class BackgroundSetup
{
    public static void AddBackgroundWork(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<RetentionOptions>()
            .Bind(configuration.GetSection(RetentionOptions.Section))
            .Validate(
                retention => retention is { IdempotencyHours: > 0, ChangesDays: > 0, PurgeSeconds: > 0, AuditDays: null or > 0 },
                "Retention: hours, days and seconds must be greater than 0."
            )
            .ValidateOnStart();
        services.AddSingleton<Rehearsal>();
        services.AddSingleton<StartupWork>();
        services.AddHostedService(provider => provider.GetRequiredService<StartupWork>());
        services.AddSingleton<LeaseKeeper>();
        services.AddSingleton<SchemaMigration>();
        services.AddSingleton(provider => new Maintenance(
            provider.GetRequiredService<SchemaMigration>(),
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<WriteGate>(),
            provider.GetRequiredService<IOptions<DatabaseOptions>>()
        ));
        services
            .AddRecurringWork<IdempotencyPurge>()
            .AddTransient<IRequestHandler<PurgeIdempotency, Result<int>>, PurgeIdempotencyHandler>();
        services.AddRecurringWork<ChangesPurge>().AddTransient<IRequestHandler<PurgeChanges, Result<int>>, PurgeChangesHandler>();
        services.AddRecurringWork<AuditPurge>().AddTransient<IRequestHandler<PurgeAudit, Result<int>>, PurgeAuditHandler>();
        services.AddHostedService<RecurringWorkService>();
    }
}
