using System.Data.Common;
using System.Net;
using Marketing.Api.Tests.Durability;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;
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
        var plan = await Client.PostAsync("/v1/plans", """{"title":"P","language":"en","currency":"EUR"}""").ShouldBeAsync(HttpStatusCode.Created);
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
            bodies.Add((await Client.PostAsync("/v1/plans", """{"title":"P","language":"en","currency":"EUR","code":"C-1"}""", "key").ShouldBeAsync(HttpStatusCode.Created)).ToJsonString());
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

    /// <summary>A service whose connections break when they are told to.</summary>
    public sealed class BreakingApi : IAsyncLifetime
    {
        public BreakingApi() => Api = new MarketingApi([], services: services =>
        {
            services.ConfigureDbContext<SqliteMarketingDbContext>(options => options.AddInterceptors(Breaking)
                .UseSqlite(sqlite => sqlite.ExecutionStrategy(dependencies => new Retrying(dependencies))));
            services.ConfigureDbContext<SqlServerMarketingDbContext>(options => options.AddInterceptors(Breaking)
                .UseSqlServer(server => server.ExecutionStrategy(dependencies => new Retrying(dependencies))));
        });

        internal MarketingApi Api { get; }

        internal Breaking Breaking { get; } = new();

        public ValueTask InitializeAsync() => Api.InitializeAsync();

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }

    private sealed class LostConnectionException() : DbException("The connection is gone.");

    private sealed class Retrying(ExecutionStrategyDependencies dependencies) : ExecutionStrategy(dependencies, 5, TimeSpan.FromMilliseconds(20))
    {
        protected override bool ShouldRetryOn(Exception exception) => exception is LostConnectionException;
    }

    internal sealed class Breaking : DbTransactionInterceptor
    {
        private int _before;
        private int _after;

        public (int Before, int After) Left => (_before, _after);

        public void Next(int before, int after) => (_before, _after) = (before, after);

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            Take(ref _before) ? throw new LostConnectionException() : ValueTask.FromResult(result);

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
            Take(ref _after) ? throw new LostConnectionException() : Task.CompletedTask;

        private static bool Take(ref int left) => left > 0 && left-- > 0;
    }
}
