using System.Buffers;
using System.Globalization;
using System.Text;

namespace Marketing.Api.Contract.Input;

/// <summary>The place a walk has reached; its RFC 6901 pointer is only written when a fault asks for it.</summary>
internal sealed class PointerPath
{
    /// <summary>How many characters of a name from outside a pointer shows.</summary>
    public const int LongestSegment = 100;

    private static readonly SearchValues<char> Special = SearchValues.Create("~/");
    private readonly List<(string? Name, int Index)> _segments = new(8);

    /// <summary>Steps into a member whose name is already escaped.</summary>
    public void Push(string escapedName) => _segments.Add((escapedName, 0));

    /// <summary>Steps into an item of an array.</summary>
    public void Push(int index) => _segments.Add((null, index));

    /// <summary>Steps back out.</summary>
    public void Pop() => _segments.RemoveAt(_segments.Count - 1);

    /// <summary>The pointer.</summary>
    public override string ToString()
    {
        if (_segments.Count == 0)
        {
            return "";
        }

        var pointer = new StringBuilder();
        foreach (var (name, index) in _segments)
        {
            pointer.Append('/');
            _ = name is null ? pointer.Append(CultureInfo.InvariantCulture, $"{index}") : pointer.Append(name);
        }

        return pointer.ToString();
    }

    /// <summary>
    /// A name as a segment of a pointer. A name from outside may be endless or hold characters that no answer may carry:
    /// it is cut after 100 characters, and such characters are shown as U+FFFD.
    /// </summary>
    public static string Escape(string name)
    {
        var shown = InputText.Printable(name, LongestSegment);
        return shown.AsSpan().ContainsAny(Special)
            ? shown.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
            : shown;
    }
}
