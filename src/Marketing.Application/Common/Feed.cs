using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketing.Application.Common;

/// <summary>
/// A table for BI tools and spreadsheets. The members of its row record are the columns: name, type, order and documentation are
/// declared there once, and JSON pages, CSV and the OpenAPI schema are derived from them. The label of a column has the key
/// <c>column</c> and its name.
/// </summary>
/// <param name="name">Name of the table; CSV is served as a file of this name.</param>
public sealed class Feed<TRow>(string name) : IFeed
{
    public string Name => name;

    /// <summary>The columns, in the order of the members in JSON.</summary>
    public IReadOnlyList<FeedColumn> Columns { get; } = [.. FeedColumn.Of(typeof(TRow))];
}

/// <summary>A table, whatever its rows are.</summary>
public interface IFeed
{
    string Name { get; }

    IReadOnlyList<FeedColumn> Columns { get; }
}

/// <summary>A column of a feed.</summary>
public sealed class FeedColumn
{
    private readonly Func<object, object?> _read;

    private FeedColumn(string name, PropertyInfo member, Func<object, object?> read) => (Name, Member, _read) = (name, member, read);

    /// <summary>Name in JSON and in the header of CSV.</summary>
    public string Name { get; }

    /// <summary>The member that declares it, with its type and limits.</summary>
    public PropertyInfo Member { get; }

    /// <summary>Type of its values, without <see cref="Nullable{T}"/>.</summary>
    public Type Type => Nullable.GetUnderlyingType(Member.PropertyType) ?? Member.PropertyType;

    /// <summary>Whether values may be missing.</summary>
    public bool IsOptional => Nullable.GetUnderlyingType(Member.PropertyType) is not null
        || (!Member.PropertyType.IsValueType && new NullabilityInfoContext().Create(Member).ReadState == NullabilityState.Nullable);

    /// <summary>Returns the value in a row.</summary>
    public object? Read(object row) => _read(row);

    internal static IEnumerable<FeedColumn> Of(Type row) => Of(row, holder => holder);

    private static IEnumerable<FeedColumn> Of(Type row, Func<object, object?> holder)
    {
        var members = row.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member.GetCustomAttribute<JsonIgnoreAttribute>() is null && !IsListOfObjects(member.PropertyType))
            .OrderBy(member => member.GetCustomAttribute<JsonPropertyOrderAttribute>()?.Order ?? 0);
        foreach (var member in members)
        {
            var get = Getter(member);
            object? Read(object outer) => holder(outer) is { } inner ? get(inner) : null;
            if (member.IsDefined(typeof(FlattenAttribute)))
            {
                foreach (var column in Of(member.PropertyType, Read))
                {
                    yield return column;
                }
            }
            else
            {
                var given = member.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name;
                yield return new FeedColumn(given ?? JsonNamingPolicy.CamelCase.ConvertName(member.Name), member, Read);
            }
        }
    }

    /// <summary>Such lists, for example expanded relations, have no place in a table.</summary>
    private static bool IsListOfObjects(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
        && type.GenericTypeArguments[0] is { IsClass: true } item && item != typeof(string);

    private static Func<object, object?> Getter(PropertyInfo member)
    {
        var row = Expression.Parameter(typeof(object), "row");
        var value = Expression.Property(Expression.Convert(row, member.DeclaringType!), member);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), row).Compile();
    }
}

/// <summary>A list that is also available as CSV, which contains the rows of all its pages.</summary>
public interface IFeedQuery<TItem> : IQuery<Page<TItem>>
{
    /// <summary>Whether CSV begins with a UTF-8 byte order mark.</summary>
    bool Bom { get; }

    /// <summary>Where the list begins; null for its beginning.</summary>
    string? Cursor { get; }

    /// <summary>Returns the same query for another page.</summary>
    /// <param name="cursor">Where the page begins.</param>
    /// <param name="pageSize">The rows wanted; null to keep the number, which a cursor is bound to.</param>
    IFeedQuery<TItem> ForPage(string? cursor, int? pageSize);
}

/// <summary>A list of a table that only grows. Reading all of it ends at the row that was the newest when reading began.</summary>
public interface IGrowingFeedQuery<TItem> : IFeedQuery<TItem>
{
    /// <summary>Reads where the table ends now.</summary>
    IQuery<FeedHead> Head { get; }

    /// <summary>Returns the same query, limited to rows up to the end.</summary>
    IFeedQuery<TItem> Until(FeedHead head);
}

/// <summary>Where a growing table ends.</summary>
/// <param name="Last">When its newest row was written; null if it is empty.</param>
public sealed record FeedHead(DateTime? Last);
