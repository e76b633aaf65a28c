using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Persistence.SqlServer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marketing.Infrastructure.Startup;

/// <summary>
/// Prepares the database: an embedded one before the server listens, a remote one in the background. While a remote database is
/// unavailable, the service waits for it and is not ready.
/// </summary>
public sealed class StartupWork(
    DatabaseStartup database,
    Rehearsal rehearsal,
    SqliteCheck file,
    IDatabaseCheck check,
    IServiceScopeFactory scopes,
    IOptions<DatabaseOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<StartupWork> logger
) : IHostedLifecycleService, IDisposable
{
    /// <summary>How long to wait for the migration of another process.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _once = new();
    private Task? _preparing;
    private Task _waiting = Task.CompletedTask;
    private Task _rehearsing = Task.CompletedTask;
    private Task _checking = Task.CompletedTask;

    /// <summary>
    /// Completes when the database is ready for this build. Fails if the service cannot start; cancelled if the process stops first.
    /// </summary>
    public Task Completed => _completed.Task;

    /// <summary>Completes after the first write of this process, which can hold the write lock for seconds.</summary>
    public Task Rehearsed => _rehearsing;

    /// <summary>Runs the preparation that must precede listening; once, however often it is called.</summary>
    /// <exception cref="StartRefusedException">The service cannot start; the message states what to do.</exception>
    public Task PrepareAsync(CancellationToken ct)
    {
        lock (_once)
        {
            return _preparing ??= BeginAsync(ct);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        _completed.TrySetCanceled(CancellationToken.None);
        await Task.WhenAll(_waiting, _rehearsing, _checking)
            .WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stopping.Dispose();

    private async Task BeginAsync(CancellationToken ct)
    {
        if (options.Value is { Provider: DatabaseProvider.Sqlite, Migrates: true })
        {
            await MigrateEmbeddedAsync(ct);
            _rehearsing = Task.Run(() => rehearsal.RunAsync(_stopping.Token), CancellationToken.None);
            _checking = Task.Run(() => file.Check(_stopping.Token), CancellationToken.None);
            _completed.TrySetResult();
        }
        else
        {
            _waiting = Task.Run(() => WaitForDatabaseAsync(_stopping.Token), CancellationToken.None);
        }
    }

    private async Task MigrateEmbeddedAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        while (true)
        {
            try
            {
                await database.MigrateAsync(limit.Token);
                await CheckAsync(limit.Token);
                return;
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                throw new StartRefusedException(
                    "Another process has been migrating the database for a minute. If it was killed, delete the row in the table __EFMigrationsLock and start again."
                );
            }
            catch (Exception failure) when (StoreFaults.IsLocked(failure))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), clock, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WaitForDatabaseAsync(CancellationToken ct)
    {
        WarnWithoutEncryption();
        for (var wait = TimeSpan.FromSeconds(1); !ct.IsCancellationRequested; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                if (await WhyNotReadyAsync(ct) is not { } reason)
                {
                    await CheckAsync(ct);
                    await database.AdviseAsync(ct);
                    await rehearsal.RunAsync(ct);
                    _completed.TrySetResult();
                    return;
                }

                logger.LogWarning("Not ready: {Reason} Checking again in {Seconds} s", reason, wait.TotalSeconds);
            }
            catch (StartRefusedException refused)
            {
                StartRefusal.Announce(refused);
                _completed.TrySetException(refused);
                lifetime.StopApplication();
                return;
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                logger.LogWarning(
                    "The database is not ready ({Reason}); retrying in {Seconds} s",
                    DatabaseStartup.ReasonOf(failure),
                    wait.TotalSeconds
                );
            }

            await Task.Delay(wait, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CheckAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await check.RunAsync(scope.ServiceProvider.GetRequiredService<MarketingDbContext>(), ct);
    }

    private void WarnWithoutEncryption()
    {
        if (options.Value.Provider == DatabaseProvider.SqlServer && !ServerConnection.IsEncrypted(options.Value.Connection))
        {
            logger.LogWarning(
                "Encrypt is off in Database:ConnectionString. On Linux, the client library then fails or hangs when it reads long texts. "
                    + "Set Encrypt=True"
            );
        }
    }

    private async Task<string?> WhyNotReadyAsync(CancellationToken ct)
    {
        RetryLimit.Apply(RetryLimit.None);
        if (options.Value.Migrates)
        {
            await database.MigrateAsync(ct);
        }

        return await database.WhyNotReadyAsync(ct);
    }
}
