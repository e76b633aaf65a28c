using System.Text;
using Respawn.Graph;

namespace Respawn.Adapters;

/// <summary>
/// Leaves foreign keys as the connection has them: SQLite ignores the switch inside a transaction.
/// Tables that reference each other in a cycle need a connection that does not enforce them.
/// </summary>
internal sealed class SqliteDbAdapter : IDbAdapter
{
    private const char Quote = '"';

    public string TablesQuery =>
        "SELECT '', name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'";

    public string ForeignKeysQuery =>
        """
        SELECT '', child.name, '', parent.name
        FROM sqlite_master AS child
        JOIN pragma_foreign_key_list(child.name) AS reference
        JOIN sqlite_master AS parent ON parent.type = 'table' AND parent.name = reference."table" COLLATE NOCASE
        WHERE child.type = 'table'
        """;

    public bool Selects(RespawnerOptions options, Table table) =>
        !options.TablesToIgnore.Any(ignored => ignored.Name == table.Name)
        && (options.TablesToInclude.Length == 0 || options.TablesToInclude.Any(included => included.Name == table.Name));

    public string BuildDeleteSql(DeletionOrder order, RespawnerOptions options)
    {
        var sql = new StringBuilder();
        foreach (var table in order.Tables)
        {
            sql.AppendLine(options.FormatDeleteStatement?.Invoke(table) ?? $"DELETE FROM {table.GetFullName(Quote)};");
        }

        return sql.ToString();
    }

    public string BuildReseedSql(IReadOnlyList<Table> tables)
    {
        var names = tables.Select(table => $"'{table.Name.Replace("'", "''")}'");
        return $"DELETE FROM sqlite_sequence WHERE name IN ({string.Join(", ", names)});";
    }
}
