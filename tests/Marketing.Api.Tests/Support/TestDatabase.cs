using System.Collections.Concurrent;
using System.Data.Common;
using System.Text;
using Marketing.Infrastructure.Persistence;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Respawn;
using Respawn.Graph;

namespace Marketing.Api.Tests.Support;

/// <summary>
/// A migrated database of its own: a copy of one SQLite template, or, where MARKETING_TEST_SQLSERVER holds a connection
/// string, a database on that server. Emptied between tests by Respawn. Making one on a server takes seconds, so those
/// are used again by later tests, and dropped at the end of the run.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const int InUse = 3702;
    private static readonly TimeSpan MigrationTime = TimeSpan.FromMinutes(3);
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);
    private static readonly string? Server = Environment.GetEnvironmentVariable("MARKETING_TEST_SQLSERVER");
    private static readonly ConcurrentBag<string> Free = [];

    /// <summary>
    /// A server makes one database at a time: each is a copy of its model, which it locks. One migration at a time as well:
    /// a relative of SQL Server may keep all its databases in one, so that they share the lock of the migration.
    /// </summary>
    private static readonly SemaphoreSlim Making = new(1, 1);

    /// <summary>A server that cannot be reached is waited for once, not by every test.</summary>
    private static readonly Lazy<Task> Reached = new(ReachAsync);

    private static readonly Lazy<Task<bool>> Compatible = new(AskIfCompatibleAsync);

    private readonly string _folder;
    private Respawner? _respawner;
    private bool _spoiled;

    private TestDatabase(DatabaseProvider provider, string connectionString, string folder) =>
        (Provider, ConnectionString, _folder) = (provider, connectionString, folder);

    /// <summary>Statements per round trip where MARKETING_TEST_BATCHSIZE sets them: 1 for relatives of SQL Server without MERGE.</summary>
    public static string? BatchSize { get; } =
        Environment.GetEnvironmentVariable("MARKETING_TEST_BATCHSIZE") is { Length: > 0 } size ? size : null;

    public static bool OnSqlServer => !string.IsNullOrEmpty(Server);

    /// <summary>Whether the tests run on a server that only speaks SQL Server's language.</summary>
    public static Task<bool> IsCompatibleAsync() => OnSqlServer ? Compatible.Value : Task.FromResult(false);

    public DatabaseProvider Provider { get; }

    public string ConnectionString { get; }

    /// <summary>The file of an embedded database, the name of one on a server.</summary>
    public string Name =>
        Provider == DatabaseProvider.Sqlite
            ? new SqliteConnectionStringBuilder(ConnectionString).DataSource
            : new SqlConnectionStringBuilder(ConnectionString).InitialCatalog;

    /// <summary>The configuration of a service that works on it.</summary>
    public Dictionary<string, string?> Settings
    {
        get
        {
            var settings = new Dictionary<string, string?>
            {
                ["Database:Provider"] = Provider.ToString(),
                ["Database:ConnectionString"] = ConnectionString,
            };
            if (BatchSize is not null)
            {
                settings["Database:MaxBatchSize"] = BatchSize;
            }

            return settings;
        }
    }

    public static async Task<TestDatabase> CreateAsync()
    {
        if (OnSqlServer)
        {
            if (Free.TryTake(out var used))
            {
                var again = OnServer(used);
                await again.ResetAsync();
                return again;
            }

            var made = await CreateEmptyAsync();
            await MigrateAsync(made);
            made._spoiled = false;
            return made;
        }

        var folder = Directory.CreateTempSubdirectory("marketing-test-").FullName;
        var file = Path.Combine(folder, "test.db");
        File.Copy(await Template.Value, file);
        return Embedded(file, folder);
    }

    /// <summary>A database in which nothing is, not even a schema; embedded, its file and folder are not there yet.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync()
    {
        if (!OnSqlServer)
        {
            var folder = Directory.CreateTempSubdirectory("marketing-test-").FullName;
            return Embedded(Path.Combine(folder, "later", "test.db"), folder);
        }

        await Reached.Value;

        // Short, since relatives of SQL Server make longer names of it for schemas and roles.
        var name = $"marketing_test_{Guid.NewGuid():N}"[..31];
        await Making.WaitAsync();
        try
        {
            await RunAsync(new SqlConnection(Server), $"CREATE DATABASE [{name}]");
        }
        catch (SqlException failure)
        {
            throw new InvalidOperationException(
                $"No database can be made on the server of MARKETING_TEST_SQLSERVER: error {failure.Number}, {failure.Message}",
                failure
            );
        }
        finally
        {
            Making.Release();
        }

        var database = OnServer(name);
        database.Spoil();
        return database;
    }

    /// <summary>Drops what was made on a server, and removes the template.</summary>
    internal static async Task DropAllAsync()
    {
        if (Template.IsValueCreated)
        {
            Directory.Delete(Path.GetDirectoryName(await Template.Value)!, recursive: true);
        }

        while (Free.TryTake(out var name))
        {
            await DropAsync(OnServer(name));
        }
    }

    /// <summary>Says that the schema is not what the migrations make, so that no other test gets it.</summary>
    public void Spoil() => _spoiled = true;

    /// <summary>Empties every table but the record of migrations and those whose rows are kept forever.</summary>
    public async Task ResetAsync()
    {
        await using DbConnection connection =
            Provider == DatabaseProvider.Sqlite
                ? new SqliteConnection(
                    new SqliteConnectionStringBuilder(ConnectionString) { ForeignKeys = false, DefaultTimeout = 10 }.ToString()
                )
                : new SqlConnection(ConnectionString);
        await connection.OpenAsync();
        _respawner ??= await Respawner.CreateAsync(
            connection,
            Provider == DatabaseProvider.SqlServer
                ? ServerReset.Options
                : new RespawnerOptions
                {
                    DbAdapter = DbAdapter.Sqlite,
                    TablesToIgnore =
                    [
                        new Table("__EFMigrationsHistory"),
                        new Table("__EFMigrationsLock"),
                        .. ServerReset.KeptTables.Select(table => new Table(table)),
                    ],
                }
        );
        try
        {
            await _respawner.ResetAsync(connection);
        }
        catch (SqlException failure)
        {
            throw new InvalidOperationException(
                $"{Name} was not emptied: error {failure.Number}, {failure.Message} The statements: {_respawner.DeleteSql}",
                failure
            );
        }
    }

    /// <summary>A context of its engine, outside of any service.</summary>
    internal MarketingDbContext Context()
    {
        var options = new DatabaseOptions { Provider = Provider, ConnectionString = ConnectionString };
        if (Provider == DatabaseProvider.Sqlite)
        {
            var sqlite = new DbContextOptionsBuilder<SqliteMarketingDbContext>();
            PersistenceSetup.UseSqlite(sqlite, options);
            return new SqliteMarketingDbContext(sqlite.Options);
        }

        var server = new DbContextOptionsBuilder<SqlServerMarketingDbContext>();
        PersistenceSetup.UseSqlServer(server, options);
        return new SqlServerMarketingDbContext(server.Options);
    }

    /// <summary>A connection beside the service's own.</summary>
    public async Task<DbConnection> OpenAsync()
    {
        DbConnection connection =
            Provider == DatabaseProvider.Sqlite
                ? new SqliteConnection(ConnectionString + ";Pooling=False")
                : new SqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>The rows that a statement answers.</summary>
    public async Task<List<object?[]>> QueryAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            var row = new object?[reader.FieldCount];
            reader.GetValues(row!);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>The first column of every row that a statement finds, as text.</summary>
    public async Task<IReadOnlyList<string>> ReadTextsAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
        {
            texts.Add(
                reader.GetValue(0) switch
                {
                    byte[] bytes => Encoding.UTF8.GetString(bytes),
                    var value => value.ToString() ?? "",
                }
            );
        }

        return texts;
    }

    /// <summary>An embedded database finds no damage in its file. A server keeps its files itself.</summary>
    public async Task ShouldBeIntactAsync()
    {
        if (Provider == DatabaseProvider.Sqlite)
        {
            (await QueryAsync("PRAGMA integrity_check")).ShouldHaveSingleItem()[0].ShouldBe("ok");
        }
    }

    /// <summary>The names of all tables.</summary>
    public Task<IReadOnlyList<string>> TablesAsync() =>
        ReadTextsAsync(
            Provider == DatabaseProvider.Sqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                : "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA = 'dbo'"
        );

    /// <summary>Whether the files of an SQLite database hold a text anywhere, free pages and the log of writes included.</summary>
    public bool HoldsInPlain(string text)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        return Directory
            .GetFiles(_folder)
            .Any(file =>
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                return bytes.AsSpan().IndexOf(wanted) >= 0;
            });
    }

    public async ValueTask DisposeAsync()
    {
        if (Provider == DatabaseProvider.Sqlite)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }
        else if (_spoiled)
        {
            await DropAsync(this);
        }
        else
        {
            Free.Add(Name);
        }
    }

    private static TestDatabase Embedded(string file, string folder) => new(DatabaseProvider.Sqlite, $"Data Source={file}", folder);

    private static TestDatabase OnServer(string name) =>
        new(DatabaseProvider.SqlServer, new SqlConnectionStringBuilder(Server) { InitialCatalog = name }.ToString(), "");

    private static async Task ReachAsync()
    {
        var builder = new SqlConnectionStringBuilder(Server);
        await using var connection = new SqlConnection(Server);
        try
        {
            await connection.OpenAsync();
        }
        catch (SqlException failure)
        {
            throw new InvalidOperationException(
                $"MARKETING_TEST_SQLSERVER names {builder.DataSource}, which cannot be used: error {failure.Number}, {failure.Message}",
                failure
            );
        }
    }

    private static async Task<bool> AskIfCompatibleAsync()
    {
        await using var connection = new SqlConnection(Server);
        await connection.OpenAsync();
        await using var command = new SqlCommand("SELECT SERVERPROPERTY('Babelfish')", connection);
        return await command.ExecuteScalarAsync() is not (null or DBNull);
    }

    private static async Task MigrateAsync(TestDatabase made)
    {
        await using var db = new SqlServerMarketingDbContext(
            new DbContextOptionsBuilder<SqlServerMarketingDbContext>()
                .UseSqlServer(made.ConnectionString, server => server.CommandTimeout((int)MigrationTime.TotalSeconds))
                .AddInterceptors(new FailureTeller())
                .Options
        );
        await Making.WaitAsync();
        try
        {
            await db.Database.MigrateAsync();
        }
        finally
        {
            Making.Release();
        }
    }

    /// <summary>
    /// Sessions whose connections were closed just now hold a database a little longer. One that cannot be dropped stays:
    /// that says nothing about the product.
    /// </summary>
    private static async Task DropAsync(TestDatabase database)
    {
        SqlConnection.ClearAllPools();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await RunAsync(new SqlConnection(Server), $"DROP DATABASE [{database.Name}]");
                return;
            }
            catch (SqlException failure) when (failure.Number == InUse && attempt < 20)
            {
                await Task.Delay(250);
            }
            catch (SqlException failure)
            {
                TestContext.Current.SendDiagnosticMessage(
                    "{0} stays on the server: error {1}, {2}",
                    database.Name,
                    failure.Number,
                    failure.Message
                );
                return;
            }
        }
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("marketing-template-").FullName, "template.db");
        var options = new DbContextOptionsBuilder<SqliteMarketingDbContext>().UseSqlite($"Data Source={file};Pooling=False").Options;
        await using var db = new SqliteMarketingDbContext(options);
        await db.Database.MigrateAsync();
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = DELETE;");
        return file;
    }

    private static async Task RunAsync(SqlConnection connection, string sql)
    {
        await using (connection)
        {
            await connection.OpenAsync();
            await using var command = new SqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}

/// <summary>Says which statement a server has refused: the client's exception does not.</summary>
internal sealed class FailureTeller : DbCommandInterceptor
{
    public override Task CommandFailedAsync(
        DbCommand command,
        CommandErrorEventData eventData,
        CancellationToken cancellationToken = default
    ) =>
        throw new InvalidOperationException(
            $"The server refuses this statement: {eventData.Exception.Message}\n{command.CommandText}",
            eventData.Exception
        );
}

/// <summary>Cleans up after all tests.</summary>
public sealed class DatabasesOfTheRun : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await TestDatabase.DropAllAsync();
}
