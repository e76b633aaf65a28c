using System.Buffers;
using System.Text;

namespace Marketing.Api.Calendar;

/// <summary>
/// Writes the content lines of iCalendar (RFC 5545): texts are escaped, and lines are folded at 75 octets, never inside a character.
/// </summary>
internal sealed class IcalText
{
    private const int LongestLine = 75;

    private readonly ArrayBufferWriter<byte> _utf8 = new(64 * 1024);
    private int _length;

    /// <summary>Writes one property.</summary>
    /// <param name="name">Its name, with its parameters.</param>
    /// <param name="value">Its value as it is written.</param>
    public IcalText Line(string name, string value)
    {
        _length = 0;
        Write(name);
        Write(":");
        Write(value);
        _utf8.Write("\r\n"u8);
        return this;
    }

    /// <summary>Writes a property whose value is text; nothing if there is none.</summary>
    public IcalText Text(string name, string? value) =>
        string.IsNullOrEmpty(value)
            ? this
            : Line(
                name,
                value
                    .ReplaceLineEndings("\n")
                    .Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace(";", "\\;", StringComparison.Ordinal)
                    .Replace(",", "\\,", StringComparison.Ordinal)
                    .Replace("\n", "\\n", StringComparison.Ordinal)
            );

    public byte[] ToUtf8() => _utf8.WrittenSpan.ToArray();

    private void Write(string text)
    {
        Span<byte> octets = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var size = rune.EncodeToUtf8(octets);
            if (_length + size > LongestLine)
            {
                _utf8.Write("\r\n "u8);
                _length = 1;
            }

            _utf8.Write(octets[..size]);
            _length += size;
        }
    }
}
