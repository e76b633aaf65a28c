using Microsoft.Data.Sqlite;

namespace Marketing.Infrastructure.Persistence.Sqlite;

/// <summary>The file of an embedded database.</summary>
internal static class SqliteFile
{
    /// <summary>The files that SQLite keeps beside a database.</summary>
    public static readonly IReadOnlyList<string> SideFiles = ["-wal", "-shm", "-journal"];

    /// <summary>Returns the absolute path of the file that a connection string names.</summary>
    public static string PathOf(string connectionString) =>
        Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);

    /// <summary>Returns whether the provider accepts the connection string and it names a file.</summary>
    public static bool IsValid(string connectionString)
    {
        try
        {
            return new SqliteConnectionStringBuilder(connectionString)
                    is { DataSource.Length: > 0, Mode: not SqliteOpenMode.Memory } settings
                && !settings.DataSource.StartsWith(':');
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException)
        {
            return false;
        }
    }

    /// <summary>Creates an empty file that only its owner can read, unless it exists. Its side files get the same rights.</summary>
    public static void CreateIfMissing(string path)
    {
        if (!File.Exists(path))
        {
            using var file = PrivateFile.Create(path, FileMode.OpenOrCreate);
        }
    }
}
