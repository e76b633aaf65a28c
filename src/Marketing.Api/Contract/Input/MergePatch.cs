using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Marketing.Domain.Plans;

namespace Marketing.Api.Contract.Input;

/// <summary>
/// Merges a patch into a document along the document's shape. Faults of the patch (unknown members, wrong types) are copied, so that the
/// walk over the merged document reports them with the right pointer. If a patch contains only the text of a phrase, it replaces the
/// whole phrase, so that no values parsed from the old text remain. If it changes other members of a phrase, the old text is removed.
/// </summary>
internal sealed class MergePatch
{
    private const string TextMember = "text";

    private readonly ArrayBufferWriter<byte> _output = new(1024);
    private readonly FaultCollector _faults;

    private MergePatch(FaultCollector faults) => _faults = faults;

    /// <summary>Applies a patch to a document.</summary>
    /// <param name="shape">The shape of the document.</param>
    /// <param name="currentUtf8">The document.</param>
    /// <param name="patch">An object.</param>
    /// <param name="faults">
    /// Receives the faults that the merge would hide: duplicate members of the patch and removed required members.
    /// </param>
    /// <returns>The merged document.</returns>
    public static ReadOnlyMemory<byte> Apply(ObjectShape shape, ReadOnlyMemory<byte> currentUtf8, JsonElement patch, FaultCollector faults)
    {
        using var current = JsonDocument.Parse(currentUtf8);
        var merge = new MergePatch(faults);
        merge.WriteObject(shape, current.RootElement, patch);
        return merge._output.WrittenMemory;
    }

    private void WriteValue(InputShape shape, JsonElement? current, JsonElement patch)
    {
        switch (shape)
        {
            case ObjectShape phrase when IsNewText(phrase, current, patch):
                WriteObject(phrase, null, patch);
                break;
            case ObjectShape members when patch.ValueKind == JsonValueKind.Object:
                WriteObject(members, current, patch, PhrasePatch.OutdatedMembers(members, current, patch));
                break;
            case MapShape map when patch.ValueKind == JsonValueKind.Object:
                WriteMap(map, current, patch);
                break;
            default:
                _output.Write(JsonMarshal.GetRawUtf8Value(patch));
                break;
        }
    }

    private static bool IsNewText(ObjectShape shape, JsonElement? current, JsonElement patch) =>
        PhraseReading.IsPhraseType(shape.Type)
        && patch.ValueKind == JsonValueKind.Object
        && patch.GetPropertyCount() == 1
        && patch.EnumerateObject().First() is { Value: { ValueKind: JsonValueKind.String } text } only
        && shape.Find(TextMember)?.Is(only) == true
        && !(
            current is { ValueKind: JsonValueKind.Object } before
            && before.TryGetProperty(TextMember, out var old)
            && old.ValueKind == JsonValueKind.String
            && InputText.Of(old) == InputText.Of(text)
        );

    private void WriteObject(ObjectShape shape, JsonElement? current, JsonElement patch, IReadOnlySet<string>? without = null)
    {
        var old = new JsonElement?[shape.Properties.Count];
        if (current is { ValueKind: JsonValueKind.Object } before)
        {
            var expected = 0;
            foreach (var member in before.EnumerateObject())
            {
                var index = JsonWalker.IndexOf(shape, member, expected);
                if (index >= 0)
                {
                    (old[index], expected) = (member.Value, index + 1);
                }
            }
        }

        var separator = (byte)'{';
        var patched = new bool[shape.Properties.Count];
        foreach (var member in patch.EnumerateObject())
        {
            var index = JsonWalker.IndexOf(shape, member, 0);
            if (index < 0)
            {
                WriteName(ref separator, JsonMarshal.GetRawUtf8PropertyName(member));
                _output.Write(JsonMarshal.GetRawUtf8Value(member.Value));
            }
            else
            {
                WriteMember(ref separator, shape.Properties[index], ref patched[index], old[index], member);
            }
        }

        for (var i = 0; i < old.Length; i++)
        {
            if (!patched[i] && old[i] is { } kept && without?.Contains(shape.Properties[i].Name) != true)
            {
                WriteName(ref separator, shape.Properties[i].Utf8Name);
                _output.Write(JsonMarshal.GetRawUtf8Value(kept));
            }
        }

        Close(separator);
    }

    private void WriteMember(ref byte separator, InputProperty property, ref bool patched, JsonElement? old, JsonProperty member)
    {
        _faults.Path.Push(property.PathName);
        if (patched)
        {
            _faults.Add(InputCode.DuplicateMember, ("member", property.Name));
        }
        else
        {
            if (member.Value.ValueKind == JsonValueKind.Null && property is { Required: true, Nullable: true })
            {
                _faults.Add(InputCode.NullNotAllowed);
            }

            WriteName(ref separator, property.Utf8Name);
            WriteValue(property.Shape, old, member.Value);
            patched = true;
        }

        _faults.Path.Pop();
    }

    private void WriteMap(MapShape shape, JsonElement? current, JsonElement patch)
    {
        var old = new Dictionary<string, JsonProperty>(StringComparer.Ordinal);
        if (current is { ValueKind: JsonValueKind.Object } before)
        {
            foreach (var member in before.EnumerateObject())
            {
                old[member.Name] = member;
            }
        }

        var separator = (byte)'{';
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in patch.EnumerateObject())
        {
            var name = InputText.NameOf(member);
            JsonElement? kept = old.Remove(name, out var replaced) ? replaced.Value : null;
            if (!seen.Add(name))
            {
                _faults.AddAt(
                    PointerPath.Escape(name),
                    InputCode.DuplicateMember,
                    ("member", InputText.Printable(name, PointerPath.LongestSegment))
                );
            }
            else if (member.Value.ValueKind != JsonValueKind.Null)
            {
                _faults.Path.Push(PointerPath.Escape(name));
                WriteName(ref separator, JsonMarshal.GetRawUtf8PropertyName(member));
                WriteValue(shape.Values, kept, member.Value);
                _faults.Path.Pop();
            }
        }

        foreach (var member in old.Values)
        {
            WriteName(ref separator, JsonMarshal.GetRawUtf8PropertyName(member));
            _output.Write(JsonMarshal.GetRawUtf8Value(member.Value));
        }

        Close(separator);
    }

    private void WriteName(ref byte separator, ReadOnlySpan<byte> rawName)
    {
        _output.Write([separator, (byte)'"']);
        _output.Write(rawName);
        _output.Write("\":"u8);
        separator = (byte)',';
    }

    private void Close(byte separator) => _output.Write(separator == '{' ? "{}"u8 : "}"u8);
}
