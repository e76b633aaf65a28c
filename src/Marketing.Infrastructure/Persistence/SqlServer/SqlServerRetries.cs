using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Marketing.Infrastructure.Persistence.SqlServer;

/// <summary>
/// Retries transient failures: deadlocks, lost connections, failovers. After a failed commit, the unit of work first checks whether the
/// commit succeeded. All retries of a request together are limited by time, not by number.
/// </summary>
/// <param name="dependencies">Services of the context.</param>
/// <param name="ownLimit">The time for one execution, where no request sets a limit.</param>
internal sealed class SqlServerRetries(ExecutionStrategyDependencies dependencies, TimeSpan ownLimit)
    : SqlServerRetryingExecutionStrategy(dependencies, MoreThanFit, maxRetryDelay: TimeSpan.FromSeconds(2), errorNumbersToAdd: null)
{
    /// <summary>The base class requires a maximum number of retries; the time always ends first.</summary>
    private const int MoreThanFit = 1000;

    private RetryLimit? _limit;

    protected override void OnFirstExecution()
    {
        base.OnFirstExecution();
        _limit = RetryLimit.Current ?? new RetryLimit(TimeProvider.System, ownLimit);
    }

    protected override bool ShouldRetryOn(Exception exception) => base.ShouldRetryOn(exception) || StoreFaults.IsConnectionLost(exception);

    protected override bool ShouldVerifySuccessOn(Exception exception) =>
        base.ShouldVerifySuccessOn(exception) || StoreFaults.IsUnavailable(exception);

    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        base.GetNextDelay(lastException) is { } delay && _limit!.Allows(delay) ? delay : null;
}
