using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Marketing.Api.Tests.Engines;

/// <summary>Holds statements that are written by hand, and so are the same on both engines, to the rules of SQL Server.</summary>
internal sealed class HandWritten : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Check(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Check(command, eventData);
        return ValueTask.FromResult(result);
    }

    /// <summary>Settings of the embedded engine are not sent to another.</summary>
    private static void Check(DbCommand command, CommandEventData eventData)
    {
        if (
            eventData.CommandSource is CommandSource.ExecuteSqlRaw or CommandSource.FromSqlQuery
            && !command.CommandText.StartsWith("PRAGMA", StringComparison.Ordinal)
        )
        {
            SqlServerRules.Check(command.CommandText, command.Parameters.Count);
        }
    }
}
