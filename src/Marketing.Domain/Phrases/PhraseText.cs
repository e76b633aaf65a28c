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
        var spaceAt = -1;
        for (var at = 0; at < text.Length; )
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

        void Append(string characters, int start, int end)
        {
            folded.Append(characters);
            starts.AddRange(Enumerable.Repeat(start, characters.Length));
            ends.AddRange(Enumerable.Repeat(end, characters.Length));
        }
    }

    private static string FoldRune(Rune rune) =>
        rune.Value switch
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
