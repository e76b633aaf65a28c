using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Marketing.Infrastructure.Persistence.SqlServer;

/// <summary>
/// Has SQL Server count the rows of every statement that is judged by them. A session may have been told not to count: by
/// the server's user options, or by an earlier save over the same connection, which relatives of SQL Server remember until
/// the connection is reset. A guarded update would then look as if it had found no row.
/// </summary>
internal sealed class RowsCounted : DbCommandInterceptor
{
    public const string Prefix = "SET NOCOUNT OFF;\n";

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        if (eventData.CommandSource is CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete or CommandSource.ExecuteSqlRaw)
        {
            command.CommandText = Prefix + command.CommandText;
        }

        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(NonQueryExecuting(command, eventData, result));
}
