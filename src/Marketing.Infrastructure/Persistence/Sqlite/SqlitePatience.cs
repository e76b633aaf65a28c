using System.Diagnostics;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Marketing.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Waits for a lock that another process holds, looking often. SQLite's own handler looks ten times a second, and meets
/// the moment between two transactions of a busy process so rarely that a second process starves beside it.
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

    /// <summary>Gives the connection this patience in place of its <c>busy_timeout</c>.</summary>
    public static void Give(sqlite3 connection)
    {
        if (SetBusyHandler(connection.DangerousGetHandle(), Wait, 0) != raw.SQLITE_OK)
        {
            throw new InvalidOperationException("SQLite took no busy handler.");
        }
    }

    /// <returns>1 to try again, 0 to give up.</returns>
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

        // By chance, so that two processes do not miss each other in step; longer once the lock is held for long.
        Thread.Sleep(tries < Attempts ? Random.Shared.Next(0, 3) : Random.Shared.Next(2, 11));
        return 1;
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_busy_handler", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int SetBusyHandler(nint connection, Handler handler, nint state);
}
