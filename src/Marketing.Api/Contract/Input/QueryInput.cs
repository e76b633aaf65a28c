using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using Marketing.Application.Common;
using Microsoft.Extensions.Primitives;

namespace Marketing.Api.Contract.Input;

/// <summary>
/// Reads flat filter records from a query: texts, booleans, integers, decimals, UUIDs, enumeration values, dates, times, and lists of
/// them. Lists are repeated parameters or separated by commas. The query is rewritten as JSON and walked like a body, so that both have
/// the same limits.
/// </summary>
internal static class QueryInput
{
    /// <summary>The length of an offset such as <c>+08:00</c>.</summary>
    private const int OffsetLength = 6;

    private static readonly ConcurrentDictionary<Type, QueryShape> Shapes = new();

    /// <summary>Returns the shape of a filter record.</summary>
    /// <exception cref="InvalidOperationException">The type is not flat or has unbounded members.</exception>
    public static ObjectShape Describe(Type type) => ShapeOf(type).Members;

    /// <summary>Reads a query.</summary>
    /// <typeparam name="T">A filter record that <see cref="Describe"/> accepts.</typeparam>
    /// <returns>The record, or every fault. Names are case-sensitive, and only lists may be repeated.</returns>
    public static InputResult<T> Read<T>(IQueryCollection query) => query.Count == 0 ? Nothing<T>.Given : ReadGiven<T>(query);

    private static InputResult<T> ReadGiven<T>(IQueryCollection query)
    {
        var shape = ShapeOf(typeof(T));
        var faults = new FaultCollector(InputSource.Query);
        var json = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var (name, values) in query)
            {
                Write(shape, name, values, writer, faults);
            }

            writer.WriteEndObject();
        }

        return JsonInput.Read<T>(shape.Members, json.WrittenMemory, faults);
    }

    private static void Write(QueryShape shape, string name, StringValues values, Utf8JsonWriter writer, FaultCollector faults)
    {
        if (shape.Members.Find(name) is not { } property)
        {
            faults.AddAt(
                PointerPath.Escape(name),
                InputCode.UnknownParameter,
                ("member", InputText.Printable(name, PointerPath.LongestSegment)),
                ("allowed", shape.Names)
            );
            return;
        }

        writer.WritePropertyName(property.Name);
        if (property.Shape is ArrayShape array)
        {
            WriteList(array, values.Count == 0 ? "" : string.Join(',', values.ToArray()), writer);
            return;
        }

        if (values.Count > 1)
        {
            faults.AddAt(property.PathName, InputCode.RepeatedParameter, ("actual", values.Count));
        }

        WriteScalar(property.Shape, values.Count == 0 ? "" : values[0], writer);
    }

    private static void WriteList(ArrayShape shape, string text, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var item in text.AsSpan().Split(','))
        {
            WriteScalar(shape.Items, text.AsSpan()[item], writer);
        }

        writer.WriteEndArray();
    }

    // Text that is no number or boolean stays a string, which the walk then rejects as the wrong type.
    private static void WriteScalar(InputShape shape, ReadOnlySpan<char> text, Utf8JsonWriter writer)
    {
        switch (shape)
        {
            case BooleanShape when text is "true" or "false":
                writer.WriteBooleanValue(text is "true");
                break;
            case IntegerShape when IsInteger(text):
                writer.WriteRawValue(text, skipInputValidation: true);
                break;
            case InstantShape { OrDay: true, KeepsDay: false } when Rfc3339.TryDate(text, out _):
                WriteText($"{text}T00:00:00Z", writer);
                break;
            case InstantShape:
                WriteText(WithPlus(text), writer);
                break;
            default:
                WriteText(text, writer);
                break;
        }
    }

    /// <summary>Restores the plus sign of an offset, which means a space in a query if it is not encoded.</summary>
    private static ReadOnlySpan<char> WithPlus(ReadOnlySpan<char> time) =>
        time.Length > OffsetLength && time[^OffsetLength] == ' '
            ? string.Concat(time[..^OffsetLength], "+", time[^(OffsetLength - 1)..])
            : time;

    private static bool IsInteger(ReadOnlySpan<char> text)
    {
        var digits = text.StartsWith('-') ? text[1..] : text;
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9') && (digits.Length == 1 || digits[0] != '0');
    }

    // The writer would replace a lone surrogate with U+FFFD; a NUL in its place is rejected at the same position.
    private static void WriteText(ReadOnlySpan<char> text, Utf8JsonWriter writer)
    {
        var lone = InputText.IndexOfLoneSurrogate(text);
        if (lone < 0)
        {
            writer.WriteStringValue(text);
            return;
        }

        Span<char> marked = text.ToArray();
        marked[lone] = '\0';
        writer.WriteStringValue(marked);
    }

    private static QueryShape ShapeOf(Type type) =>
        Shapes.GetOrAdd(
            type,
            static key =>
            {
                var shape =
                    JsonInput.Describe(key) as ObjectShape
                    ?? throw new InvalidOperationException($"{key.Name}: a query must be read into an object.");
                var deep = shape.Properties.Where(property => !IsFlat(property.Shape)).Select(property => property.Name).ToList();
                return deep.Count == 0
                    ? new QueryShape(shape, [.. shape.Properties.Select(property => property.Name).Order(StringComparer.Ordinal)])
                    : throw new InvalidOperationException($"{key.Name}: no query parameter can carry {string.Join(", ", deep)}.");
            }
        );

    private static bool IsFlat(InputShape shape) =>
        shape switch
        {
            ObjectShape or MapShape => false,
            ArrayShape array => array is { ItemsNullable: false, Items: not (ArrayShape or ObjectShape or MapShape) },
            _ => true,
        };

    /// <summary>The record for a request without a query. Filter records are immutable, so it is shared.</summary>
    private static class Nothing<T>
    {
        public static readonly InputResult<T> Given = ReadGiven<T>(QueryCollection.Empty);
    }

    private sealed record QueryShape(ObjectShape Members, IReadOnlyList<string> Names);
}
