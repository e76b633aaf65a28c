using System.Reflection;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Persistence.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

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
    [InlineData(53, 20)] // no server there
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
    [InlineData(-2, 11, false)]
    [InlineData(2627, 14, false)]
    public void Only_what_is_sure_to_have_failed_in_passing_is_done_again(int number, byte severity, bool again) =>
        Retries(Saving(number, severity)).Again.ShouldBe(again);

    [Theory]
    [InlineData(-2, 11, true)]
    [InlineData(1205, 13, true)]
    [InlineData(53, 20, true)]
    [InlineData(2627, 14, false)]
    public void A_commit_that_was_broken_off_is_looked_up_before_it_is_called_a_failure(int number, byte severity, bool looked) =>
        Retries(Saving(number, severity)).Looked.ShouldBe(looked);

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

    /// <summary>As EF Core throws it. The client has no public way to make its exceptions.</summary>
    private static DbUpdateException Saving(int number, byte severity)
    {
        const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public;
        var make = typeof(SqlError)
            .GetConstructors(Hidden)
            .First(constructor => constructor.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(int));
        var error = make.Invoke([
            .. make.GetParameters()
                .Select(parameter =>
                    parameter switch
                    {
                        { Position: 0 } => number,
                        { Name: "errorClass" } => severity,
                        { ParameterType: var type } when type == typeof(string) => "",
                        { ParameterType.IsValueType: true } => Activator.CreateInstance(parameter.ParameterType),
                        _ => (object?)null,
                    }
                ),
        ]);
        var errors = Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        typeof(SqlErrorCollection).GetMethod("Add", Hidden)!.Invoke(errors, [error]);
        var create = typeof(SqlException)
            .GetMethods(Hidden)
            .First(method =>
                method.Name == "CreateException" && method.GetParameters() is [_, { ParameterType: var second }] && second == typeof(string)
            );
        var failure = (SqlException)create.Invoke(null, [errors, ""])!;
        (failure.Number, failure.Class).ShouldBe((number, severity));
        return new DbUpdateException("Saving failed.", failure);
    }
}
