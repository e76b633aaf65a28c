using System.Collections.Concurrent;
using System.Data.Common;
using Marketing.Application.Common;
using Marketing.Infrastructure.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Support;

/// <summary>
/// Holds every query that the tests send to one rule: it runs one statement, or all of its statements in one transaction. Otherwise a
/// write can come between two statements, and the response mixes two states. A query that breaks the rule fails the request.
/// </summary>
internal static class OneState
{
    private static readonly AsyncLocal<Reads?> Current = new();
    private static readonly Counter Counting = new();

    public static void Follow(IServiceCollection services)
    {
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(Watch<,>));
        services.ConfigureDbContext<SqliteMarketingDbContext>(options => options.AddInterceptors(Counting));
        services.ConfigureDbContext<SqlServerMarketingDbContext>(options => options.AddInterceptors(Counting));
    }

    /// <summary>What a query has read, by the context that it read with.</summary>
    private sealed class Reads
    {
        private readonly ConcurrentDictionary<DbContextId, ConcurrentDictionary<object, byte>> _states = new();

        public int States => _states.Values.Select(states => states.Count).DefaultIfEmpty().Max();

        /// <summary>Statements of a transaction see one state; a statement outside of one sees a state of its own.</summary>
        public void Note(DbContext context, DbCommand command) =>
            _states.GetOrAdd(context.ContextId, _ => new()).TryAdd((object?)command.Transaction ?? command, 0);
    }

    private sealed class Watch<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
        where TRequest : notnull
    {
        private static readonly bool IsQuery = typeof(TRequest)
            .GetInterfaces()
            .Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IQuery<>));

        public async Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
        {
            if (!IsQuery)
            {
                return await next();
            }

            var reads = new Reads();
            Current.Value = reads;
            var response = await next();
            Current.Value = null;
            return reads.States <= 1
                ? response
                : throw new InvalidOperationException($"{typeof(TRequest).Name} reads {reads.States} states of the database.");
        }
    }

    private sealed class Counter : DbCommandInterceptor
    {
        public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
        {
            Current.Value?.Note(eventData.Context!, command);
            return result;
        }

        public override ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command,
            CommandExecutedEventData eventData,
            DbDataReader result,
            CancellationToken cancellationToken = default
        ) => ValueTask.FromResult(ReaderExecuted(command, eventData, result));
    }
}
