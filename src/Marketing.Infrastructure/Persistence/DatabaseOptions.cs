using System.ComponentModel.DataAnnotations;

namespace Marketing.Infrastructure.Persistence;

/// <summary>The database to use (configuration section <c>Database</c>).</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>The engine. Any other value prevents startup.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>The connection string. SQLite defaults to a file in <c>data/</c> below the working directory.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Connection string for <c>--migrate</c>, with a login that can change the schema. Defaults to the normal one.</summary>
    public string? MigrationConnectionString { get; set; }

    /// <summary>Whether the service migrates at startup. Defaults to true for SQLite and false for SQL Server.</summary>
    public bool? MigrateOnStart { get; set; }

    /// <summary>Statements per round trip; 1 for compatible servers without MERGE.</summary>
    [Range(1, 1000)]
    public int? MaxBatchSize { get; set; }

    /// <summary>Timeout of a statement in seconds.</summary>
    [Range(1, 3600)]
    public int CommandTimeoutSeconds { get; set; } = 15;

    /// <summary>Seconds after its first failure during which a request is retried.</summary>
    [Range(1, 3600)]
    public int RetrySeconds { get; set; } = 15;

    public TimeSpan RetryTime => TimeSpan.FromSeconds(RetrySeconds);

    public bool Migrates => MigrateOnStart ?? Provider == DatabaseProvider.Sqlite;

    public string Connection =>
        ConnectionString
        ?? (
            Provider == DatabaseProvider.Sqlite
                ? "Data Source=data/marketing.db"
                : throw new InvalidOperationException("Database:ConnectionString is required for SQL Server.")
        );
}

/// <summary>The supported engines.</summary>
public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
}
