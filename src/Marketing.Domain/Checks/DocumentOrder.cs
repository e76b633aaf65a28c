using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketing.Domain.Checks;

/// <summary>
/// The position of a value in a document, for sorting: members in serialisation order, list items by index, outer values before inner ones.
/// </summary>
internal sealed class DocumentOrder : IComparable<DocumentOrder>
{
    private const int Unknown = int.MaxValue;

    private static readonly ConcurrentDictionary<Type, Dictionary<string, (int Rank, Type Type)>> Known = new();

    private readonly int[] steps;

    private DocumentOrder(int[] steps) => this.steps = steps;

    public int CompareTo(DocumentOrder? other) => other is null ? 1 : steps.AsSpan().SequenceCompareTo(other.steps);

    /// <summary>Returns the position of a JSON pointer inside a record.</summary>
    public static DocumentOrder Of(Type record, string pointer)
    {
        Type? type = record;
        var segments = pointer.Split('/')[1..];
        var steps = new int[segments.Length];
        for (var i = 0; i < segments.Length; i++)
        {
            (steps[i], type) = Step(type, segments[i]);
        }

        return new DocumentOrder(steps);
    }

    private static (int Rank, Type? Type) Step(Type? type, string segment) =>
        type switch
        {
            null => (Unknown, null),
            _ when ItemOf(type) is { } item => (int.Parse(segment, NumberStyles.None, CultureInfo.InvariantCulture), item),
            _ when MembersOf(type).TryGetValue(segment, out var member) => member,
            _ => (Unknown, null),
        };

    private static Dictionary<string, (int Rank, Type Type)> MembersOf(Type type) =>
        Known.GetOrAdd(
            type,
            static key =>
                key.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .OrderBy(member => member.GetCustomAttribute<JsonPropertyOrderAttribute>()?.Order ?? 0)
                    .Index()
                    .ToDictionary(
                        member => JsonNamingPolicy.CamelCase.ConvertName(member.Item.Name),
                        member => (member.Index, member.Item.PropertyType),
                        StringComparer.Ordinal
                    )
        );

    private static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;
}
