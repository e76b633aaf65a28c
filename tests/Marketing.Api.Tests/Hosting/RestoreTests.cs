using System.Net;
using Marketing.Api.Hosting.CommandLine;
using Marketing.Api.Tests.Durability;
using Marketing.Api.Tests.Support;
using Marketing.Infrastructure.Startup;
using Microsoft.Data.Sqlite;

namespace Marketing.Api.Tests.Hosting;

/// <summary>A restore brings back the backup and nothing else, or changes nothing.</summary>
public sealed class RestoreTests : IAsyncLifetime
{
    private readonly BackgroundStore _store = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("marketing-restore-");

    private string Backup => Path.Combine(_folder.FullName, "backup.db");

    private string Source => _store.Database.Name;

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, "SQL Server has its own backups.");
        return _store.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!TestDatabase.OnSqlServer)
        {
            await _store.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task After_a_kill_the_backup_comes_back_and_nothing_that_was_written_later()
    {
        await using var database = await TestDatabase.CreateAsync();
        var key = await MarketingApi.PrepareAsync(database);
        string later;
        await using (var service = await ServiceProcess.StartAsync(database, key))
        {
            await CreatePlanAsync(service, "BEFORE");
            await ServiceProcess.CommandAsync(database, [], "backup", "--to", Backup);
            for (var i = 0; i < 20; i++)
            {
                await CreatePlanAsync(service, $"AFTER-{i}");
            }

            later = (await service.Client.ReadAsync("/v1/changes?start=now")).Text("nextCursor");
            await service.KillAsync();
        }

        File.Exists(database.Name + "-wal").ShouldBeTrue();
        var output = await ServiceProcess.CommandAsync(database, [], "restore", "--from", Backup);

        output.ShouldContain("Restored from ");
        var replaced = Directory.GetFiles(Path.GetDirectoryName(database.Name)!, "*.replaced-*").Select(Path.GetFileName).ToList();
        replaced.Count.ShouldBeGreaterThan(1, "The side files belong to the replaced database.");
        Directory.GetFiles(Path.GetDirectoryName(database.Name)!, Path.GetFileName(database.Name) + "-*").ShouldBeEmpty();
        await using var again = await ServiceProcess.StartAsync(database, key);
        (await again.Client.ReadAsync("/v1/plans")).Each("code").ShouldBe(["BEFORE"]);
        await again.Client.GetAsync($"/v1/changes?cursor={later}").ShouldBeRefusedAsync(HttpStatusCode.Gone, "feed.cursorGone");
        await database.ShouldBeIntactAsync();
    }

    [Fact]
    public async Task A_database_in_use_is_not_replaced()
    {
        var process = await _store.ProcessAsync();
        (await CommandRun.RunAsync(process, "backup", "--to", Backup)).ExitCode.ShouldBe(ExitCodes.Succeeded);
        await using var user = new SqliteConnection($"Data Source={Source};Pooling=False");
        await user.OpenAsync();
        await new SqliteCommand("SELECT COUNT(*) FROM Plans", user).ExecuteScalarAsync();

        var refused = await CommandRun.RunAsync(process, "restore", "--from", Backup);

        refused.ExitCode.ShouldBe(ExitCodes.Failed);
        refused.Error.ShouldContain("is in use. Stop all processes");
        ShouldBeUntouched();
    }

    [Theory]
    [InlineData("damaged", "damaged")]
    [InlineData("text", "is damaged or is not a database")]
    [InlineData("foreign", "is not a backup of this service")]
    [InlineData("missing", "There is no file")]
    [InlineData("itself", "is the database itself")]
    public async Task A_file_that_cannot_be_restored_changes_nothing(string kind, string message)
    {
        var process = await _store.ProcessAsync();
        (await CommandRun.RunAsync(process, "backup", "--to", Backup)).ExitCode.ShouldBe(ExitCodes.Succeeded);
        SqliteConnection.ClearAllPools();
        Spoil(kind);

        var refused = await CommandRun.RunAsync(process, "restore", "--from", kind == "itself" ? Source : Backup);

        refused.ExitCode.ShouldBe(ExitCodes.Failed);
        refused.Error.ShouldContain(message);
        ShouldBeUntouched();
    }

    [Fact]
    public async Task A_backup_that_another_master_key_sealed_is_refused()
    {
        var process = await _store.ProcessAsync();
        await Engines.MasterKeyTests.CheckAsync(process);
        (await CommandRun.RunAsync(process, "backup", "--to", Backup)).ExitCode.ShouldBe(ExitCodes.Succeeded);
        var other = await _store.ProcessAsync(("Security:MasterKey", Engines.MasterKeyTests.KeyOf(7)));
        SqliteConnection.ClearAllPools();

        var refused = await CommandRun.RunAsync(other, "restore", "--from", Backup);

        refused.ExitCode.ShouldBe(StartRefusal.ExitCode);
        refused.Error.ShouldContain("sealed with another master key");
        ShouldBeUntouched();
    }

    private static async Task CreatePlanAsync(ServiceProcess service, string code) =>
        await service
            .Client.PostAsync("/v1/plans", $$"""{"code":"{{code}}","title":"{{code}}","language":"en","currency":"EUR"}""")
            .ShouldBeAsync(HttpStatusCode.Created);

    private void Spoil(string kind)
    {
        switch (kind)
        {
            case "damaged":
                using (var file = File.OpenWrite(Backup))
                {
                    file.Position = file.Length / 2;
                    file.Write([.. Enumerable.Repeat((byte)0xAB, 20_000)]);
                }

                break;
            case "text":
                File.WriteAllText(Backup, new string('x', 5000));
                break;
            case "foreign":
                File.Delete(Backup);
                using (var connection = new SqliteConnection($"Data Source={Backup};Pooling=False"))
                {
                    connection.Open();
                    new SqliteCommand("CREATE TABLE Notes (Id INTEGER)", connection).ExecuteNonQuery();
                }

                break;
            case "missing":
                File.Delete(Backup);
                break;
        }
    }

    private void ShouldBeUntouched()
    {
        File.Exists(Source).ShouldBeTrue();
        Directory.GetFiles(Path.GetDirectoryName(Source)!).ShouldAllBe(file => !file.Contains(".re"));
    }
}
