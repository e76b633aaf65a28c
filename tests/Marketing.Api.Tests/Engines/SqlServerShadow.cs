using System.Linq.Expressions;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Internal;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

#pragma warning disable EF1001 // the one place where all queries pass is internal to EF Core

namespace Marketing.Api.Tests.Engines;

/// <summary>
/// Has every query that the tests send to SQLite written for SQL Server as well, with the same arguments, and reads every
/// statement that is written by hand as SQL Server would. What cannot be translated there, is too long for its column, or breaks
/// a rule of <see cref="SqlServerRules"/>, fails the request that sent it.
/// </summary>
internal static class SqlServerShadow
{
    private static readonly PooledDbContextFactory<SqlServerMarketingDbContext> Servers = new(SilentServer.Options());
    private static readonly HandWritten ByHand = new();
    private static readonly ColumnLengths Lengths = new();
    private static long _translated;

    /// <summary>How many queries were translated by now.</summary>
    public static long Translated => Interlocked.Read(ref _translated);

    public static void Follow(IServiceCollection services)
    {
        if (!Support.TestDatabase.OnSqlServer)
        {
            services.ConfigureDbContext<SqliteMarketingDbContext>(options =>
                options.ReplaceService<IQueryCompiler, Compiler>().AddInterceptors(ByHand, Lengths)
            );
        }
    }

    private static void Translate(DbContext asked, Action<SqlServerMarketingDbContext> run)
    {
        using var server = Servers.CreateDbContext();
        server.Workspace = ((MarketingDbContext)asked).Workspace;
        var listening = SilentServer.ListenAsync(() =>
        {
            run(server);
            return Task.CompletedTask;
        });
        var (sent, failure) = listening.GetAwaiter().GetResult();
        if (failure is SqlServerRuleBrokenException || sent.Count == 0)
        {
            throw new InvalidOperationException($"SQL Server cannot take this query: {failure?.Message ?? "it sends nothing"}", failure);
        }

        Interlocked.Increment(ref _translated);
    }

    private static void Drain<TResult>(TResult result)
    {
        switch (result)
        {
            case Task task:
                task.GetAwaiter().GetResult();
                break;
            case System.Collections.IEnumerable rows:
                rows.GetEnumerator().MoveNext();
                break;
            case not null
                when typeof(TResult) is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>):
                typeof(SqlServerShadow)
                    .GetMethod(nameof(DrainRows), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                    .MakeGenericMethod(type.GetGenericArguments())
                    .Invoke(null, [result]);
                break;
        }
    }

    private static void DrainRows<T>(IAsyncEnumerable<T> rows) =>
        rows.GetAsyncEnumerator().MoveNextAsync().AsTask().GetAwaiter().GetResult();

    private sealed class Compiler : QueryCompiler
    {
        private readonly ICurrentDbContext _current;

        public Compiler(
            IQueryContextFactory contexts,
            ICompiledQueryCache cache,
            ICompiledQueryCacheKeyGenerator keys,
            IDatabase database,
            IDiagnosticsLogger<DbLoggerCategory.Query> logger,
            ICurrentDbContext current,
            IEvaluatableExpressionFilter filter,
            IModel model
        )
            : base(contexts, cache, keys, database, logger, current, filter, model) => _current = current;

        public override TResult Execute<TResult>(Expression query)
        {
            Translate(
                _current.Context,
                server => Drain(server.GetService<IQueryCompiler>().Execute<TResult>(new Rerooting(server).Visit(query)))
            );
            return base.Execute<TResult>(query);
        }

        public override TResult ExecuteAsync<TResult>(Expression query, CancellationToken cancellationToken = default)
        {
            Translate(
                _current.Context,
                server =>
                    Drain(
                        server
                            .GetService<IQueryCompiler>()
                            .ExecuteAsync<TResult>(new Rerooting(server).Visit(query), CancellationToken.None)
                    )
            );
            return base.ExecuteAsync<TResult>(query, cancellationToken);
        }

        public override Func<QueryContext, TResult> CreateCompiledQuery<TResult>(Expression query) =>
            Beside(base.CreateCompiledQuery<TResult>(query), query, (compiler, own) => compiler.CreateCompiledQuery<TResult>(own));

        public override Func<QueryContext, TResult> CreateCompiledAsyncQuery<TResult>(Expression query) =>
            Beside(
                base.CreateCompiledAsyncQuery<TResult>(query),
                query,
                (compiler, own) => compiler.CreateCompiledAsyncQuery<TResult>(own)
            );

        /// <summary>A query that is compiled once, beside its like for SQL Server: both run with the same arguments.</summary>
        private static Func<QueryContext, TResult> Beside<TResult>(
            Func<QueryContext, TResult> run,
            Expression query,
            Func<IQueryCompiler, Expression, Func<QueryContext, TResult>> compile
        )
        {
            Func<QueryContext, TResult>? there = null;
            return context =>
            {
                Translate(
                    context.Context,
                    server =>
                    {
                        there ??= compile(server.GetService<IQueryCompiler>(), new Rerooting(server).Visit(query));
                        var own = server.GetService<IQueryContextFactory>().Create();
                        foreach (var (name, value) in context.Parameters)
                        {
                            own.Parameters.Add(name, value);
                        }

                        Drain(there(own));
                    }
                );
                return run(context);
            };
        }
    }

    /// <summary>Puts the tables of the other context under a query, those of captured queries too.</summary>
    private sealed class Rerooting(MarketingDbContext server) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) =>
            node is EntityQueryRootExpression root
                ? new EntityQueryRootExpression(server.GetService<IAsyncQueryProvider>(), server.Model.FindEntityType(root.ElementType)!)
                : base.VisitExtension(node);

        protected override Expression VisitConstant(ConstantExpression node) =>
            node.Value is IQueryable { Expression: not ConstantExpression } captured ? Visit(captured.Expression) : node;

        protected override Expression VisitMember(MemberExpression node) =>
            IsCapturedQuery(node) ? Visit(Evaluate(node).Expression) : base.VisitMember(node);

        protected override Expression VisitMethodCall(MethodCallExpression node) =>
            node.Method.Name == nameof(DbContext.Set) && IsCapturedQuery(node)
                ? Visit(Evaluate(node).Expression)
                : base.VisitMethodCall(node);

        private static bool IsCapturedQuery(Expression node) => node.Type.IsAssignableTo(typeof(IQueryable)) && IsCaptured(node);

        private static bool IsCaptured(Expression? node) =>
            node switch
            {
                ConstantExpression => true,
                MemberExpression member => IsCaptured(member.Expression),
                MethodCallExpression { Arguments.Count: 0 } call => IsCaptured(call.Object),
                UnaryExpression { NodeType: ExpressionType.Convert } convert => IsCaptured(convert.Operand),
                _ => false,
            };

        private static IQueryable Evaluate(Expression node) =>
            (IQueryable)Expression.Lambda(node).Compile(preferInterpretation: true).DynamicInvoke()!;
    }
}
