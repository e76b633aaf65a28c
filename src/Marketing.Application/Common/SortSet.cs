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

        /// <summary>
        /// Returns the rows after the row with these keys, as ranges of the first column in their order; null if the keys do not match the
        /// sort. An index seeks to the beginning of each range, however deep the page is.
        /// </summary>
        public IReadOnlyList<IQueryable<TEntity>>? After(IQueryable<TEntity> source, IReadOnlyList<string?> keys)
        {
            if (keys.Count != _fields.Count)
            {
                return null;
            }

            var row = Expression.Parameter(typeof(TEntity), "row");
            var comparisons = _fields.Select((f, i) => f.Field.Compare(row, keys[i], f.Descending)).ToArray();
            return [.. KeyComparison.Ranges(comparisons).Select(range => source.Where(Expression.Lambda<Func<TEntity, bool>>(range, row)))];
        }

        public IReadOnlyList<string?> KeysOf(TResponse response) => [.. _fields.Select(f => f.Field.Write(response))];
    }

    internal sealed class Field
    {
        public required Func<IQueryable<TEntity>, bool, bool, IQueryable<TEntity>> Ordering { get; init; }

        public required Func<ParameterExpression, string?, bool, KeyComparison> Comparing { get; init; }

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

        public KeyComparison Compare(ParameterExpression row, string? text, bool descending) => Comparing(row, text, descending);
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

/// <summary>Compares a column with a key, in an order with null first, as on both engines.</summary>
internal sealed class KeyComparison
{
    private readonly Expression _equal;

    /// <summary>The rows behind the key on its side of null, and the same with those equal to it; null if the key is null.</summary>
    private readonly (Expression Strictly, Expression OrEqual)? _behind;

    /// <summary>The rows behind the key on the other side of null; null if there are none.</summary>
    private readonly Expression? _acrossNull;

    private KeyComparison(Expression equal, (Expression Strictly, Expression OrEqual)? behind, Expression? acrossNull) =>
        (_equal, _behind, _acrossNull) = (equal, behind, acrossNull);

    public static KeyComparison Of<TKey>(Expression column, TKey? value, bool descending)
    {
        var isNull = default(TKey) is null ? Expression.Equal(column, Expression.Constant(null, column.Type)) : null;
        if (value is null)
        {
            return new KeyComparison(isNull!, behind: null, descending ? null : Expression.Not(isNull!));
        }

        // Read through a member, so that the value becomes a parameter and the statement is reused.
        var parameter = Expression.Property(Expression.Constant(new Box<TKey>(value)), nameof(Box<TKey>.Value));
        return new KeyComparison(
            Expression.Equal(column, parameter),
            (
                Compare(descending ? ExpressionType.LessThan : ExpressionType.GreaterThan, column, parameter),
                Compare(descending ? ExpressionType.LessThanOrEqual : ExpressionType.GreaterThanOrEqual, column, parameter)
            ),
            descending && typeof(TKey) != typeof(string) ? isNull : null
        );
    }

    /// <summary>
    /// Returns the rows behind the keys of all columns, in ranges that an index can seek, in order. The bound of a range is redundant:
    /// engines do not find it in the alternatives, and would read the index from its beginning.
    /// </summary>
    /// <param name="columns">The comparisons of the columns that are sorted by; the last one is unique and never null.</param>
    public static IEnumerable<Expression> Ranges(ReadOnlyMemory<KeyComparison> columns)
    {
        var (first, others) = (columns.Span[0], columns[1..]);
        if (first._behind is { } behind)
        {
            yield return others.IsEmpty
                ? behind.Strictly
                : Expression.AndAlso(
                    behind.OrEqual,
                    Expression.OrElse(behind.Strictly, Expression.AndAlso(first._equal, Beyond(others.Span)))
                );
        }
        else
        {
            foreach (var range in Ranges(others))
            {
                yield return Expression.AndAlso(first._equal, range);
            }
        }

        if (first._acrossNull is not null)
        {
            yield return first._acrossNull;
        }
    }

    /// <summary>Returns the rows behind the keys in one condition.</summary>
    private static Expression Beyond(ReadOnlySpan<KeyComparison> columns)
    {
        var first = columns[0];
        var others = columns[1..];
        var tied = others.IsEmpty ? null : Expression.AndAlso(first._equal, Beyond(others));
        return Or(Or(first._behind?.Strictly, first._acrossNull), tied) ?? Expression.Constant(false);
    }

    private static Expression? Or(Expression? one, Expression? other) =>
        one is null ? other
        : other is null ? one
        : Expression.OrElse(one, other);

    private static BinaryExpression Compare(ExpressionType comparison, Expression column, Expression value) =>
        column.Type == typeof(string) || IsEntityId(column.Type)
            ? Expression.MakeBinary(
                comparison,
                Expression.Call(column, column.Type.GetMethod(nameof(IComparable.CompareTo), [column.Type])!, value),
                Expression.Constant(0)
            )
            : Expression.MakeBinary(comparison, column, value);

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
