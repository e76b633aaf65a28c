using System.Runtime.CompilerServices;
using Marketing.Api.Tests.Conventions;
using Marketing.Api.Tests.Support;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Persistence.Sqlite;
using Marketing.Infrastructure.Startup;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Engines;

/// <summary>What a database must contain is written down for each engine and compared at start.</summary>
public sealed class SchemaManifestTests
{
    private const string UpdateVariable = "MARKETING_UPDATE_SCHEMA";

    private static readonly SchemaManifest Needed = new()
    {
        Tables =
        {
            ["Plans"] = new TableManifest
            {
                Columns =
                {
                    ["Id"] = new ColumnManifest("binary(16)", false),
                    ["Code"] = new ColumnManifest("nvarchar(50)", true, "Latin1_General_100_BIN2"),
                    ["Amount"] = new ColumnManifest("decimal(19,4)", false),
                    ["UpdatedAt"] = new ColumnManifest("datetime2(6)", false),
                },
                Unique = [new UniqueManifest(["Id"]), new UniqueManifest(["WorkspaceId", "Code"], "[Code] IS NOT NULL")],
                Triggers = ["Plans_NoUpdate"],
            },
        },
        Views = ["Totals"],
    };

    public static TheoryData<string, string> Lacking() =>
        new()
        {
            { "a table", "table Plans" },
            { "a column", "column Code of table Plans" },
            { "a narrower text", "column Code (nvarchar(40) instead of nvarchar(50)) of table Plans" },
            { "another type", "column Code (varchar(50) instead of nvarchar(50)) of table Plans" },
            { "fewer digits", "column Amount (decimal(19,2) instead of decimal(19,4)) of table Plans" },
            { "fewer digits before the point", "column Amount (decimal(19,6) instead of decimal(19,4)) of table Plans" },
            { "a longer binary", "column Id (binary(20) instead of binary(16)) of table Plans" },
            { "null", "column UpdatedAt (allows NULL) of table Plans" },
            { "no null", "column Code (does not allow NULL) of table Plans" },
            { "another collation", "column Code (collation Latin1_General_CI_AS instead of Latin1_General_100_BIN2) of table Plans" },
            { "a key", "unique index over Id of table Plans" },
            { "another filter", "unique index over WorkspaceId, Code where [Code] IS NOT NULL of table Plans" },
            { "a trigger", "trigger Plans_NoUpdate of table Plans" },
            { "a view", "view Totals" },
            { "a default", "default for the unknown column Region of table Plans" },
        };

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void The_file_says_what_the_model_needs(DatabaseProvider engine)
    {
        using MarketingDbContext db = engine == DatabaseProvider.Sqlite ? Contexts.Sqlite() : Contexts.SqlServer();
        var expected = Of(db.GetService<IDesignTimeModel>().Model.GetRelationalModel()).ToJson();
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(FileOf(engine), expected);
            return;
        }

