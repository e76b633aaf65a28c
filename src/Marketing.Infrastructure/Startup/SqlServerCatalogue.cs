using System.Globalization;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Startup;

/// <summary>
/// Reads the tables and views of a SQL Server database that the login can see. Only names are read from compatible servers, because their
/// catalogues describe types, collations, indexes and triggers differently.
/// </summary>
internal static class SqlServerCatalogue
{
    /// <summary>All queries, for the tests.</summary>
    internal static readonly IReadOnlyList<string> Queries = [Server, Columns, Names, Uniques, Triggers, Views, Probe, ReadsWait];

    private const string Server = """
        SELECT CAST(CASE WHEN SERVERPROPERTY('Babelfish') IS NULL THEN 0 ELSE 1 END AS bit) AS [IsCompatible],
            CAST(COALESCE(HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', 'VIEW DEFINITION'), 0) AS bit) AS [SeesDefinitions]
        """;

    private const string Columns = """
        SELECT [t].[name] AS [Table], [c].[name] AS [Column], [y].[name] AS [Type], CAST([c].[max_length] AS int) AS [Bytes],
            CAST([c].[precision] AS int) AS [Precision], CAST([c].[scale] AS int) AS [Scale], [c].[is_nullable] AS [IsNullable],
            [c].[collation_name] AS [Collation],
            CAST(CASE WHEN [c].[default_object_id] <> 0 OR [c].[is_identity] = 1 OR [c].[is_computed] = 1 THEN 1 ELSE 0 END AS bit) AS [HasDefault]
        FROM [sys].[tables] AS [t]
        INNER JOIN [sys].[columns] AS [c] ON [c].[object_id] = [t].[object_id]
        INNER JOIN [sys].[types] AS [y] ON [y].[user_type_id] = [c].[user_type_id]
        WHERE [t].[schema_id] = SCHEMA_ID()
        """;

    private const string Names = """
        SELECT [t].[name] AS [Table], [c].[name] AS [Column], N'' AS [Type], 0 AS [Bytes], 0 AS [Precision], 0 AS [Scale],
            CAST(1 AS bit) AS [IsNullable], CAST(NULL AS nvarchar(128)) AS [Collation], CAST(1 AS bit) AS [HasDefault]
        FROM [sys].[tables] AS [t]
        INNER JOIN [sys].[columns] AS [c] ON [c].[object_id] = [t].[object_id]
        WHERE [t].[schema_id] = SCHEMA_ID()
        """;

    private const string Uniques = """
        SELECT [t].[name] AS [Table], [i].[index_id] AS [Index], [c].[name] AS [Column],
            CASE WHEN [i].[has_filter] = 1 THEN COALESCE([i].[filter_definition], N'') END AS [Filter]
        FROM [sys].[indexes] AS [i]
        INNER JOIN [sys].[tables] AS [t] ON [t].[object_id] = [i].[object_id]
        INNER JOIN [sys].[index_columns] AS [k] ON [k].[object_id] = [i].[object_id] AND [k].[index_id] = [i].[index_id]
        INNER JOIN [sys].[columns] AS [c] ON [c].[object_id] = [k].[object_id] AND [c].[column_id] = [k].[column_id]
        WHERE [i].[is_unique] = 1 AND [i].[is_disabled] = 0 AND [k].[is_included_column] = 0 AND [t].[schema_id] = SCHEMA_ID()
        """;

    private const string Triggers = """
        SELECT [t].[name] AS [Table], [r].[name] AS [Name]
        FROM [sys].[triggers] AS [r]
        INNER JOIN [sys].[tables] AS [t] ON [t].[object_id] = [r].[parent_id]
        WHERE [r].[is_disabled] = 0 AND [t].[schema_id] = SCHEMA_ID()
        """;

    private const string Views = "SELECT [name] AS [Value] FROM [sys].[views] WHERE [schema_id] = SCHEMA_ID()";

    /// <summary>Asks for a table without reading it: a read could wait for a write.</summary>
    private const string Probe = "SELECT CAST(CASE WHEN OBJECT_ID(N'[ChangeCounters]') IS NULL THEN 0 ELSE 1 END AS bit) AS [Value]";

    /// <summary>Compatible servers have row versions and no such setting.</summary>
    private const string ReadsWait = """
        SELECT CAST(CASE WHEN [is_read_committed_snapshot_on] = 0 AND SERVERPROPERTY('Babelfish') IS NULL THEN 1 ELSE 0 END AS bit) AS [Value]
        FROM [sys].[databases]
        WHERE [database_id] = DB_ID()
        """;

