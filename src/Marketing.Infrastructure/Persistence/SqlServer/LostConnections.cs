using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Marketing.Infrastructure.Persistence.SqlServer;

/// <summary>Handles connections that cannot be opened, and those that were lost in the middle of a unit of work.</summary>
internal sealed class LostConnections : DbConnectionInterceptor
{
    /// <summary>
    /// Refuses to open a second connection within a unit of work. EF Core would forget the transaction that was lost with the first one,
    /// and commit each statement that follows.
    /// </summary>
    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection,
        ConnectionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    ) =>
        eventData.Context is MarketingDbContext { HoldsTransaction: true }
            ? throw new ConnectionLostException(null)
            : ValueTask.FromResult(result);

    /// <summary>The pool had no free connection in time, which the client library reports as <see cref="InvalidOperationException"/>.</summary>
    public override Task ConnectionFailedAsync(
        DbConnection connection,
        ConnectionErrorEventData eventData,
        CancellationToken cancellationToken = default
    ) => eventData.Exception is InvalidOperationException ? throw new StoreBusyException(eventData.Exception) : Task.CompletedTask;
}
