using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Parses time windows as plans word them (T-6周至T-1周, 第6周至第8周, 1-3个月, 6个月以后, Q1-Q2, weeks 6-8), in Simplified or Traditional Chinese
/// or English. Months and weeks without an event are elapsed time from the plan's start: 1-2个月 means 0 to 2 months, 2-4个月 means 2 to 4.
/// A phrase that is not understood completely becomes an unparsed window. The original text is always kept.
/// </summary>
public static class WindowParser
{
    // Two bounds that each count from the longest event, with the words around them.
    private const int MaxLength = 160;

    private static readonly string[] PhaseEnds = ["阶段", "期"];
    private static readonly string[] NotInPhaseNames =
    [
        "不",
        "并非",
        "无需",
        "取消",
        "暂停",
        "停止",
        "除非",
        "如",
        "若",
        "视情",
        "视需",
        "酌情",
        "必要",
        "可能",
        "仅",
    ];
    private static readonly string[] Onwards = ["及以后", "以后", "之后", "起", "开始", "ONWARDS", "ONWARD", "AND LATER", "+"];

    private static readonly string[] LimitWords =
    [
        "最迟",
        "最晚",
        "不晚于",
        "不迟于",
        "截止",
        "截至",
        "BY",
        "BEFORE",
        "NO LATER THAN",
        "UNTIL",
        "DUE",
    ];

    private static readonly Func<PhraseScanner, PeriodWindow?>[] Rules =
    [
        OpenEnded,
        WindowRanges.SharedUnit,
        WindowRanges.Elapsed,
        Single,
        FromTo,
    ];

    /// <summary>Parses one time window.</summary>
    public static PeriodWindow Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var phrase = PhraseText.Of(text);
        var (from, to) = WithoutPhaseName(phrase.Folded);
        foreach (var rule in to - from <= MaxLength ? Rules : [])
        {
            if (rule(new PhraseScanner(phrase, from, to)) is { } window && !window.Check().Any())
            {
                return window with { Text = text };
            }
        }