    /// <summary>Whether the server answers and still has the tables. Takes no lock that a write holds.</summary>
    public static async Task<bool> AnswersAsync(MarketingDbContext db, CancellationToken ct) =>
        (await db.Database.SqlQueryRaw<bool>(Probe).ToListAsync(ct)).Contains(true);

    /// <summary>Whether reads wait for writes, because <c>READ_COMMITTED_SNAPSHOT</c> is off.</summary>
    public static async Task<bool> ReadsWaitAsync(MarketingDbContext db, CancellationToken ct) =>
        (await db.Database.SqlQueryRaw<bool>(ReadsWait).ToListAsync(ct)).Contains(true);

    public static async Task<SchemaManifest> ReadAsync(MarketingDbContext db, CancellationToken ct)
    {
        var server = await db.Database.SqlQueryRaw<ServerRow>(Server).SingleAsync(ct);
        var columns = await db.Database.SqlQueryRaw<ColumnRow>(server.IsCompatible ? Names : Columns).ToListAsync(ct);
        var uniques = server.IsCompatible
            ? null
            : (await db.Database.SqlQueryRaw<UniqueRow>(Uniques).ToListAsync(ct)).ToLookup(row => row.Table);
        var triggers = server is { IsCompatible: false, SeesDefinitions: true }
            ? (await db.Database.SqlQueryRaw<TriggerRow>(Triggers).ToListAsync(ct)).ToLookup(row => row.Table, row => row.Name)
            : null;
        var database = new SchemaManifest { Views = await db.Database.SqlQueryRaw<string>(Views).ToListAsync(ct) };
        foreach (var table in columns.GroupBy(row => row.Table, StringComparer.OrdinalIgnoreCase))
        {
            database.Tables.Add(
                table.Key,
                new TableManifest
                {
                    Columns = new(table.ToDictionary(row => row.Column, row => row.ToManifest()), StringComparer.OrdinalIgnoreCase),
                    Unique = uniques is null
                        ? null
                        :
                        [
                            .. uniques[table.Key]
                                .GroupBy(row => row.Index)
                                .Select(index => new UniqueManifest([.. index.Select(row => row.Column)], index.First().Filter)),
                        ],
                    Triggers = triggers is null ? null : [.. triggers[table.Key]],
                }
            );
        }

        return database;
    }
}

/// <summary>The kind of server, and what the login can see.</summary>
/// <param name="IsCompatible">Whether it is a compatible server, not SQL Server itself.</param>
/// <param name="SeesDefinitions">Whether the login can see triggers.</param>
internal sealed record ServerRow(bool IsCompatible, bool SeesDefinitions);

/// <summary>A column of a unique index.</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="Index">Number of the index within the table.</param>
/// <param name="Column">Name of the column.</param>
/// <param name="Filter">The condition of a filtered index; empty if the login cannot see it.</param>
internal sealed record UniqueRow(string Table, int Index, string Column, string? Filter);

/// <summary>A trigger.</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="Name">Name of the trigger.</param>
internal sealed record TriggerRow(string Table, string Name);

/// <summary>A column as the catalogue describes it.</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="Column">Name of the column.</param>
/// <param name="Type">Name of the type; empty if only names are read.</param>
/// <param name="Bytes">Length in bytes; -1 without a limit.</param>
/// <param name="Precision">Digits of a number.</param>
/// <param name="Scale">Digits after the point, also of a second.</param>
/// <param name="IsNullable">Whether it allows NULL.</param>
/// <param name="Collation">The collation of a text.</param>
/// <param name="HasDefault">Whether it has a default value.</param>
internal sealed record ColumnRow(
    string Table,
    string Column,
    string Type,
    int Bytes,
    int Precision,
    int Scale,
    bool IsNullable,
    string? Collation,
    bool HasDefault
)
{
    public ColumnManifest ToManifest() =>
        Type.Length == 0 ? new ColumnManifest(HasDefault: true) : new ColumnManifest(TypeWithSize, IsNullable, Collation, HasDefault);

    private string TypeWithSize =>
        Type switch
        {
            "nvarchar" or "nchar" => Sized(Bytes / 2),
            "varchar" or "char" or "varbinary" or "binary" => Sized(Bytes),
            "datetime2" or "datetimeoffset" or "time" => Sized(Scale),
            "decimal" or "numeric" => string.Create(CultureInfo.InvariantCulture, $"{Type}({Precision},{Scale})"),
            _ => Type,
        };

    private string Sized(int size) => Bytes == -1 ? $"{Type}(max)" : string.Create(CultureInfo.InvariantCulture, $"{Type}({size})");
}
