using Marketing.Api.Hosting.CommandLine;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Startup;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Hosting;

/// <summary>Maintenance by command line.</summary>
public sealed class MaintenanceTests : IAsyncLifetime
{
    private const string OwnBackups = "SQL Server has its own backups.";

    private readonly BackgroundStore _store = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("marketing-backup-");

    private string Source => _store.Database.Name;

    private string Copy => Path.Combine(_folder.FullName, "copy.db");

    public ValueTask InitializeAsync() => _store.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_backup_during_writes_is_intact_and_contains_all_earlier_commits()
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, OwnBackups);
        var process = await _store.ProcessAsync();
        Run(Source, "CREATE TABLE Pairs (Id INTEGER PRIMARY KEY, Twin INTEGER NOT NULL, Filler TEXT NOT NULL)");
        using var stop = new CancellationTokenSource();
        var committed = 0L;
        var writers = Enumerable.Range(0, 2).Select(_ => Task.Run(() => Write(stop.Token, ref committed))).ToArray();
        await Wait.UntilAsync(() => Interlocked.Read(ref committed) > 200);

        var before = Interlocked.Read(ref committed);
        var backup = await CommandRun.RunAsync(process, "backup", "--to", Copy);
        await Task.Delay(100);
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        backup.ExitCode.ShouldBe(ExitCodes.Succeeded, backup.Error);
        Interlocked.Read(ref committed).ShouldBeGreaterThan(before);
        Scalar(Copy, "PRAGMA integrity_check").ShouldBe("ok");
        var rows = (long)Scalar(Copy, "SELECT COUNT(*) FROM Pairs")!;
        rows.ShouldBeGreaterThanOrEqualTo(before * 2);
        (rows % 2).ShouldBe(0);
        Scalar(Copy, "SELECT COUNT(*) FROM Pairs a WHERE NOT EXISTS (SELECT 1 FROM Pairs b WHERE b.Id = a.Twin)").ShouldBe(0L);
        Scalar(Copy, "SELECT COUNT(*) FROM sqlite_master").ShouldBe(Scalar(Source, "SELECT COUNT(*) FROM sqlite_master"));
        Directory.GetFiles(_folder.FullName, "copy.db*").ShouldBe([Copy]);
    }

    [Fact]
    public async Task A_backup_never_overwrites_a_file_and_only_its_owner_can_read_it()
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, OwnBackups);
        var process = await _store.ProcessAsync();
        (await CommandRun.RunAsync(process, "backup", "--to", Copy)).ExitCode.ShouldBe(ExitCodes.Succeeded);
        var bytes = await File.ReadAllBytesAsync(Copy);

        (await CommandRun.RunAsync(process, "backup", "--to", Copy)).ExitCode.ShouldBe(ExitCodes.Failed);
        var missing = Path.Combine(_folder.FullName, "no/such/folder/copy.db");
        (await CommandRun.RunAsync(process, "backup", "--to", missing)).ExitCode.ShouldBe(ExitCodes.Failed);

        (await File.ReadAllBytesAsync(Copy)).ShouldBe(bytes);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Copy).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task A_new_epoch_reaches_every_workspace()
    {
        var process = await _store.ProcessAsync();
        var now = _store.Clock.GetUtcNow().UtcDateTime;
        await BackgroundStore.FillFeedAsync(process, EntityId.New<WorkspaceId>(), [now]);
        await BackgroundStore.FillFeedAsync(process, EntityId.New<WorkspaceId>(), [now]);
        var before = await EpochsAsync(process);

        (await CommandRun.RunAsync(process, "new-epoch")).ExitCode.ShouldBe(ExitCodes.Succeeded);

        var after = await EpochsAsync(process);
        after.Count.ShouldBe(2);
        after.ShouldNotContain(Guid.Empty);
        after.Intersect(before).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_migrate_command_leaves_no_pending_migration_and_no_lease()
    {
        var process = await _store.ProcessAsync();

        (await CommandRun.RunAsync(process, "--migrate")).ExitCode.ShouldBe(ExitCodes.Succeeded);

        (await process.GetRequiredService<DatabaseStartup>().WhyNotReadyAsync(default)).ShouldBeNull();
        (await BackgroundStore.ReadAsync(process, db => db.Leases.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_migration_into_a_folder_that_cannot_exist_is_refused_at_once()
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, "A file of the embedded engine.");
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "");
        var path = Path.Combine(file, "marketing.db");
        await using var process = Engines.MigrationTests.Process(
            _store.Database,
            null,
            ("Database:ConnectionString", $"Data Source={path}")
        );

        var refused = await CommandRun.RunAsync(process, "--migrate").WaitAsync(TimeSpan.FromSeconds(20));

        refused.ExitCode.ShouldBe(StartRefusal.ExitCode);
        refused.Error.ShouldStartWith($"The database file {path} cannot be opened or written.");
    }

    [Fact]
    public async Task A_migration_of_a_file_that_is_no_database_is_refused_at_once()
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, "A file of the embedded engine.");
        await File.WriteAllTextAsync(Copy, new string('x', 5000));
        await using var process = Engines.MigrationTests.Process(
            _store.Database,
            null,
            ("Database:ConnectionString", $"Data Source={Copy}")
        );

        var refused = await CommandRun.RunAsync(process, "--migrate").WaitAsync(TimeSpan.FromSeconds(20));

        refused.ExitCode.ShouldBe(StartRefusal.ExitCode);
        refused.Error.ShouldContain("is damaged or is not a database");
    }

    [Fact]
    public async Task The_service_does_not_keep_the_connection_of_the_migration()
    {
        await using var owners = await TestDatabase.CreateAsync();
        var process = await _store.ProcessAsync(("Database:MigrationConnectionString", owners.ConnectionString));

        await process.GetRequiredService<DatabaseStartup>().MigrateAsync(default);

        for (var i = 0; i < 3; i++)
        {
            (await BackgroundStore.ReadAsync(process, db => Task.FromResult(db.Database.GetConnectionString())))!.ShouldContain(Source);
        }
    }

    private static Task<List<Guid>> EpochsAsync(IServiceProvider process) =>
        BackgroundStore.ReadAsync(process, db => db.ChangeCounters.IgnoreQueryFilters().Select(counter => counter.Epoch).ToListAsync());

    private void Write(CancellationToken ct, ref long committed)
    {
        using var connection = Open(Source);
        while (!ct.IsCancellationRequested)
        {
            using var transaction = connection.BeginTransaction();
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = """
                INSERT INTO Pairs (Twin, Filler) SELECT COALESCE(MAX(Id), 0) + 2, hex(randomblob(200)) FROM Pairs;
                INSERT INTO Pairs (Twin, Filler) SELECT MAX(Id), hex(randomblob(200)) FROM Pairs;
                """;
            command.ExecuteNonQuery();
            transaction.Commit();
            Interlocked.Increment(ref committed);
        }
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(string file, string sql)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(string file, string sql)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
