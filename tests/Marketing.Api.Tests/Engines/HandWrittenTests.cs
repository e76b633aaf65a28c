using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Marketing.Application;
using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using Marketing.Domain.Plans;
using Marketing.Infrastructure;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Persistence.SqlServer;
using Marketing.Infrastructure.Startup;
using Marketing.Infrastructure.Writes;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;

namespace Marketing.Api.Tests.Engines;

/// <summary>The statements of the product that no library writes, as they reach a SQL Server, in the work that sends them.</summary>
public sealed partial class HandWrittenTests : IAsyncDisposable
{
    private static readonly WorkspaceId Workspace = EntityId.New<WorkspaceId>();

    private readonly ServiceProvider _services = Services();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>
    /// The backup and the catalogue of embedded databases send nothing to a server, what counts rows writes no statement of its own, and
    /// the
    /// queries of the server's catalogue are tried with the schema, export and import in their own tests.
    /// </summary>
    [Fact]
    public void They_stand_in_the_files_whose_work_is_tried_here() =>
        Directory
            .GetFiles(SourceFolder(), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file =>
                File.ReadLines(file)
                    .Any(line => HandWriting().IsMatch(line) && !line.Contains("pragma", StringComparison.OrdinalIgnoreCase))
            )
            .Select(Path.GetFileName)
            .ShouldBe(
                [
                    "BalanceUpdates.cs",
                    "ChangeRecords.cs",
                    "RowInsert.cs",
                    "RowsCounted.cs",
                    "SqliteBackup.cs",
                    "SqliteCatalogue.cs",
                    "SqlServerCatalogue.cs",
                    "WorkspaceExport.cs",
                    "WorkspaceImport.cs",
                ],
                ignoreOrder: true
            );

    /// <summary>Plan and revision are sent together where the server takes batches; all that follows is one command anyway.</summary>
    [Fact]
    public async Task A_plan_without_code_and_retry_key_is_created_by_six_statements()
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Caller = Caller.ForSystem("test", Workspace);

        var (sent, failure) = await SilentServer.ListenAsync(() => CreateAsync(scope));

