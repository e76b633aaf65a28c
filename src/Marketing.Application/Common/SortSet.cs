using System.Linq.Expressions;
using System.Text.Json;
using Marketing.Domain.Common;

namespace Marketing.Application.Common;

/// <summary>
/// The fields a list can be sorted by, and keyset paging for them. Every sort ends with the id, so the order is total. Rows inserted or
/// deleted between requests cause neither duplicates nor gaps.
/// </summary>
public sealed class SortSet<TEntity, TResponse>
{
    private readonly Dictionary<string, List<Field>> _fields = new(StringComparer.Ordinal);
    private readonly Field _tieBreaker;

    private SortSet(Field tieBreaker) => _tieBreaker = tieBreaker;

    public string Default { get; private set; } = "";

    public IEnumerable<string> Names => _fields.Keys;

    public static SortSet<TEntity, TResponse> EndingIn<TKey>(Expression<Func<TEntity, TKey>> key, Func<TResponse, TKey> readBack) =>
        new(Field.Of("", key, readBack));

    /// <param name="name">Name of the field in the API.</param>
    /// <param name="key">The column; never computed, so that an index can serve it.</param>
    /// <param name="readBack">Reads the same value from a response row.</param>
    public SortSet<TEntity, TResponse> By<TKey>(string name, Expression<Func<TEntity, TKey>> key, Func<TResponse, TKey> readBack)
    {
        _fields.Add(name, [Field.Of(name, key, readBack)]);
        return this;
    }

    /// <summary>Adds a column to the last sort, for rows that are equal in its other columns.</summary>
    public SortSet<TEntity, TResponse> ThenBy<TKey>(Expression<Func<TEntity, TKey>> key, Func<TResponse, TKey> readBack)
    {
        var (name, columns) = _fields.Last();
        columns.Add(Field.Of(name, key, readBack));
        return this;
    }

    public SortSet<TEntity, TResponse> ByDefault(string sort)
    {
        Default = sort;
        return this;
    }

    /// <summary>Parses a sort; without fields, the default applies.</summary>
    public Result<SortOrder> Parse(IReadOnlyList<string> sort)
    {
        var fields = new List<(Field Field, bool Descending)>();
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var term in sort.Count == 0 ? [Default] : sort)
        {
            var name = term.TrimStart('-');
            if (term.Length - name.Length > 1 || !_fields.TryGetValue(name, out var columns) || !named.Add(name))
            {
                return new UnknownSort(string.Join(',', sort), [.. _fields.Keys.Order(StringComparer.Ordinal)]);
            }

            fields.AddRange(columns.Select(column => (column, term.StartsWith('-'))));
        }

