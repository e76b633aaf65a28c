using Marketing.Application.Common;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marketing.Infrastructure.Startup;

/// <summary>Maintenance commands for operators. They cover all workspaces.</summary>
public sealed class Maintenance
{
    private readonly SchemaMigration _migration;
    private readonly IServiceScopeFactory _scopes;
    private readonly WriteGate _gate;
    private readonly DatabaseOptions _options;
    private readonly IServiceProvider _services;

    internal Maintenance(IServiceProvider services) =>
        (_migration, _scopes, _gate, _options, _services) = (
            services.GetRequiredService<SchemaMigration>(),
            services.GetRequiredService<IServiceScopeFactory>(),
            services.GetRequiredService<WriteGate>(),
            services.GetRequiredService<IOptions<DatabaseOptions>>().Value,
            services
        );

    /// <summary>Applies the missing migrations of this build.</summary>
    /// <returns>The names of the migrations that were applied.</returns>
    /// <exception cref="StartRefusedException">The database cannot be migrated; the message states why.</exception>
    public Task<IReadOnlyList<string>> MigrateAsync(CancellationToken ct) => _migration.RunAsync(ct);

    /// <summary>
    /// Returns the SQL that migrates a SQL Server database of any earlier version. It can be run repeatedly.
    /// </summary>
    public static string MigrationScript()
    {
        using var db = new SqlServerDesignTimeFactory().CreateDbContext([]);
        return db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
    }

    /// <summary>Writes a consistent copy of an embedded database to a new file.</summary>
    /// <exception cref="BackupFailedException">The backup failed; the message states why.</exception>
    public void BackUp(string target)
    {
        if (_options.Provider != DatabaseProvider.Sqlite)
        {
            throw new BackupFailedException(
                "This command copies SQLite databases. On SQL Server use BACKUP DATABASE … TO DISK, or the backups of your platform."
            );
        }

        SqliteBackup.Copy(_options, target);
    }

    /// <summary>Replaces an embedded database with a backup, and begins a new epoch of every change feed.</summary>
    /// <returns>The number of workspaces, and where the replaced database is now; null if there was none.</returns>
    /// <exception cref="RestoreFailedException">The restore failed and nothing was changed; the message states why.</exception>
    /// <exception cref="StartRefusedException">The backup does not fit this installation; the message states what to do.</exception>
    public Task<(int Workspaces, string? Replaced)> RestoreAsync(string backup, CancellationToken ct)
    {
        if (_options.Provider != DatabaseProvider.Sqlite)
        {
            throw new RestoreFailedException(
                "This command restores SQLite databases. On SQL Server use RESTORE DATABASE, then the command new-epoch."
            );
        }

        var check = _services.GetRequiredService<IDatabaseCheck>();
        return new SqliteRestore(_options, check, _services.GetRequiredService<TimeProvider>()).RunAsync(backup, ct);
    }

    /// <summary>Sets a new epoch for the change feed of every workspace, so that cursors from before a restore are rejected.</summary>
    /// <returns>The number of workspaces.</returns>
    public async Task<int> BeginEpochAsync(CancellationToken ct)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        using var turn = await _gate.EnterAsync(ct);
        return await BeginEpochAsync(db, ct);
    }

    internal static Task<int> BeginEpochAsync(MarketingDbContext db, CancellationToken ct)
    {
        var epoch = Guid.NewGuid();
        return db
            .ChangeCounters.IgnoreQueryFilters([DbFilters.Workspace])
            .ExecuteUpdateAsync(counter => counter.SetProperty(c => c.Epoch, epoch), ct);
    }
}
