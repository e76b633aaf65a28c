using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;

namespace Marketing.Infrastructure.Startup;

/// <summary>Explains why the file of an embedded database cannot be used. Waiting does not help.</summary>
internal static class UnusableFile
{
    /// <summary>Returns the refusal; null for a server, for a locked file, and for failures that have other causes.</summary>
    public static StartRefusedException? Explain(Exception failure, DatabaseOptions options)
    {
        if (
            options.Provider != DatabaseProvider.Sqlite
            || StoreFaults.IsLocked(failure)
            || failure is not (SqliteException or IOException or UnauthorizedAccessException)
        )
        {
            return null;
        }

        var path = SqliteFile.PathOf(options.MigrationConnectionString ?? options.Connection);
        return StoreFaults.IsDamaged(failure)
            ? new StartRefusedException(
                $"The database file {path} is damaged or is not a database. Restore a backup with the command restore, or correct Database:ConnectionString."
            )
            : new StartRefusedException(
                $"The database file {path} cannot be opened or written. Check Database:ConnectionString, the permissions of the folder, and the free disk space."
            );
    }
}
