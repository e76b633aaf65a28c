using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Marketing.Infrastructure.Persistence.SqlServer;

/// <summary>
/// Tries again what failed in passing: deadlocks, lost connections, a server that moves. Whatever made the database
/// unavailable in the middle of a commit, the unit of work asks first whether it counted.
/// </summary>
internal sealed class SqlServerRetries(ExecutionStrategyDependencies dependencies)
    : SqlServerRetryingExecutionStrategy(dependencies, maxRetryCount: 5, maxRetryDelay: TimeSpan.FromSeconds(2), errorNumbersToAdd: null)
{
    protected override bool ShouldVerifySuccessOn(Exception exception) =>
        base.ShouldVerifySuccessOn(exception) || StoreFaults.IsUnavailable(exception);
}
