using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Marketing.Infrastructure.Persistence.SqlServer;

/// <summary>
/// Enables row counts for every statement whose result depends on them. They can be disabled for a session: by the server's user options,
/// or by an earlier save over the same connection, which compatible servers remember until the connection is reset. A guarded update would
/// then seem to have found no row.
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
