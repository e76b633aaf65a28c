using Marketing.Api.Hosting;
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
    [InlineData("RateLimits:Burst", "0", "RateLimits")]
    [InlineData("Retention:ChangesDays", "-1", "Retention")]
    [InlineData("Cors:AllowedOrigins:0", "https://plans.example.com/app", "Cors:AllowedOrigins")]
    [InlineData("Telemetry:OtlpEndpoint", "collector", "Telemetry:OtlpEndpoint")]
    [InlineData("Database:RetrySeconds", "0", "RetrySeconds")]
    [InlineData("Database:CommandTimeoutSeconds", "-1", "CommandTimeoutSeconds")]
    [InlineData("Database:MaxBatchSize", "0", "MaxBatchSize")]
    public async Task An_invalid_setting_prevents_startup(string key, string value, string named)
    {
        (await Should.ThrowAsync<StartRefusedException>(() => RunAsync((key, value)))).Message.ShouldContain(named);
    }

    [Theory]
    [InlineData("--Database:Provider=Oracle", "Database:Provider \"Oracle\" is not supported. Use Sqlite or SqlServer.")]
    [InlineData("--Database:Provider=7", "Database:Provider \"7\" is not supported. Use Sqlite or SqlServer.")]
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

    private async Task<int> RunAsync((string Key, string? Value) setting)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["Database:ConnectionString"] = $"Data Source={Path.Combine(_folder.FullName, "fine.db")}" }
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
