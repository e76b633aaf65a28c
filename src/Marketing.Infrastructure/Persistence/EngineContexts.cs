using System.Data;
using Marketing.Infrastructure.Persistence.Sqlite;
using Marketing.Infrastructure.Persistence.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Logging;

namespace Marketing.Infrastructure.Persistence;

/// <summary>The context for SQLite, the embedded engine.</summary>
public sealed class SqliteMarketingDbContext(DbContextOptions<SqliteMarketingDbContext> options) : MarketingDbContext(options)
{
    protected override string? OrdinalCollation => null;

    /// <remarks>
    /// SQLite knows no lower level than serializable. The name of this one begins the transaction as deferred: it takes no write lock,
    /// and its first statement fixes the state that all of them see.
    /// </remarks>
    protected override Task<T> ReadInSnapshotAsync<T>(Func<Task<T>> read, CancellationToken ct) =>
        ReadInTransactionAsync(IsolationLevel.ReadUncommitted, read, ct);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<SqliteDates.Instant>();
        configurationBuilder.Properties<DateOnly>().HaveConversion<SqliteDates.Day>();
    }

    protected override void Cover(IMutableIndex index, string[] columns, bool inKeyToo)
    {
        if (!inKeyToo)
        {
            return;
        }

        var (table, name) = (index.DeclaringEntityType, index.GetDatabaseName());
        table.RemoveIndex(index);
        table.AddIndex([.. index.Properties, .. columns.Select(column => table.FindProperty(column)!)]).SetDatabaseName(name);
    }
}

/// <summary>The context for SQL Server.</summary>
public sealed class SqlServerMarketingDbContext(DbContextOptions<SqlServerMarketingDbContext> options) : MarketingDbContext(options)
{
    protected override string? OrdinalCollation => "Latin1_General_100_BIN2";

    protected override void Cover(IMutableIndex index, string[] columns, bool inKeyToo) => index.SetIncludeProperties(columns);

    /// <remarks>Where the database does not allow snapshots, the statements lock what they read, and writers wait for them.</remarks>
    protected override async Task<T> ReadInSnapshotAsync<T>(Func<Task<T>> read, CancellationToken ct)
    {
        var allowed = SnapshotsAllowed.In(this);
        try
        {
            return await ReadInTransactionAsync(allowed.Level, read, ct);
        }
        catch (Exception failure) when (SnapshotsAllowed.IsRefusal(failure))
        {
            allowed.Refuse(this.GetService<ILoggerFactory>());
            return await ReadInTransactionAsync(allowed.Level, read, ct);
        }
    }
}

internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteMarketingDbContext>
{
    public SqliteMarketingDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteMarketingDbContext>().UseSqlite("Data Source=design-time.db").Options);
}

internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerMarketingDbContext>
{
    public SqlServerMarketingDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerMarketingDbContext>().UseSqlServer("Server=design-time").Options);
}
