using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Marketing.Api.Contract.Input;

/// <summary>Checks characters and lengths of texts from clients.</summary>
internal static class InputText
{
    private static readonly SearchValues<char> Controls = SearchValues.Create([
        .. Enumerable.Range(0, 0x20).Select(code => (char)code).Where(c => c is not ('\t' or '\n' or '\r')),
    ]);

    private static readonly SearchValues<char> LineBreaks = SearchValues.Create("\t\n\r\u0085\u2028\u2029");

    /// <summary>
    /// Returns the index of the first forbidden character: a C0 control except tab, CR and LF, or a lone surrogate. −1 if there is none.
    /// </summary>
    public static int IndexOfForbidden(ReadOnlySpan<char> text)
    {
        var control = text.IndexOfAny(Controls);
        var surrogate = IndexOfLoneSurrogate(control < 0 ? text : text[..control]);
        return surrogate < 0 ? control : surrogate;
    }

    /// <summary>Returns the index of the first line break or tab; −1 if there is none.</summary>
    public static int IndexOfLineBreak(ReadOnlySpan<char> text) => text.IndexOfAny(LineBreaks);

    /// <summary>Returns the index of the first lone surrogate; −1 if there is none.</summary>
    public static int IndexOfLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (var i = text.IndexOfAnyInRange('\ud800', '\udfff'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                return i;
            }

            i++;
        }

        return -1;
    }

    /// <summary>Returns the length in Unicode code points; a lone surrogate counts as one.</summary>
    public static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        for (var i = text.IndexOfAnyInRange('\ud800', '\udfff'); i >= 0 && i + 1 < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i], text[i + 1]))
            {
                count--;
                i++;
            }
        }

        return count;
    }

    /// <summary>Whether the text consists of white space only.</summary>
    public static bool IsBlank(ReadOnlySpan<char> text) => text.IsWhiteSpace();

    /// <summary>Returns the text cut to a length, with forbidden characters replaced by U+FFFD.</summary>
    public static string Printable(string text, int maxLength)
    {
        if (text.Length <= maxLength && IndexOfForbidden(text) < 0)
        {
            return text;
        }

        Span<char> shown = text.AsSpan(0, Math.Min(text.Length, maxLength)).ToArray();
        for (var bad = IndexOfForbidden(shown); bad >= 0; bad = IndexOfForbidden(shown))
        {
            shown[bad] = '\ufffd';
        }

        return text.Length <= maxLength ? shown.ToString() : $"{shown}…";
    }

    /// <summary>Returns the name of a member, even with lone surrogates, for which <see cref="JsonProperty.Name"/> throws.</summary>
    public static string NameOf(JsonProperty member) => Decode(JsonMarshal.GetRawUtf8PropertyName(member));

    /// <summary>Returns the text of a string, even with lone surrogates, for which <see cref="JsonElement.GetString"/> throws.</summary>
    public static string Of(JsonElement text) => Decode(JsonMarshal.GetRawUtf8Value(text)[1..^1]);

    private static string Decode(ReadOnlySpan<byte> raw)
    {
        var chars = ArrayPool<char>.Shared.Rent(raw.Length);
        var text = chars.AsSpan(0, Decode(raw, chars)).ToString();
        ArrayPool<char>.Shared.Return(chars);
        return text;
    }

    /// <summary>Resolves the escapes of a JSON string that the parser has accepted, without its quotes.</summary>
    /// <param name="raw">Valid UTF-8.</param>
    /// <param name="target">At least as long as <paramref name="raw"/>.</param>
    /// <returns>The number of characters written.</returns>
    public static int Decode(ReadOnlySpan<byte> raw, Span<char> target)
    {
        var written = 0;
        while (true)
        {
            var escape = raw.IndexOf((byte)'\\');
            Utf8.ToUtf16(escape < 0 ? raw : raw[..escape], target[written..], out _, out var count);
            written += count;
            if (escape < 0)
            {
                return written;
            }

            raw = raw[(escape + 1)..];
            target[written++] = Unescape(raw, out var taken);
            raw = raw[taken..];
        }
    }

    private static char Unescape(ReadOnlySpan<byte> escape, out int taken)
    {
        taken = escape[0] == 'u' ? 5 : 1;
        return (char)escape[0] switch
        {
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => (char)((Hex(escape[1]) << 12) | (Hex(escape[2]) << 8) | (Hex(escape[3]) << 4) | Hex(escape[4])),
            var same => same,
        };
    }

    private static int Hex(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
