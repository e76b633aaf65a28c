using System.Data.Common;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Startup;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Support;

/// <summary>Waits for hosts within the process of the tests. On a server, the start goes on after the host listens.</summary>
internal static class StartWait
{
    /// <summary>The longest start on a busy machine.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    /// <summary>Waits until a service is ready. A start that can never succeed fails the test with its reason.</summary>
    public static async Task BeReadyAsync(this IServiceProvider services, TimeSpan patience)
    {
        try
        {
            await services.GetRequiredService<StartupWork>().Completed.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException(
                $"The service was not ready within {patience.TotalSeconds} s. {await WhyNotAsync(services)}"
            );
        }
    }

    /// <summary>Returns the error of the database client, which readiness does not disclose; otherwise the reason of readiness.</summary>
    private static async Task<string> WhyNotAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<MarketingDbContext>().Database.OpenConnectionAsync();
        }
        catch (Exception failure)
            when (failure is DbException or ArgumentException or InvalidOperationException or RetryLimitExceededException)
        {
            return (failure is RetryLimitExceededException { InnerException: { } last } ? last : failure).Message;
        }

        return await services.GetRequiredService<DatabaseStartup>().WhyNotReadyAsync(CancellationToken.None)
            ?? "The database is ready, but the start does not end.";
    }
}
