using Marketing.Infrastructure.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Marketing.Infrastructure.Startup;

/// <summary>Reads the tables and views of a SQLite database.</summary>
internal static class SqliteCatalogue
{
    private const string Columns = """
        SELECT t.type, t.name, c.name, c.type, c."notnull", c.dflt_value
        FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c
        WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite%'
        """;

    private const string Uniques = """
        SELECT t.name, i.name, c.name, d.sql
        FROM sqlite_master AS t JOIN pragma_index_list(t.name) AS i JOIN pragma_index_xinfo(i.name) AS c
        LEFT JOIN sqlite_master AS d ON d.type = 'index' AND d.name = i.name
        WHERE t.type = 'table' AND i."unique" = 1 AND c.key = 1
        ORDER BY t.name, i.name, c.seqno
        """;

    private const string Where = " WHERE ";

    private const string Triggers = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'";

    public static async Task<SchemaManifest> ReadAsync(MarketingDbContext db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            return await ReadAsync((SqliteConnection)db.Database.GetDbConnection(), ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task<SchemaManifest> ReadAsync(SqliteConnection connection, CancellationToken ct)
    {
        var columns = await QueryAsync(connection, Columns, ct);
        var uniques = (await QueryAsync(connection, Uniques, ct)).ToLookup(row => row[0]!);
        var triggers = (await QueryAsync(connection, Triggers, ct)).ToLookup(row => row[0]!, row => row[1]!);
        var database = new SchemaManifest { Views = [.. columns.Where(row => row[0] == "view").Select(row => row[1]!).Distinct()] };
        foreach (var table in columns.Where(row => row[0] == "table").GroupBy(row => row[1]!))
        {
            database.Tables.Add(
                table.Key,
                new TableManifest
                {
                    Columns = new(table.ToDictionary(row => row[2]!, row => ColumnOf(connection, row)), StringComparer.OrdinalIgnoreCase),
                    Unique = [.. uniques[table.Key].GroupBy(row => row[1]).Select(index => UniqueOf([.. index]))],
                    Triggers = [.. triggers[table.Key]],
                }
            );
        }

        return database;
    }

    private static async Task<List<string?[]>> QueryAsync(SqliteConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<string?[]>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetString(i))]);
        }

        return rows;
    }

    private static ColumnManifest ColumnOf(SqliteConnection connection, string?[] row)
    {
        raw.sqlite3_table_column_metadata(connection.Handle, "main", row[1]!, row[2]!, out _, out var collation, out _, out _, out _);
        return new ColumnManifest(row[3]!, IsNullable: row[4] == "0", collation, HasDefault: row[5] is not null);
    }

    private static UniqueManifest UniqueOf(string?[][] columns)
    {
        var sql = columns[0][3];
        var at = sql?.IndexOf(Where, StringComparison.OrdinalIgnoreCase) ?? -1;
        return new UniqueManifest([.. columns.Select(row => row[2]!)], at < 0 ? null : sql![(at + Where.Length)..]);
    }
}
