using Marketing.Infrastructure.Persistence;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Startup;

/// <summary>Finds what a database lacks that this build needs, and whether it still answers.</summary>
internal static class SchemaReader
{
    private const int CannotOpenDatabase = 4060;

    /// <summary>
    /// Opens a connection, so that a refused login fails at once: EF's look for the database would repeat it for a minute. A database that
    /// does not exist yet is no failure.
    /// </summary>
    public static async Task RequireLoginAsync(MarketingDbContext db, CancellationToken ct)
    {
        if (!db.Database.IsSqlServer())
        {
            return;
        }

        try
        {
            await db.Database.OpenConnectionAsync(ct);
            await db.Database.CloseConnectionAsync();
        }
        catch (SqlException failure) when (failure.Number == CannotOpenDatabase)
        {
            // The migration creates it, or fails with the right that is missing.
        }
    }

    public static async Task<IReadOnlyList<string>> MissingAsync(MarketingDbContext db, CancellationToken ct)
    {
        var (engine, database) = db.Database.IsSqlServer()
            ? (DatabaseProvider.SqlServer, await SqlServerCatalogue.ReadAsync(db, ct))
            : (DatabaseProvider.Sqlite, await SqliteCatalogue.ReadAsync(db, ct));
        return [.. SchemaManifest.For(engine).MissingIn(database)];
    }

    /// <summary>
    /// Whether a database that had everything still answers. Waits for no write: readers of SQLite never do, and a server is asked for no
    /// row.
    /// </summary>
    public static async Task<bool> AnswersAsync(MarketingDbContext db, CancellationToken ct)
    {
        if (db.Database.IsSqlServer())
        {
            return await SqlServerCatalogue.AnswersAsync(db, ct);
        }

        await db.ChangeCounters.AsNoTracking().IgnoreQueryFilters().Select(counter => counter.LastSequence).FirstOrDefaultAsync(ct);
        return true;
    }
}
