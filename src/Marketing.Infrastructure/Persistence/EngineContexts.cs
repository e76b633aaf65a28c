using Marketing.Infrastructure.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Marketing.Infrastructure.Persistence;

/// <summary>The embedded engine.</summary>
public sealed class SqliteMarketingDbContext(DbContextOptions<SqliteMarketingDbContext> options) : MarketingDbContext(options)
{
    protected override string? OrdinalCollation => null;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<SqliteDates.Instant>();
        configurationBuilder.Properties<DateOnly>().HaveConversion<SqliteDates.Day>();
    }
}

/// <summary>The production engine.</summary>
public sealed class SqlServerMarketingDbContext(DbContextOptions<SqlServerMarketingDbContext> options) : MarketingDbContext(options)
{
    protected override string? OrdinalCollation => "Latin1_General_100_BIN2";
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
