using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Marketing.Application;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Infrastructure;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Persistence.SqlServer;
using Marketing.Infrastructure.Startup;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

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
    /// queries of the server's catalogue are tried with the schema.
    /// </summary>
    [Fact]
    public void They_stand_in_the_files_whose_work_is_tried_here() =>
        Directory
            .GetFiles(SourceFolder(), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file =>
                File.ReadLines(file).Any(line => HandWriting().IsMatch(line) && !line.Contains("PRAGMA", StringComparison.Ordinal))
            )
            .Select(Path.GetFileName)
            .ShouldBe(
                [
                    "ChangeRecords.cs",
                    "IdempotencyClaim.cs",
                    "LeaseKeeper.cs",
                    "StoreHealth.cs",
                    "RowsCounted.cs",
                    "SqliteBackup.cs",
                    "SqliteCatalogue.cs",
                    "SqlServerCatalogue.cs",
                ],
                ignoreOrder: true
            );

    [Fact]
    public async Task A_write_claims_its_retry_key_first_and_records_all_else_in_one_command_the_counter_late()
    {
        await using var scope = _services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        context.Caller = Caller.ForSystem("test", Workspace);
        context.Idempotency = new IdempotencyRequest("key", "POST", "/v1/plans", new byte[32])
        {
            Render = _ => new StoredResponse(201, "/v1/plans/1", "\"1\"", [1]),
        };

        var (sent, failure) = await SilentServer.ListenAsync(async () =>
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
            ).Error.ShouldBeNull()
        );

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

    [GeneratedRegex(@"\b(ExecuteSql\w*|SqlQuery\w*|FromSql\w*|CommandText)\b")]
    private static partial Regex HandWriting();
}