        fields.Add((_tieBreaker, fields[^1].Descending));
        return new SortOrder(fields);
    }

    /// <summary>A parsed sort.</summary>
    public sealed class SortOrder
    {
        private readonly List<(Field Field, bool Descending)> _fields;

        internal SortOrder(List<(Field, bool)> fields) => _fields = fields;

        public IQueryable<TEntity> Apply(IQueryable<TEntity> source)
        {
            for (var i = 0; i < _fields.Count; i++)
            {
                source = _fields[i].Field.Order(source, _fields[i].Descending, first: i == 0);
            }

            return source;
        }

        /// <summary>Returns only the rows after the row with these keys; null if the keys do not match the sort.</summary>
        public IQueryable<TEntity>? After(IQueryable<TEntity> source, IReadOnlyList<string?> keys)
        {
            if (keys.Count != _fields.Count)
            {
                return null;
            }

            var row = Expression.Parameter(typeof(TEntity), "row");
            Expression? after = null;
            for (var i = _fields.Count - 1; i >= 0; i--)
            {
                var (beyond, equal) = _fields[i].Field.Compare(row, keys[i], _fields[i].Descending);
                after = after is null ? beyond : Expression.OrElse(beyond, Expression.AndAlso(equal, after));
            }

            return source.Where(Expression.Lambda<Func<TEntity, bool>>(after!, row));
        }

        public IReadOnlyList<string?> KeysOf(TResponse response) => [.. _fields.Select(f => f.Field.Write(response))];
    }

    internal sealed class Field
    {
        public required Func<IQueryable<TEntity>, bool, bool, IQueryable<TEntity>> Ordering { get; init; }

        public required Func<ParameterExpression, string?, bool, (Expression Beyond, Expression Equal)> Comparing { get; init; }

        public required Func<TResponse, string?> Write { get; init; }

        public static Field Of<TKey>(string name, Expression<Func<TEntity, TKey>> key, Func<TResponse, TKey> readBack) =>
            new()
            {
                Ordering = (source, descending, first) =>
                    (first, descending) switch
                    {
                        (true, false) => source.OrderBy(key),
                        (true, true) => source.OrderByDescending(key),
                        (false, false) => ((IOrderedQueryable<TEntity>)source).ThenBy(key),
                        (false, true) => ((IOrderedQueryable<TEntity>)source).ThenByDescending(key),
                    },
                Comparing = (row, text, descending) =>
                    KeyComparison.Of(new Replace(key.Parameters[0], row).Visit(key.Body), KeyText.Read<TKey>(text), descending),
                Write = response => KeyText.Write(readBack(response)),
            };

        public IQueryable<TEntity> Order(IQueryable<TEntity> source, bool descending, bool first) => Ordering(source, descending, first);

        public (Expression Beyond, Expression Equal) Compare(ParameterExpression row, string? text, bool descending) =>
            Comparing(row, text, descending);
    }

    private sealed class Replace(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

/// <summary>Sort keys as cursors contain them: text as it is, so that the longest key fits, everything else as JSON.</summary>
internal static class KeyText
{
    public static string? Write<TKey>(TKey key) =>
        key switch
        {
            null => null,
            string text => text,
            _ => JsonSerializer.Serialize(key, WireJson.Stored),
        };

    public static TKey? Read<TKey>(string? text) =>
        text switch
        {
            null => default,
            TKey same => same,
            _ => JsonSerializer.Deserialize<TKey>(text, WireJson.Stored),
        };
}

internal static class KeyComparison
{
    /// <summary>Builds "comes after" and "is equal" for an order with null first, as on both engines.</summary>
    public static (Expression Beyond, Expression Equal) Of<TKey>(Expression column, TKey? value, bool descending)
    {
        // Read through a member, so that the value becomes a parameter and the statement is reused.
        var parameter = Expression.Property(Expression.Constant(new Box<TKey>(value)), nameof(Box<TKey>.Value));
        var isNull = default(TKey) is null ? Expression.Equal(column, Expression.Constant(null, column.Type)) : null;
        Expression equal = value is null ? isNull! : Expression.Equal(column, parameter);
        if (value is null)
        {
            return (descending ? Expression.Constant(false) : Expression.Not(isNull!), equal);
        }

        Expression beyond = Compare(column, parameter, descending);
        return (descending && isNull is not null && typeof(TKey) != typeof(string) ? Expression.OrElse(beyond, isNull) : beyond, equal);
    }

    private static BinaryExpression Compare(Expression column, Expression value, bool descending)
    {
        if (column.Type == typeof(string) || IsEntityId(column.Type))
        {
            var compared = Expression.Call(column, column.Type.GetMethod(nameof(IComparable.CompareTo), [column.Type])!, value);
            return descending
                ? Expression.LessThan(compared, Expression.Constant(0))
                : Expression.GreaterThan(compared, Expression.Constant(0));
        }

        return descending ? Expression.LessThan(column, value) : Expression.GreaterThan(column, value);
    }

    private static bool IsEntityId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityId<>));

    private sealed record Box<T>(T? Value);
}

public sealed record UnknownSort(string Sort, IReadOnlyList<string> Allowed) : InputError("input.unknownSort")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/sort", Code, Args)];
}

public sealed record BadCursor() : InputError("input.cursor")
{
    public override IReadOnlyList<RuleFault> Faults => [RuleFault.Of("/cursor", Code)];
}
