using Marketing.Infrastructure.Startup;

namespace Marketing.Api.Hosting.Health;

/// <summary>Whether this process should get requests.</summary>
internal sealed class Readiness(DatabaseStartup database, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>For so long an answer counts: anybody may ask, so asking must not load the database.</summary>
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile bool _stopping;
    private (long Asked, string? Reason)? _last;

    public bool IsStopping => _stopping;

    /// <summary>From now on this process is not ready.</summary>
    public void BeginStop() => _stopping = true;

    /// <returns>Why it is not ready; nothing where it is.</returns>
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
            return "The database does not answer.";
        }
    }
}
