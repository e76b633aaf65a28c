using System.Collections.Concurrent;
using System.Linq.Expressions;
using AutoMapper;
using AutoMapper.QueryableExtensions;

namespace Marketing.Application.Common;

/// <summary>Maps a row that was just written to its response, with the projection that also reads it from the table.</summary>
public sealed class ResponseMapper(IConfigurationProvider mappings)
{
    private readonly ConcurrentDictionary<(Type Row, Type Response), Delegate> _projections = new();

    public TResponse Map<TRow, TResponse>(TRow row) =>
        ((Func<TRow, TResponse>)_projections.GetOrAdd((typeof(TRow), typeof(TResponse)), _ => Compile<TRow, TResponse>()))(row);

    private Func<TRow, TResponse> Compile<TRow, TResponse>() => mappings.ProjectionOf<TRow, TResponse>().Compile();
}

/// <summary>Projections as expressions.</summary>
public static class Projections
{
    /// <summary>Returns the expression that <c>ProjectTo</c> selects from each row.</summary>
    public static Expression<Func<TRow, TResponse>> ProjectionOf<TRow, TResponse>(this IConfigurationProvider mappings)
    {
        var select = (MethodCallExpression)Array.Empty<TRow>().AsQueryable().ProjectTo<TResponse>(mappings).Expression;
        return (Expression<Func<TRow, TResponse>>)((UnaryExpression)select.Arguments[1]).Operand;
    }
}
