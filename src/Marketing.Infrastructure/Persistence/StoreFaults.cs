using System.Security.Authentication;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Persistence;

/// <summary>Classifies database failures by their number, never by their text.</summary>
public static class StoreFaults
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteIoError = 10;
    private const int SqliteCorrupt = 11;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int SqliteReadOnly = 8;
    private const int SqliteNotADatabase = 26;
    private const int SqliteConstraint = 19;
    private const int SqliteTrigger = 1811;

    private const string LostMark = "Marketing:ConnectionLost";

    /// <summary>From this severity on, SQL Server and its client close the connection.</summary>
    private const byte LostConnection = 20;

    /// <summary>Whether a write lost a race: for a unique value, or because its row was changed or deleted. A rerun shows which.</summary>
    public static bool IsRace(Exception failure) =>
        Find(failure) switch
        {
            SqliteException { SqliteErrorCode: SqliteConstraint, SqliteExtendedErrorCode: not SqliteTrigger } => true,
            SqlException sql => sql.Number is 2601 or 2627 or 547,
            _ => failure is DbUpdateConcurrencyException,
        };

    public static bool IsDuplicate(Exception failure) =>
        Find(failure) switch
        {
            SqliteException sqlite => sqlite.SqliteExtendedErrorCode is 2067 or 1555,
            SqlException sql => sql.Number is 2601 or 2627,
            _ => false,
        };

    /// <summary>
    /// The connection is gone: the same work may succeed over another one. On Linux, SqlClient reports every such loss with number 0, at
    /// login too; the severity alone identifies it. A certificate that is not trusted has the same severity, but stays untrusted.
    /// </summary>
    public static bool IsConnectionLost(Exception failure) =>
        Find(failure) switch
        {
            ConnectionLostException or InvalidOperationException => true,
            SqlException sql => sql is { Class: >= LostConnection, InnerException: not AuthenticationException },
            _ => false,
        };

    /// <summary>Whether the database is damaged, so that only a backup helps.</summary>
    public static bool IsDamaged(Exception failure) =>
        Find(failure) switch
        {
            SqliteException sqlite => sqlite.SqliteErrorCode is SqliteCorrupt or SqliteNotADatabase,
            SqlException sql => sql.Number is 823 or 824,
            _ => false,
        };

    /// <summary>Whether another connection holds the lock of an embedded database.</summary>
    public static bool IsLocked(Exception failure) => Find(failure) is SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked };

    /// <summary>Whether the database is busy, full or unavailable, so that the same request may succeed later.</summary>
    public static bool IsUnavailable(Exception failure) =>
        Find(failure) switch
        {
            StoreBusyException or ConnectionLostException or InvalidOperationException => true,
            SqliteException sqlite => sqlite.SqliteErrorCode
                is SqliteBusy
                    or SqliteLocked
                    or SqliteIoError
                    or SqliteFull
                    or SqliteCannotOpen
                    or SqliteReadOnly,
            SqlException { Number: 823 or 824 } => false,
            SqlException sql => sql.Number is -2 or 1205 or 3960 or 1222 or 3906 or 4060 or 40197 or 40501 or 40613
                || sql.Class >= 17
                || sql.IsTransient
                || sql.InnerException is System.ComponentModel.Win32Exception or System.Net.Sockets.SocketException,
            _ => false,
        };

    /// <summary>Returns the database's own words for operators: a refused login, a missing right. Clients never get them.</summary>
    public static string? Refusal(Exception failure) =>
        Find(failure) switch
        {
            SqlException sql => $"error {sql.Number}, {sql.Message}",
            SqliteException sqlite => sqlite.Message,
            _ => null,
        };

    /// <summary>Whether the database is reachable but cannot be written: its disk is full or broken, or it is read-only.</summary>
    public static bool IsUnwritable(Exception failure) =>
        Find(failure) switch
        {
            SqliteException sqlite => sqlite.SqliteErrorCode is SqliteReadOnly or SqliteIoError or SqliteFull or SqliteCannotOpen,
            SqlException sql => sql.Number is 1101 or 1105 or 3906 or 9002,
            _ => false,
        };

    /// <summary>Marks an exception of the client library whose type alone does not tell that the connection was lost.</summary>
    internal static void MarkLostConnection(Exception failure) => failure.Data[LostMark] = true;

    /// <returns>The exception of the database in the chain; an <see cref="InvalidOperationException"/> only if it is marked.</returns>
    private static Exception? Find(Exception? failure)
    {
        while (
            failure is not (null or SqliteException or SqlException or StoreBusyException or ConnectionLostException)
            && !(failure is InvalidOperationException && failure.Data.Contains(LostMark))
        )
        {
            failure = failure.InnerException;
        }

        return failure;
    }
}

/// <summary>A writer timed out waiting for the write lock, or no connection was free.</summary>
public sealed class StoreBusyException(Exception? inner = null) : Exception("The database is busy.", inner);

/// <summary>The connection was lost in the middle of a unit of work, and with it the transaction.</summary>
public sealed class ConnectionLostException(Exception? inner) : Exception("The connection to the database was lost.", inner);
