using System.Data;
using System.Data.Common;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Marketing.Api.Tests.Engines;

/// <summary>The transaction in which SQL Server runs reads of several statements.</summary>
public sealed class SnapshotReadTests
{
    private const int NotAllowed = 3952;

    [Fact]
    public async Task All_statements_of_a_read_see_one_snapshot()
    {
        var levels = new Levels(allowed: true);
        await using var db = Open("allows-snapshots", levels);

        await ReadAsync(db);
        await ReadAsync(db);

        levels.Asked.ShouldBe([IsolationLevel.Snapshot, IsolationLevel.Snapshot]);
    }

    [Fact]
    public async Task A_read_within_a_read_sees_the_same_snapshot()
    {
        var levels = new Levels(allowed: true);
        await using var db = Open("allows-snapshots", levels);

        await SilentServer.ListenAsync(() =>
            db.ReadConsistentlyAsync(() => db.ReadConsistentlyAsync(() => Task.FromResult(1), Cancel), Cancel)
        );

        levels.Asked.ShouldBe([IsolationLevel.Snapshot]);
    }

    [Fact]
    public async Task A_database_without_snapshots_is_asked_once_and_locks_what_is_read()
    {
        var levels = new Levels(allowed: false);
        await using var db = Open("allows-no-snapshots", levels);

        await ReadAsync(db);
        await ReadAsync(db);

        levels.Asked.ShouldBe([IsolationLevel.Snapshot, IsolationLevel.Serializable, IsolationLevel.Serializable]);
    }

    [Fact]
    public async Task The_failure_of_a_read_is_not_replaced_by_that_of_its_end()
    {
        var levels = new Levels(allowed: true) { BreaksAtTheEnd = true };
        await using var db = Open("loses-connections", levels);
        var lost = SqlFailures.Create(-2, 11);

        var (_, failure) = await SilentServer.ListenAsync(() => db.ReadConsistentlyAsync<int>(() => Task.FromException<int>(lost), Cancel));

        failure.ShouldBe(lost);
        levels.BreaksAtTheEnd = false;
        await ReadAsync(db);
    }

    [Fact]
    public async Task A_read_that_loses_its_connection_starts_again_with_a_new_snapshot()
    {
        var levels = new Levels(allowed: true);
        await using var db = Open("allows-snapshots", levels);
        var attempts = 0;

        var (_, failure) = await SilentServer.ListenAsync(() =>
            db.ReadConsistentlyAsync(
                () => ++attempts == 1 ? Task.FromException<int>(SqlFailures.LostConnection) : Task.FromResult(1),
                Cancel
            )
        );

        failure.ShouldBeNull();
        levels.Asked.ShouldBe([IsolationLevel.Snapshot, IsolationLevel.Snapshot]);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task ReadAsync(SqlServerMarketingDbContext db)
    {
        var (sent, failure) = await SilentServer.ListenAsync(() => db.ReadConsistentlyAsync(() => db.Plans.AnyAsync(Cancel), Cancel));
        failure.ShouldBeNull();
        sent.ShouldHaveSingleItem();
    }

    private static SqlServerMarketingDbContext Open(string server, Levels levels) =>
        new(new DbContextOptionsBuilder<SqlServerMarketingDbContext>(SilentServer.Options(server: server)).AddInterceptors(levels).Options);

    /// <summary>Records the levels of transactions, and refuses snapshots as a server does.</summary>
    private sealed class Levels(bool allowed) : DbTransactionInterceptor
    {
        public List<IsolationLevel> Asked { get; } = [];

        public bool BreaksAtTheEnd { get; set; }

        public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection,
            TransactionStartingEventData eventData,
            InterceptionResult<DbTransaction> result,
            CancellationToken cancellationToken = default
        )
        {
            Asked.Add(eventData.IsolationLevel);
            return !allowed && eventData.IsolationLevel == IsolationLevel.Snapshot ? throw SqlFailures.Create(NotAllowed, 16)
                : BreaksAtTheEnd ? ValueTask.FromResult(InterceptionResult<DbTransaction>.SuppressWithResult(new Broken(connection)))
                : ValueTask.FromResult(result);
        }
    }

    /// <summary>A transaction whose connection is closed when it ends, as the client reports it.</summary>
    private sealed class Broken(DbConnection connection) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.Snapshot;

        protected override DbConnection DbConnection => connection;

        public override void Commit() { }

        public override void Rollback() { }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            throw new InvalidOperationException("The connection is closed.");
        }
    }
}
