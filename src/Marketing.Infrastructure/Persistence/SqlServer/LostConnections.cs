using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Marketing.Infrastructure.Persistence.SqlServer;

/// <summary>Recognises lost connections that the client library does not report as such, and connections that cannot be opened.</summary>
internal sealed class LostConnections : DbConnectionInterceptor, IDbCommandInterceptor, IDbTransactionInterceptor
{
    /// <summary>
    /// A command on a connection that has just been lost can fail with <see cref="InvalidOperationException"/>: the connection is closed,
    /// or
    /// an open one is required although the state is open. Only a programming error causes the same type, and that with every call.
    /// </summary>
    public Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Recognise(eventData.Exception);
        return Task.CompletedTask;
    }

    /// <summary>A commit over a lost connection can fail the same way: the transaction has completed.</summary>
    public Task TransactionFailedAsync(
        DbTransaction transaction,
        TransactionErrorEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Recognise(eventData.Exception);
        return Task.CompletedTask;
    }

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

    /// <summary>
    /// The pool had no free connection in time, which the client library reports as <see cref="InvalidOperationException"/>.
    /// </summary>
    public override Task ConnectionFailedAsync(
        DbConnection connection,
        ConnectionErrorEventData eventData,
        CancellationToken cancellationToken = default
    ) => eventData.Exception is InvalidOperationException ? throw new StoreBusyException(eventData.Exception) : Task.CompletedTask;

    private static void Recognise(Exception failure)
    {
        if (failure is InvalidOperationException)
        {
            StoreFaults.MarkLostConnection(failure);
        }
    }
}
