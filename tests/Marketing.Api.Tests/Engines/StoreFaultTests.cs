using System.Data.Common;
using System.Reflection;
using System.Security.Authentication;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Persistence.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Marketing.Api.Tests.Engines;

/// <summary>What SQL Server's errors mean to a writer, by their numbers.</summary>
public sealed class StoreFaultTests
{
    [Theory]
    [InlineData(2601, 14)]
    [InlineData(2627, 14)]
    public void A_duplicate_key_is_a_race_whose_winner_the_next_run_sees(int number, byte severity)
    {
        var failure = Saving(number, severity);
        StoreFaults.IsDuplicate(failure).ShouldBeTrue();
        StoreFaults.IsRace(failure).ShouldBeTrue();
        StoreFaults.IsUnavailable(failure).ShouldBeFalse();
    }

    [Fact]
    public void A_foreign_key_that_fails_is_a_race_but_no_duplicate()
    {
        StoreFaults.IsRace(Saving(547, 16)).ShouldBeTrue();
        StoreFaults.IsDuplicate(Saving(547, 16)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(1205, 13)] // deadlock
    [InlineData(3960, 16)] // snapshot conflict
    [InlineData(1222, 16)] // lock request timed out
    [InlineData(-2, 11)] // the command timed out
    [InlineData(4060, 11)] // the database cannot be opened
    [InlineData(0, 20)] // the connection was lost, as reported on Linux
    [InlineData(53, 20)] // the same on Windows
    [InlineData(9002, 17)] // the log is full
    public void What_passes_is_told_as_unavailable_and_never_as_a_conflict(int number, byte severity)
    {
        var failure = Saving(number, severity);
        StoreFaults.IsUnavailable(failure).ShouldBeTrue();
        StoreFaults.IsRace(failure).ShouldBeFalse();
        StoreFaults.IsDuplicate(failure).ShouldBeFalse();
    }

    [Theory]
    [InlineData(2628)]
    [InlineData(8152)]
    public void A_text_too_long_for_its_column_is_a_defect_and_neither_retried_nor_blamed_on_the_database(int number)
    {
        var failure = Saving(number, 16);
        StoreFaults.IsUnavailable(failure).ShouldBeFalse();
        StoreFaults.IsRace(failure).ShouldBeFalse();
        Retries(failure).Again.ShouldBeFalse();
    }

    [Theory]
    [InlineData(1205, 13, true)]
    [InlineData(0, 20, true)]
    [InlineData(53, 20, true)]
    [InlineData(596, 21, true)] // the session was killed
    [InlineData(0, 11, false)]
    [InlineData(9002, 17, false)]
    [InlineData(-2, 11, false)]
    [InlineData(2627, 14, false)]
    public void Only_what_is_sure_to_have_failed_in_passing_is_done_again(int number, byte severity, bool again) =>
        Retries(Saving(number, severity)).Again.ShouldBe(again);

    [Theory]
    [InlineData(-2, 11, true)]
    [InlineData(1205, 13, true)]
    [InlineData(0, 20, true)]
    [InlineData(2627, 14, false)]
    public void A_commit_that_was_broken_off_is_looked_up_before_it_is_called_a_failure(int number, byte severity, bool looked) =>
        Retries(Saving(number, severity)).Looked.ShouldBe(looked);

    [Fact]
    public void An_untrusted_certificate_is_no_lost_connection()
    {
        var failure = SqlFailures.Create(0, 20, new AuthenticationException());
        StoreFaults.IsConnectionLost(failure).ShouldBeFalse();
        StoreFaults.IsUnavailable(failure).ShouldBeTrue();
        Retries(failure).Again.ShouldBeFalse();
    }

    [Fact]
    public void A_unit_of_work_that_lost_its_connection_is_retried_whatever_the_client_library_threw()
    {
        var failure = new ConnectionLostException(new DbUpdateException("Saving failed.", new InvalidOperationException("closed")));
        StoreFaults.IsUnavailable(failure).ShouldBeTrue();
        StoreFaults.IsRace(failure).ShouldBeFalse();
        Retries(failure).ShouldBe((true, true));
    }

    [Fact]
    public async Task A_pool_without_a_free_connection_is_unavailable_and_not_retried()
    {
        await using var db = new SqlServerMarketingDbContext(
            new DbContextOptionsBuilder<SqlServerMarketingDbContext>(SilentServer.Options()).AddInterceptors(new FullPool()).Options
        );

        var failure = await Should.ThrowAsync<Exception>(() => db.Plans.CountAsync(TestContext.Current.CancellationToken));

        StoreFaults.IsUnavailable(failure).ShouldBeTrue(failure.ToString());
        Retries(failure).Again.ShouldBeFalse();
    }

    [Fact]
    public async Task A_command_that_finds_its_connection_closed_is_a_lost_connection()
    {
        RetryLimit.Apply(RetryLimit.None);
        await using var db = new SqlServerMarketingDbContext(
            new DbContextOptionsBuilder<SqlServerMarketingDbContext>(SilentServer.Options()).AddInterceptors(new ClosedConnection()).Options
        );

        var failure = await Should.ThrowAsync<Exception>(() => db.Plans.CountAsync(TestContext.Current.CancellationToken));

        StoreFaults.IsConnectionLost(failure).ShouldBeTrue(failure.ToString());
        StoreFaults.IsUnavailable(failure).ShouldBeTrue();
        Retries(failure.InnerException!).Again.ShouldBeTrue();
        StoreFaults.IsConnectionLost(new InvalidOperationException("a programming error")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_unit_of_work_never_continues_on_a_second_connection()
    {
        RetryLimit.Apply(RetryLimit.None);
        await using var db = new SqlServerMarketingDbContext(SilentServer.Options()) { HoldsTransaction = true };

        var failure = await Should.ThrowAsync<Exception>(() => db.Plans.CountAsync(TestContext.Current.CancellationToken));

        StoreFaults.IsConnectionLost(failure).ShouldBeTrue(failure.ToString());
    }

    [Theory]
    [InlineData("Server=db", PoolBlockingPeriod.NeverBlock)]
    [InlineData("Server=db;Pool Blocking Period=Auto", PoolBlockingPeriod.Auto)]
    [InlineData("Server=db;PoolBlockingPeriod=AlwaysBlock", PoolBlockingPeriod.AlwaysBlock)]
    public void The_pool_does_not_block_after_a_failed_login_unless_the_operator_set_it(string given, PoolBlockingPeriod expected)
    {
        var options = new DbContextOptionsBuilder<SqlServerMarketingDbContext>();
        PersistenceSetup.UseSqlServer(
            options,
            new DatabaseOptions { Provider = DatabaseProvider.SqlServer, ConnectionString = given + ";Password='a;b=\"c'" }
        );
        using var db = new SqlServerMarketingDbContext(options.Options);

        var used = new SqlConnectionStringBuilder(db.Database.GetConnectionString());
        used.PoolBlockingPeriod.ShouldBe(expected);
        used.Password.ShouldBe("a;b=\"c");
    }

    private static (bool Again, bool Looked) Retries(Exception failure)
    {
        using var db = new SqlServerMarketingDbContext(SilentServer.Options());
        var strategy = db.Database.CreateExecutionStrategy().ShouldBeOfType<SqlServerRetries>();
        return (
            Ask(strategy, "ShouldRetryOn", failure is DbUpdateException ? failure.InnerException! : failure),
            Ask(strategy, "ShouldVerifySuccessOn", failure)
        );
    }

    private static bool Ask(SqlServerRetries strategy, string question, Exception failure) =>
        (bool)typeof(SqlServerRetries).GetMethod(question, BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(strategy, [failure])!;

    /// <summary>As EF Core throws it.</summary>
    private static DbUpdateException Saving(int number, byte severity) => new("Saving failed.", SqlFailures.Create(number, severity));

    /// <summary>Fails as the client library does when the connection was lost a moment before.</summary>
    private sealed class ClosedConnection : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        ) => throw new InvalidOperationException("BeginExecuteReader requires an open and available Connection.");
    }

    /// <summary>Fails as the client library does when no connection becomes free.</summary>
    private sealed class FullPool : DbConnectionInterceptor
    {
        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection,
            ConnectionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        ) => throw new InvalidOperationException("Timeout expired.");
    }
}
