using System.Data.Common;
using System.Net;
using Marketing.Api.Tests.Durability;
using Marketing.Api.Tests.Support;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Persistence.SqlServer;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Engines;

/// <summary>
/// Lost connections as SqlClient reports them on Linux, with the retries for SQL Server, on SQLite. <see cref="CutConnectionTests"/> cuts
/// real connections to a server.
/// </summary>
public sealed class LostConnectionTests(LostConnectionTests.FragileApi fragile)
    : IClassFixture<LostConnectionTests.FragileApi>,
        IAsyncLifetime
{
    private const string Plan = """{"title":"P","language":"en","currency":"EUR"}""";

    private readonly MarketingApi _api = fragile.Api;
    private readonly Fragile _fragile = fragile.Fragile;

    private HttpClient Client => _api.Alpha.Client;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, "About exceptions; real connections are cut by CutConnectionTests.");
        await _api.ResetAsync();
        await Client.ReadAsync("/v1/plans");
    }

    public ValueTask DisposeAsync()
    {
        _fragile.Heal();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(Moment.Login, Loss.Reported)]
    [InlineData(Moment.Save, Loss.Reported)]
    [InlineData(Moment.Save, Loss.Closed)]
    [InlineData(Moment.Record, Loss.Reported)]
    [InlineData(Moment.Record, Loss.Closed)]
    [InlineData(Moment.Commit, Loss.Reported)]
    [InlineData(Moment.Commit, Loss.Closed)]
    [InlineData(Moment.Committed, Loss.Reported)]
    [InlineData(Moment.Committed, Loss.Closed)]
    public async Task A_write_that_loses_its_connection_is_executed_once(Moment moment, Loss loss)
    {
        _fragile.Break(moment, loss, times: 1);

        var plan = await Client.PostAsync("/v1/plans", Plan).ShouldBeAsync(HttpStatusCode.Created);

        _fragile.Left.ShouldBe(0);
        (await Client.ReadAsync("/v1/plans?includeTotal=true")).Number("total").ShouldBe(1);
        (await Client.ReadAsync($"/v1/plans/{plan.Id()}")).Version().ShouldBe(1);
        (await Books.ReadAsync(_api.Database)).ShouldBalance();
    }

    [Theory]
    [InlineData(Moment.Login, Loss.Reported)]
    [InlineData(Moment.Query, Loss.Reported)]
    [InlineData(Moment.Query, Loss.Closed)]
    public async Task A_read_that_loses_its_connection_succeeds(Moment moment, Loss loss)
    {
        _fragile.Break(moment, loss, times: 1);

        await Client.ReadAsync("/v1/plans");

        _fragile.Left.ShouldBe(0);
    }

    [Fact]
    public async Task A_failed_roll_back_does_not_hide_its_cause()
    {
        _fragile.Break(Moment.Commit, Loss.Busy, times: 1, rollBacksFail: true);

        using var answer = await Client.PostAsync("/v1/plans", Plan);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        _fragile.Heal();
        (await Client.ReadAsync("/v1/plans?includeTotal=true")).Number("total").ShouldBe(0);
    }

    [Fact]
    public async Task A_lost_connection_is_retried_although_the_roll_back_fails()
    {
        _fragile.Break(Moment.Save, Loss.Reported, times: 1, rollBacksFail: true);

        await Client.PostAsync("/v1/plans", Plan).ShouldBeAsync(HttpStatusCode.Created);

        (await Client.ReadAsync("/v1/plans?includeTotal=true")).Number("total").ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_is_returned_although_the_roll_back_fails()
    {
        _fragile.Break(Moment.Login, Loss.Reported, times: 0, rollBacksFail: true);

        await Client
            .PatchAsync($"/v1/plans/{Guid.NewGuid()}", """{"title":"Q"}""", 1)
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "plan.notFound");
    }

    [Theory]
    [InlineData(Loss.Reported)]
    [InlineData(Loss.Closed)]
    public async Task A_database_that_stays_away_returns_503_after_the_time_for_retries(Loss loss)
    {
        _fragile.Break(Moment.Save, loss, times: int.MaxValue);

        using var answer = await Client.PostAsync("/v1/plans", Plan);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        // Within two seconds. Background work that polls loses its connection too.
        (int.MaxValue - _fragile.Left).ShouldBeInRange(2, 20);
        _fragile.Heal();
        (await Client.ReadAsync("/v1/plans?includeTotal=true")).Number("total").ShouldBe(0);
        (await Books.ReadAsync(_api.Database)).ShouldBalance();
    }

    /// <summary>When a connection is lost.</summary>
    public enum Moment
    {
        Login,
        Query,
        Save,
        Record,
        Commit,
        Committed,
    }

    /// <summary>How the loss is reported.</summary>
    public enum Loss
    {
        /// <summary>Number 0, severity 20.</summary>
        Reported,

        /// <summary>The connection is closed already, and the client library throws another type.</summary>
        Closed,

        /// <summary>The connection stays, but the database is busy; not retried.</summary>
        Busy,
    }

    /// <summary>A service on SQLite with the retries for SQL Server, whose connections break on demand.</summary>
    public sealed class FragileApi : IAsyncLifetime
    {
        public FragileApi() =>
            Api = new MarketingApi(
                new Dictionary<string, string?> { ["Database:RetrySeconds"] = "2" },
                services: services =>
                    services.ConfigureDbContext<SqliteMarketingDbContext>(options =>
                        options
                            .AddInterceptors(Fragile, new LostConnections())
                            .ReplaceService<IRelationalTransactionFactory, FragileTransactions>()
                            .UseSqlite(sqlite =>
                                sqlite.ExecutionStrategy(dependencies => new SqlServerRetries(dependencies, TimeSpan.FromSeconds(2)))
                            )
                    )
            );

        internal MarketingApi Api { get; }

        internal Fragile Fragile { get; } = new();

        public ValueTask InitializeAsync() => Api.InitializeAsync();

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }

    internal sealed class Fragile : IDbConnectionInterceptor, IDbCommandInterceptor, IDbTransactionInterceptor
    {
        private Moment _moment;
        private Loss _loss;
        private int _left;

        public static bool RollBacksFail { get; private set; }

        public int Left => Volatile.Read(ref _left);

        public void Break(Moment moment, Loss loss, int times, bool rollBacksFail = false)
        {
            (_moment, _loss, RollBacksFail) = (moment, loss, rollBacksFail);
            Volatile.Write(ref _left, times);
        }

        public void Heal() => Break(_moment, _loss, times: 0);

        public ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection,
            ConnectionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        ) => Pass(Moment.Login, connection, result);

        public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        ) => Pass(eventData.CommandSource == CommandSource.SaveChanges ? Moment.Save : Moment.Query, command.Connection!, result);

        public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        ) =>
            Pass(
                command.CommandText.Contains("[AuditEntries]", StringComparison.Ordinal) ? Moment.Record : Moment.Save,
                command.Connection!,
                result
            );

        public ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction,
            TransactionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        ) => Pass(Moment.Commit, transaction.Connection!, result);

        public Task TransactionCommittedAsync(
            DbTransaction transaction,
            TransactionEndEventData eventData,
            CancellationToken cancellationToken = default
        ) => Pass(Moment.Committed, eventData.Context!.Database.GetDbConnection(), 0).AsTask();

        private ValueTask<T> Pass<T>(Moment moment, DbConnection connection, T result)
        {
            if (moment != _moment || Left <= 0)
            {
                return ValueTask.FromResult(result);
            }

            Interlocked.Decrement(ref _left);
            switch (_loss)
            {
                case Loss.Closed:
                    connection.Close();
                    throw new InvalidOperationException("Invalid operation. The connection is closed.");
                case Loss.Busy:
                    throw new SqliteException("database is locked", 5);
                default:
                    throw SqlFailures.LostConnection;
            }
        }
    }

    private sealed class FragileTransactions(RelationalTransactionFactoryDependencies dependencies) : IRelationalTransactionFactory
    {
        public RelationalTransaction Create(
            IRelationalConnection connection,
            DbTransaction transaction,
            Guid transactionId,
            IDiagnosticsLogger<DbLoggerCategory.Database.Transaction> logger,
            bool transactionOwned
        ) => new FragileTransaction(connection, transaction, transactionId, logger, transactionOwned, dependencies.SqlGenerationHelper);
    }

    private sealed class FragileTransaction(
        IRelationalConnection connection,
        DbTransaction transaction,
        Guid transactionId,
        IDiagnosticsLogger<DbLoggerCategory.Database.Transaction> logger,
        bool transactionOwned,
        ISqlGenerationHelper sql
    ) : RelationalTransaction(connection, transaction, transactionId, logger, transactionOwned, sql)
    {
        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            if (Fragile.RollBacksFail)
            {
                throw new InvalidOperationException("Invalid operation. The connection is closed.");
            }
        }
    }
}
