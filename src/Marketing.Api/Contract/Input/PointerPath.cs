using System.Buffers;
using System.Globalization;
using System.Text;

namespace Marketing.Api.Contract.Input;

/// <summary>The current position of a walk. Its RFC 6901 pointer is only written when there is a fault.</summary>
internal sealed class PointerPath
{
    /// <summary>The maximum number of characters of a client's name in a pointer.</summary>
    public const int LongestSegment = 100;

    private static readonly SearchValues<char> Special = SearchValues.Create("~/");
    private readonly List<(string? Name, int Index)> _segments = new(8);

    /// <summary>Enters a member whose name is already escaped.</summary>
    public void Push(string escapedName) => _segments.Add((escapedName, 0));

    /// <summary>Enters an item of an array.</summary>
    public void Push(int index) => _segments.Add((null, index));

    /// <summary>Leaves the member or item.</summary>
    public void Pop() => _segments.RemoveAt(_segments.Count - 1);

    /// <summary>Returns the RFC 6901 pointer.</summary>
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
    /// Escapes a name as a segment of a pointer. Names from clients are cut after 100 characters. Characters that a response must not
    /// contain are replaced by U+FFFD.
    /// </summary>
    public static string Escape(string name)
    {
        var shown = InputText.Printable(name, LongestSegment);
        return shown.AsSpan().ContainsAny(Special)
            ? shown.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
            : shown;
    }
}
