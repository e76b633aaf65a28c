using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Marketing.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Watches the file of an embedded database. SQLite would go on with a deleted file that only this process can see, and create an empty
/// one in its place. Nothing here opens the file: closing it would release the locks that SQLite holds for this process.
/// </summary>
internal static class SqliteFileWatch
{
    private const int CannotOpen = 14;
    private const int HasMoved = 20;
    private const int Writable = 2;
    private const long LeastFreeBytes = 4 * 1024 * 1024;

    private static readonly byte[] MainDatabase = "main\0"u8.ToArray();

    /// <summary>Files that this process has opened. A missing one is not created again.</summary>
    private static readonly ConcurrentDictionary<string, string> Opened = new(StringComparer.Ordinal);

    /// <summary>Remembers the file of an opened connection, and rejects a connection whose file was replaced or deleted.</summary>
    /// <exception cref="SqliteException">The connection has another file open than the one at its path.</exception>
    public static void Confirm(SqliteConnection connection)
    {
        if (
            connection.Handle is { } handle
            && FileControl(handle.DangerousGetHandle(), MainDatabase, HasMoved, out var moved) == 0
            && moved != 0
        )
        {
            SqliteConnection.ClearPool(connection);
            connection.Close();
            throw new SqliteException("The database file was moved or deleted.", CannotOpen);
        }

        if (!Opened.ContainsKey(connection.ConnectionString) && PathOf(connection.ConnectionString) is { } path)
        {
            Opened[connection.ConnectionString] = path;
        }
    }

    /// <summary>Allows the migration at start to create the file, even if this process has used one at that path.</summary>
    public static void AllowCreating(string connectionString)
    {
        var path = PathOf(connectionString);
        foreach (var (opened, _) in Opened.Where(file => file.Value == path))
        {
            Opened.TryRemove(opened, out var _);
        }
    }

    /// <exception cref="SqliteException">The file was there before and is missing.</exception>
    public static void RequireExisting(string connectionString)
    {
        if (Opened.TryGetValue(connectionString, out var path) && !File.Exists(path))
        {
            throw new SqliteException("The database file is missing.", CannotOpen);
        }
    }

    /// <summary>Returns why the file cannot be used; null if it can, or if the database is not in a file.</summary>
    public static string? WhyUnusable(string connectionString)
    {
        if (PathOf(connectionString) is not { } path)
        {
            return null;
        }

        return !File.Exists(path) ? "The database file is missing."
            : !OperatingSystem.IsWindows() && Access(Encoding.UTF8.GetBytes(path + '\0'), Writable) != 0 ? "The database file is read-only."
            : new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace < LeastFreeBytes ? "The disk of the database is full."
            : null;
    }

    private static string? PathOf(string connectionString)
    {
        var settings = new SqliteConnectionStringBuilder(connectionString);
        return
            settings.Mode == SqliteOpenMode.Memory
            || settings.DataSource is "" or ":memory:"
            || settings.DataSource.StartsWith("file:", StringComparison.Ordinal)
            ? null
            : SqliteFile.PathOf(connectionString);
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int FileControl(nint connection, byte[] database, int operation, out int answer);

    [DllImport("libc", EntryPoint = "access", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access(byte[] path, int mode);
}
