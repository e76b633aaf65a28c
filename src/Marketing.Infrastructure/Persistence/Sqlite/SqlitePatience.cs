using System.Diagnostics;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Marketing.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Waits for a lock that another process holds, polling often. SQLite's own handler polls ten times a second. It rarely hits the moment
/// between two transactions of a busy process, so a second process would starve.
/// </summary>
internal static class SqlitePatience
{
    private const int Attempts = 100;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly Handler Wait = WaitAgain;

    [ThreadStatic]
    private static long _since;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Handler(nint state, int tries);

    /// <summary>Sets this handler for the connection in place of its <c>busy_timeout</c>.</summary>
    public static void Give(sqlite3 connection)
    {
        if (SetBusyHandler(connection.DangerousGetHandle(), Wait, 0) != raw.SQLITE_OK)
        {
            throw new InvalidOperationException("SQLite did not accept the busy handler.");
        }
    }

    /// <returns>1 to retry, 0 to give up.</returns>
    private static int WaitAgain(nint state, int tries)
    {
        if (tries == 0)
        {
            _since = Stopwatch.GetTimestamp();
        }
        else if (Stopwatch.GetElapsedTime(_since) >= Limit)
        {
            return 0;
        }

        // Random, so that two processes do not poll in step, and longer if the lock is held for long.
        Thread.Sleep(tries < Attempts ? Random.Shared.Next(0, 3) : Random.Shared.Next(2, 11));
        return 1;
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_busy_handler", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int SetBusyHandler(nint connection, Handler handler, nint state);
}
