using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Marketing.Infrastructure.Persistence;

/// <summary>
/// Inserts a row at once, outside of what the context saves. Its parameters have the types of the columns, so that a server compares
/// keys as they are and keeps one plan for the statement.
/// </summary>
internal static class RowInsert
{
    /// <returns>The number of rows inserted.</returns>
    /// <exception cref="System.Data.Common.DbException">The engine refuses it, for example because the key exists.</exception>
    public static async Task<int> InsertNowAsync<TRow>(this MarketingDbContext db, TRow row, CancellationToken ct)
        where TRow : class
    {
        var table = db.Set<TRow>().EntityType;
        var columns = table.GetProperties().ToList();
        await using var maker = db.Database.GetDbConnection().CreateCommand();
        var parameters = columns.Select((column, i) => column.ParameterFor(maker, Name(i), column.GetGetter().GetClrValue(row)));
        return await db.Database.ExecuteSqlRawAsync(Statement(table, columns), parameters, ct);
    }

    /// <summary>Returns the statement. All names in it come from the model.</summary>
    private static string Statement(IEntityType table, List<IProperty> columns) =>
        $"""
            INSERT INTO [{table.GetTableName()}] ({string.Join(", ", columns.Select(column => $"[{column.GetColumnName()}]"))})
            VALUES ({string.Join(", ", columns.Select((_, i) => Name(i)))})
            """;

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"@p{i}");
}
