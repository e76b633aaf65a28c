using Marketing.Application.Common;
using Marketing.Infrastructure;
using Marketing.Infrastructure.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Conventions;

/// <summary>A pooled context serves one request at a time: it carries the workspace whose rows are seen.</summary>
public sealed class ContextLeaseTests
{
    [Fact]
    public async Task A_context_returns_to_the_pool_once_however_often_it_is_disposed()
    {
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<IConfiguration>(configuration).AddInfrastructure(configuration);
        services.AddScoped<Interloper>();
        await using var provider = services.BuildServiceProvider();
        await using var others = provider.CreateAsyncScope();
        await using (var scope = provider.CreateAsyncScope())
        {
            // Services are disposed in reverse order: the second name, then the interloper leases a context, then the first name.
            scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
            scope.ServiceProvider.GetRequiredService<Interloper>().Take = () =>
                others.ServiceProvider.GetRequiredService<MarketingDbContext>();
            scope.ServiceProvider.GetRequiredService<IMarketingDb>();
        }

        var taken = others.ServiceProvider.GetRequiredService<MarketingDbContext>();
        await using var third = provider.CreateAsyncScope();
        third.ServiceProvider.GetRequiredService<MarketingDbContext>().ShouldNotBeSameAs(taken);
    }

    private sealed class Interloper : IDisposable
    {
        public Action? Take { get; set; }

        public void Dispose() => Take?.Invoke();
    }
}
