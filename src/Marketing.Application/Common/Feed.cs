using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marketing.Domain.Values;

namespace Marketing.Application.Common;

/// <summary>
/// A table for BI tools and spreadsheets. The members of its row record declare the columns: name, type, order and documentation. JSON
/// pages, CSV and the OpenAPI schema are derived from them. The label of a column has the key <c>column</c> and the column's name, or
/// <c>table.column</c> if the name has another meaning in this table.
/// </summary>
/// <param name="name">Name of the table, also used as the file name of its CSV.</param>
public sealed class Feed<TRow>(string name) : IFeed
{
    public string Name => name;

    /// <summary>The columns, in the order of the JSON members.</summary>
    public IReadOnlyList<FeedColumn> Columns { get; } = [.. FeedColumn.Of(typeof(TRow))];
}

/// <summary>A table with any row type.</summary>
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

    /// <summary>Name in JSON and in the CSV header.</summary>
    public string Name { get; }

    /// <summary>The member that declares the column, with its type and limits.</summary>
    public PropertyInfo Member { get; }

    /// <summary>Returns the value in a row.</summary>
    public object? Read(object row) => _read(row);

    internal static IEnumerable<FeedColumn> Of(Type row) => Of(row, "", holder => holder);

    private static IEnumerable<FeedColumn> Of(Type row, string prefix, Func<object, object?> holder)
    {
        var members = row.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member.GetCustomAttribute<JsonIgnoreAttribute>() is null && !IsListOfObjects(member.PropertyType))
            .OrderBy(member => member.GetCustomAttribute<JsonPropertyOrderAttribute>()?.Order ?? 0);
        foreach (var member in members)
        {
            var get = Getter(member);
            if (member.PropertyType == typeof(PlannedDate))
            {
                // A cell has room for the date alone.
                var planned = get;
                get = outer => ((PlannedDate?)planned(outer))?.Date;
            }
            else if (member.PropertyType == typeof(IReadOnlyDictionary<string, string>))
            {
                var map = get;
                get = outer =>
                    map(outer) is IReadOnlyDictionary<string, string> { Count: > 0 } values
                        ? string.Join("; ", values.Select(value => $"{value.Key}={value.Value}"))
                        : null;
            }

            object? Read(object outer) => holder(outer) is { } inner ? get(inner) : null;
            var given = member.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name;
            var name = prefix + (given ?? JsonNamingPolicy.CamelCase.ConvertName(member.Name));
            var flattened = member.IsDefined(typeof(FlattenAttribute));
            if (flattened || IsObject(member.PropertyType))
            {
                foreach (var column in Of(member.PropertyType, flattened ? prefix : $"{name}.", Read))
                {
                    yield return column;
                }
            }
            else
            {
                yield return new FeedColumn(name, member, Read);
            }
        }
    }

    /// <summary>Whether it is an object of ours. Its members become columns with dotted names.</summary>
    private static bool IsObject(Type type) => type.IsClass && type.Assembly == typeof(FeedColumn).Assembly;

    /// <summary>Whether it is a list of objects, such as an expanded relation. A table has no column for these.</summary>
    private static bool IsListOfObjects(Type type) =>
        type.IsGenericType
        && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
        && type.GenericTypeArguments[0] is { IsClass: true } item
        && item != typeof(string);

    private static Func<object, object?> Getter(PropertyInfo member)
    {
        var row = Expression.Parameter(typeof(object), "row");
        var value = Expression.Property(Expression.Convert(row, member.DeclaringType!), member);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), row).Compile();
    }
}

/// <summary>A list that is also available as CSV. The CSV contains the rows of all pages.</summary>
public interface IFeedQuery<TItem> : IQuery<Page<TItem>>
{
    /// <summary>Whether CSV begins with a UTF-8 byte order mark.</summary>
    bool Bom { get; }

    /// <summary>The language of the labels in CSV; null for codes.</summary>
    LabelLanguage? Lang { get; }

    /// <summary>Cursor of the first page; null to start at the beginning.</summary>
    string? Cursor { get; }

    /// <summary>Returns the same query for another page.</summary>
    /// <param name="cursor">Cursor of the page.</param>
    /// <param name="pageSize">Rows per page; null to keep the page size, as a cursor requires.</param>
    IFeedQuery<TItem> ForPage(string? cursor, int? pageSize);
}

/// <summary>A list of a table that only grows. Reading it to the end stops at the row that was newest when reading began.</summary>
public interface IGrowingFeedQuery<TItem> : IFeedQuery<TItem>
{
    /// <summary>Query for the current end of the table.</summary>
    IQuery<FeedHead> Head { get; }

    /// <summary>Returns the same query, limited to rows up to this end.</summary>
    IFeedQuery<TItem> Until(FeedHead head);
}

/// <summary>The end of a growing table.</summary>
/// <param name="Last">When its newest row was written; null if it is empty.</param>
public sealed record FeedHead(DateTime? Last);
