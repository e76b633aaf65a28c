namespace Marketing.Infrastructure.Persistence;

/// <summary>Which database, and how it is kept (configuration section <c>Database</c>).</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>The engine; anything but the two stops the start.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Where it is. SQLite defaults to a file in <c>data/</c> beside the working directory.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Connection string for <c>--migrate</c>, whose login may change the schema; the normal one where none is given.</summary>
    public string? MigrationConnectionString { get; set; }

    /// <summary>Whether the service migrates by itself: by default SQLite yes, SQL Server no.</summary>
    public bool? MigrateOnStart { get; set; }

    /// <summary>Statements per round trip; 1 for relatives of SQL Server without MERGE.</summary>
    public int? MaxBatchSize { get; set; }

    /// <summary>Seconds after which a statement gives up.</summary>
    public int CommandTimeoutSeconds { get; set; } = 15;

    /// <summary>Seconds after its first failure during which a request is retried.</summary>
    public int RetrySeconds { get; set; } = 15;

    public TimeSpan RetryTime => TimeSpan.FromSeconds(RetrySeconds);

    public bool Migrates => MigrateOnStart ?? Provider == DatabaseProvider.Sqlite;

    public string Connection =>
        ConnectionString
        ?? (
            Provider == DatabaseProvider.Sqlite
                ? "Data Source=data/marketing.db"
                : throw new InvalidOperationException("Database:ConnectionString is needed for SQL Server.")
        );
}

/// <summary>The two engines.</summary>
public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
}
