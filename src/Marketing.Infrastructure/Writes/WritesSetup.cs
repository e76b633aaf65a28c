using Marketing.Application.Common;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Infrastructure.Writes;

/// <summary>Registers the unit of work around commands, and the responses stored for idempotency keys.</summary>
internal static class WritesSetup
{
    public static void AddUnitOfWork(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new WriteGate(needed: PersistenceSetup.ProviderOf(configuration) == DatabaseProvider.Sqlite));
        services.AddScoped<UnitOfWorkState>();
        services.AddScoped<UnitOfWorkRunner>();
        services.AddScoped<IStoredResponses, StoredResponses>();
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(UnitOfWorkBehavior<,>));
    }
}
