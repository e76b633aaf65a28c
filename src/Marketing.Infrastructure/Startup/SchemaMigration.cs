using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marketing.Infrastructure.Startup;

/// <summary>Migrates on the operator's command, one process at a time, with the login that can change the schema.</summary>
internal sealed class SchemaMigration(
    DatabaseStartup startup,
    LeaseKeeper leases,
    IServiceScopeFactory scopes,
    IOptions<DatabaseOptions> options,
    ILogger<SchemaMigration> logger
)
{
    private const string LeaseName = "migrate";
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait for an unavailable database, and for another process that is migrating it.</summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(1);

    /// <returns>The names of the migrations that were applied.</returns>
    /// <exception cref="StartRefusedException">Another process is migrating, or the database was created by another initial
    /// migration.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        RetryLimit.Apply(RetryLimit.None);
        var giveUp = DateTime.UtcNow + Patience;
        while (true)
        {
            try
            {
                return await MigrateAsync(ct);
            }
            catch (Exception failure) when (UnusableFile.Explain(failure, options.Value) is { } refused)
            {
                throw refused;
            }
            catch (Exception failure) when (StoreFaults.IsUnavailable(failure) && DateTime.UtcNow < giveUp)
            {
                logger.LogWarning(
                    "The database does not respond ({Reason}); retrying in {Seconds} s",
                    DatabaseStartup.ReasonOf(failure),
                    Pause.TotalSeconds
                );
                await Task.Delay(Pause, ct);
            }
        }
    }

    private async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken ct)
    {
        var before = await AppliedAsync(ct);
        if (before.Count == 0)
        {
            // The table of leases does not exist yet. The engine's own migration lock excludes others.
            await startup.MigrateAsync(ct);
        }
        else
        {
            await UnderLeaseAsync(ct);
        }

        return [.. (await AppliedAsync(ct)).Except(before)];
    }

    private async Task UnderLeaseAsync(CancellationToken ct)
    {
        var giveUp = DateTime.UtcNow + Patience;
        while (!await leases.TakeAsync(LeaseName, LeaseTime, ct))
        {
            if (DateTime.UtcNow > giveUp)
            {
                throw new StartRefusedException(
                    "Another process is migrating the database. Wait until it has finished; if it has died, its lease expires after ten minutes."
                );
            }

            await Task.Delay(Pause, ct);
        }

        try
        {
            await startup.MigrateAsync(ct);
        }
        finally
        {
            await leases.ReleaseAsync(LeaseName, CancellationToken.None);
        }
    }

    private async Task<IReadOnlyList<string>> AppliedAsync(CancellationToken ct)
    {
        if (options.Value.Provider == DatabaseProvider.Sqlite && !File.Exists(SqliteFile.PathOf(options.Value.Connection)))
        {
            return [];
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        await SchemaReader.RequireLoginAsync(db, ct);
        return await db.Database.CanConnectAsync(ct) ? [.. await db.Database.GetAppliedMigrationsAsync(ct)] : [];
    }
}
