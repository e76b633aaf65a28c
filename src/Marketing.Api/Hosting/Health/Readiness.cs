using Marketing.Infrastructure.Startup;

namespace Marketing.Api.Hosting.Health;

/// <summary>Determines whether this process should receive requests.</summary>
internal sealed class Readiness(DatabaseStartup database, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>How long a result is cached. Anyone can ask, so requests must not load the database.</summary>
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile bool _stopping;
    private (long Asked, string? Reason)? _last;

    public bool IsStopping => _stopping;

    /// <summary>Reports "not ready" from now on.</summary>
    public void BeginStop() => _stopping = true;

    /// <returns>The reasons why it is not ready; empty if it is.</returns>
    public async Task<IReadOnlyList<string>> ReasonsAsync(CancellationToken ct)
    {
        if (_stopping)
        {
            return ["The service is stopping."];
        }

        await _turn.WaitAsync(ct);
        try
        {
            if (_last is not { } last || clock.GetElapsedTime(last.Asked) > Lasting)
            {
                _last = last = (clock.GetTimestamp(), await AskDatabaseAsync());
            }

            return last.Reason is null ? [] : [last.Reason];
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<string?> AskDatabaseAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            return await Task.Run(() => database.WhyNotReadyAsync(limit.Token), limit.Token).WaitAsync(Limit);
        }
        catch (Exception failure) when (failure is OperationCanceledException or TimeoutException)
        {
            return "The database does not respond.";
        }
    }
}
