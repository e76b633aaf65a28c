using Marketing.Infrastructure.Access;
using Marketing.Infrastructure.Approvals;
using Marketing.Infrastructure.Budgets;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Startup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketing.Infrastructure.SampleData;

/// <summary>Registers the sample workspace with the steps of all features.</summary>
internal static class SampleDataSetup
{
    public static void AddSampleData(this IServiceCollection services)
    {
        var classes = typeof(ISampleStep).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false });
        foreach (var step in classes.Where(type => type.IsAssignableTo(typeof(ISampleStep))))
        {
            services.AddSingleton(typeof(ISampleStep), step);
        }

        services.AddSingleton<SampleApprovals>();
        services.AddSingleton<SampleBudgets>();
        services.AddSingleton(provider => new SampleWorkspace(
            provider.GetServices<ISampleStep>(),
            provider.GetRequiredService<SystemRunner>(),
            provider.GetRequiredService<StartupWork>(),
            provider.GetRequiredService<Credentials>(),
            provider.GetRequiredService<ILogger<SampleWorkspace>>()
        ));
    }
}
