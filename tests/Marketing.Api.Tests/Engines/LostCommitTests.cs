using System.Data.Common;
using System.Net;
using Marketing.Api.Tests.Durability;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;
using Marketing.Domain.Plans;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Engines;

/// <summary>A connection that breaks around the commit: the whole unit of work is done again, unless it has counted.</summary>
public sealed class LostCommitTests(LostCommitTests.BreakingApi breaking) : IClassFixture<LostCommitTests.BreakingApi>, IAsyncLifetime
{
    private readonly MarketingApi _api = breaking.Api;
    private readonly Breaking _breaking = breaking.Breaking;

    private HttpClient Client => _api.Alpha.Client;

    public async ValueTask InitializeAsync() => await _api.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _breaking.Next(0, 0);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(0, 1)]
    [InlineData(2, 1)]
    public async Task A_write_is_done_once_and_answered(int before, int after)
    {
        _breaking.Next(before, after);
        var plan = await Client
            .PostAsync("/v1/plans", """{"title":"P","language":"en","currency":"EUR"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        _breaking.Left.ShouldBe((0, 0));
        (await Client.ReadAsync($"/v1/plans/{plan.Id()}")).Version().ShouldBe(1);

        _breaking.Next(before, after);
        (await Client.PatchAsync($"/v1/plans/{plan.Id()}", """{"title":"Q"}""", 1).ShouldBeAsync(HttpStatusCode.OK)).Version().ShouldBe(2);

        (await Client.ReadAsync("/v1/plans?includeTotal=true")).Number("total").ShouldBe(1);
        (await Books.ReadAsync(_api.Database)).ShouldBalance();
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public async Task A_retry_key_keeps_its_one_answer(int before, int after)
    {
        _breaking.Next(before, after);
        var bodies = new HashSet<string>();
        for (var i = 0; i < 2; i++)
        {
            bodies.Add(
                (
                    await Client
                        .PostAsync("/v1/plans", """{"title":"P","language":"en","currency":"EUR","code":"C-1"}""", "key")
                        .ShouldBeAsync(HttpStatusCode.Created)
                ).ToJsonString()
            );
        }

        bodies.Count.ShouldBe(1);
        (await Books.ReadAsync(_api.Database)).ShouldBalance();
    }

    [Fact]
    public async Task A_commit_in_another_workspace_than_the_callers_is_found_too()
    {
        var administrator = await _api.Alpha.PersonAsync("ann", Role.Administrator);
        administrator.DefaultRequestHeaders.Add("Workspace-Id", _api.Alpha.Id.ToString());
        _breaking.Next(0, 1);

        await administrator.PostAsync("/v1/workspaces", """{"code":"gamma","name":"Gamma"}""").ShouldBeAsync(HttpStatusCode.Created);

        _breaking.Left.ShouldBe((0, 0));
        (await Books.ReadAsync(_api.Database)).ShouldBalance();
    }

    [Theory]
    [InlineData(WriteLevel.Resource)]
    [InlineData(WriteLevel.FeedOnly)]
    [InlineData(WriteLevel.Event)]
    [InlineData(WriteLevel.Silent)]
    public async Task A_write_of_any_level_whose_commit_counted_is_not_done_again(WriteLevel level)
    {
        var plan = await WriteOnceAsync(level, before: 0, after: 1);

        (await ContentVersionAsync(plan)).ShouldBe(1);
        (await MarkersAsync()).ShouldBe(4, "One each for the workspace, the key, the plan and the write.");
    }

    [Theory]
    [InlineData(WriteLevel.Resource)]
    [InlineData(WriteLevel.FeedOnly)]
    [InlineData(WriteLevel.Event)]
    [InlineData(WriteLevel.Silent)]
    [InlineData(WriteLevel.Repeatable)]
    public async Task A_write_of_any_level_whose_commit_failed_is_done_again(WriteLevel level)
    {
        var plan = await WriteOnceAsync(level, before: 2, after: 0);

        (await ContentVersionAsync(plan)).ShouldBe(1);
    }

    [Fact]
    public async Task A_write_that_is_safe_to_repeat_leaves_no_marker_and_is_repeated()
    {
        var plan = await WriteOnceAsync(WriteLevel.Repeatable, before: 0, after: 1);

        (await ContentVersionAsync(plan)).ShouldBe(2);
        (await MarkersAsync()).ShouldBe(3, "One each for the workspace, the key and the plan.");
    }

    [Fact]
    public async Task A_save_that_neither_audit_nor_feed_shows_is_found_too()
    {
        var party = (
            await Client
                .PostAsync("/v1/parties", """{"kind":"department","name":"市场部","contact":{"name":"陈晓"}}""")
                .ShouldBeAsync(HttpStatusCode.Created)
        ).Id();
        var before = await MarkersAsync();
        _breaking.Next(0, 1);

        await Client.ActAsync($"/v1/parties/{party}/erase", 1).ShouldBeAsync(HttpStatusCode.OK);

        _breaking.Left.ShouldBe((0, 0));
        (await MarkersAsync()).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_database_that_breaks_every_commit_is_told_as_it_is_and_nothing_stays()
    {
        _breaking.Next(100, 0);
        using var answer = await Client.PostAsync("/v1/plans", """{"title":"P","language":"en","currency":"EUR"}""");
        ((int)answer.StatusCode).ShouldBeGreaterThanOrEqualTo(500);
        _breaking.Next(0, 0);
        (await Client.ReadAsync("/v1/plans?includeTotal=true")).Number("total").ShouldBe(0);
        (await Books.ReadAsync(_api.Database)).ShouldBalance();
    }

    /// <summary>Writes at a level to a new plan, with a connection that breaks.</summary>
    private async Task<string> WriteOnceAsync(WriteLevel level, int before, int after)
    {
        var plan = (
            await Client.PostAsync("/v1/plans", """{"title":"P","language":"en","currency":"EUR"}""").ShouldBeAsync(HttpStatusCode.Created)
        ).Id();
        _breaking.Next(before, after);
        await WriteAtLevelHandler.SendAsync(_api, PlanId.From(Guid.Parse(plan)), level);
        _breaking.Left.ShouldBe((0, 0));
        return plan;
    }

    private async Task<long> ContentVersionAsync(string plan) =>
        (await _api.Database.QueryAsync("SELECT PlanId, ContentVersion FROM PlanRevisions"))
            .Where(row => new Guid((byte[])row[0]!, bigEndian: true) == Guid.Parse(plan))
            .Select(row => (long)row[1]!)
            .Single();

    private async Task<int> MarkersAsync() =>
        (await _api.Database.QueryAsync("SELECT WorkspaceId FROM WriteMarkers")).Count(row =>
            new Guid((byte[])row[0]!, bigEndian: true) == _api.Alpha.Id
        );

    /// <summary>A service whose connections break when they are told to.</summary>
    public sealed class BreakingApi : IAsyncLifetime
    {
        public BreakingApi() =>
            Api = new MarketingApi(
                [],
                services: services =>
                {
                    WriteAtLevelHandler.Register(services);
                    services.ConfigureDbContext<SqliteMarketingDbContext>(options =>
                        options
                            .AddInterceptors(Breaking)
                            .UseSqlite(sqlite => sqlite.ExecutionStrategy(dependencies => new Retrying(dependencies)))
                    );
                    services.ConfigureDbContext<SqlServerMarketingDbContext>(options =>
                        options
                            .AddInterceptors(Breaking)
                            .UseSqlServer(server => server.ExecutionStrategy(dependencies => new Retrying(dependencies)))
                    );
                }
            );

        internal MarketingApi Api { get; }

        internal Breaking Breaking { get; } = new();

        public ValueTask InitializeAsync() => Api.InitializeAsync();

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }

    private sealed class LostConnectionException() : DbException("The connection is gone.");

    private sealed class Retrying(ExecutionStrategyDependencies dependencies)
        : ExecutionStrategy(dependencies, 5, TimeSpan.FromMilliseconds(20))
    {
        protected override bool ShouldRetryOn(Exception exception) => exception is LostConnectionException;
    }

    internal sealed class Breaking : DbTransactionInterceptor
    {
        private int _before;
        private int _after;

        public (int Before, int After) Left => (_before, _after);

        public void Next(int before, int after) => (_before, _after) = (before, after);

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction,
            TransactionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        ) => Take(ref _before) ? throw new LostConnectionException() : ValueTask.FromResult(result);

        public override Task TransactionCommittedAsync(
            DbTransaction transaction,
            TransactionEndEventData eventData,
            CancellationToken cancellationToken = default
        ) => Take(ref _after) ? throw new LostConnectionException() : Task.CompletedTask;

        private static bool Take(ref int left) => left > 0 && left-- > 0;
    }
}
