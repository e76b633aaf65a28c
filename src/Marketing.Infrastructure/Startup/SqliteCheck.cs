using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SQLitePCL;

namespace Marketing.Infrastructure.Startup;

/// <summary>
/// Looks for damage in the file of an embedded database after the start, beside requests. Requests alone would find damage only where they
/// happen to read.
/// </summary>
public sealed class SqliteCheck(IOptions<DatabaseOptions> options, StoreHealth health, ILogger<SqliteCheck> logger)
{
    /// <summary>Reads all pages of the file once, until it is done or cancelled. Damage makes this process not ready.</summary>
    public void Check(CancellationToken ct)
    {
        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = SqliteFile.PathOf(options.Value.Connection), Pooling = false }.ToString()
            );
            connection.Open();
            using var interrupting = ct.Register(() => raw.sqlite3_interrupt(connection.Handle));
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA quick_check(1)";
            if ((string?)command.ExecuteScalar() is not "ok" and var finding)
            {
                health.FoundDamage(finding ?? "the check found no result");
            }
        }
        catch (SqliteException failure) when (StoreFaults.IsDamaged(failure))
        {
            health.FoundDamage(failure.Message);
        }
        catch (SqliteException failure)
        {
            logger.LogDebug(failure, "The check of the database file did not finish");
        }
    }
}
