using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Persistence.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Engines;

/// <summary>
/// Contexts for a SQL Server that is not there: no connection is opened, no command is sent. What would have been sent
/// is kept for whoever listens, and answered as if nothing were found and every write had touched one row, unless the
/// listener wants it otherwise.
/// </summary>
internal static partial class SilentServer
{
    private static readonly AsyncLocal<List<SentCommand>?> Listener = new();
    private static readonly AsyncLocal<bool> FindsNoRowToWrite = new();
    private static readonly AsyncLocal<bool> ReadsWait = new();
    private static readonly IInterceptor[] Silence = [new NoConnection(), new NoTransaction(), new NoCommand()];

    /// <param name="batchSize">Statements per round trip, as <c>Database:MaxBatchSize</c> sets it.</param>
    /// <param name="server">The name of the server.</param>
    public static DbContextOptions<SqlServerMarketingDbContext> Options(int batchSize = 1, string server = "nowhere")
    {
        var builder = new DbContextOptionsBuilder<SqlServerMarketingDbContext>();
        PersistenceSetup.UseSqlServer(
            builder,
            new DatabaseOptions
            {
                Provider = DatabaseProvider.SqlServer,
                ConnectionString = $"Server={server}",
                MaxBatchSize = batchSize,
            }
        );
        return builder.AddInterceptors(Silence).Options;
    }

    /// <summary>Puts this server behind services that are configured for SQL Server.</summary>
    public static void StandIn(IServiceCollection services) =>
        services.ConfigureDbContext<SqlServerMarketingDbContext>(options => options.AddInterceptors(Silence));

    /// <summary>What is sent while <paramref name="work"/> runs, whether it ends well or not.</summary>
    /// <param name="work">What to listen to.</param>
    /// <param name="findsNoRowToWrite">Whether updates and deletions touch no row.</param>
    /// <param name="readsWait">Whether READ_COMMITTED_SNAPSHOT is off.</param>
    public static async Task<(List<SentCommand> Sent, Exception? Failure)> ListenAsync(
        Func<Task> work,
        bool findsNoRowToWrite = false,
        bool readsWait = false
    )
    {
        var sent = new List<SentCommand>();
        (Listener.Value, FindsNoRowToWrite.Value, ReadsWait.Value) = (sent, findsNoRowToWrite, readsWait);
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
        Listener.Value?.Add(
            new SentCommand(command.CommandText, command.Parameters.Count)
            {
                Types = command.Parameters.Cast<SqlParameter>().ToDictionary(parameter => parameter.ParameterName, TypeOf),
            }
        );
    }

    private const int Columns = 60;

    /// <summary>The type that a parameter is declared with, written as a column's.</summary>
    private static string TypeOf(SqlParameter parameter) =>
        parameter.SqlDbType switch
        {
            SqlDbType.DateTime2 => $"datetime2({parameter.Scale})",
            SqlDbType.Decimal => $"decimal({parameter.Precision},{parameter.Scale})",
            SqlDbType.NVarChar or SqlDbType.VarBinary or SqlDbType.Binary =>
                $"{parameter.SqlDbType.ToString().ToLowerInvariant()}({(parameter.Size == -1 ? "max" : parameter.Size)})",
            _ => parameter.SqlDbType.ToString().ToLowerInvariant(),
        };

    /// <summary>An update that is checked asks for one row in return, a question gets its no; any other query finds nothing.</summary>
    private static DataTableReader Answer(string sql) =>
        sql.Contains("OUTPUT", StringComparison.Ordinal) || sql.Contains("@@ROWCOUNT", StringComparison.Ordinal) ? Row(1)
        : sql.StartsWith("SELECT CASE", StringComparison.Ordinal) ? Row(false)
        : sql.Contains("is_read_committed_snapshot_on", StringComparison.Ordinal) ? Row(ReadsWait.Value)
        : sql.Contains("OBJECT_ID", StringComparison.Ordinal) ? Row(true)
        : NoRows();

    /// <summary>An empty result, with more columns than any query selects.</summary>
    private static DataTableReader NoRows()
    {
        var table = Table();
        for (var column = 0; column < Columns; column++)
        {
            table.Columns.Add($"Column{column}", typeof(object));
        }

        return table.CreateDataReader();
    }

    private static DataTableReader Row<T>(T value)
    {
        var table = Table();
        table.Columns.Add("Value", typeof(T));
        table.Rows.Add(value);
        return table.CreateDataReader();
    }

    private static DataTable Table() => new() { Locale = System.Globalization.CultureInfo.InvariantCulture };

