using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;

namespace Marketing.Infrastructure.Startup;

/// <summary>Copies an embedded database while the service writes to it, with SQLite's online backup, and checks the copy.</summary>
internal static class SqliteBackup
{
    /// <summary>Writes a consistent copy with everything committed before the call. The file appears only when it is complete.</summary>
    /// <exception cref="BackupFailedException">There is no database, the file exists, or the copy is not intact.</exception>
    public static void Copy(DatabaseOptions options, string target)
    {
        var source = SqliteFile.PathOf(options.Connection);
        var partial = target + ".partial";
        if (!File.Exists(source))
        {
            throw new BackupFailedException("There is no database to back up. Check Database:ConnectionString.");
        }

        if (File.Exists(target) || File.Exists(partial))
        {
            throw new BackupFailedException(
                $"The file {(File.Exists(target) ? target : partial)} already exists. Choose another file; a backup never overwrites one."
            );
        }

        try
        {
            PrivateFile.Create(partial).Dispose();
            CopyPages(source, partial);
            Verify(partial, "The copy is not intact, so it was deleted. Check the database itself with PRAGMA integrity_check.");
            File.Move(partial, target, overwrite: false);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static void CopyPages(string source, string target)
    {
        using var from = Open(source, SqliteOpenMode.ReadWrite);
        using var to = Open(target, SqliteOpenMode.ReadWrite);
        from.BackupDatabase(to);
    }

    /// <summary>Also keeps the copy in one file, because the setting for a write-ahead log was copied with the pages.</summary>
    /// <exception cref="BackupFailedException">The file is damaged.</exception>
    public static void Verify(string path, string message)
    {
        using var copy = Open(path, SqliteOpenMode.ReadWrite);
        Scalar(copy, "PRAGMA journal_mode = DELETE");
        if (Scalar(copy, "PRAGMA integrity_check") is not "ok" || Scalar(copy, "PRAGMA foreign_key_check") is not null)
        {
            throw new BackupFailedException(message);
        }
    }

    public static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = mode,
                Pooling = false,
                DefaultTimeout = 30,
            }.ToString()
        );
        connection.Open();
        return connection;
    }

    public static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}

/// <summary>The backup failed; the message tells the operator why.</summary>
public sealed class BackupFailedException(string message) : Exception(message);
