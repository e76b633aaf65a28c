using System.Collections.Concurrent;
using System.Data.Common;
using Marketing.Infrastructure.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Engines;

/// <summary>Explains every statement that the product sends to SQLite, before it runs, with its own arguments.</summary>
internal sealed class QueryPlans : DbCommandInterceptor
{
    private readonly ConcurrentQueue<ExplainedQuery> _explained = [];

    public void Follow(IServiceCollection services) =>
        services.ConfigureDbContext<SqliteMarketingDbContext>(options => options.AddInterceptors(this));

    /// <summary>The statements of some work, with their plans.</summary>
    public async Task<IReadOnlyList<ExplainedQuery>> OfAsync(Func<Task> work)
    {
        _explained.Clear();
        await work();
        return [.. _explained];
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        await ExplainAsync(command);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        await ExplainAsync(command);
        return result;
    }

    /// <summary>Only a command of one statement: of several, all but the first would be done.</summary>
    private async Task ExplainAsync(DbCommand command)
    {
        var text = command.CommandText.Trim().TrimEnd(';');
        if (text.Contains(';', StringComparison.Ordinal) || text.StartsWith("PRAGMA", StringComparison.Ordinal))
        {
            return;
        }

        await using var explain = (SqliteCommand)command.Connection!.CreateCommand();
        explain.CommandText = "EXPLAIN QUERY PLAN " + text;
        explain.Transaction = (SqliteTransaction?)command.Transaction;
        foreach (var parameter in command.Parameters.Cast<SqliteParameter>())
        {
            explain.Parameters.Add(new SqliteParameter(parameter.ParameterName, parameter.Value));
        }

        var steps = new List<string>();
        await using var reader = await explain.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            steps.Add(reader.GetString(3));
        }

        _explained.Enqueue(new ExplainedQuery(text, steps));
    }
}

/// <summary>A statement with the steps of its plan.</summary>
internal sealed record ExplainedQuery(string Sql, IReadOnlyList<string> Steps)
{
    public bool Uses(string index) => Steps.Any(step => $"{step} ".Contains($" INDEX {index} ", StringComparison.Ordinal));

    public override string ToString() => $"{Sql}\n  {string.Join("\n  ", Steps)}";
}