    private sealed class NoConnection : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(
            DbConnection connection,
            ConnectionEventData eventData,
            InterceptionResult result
        ) => InterceptionResult.Suppress();

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection,
            ConnectionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        ) => ValueTask.FromResult(InterceptionResult.Suppress());
    }

    private sealed class NoTransaction : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection,
            TransactionStartingEventData eventData,
            InterceptionResult<DbTransaction> result,
            CancellationToken cancellationToken = default
        ) => ValueTask.FromResult(InterceptionResult<DbTransaction>.SuppressWithResult(new Pretended(connection)));

        public override ValueTask<InterceptionResult> CreatingSavepointAsync(
            DbTransaction transaction,
            TransactionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        ) => throw new SqlServerRuleBrokenException("a savepoint: a round trip that nothing goes back to");
    }

    private sealed partial class NoCommand : DbCommandInterceptor
    {
        public override InterceptionResult<DbCommand> CommandCreating(
            CommandCorrelatedEventData eventData,
            InterceptionResult<DbCommand> result
        ) => InterceptionResult<DbCommand>.SuppressWithResult(new Unsent((SqlConnection)eventData.Connection));

        public override InterceptionResult<DbDataReader> ReaderExecuting(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result
        )
        {
            Note(command);
            return InterceptionResult<DbDataReader>.SuppressWithResult(Answer(command.CommandText));
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        ) => ValueTask.FromResult(ReaderExecuting(command, eventData, result));

        public override InterceptionResult<int> NonQueryExecuting(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result
        )
        {
            Note(command);
            return InterceptionResult<int>.SuppressWithResult(RowsTouched(command.CommandText));
        }

        /// <summary>One, and for the records of a write as many as its statements insert and update.</summary>
        private static int RowsTouched(string sql) =>
            FindsNoRowToWrite.Value && !sql.Contains("INSERT INTO", StringComparison.Ordinal) ? 0
            : sql.Contains("INSERT INTO [AuditEntries]", StringComparison.Ordinal)
            || sql.Contains("[ChangeCounters]", StringComparison.Ordinal)
                ? RecordRow().Count(sql)
            : 1;

        [GeneratedRegex(@"VALUES \(|,\n\(|UPDATE \[\w+\] SET|AS \[Before\]|INSERT INTO \[WriteMarkers\]")]
        private static partial Regex RecordRow();

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        ) => ValueTask.FromResult(NonQueryExecuting(command, eventData, result));

        public override InterceptionResult<object> ScalarExecuting(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<object> result
        )
        {
            Note(command);
            return InterceptionResult<object>.SuppressWithResult(0);
        }

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<object> result,
            CancellationToken cancellationToken = default
        ) => ValueTask.FromResult(ScalarExecuting(command, eventData, result));
    }

    private sealed class Pretended(DbConnection connection) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

        protected override DbConnection DbConnection => connection;

        public override void Commit() { }

        public override void Rollback() { }
    }
}

/// <summary>A command of SQL Server that does not mind in what kind of transaction it is.</summary>
internal sealed class Unsent(SqlConnection connection) : DbCommand
{
    private readonly SqlCommand _command = new() { Connection = connection };

    [AllowNull]
    public override string CommandText
    {
        get => _command.CommandText;
        set => _command.CommandText = value;
    }

    public override int CommandTimeout
    {
        get => _command.CommandTimeout;
        set => _command.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => _command.CommandType;
        set => _command.CommandType = value;
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource
    {
        get => _command.UpdatedRowSource;
        set => _command.UpdatedRowSource = value;
    }

    protected override DbConnection? DbConnection
    {
        get => _command.Connection;
        set => _command.Connection = (SqlConnection?)value;
    }

    protected override DbParameterCollection DbParameterCollection => _command.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel() { }

    public override void Prepare() { }

    public override int ExecuteNonQuery() => throw NotThere();

    public override object? ExecuteScalar() => throw NotThere();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw NotThere();

    protected override DbParameter CreateDbParameter() => _command.CreateParameter();

    protected override void Dispose(bool disposing)
    {
        _command.Dispose();
        base.Dispose(disposing);
    }

    private static InvalidOperationException NotThere() => new("There is no server to send it to.");
}

/// <summary>One command as SQL Server would get it.</summary>
internal sealed record SentCommand(string Text, int Parameters)
{
    /// <summary>How each parameter is declared, by its name.</summary>
    public IReadOnlyDictionary<string, string> Types { get; init; } = new Dictionary<string, string>();

    /// <summary>Without the wish that its rows be counted.</summary>
    public string Statement => Text.StartsWith(RowsCounted.Prefix, StringComparison.Ordinal) ? Text[RowsCounted.Prefix.Length..] : Text;
}
