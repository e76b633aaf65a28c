using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Startup;

/// <summary>Finds what a database lacks that this build needs.</summary>
internal static class SchemaReader
{
    public static async Task<IReadOnlyList<string>> MissingAsync(MarketingDbContext db, CancellationToken ct)
    {
        var (engine, database) = db.Database.IsSqlServer()
            ? (DatabaseProvider.SqlServer, await SqlServerCatalogue.ReadAsync(db, ct))
            : (DatabaseProvider.Sqlite, await SqliteCatalogue.ReadAsync(db, ct));
        return [.. SchemaManifest.For(engine).MissingIn(database)];
    }
}
