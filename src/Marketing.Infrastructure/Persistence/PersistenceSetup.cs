using Marketing.Application.Common;
using Marketing.Infrastructure.Persistence.Sqlite;
using Marketing.Infrastructure.Persistence.SqlServer;
using Marketing.Infrastructure.Startup;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marketing.Infrastructure.Persistence;

/// <summary>
/// Registers the context of the configured engine; leases from its pool carry the workspace of the call. The lease belongs
/// to the scope and is given back once, however often the context is disposed: a scope disposes it under each of its names,
/// and a context given back twice would serve two requests at a time.
/// </summary>
internal static class PersistenceSetup
{
    private const int CompatibilityWithoutJson = 120;
    private static readonly RowsCounted CountedRows = new();

    public static void AddPersistence(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DatabaseOptions>().Bind(configuration.GetSection(DatabaseOptions.Section));
        var options = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        if (options.Provider == DatabaseProvider.Sqlite)
        {
            services.AddDbContextPool<SqliteMarketingDbContext>(
                (provider, builder) => UseSqlite(builder, provider.GetRequiredService<IOptions<DatabaseOptions>>().Value)
            );
            services.AddScoped<MarketingDbContext>(Lease<SqliteMarketingDbContext>);
        }
        else
        {
            services.AddDbContextPool<SqlServerMarketingDbContext>(
                (provider, builder) => UseSqlServer(builder, provider.GetRequiredService<IOptions<DatabaseOptions>>().Value)
            );
            services.AddScoped<MarketingDbContext>(Lease<SqlServerMarketingDbContext>);
        }

        services.AddScoped<IMarketingDb>(provider => provider.GetRequiredService<MarketingDbContext>());
        services.AddSingleton<StoreHealth>();
    }

    public static void UseSqlite(DbContextOptionsBuilder builder, DatabaseOptions options)
    {
        var connection = new SqliteConnectionStringBuilder(options.Connection) { DefaultTimeout = 5 }.ToString();
        builder.UseSqlite(connection, sqlite => sqlite.MaxBatchSize(options.MaxBatchSize ?? 100));
        builder.AddInterceptors(new SqliteSettings());
        Common(builder);
    }

    public static void UseSqlServer(DbContextOptionsBuilder builder, DatabaseOptions options)
    {
        builder.UseSqlServer(
            options.Connection,
            server =>
            {
                server.ExecutionStrategy(dependencies => new SqlServerRetries(dependencies));
                server.CommandTimeout(options.CommandTimeoutSeconds);
                server.MaxBatchSize(options.MaxBatchSize ?? 42);

                // Lists become plain IN lists, without OPENJSON: better estimates, and relatives of SQL Server understand them.
                server
                    .UseCompatibilityLevel(CompatibilityWithoutJson)
                    .UseParameterizedCollectionMode(ParameterTranslationMode.MultipleParameters);
            }
        );
        builder.AddInterceptors(CountedRows);
        Common(builder);
    }

    private static void Common(DbContextOptionsBuilder builder)
    {
        builder.AddInterceptors(new ResourceInterceptor());
        builder.ConfigureWarnings(warnings =>
            warnings
                .Throw(RelationalEventId.MultipleCollectionIncludeWarning)
                .Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning)
        );
    }

    private static MarketingDbContext Lease<TContext>(IServiceProvider provider)
        where TContext : MarketingDbContext
    {
        var context = provider.GetRequiredService<RequestContext>();
        var db = provider.GetRequiredService<TContext>();
        db.Workspace = context.HasCaller ? context.Caller.WorkspaceId ?? default : default;
        db.Writes = null;

        // A unit of work that fails is rolled back as a whole: a place to go back to within it would only be a round trip more.
        db.Database.AutoSavepointsEnabled = false;
        return db;
    }
}
