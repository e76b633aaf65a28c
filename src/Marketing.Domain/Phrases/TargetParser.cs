using Marketing.Domain.Values;
using static Marketing.Domain.Phrases.WordTable;

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
        "位数",
        "一半",
        "一点",
        "一些",
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

    private static readonly (string Word, Direction? Direction)[] QualitativeVerbs =
    [
        .. Words((Direction?)Direction.Achieve, "建立", "实现", "形成", "打造", "构建", "搭建", "树立", "确立", "建成"),
        .. Words((Direction?)Direction.Increase, "加强", "强化", "改善"),
        .. Words((Direction?)null, "优化", "完善"),
    ];

    // Words that make a sentence more than a plain aim.
    private static readonly string[] NotInAims =
    [
        "若",
        "如",
        "假如",
        "除非",
        "视",
        "或",
        "不",
        "无",
        "未",
        "零投",
        "零事",
        "零差",
        "零失",
        "零违",
        "半数",
        "分之",
    ];

    /// <summary>Parses one target. A text with several targets is unparsed; see <see cref="ParseAll"/>.</summary>
    public static TargetExpression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text).Target;
    }

    /// <summary>Parses one target and the times by which its words say it is due (3个月内达到80%).</summary>
    public static (TargetExpression Target, IReadOnlyList<Deadline> Deadlines) Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var read = Read(PhraseText.Of(text), out var deadlines);
        var target = read is null ? null : read with { Text = text };
        return target is not null && !target.Check().Any()
            ? (target, deadlines)
            : (new TargetExpression { Kind = TargetKind.Unparsed, Text = text }, []);
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
        var clauses = Clauses.Split(text);
        if (clauses.Count < 2)
        {
            return [whole];
        }

        foreach (var (core, clause) in clauses)
        {
            var phrase = PhraseText.Of(core);
            if (TargetPlainness.IsPlain(new PhraseScanner(phrase)) && !HasMultiple(phrase))
            {
                context += clause;
                continue;
            }

            if (Parse(core) is not { Kind: not TargetKind.Unparsed } target || IsRest(target, context, core))
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

    // 提升满意度、美誉度10%: the verb counts for the figure of the next clause. A number alone is no target among others.
    private static bool IsRest(TargetExpression target, string context, string core) =>
        target is { Direction: null, Kind: TargetKind.Level or TargetKind.Count or TargetKind.Multiple }
        && (
            !(context + core).Any(char.IsLetter)
            || target is { Kind: TargetKind.Level, Unit: null, Comparator: null, ScaleMax: null }
            || TargetContext.HoldsChangeVerb(PhraseText.Of(context).Folded)
        );

    private static bool HasMultiple(PhraseText phrase) =>
        ChangeTargets.MayHoldMultiple(phrase.Folded) && Read(phrase, out _) is { Kind: TargetKind.Multiple };

    private static TargetExpression? Read(PhraseText phrase, out IReadOnlyList<Deadline> deadlines)
    {
        deadlines = [];
        var whole = new PhraseScanner(phrase, 0, EndWithoutExample(phrase.Folded));
        var sentence = new TargetSentence(whole);
        for (var at = 0; at < whole.End && at <= sentence.PlainUntil; at++)
        {
            if (at > 0 && (IsInsideWord(phrase.Folded[at - 1], phrase.Folded[at]) || Numerals.IsInsideAmount(phrase.Folded, at)))
            {
                continue;
            }

            var scanner = whole.Slice(at, whole.End);
            if (TargetGrammar.Read(scanner, sentence.HasFigureNear(at)) is { } target)
            {
                var end = scanner.Position;
                if (TargetContext.Read(sentence, at, scanner, target) is { } complete)
                {
                    deadlines = DeadlinesOf(complete, whole.Slice(0, at), whole.Slice(end, whole.End));
                    return complete;
                }
            }
        }

        return sentence.LastFigure < 0 ? Qualitative(whole) : null;
    }

    // The time limit of a service level is part of the target, not a time by which it is due.
    private static List<Deadline> DeadlinesOf(TargetExpression target, PhraseScanner before, PhraseScanner after) =>
        [
            .. DueTimes
                .In(before)
                .Concat(DueTimes.In(after))
                .Where(due => target.WithinAmount is null || due.Amount != target.WithinAmount || due.Unit != target.WithinUnit),
        ];

    // 进一步提升快速响应能力
    private static TargetExpression? Qualitative(PhraseScanner scanner)
    {
        scanner.Skip("进一步", "持续", "显著", "大幅", "有效", "不断", "全面", "稳步");
        Direction? direction = scanner.Accept(TargetWords.ChangeVerbs, out var change) ? change : null;
        var isAim = direction is null && scanner.Accept(QualitativeVerbs, out direction);
        if ((direction is null && !isAim) || scanner.IsAtEnd)
        {
            return null;
        }

        var words = scanner.Remaining;
        var isPlain = !Quantities.Any(word => words.Contains(word, StringComparison.Ordinal));
        return isPlain && !(isAim && NotInAims.Any(word => words.Contains(word, StringComparison.Ordinal)))
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
