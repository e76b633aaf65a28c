using Marketing.Application.Common;
using Marketing.Infrastructure.Access;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.UnitOfWork;
using MediatR;
using Marketing.Application;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Infrastructure;

/// <summary>Registers the database, the unit of work and the use cases.</summary>
public static class InfrastructureSetup
{
    public static void AddInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddScoped<RequestContext>();
        services.AddPersistence(configuration);
        services.AddCredentials();
        services.AddScoped<KeptAnswers>();
        services.AddSingleton<SampleData.SampleWorkspace>();
        services.AddApplication(configuration["AutoMapper:LicenseKey"]);
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(UnitOfWorkBehavior<,>));
    }
}
