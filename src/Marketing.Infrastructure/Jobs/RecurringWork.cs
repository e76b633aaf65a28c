using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Infrastructure.Jobs;

/// <summary>A piece of background work that one process at a time does again and again. It must bear being done twice.</summary>
public interface IRecurringWork
{
    /// <summary>Names its lease; at most 100 characters, the same in every version.</summary>
    string Name { get; }

    /// <summary>Time between the end of one run and the beginning of the next.</summary>
    TimeSpan Interval { get; }

    /// <summary>Does one small batch.</summary>
    /// <returns>How many items it handled; 0 ends the run.</returns>
    Task<int> RunBatchAsync(CancellationToken ct);
}

/// <summary>Registers background work.</summary>
public static class RecurringWorkRegistration
{
    /// <summary>Has <typeparamref name="TWork"/> done by whichever process holds its lease.</summary>
    public static IServiceCollection AddRecurringWork<TWork>(this IServiceCollection services)
        where TWork : class, IRecurringWork => services.AddSingleton<IRecurringWork, TWork>();
}
