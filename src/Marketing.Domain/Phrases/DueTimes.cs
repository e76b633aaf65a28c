using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Finds the times by which a target is due in the words around it: 上市后三个月内达到80%, 80% by end of Q3. A time that the target is compared
/// with (较2025年) is none. A time that is not understood becomes an unparsed deadline, so that it is not lost.
/// </summary>
internal static class DueTimes
{
    private const int MaxEventLength = 24;

    private static readonly string[] ComparedBefore = ["较", "比", "与", "同", "和", "对比", "相较", "THAN", "VERSUS", "VS", "FROM"];
    private static readonly string[] ComparedAfter = ["相比", "相较", "基础上", "的基础", "同期", "水平", "的水平", "数据", "以来", "年均"];
    private static readonly string[] Prepositions =
    [
        "BY",
        "BEFORE",
        "AFTER",
        "UNTIL",
        "SINCE",
        "FROM",
        "PRIOR",
        "TO",
        "OF",
        "WITHIN",
        "THAN",
    ];
    private static readonly string[] BeforeWords = ["之前", "以前", "前"];

    /// <summary>Returns the deadlines that a part of a sentence states, in order.</summary>
    public static IEnumerable<Deadline> In(PhraseScanner part)
    {
        var scanner = part.Fork();
        var from = scanner.Position;
        while (!scanner.IsAtEnd)
        {
            var at = scanner.Position;
            if (scanner.Folded[at] == ' ')
            {
                scanner.Position++;
                continue;
            }

            if (TargetPlainness.TrySkipTime(scanner))
            {
                if (!IsCompared(part, at, scanner))
                {
                    scanner.Skip(BeforeWords);
                    yield return Read(part, from, at, scanner);
                }

                from = scanner.Position;
            }
            else if (!TargetPlainness.TrySkipName(scanner))
            {
                scanner.Position++;
            }
        }
    }

    private static bool IsCompared(PhraseScanner part, int at, PhraseScanner after)
    {
        var before = part.Folded[part.Position..at].TrimEnd(' ', '在');
        return ComparedBefore.Any(word => before.EndsWith(word, StringComparison.Ordinal)) || after.IsNext(ComparedAfter);
    }

    // The event that the time counts from stands before it in Chinese (上市后三个月内), behind it in English (within 3 months of launch).
    private static Deadline Read(PhraseScanner part, int from, int at, PhraseScanner scanner)
    {
        var clauseEnd = EndOfClause(part, scanner.Position);
        foreach (var start in Starts(part.Folded, Math.Max(from, at - MaxEventLength), at))
        {
            foreach (var end in (int[])[clauseEnd, scanner.Position])
            {
                var words = part.Slice(start, end);
                if (DeadlineParser.Read(words, mayNameTask: false) is { } deadline && IsKnown(deadline, start, at))
                {
                    scanner.Position = end;
                    return deadline with { Text = part.Text.Verbatim(start, end) };
                }
            }
        }

        var first = Starts(part.Folded, Math.Max(from, at - MaxEventLength), at).First();
        return new Deadline { Kind = DeadlineKind.Unparsed, Text = part.Text.Verbatim(first, scanner.Position) };
    }

    // The words behind 在 and 于, then those of the clause, then the time itself unless it counts from something before it.
    private static IEnumerable<int> Starts(string folded, int from, int at)
    {
        var preposition = folded.AsSpan(from, at - from).LastIndexOfAny("在于");
        if (preposition >= 0)
        {
            yield return from + preposition + 1;
        }

        var clause = folded.AsSpan(from, at - from).LastIndexOfAny(",;。、(");
        var start = from + clause + 1;
        while (start < at && folded[start] == ' ')
        {
            start++;
        }

        yield return start;
        for (var space = start; space < at; space++)
        {
            if (folded[space] == ' ' && !FollowsPreposition(folded, space))
            {
                yield return space + 1;
            }
        }

        if (at > start && !(folded[at - 1] is '后' or '前' or '起' or '自' or '距' or '近' or '约' or '几' or '数' or ' '))
        {
            yield return at;
        }
    }

    // "by Q3" is not "Q3".
    private static bool FollowsPreposition(string folded, int space) =>
        Prepositions.Any(word =>
            folded.AsSpan(0, space).EndsWith(word, StringComparison.Ordinal)
            && (space == word.Length || folded[space - word.Length - 1] == ' ')
        );

    private static int EndOfClause(PhraseScanner part, int from)
    {
        var length = part.Folded.AsSpan(from, part.End - from).IndexOfAny(",;。、)");
        return length < 0 ? part.End : from + length;
    }

    // An event of the plan's own directly before the time is its name only if nothing else stands before it.
    private static bool IsKnown(Deadline deadline, int start, int at) =>
        deadline.Kind is not (DeadlineKind.Duration or DeadlineKind.Ongoing or DeadlineKind.Immediate or DeadlineKind.During)
        && (deadline.Anchor is null || AnchorCodes.WellKnown.Contains(deadline.Anchor) || at - start <= 8);
}
