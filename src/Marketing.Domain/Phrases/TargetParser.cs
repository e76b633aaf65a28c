using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Parses targets as plans word them (達到90%以上, 從25%提升至35%, 降低G%, 翻一番, at least 95%), in Simplified or Traditional Chinese or English,
/// alone or within their sentence. A sentence with figures outside the target becomes unparsed. The original text is always kept.
/// </summary>
public static class TargetParser
{
    // Quantities in words that the grammar does not read. A text with one of them is not merely qualitative.
    private static readonly string[] Quantities =
    [
        "一半",
        "百分",
        "倍",
        "番",
        "若干",
        "数十",
        "数百",
        "几成",
        "HALF",
        "FOLD",
        "DOUBLE",
        "TRIPLE",
        "TWICE",
        "TIMES",
        "THIRD",
    ];

    private static readonly string[] Examples = ["(例如", "(如", "(比如", "(E.G.", "(FOR EXAMPLE"];

    /// <summary>Parses one target. A text with several targets is unparsed; see <see cref="ParseAll"/>.</summary>
    public static TargetExpression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var target = Read(PhraseText.Of(text)) is { } read ? read with { Text = text } : null;
        return target is not null && !target.Check().Any() ? target : new TargetExpression { Kind = TargetKind.Unparsed, Text = text };
    }

    /// <summary>
    /// Parses a sentence that may hold several targets, one per clause. Their texts concatenate to the whole text;
    /// a clause without figures belongs to the next target. If one clause is not understood, the result is a single unparsed target.
    /// </summary>
    public static IReadOnlyList<TargetExpression> ParseAll(string text)
    {
        var whole = Parse(text);
        if (whole.Kind != TargetKind.Unparsed || text.Length > PhraseText.MaxLength)
        {
            return [whole];
        }

        var targets = new List<TargetExpression>();
        var context = "";
        foreach (var (core, clause) in Clauses.Split(text))
        {
            var phrase = PhraseText.Of(core);
            if (TargetContext.IsPlain(new PhraseScanner(phrase)) && !HasMultiple(phrase))
            {
                context += clause;
                continue;
            }

            if (Parse(core) is not { Kind: not TargetKind.Unparsed } target)
            {
                return [whole];
            }

            targets.Add(target with { Text = context + clause });
            context = "";
        }

        if (targets.Count == 0)
        {
            return [whole];
        }

        targets[^1] = targets[^1] with { Text = targets[^1].Text + context };
        return targets;
    }

    private static bool HasMultiple(PhraseText phrase) => Read(phrase) is { Kind: TargetKind.Multiple };

    private static TargetExpression? Read(PhraseText phrase)
    {
        var whole = new PhraseScanner(phrase, 0, EndWithoutExample(phrase.Folded));
        for (var at = 0; at < whole.End; at++)
        {
            if (at > 0 && IsInsideWord(phrase.Folded[at - 1], phrase.Folded[at]))
            {
                continue;
            }

            var scanner = whole.Slice(at, whole.End);
            if (TargetGrammar.Read(scanner) is { } target && TargetContext.Read(whole, at, scanner, target) is { } complete)
            {
                return complete;
            }
        }

        return TargetContext.IsPlain(whole) ? Qualitative(whole) : null;
    }

    // 进一步提升快速响应能力
    private static TargetExpression? Qualitative(PhraseScanner scanner)
    {
        scanner.Skip("进一步", "持续", "显著", "大幅", "有效", "不断", "全面", "稳步");
        var isChange = scanner.Accept(TargetWords.ChangeVerbs, out var direction) && !scanner.IsAtEnd;
        return isChange && !Quantities.Any(word => scanner.Remaining.Contains(word, StringComparison.Ordinal))
            ? new TargetExpression { Kind = TargetKind.Qualitative, Direction = direction }
            : null;
    }

    private static bool IsInsideWord(char before, char c) =>
        char.IsAsciiLetterOrDigit(c) && (char.IsAsciiLetterOrDigit(before) || before == '.');

    // An example in parentheses at the end is not part of the target: 提升X%(例如:从25%提升至35%).
    private static int EndWithoutExample(string folded)
    {
        var end = folded.TrimEnd('。', '.', ';', ',', ' ').Length;
        if (end == 0 || folded[end - 1] != ')' || folded[..end].EndsWith("分制)", StringComparison.Ordinal))
        {
            return end;
        }

        foreach (var example in Examples)
        {
            if (folded.LastIndexOf(example, end - 1, StringComparison.Ordinal) is > 0 and var found)
            {
                return found;
            }
        }

        return end;
    }
}
