using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace Marketing.Infrastructure.Persistence;

/// <summary>Opens the transactions of the product: units of work, and reads of several statements.</summary>
internal static class Transactions
{
    /// <summary>
    /// Runs work in a transaction and rolls back what the work has not committed. A lost connection is reported as
    /// <see cref="ConnectionLostException"/>, whatever the client library throws.
    /// </summary>
    public static async Task<T> InTransactionAsync<T>(
        this MarketingDbContext db,
        IsolationLevel level,
        Func<IDbContextTransaction, Task<T>> work,
        CancellationToken ct
    )
    {
        var transaction = await BeginAsync(db, level, ct);
        var connection = db.Database.GetDbConnection();
        db.HoldsTransaction = connection.State == ConnectionState.Open;
        try
        {
            return await work(transaction);
        }
        catch (Exception failure)
            when (db.HoldsTransaction
                && connection.State != ConnectionState.Open
                && !ct.IsCancellationRequested
                && !StoreFaults.IsUnavailable(failure)
            )
        {
            // The transaction keeps the connection open. What the client library throws once it is closed depends on the moment.
            throw new ConnectionLostException(failure);
        }
        finally
        {
            db.HoldsTransaction = false;
            await EndAsync(db, transaction);
        }
    }

    private static async Task<IDbContextTransaction> BeginAsync(MarketingDbContext db, IsolationLevel level, CancellationToken ct)
    {
        try
        {
            return await db.Database.BeginTransactionAsync(level, ct);
        }
        catch (InvalidOperationException failure)
        {
            // The pool returned a connection that had been lost. The context has no other transaction.
            throw new ConnectionLostException(failure);
        }
    }

    /// <summary>
    /// Ends the transaction, and rolls back what was not committed. A failure must not replace the exception that led here: it means that
    /// the connection is gone, and then the database rolls back by itself. The context may be used for another attempt.
    /// </summary>
    private static async Task EndAsync(MarketingDbContext db, IDbContextTransaction transaction)
    {
        try
        {
            await transaction.DisposeAsync();
        }
        catch (Exception failure)
        {
            db.GetService<ILoggerFactory>().CreateLogger(typeof(Transactions)).LogDebug(failure, "The roll-back failed");
            await db.Database.UseTransactionAsync(null);
            await db.Database.CloseConnectionAsync();
        }
    }
}
