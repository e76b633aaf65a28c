using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Marketing.Api.Contract.Input;

/// <summary>Walks a document along a shape once and reports every fault with its pointer.</summary>
/// <param name="faults">Receives the faults. The walk ends when it is full.</param>
internal sealed class JsonWalker(FaultCollector faults) : IDisposable
{
    private static readonly SearchValues<byte> DayCharacters = SearchValues.Create("0123456789-"u8);

    private char[] _chars = ArrayPool<char>.Shared.Rent(256);

    /// <summary>Walks one value.</summary>
    public void Walk(InputShape shape, bool nullable, JsonElement value)
    {
        if (faults.IsFull)
        {
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                RefuseNullUnless(nullable);
                break;
            case JsonValueKind.Object when shape is ObjectShape members:
                WalkObject(members, value);
                break;
            case JsonValueKind.Object when shape is UnionShape union:
                WalkObject(union.FormOf(value) ?? union.Undecided, value);
                break;
            case JsonValueKind.Object when shape is MapShape map:
                WalkMap(map, value);
                break;
            case JsonValueKind.Array when shape is ArrayShape array:
                WalkArray(array, value);
                break;
            case JsonValueKind.String when shape.JsonType == "string":
                ScalarChecks.CheckString(shape, Decode(JsonMarshal.GetRawUtf8Value(value)[1..^1]), faults);
                break;
            case JsonValueKind.String when shape is ObjectShape { Shorthand: { } day } && IsDay(JsonMarshal.GetRawUtf8Value(value)[1..^1]):
                ScalarChecks.CheckString(day, Decode(JsonMarshal.GetRawUtf8Value(value)[1..^1]), faults);
                break;
            case JsonValueKind.Number when shape is IntegerShape integer && IsWhole(JsonMarshal.GetRawUtf8Value(value)):
                ScalarChecks.CheckInteger(integer, JsonMarshal.GetRawUtf8Value(value), faults);
                break;
            case JsonValueKind.Object when shape is PatchShape:
            case JsonValueKind.True or JsonValueKind.False when shape is BooleanShape:
            case not JsonValueKind.Undefined when shape is AnyShape:
                break;
            default:
                RefuseType(shape, value);
                break;
        }
    }

