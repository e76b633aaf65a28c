using System.Text;
using Marketing.Domain.Text;
using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// A phrase in the form that the grammars read. Compatibility forms, case, script and dashes are folded, white space is kept only
/// between Latin words, and pinyin insertions are dropped. Each folded character remembers where it came from, so that results can
/// quote the original text.
/// </summary>
internal sealed class PhraseText
{
    /// <summary>Maximum length of a phrase. Longer texts are sentences or paragraphs, which the grammars do not cover.</summary>
    public const int MaxLength = ValueLimits.Text;

    private readonly List<int> _starts;
    private readonly List<int> _ends;

    private PhraseText(string original, string folded, List<int> starts, List<int> ends)
    {
        Original = original;
        Folded = folded;
        _starts = starts;
        _ends = ends;
    }

    /// <summary>The phrase as the plan words it.</summary>
    public string Original { get; }

    /// <summary>The folded phrase.</summary>
    public string Folded { get; }

    /// <summary>Folds a phrase. A text longer than <see cref="MaxLength"/> folds to an empty phrase.</summary>
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

    /// <summary>Returns the trimmed original text of a range of folded characters.</summary>
    public string Verbatim(int from, int to) => from >= to ? "" : Original[_starts[from].._ends[to - 1]].Trim();

    /// <summary>Returns the original position of a folded character; at the end of the phrase, the length of the original.</summary>
    public int OriginalIndex(int at) => at < _starts.Count ? _starts[at] : Original.Length;

    private static void Fold(string text, StringBuilder folded, List<int> starts, List<int> ends)
    {
        var noise = TextNoise.PinyinRanges(text);
        var nextNoise = 0;
        var spaceAt = -1;
        for (var at = ListMarks.LengthIn(text); at < text.Length; )
        {
            if (nextNoise < noise.Count && noise[nextNoise].Start.Value == at)
            {
                at = noise[nextNoise++].End.Value;
                continue;
            }

            var length = Rune.TryGetRuneAt(text, at, out var rune) ? rune.Utf16SequenceLength : 1;
            if (length == 1 && char.IsWhiteSpace(text[at]))
            {
                spaceAt = spaceAt < 0 ? at : spaceAt;
            }
            else
            {
                var characters = FoldRune(length == 1 && char.IsSurrogate(text[at]) ? Rune.ReplacementChar : rune);
                if (spaceAt >= 0 && folded.Length > 0 && char.IsAscii(folded[^1]) && char.IsAscii(characters[0]))
                {
                    Append(" ", spaceAt, at);
                }

                Append(characters, at, at + length);
                spaceAt = -1;
            }

            at += length;
        }

        DropListMarks(folded, starts, ends);

        void Append(string characters, int start, int end)
        {
            folded.Append(characters);
            for (var i = 0; i < characters.Length; i++)
            {
                starts.Add(start);
                ends.Add(end);
            }
        }
    }

    // ①调研,②设计: the marks number the items. A mark that may be part of a numeral stays, so that the numeral is not read.
    private static void DropListMarks(StringBuilder folded, List<int> starts, List<int> ends)
    {
        var kept = 0;
        for (var at = 0; at < folded.Length; at++)
        {
            if (folded[at] == NumberGlyphs.ListMark)
            {
                var next = at + 1 < folded.Length && folded[at + 1] == ' ' ? at + 2 : at + 1;
                var before = kept > 0 ? folded[kept - 1] : '\0';
                var after = next < folded.Length ? folded[next] : '\0';
                if (NumberGlyphs.NumbersItem(before, after))
                {
                    continue;
                }
            }

            (folded[kept], starts[kept], ends[kept]) = (folded[at], starts[at], ends[at]);
            kept++;
        }

        folded.Length = kept;
        starts.RemoveRange(kept, starts.Count - kept);
        ends.RemoveRange(kept, ends.Count - kept);
    }

    private static string FoldRune(Rune rune) =>
        rune.Value switch
        {
            >= 'a' and <= 'z' => ((char)(rune.Value - 32)).ToString(),
            < 0x80 => ((char)rune.Value).ToString(),
            >= 0x2010 and <= 0x2015 or 0x2212 or 0xFE63 or 0xFF0D => "-",
            0x301C or 0x223C or 0xFF5E => "~",
            >= 0x4E00 and <= 0x9FFF => ScriptFolding.Fold(rune.ToString()),
            0x00D7 => "*",
            0x2265 => ">=",
            0x2264 => "<=",
            0xFFFE => "\uFFFD",
            _ => NumberGlyphs.Fold(rune) is { } sign ? sign.ToString() : FoldWide(rune),
        };

    private static string FoldWide(Rune rune)
    {
        var composed = rune.ToString().Normalize(NormalizationForm.FormKC).ToUpperInvariant();
        return composed.Length == 0 ? "\uFFFD" : ScriptFolding.Fold(composed);
    }
}