        failure.ShouldBeNull();
        sent.SelectMany(command => StatementStart().Matches(command.Statement))
            .Select(start => start.Value)
            .ShouldBe([
                "INSERT INTO [Plans]",
                "INSERT INTO [PlanRevisions]",
                "INSERT INTO [AuditEntries]",
                "UPDATE [ChangeCounters]",
                "INSERT INTO [ChangeEntries]",
                "INSERT INTO [WriteMarkers]",
            ]);
        sent.ShouldAllBe(command => !command.Statement.StartsWith("SELECT", StringComparison.Ordinal));
        sent.Count.ShouldBe(3);
    }

    /// <summary>All writers of the workspace wait for the counter, so nothing but feed and marker follows it.</summary>
    [Fact]
    public async Task Hundreds_of_changes_are_one_command_under_the_counter_and_few_before_it()
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Caller = Caller.ForSystem("test", Workspace);
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        var log = new WriteLog(Caller.ForSystem("test", Workspace), new RequestContext(), DateTime.UtcNow, Guid.NewGuid());
        for (var i = 0; i < 300; i++)
        {
            var part = new ChangedResource($"section{i % 47}", Guid.CreateVersion7(), Guid.Empty, 1);
            log.Note(new ResourceNote(part, ChangeOp.Created, [new FieldChange("content", null, $"{i}")]));
        }

        var (sent, failure) = await SilentServer.ListenAsync(() =>
            ChangeRecords.AppendAsync(
                db,
                log,
                new IdempotencyRecord { WorkspaceId = Workspace },
                leavesMarker: true,
                DateTime.UtcNow,
                default
            )
        );

        failure.ShouldBeNull();
        sent.Count.ShouldBe(2);
        sent[0]
            .Statement.LastIndexOf("INSERT INTO [AuditEntries]", StringComparison.Ordinal)
            .ShouldBeLessThan(sent[0].Statement.IndexOf("UPDATE [IdempotencyRecords]", StringComparison.Ordinal));
        sent[0].Statement.ShouldNotContain("[ChangeCounters]");
        sent[1].Statement.ShouldStartWith("UPDATE [ChangeCounters]");
        Regex.Count(sent[1].Statement, @"AS \[Before\]").ShouldBe(300);
        sent[1].Statement.ShouldContain("INSERT INTO [WriteMarkers]");
    }

    /// <summary>All bookings of a budget wait while its balances are locked, so updates and read are one round trip.</summary>
    [Fact]
    public async Task Balances_are_updated_in_the_order_of_their_key_and_read_by_one_command()
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Caller = Caller.ForSystem("test", Workspace);
        var (budget, line) = (EntityId.New<BudgetId>(), EntityId.New());
        BalanceUpdate[] updates =
        [
            Update(line) with
            {
                Needed = 100,
                UnlessAllowedAt = BookingStage.Commitment,
            },
            Update(budget.Value) with
            {
                Closings = 3,
            },
        ];

        var (sent, failure) = await SilentServer.ListenAsync(() =>
            scope.ServiceProvider.GetRequiredService<IBalanceUpdates>().ApplyAsync(EntityId.New(), updates, default)
        );

        // The silent server has no columns to read.
        failure.ShouldBeOfType<InvalidOperationException>();
        var command = sent.ShouldHaveSingleItem();
        StatementStart().Matches(command.Statement).Select(start => start.Value).ShouldBe(Enumerable.Repeat("UPDATE [BudgetBalances]", 2));
        command
            .Statement.IndexOf("[Closings] =", StringComparison.Ordinal)
            .ShouldBeLessThan(command.Statement.IndexOf("[CommitmentControl] <>", StringComparison.Ordinal));
        command.Statement.ShouldContain("SELECT [BudgetId], [OwnerId]");
        command.Types.Values.Distinct().ShouldBe(["bigint", "varbinary(16)", "int", "nvarchar(50)"], ignoreOrder: true);

        BalanceUpdate Update(Guid owner) => new(new BalanceChange(budget, owner, -100, 0, 100, 0), 1, SpendingBlock.NewSpending);
    }

    /// <summary>A parameter of another type may keep a server from seeking its key, and gives it a plan for each length.</summary>
    [Fact]
    public async Task Parameters_of_hand_written_inserts_have_the_types_of_their_columns()
    {
        await using var scope = _services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        context.Caller = Caller.ForSystem("test", Workspace);
        context.Idempotency = Retry();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        var health = scope.ServiceProvider.GetRequiredService<StoreHealth>();
        health.WriteFailed();

        var (sent, failure) = await SilentServer.ListenAsync(
            async () =>
            {
                await CreateAsync(scope);
                await health.IsWritableAsync(db, default);
                await _services.GetRequiredService<LeaseKeeper>().TakeAsync("work", TimeSpan.FromMinutes(1), default);
            },
            findsNoRowToWrite: true
        );

        var inserts = sent.Where(command => Regex.IsMatch(command.Statement, @"\AINSERT INTO \[(IdempotencyRecords|Leases)\]")).ToList();
        inserts.Count.ShouldBe(3, failure?.Message);
        foreach (var insert in inserts)
        {
            var match = PlainInsert().Match(insert.Statement);
            var table = db.Model.GetEntityTypes().Single(entity => entity.GetTableName() == match.Groups["table"].Value);
            var columns = match.Groups["columns"].Value.Split(", ").Select(column => column.Trim('[', ']')).ToList();
            var names = match.Groups["values"].Value.Split(", ");
            columns.ShouldBe(table.GetProperties().Select(column => column.GetColumnName()), ignoreOrder: true);
            foreach (var (column, name) in columns.Zip(names))
            {
                var type = table.GetProperties().Single(each => each.GetColumnName() == column).GetColumnType();
                Declared(type).ShouldContain(insert.Types[name], column);
            }
        }
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task A_server_whose_reads_wait_for_writes_is_warned_of_at_the_start(bool readsWait, int warnings)
    {
        var logger = new Warnings();
        var startup = ActivatorUtilities.CreateInstance<DatabaseStartup>(_services, logger);

        var (sent, failure) = await SilentServer.ListenAsync(() => startup.AdviseAsync(default), readsWait: readsWait);

        failure.ShouldBeNull();
        sent.ShouldHaveSingleItem().Statement.ShouldContain("[is_read_committed_snapshot_on]");
        logger.Texts.Count(text => text.Contains("READ_COMMITTED_SNAPSHOT", StringComparison.Ordinal)).ShouldBe(warnings);
    }

    [Fact]
    public async Task Readiness_reads_no_row_that_a_write_can_lock()
    {
        await using var scope = _services.CreateAsyncScope();

        var (sent, failure) = await SilentServer.ListenAsync(async () =>
            (await SchemaReader.AnswersAsync(scope.ServiceProvider.GetRequiredService<MarketingDbContext>(), default)).ShouldBeTrue()
        );

        failure.ShouldBeNull();
        sent.ShouldHaveSingleItem().Statement.ShouldNotContain("FROM");
    }

    [Fact]
    public async Task A_write_claims_its_retry_key_first_and_records_all_else_in_one_command_the_counter_late()
    {
        await using var scope = _services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        context.Caller = Caller.ForSystem("test", Workspace);
        context.Idempotency = Retry();

        var (sent, failure) = await SilentServer.ListenAsync(() => CreateAsync(scope));

        failure.ShouldBeNull();
        var writes = sent.Select(command => command.Statement).Where(text => !text.StartsWith("SELECT", StringComparison.Ordinal)).ToList();
        writes[0].ShouldStartWith("INSERT INTO [IdempotencyRecords]");
        string[] order =
        [
            "INSERT INTO [AuditEntries]",
            "UPDATE [IdempotencyRecords] SET [Status]",
            "UPDATE [ChangeCounters] SET [LastSequence] = [LastSequence] + 1",
            "INSERT INTO [ChangeEntries]",
            "INSERT INTO [WriteMarkers]",
        ];
        var places = order.Select(statement => writes[^1].IndexOf(statement, StringComparison.Ordinal)).ToList();
        places.ShouldBe(places.Order());
        places[0].ShouldBe(0);
        writes.Count(text => text.Contains("[ChangeCounters]", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_lease_that_nobody_has_is_inserted()
    {
        var (sent, failure) = await SilentServer.ListenAsync(
            async () =>
                (await _services.GetRequiredService<LeaseKeeper>().TakeAsync("work", TimeSpan.FromMinutes(1), default)).ShouldBeTrue(),
            findsNoRowToWrite: true
        );

        failure.ShouldBeNull();
        sent[^1].Statement.ShouldStartWith("INSERT INTO [Leases]");
    }

    /// <summary>A save over the same connection may have told the session not to.</summary>
    [Fact]
    public async Task What_is_judged_by_its_rows_has_them_counted()
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();

        var (sent, failure) = await SilentServer.ListenAsync(async () =>
        {
            await db.Leases.Where(lease => lease.Owner == "a").ExecuteUpdateAsync(lease => lease.SetProperty(l => l.Owner, "b"));
            await db.Leases.Where(lease => lease.Owner == "b").ExecuteDeleteAsync();
            await db.Database.ExecuteSqlAsync($"DELETE FROM [Leases]");
        });

        failure.ShouldBeNull();
        sent.Select(command => command.Text).ShouldAllBe(text => text.StartsWith("SET NOCOUNT OFF;", StringComparison.Ordinal));
        sent.Select(command => command.Statement[..6]).ShouldBe(["UPDATE", "DELETE", "DELETE"]);
    }

    [Fact]
    public async Task A_server_that_could_not_be_written_is_tried()
    {
        await using var scope = _services.CreateAsyncScope();
        var health = scope.ServiceProvider.GetRequiredService<StoreHealth>();
        health.WriteFailed();

        var (sent, failure) = await SilentServer.ListenAsync(async () =>
            (await health.IsWritableAsync(scope.ServiceProvider.GetRequiredService<MarketingDbContext>(), default)).ShouldBeTrue()
        );

        failure.ShouldBeNull();
        sent[^1].Statement.ShouldStartWith("INSERT INTO [Leases]");
    }

    /// <summary>How a column's type can be declared: the client knows no fixed length, and short values need no large object.</summary>
    private static string[] Declared(string type) =>
        type switch
        {
            "varbinary(max)" => [type, "varbinary(8000)"],
            _ when type.StartsWith("binary", StringComparison.Ordinal) => [type, "var" + type],
            _ => [type],
        };

    private static IdempotencyRequest Retry() =>
        new("key", "POST", "/v1/plans", new byte[32]) { Render = _ => new StoredResponse(201, "/v1/plans/1", "\"1\"", [1]) };

    private static async Task CreateAsync(AsyncServiceScope scope) =>
        (
            await scope
                .ServiceProvider.GetRequiredService<ISender>()
                .Send(
                    new CreatePlan(
                        new PlanHeader
                        {
                            Title = "P",
                            Language = "en",
                            Currency = "EUR",
                        }
                    )
                )
        ).Error.ShouldBeNull();

    internal static ServiceProvider Services()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Database:Provider"] = nameof(DatabaseProvider.SqlServer),
                    ["Database:ConnectionString"] = "Server=nowhere",
                    ["Database:MaxBatchSize"] = "1",
                    ["Security:MasterKey"] = Convert.ToBase64String(new byte[32]),
                }
            )
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment());
        services.AddApplication(null);
        services.AddInfrastructure(configuration);
        services.AddBackgroundWork(configuration);
        SilentServer.StandIn(services);
        return services.BuildServiceProvider();
    }

    private static string SourceFolder([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "src"));

    [GeneratedRegex(@"^(INSERT INTO|UPDATE|DELETE FROM) \[\w+\]", RegexOptions.Multiline)]
    private static partial Regex StatementStart();

    [GeneratedRegex(@"INSERT INTO \[(?<table>\w+)\] \((?<columns>[^)]+)\)\s+VALUES \((?<values>[^)]+)\)")]
    private static partial Regex PlainInsert();

    private sealed class Warnings : ILogger<DatabaseStartup>
    {
        public List<string> Texts { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (logLevel == LogLevel.Warning)
            {
                Texts.Add(formatter(state, exception));
            }
        }
    }

    [GeneratedRegex(@"\b(ExecuteSql\w*|SqlQuery\w*|FromSql\w*|CommandText)\b")]
    private static partial Regex HandWriting();
}
