using System.Data;
using System.Data.Common;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Marketing.Api.Tests.Engines;

/// <summary>
/// Contexts for a SQL Server that is not there: no connection is opened, no command is sent. What would have been sent
/// is kept for whoever listens, and answered as if nothing were found and every write had touched one row.
/// </summary>
internal static class SilentServer
{
    private static readonly AsyncLocal<List<SentCommand>?> Listener = new();

    /// <param name="batchSize">Statements per round trip, as <c>Database:MaxBatchSize</c> sets it.</param>
    public static DbContextOptions<SqlServerMarketingDbContext> Options(int batchSize = 1)
    {
        var builder = new DbContextOptionsBuilder<SqlServerMarketingDbContext>();
        PersistenceSetup.UseSqlServer(builder, new DatabaseOptions { Provider = DatabaseProvider.SqlServer, ConnectionString = "Server=nowhere", MaxBatchSize = batchSize });
        return builder.AddInterceptors(new NoConnection(), new NoTransaction(), new NoCommand()).Options;
    }

    /// <summary>What is sent while <paramref name="work"/> runs, whether it ends well or not.</summary>
    public static async Task<(List<SentCommand> Sent, Exception? Failure)> ListenAsync(Func<Task> work)
    {
        var sent = new List<SentCommand>();
        Listener.Value = sent;
        try
        {
            await work();
            return (sent, null);
        }
        catch (Exception failure)
        {
            return (sent, failure);
        }
        finally
        {
            Listener.Value = null;
        }
    }

    private static void Note(DbCommand command)
    {
        SqlServerRules.Check(command.CommandText, command.Parameters.Count);
        Listener.Value?.Add(new SentCommand(command.CommandText, command.Parameters.Count));
    }

    private static DataTableReader OneRow()
    {
        var table = new DataTable { Locale = System.Globalization.CultureInfo.InvariantCulture };
        table.Columns.Add("1", typeof(int));
        table.Rows.Add(1);
        return table.CreateDataReader();
    }

    /// <summary>An update that is checked asks for one row in return; a query finds none.</summary>
    private static DbDataReader Answer(DbCommand command) => command.CommandText.Contains("OUTPUT", StringComparison.Ordinal) || command.CommandText.Contains("@@ROWCOUNT", StringComparison.Ordinal)
        ? OneRow()
        : new DataTable { Locale = System.Globalization.CultureInfo.InvariantCulture }.CreateDataReader();

    private sealed class NoConnection : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => InterceptionResult.Suppress();

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult.Suppress());
    }

    private sealed class NoTransaction : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult<DbTransaction>.SuppressWithResult(new Pretended(connection)));
    }

    private sealed class NoCommand : DbCommandInterceptor
    {
        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            Note(command);
            return InterceptionResult<DbDataReader>.SuppressWithResult(Answer(command));
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(ReaderExecuting(command, eventData, result));

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            Note(command);
            return InterceptionResult<int>.SuppressWithResult(1);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(NonQueryExecuting(command, eventData, result));

        public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
        {
            Note(command);
            return InterceptionResult<object>.SuppressWithResult(0);
        }

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(ScalarExecuting(command, eventData, result));
    }

    private sealed class Pretended(DbConnection connection) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

        protected override DbConnection DbConnection => connection;

        public override void Commit()
        {
        }

        public override void Rollback()
        {
        }
    }
}

/// <summary>One command as SQL Server would get it.</summary>
internal sealed record SentCommand(string Text, int Parameters);
