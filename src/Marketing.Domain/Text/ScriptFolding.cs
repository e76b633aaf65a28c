using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Marketing.Domain.Text;

/// <summary>Folds traditional Chinese characters to simplified ones, character by character.</summary>
public static class ScriptFolding
{
    private static readonly FrozenDictionary<int, Rune> Simplified = ReadTable();
    private static readonly SearchValues<char> Candidates = SearchValues.Create(LeadingUnits());

    /// <summary>Returns the simplified form of a character, or the character itself if it has none.</summary>
    public static Rune Fold(Rune rune) => Simplified.GetValueOrDefault(rune.Value, rune);

    /// <summary>Returns the text with traditional characters folded, or the same instance if it has none.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var first = text.AsSpan().IndexOfAny(Candidates);
        if (first < 0)
        {
            return text;
        }

        var folded = new StringBuilder(text.Length).Append(text, 0, first);
        Span<char> units = stackalloc char[2];
        for (var at = first; at < text.Length; )
        {
            if (Rune.TryGetRuneAt(text, at, out var rune))
            {
                folded.Append(units[..Fold(rune).EncodeToUtf16(units)]);
                at += rune.Utf16SequenceLength;
            }
            else
            {
                folded.Append(text[at++]);
            }
        }

        return folded.ToString();
    }

    private static FrozenDictionary<int, Rune> ReadTable()
    {
        var pairs = new Dictionary<int, Rune>();
        Rune? from = null;
        foreach (var rune in ScriptFoldingTable.Pairs.EnumerateRunes())
        {
            if (from is { } traditional)
            {
                pairs.Add(traditional.Value, rune);
                from = null;
            }
            else
            {
                from = rune;
            }
        }

        return pairs.ToFrozenDictionary();
    }

    private static char[] LeadingUnits()
    {
        Span<char> units = stackalloc char[2];
        var leading = new HashSet<char>();
        foreach (var value in Simplified.Keys)
        {
            new Rune(value).EncodeToUtf16(units);
            leading.Add(units[0]);
        }

        return [.. leading];
    }
}