        SchemaManifest.For(engine).ToJson().ShouldBe(expected, $"Run eng/schema.sh, which sets {UpdateVariable}=1.");
    }

    [Fact]
    public async Task The_file_that_creates_an_SQLite_database_leaves_what_the_migrations_leave()
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, "The script is for SQLite.");
        await using var migrated = await TestDatabase.CreateAsync();
        var expected = await ScriptOfAsync(migrated);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            await File.WriteAllTextAsync(FileOf("Sqlite.create.sql"), expected);
            return;
        }

        NewSqliteDatabase.Script.ShouldBe(expected, $"Run eng/schema.sh, which sets {UpdateVariable}=1.");
        await using var created = await TestDatabase.CreateEmptyAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(created.Name)!);
        await using var db = created.Context();
        (await NewSqliteDatabase.TryCreateAsync(db, default)).ShouldBeTrue();
        (await ScriptOfAsync(created)).ShouldBe(expected);
        (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
        (await NewSqliteDatabase.TryCreateAsync(db, default)).ShouldBeFalse("It contains something now.");
    }

    [Fact]
    public async Task A_migrated_database_contains_what_the_build_needs()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var db = database.Context();

        (await SchemaReader.MissingAsync(db, default)).ShouldBeEmpty();
    }

    [Fact]
    public void A_newer_database_contains_it_too()
    {
        var newer = Copy();
        newer.Tables.Add("Budgets", new TableManifest { Columns = { ["Id"] = new ColumnManifest("binary(16)", false) } });
        var plans = newer.Tables["Plans"];
        plans.Columns["Code"] = new ColumnManifest("nvarchar(max)", true, "LATIN1_GENERAL_100_BIN2");
        plans.Columns["Amount"] = new ColumnManifest("decimal(21,6)", false);
        plans.Columns["UpdatedAt"] = new ColumnManifest("datetime2(7)", false);
        plans.Columns.Add("Region", new ColumnManifest("nvarchar(50)", true));
        plans.Columns.Add("Weight", new ColumnManifest("int", false, HasDefault: true));
        newer.Tables["Plans"] = plans with
        {
            Unique = [.. plans.Unique!, new UniqueManifest(["Region"])],
            Triggers = [.. plans.Triggers!, "Plans_Other"],
        };

        Needed.MissingIn(newer with { Views = ["Others", "totals"] }).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Lacking))]
    public void What_a_database_lacks_is_named(string lack, string name)
    {
        var database = Copy();
        var plans = database.Tables["Plans"];
        switch (lack)
        {
            case "a table":
                database.Tables.Remove("Plans");
                break;
            case "a column":
                plans.Columns.Remove("Code");
                break;
            case "a narrower text":
                plans.Columns["Code"] = plans.Columns["Code"] with { Type = "nvarchar(40)" };
                break;
            case "another type":
                plans.Columns["Code"] = plans.Columns["Code"] with { Type = "varchar(50)" };
                break;
            case "fewer digits":
                plans.Columns["Amount"] = new ColumnManifest("decimal(19,2)", false);
                break;
            case "fewer digits before the point":
                plans.Columns["Amount"] = new ColumnManifest("decimal(19,6)", false);
                break;
            case "a longer binary":
                plans.Columns["Id"] = new ColumnManifest("binary(20)", false);
                break;
            case "null":
                plans.Columns["UpdatedAt"] = new ColumnManifest("datetime2(6)", true);
                break;
            case "no null":
                plans.Columns["Code"] = plans.Columns["Code"] with { IsNullable = false };
                break;
            case "another collation":
                plans.Columns["Code"] = plans.Columns["Code"] with { Collation = "Latin1_General_CI_AS" };
                break;
            case "a key":
                database.Tables["Plans"] = plans with { Unique = [plans.Unique![1]] };
                break;
            case "another filter":
                database.Tables["Plans"] = plans with { Unique = [plans.Unique![0], new UniqueManifest(["Code", "WorkspaceId"])] };
                break;
            case "a trigger":
                database.Tables["Plans"] = plans with { Triggers = [] };
                break;
            case "a view":
                database = database with { Views = [] };
                break;
            case "a default":
                plans.Columns.Add("Region", new ColumnManifest("nvarchar(50)", false));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(lack), lack, null);
        }

        Needed.MissingIn(database).ShouldBe([name]);
    }

    [Fact]
    public void What_the_catalogue_does_not_tell_is_not_missing()
    {
        var database = new SchemaManifest { Views = ["totals"] };
        database.Tables.Add(
            "plans",
            new TableManifest
            {
                Columns =
                {
                    ["id"] = new(HasDefault: true),
                    ["code"] = new(HasDefault: true),
                    ["amount"] = new(HasDefault: true),
                    ["updatedat"] = new(HasDefault: true),
                },
            }
        );

        Needed.MissingIn(database).ShouldBeEmpty();
        database.Tables["plans"].Columns.Remove("code");
        Needed.MissingIn(database).ShouldBe(["column Code of table Plans"]);
    }

    [Fact]
    public void A_filter_is_the_same_however_an_engine_writes_it()
    {
        var needed = new UniqueManifest(["PlanId"], "[Status] IN ('Draft', 'Submitted')");

        needed.IsHeldBy(new UniqueManifest(["planid"], "([Status] IN (N'Draft',N'Submitted'))")).ShouldBeTrue();
        needed.IsHeldBy(new UniqueManifest(["PlanId"], "")).ShouldBeTrue("The login may not see the condition.");
        needed.IsHeldBy(new UniqueManifest(["PlanId"], "([Status] IN (N'Draft'))")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("DROP TRIGGER WriteMarkers_NoDelete", "trigger WriteMarkers_NoDelete of table WriteMarkers")]
    [InlineData("DROP TABLE Leases", "table Leases")]
    [InlineData(
        "ALTER TABLE Members RENAME COLUMN DisplayName TO Name",
        "column DisplayName of table Members; default for the unknown column Name of table Members"
    )]
    [InlineData(
        "DROP INDEX IX_PlanRevisions_PlanId",
        "unique index over PlanId where [Status] IN ('Draft', 'Submitted', 'Reviewed') of table PlanRevisions"
    )]
    public async Task A_database_that_was_changed_by_hand_is_not_used_and_says_what_it_lacks(string change, string lacks)
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, "The changes are written for the embedded engine.");
        await using var database = await TestDatabase.CreateAsync();
        await using (var connection = await database.OpenAsync())
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = change;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using var process = MigrationTests.Process(database);
        var startup = process.GetRequiredService<DatabaseStartup>();
        (await startup.WhyNotReadyAsync(default)).ShouldBe($"The database lacks what this build needs: {lacks}.");
        (await Should.ThrowAsync<StartRefusedException>(() => startup.MigrateAsync(default))).Message.ShouldContain(
            $"lacks what they create: {lacks}."
        );
    }

    [Fact]
    public void The_queries_of_the_catalogue_keep_to_the_rules_of_the_server()
    {
        foreach (var query in SqlServerCatalogue.Queries)
        {
            SqlServerRules.Check(query, parameters: 0);
        }
    }

    [Theory]
    [InlineData("nvarchar", 100, 0, 0, "nvarchar(50)")]
    [InlineData("nvarchar", -1, 0, 0, "nvarchar(max)")]
    [InlineData("varbinary", 32, 0, 0, "varbinary(32)")]
    [InlineData("binary", 16, 0, 0, "binary(16)")]
    [InlineData("datetime2", 8, 26, 6, "datetime2(6)")]
    [InlineData("decimal", 9, 19, 4, "decimal(19,4)")]
    [InlineData("bigint", 8, 19, 0, "bigint")]
    public void A_column_of_the_server_has_the_type_that_the_model_writes(
        string type,
        int bytes,
        int precision,
        int scale,
        string expected
    ) =>
        new ColumnRow("Plans", "Code", type, bytes, precision, scale, IsNullable: true, Collation: null, HasDefault: false)
            .ToManifest()
            .Type.ShouldBe(expected);

    private static SchemaManifest Copy() =>
        new()
        {
            Tables =
            {
                ["Plans"] = Needed.Tables["Plans"] with { Columns = new(Needed.Tables["Plans"].Columns, StringComparer.OrdinalIgnoreCase) },
            },
            Views = Needed.Views,
        };

    private static SchemaManifest Of(IRelationalModel model)
    {
        var needed = new SchemaManifest { Views = [.. model.Views.Select(view => view.Name).Order(StringComparer.Ordinal)] };
        foreach (var table in model.Tables)
        {
            needed.Tables.Add(
                table.Name,
                new TableManifest
                {
                    Columns = new(
                        table.Columns.ToDictionary(
                            column => column.Name,
                            column => new ColumnManifest(column.StoreType, column.IsNullable, column.Collation)
                        ),
                        StringComparer.OrdinalIgnoreCase
                    ),
                    Unique =
                    [
                        .. table
                            .UniqueConstraints.Select(key => new UniqueManifest([.. key.Columns.Select(column => column.Name)]))
                            .Concat(
                                table
                                    .Indexes.Where(index => index.IsUnique)
                                    .Select(index => new UniqueManifest([.. index.Columns.Select(column => column.Name)], index.Filter))
                            )
                            .OrderBy(unique => string.Join(',', unique.Columns) + unique.Filter, StringComparer.Ordinal),
                    ],
                    Triggers = table.Triggers.Any()
                        ? [.. table.Triggers.Select(trigger => trigger.GetDatabaseName()!).Order(StringComparer.Ordinal)]
                        : null,
                }
            );
        }

        return needed;
    }

    /// <summary>Everything that a database contains: its schema, and the rows that migrations insert.</summary>
    private static async Task<string> ScriptOfAsync(TestDatabase database)
    {
        await using var connection = new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync();
        foreach (var table in await ListAsync("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> '__EFMigrationsHistory'"))
        {
            (await ListAsync($"SELECT '' FROM \"{table}\" LIMIT 1")).ShouldBeEmpty($"The script lacks the rows of {table}.");
        }

        var statements = await ListAsync("SELECT sql || ';' FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid");
        var history = await ListAsync(
            """
            SELECT 'INSERT INTO "__EFMigrationsHistory" VALUES (' || quote("MigrationId") || ', ' || quote("ProductVersion") || ');'
            FROM "__EFMigrationsHistory" ORDER BY "MigrationId"
            """
        );
        return string.Join('\n', statements.Concat(history)).ReplaceLineEndings("\n") + '\n';

        async Task<List<string>> ListAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await using var reader = await command.ExecuteReaderAsync();
            var values = new List<string>();
            while (await reader.ReadAsync())
            {
                values.Add(reader.GetString(0));
            }

            return values;
        }
    }

    private static string FileOf(DatabaseProvider engine) => FileOf($"{engine}.schema.json");

    private static string FileOf(string name, [CallerFilePath] string path = "") =>
        Path.GetFullPath(
            Path.Combine(
                Path.GetDirectoryName(path)!,
                "..",
                "..",
                "..",
                "src",
                "Marketing.Infrastructure",
                "Persistence",
                "Migrations",
                name
            )
        );
}
