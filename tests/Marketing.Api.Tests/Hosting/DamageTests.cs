using Marketing.Api.Tests.Support;
using Marketing.Infrastructure.Startup;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketing.Api.Tests.Hosting;

/// <summary>Damage in the file of an embedded database is found and named.</summary>
public sealed class DamageTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, "A file of the embedded engine.");
        _database = await TestDatabase.CreateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [Fact]
    public async Task Damage_that_no_request_has_met_is_found_after_the_start()
    {
        await DamageAsync("IX_Segments_WorkspaceId_NameKey");
        var log = new Lines();
        await using var process = Engines.MigrationTests.Process(_database, log);
        var database = process.GetRequiredService<DatabaseStartup>();

        await process.GetRequiredService<StartupWork>().StartingAsync(default);
        await Wait.UntilAsync(() => log.All.Any(line => line.Level == LogLevel.Error));

        (await database.WhyNotReadyAsync(default)).ShouldBe("The database is damaged.");
        log.All.ShouldContain(line => line.Text.StartsWith("The database is damaged: ", StringComparison.Ordinal));
        log.All.ShouldAllBe(line => !line.Text.Contains("busy", StringComparison.Ordinal));
        await process.GetRequiredService<StartupWork>().StopAsync(default);
    }

    [Fact]
    public async Task Damage_that_readiness_meets_is_named()
    {
        var log = new Lines();
        await using var process = Engines.MigrationTests.Process(_database, log);
        var database = process.GetRequiredService<DatabaseStartup>();
        (await database.WhyNotReadyAsync(default)).ShouldBeNull();
        await DamageAsync("ChangeCounters");

        (await database.WhyNotReadyAsync(default)).ShouldBe("The database is damaged.");
        log.All.ShouldContain(line => line.Level == LogLevel.Error);
    }

    [Fact]
    public async Task An_intact_file_is_found_intact()
    {
        var log = new Lines();
        await using var process = Engines.MigrationTests.Process(_database, log);

        process.GetRequiredService<SqliteCheck>().Check(default);

        (await process.GetRequiredService<DatabaseStartup>().WhyNotReadyAsync(default)).ShouldBeNull();
        log.All.ShouldAllBe(line => line.Level < LogLevel.Warning);
    }

    /// <summary>Overwrites the first page of a table or index.</summary>
    private async Task DamageAsync(string name)
    {
        var rows = await _database.QueryAsync($"SELECT rootpage FROM sqlite_master WHERE name = '{name}'");
        var size = (long)(await _database.QueryAsync("PRAGMA page_size"))[0][0]!;
        SqliteConnection.ClearAllPools();
        await using var file = File.OpenWrite(_database.Name);
        file.Position = ((long)rows[0][0]! - 1) * size;
        await file.WriteAsync(Enumerable.Repeat((byte)0xAB, (int)size).ToArray());
    }
}
