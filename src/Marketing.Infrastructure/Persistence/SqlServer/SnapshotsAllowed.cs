using System.Collections.Concurrent;
using System.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Marketing.Infrastructure.Persistence.SqlServer;

/// <summary>
/// Whether a database of SQL Server allows snapshot isolation (<c>ALLOW_SNAPSHOT_ISOLATION</c>). If not, the first read that asks for a
/// snapshot fails with error 3952. The answer is kept until the process ends.
/// </summary>
internal sealed class SnapshotsAllowed
{
    private const int NotAllowed = 3952;
    private static readonly ConcurrentDictionary<(string Server, string Database), SnapshotsAllowed> Known = new();

    private volatile bool _refused;

    /// <summary>The lowest level in which all statements of a transaction see the same state.</summary>
    public IsolationLevel Level => _refused ? IsolationLevel.Serializable : IsolationLevel.Snapshot;

    public static SnapshotsAllowed In(DbContext db)
    {
        var connection = db.Database.GetDbConnection();
        return Known.GetOrAdd((connection.DataSource, connection.Database), static _ => new SnapshotsAllowed());
    }

    /// <summary>Whether a read failed because the database allows no snapshots.</summary>
    public static bool IsRefusal(Exception failure) => failure.GetBaseException() is SqlException { Number: NotAllowed };

    /// <summary>Records that the database allows no snapshots, and warns once.</summary>
    public void Refuse(ILoggerFactory loggers)
    {
        if (!_refused)
        {
            _refused = true;
            loggers
                .CreateLogger<SnapshotsAllowed>()
                .LogWarning(
                    "The database does not allow snapshot isolation. Reads of several statements therefore lock the rows they read, and writers wait for them. Run ALTER DATABASE … SET ALLOW_SNAPSHOT_ISOLATION ON and restart the service."
                );
        }
    }
}
