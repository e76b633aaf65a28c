using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Marketing.Api.Contract.Input;

/// <summary>Parses JSON strictly. Reports where a text stops being JSON, without the parser's own message.</summary>
internal static class JsonParsing
{
    /// <summary>The maximum nesting of objects and arrays in a body.</summary>
    public const int MaxDepth = 32;

    private static readonly JsonDocumentOptions DocumentOptions = new() { MaxDepth = MaxDepth };

    /// <summary>Parses a whole text; the caller disposes the document.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, FaultCollector faults, [NotNullWhen(true)] out JsonDocument? document)
    {
        document = null;
        if (!utf8.Span.ContainsAnyExcept(" \t\r\n"u8))
        {
            faults.Add(InputCode.Empty);
            return false;
        }

        if (!Utf8.IsValid(utf8.Span))
        {
            faults.Add(InputCode.Malformed, ("position", FirstInvalidByte(utf8.Span)));
            return false;
        }

        try
        {
            document = JsonDocument.Parse(utf8, DocumentOptions);
            return true;
        }
        catch (JsonException)
        {
            Locate(utf8.Span, faults);
            return false;
        }
    }

    // The parser does not distinguish the two errors, so the text is read again up to that position.
    private static void Locate(ReadOnlySpan<byte> utf8, FaultCollector faults)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= MaxDepth && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                {
                    faults.Add(InputCode.TooDeep, ("max", MaxDepth), ("position", reader.TokenStartIndex));
                    return;
                }
            }
        }
        catch (JsonException exception)
        {
            faults.Add(InputCode.Malformed, ("position", PositionOf(utf8, exception)));
            return;
        }

        faults.Add(InputCode.Malformed, ("position", reader.BytesConsumed));
    }

    private static long PositionOf(ReadOnlySpan<byte> utf8, JsonException exception)
    {
        var start = 0;
        for (var line = 0L; line < exception.LineNumber; line++)
        {
            start += utf8[start..].IndexOf((byte)'\n') + 1;
        }

        return Math.Min(start + (exception.BytePositionInLine ?? 0), utf8.Length);
    }

    private static int FirstInvalidByte(ReadOnlySpan<byte> utf8)
    {
        Span<char> chars = stackalloc char[512];
        var position = 0;
        while (position < utf8.Length)
        {
            var status = Utf8.ToUtf16(utf8[position..], chars, out var read, out _, replaceInvalidSequences: false);
            position += read;
            if (status is OperationStatus.InvalidData or OperationStatus.NeedMoreData)
            {
                break;
            }
        }

        return position;
    }
}
