using System.Data.Common;
using System.Text.RegularExpressions;
using Marketing.Api.Hosting.CommandLine;
using Marketing.Api.Tests.Hosting;
using Marketing.Api.Tests.Support;
using Marketing.Application;
using Marketing.Infrastructure;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;

namespace Marketing.Api.Tests.Engines;

/// <summary>How the schema comes into being, and what happens before it is there.</summary>
public sealed partial class MigrationTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateEmptyAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public void The_script_creates_every_table_and_index_once_whatever_it_finds()
    {
        var script = Maintenance.MigrationScript();

        using var db = new SqlServerMarketingDbContext(SilentServer.Options());
        foreach (var table in db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!))
        {
            Regex.Count(script, Regex.Escape($"CREATE TABLE [{table}]")).ShouldBe(1);
        }

        var indexes = db
            .Model.GetEntityTypes()
            .SelectMany(entity => entity.GetIndexes())
            .Select(index => index.GetDatabaseName()!)
            .ToList();
        indexes.Where(index => !script.Contains($"INDEX [{index}]", StringComparison.Ordinal)).ShouldBeEmpty();
        foreach (var migration in db.Database.GetMigrations())
        {
            script.ShouldContain($"VALUES (N'{migration}'");
        }

        // Whatever is created stands indented, within a block that asks first.
        var created = Creation().Matches(script).Select(match => match.Groups[1].Value).ToList();
        created.Count.ShouldBeGreaterThan(20);
        created.ShouldAllBe(indent => indent.Length > 0);
        Regex.Count(script, "IF NOT EXISTS").ShouldBeGreaterThanOrEqualTo(created.Count - 1, "All but the table of the history itself.");
        SqlServerRules.Check(script, parameters: 0);
    }

    [Fact]
    public async Task The_command_prints_the_script_and_nothing_else()
    {
        var result = await CommandRun.RunAsync("migration-script");

        result.ExitCode.ShouldBe(ExitCodes.Succeeded);
        result.Output.ShouldBe(Maintenance.MigrationScript());
    }

    [Fact]
    public async Task Two_who_migrate_an_empty_database_at_once_both_end_well_and_one_has_done_it()
    {
        var processes = new[] { Process(), Process() };
        var applied = await Task.WhenAll(
            processes.Select(process => Task.Run(() => process.GetRequiredService<Maintenance>().MigrateAsync(default)))
        );
        applied.ShouldContain(names => names.Count > 0);
        foreach (var process in processes)
        {
            (await process.GetRequiredService<DatabaseStartup>().WhyNotReadyAsync(default)).ShouldBeNull();
        }

        await BackgroundStore.ReadAsync(
            processes[0],
            async db =>
            {
                (await db.Database.GetAppliedMigrationsAsync(TestContext.Current.CancellationToken)).ShouldBe(db.Database.GetMigrations());
                return true;
            }
        );
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_connection_of_its_own_migrates_what_it_points_to_and_nothing_else()
    {
        await using var other = await TestDatabase.CreateEmptyAsync();
        await using var process = Process(null, ("Database:MigrationConnectionString", other.ConnectionString));
        await using var beside = Process(null, ("Database:ConnectionString", other.ConnectionString));

        await process.GetRequiredService<DatabaseStartup>().MigrateAsync(default);

        (await beside.GetRequiredService<DatabaseStartup>().WhyNotReadyAsync(default)).ShouldBeNull();
        (await process.GetRequiredService<DatabaseStartup>().WhyNotReadyAsync(default)).ShouldNotBeNull();
        File.Exists(_database.Name).ShouldBeFalse("Looking whether a database is there does not make it.");
    }

    [Fact]
    public async Task While_another_process_holds_the_lease_of_the_migration_nobody_migrates()
    {
        await using var first = Process();
        await using var second = Process();
        await first.GetRequiredService<Maintenance>().MigrateAsync(default);
        (await first.GetRequiredService<LeaseKeeper>().TakeAsync("migrate", TimeSpan.FromMinutes(1), default)).ShouldBeTrue();

        second.GetRequiredService<SchemaMigration>().Patience = TimeSpan.FromSeconds(1);
        (
            await Should.ThrowAsync<StartRefusedException>(() => second.GetRequiredService<Maintenance>().MigrateAsync(default))
        ).Message.ShouldContain("Another process");
        await first.GetRequiredService<LeaseKeeper>().ReleaseAsync("migrate", default);
        (await second.GetRequiredService<Maintenance>().MigrateAsync(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_waited_for_within_bounds()
    {
        var log = new Lines();
        await using var process = Process(
            log,
            ("Database:Provider", "SqlServer"),
            ("Database:ConnectionString", "Server=127.0.0.1,1;Connect Timeout=1;Encrypt=False")
        );
        process.GetRequiredService<SchemaMigration>().Patience = TimeSpan.FromSeconds(4);

        var failure = await Should.ThrowAsync<Exception>(() =>
            process.GetRequiredService<Maintenance>().MigrateAsync(default).WaitAsync(TimeSpan.FromSeconds(40))
        );

        StoreFaults.IsUnavailable(failure).ShouldBeTrue(failure.ToString());
        log.All.ShouldContain(line => line.Text.Contains("retrying in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_login_fails_the_command_at_once_and_in_one_line()
    {
        await using var process = RefusedProcess();

        var result = await CommandRun.RunAsync(process, "--migrate").WaitAsync(TimeSpan.FromSeconds(30));

        result.ExitCode.ShouldBe(ExitCodes.Failed);
        result.Error.ShouldStartWith("The database refused the command: error 18456, ");
        result.Error.TrimEnd().ShouldNotContain(Environment.NewLine);
    }

    [Fact]
    public async Task A_refused_login_is_known_to_readiness_at_once()
    {
        await using var process = RefusedProcess();

        var reason = await process.GetRequiredService<DatabaseStartup>().WhyNotReadyAsync(default).WaitAsync(TimeSpan.FromSeconds(30));

        reason.ShouldBe("The database does not respond.");
    }

    [Fact]
    public async Task A_database_that_comes_later_is_waited_for_and_the_log_says_so()
    {
        var log = new Lines();
        await using var process = Process(log, ("Database:MigrateOnStart", "false"));
        var startup = process.GetRequiredService<StartupWork>();
        await startup.StartingAsync(default);
        (await process.GetRequiredService<DatabaseStartup>().WhyNotReadyAsync(default)).ShouldNotBeNull();
        await Wait.UntilAsync(() => log.All.Any(line => line.Text.Contains("Not ready", StringComparison.Ordinal)));
        startup.Completed.IsCompleted.ShouldBeFalse();

        await using var other = Process();
        await other.GetRequiredService<Maintenance>().MigrateAsync(default);

        await startup.Completed.WaitAsync(TimeSpan.FromSeconds(20));
        (await process.GetRequiredService<DatabaseStartup>().WhyNotReadyAsync(default)).ShouldBeNull();
        await startup.StopAsync(default);
    }

    [Fact]
    public async Task An_embedded_database_that_is_locked_is_waited_for()
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, "A lock of the embedded engine.");
        Directory.CreateDirectory(Path.GetDirectoryName(_database.Name)!);
        await using var outside = new SqliteConnection($"{_database.ConnectionString};Pooling=False");
        await outside.OpenAsync(TestContext.Current.CancellationToken);
        var command = outside.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var process = Process();

        var starting = process.GetRequiredService<StartupWork>().StartingAsync(default);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        starting.IsCompleted.ShouldBeFalse();
        command.CommandText = "ROLLBACK";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await starting.WaitAsync(TimeSpan.FromSeconds(20));
        (await process.GetRequiredService<DatabaseStartup>().WhyNotReadyAsync(default)).ShouldBeNull();
    }

    [Theory]
    [InlineData("owner", "--migrate")]
    [InlineData("owner", "migrate")]
    [InlineData("service", "new-epoch")]
    [InlineData("service", "create-key", "--workspace", "w", "--name", "n")]
    public async Task Only_the_migration_works_with_its_own_login(string login, params string[] args)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration["Database:ConnectionString"] = "service";
        builder.Configuration["Database:MigrationConnectionString"] = "owner";

        await Should.ThrowAsync<NotSupportedException>(() =>
            CommandRun.RunAsync(
                configure =>
                {
                    configure(builder);
                    throw new NotSupportedException("The configuration is all that is wanted.");
                },
                args
            )
        );

        builder.Configuration["Database:ConnectionString"].ShouldBe(login);
    }

    /// <summary>The services of a process whose login the server refuses.</summary>
    private ServiceProvider RefusedProcess() =>
        Process(
            _database,
            null,
            services => services.ConfigureDbContext<SqlServerMarketingDbContext>(options => options.AddInterceptors(new RefusedLogin())),
            ("Database:Provider", "SqlServer"),
            ("Database:ConnectionString", "Server=127.0.0.1,1;User Id=nobody;Password=none")
        );

    private ServiceProvider Process(Lines? log = null, params (string Key, string? Value)[] settings) => Process(_database, log, settings);

    /// <summary>The services of a process over a database.</summary>
    internal static ServiceProvider Process(TestDatabase database, Lines? log = null, params (string Key, string? Value)[] settings) =>
        Process(database, log, _ => { }, settings);

    /// <summary>The services of a process over a database, with some of them changed.</summary>
    internal static ServiceProvider Process(
        TestDatabase database,
        Lines? log,
        Action<IServiceCollection> change,
        params (string Key, string? Value)[] settings
    )
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(database.Settings)
            .AddInMemoryCollection([KeyValuePair.Create("Security:MasterKey", (string?)Convert.ToBase64String(new byte[32]))])
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value))
            .Build();
        var services = new ServiceCollection();
        services.AddLogging(logging => _ = log is null ? logging : logging.AddProvider(log));
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = "Production" });
        services.AddSingleton<Microsoft.Extensions.Hosting.IHostApplicationLifetime, NoLifetime>();
        services.AddApplication(null);
        services.AddInfrastructure(configuration);
        services.AddBackgroundWork(configuration);
        change(services);
        return services.BuildServiceProvider();
    }

    [GeneratedRegex("^( *)CREATE ", RegexOptions.Multiline)]
    private static partial Regex Creation();

    private sealed class RefusedLogin : DbConnectionInterceptor
    {
        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection,
            ConnectionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        ) => throw SqlFailures.Create(18456, 14);
    }

    private sealed class NoLifetime : Microsoft.Extensions.Hosting.IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication() { }
    }
}
