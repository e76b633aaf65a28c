using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marketing.Infrastructure.Operations;

/// <summary>Migrates on the operator's command, one process at a time, with the login that may change the schema.</summary>
internal sealed class SchemaMigration(DatabaseStartup startup, LeaseKeeper leases, IServiceScopeFactory scopes, IOptions<DatabaseOptions> options)
{
    private const string LeaseName = "migrate";
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <returns>The names of the migrations that were applied.</returns>
    /// <exception cref="StartRefusedException">Another process is migrating, or the database was made by another initial migration.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        var before = await AppliedAsync(ct);
        if (before.Count == 0)
        {
            // There is no table for a lease yet; the engine's own migration lock keeps others out.
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
                throw new StartRefusedException("Another process is migrating the database. Wait for it to end; if it has died, its lease ends ten minutes after it began.");
            }

            await Task.Delay(TimeSpan.FromSeconds(1), ct);
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
        if (options.Value.Provider == DatabaseProvider.Sqlite && !File.Exists(SqliteBackup.FileOf(options.Value)))
        {
            return [];
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        return await db.Database.CanConnectAsync(ct) ? [.. await db.Database.GetAppliedMigrationsAsync(ct)] : [];
    }
}
