using System.Text;
using Marketing.Domain.Text;
using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// A phrase as the grammars see it: compatibility forms, case and script folded, dashes made one, white space kept only between Latin words,
/// pinyin insertions skipped. Each folded unit remembers the original characters it came from, so that answers quote the plan's own words.
/// </summary>
internal sealed class PhraseText
{
    /// <summary>Longer phrases are sentences or paragraphs, which no grammar here covers.</summary>
    public const int MaxLength = ValueLimits.Text;

    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];

    private PhraseText(string original, string folded, List<int> starts, List<int> ends)
    {
        Original = original;
        Folded = folded;
        _starts = starts;
        _ends = ends;
    }

    /// <summary>The phrase as it came.</summary>
    public string Original { get; }

    /// <summary>The phrase as the grammars see it.</summary>
    public string Folded { get; }

    /// <summary>Folds a phrase; what is too long for a phrase folds to nothing.</summary>
    public static PhraseText Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        var starts = new List<int>(text.Length);
        var ends = new List<int>(text.Length);
        if (text.Length <= MaxLength)
        {
            Fold(text, folded, starts, ends);
        }

        return new PhraseText(text, folded.ToString(), starts, ends);
    }

    /// <summary>The original characters behind the folded units from <paramref name="from"/> up to <paramref name="to"/>, without white space around them.</summary>
    public string Verbatim(int from, int to) => from >= to ? "" : Original[_starts[from].._ends[to - 1]].Trim();

    /// <summary>Where the original of a folded unit starts; for the end of the phrase, its length.</summary>
    public int OriginalIndex(int at) => at < _starts.Count ? _starts[at] : Original.Length;

    private static void Fold(string text, StringBuilder folded, List<int> starts, List<int> ends)
    {
        var noise = TextNoise.PinyinRanges(text);
        var spaceAt = -1;
        for (var at = 0; at < text.Length;)
        {
            if (noise.Find(range => range.Start.Value == at) is { } skipped && skipped.End.Value > at)
            {
                at = skipped.End.Value;
                continue;
            }

            var length = Rune.TryGetRuneAt(text, at, out var rune) ? rune.Utf16SequenceLength : 1;
            if (length == 1 && char.IsWhiteSpace(text[at]))
            {
                spaceAt = spaceAt < 0 ? at : spaceAt;
            }
            else
            {
                var units = FoldRune(length == 1 && char.IsSurrogate(text[at]) ? Rune.ReplacementChar : rune);
                if (spaceAt >= 0 && folded.Length > 0 && char.IsAscii(folded[^1]) && char.IsAscii(units[0]))
                {
                    Append(" ", spaceAt, at);
                }

                Append(units, at, at + length);
                spaceAt = -1;
            }

            at += length;
        }

        void Append(string units, int start, int end)
        {
            folded.Append(units);
            starts.AddRange(Enumerable.Repeat(start, units.Length));
            ends.AddRange(Enumerable.Repeat(end, units.Length));
        }
    }

    private static string FoldRune(Rune rune) => rune.Value switch
    {
        >= 'a' and <= 'z' => ((char)(rune.Value - 32)).ToString(),
        < 0x80 => ((char)rune.Value).ToString(),
        >= 0x2010 and <= 0x2015 or 0x2212 or 0xFE63 or 0xFF0D => "-",
        0x301C or 0x223C or 0xFF5E => "~",
        0x00D7 => "*",
        0x2265 => ">=",
        0x2264 => "<=",
        0xFFFE => "\uFFFD",
        _ => FoldWide(rune),
    };

    private static string FoldWide(Rune rune)
    {
        var composed = rune.ToString().Normalize(NormalizationForm.FormKC).ToUpperInvariant();
        return composed.Length == 0 ? "\uFFFD" : ScriptFolding.Fold(composed);
    }
}
