using System.Data.Common;
using Marketing.Api.Tests.Support;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Durability;

/// <summary>Lets a test run something just before the n-th statement of the next request.</summary>
internal sealed class Interruption : DbCommandInterceptor
{
    private readonly Lock _lock = new();
    private Func<Task>? _work;
    private int _left;

    /// <summary>
    /// Runs the work before the statement with this number, counted from 1. Look-ups of credentials are not counted: the work may have to
    /// wait for them.
    /// </summary>
    public void Before(int statement, Func<Task> work)
    {
        lock (_lock)
        {
            (_left, _work) = (statement, work);
        }
    }

    /// <summary>Whether the work was done. Afterwards, nothing is interrupted.</summary>
    public bool End()
    {
        lock (_lock)
        {
            var done = _work is null;
            _work = null;
            return done;
        }
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is MarketingDbContext { Workspace: var workspace } && workspace != default && Take() is { } work)
        {
            await work();
        }

        return result;
    }

    /// <summary>Returns the work if it is its turn, and only once: the statements of the work itself are not interrupted.</summary>
    private Func<Task>? Take()
    {
        lock (_lock)
        {
            if (_work is null || --_left > 0)
            {
                return null;
            }

            var work = _work;
            _work = null;
            return work;
        }
    }
}

/// <summary>A service whose requests can be interrupted between two statements.</summary>
public sealed class InterruptedApi : IAsyncLifetime
{
    public InterruptedApi() =>
        Api = new MarketingApi(
            [],
            services: services =>
            {
                services.ConfigureDbContext<SqliteMarketingDbContext>(options => options.AddInterceptors(Interruption));
                services.ConfigureDbContext<SqlServerMarketingDbContext>(options => options.AddInterceptors(Interruption));

                // Statements of background work would be interrupted in place of those of the read.
                foreach (var service in services.Where(IsBackgroundWork).ToList())
                {
                    services.Remove(service);
                }
            }
        );

    private static bool IsBackgroundWork(ServiceDescriptor service) =>
        service.ImplementationType == typeof(WebhookDispatcher) || service.ImplementationType == typeof(RecurringWorkService);

    internal MarketingApi Api { get; }

    internal Interruption Interruption { get; } = new();

    public ValueTask InitializeAsync() => Api.InitializeAsync();

    public ValueTask DisposeAsync() => Api.DisposeAsync();
}
