using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Infrastructure.Access;
using Marketing.Infrastructure.Budgets;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Risks;
using Marketing.Infrastructure.SampleData;
using Marketing.Infrastructure.Startup;
using Marketing.Infrastructure.Transfer;
using Marketing.Infrastructure.Writes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Infrastructure;

/// <summary>Registers the database, the unit of work, credentials and sample data.</summary>
public static class InfrastructureSetup
{
    public static void AddInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddScoped<RequestContext>();
        services.AddPersistence(configuration);
        services.AddSingleton<DatabaseStartup>();
        services.AddUnitOfWork(configuration);
        services.AddScoped<IBalanceUpdates, BalanceUpdates>();
        services.AddSingleton<SystemRunner>();
        services.AddCredentials();
        services.AddSampleData();
        services.AddSingleton<SampleAcceptances>();
        services.AddSingleton<WorkspaceExport>();
        services.AddSingleton<WorkspaceImport>();
    }
}
