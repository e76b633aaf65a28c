using Marketing.Api.Tests.Engines;
using Marketing.Api.Tests.Support;
using Marketing.Infrastructure.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Respawn;
using Respawn.Graph;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Conventions;

/// <summary>Behaviour of Respawn that the fixtures rely on.</summary>
public sealed class DatabaseResetTests : IAsyncDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:;Foreign Keys=True");

    public DatabaseResetTests() => _connection.Open();

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    [Fact]
    public async Task Children_are_deleted_before_their_parents_while_foreign_keys_are_enforced()
    {
        Run(
            """
            CREATE TABLE Alpha (Id INTEGER PRIMARY KEY);
            CREATE TABLE Beta (Id INTEGER PRIMARY KEY, AlphaId INTEGER NOT NULL REFERENCES Alpha (Id) ON DELETE RESTRICT);
            CREATE TABLE Aaron (Id INTEGER PRIMARY KEY, BetaId INTEGER NOT NULL REFERENCES Beta (Id) ON DELETE RESTRICT);
            INSERT INTO Alpha VALUES (1); INSERT INTO Beta VALUES (1, 1); INSERT INTO Aaron VALUES (1, 1);
            """
        );

        await ResetAsync(new RespawnerOptions { DbAdapter = DbAdapter.Sqlite });

        Rows("Alpha").ShouldBe(0);
        Rows("Beta").ShouldBe(0);
        Rows("Aaron").ShouldBe(0);
        Scalar("PRAGMA foreign_keys").ShouldBe(1);
    }

    [Fact]
    public async Task A_table_can_reference_itself()
    {
        Run(
            """
            CREATE TABLE Node (Id INTEGER PRIMARY KEY, ParentId INTEGER REFERENCES Node (Id));
            INSERT INTO Node VALUES (1, NULL), (2, 1), (3, 2);
            """
        );

        await ResetAsync(new RespawnerOptions { DbAdapter = DbAdapter.Sqlite });

        Rows("Node").ShouldBe(0);
    }

    [Fact]
    public async Task A_cycle_is_emptied_over_a_connection_that_does_not_enforce_foreign_keys()
    {
        Run(
            """
            PRAGMA foreign_keys = OFF;
            CREATE TABLE Head (Id INTEGER PRIMARY KEY, CurrentId INTEGER REFERENCES Version (Id));
            CREATE TABLE Version (Id INTEGER PRIMARY KEY, HeadId INTEGER NOT NULL REFERENCES Head (Id));
            INSERT INTO Head VALUES (1, 7); INSERT INTO Version VALUES (7, 1);
            """
        );

        await ResetAsync(new RespawnerOptions { DbAdapter = DbAdapter.Sqlite });

        Rows("Head").ShouldBe(0);
        Rows("Version").ShouldBe(0);
    }

    [Fact]
    public async Task Ignored_tables_keep_their_rows()
    {
        Run(
            """
            CREATE TABLE Kept (Id INTEGER PRIMARY KEY); CREATE TABLE Emptied (Id INTEGER PRIMARY KEY);
            INSERT INTO Kept VALUES (1); INSERT INTO Emptied VALUES (1);
            """
        );

        await ResetAsync(new RespawnerOptions { DbAdapter = DbAdapter.Sqlite, TablesToIgnore = ["Kept"] });

        Rows("Kept").ShouldBe(1);
        Rows("Emptied").ShouldBe(0);
    }

    [Fact]
    public async Task A_delete_statement_can_be_replaced()
    {
        Run("CREATE TABLE Partly (Id INTEGER PRIMARY KEY); INSERT INTO Partly VALUES (1), (2), (3);");

        await ResetAsync(
            new RespawnerOptions
            {
                DbAdapter = DbAdapter.Sqlite,
                FormatDeleteStatement = table => $"DELETE FROM {table.Name} WHERE Id > 1;",
            }
        );

        Rows("Partly").ShouldBe(1);
    }

    /// <summary>The catalogue of a compatible server: names in lower case, without foreign keys.</summary>
    [Fact]
    public async Task On_a_server_children_are_deleted_first_whatever_its_catalogue_says()
    {
        using var db = new SqlServerMarketingDbContext(SilentServer.Options());
        var entities = db.Model.GetEntityTypes().ToList();
        Run(
            """
            ATTACH ':memory:' AS sys;
            CREATE TABLE sys.schemas (schema_id, name); INSERT INTO sys.schemas VALUES (1, 'dbo');
            CREATE TABLE sys.tables (object_id, schema_id, name);
            CREATE TABLE sys.objects (object_id, schema_id, name);
            CREATE TABLE sys.foreign_keys (name, parent_object_id, referenced_object_id);
            """
        );
        foreach (
            var (i, table) in entities
                .OrderByDescending(entity => entity.GetReferencingForeignKeys().Count())
                .Select(entity => entity.GetTableName()!)
                .Append("__EFMigrationsHistory")
                .Index()
        )
        {
            Run($"INSERT INTO sys.tables VALUES ({i}, 1, '{table.ToLowerInvariant()}')");
        }

        var sql = (await Respawner.CreateAsync(_connection, ServerReset.Options)).DeleteSql!;

        SqlServerRules.Check(sql, parameters: 0);
        var statements = sql.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList();
        statements
            .Distinct()
            .ShouldBe(entities.Select(entity => entity.GetTableName()!).Except(ServerReset.KeptTables).Select(Emptying), ignoreOrder: true);
        foreach (var key in entities.SelectMany(entity => entity.GetForeignKeys()))
        {
            statements
                .IndexOf(Emptying(key.DeclaringEntityType.GetTableName()!))
                .ShouldBeLessThanOrEqualTo(statements.IndexOf(Emptying(key.PrincipalEntityType.GetTableName()!)));
        }
    }

    private static string Emptying(string table) => $"DELETE FROM [{table}]";

    private async Task ResetAsync(RespawnerOptions options)
    {
        var respawner = await Respawner.CreateAsync(_connection, options);
        await respawner.ResetAsync(_connection);
    }

    private long Rows(string table) => Scalar($"SELECT COUNT(*) FROM {table}");

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private long Scalar(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