    /// <summary>Reports the fault of a discriminator that selects no form.</summary>
    public void RefuseUndecided(UnionShape shape, JsonElement value)
    {
        var property = shape.Discriminator;
        foreach (var member in value.EnumerateObject())
        {
            if (property.Is(member))
            {
                faults.Path.Push(property.PathName);
                Walk(property.Shape, property.Nullable, member.Value);
                faults.Path.Pop();
                return;
            }
        }

        faults.AddAt(property.PathName, InputCode.Required, ("member", property.Name));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_chars);
        _chars = [];
    }

    /// <summary>Returns the JSON type of a value, as faults name it.</summary>
    public static string NameOf(JsonValueKind kind) =>
        kind switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => "number",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => "null",
        };

    /// <summary>Returns the index of a document's member in its shape; −1 if it is unknown.</summary>
    public static int IndexOf(ObjectShape shape, JsonProperty member, int expected)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(member);
        return raw.Contains((byte)'\\')
            ? shape.IndexOf(Encoding.UTF8.GetBytes(InputText.NameOf(member)), expected)
            : shape.IndexOf(raw, expected);
    }

    // 2027-02-30 is meant as a day, 2027年3月1日 is the text of one.
    private static bool IsDay(ReadOnlySpan<byte> text) =>
        text.Length == 10 && text[4] == '-' && text[7] == '-' && !text.ContainsAnyExcept(DayCharacters);

    private static bool IsWhole(ReadOnlySpan<byte> number) => !number.ContainsAny(".eE"u8);

    private void RefuseType(InputShape shape, JsonElement value)
    {
        if (WrongForm.ExampleOf(shape, value) is { } example)
        {
            faults.Add(InputCode.Type, ("expected", shape.JsonType), ("actual", NameOf(value.ValueKind)), ("example", example));
        }
        else
        {
            faults.Add(InputCode.Type, ("expected", shape.JsonType), ("actual", NameOf(value.ValueKind)));
        }
    }

    private void RefuseNullUnless(bool nullable)
    {
        if (!nullable)
        {
            faults.Add(InputCode.NullNotAllowed);
        }
    }

    private void WalkObject(ObjectShape shape, JsonElement value)
    {
        Span<bool> seen = stackalloc bool[shape.Properties.Count];
        var expected = 0;
        foreach (var member in value.EnumerateObject())
        {
            var index = IndexOf(shape, member, expected);
            if (index < 0)
            {
                RefuseUnknown(shape, member);
            }
            else
            {
                WalkMember(shape.Properties[index], ref seen[index], member.Value);
                expected = index + 1;
            }

            if (faults.IsFull)
            {
                return;
            }
        }

        for (var i = 0; i < seen.Length; i++)
        {
            if (!seen[i] && shape.Properties[i].Required)
            {
                faults.AddAt(
                    shape.Properties[i].PathName,
                    InputCode.Required,
                    ("member", shape.Properties[i].Name),
                    ("memberOf", shape.LabelName)
                );
            }
        }
    }

    private void WalkMember(InputProperty property, ref bool seen, JsonElement value)
    {
        faults.Path.Push(property.PathName);
        if (seen)
        {
            faults.Add(InputCode.DuplicateMember, ("member", property.Name));
        }

        seen = true;
        Walk(property.Shape, property.Nullable, value);
        faults.Path.Pop();
    }

    private void RefuseUnknown(ObjectShape shape, JsonProperty member)
    {
        var name = InputText.NameOf(member);
        var position = InputText.IndexOfForbidden(name);
        var shown = PointerPath.Escape(name);
        if (position >= 0)
        {
            faults.AddAt(shown, InputCode.CharacterNotAllowed, ("position", position));
        }
        else
        {
            faults.AddAt(
                shown,
                InputCode.UnknownMember,
                ("member", InputText.Printable(name, PointerPath.LongestSegment)),
                ("allowed", shape.Names)
            );
        }
    }

    private void WalkArray(ArrayShape shape, JsonElement value)
    {
        var count = value.GetArrayLength();
        if (count > shape.MaxItems)
        {
            faults.Add(InputCode.TooMany, ("max", shape.MaxItems), ("actual", count));
            return;
        }

        if (count < shape.MinItems)
        {
            faults.Add(InputCode.TooFew, ("min", shape.MinItems), ("actual", count));
        }

        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            faults.Path.Push(index++);
            Walk(shape.Items, shape.ItemsNullable, item);
            faults.Path.Pop();
            if (faults.IsFull)
            {
                return;
            }
        }
    }

    private void WalkMap(MapShape shape, JsonElement value)
    {
        var count = value.GetPropertyCount();
        if (count > shape.MaxProperties)
        {
            faults.Add(InputCode.TooMany, ("max", shape.MaxProperties), ("actual", count));
            return;
        }

        if (count < shape.MinProperties)
        {
            faults.Add(InputCode.TooFew, ("min", shape.MinProperties), ("actual", count));
        }

        var seen = new HashSet<string>(count, StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            var name = InputText.NameOf(member);
            faults.Path.Push(PointerPath.Escape(name));
            if (!seen.Add(name))
            {
                faults.Add(InputCode.DuplicateMember, ("member", InputText.Printable(name, PointerPath.LongestSegment)));
            }

            ScalarChecks.CheckString(shape.Keys, name, faults);
            Walk(shape.Values, shape.ValuesNullable, member.Value);
            faults.Path.Pop();
            if (faults.IsFull)
            {
                return;
            }
        }
    }

    private ReadOnlySpan<char> Decode(ReadOnlySpan<byte> raw)
    {
        if (raw.Length > _chars.Length)
        {
            ArrayPool<char>.Shared.Return(_chars);
            _chars = ArrayPool<char>.Shared.Rent(raw.Length);
        }

        return _chars.AsSpan(0, InputText.Decode(raw, _chars));
    }
}
