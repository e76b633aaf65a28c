using System.Globalization;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Startup;

/// <summary>
/// Replaces an embedded database with a backup. The backup is copied, checked and prepared first, so that a backup that cannot be used
/// changes nothing. The database that it replaces is moved away together with its side files, which would damage the restored one.
/// </summary>
internal sealed class SqliteRestore(DatabaseOptions options, IDatabaseCheck check, TimeProvider clock)
{
    private readonly string _target = SqliteFile.PathOf(options.Connection);

    /// <returns>The number of workspaces, and where the replaced database is now; null if there was none.</returns>
    /// <exception cref="RestoreFailedException">The restore failed and nothing was changed; the message states why.</exception>
    /// <exception cref="StartRefusedException">The backup does not fit this installation.</exception>
    public async Task<(int Workspaces, string? Replaced)> RunAsync(string backup, CancellationToken ct)
    {
        Refuse(backup);
        PrivateFile.CreateFolder(Path.GetDirectoryName(_target)!);
        var copy = _target + ".restoring";
        Delete(copy);
        try
        {
            Copy(backup, copy);
            SqliteBackup.Verify(copy, $"{backup} is damaged. Use another backup.");
            var workspaces = await PrepareAsync(copy, backup, ct);
            SqliteBackup.Verify(copy, $"The copy of {backup} is damaged. Check the disk.");
            var replaced = MoveAway();
            File.Move(copy, _target);
            return (workspaces, replaced);
        }
        catch (BackupFailedException damaged)
        {
            throw new RestoreFailedException(damaged.Message);
        }
        catch (SqliteException failure) when (StoreFaults.IsDamaged(failure))
        {
            throw new RestoreFailedException($"{backup} is damaged or is not a database. Use another backup.");
        }
        finally
        {
            Delete(copy);
        }
    }

    private void Refuse(string backup)
    {
        if (!File.Exists(backup))
        {
            throw new RestoreFailedException($"There is no file {backup}.");
        }

        if (Path.GetFullPath(backup) == _target)
        {
            throw new RestoreFailedException($"{backup} is the database itself. Name the file of a backup.");
        }

        if (File.Exists(_target) && IsInUse())
        {
            throw new RestoreFailedException($"The database {_target} is in use. Stop all processes that use it, then restore.");
        }
    }

    /// <summary>Returns whether another process has the database open. A damaged file does not tell.</summary>
    private bool IsInUse()
    {
        try
        {
            using var connection = SqliteBackup.Open(_target, SqliteOpenMode.ReadWrite);
            connection.DefaultTimeout = 1;
            SqliteBackup.Scalar(connection, "PRAGMA locking_mode = EXCLUSIVE");
            SqliteBackup.Scalar(connection, "BEGIN EXCLUSIVE");
            SqliteBackup.Scalar(connection, "COMMIT");
            return false;
        }
        catch (SqliteException failure)
        {
            return StoreFaults.IsLocked(failure);
        }
    }

    /// <summary>Copies the backup, and its log of writes if it was copied as a file together with it.</summary>
    private static void Copy(string backup, string copy)
    {
        foreach (var suffix in new[] { "", "-wal" }.Where(suffix => File.Exists(backup + suffix)))
        {
            using var from = File.OpenRead(backup + suffix);
            using var to = PrivateFile.Create(copy + suffix);
            from.CopyTo(to);
        }
    }

    /// <summary>Brings the schema to this build, checks the master key, and begins a new epoch of every change feed.</summary>
    private async Task<int> PrepareAsync(string copy, string backup, CancellationToken ct)
    {
        var builder = new DbContextOptionsBuilder<SqliteMarketingDbContext>();
        PersistenceSetup.UseSqlite(
            builder,
            new DatabaseOptions { ConnectionString = new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString() }
        );
        await using var db = new SqliteMarketingDbContext(builder.Options);
        if (
            (await db.Database.GetAppliedMigrationsAsync(ct)).FirstOrDefault() is not { } first
            || !db.Database.GetMigrations().Contains(first)
        )
        {
            throw new RestoreFailedException($"{backup} is not a backup of this service.");
        }

        await db.Database.MigrateAsync(ct);
        await check.RunAsync(db, ct);
        return await Maintenance.BeginEpochAsync(db, ct);
    }

    private string? MoveAway()
    {
        if (!File.Exists(_target))
        {
            DeleteSideFiles(_target);
            return null;
        }

        var replaced = _target + clock.GetUtcNow().UtcDateTime.ToString("'.replaced-'yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        File.Move(_target, replaced);
        foreach (var suffix in SqliteFile.SideFiles.Where(suffix => File.Exists(_target + suffix)))
        {
            File.Move(_target + suffix, replaced + suffix);
        }

        return replaced;
    }

    private static void Delete(string path)
    {
        File.Delete(path);
        DeleteSideFiles(path);
    }

    private static void DeleteSideFiles(string path)
    {
        foreach (var suffix in SqliteFile.SideFiles)
        {
            File.Delete(path + suffix);
        }
    }
}

/// <summary>The restore failed; the message tells the operator why.</summary>
public sealed class RestoreFailedException(string message) : Exception(message);
