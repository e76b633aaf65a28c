using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Parses frequencies as plans word them (每周至少一次會議,日常溝通隨時進行; at least once a week), in Simplified or Traditional Chinese
/// or English. A text may hold several. A text that is not understood completely becomes one unparsed frequency.
/// The original text is always kept.
/// </summary>
public static class FrequencyParser
{
    private static readonly string[] ClauseSeparators =
    [
        ",",
        ";",
        "、",
        "。",
        "/",
        ".",
        "AND",
        "以及",
        "并且",
        "同时",
        "且",
        "并",
        "和",
        "及",
    ];

    private static readonly string[] PieceEnds =
    [
        ",",
        "，",
        ";",
        "；",
        "、",
        "。",
        "/",
        "以及",
        "并且",
        "並且",
        "同时",
        "同時",
        "且",
        "并",
        "並",
        "和",
        "及",
        " and",
    ];

    /// <summary>Parses all frequencies of a text, in order. Their texts concatenate to the whole text. The list is never empty.</summary>
    public static IReadOnlyList<Frequency> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var phrase = PhraseText.Of(text);
        return Read(new PhraseScanner(phrase)) is { Count: > 0 } frequencies
            ? WithTexts(phrase, frequencies)
            : [new Frequency { Kind = FrequencyKind.Unparsed, Text = text }];
    }

    /// <summary>
    /// Parses all frequencies of a text, each with its own piece of the text. A piece can be parsed again with the same result.
    /// Frequencies that share their words (每周一、三、五例会) share their piece.
    /// </summary>
    public static IReadOnlyList<Frequency> ParsePieces(string text)
    {
        var read = Parse(text);
        var pieces = new List<Frequency>(read.Count);
        for (var at = 0; at < read.Count; )
        {
            var next = at + 1;
            while (next < read.Count && read[next].Text!.Length == 0)
            {
                next++;
            }

            var piece = TrimSeparators(read[at].Text!);
            var shared = read.Skip(at).Take(next - at).Select(frequency => frequency with { Text = piece }).ToList();
            if (!Parse(piece).Select(frequency => frequency with { Text = piece }).SequenceEqual(shared))
            {
                return [.. read.Select(frequency => frequency with { Text = text })];
            }

            pieces.AddRange(shared);
            at = next;
        }

        return pieces;
    }

    private static string TrimSeparators(string piece)
    {
        var trimmed = piece.Trim();
        foreach (var word in PieceEnds)
        {
            if (trimmed.Length > word.Length && trimmed.EndsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return TrimSeparators(trimmed[..^word.Length]);
            }
        }

        return trimmed;
    }

    private static List<(int Start, Frequency Frequency)>? Read(PhraseScanner scanner)
    {
        var found = new List<(int Start, Frequency Frequency)>();
        while (!scanner.IsAtEnd)
        {
            var start = scanner.Position;
            var end = EndOfClause(scanner);
            if (ReadClause(scanner.Slice(start, end)) is not { Count: > 0 } frequencies)
            {
                return null;
            }

            found.AddRange(frequencies.Select(frequency => (start, frequency)));
            scanner.Position = end;
            while (scanner.Accept(ClauseSeparators)) { }
        }

        return found;
    }

    // A clause ends at a comma, semicolon or full stop. Before another frequency it also ends at 、, a slash or "and".
    private static int EndOfClause(PhraseScanner scanner)
    {
        for (var at = scanner.Position + 1; at < scanner.End; at++)
        {
            var c = scanner.Folded[at];
            var isFinalPoint = c == '.' && at + 1 == scanner.End;
            var isComma = c == ',' && !IntroducesFrequency(scanner.Folded.AsSpan(scanner.Position, at - scanner.Position));
            if (c is ';' or '。' || isFinalPoint || isComma)
            {
                return at;
            }

            if (
                WeakSeparatorLength(scanner.Folded, at) is > 0 and var length
                && FrequencyGrammar.IsNext(scanner.Slice(at + length, scanner.End))
            )
            {
                return at;
            }
        }

        return scanner.End;
    }

    // 上市后,每周一次 is one frequency; 随时,每周一次 are two.
    private static bool IntroducesFrequency(ReadOnlySpan<char> words) =>
        words is [.., '后' or '起']
        || (words is [.., '时'] && !(words is [.., '随' or '实' or '小' or '定' or '即' or '及' or '按' or '要', '时']));

    private static int WeakSeparatorLength(string folded, int at)
    {
        var rest = folded.AsSpan(at);
        if (rest.StartsWith(" AND ", StringComparison.Ordinal))
        {
            return 5;
        }

        if (rest is ['以', '及', ..] or ['并', '且', ..] or ['同', '时', ..])
        {
            return 2;
        }

        return
            folded[at] is '且' or '并' or '、' or '和' or '及'
            || (folded[at] == '/' && !char.IsAsciiDigit(folded[at - 1]) && folded[at - 1] != '次')
            ? 1
            : 0;
    }

    private static List<Frequency>? ReadClause(PhraseScanner clause)
    {
        for (var at = clause.Position; at < clause.End; at++)
        {
            var scanner = clause.Slice(at, clause.End);
            if (
                at > clause.Position
                && (IsInsideWord(scanner.Folded[at - 1], scanner.Folded[at]) || Numerals.IsInsideAmount(scanner.Folded, at))
            )
            {
                continue;
            }

            var isMinimum = scanner.Accept(FrequencyTimes.AtLeast);
            if (
                FrequencyGrammar.Read(scanner, isFirst: at == clause.Position) is { Count: > 0 } frequencies
                && FrequencyCompletion.Complete(clause, at, scanner, frequencies, isMinimum) is { } complete
            )
            {
                return complete;
            }
        }

        return null;
    }

    private static bool IsInsideWord(char before, char c) =>
        char.IsAsciiLetterOrDigit(c) && (char.IsAsciiLetterOrDigit(before) || before is '-' or '~' or '.');

    // Several frequencies of one clause share its text: the first one has it, the others have an empty text.
    private static List<Frequency> WithTexts(PhraseText phrase, List<(int Start, Frequency Frequency)> found)
    {
        var texts = new List<Frequency>(found.Count);
        for (var at = 0; at < found.Count; at++)
        {
            var isRepeated = at > 0 && found[at].Start == found[at - 1].Start;
            var next = at + 1;
            while (next < found.Count && found[next].Start == found[at].Start)
            {
                next++;
            }

            var from = at == 0 ? 0 : phrase.OriginalIndex(found[at].Start);
            var to = next < found.Count ? phrase.OriginalIndex(found[next].Start) : phrase.Original.Length;
            texts.Add(found[at].Frequency with { Text = isRepeated ? "" : phrase.Original[from..to] });
        }

        return texts;
    }
}
