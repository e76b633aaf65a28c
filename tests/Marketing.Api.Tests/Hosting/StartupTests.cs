using System.Net;
using System.Net.Sockets;
using Marketing.Api.Hosting;
using Marketing.Api.Hosting.Settings;
using Marketing.Api.Tests.Support;
using Marketing.Application;
using Marketing.Infrastructure;
using Marketing.Infrastructure.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Hosting;

/// <summary>Failed starts: one sentence that states the remedy, and the exit code for invalid configuration.</summary>
public sealed class StartupTests : IDisposable
{
    private static readonly string Key = Convert.ToBase64String(new byte[32]);

    private const string SqlServerNeedsConnection =
        "Database:ConnectionString is missing or malformed. Set a connection string for SQL Server.";

    private const string OfFiles = "Requires an embedded database.";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("marketing-startup-");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_database_file_that_cannot_be_opened_prevents_startup()
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, OfFiles);
        var refused = await Should.ThrowAsync<StartRefusedException>(() =>
            RunAsync(("Database:ConnectionString", $"Data Source={_folder.FullName}"))
        );

        refused.Message.ShouldContain("Database:ConnectionString");
    }

    [Fact]
    public async Task A_file_that_is_not_a_database_prevents_startup()
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, OfFiles);
        var file = Path.Combine(_folder.FullName, "letter.db");
        await File.WriteAllTextAsync(file, new string('x', 5000));

        await Should.ThrowAsync<StartRefusedException>(() => RunAsync(("Database:ConnectionString", $"Data Source={file}")));
    }

    [Fact]
    public async Task A_database_of_another_initial_migration_prevents_startup()
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, OfFiles);
        var file = Path.Combine(_folder.FullName, "foreign.db");
        await using (var connection = new SqliteConnection($"Data Source={file}"))
        {
            connection.Open();
            var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE __EFMigrationsHistory (MigrationId TEXT PRIMARY KEY, ProductVersion TEXT NOT NULL);
                INSERT INTO __EFMigrationsHistory VALUES ('20200101000000_Other', '10.0.0');
                """;
            command.ExecuteNonQuery();
        }

        (
            await Should.ThrowAsync<StartRefusedException>(() => RunAsync(("Database:ConnectionString", $"Data Source={file}")))
        ).Message.ShouldContain("20200101000000_Other");
    }

    [Theory]
    [InlineData("Cors:AllowedOrigins:0", "https://plans.example.com/app", "Cors:AllowedOrigins")]
    [InlineData("Telemetry:OtlpEndpoint", "collector", "Telemetry:OtlpEndpoint")]
    public async Task An_invalid_address_prevents_startup(string key, string value, string named)
    {
        (await Should.ThrowAsync<StartRefusedException>(() => RunAsync((key, value)))).Message.ShouldContain(named);
    }

    [Theory]
    [InlineData("Database:MaxBatchSize", "0", "Database:MaxBatchSize is \"0\". Use a whole number from 1 to 1000.")]
    [InlineData("Database:RetrySeconds", "0", "Database:RetrySeconds is \"0\". Use a whole number from 1 to 3600.")]
    [InlineData("Database:CommandTimeoutSeconds", "-1", "Database:CommandTimeoutSeconds is \"-1\". Use a whole number from 1 to 3600.")]
    [InlineData("Database:MigrateOnStart", "yes", "Database:MigrateOnStart is \"yes\". Use true or false.")]
    [InlineData("RateLimits:Burst", "0", "RateLimits:Burst is \"0\". Use a whole number from 1 to 2147483647.")]
    [InlineData("RateLimits:PerMinute", "lots", "RateLimits:PerMinute is \"lots\". Use a whole number from 1 to 2147483647.")]
    [InlineData("Retention:ChangesDays", "-1", "Retention:ChangesDays is \"-1\". Use a whole number from 1 to 36600.")]
    [InlineData("Shutdown:DrainSeconds", "-1", "Shutdown:DrainSeconds is \"-1\". Use a number from 0 to 600.")]
    [InlineData("Telemetry:OtlpProtocol", "smoke", "Telemetry:OtlpProtocol is \"smoke\". Use Grpc or HttpProtobuf.")]
    [InlineData("SampleData:Enabled", "1", "SampleData:Enabled is \"1\". Use true or false.")]
    [InlineData(
        "Logging:LogLevel:Default",
        "Loud",
        "Logging:LogLevel:Default is \"Loud\". Use Trace, Debug, Information, Warning, Error, Critical or None."
    )]
    [InlineData(
        "Logging:Console:FormatterName",
        "xml",
        "Logging:Console:FormatterName is \"xml\". Use text, json-lines, simple, json or systemd."
    )]
    [InlineData("RateLimit:PerMinute", "5", "RateLimit:PerMinute is not a setting. Did you mean RateLimits:PerMinute?")]
    [InlineData("Database:Providr", "Sqlite", "Database:Providr is not a setting. Did you mean Database:Provider?")]
    [InlineData("Security:Key", "x", "Security:Key is not a setting. docs/configuration.md lists all settings.")]
    [InlineData("Shop:Name", "x", "Shop:Name is not a setting. docs/configuration.md lists all settings.")]
    [InlineData("Security:PreviousKeys", "x", "Security:PreviousKeys cannot have a value itself. Set Security:PreviousKeys:0.")]
    [InlineData(
        "Authentication:Jwt:RoleMap:staff:Roles",
        "Viewer",
        "Authentication:Jwt:RoleMap:staff:Roles cannot have a value itself. Set Authentication:Jwt:RoleMap:staff:Roles:0."
    )]
    [InlineData(
        "Database:ConnectionString",
        "data/marketing.db",
        "Database:ConnectionString is malformed. Set a connection string for SQLite, such as Data Source=data/marketing.db."
    )]
    [InlineData(
        "Database:MigrationConnectionString",
        "nonsense",
        "Database:MigrationConnectionString is malformed. Set a connection string for the same engine, or leave it out."
    )]
    [InlineData(
        "urls",
        "nonsense",
        "The service cannot listen: Invalid url: 'nonsense'. Set another address with ASPNETCORE_URLS or --urls, or stop the process that uses this one."
    )]
    [InlineData("http_ports", "abc", "http_ports is \"abc\". Use port numbers, separated by semicolons.")]
    [InlineData(
        "urls",
        "http://127.0.0.1:99999",
        "The service cannot listen: ports are numbers from 0 to 65535. Set another address with ASPNETCORE_URLS or --urls, or stop the process that uses this one."
    )]
    [InlineData("contentRoot", "/no/such/folder", "The folder /no/such/folder/ does not exist. Check the setting contentRoot.")]
    public async Task A_wrong_setting_is_refused_in_one_line(string key, string value, string message)
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, OfFiles);

        var (exitCode, error) = await ServeAsync($"--{key}={value}");

        error.ShouldBe(message + Environment.NewLine);
        exitCode.ShouldBe(StartRefusal.ExitCode);
    }

    [Fact]
    public void Every_setting_is_documented()
    {
        var documented = Conventions.SourceTree.Read("docs/configuration.md");

        KnownSettings
            .All.Select(setting => setting.Path)
            .Select(path => path.EndsWith(":*", StringComparison.Ordinal) ? path[..^2] : path)
            .Select(path => path.Replace("*", "{value}", StringComparison.Ordinal))
            .Where(path => !documented.Contains($"`{path}`", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("SHOP:NAME")]
    [InlineData(":COMPILER")]
    [InlineData("CODE:PATH")]
    [InlineData("DATABASE")]
    [InlineData("LOGGING_LEVEL")]
    [InlineData("ConnectionStrings:Other")]
    [InlineData("Kestrel:Limits:MaxConcurrentConnections")]
    public void A_variable_of_another_program_is_not_mistaken_for_a_setting(string name)
    {
        Should.NotThrow(() => CheckVariable(name));
    }

    [Theory]
    [InlineData("RateLimit:PerMinute", "RateLimit:PerMinute is not a setting. Did you mean RateLimits:PerMinute?")]
    [InlineData("RATELIMITS:PERMINUT", "RATELIMITS:PERMINUT is not a setting. Did you mean RateLimits:PerMinute?")]
    [InlineData("Database_Provider", "Database_Provider is not a setting. Did you mean Database__Provider?")]
    public void A_mistyped_variable_is_refused(string name, string message)
    {
        Should.Throw<StartRefusedException>(() => CheckVariable(name)).Message.ShouldBe(message);
    }

    [Fact]
    public async Task A_port_in_use_is_refused_in_one_line()
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, OfFiles);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var (exitCode, error) = await ServeAsync($"--urls=http://{other.LocalEndpoint}");

        error.ShouldStartWith(
            $"The service cannot listen: Failed to bind to address http://{other.LocalEndpoint}: address already in use. "
        );
        error.Trim().ShouldNotContain('\n');
        exitCode.ShouldBe(StartRefusal.ExitCode);
    }

    [Theory]
    [InlineData("--Database:Provider=Oracle", "Database:Provider is \"Oracle\". Use Sqlite or SqlServer.")]
    [InlineData("--Database:Provider=7", "Database:Provider is \"7\". Use Sqlite or SqlServer.")]
    [InlineData("--Database:Provider=", "Database:Provider \"\" is not supported. Use Sqlite or SqlServer.")]
    [InlineData("--Database:Provider=SqlServer", SqlServerNeedsConnection)]
    [InlineData("--Database:Provider=SqlServer --Database:ConnectionString=nonsense", SqlServerNeedsConnection)]
    [InlineData("--Database:Provider=SqlServer --Database:ConnectionString=Server=db;Colour=red", SqlServerNeedsConnection)]
    public async Task An_unusable_database_setting_is_refused_in_one_line(string settings, string message)
    {
        foreach (var command in new[] { "", " --migrate" })
        {
            await using var error = new StringWriter();
            string[] args = ["--environment=Production", $"--Security:MasterKey={Key}", .. (settings + command).Split(' ')];

            (await StartRefusal.GuardAsync(() => Service.RunAsync(args), error)).ShouldBe(StartRefusal.ExitCode);

            error.ToString().ShouldBe(message + Environment.NewLine);
        }
    }

    [Theory]
    [InlineData("Encrypt=False", true)]
    [InlineData("Encrypt=Optional", true)]
    [InlineData("Encrypt=True", false)]
    [InlineData("Encrypt=Strict", false)]
    [InlineData("TrustServerCertificate=True", false)]
    public async Task A_connection_without_encryption_logs_a_warning(string encryption, bool warned)
    {
        var log = new Lines();
        await using var database = await TestDatabase.CreateEmptyAsync();
        await using var process = Engines.MigrationTests.Process(
            database,
            log,
            ("Database:Provider", "SqlServer"),
            ("Database:ConnectionString", $"Server=127.0.0.1,1;Connect Timeout=1;{encryption}")
        );
        var startup = process.GetRequiredService<StartupWork>();

        await startup.StartingAsync(default);
        await Wait.UntilAsync(() => log.All.Any(line => line.Text.Contains("Not ready", StringComparison.Ordinal)));
        await startup.StopAsync(default);

        log.All.ShouldContain(line => line.Text.StartsWith("The database does not respond: error ", StringComparison.Ordinal));
        log.All.Any(line => line.Level == LogLevel.Warning && line.Text.Contains("Encrypt is off", StringComparison.Ordinal))
            .ShouldBe(warned);
    }

    [Fact]
    public void The_framework_writes_no_key_ring_to_the_home_folder()
    {
        var starters = Service.CreateBuilder([]).Services.Where(service => service.ServiceType == typeof(IHostedService)).ToList();

        starters.Count.ShouldBeGreaterThan(2);
        starters.ShouldAllBe(starter =>
            starter.ImplementationType == null || starter.ImplementationType.Assembly != typeof(DataProtectionOptions).Assembly
        );
    }

    [Fact]
    public async Task A_failed_start_ends_the_program_with_its_exit_code()
    {
        (await StartRefusal.GuardAsync(() => throw new StartRefusedException("Do this."), TextWriter.Null)).ShouldBe(78);
        (await StartRefusal.GuardAsync(() => Task.FromResult(3), TextWriter.Null)).ShouldBe(3);
    }

    private static void CheckVariable(string name)
    {
        using var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>(name, "1")]);
        SettingsCheck.Run(configuration);
    }

    private async Task<(int ExitCode, string Error)> ServeAsync(string setting)
    {
        await using var error = new StringWriter();
        string[] args =
        [
            "--environment=Production",
            $"--Security:MasterKey={Key}",
            "--urls=http://127.0.0.1:0",
            $"--Database:ConnectionString=Data Source={Path.Combine(_folder.FullName, "served.db")}",
            "--Logging:LogLevel:Marketing=None",
            setting,
        ];
        var exitCode = await StartRefusal.GuardAsync(() => Service.RunAsync(args), error).WaitAsync(StartWait.Longest);
        return (exitCode, error.ToString());
    }

    private async Task<int> RunAsync((string Key, string? Value) setting)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Database:ConnectionString"] = $"Data Source={Path.Combine(_folder.FullName, "fine.db")}",
                ["Security:MasterKey"] = Key,
            }
        );
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { [setting.Key] = setting.Value });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddApplication(null);
        builder.Services.AddInfrastructure(builder.Configuration);
        builder.Services.AddHosting(builder.Configuration, builder.Environment);
        await using var app = builder.Build();
        return await app.RunServiceAsync(_ => { });
    }
}
