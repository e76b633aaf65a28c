using Marketing.Application.Common;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marketing.Infrastructure.Startup;

/// <summary>What an operator does by command line. Works on all workspaces.</summary>
public sealed class Maintenance
{
    private readonly SchemaMigration _migration;
    private readonly IServiceScopeFactory _scopes;
    private readonly WriteGate _gate;
    private readonly DatabaseOptions _options;

    internal Maintenance(SchemaMigration migration, IServiceScopeFactory scopes, WriteGate gate, IOptions<DatabaseOptions> options) =>
        (_migration, _scopes, _gate, _options) = (migration, scopes, gate, options.Value);

    /// <summary>Brings the schema up to what this build knows.</summary>
    /// <returns>The names of the migrations that were applied.</returns>
    /// <exception cref="StartRefusedException">The database may not be migrated; the message says why.</exception>
    public Task<IReadOnlyList<string>> MigrateAsync(CancellationToken ct) => _migration.RunAsync(ct);

    /// <summary>
    /// The SQL that brings a SQL Server database of any earlier state up to what this build knows; run twice it does nothing more.
    /// </summary>
    public static string MigrationScript()
    {
        using var db = new SqlServerDesignTimeFactory().CreateDbContext([]);
        return db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
    }

    /// <summary>Writes a consistent copy of an embedded database to a new file.</summary>
    /// <exception cref="BackupFailedException">No backup was made; the message says why.</exception>
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

    /// <summary>Gives the change feed of every workspace a new epoch, so that cursors from before a restore are refused.</summary>
    /// <returns>How many workspaces there are.</returns>
    public async Task<int> BeginEpochAsync(CancellationToken ct)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        var epoch = Guid.NewGuid();
        using var turn = await _gate.EnterAsync(ct);
        return await db
            .ChangeCounters.IgnoreQueryFilters([DbFilters.Workspace])
            .ExecuteUpdateAsync(counter => counter.SetProperty(c => c.Epoch, epoch), ct);
    }
}