        return new PeriodWindow { Kind = PeriodWindowKind.Unparsed, Text = text };
    }

    /// <summary>
    /// Returns the two numbers of a window whose words count units without an ordinal (4-6个月, 上市后5-8周, 7个月起); null for other windows, and
    /// for those whose bounds were given without words. Whether they count elapsed or numbered units depends on the windows beside it.
    /// </summary>
    public static WindowCount? CountOf(PeriodWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (
            window is not { Text: { } text, Start: { Kind: DeadlineKind.Offset, Anchor: { } anchor, Amount: { } start, Unit: { } unit } }
            || start < 0
            || text.Length > PhraseText.MaxLength
        )
        {
            return null;
        }

        var phrase = PhraseText.Of(text);
        var (from, to) = WithoutPhaseName(phrase.Folded);
        var scanner = new PhraseScanner(phrase, from, to);
        if (window.Kind == PeriodWindowKind.Bounded)
        {
            return
                WindowRanges.ReadRange(scanner) is ({ } named, { MinAmount: >= 1 and { } min, Amount: { } max, Unit: var counted })
                && named == anchor
                && counted == unit
                && window.End is { Kind: DeadlineKind.Offset, Amount: { } end }
                && end == max
                && (start == min || (min == 1 && start == 0))
                ? new WindowCount(anchor, unit, min, max)
                : null;
        }

        var isFrom = TimeAmount.TryRead(scanner, out var open) && scanner.Accept("起", "开始", "ONWARDS", "ONWARD");
        return isFrom && scanner.IsAtEnd && open.Amount == start ? new WindowCount(anchor, unit, start, null) : null;
    }

    // A phase name may come with the window: 第一阶段:洞察与规划(1-3个月), T-6周至T-1周(预热期).
    private static (int From, int To) WithoutPhaseName(string folded)
    {
        var to = folded.TrimEnd('。', '.', ';', ' ').Length;
        if (to <= 1 || folded[to - 1] != ')')
        {
            return (0, to);
        }

        var open = folded.LastIndexOf('(', to - 1);
        if (open == 0 || IsPhaseName(folded[..Math.Max(open, 0)]))
        {
            return (open + 1, to - 1);
        }

        var isNameInParentheses =
            open > 0
            && PhaseEnds.Any(end => folded.AsSpan(open + 1, to - open - 2).EndsWith(end, StringComparison.Ordinal))
            && !folded.AsSpan(open + 1, to - open - 2).ContainsAnyInRange('0', '9');
        return isNameInParentheses ? (0, open) : (0, to);
    }

    private static bool IsPhaseName(string words) =>
        !words.AsSpan().ContainsAny(NumberGlyphs.ListMark, NumberGlyphs.Sign)
        && !NotInPhaseNames.Any(word => words.Contains(word, StringComparison.Ordinal))
        && NamesPhase(words);

    private static bool NamesPhase(string words) =>
        PhaseEnds.Any(end => words.EndsWith(end, StringComparison.Ordinal))
        || (words.StartsWith('第') && words.Contains("阶段", StringComparison.Ordinal))
        || words.StartsWith("PHASE ", StringComparison.Ordinal);

    // 6个月以后, T+1周起, 第7个月起, 上市后, from month 7 onwards
    private static PeriodWindow? OpenEnded(PhraseScanner scanner)
    {
        var start = scanner.Position;
        if (scanner.Accept("AFTER"))
        {
            var name = scanner.Position;
            if (TimeAmount.TryRead(scanner, out var elapsed) && scanner.IsAtEnd && elapsed.MinAmount is null)
            {
                return WindowBounds.Open(scanner, start, DeadlineGrammar.Offset(AnchorCodes.PlanStart, elapsed, 1));
            }

            return EventNames.Read(scanner, name, scanner.End) is { } earlier
                ? WindowBounds.Open(scanner, start, new Deadline { Kind = DeadlineKind.At, Anchor = EventNames.EndOf(earlier) })
                : null;
        }

        scanner.Position = start;
        if (
            TimeAmount.TryRead(scanner, out var amount)
            && amount.MinAmount is null
            && scanner.Accept([.. Onwards, "后"])
            && scanner.IsAtEnd
        )
        {
            return WindowBounds.Open(scanner, start, DeadlineGrammar.Offset(AnchorCodes.PlanStart, amount, 1));
        }

        scanner.Position = start;
        foreach (var (anchor, word) in DeadlineGrammar.EventsBefore(scanner, [.. WindowBounds.After, "起"]))
        {
            if (scanner.IsAtEnd)
            {
                var startEvent = word == "起" ? anchor : EventNames.EndOf(anchor);
                return WindowBounds.Open(scanner, start, new Deadline { Kind = DeadlineKind.At, Anchor = startEvent });
            }
        }

        scanner.Position = start;
        var from = scanner.Accept("FROM") ? scanner.Position : start;
        foreach (var word in Onwards)
        {
            var endsInWord =
                scanner.End - word.Length > start
                && scanner.Folded.AsSpan(start, scanner.End - start).EndsWith(word, StringComparison.Ordinal);
            if (
                endsInWord
                && Bound(scanner.Slice(from, scanner.End - word.Length)) is { } bound
                && (bound.Kind == DeadlineKind.Offset || word is not ("以后" or "之后"))
            )
            {
                return WindowBounds.Open(scanner, start, bound);
            }
        }

        scanner.Position = start;
        return scanner.Accept("FROM") && Bound(scanner.Fork()) is { } since ? WindowBounds.Open(scanner, start, since) : null;
    }

    // T日, 第6周, Q2, 2026年, 活動期間
    private static PeriodWindow? Single(PhraseScanner scanner)
    {
        var start = scanner.Position;
        if (IsLimit(scanner))
        {
            return null;
        }

        var isLaunchOffset = scanner.IsNext("T");
        var only = DeadlineParser.Read(scanner, mayNameTask: false);
        return
            only is { Kind: DeadlineKind.PeriodOrdinal or DeadlineKind.Date or DeadlineKind.At or DeadlineKind.During }
            || (only is { Kind: DeadlineKind.Offset } && isLaunchOffset)
            ? WindowBounds.Bounded(
                WindowBounds.WithText(scanner, start, scanner.End, only),
                WindowBounds.WithText(scanner, start, scanner.End, only)
            )
            : null;
    }

    // 2026年3月15日前 and 不晚于Q2末 say when something ends, not how long it takes.
    private static bool IsLimit(PhraseScanner scanner) => scanner.IsNext(LimitWords) || scanner.Remaining.TrimEnd().EndsWith('前');

    // Two bounds with a separator. A year or month that is named once applies to both.
    private static PeriodWindow? FromTo(PhraseScanner scanner)
    {
        scanner.Skip("从", "自", "由", "FROM", "BETWEEN");
        var start = scanner.Position;
        foreach (var separator in WindowBounds.Separators)
        {
            foreach (var found in scanner.PositionsOf(separator).ToList())
            {
                if (Bound(scanner.Slice(start, found)) is not { } left)
                {
                    continue;
                }

                if (Bound(scanner.Slice(found + separator.Length, scanner.End)) is { } right)
                {
                    return WindowBounds.Bounded(WithYearOfEnd(left, right), WithYearOfStart(left, right));
                }

                if (DayOfSameMonth(scanner.Slice(found + separator.Length, scanner.End), left) is { } last)
                {
                    return WindowBounds.Bounded(left, last);
                }
            }
        }

        return null;
    }

    // 2026年3月1日至15日
    private static Deadline? DayOfSameMonth(PhraseScanner scanner, Deadline left)
    {
        var start = scanner.Position;
        return
            left is { Kind: DeadlineKind.Date, Date: { } from }
            && scanner.TryReadDigits(2, out var day)
            && scanner.Accept("日", "号")
            && scanner.IsAtEnd
            && day > from.Day
            && day <= DateTime.DaysInMonth(from.Year, from.Month)
            ? WindowBounds.WithText(
                scanner,
                start,
                scanner.End,
                new Deadline { Kind = DeadlineKind.Date, Date = new DateOnly(from.Year, from.Month, day) }
            )
            : null;
    }

    private static Deadline? Bound(PhraseScanner scanner)
    {
        var start = scanner.Position;
        return DeadlineParser.Read(scanner, mayNameTask: false) is { } bound && IsBound(bound)
            ? WindowBounds.WithText(scanner, start, scanner.End, bound)
            : null;
    }

    private static bool IsBound(Deadline bound) =>
        bound.Kind switch
        {
            DeadlineKind.PeriodOrdinal or DeadlineKind.Date or DeadlineKind.At => true,
            DeadlineKind.Offset => bound.Anchor != AnchorCodes.Unspecified,
            _ => false,
        };

    // Jan - Mar 2026
    private static Deadline WithYearOfEnd(Deadline left, Deadline right)
    {
        if (
            left is { Kind: DeadlineKind.PeriodOrdinal, Basis: PeriodBasis.Calendar, Year: null }
            && right is { Kind: DeadlineKind.PeriodOrdinal, Year: { } year }
            && left.Unit == right.Unit
            && left.Index <= right.Index
        )
        {
            return left with { Year = year };
        }

        return
            left is { Kind: DeadlineKind.Date, Date: null, Text: { } text }
            && right is { Kind: DeadlineKind.Date, Date: { } to }
            && ReadDate($"{text} {to.Year}") is { } from
            && from <= to
            ? left with
            {
                Date = from,
                Placeholder = null,
            }
            : left;
    }

    // 2026年3月至5月, 2026年1月1日至3月31日
    private static Deadline WithYearOfStart(Deadline left, Deadline right)
    {
        if (
            left is { Kind: DeadlineKind.PeriodOrdinal, Basis: PeriodBasis.Calendar, Year: { } year }
            && right is { Kind: DeadlineKind.PeriodOrdinal, Basis: PeriodBasis.Calendar, Year: null }
        )
        {
            return right with { Year = year };
        }

        // 上市后第1周至第4周, 2026年第一季度至第三季度
        if (
            left is { Kind: DeadlineKind.PeriodOrdinal }
            && (left.Anchor is not null || left.Year is not null)
            && right is { Kind: DeadlineKind.PeriodOrdinal, Anchor: null, Year: null, Basis: null }
            && left.Unit == right.Unit
        )
        {
            return right with { Anchor = left.Anchor, Year = left.Year, Basis = left.Basis };
        }

        if (left is { Kind: DeadlineKind.Date, Date: { } from } && right is { Kind: DeadlineKind.Date, Date: null, Text: { } text })
        {
            return ReadDate($"{from.Year}年{text}") is { } to ? right with { Date = to, Placeholder = null } : right;
        }

        return right;
    }

    private static DateOnly? ReadDate(string text) => DateGrammar.Read(new PhraseScanner(PhraseText.Of(text)))?.Date;
}
