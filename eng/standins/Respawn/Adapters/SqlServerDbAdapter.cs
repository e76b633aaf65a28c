using System.Text;
using Respawn.Graph;

namespace Respawn.Adapters;

internal sealed class SqlServerDbAdapter : IDbAdapter
{
    private const char Quote = '"';

    public string TablesQuery =>
        """
        SELECT s.name, t.name
        FROM sys.tables AS t
        JOIN sys.schemas AS s ON s.schema_id = t.schema_id
        """;

    public string ForeignKeysQuery =>
        """
        SELECT cs.name, ct.name, ps.name, pt.name
        FROM sys.foreign_keys AS k
        JOIN sys.tables AS ct ON ct.object_id = k.parent_object_id
        JOIN sys.schemas AS cs ON cs.schema_id = ct.schema_id
        JOIN sys.tables AS pt ON pt.object_id = k.referenced_object_id
        JOIN sys.schemas AS ps ON ps.schema_id = pt.schema_id
        """;

    public bool Selects(RespawnerOptions options, Table table) =>
        !options.TablesToIgnore.Any(ignored => Means(ignored, table))
        && (options.TablesToInclude.Length == 0 || options.TablesToInclude.Any(included => Means(included, table)))
        && !options.SchemasToExclude.Contains(table.Schema)
        && (options.SchemasToInclude.Length == 0 || options.SchemasToInclude.Contains(table.Schema));

    public string BuildDeleteSql(DeletionOrder order, RespawnerOptions options)
    {
        var sql = new StringBuilder();
        foreach (var table in order.Relaxed)
        {
            sql.AppendLine($"ALTER TABLE {table.GetFullName(Quote)} NOCHECK CONSTRAINT ALL;");
        }

        foreach (var table in order.Tables)
        {
            sql.AppendLine(options.FormatDeleteStatement?.Invoke(table) ?? $"DELETE {table.GetFullName(Quote)};");
        }

        foreach (var table in order.Relaxed)
        {
            sql.AppendLine($"ALTER TABLE {table.GetFullName(Quote)} WITH CHECK CHECK CONSTRAINT ALL;");
        }

        return sql.ToString();
    }

    /// <summary>A table that never gave out a number is left alone: reseeding it would shift its first one.</summary>
    public string BuildReseedSql(IReadOnlyList<Table> tables)
    {
        var sql = new StringBuilder("DECLARE @before bigint;").AppendLine();
        foreach (var table in tables)
        {
            var literal = $"N'{table.GetFullName(Quote).Replace("'", "''")}'";
            sql.AppendLine(
                $"""
                SET @before = (
                    SELECT CAST(seed_value AS bigint) - CAST(increment_value AS bigint)
                    FROM sys.identity_columns
                    WHERE object_id = OBJECT_ID({literal}) AND last_value IS NOT NULL);
                IF @before IS NOT NULL DBCC CHECKIDENT ({literal}, RESEED, @before) WITH NO_INFOMSGS;
                """);
        }

        return sql.ToString();
    }

    private static bool Means(Table named, Table table) =>
        named.Name == table.Name && (named.Schema is null || named.Schema == table.Schema);
}
