using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Infrastructure.Jobs;

/// <summary>Recurring background work that runs in one process at a time. It must be safe to run twice.</summary>
public interface IRecurringWork
{
    /// <summary>Name of its lease; at most 100 characters, the same in every version.</summary>
    string Name { get; }

    /// <summary>Time between the end of one run and the beginning of the next.</summary>
    TimeSpan Interval { get; }

    /// <summary>Runs one small batch.</summary>
    /// <returns>The number of items handled; 0 ends the run.</returns>
    Task<int> RunBatchAsync(CancellationToken ct);
}

/// <summary>Registers background work.</summary>
public static class RecurringWorkRegistration
{
    /// <summary>Runs <typeparamref name="TWork"/> in the process that holds its lease.</summary>
    public static IServiceCollection AddRecurringWork<TWork>(this IServiceCollection services)
        where TWork : class, IRecurringWork => services.AddSingleton<IRecurringWork, TWork>();
}
