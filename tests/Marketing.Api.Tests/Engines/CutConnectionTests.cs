using System.Collections.Concurrent;
using System.Data.Common;
using System.Net;
using Marketing.Api.Tests.Durability;
using Marketing.Api.Tests.Support;
using Marketing.Infrastructure.Persistence;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Engines;

/// <summary>Cuts connections to a server. Clients notice nothing, and no write is lost or executed twice.</summary>
public sealed class CutConnectionTests(CutConnectionTests.ProxiedApi proxied) : IClassFixture<CutConnectionTests.ProxiedApi>, IAsyncLifetime
{
    private const string Plan = """{"title":"P","language":"en","currency":"EUR"}""";

    private MarketingApi Api => proxied.Api!;

    private CuttingProxy Proxy => proxied.Proxy!;

    private UnitMoments Moments => proxied.Moments;

    private HttpClient Client => Api.Alpha.Client;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(TestDatabase.OnSqlServer, "MARKETING_TEST_SQLSERVER is not set: no connection to a server was cut.");
        Moments.Clear();
        await Api.ResetAsync();
        await Client.ReadAsync("/v1/plans");
    }

    public ValueTask DisposeAsync()
    {
        Moments.Clear();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_connection_cut_at_login_is_opened_again()
    {
        SqlConnection.ClearAllPools();
        Proxy.RefuseLogins(2);

        await ShouldCreateOnceAsync();

        Proxy.RefusalsLeft.ShouldBe(0);
    }

    [Fact]
    public async Task Idle_connections_that_were_cut_are_replaced()
    {
        Proxy.CutAll();

        await ShouldCreateOnceAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_write_cut_between_two_statements_is_executed_once(int statement)
    {
        var left = statement;
        Moments.AfterStatement = () =>
        {
            if (--left == 0)
            {
                Proxy.CutAll();
            }
        };

        await ShouldCreateOnceAsync();

        left.ShouldBeLessThanOrEqualTo(0);
    }

    [Theory]
    [InlineData(Cut.BeforeRequest)]
    [InlineData(Cut.BeforeResponse)]
    public async Task A_read_cut_during_its_statement_succeeds(Cut cut)
    {
        Moments.Once(Moment.BeforeStatement, () => Proxy.CutNext(cut));

        await Client.ReadAsync("/v1/plans");
    }

    /// <summary>What the client library throws depends on the moment: sometimes a connection is closed, and is called open.</summary>
    [Fact]
    public async Task Repeated_cuts_cost_time_but_no_request()
    {
        for (var i = 0; i < 20; i++)
        {
            Moments.Once(Moment.BeforeStatement, () => Proxy.CutNext(i % 2 == 0 ? Cut.BeforeRequest : Cut.BeforeResponse));
            await Client.ReadAsync("/v1/plans");
            Moments.Once(i % 2 == 0 ? Moment.BeforeStatement : Moment.BeforeRecord, () => Proxy.CutAll());
            await Client.PostAsync("/v1/plans", Plan).ShouldBeAsync(HttpStatusCode.Created);
        }

        (await Client.ReadAsync("/v1/plans?includeTotal=true")).Number("total").ShouldBe(20);
        (await Books.ReadAsync(Api.Database)).ShouldBalance();
    }

    [Fact]
    public async Task A_write_cut_while_a_statement_runs_is_executed_once()
    {
        await using var outside = await Api.Database.OpenAsync();
        await using var held = await outside.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = outside.CreateCommand();
        (command.Transaction, command.CommandText) = (held, "UPDATE ChangeCounters SET LastSequence = LastSequence");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Moments.Once(Moment.BeforeRecord, () => waiting.TrySetResult());

        var creating = Client.PostAsync("/v1/plans", Plan);
        await waiting.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Task.Delay(500, TestContext.Current.CancellationToken);
        creating.IsCompleted.ShouldBeFalse("The counter is held.");
        Proxy.CutAll();
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await held.RollbackAsync(TestContext.Current.CancellationToken);

        await creating.ShouldBeAsync(HttpStatusCode.Created);
        await ShouldHaveOneAsync();
    }

    [Theory]
    [InlineData(Cut.BeforeRequest)]
    [InlineData(Cut.BeforeResponse)]
    [InlineData(Cut.LateRequest)]
    public async Task A_write_cut_around_its_commit_is_executed_once(Cut cut)
    {
        Moments.Once(Moment.BeforeCommit, () => Proxy.CutNext(cut));

        await ShouldCreateOnceAsync();
    }

    [Fact]
    public async Task A_server_that_is_away_for_four_seconds_costs_time_but_no_request()
    {
        var creating = Enumerable.Range(0, 8).Select(_ => Client.PostAsync("/v1/plans", Plan)).ToList();
        await Proxy.GoAwayAsync(TimeSpan.FromSeconds(4));
        creating.AddRange(Enumerable.Range(0, 8).Select(_ => Client.PostAsync("/v1/plans", Plan)));

        foreach (var answer in creating)
        {
            await answer.ShouldBeAsync(HttpStatusCode.Created);
        }

        (await Client.ReadAsync("/v1/plans?includeTotal=true")).Number("total").ShouldBe(creating.Count);
        (await Books.ReadAsync(Api.Database)).ShouldBalance();
    }

    [Fact]
    public async Task Resets_under_many_writers_lose_and_duplicate_nothing()
    {
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(_ => CreateAsync(stop.Token)).ToList();
        for (var i = 0; i < 5; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            Proxy.CutAll();
        }

        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        var created = (await Task.WhenAll(writers)).Sum();

        created.ShouldBeGreaterThan(8);
        (await Client.ReadAsync("/v1/plans?includeTotal=true")).Number("total").ShouldBe(created);
        (await Books.ReadAsync(Api.Database)).ShouldBalance();

        async Task<int> CreateAsync(CancellationToken ct)
        {
            var count = 0;
            for (; !ct.IsCancellationRequested; count++)
            {
                await Client.PostAsync("/v1/plans", Plan).ShouldBeAsync(HttpStatusCode.Created);
            }

            return count;
        }
    }

    private async Task ShouldCreateOnceAsync()
    {
        await Client.PostAsync("/v1/plans", Plan).ShouldBeAsync(HttpStatusCode.Created);
        await ShouldHaveOneAsync();
    }

    private async Task ShouldHaveOneAsync()
    {
        Moments.Clear();
        (await Client.ReadAsync("/v1/plans?includeTotal=true")).Number("total").ShouldBe(1);
        (await Books.ReadAsync(Api.Database)).ShouldBalance();
    }

    /// <summary>A service that reaches its server through the proxy; null if no server is set.</summary>
    public sealed class ProxiedApi : IAsyncLifetime
    {
        private TestDatabase? _database;

        internal UnitMoments Moments { get; } = new();

        internal CuttingProxy? Proxy { get; private set; }

        internal MarketingApi? Api { get; private set; }

        public async ValueTask InitializeAsync()
        {
            if (!TestDatabase.OnSqlServer)
            {
                return;
            }

            _database = await TestDatabase.CreateAsync();
            var connection = new SqlConnectionStringBuilder(_database.ConnectionString);
            var server = connection.DataSource.Replace("tcp:", "", StringComparison.OrdinalIgnoreCase).Split(',');
            Proxy = new CuttingProxy(server[0], server.Length > 1 ? int.Parse(server[1], null) : 1433);
            connection.DataSource = $"127.0.0.1,{Proxy.Port}";
            Api = new MarketingApi(
                new Dictionary<string, string?> { ["Database:ConnectionString"] = connection.ConnectionString },
                _database,
                services => services.ConfigureDbContext<SqlServerMarketingDbContext>(options => options.AddInterceptors(Moments))
            );
            await Api.InitializeAsync();
        }

        public async ValueTask DisposeAsync()
        {
            if (Api is not null)
            {
                await Api.DisposeAsync();
                await Proxy!.DisposeAsync();
                await _database!.DisposeAsync();
            }
        }
    }

    /// <summary>Runs actions of a test in the middle of a unit of work.</summary>
    internal sealed class UnitMoments : IDbCommandInterceptor, IDbTransactionInterceptor
    {
        private readonly ConcurrentDictionary<Moment, Action> _once = new();

        /// <summary>Runs after each statement.</summary>
        public Action? AfterStatement { get; set; }

        /// <summary>Runs the action the next time that this moment comes.</summary>
        public void Once(Moment moment, Action act) => _once[moment] = act;

        public void Clear()
        {
            AfterStatement = null;
            _once.Clear();
        }

        public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            Come(Moment.BeforeStatement);
            return ValueTask.FromResult(result);
        }

        public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            if (command.CommandText.Contains("[ChangeCounters]", StringComparison.Ordinal))
            {
                Come(Moment.BeforeRecord);
            }

            return ValueTask.FromResult(result);
        }

        public ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command,
            CommandExecutedEventData eventData,
            DbDataReader result,
            CancellationToken cancellationToken = default
        )
        {
            AfterStatement?.Invoke();
            return ValueTask.FromResult(result);
        }

        public ValueTask<int> NonQueryExecutedAsync(
            DbCommand command,
            CommandExecutedEventData eventData,
            int result,
            CancellationToken cancellationToken = default
        )
        {
            AfterStatement?.Invoke();
            return ValueTask.FromResult(result);
        }

        public ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction,
            TransactionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        )
        {
            Come(Moment.BeforeCommit);
            return ValueTask.FromResult(result);
        }

        private void Come(Moment moment)
        {
            if (_once.TryRemove(moment, out var act))
            {
                act();
            }
        }
    }

    internal enum Moment
    {
        BeforeStatement,
        BeforeRecord,
        BeforeCommit,
    }
}
