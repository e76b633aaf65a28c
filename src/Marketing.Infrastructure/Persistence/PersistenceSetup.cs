using Marketing.Application.Common;
using Marketing.Infrastructure.Persistence.Sqlite;
using Marketing.Infrastructure.Persistence.SqlServer;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marketing.Infrastructure.Persistence;

/// <summary>
/// Registers the pooled context of the configured engine; each lease gets the workspace of the request. The lease belongs to the scope and
/// is returned once, however often the context is disposed: a scope disposes it once for each service type, and a context returned twice
/// would serve two requests at a time.
/// </summary>
internal static class PersistenceSetup
{
    private const int CompatibilityWithoutJson = 120;
    private static readonly RowsCounted CountedRows = new();
    private static readonly LostConnections Losses = new();

    public static void AddPersistence(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<DatabaseOptions>()
            .Bind(configuration.GetSection(DatabaseOptions.Section))
            .Validate(
                options => options.Provider != DatabaseProvider.SqlServer || ServerConnection.IsValid(options.ConnectionString ?? ""),
                "Database:ConnectionString is missing or malformed. Set a connection string for SQL Server."
            )
            .Validate(
                options => options.Provider != DatabaseProvider.Sqlite || SqliteFile.IsValid(options.Connection),
                "Database:ConnectionString is malformed. Set a connection string for SQLite, such as Data Source=data/marketing.db."
            )
            .Validate(
                HasMigrationConnection,
                "Database:MigrationConnectionString is malformed. Set a connection string for the same engine, or leave it out."
            )
            .ValidateOnStart();
        if (ProviderOf(configuration) == DatabaseProvider.Sqlite)
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

    /// <summary>Returns the engine that is configured.</summary>
    /// <exception cref="OptionsValidationException">It is neither of the two.</exception>
    public static DatabaseProvider ProviderOf(IConfiguration configuration)
    {
        var named = configuration[$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)}"];
        return named is null ? DatabaseProvider.Sqlite
            : Enum.TryParse<DatabaseProvider>(named, ignoreCase: true, out var provider) && Enum.IsDefined(provider) ? provider
            : throw new OptionsValidationException(
                DatabaseOptions.Section,
                typeof(DatabaseOptions),
                [$"Database:Provider \"{named}\" is not supported. Use Sqlite or SqlServer."]
            );
    }

    public static void UseSqlite(DbContextOptionsBuilder builder, DatabaseOptions options)
    {
        var connection = new SqliteConnectionStringBuilder(options.Connection) { DefaultTimeout = 5 }.ToString();
        builder.UseSqlite(connection, sqlite => sqlite.MaxBatchSize(options.MaxBatchSize ?? 100));
        builder.AddInterceptors(new SqliteSettings());

        // A migration that rebuilds a table does nothing else, so it can run again after it was interrupted.
        builder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning));
        Common(builder);
    }

    public static void UseSqlServer(DbContextOptionsBuilder builder, DatabaseOptions options)
    {
        builder.UseSqlServer(
            ServerConnection.Complete(options.Connection),
            server =>
            {
                server.ExecutionStrategy(dependencies => new SqlServerRetries(dependencies, options.RetryTime));
                server.CommandTimeout(options.CommandTimeoutSeconds);
                server.MaxBatchSize(options.MaxBatchSize ?? 42);

                // Plain IN lists instead of OPENJSON: better estimates, and compatible servers support them.
                server
                    .UseCompatibilityLevel(CompatibilityWithoutJson)
                    .UseParameterizedCollectionMode(ParameterTranslationMode.MultipleParameters);
            }
        );
        builder.AddInterceptors(CountedRows, Losses);
        Common(builder);
    }

    private static bool HasMigrationConnection(DatabaseOptions options) =>
        options is not { MigrationConnectionString: { } own }
        || (options.Provider == DatabaseProvider.Sqlite ? SqliteFile.IsValid(own) : ServerConnection.IsValid(own));

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
        (db.Writes, db.HoldsTransaction) = (null, false);

        // A failed unit of work is rolled back as a whole, so savepoints would only cost a round trip.
        db.Database.AutoSavepointsEnabled = false;
        return db;
    }
}
