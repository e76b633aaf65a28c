using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Parses time windows as plans word them (T-6周至T-1周, 第6周至第8周, 1-3个月, 6个月以后, Q1-Q2, weeks 6-8), in Simplified or Traditional Chinese
/// or English. Months and weeks without an event are elapsed time from the plan's start: 1-2个月 means 0 to 2 months, 2-4个月 means 2 to 4.
/// A phrase that is not understood completely becomes an unparsed window. The original text is always kept.
/// </summary>
public static class WindowParser
{
    private static readonly string[] Separators = ["至", "到", "-", "~", "TO", "THROUGH", "UNTIL", "AND"];
    private static readonly string[] PhaseEnds = ["阶段", "期"];
    private static readonly string[] Onwards = ["及以后", "以后", "之后", "起", "开始", "ONWARDS", "ONWARD", "AND LATER", "+"];
    private static readonly string[] After = ["之后", "以后", "后"];

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

    private static readonly Func<PhraseScanner, PeriodWindow?>[] Rules = [OpenEnded, SharedUnit, Elapsed, Single, FromTo];

    /// <summary>Parses one time window.</summary>
    public static PeriodWindow Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var phrase = PhraseText.Of(text);
        var (from, to) = WithoutPhaseName(phrase.Folded);
        foreach (var rule in Rules)
        {
            if (rule(new PhraseScanner(phrase, from, to)) is { } window && !window.Check().Any())
            {
                return window with { Text = text };
            }
        }

        return new PeriodWindow { Kind = PeriodWindowKind.Unparsed, Text = text };
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
            && PhaseEnds.Any(folded[(open + 1)..(to - 1)].EndsWith)
            && !folded.AsSpan(open + 1, to - open - 2).ContainsAnyInRange('0', '9');
        return isNameInParentheses ? (0, open) : (0, to);
    }

    private static bool IsPhaseName(string words) =>
        PhaseEnds.Any(words.EndsWith)
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
                return Open(scanner, start, DeadlineGrammar.Offset(AnchorCodes.PlanStart, elapsed, 1));
            }

            return EventNames.Read(scanner, name, scanner.End) is { } earlier
                ? Open(scanner, start, new Deadline { Kind = DeadlineKind.At, Anchor = EventNames.EndOf(earlier) })
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
            return Open(scanner, start, DeadlineGrammar.Offset(AnchorCodes.PlanStart, amount, 1));
        }

        scanner.Position = start;
        foreach (var (anchor, word) in DeadlineGrammar.EventsBefore(scanner, [.. After, "起"]))
        {
            if (scanner.IsAtEnd)
            {
                var startEvent = word == "起" ? anchor : EventNames.EndOf(anchor);
                return Open(scanner, start, new Deadline { Kind = DeadlineKind.At, Anchor = startEvent });
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
                return Open(scanner, start, bound);
            }
        }

        scanner.Position = start;
        return scanner.Accept("FROM") && Bound(scanner.Fork()) is { } since ? Open(scanner, start, since) : null;
    }

    // 第6-8周, 第1至第3个月, T-6至T-1周, weeks 6-8, 3-5月
    private static PeriodWindow? SharedUnit(PhraseScanner scanner)
    {
        var start = scanner.Position;
        if (scanner.Accept("T") && ReadSigned(scanner) is { } from && scanner.Accept("至", "到", "~", "-", "TO"))
        {
            scanner.Skip("T");
            return ReadSigned(scanner) is { } to && TryReadUnit(scanner, out var unit) && scanner.IsAtEnd
                ? Bounded(Launch(from, unit), Launch(to, unit))
                : null;
        }

        scanner.Position = start;
        if (YearSpan(scanner) is { } years)
        {
            return years;
        }

        if (Numbered(scanner.Slice(start, scanner.End), null) is { } numbered)
        {
            return numbered;
        }

        var afterEvent = scanner.Slice(start, scanner.End);
        foreach (var (anchor, _) in DeadlineGrammar.EventsBefore(afterEvent, After))
        {
            if (Numbered(afterEvent.Fork(), EventNames.EndOf(anchor)) is { } counted)
            {
                return counted;
            }
        }

        return null;
    }

    // 2026-2028年
    private static PeriodWindow? YearSpan(PhraseScanner scanner) =>
        scanner.TryReadDigits(4, out var first)
        && first >= 1900
        && scanner.Accept(Separators)
        && scanner.TryReadDigits(4, out var last)
        && last > first
        && scanner.Accept("年度", "年")
        && scanner.IsAtEnd
            ? Bounded(YearOf(first), YearOf(last))
            : null;

    private static Deadline YearOf(int year) => PeriodGrammar.Of(new Figure(1, null), TimeUnit.Year, PeriodBasis.Calendar, year);

    // The rest of the phrase is the name of the event.
    private static string? ReadAnchor(PhraseScanner scanner)
    {
        var anchor = EventNames.Read(scanner, scanner.Position, scanner.End);
        scanner.Position = anchor is null ? scanner.Position : scanner.End;
        return anchor is null ? null : EventNames.EndOf(anchor);
    }

    // Numbered periods of the plan or the calendar. With an anchor they count from that event (上市后第1-4周).
    private static PeriodWindow? Numbered(PhraseScanner scanner, string? anchor)
    {
        int? year = null;
        var hasYear = scanner.Try(() => DateGrammar.TryReadYear(scanner, out year) && year is not null && scanner.Accept("年"));
        var isNamed = PeriodGrammar.TryReadEnglishUnit(scanner, out var unit);
        var isPlan = isNamed || scanner.Accept("第");
        if (!scanner.TryReadFigure(out var first) || !PeriodGrammar.IsIndex(first))
        {
            return null;
        }

        TimeUnit? unitOfFirst = isPlan && !isNamed && PeriodGrammar.TryReadPlanUnit(scanner, out var repeated) ? repeated : null;
        if (!scanner.Accept(Separators))
        {
            return null;
        }

        scanner.Skip("第");
        if (!scanner.TryReadFigure(out var last) || !PeriodGrammar.IsIndex(last))
        {
            return null;
        }

        if (isPlan)
        {
            var hasUnit = isNamed || PeriodGrammar.TryReadPlanUnit(scanner, out unit);
            if (hasYear || !hasUnit || (unitOfFirst is { } named && named != unit))
            {
                return null;
            }

            anchor ??= isNamed && scanner.Accept("AFTER") ? ReadAnchor(scanner) : null;
            return scanner.IsAtEnd ? Bounded(PlanPeriod(first), PlanPeriod(last)) : null;
        }

        return anchor is null && first.Whole <= 12 && last.Whole <= 12 && scanner.Accept("月份", "月") && scanner.IsAtEnd
            ? Bounded(CalendarMonth(first), CalendarMonth(last))
            : null;

        Deadline PlanPeriod(Figure index) => PeriodGrammar.Of(index, unit) with { Anchor = anchor };

        Deadline CalendarMonth(Figure index) => PeriodGrammar.Of(index, TimeUnit.Month, PeriodBasis.Calendar, hasYear ? year : null);
    }

    // 1-3个月, 上市后1-3个月, 前3个月, 上市后3个月内, 上市前1个月内
    private static PeriodWindow? Elapsed(PhraseScanner scanner)
    {
        var start = scanner.Position;
        if (TimeAmount.TryRead(scanner, out var range) && range.MinAmount is not null && scanner.IsAtEnd)
        {
            return Between(AnchorCodes.PlanStart, range);
        }

        scanner.Position = start;
        if (
            TimeAmount.TryRead(scanner, out range)
            && range.MinAmount is not null
            && scanner.Accept("AFTER", "FOLLOWING")
            && ReadAnchor(scanner) is { } named
        )
        {
            return Between(named, range);
        }

        scanner.Position = start;
        if (
            scanner.Accept("前", "首", "FIRST", "THE FIRST")
            && TimeAmount.TryRead(scanner, out var first)
            && first.MinAmount is null
            && scanner.IsAtEnd
        )
        {
            return Between(AnchorCodes.PlanStart, first with { MinAmount = 0 });
        }

        scanner.Position = start;
        foreach (var (anchor, _) in DeadlineGrammar.EventsBefore(scanner, After))
        {
            scanner.Skip("的");
            if (TimeAmount.TryRead(scanner, out var counted) && counted.MinAmount is not null && scanner.IsAtEnd)
            {
                return Between(EventNames.EndOf(anchor), counted);
            }
        }

        scanner.Position = start;
        return DeadlineParser.Read(scanner) switch
        {
            { Kind: DeadlineKind.Within, MinAmount: null } within => Bounded(
                Zero(within.Anchor!),
                within with
                {
                    Kind = DeadlineKind.Offset,
                }
            ),
            { Kind: DeadlineKind.Before, Amount: { } before, MinAmount: null } limit => Bounded(
                limit with
                {
                    Kind = DeadlineKind.Offset,
                    Amount = -before,
                },
                Zero(limit.Anchor!)
            ),
            _ => null,
        };
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
        var only = DeadlineParser.Read(scanner);
        return
            only is { Kind: DeadlineKind.PeriodOrdinal or DeadlineKind.Date or DeadlineKind.At or DeadlineKind.During }
            || (only is { Kind: DeadlineKind.Offset } && isLaunchOffset)
            ? Bounded(WithText(scanner, start, scanner.End, only), WithText(scanner, start, scanner.End, only))
            : null;
    }

    // 2026年3月15日前 and 不晚于Q2末 say when something ends, not how long it takes.
    private static bool IsLimit(PhraseScanner scanner) => scanner.IsNext(LimitWords) || scanner.Remaining.TrimEnd().EndsWith('前');

    // Two bounds with a separator. A year or month that is named once applies to both.
    private static PeriodWindow? FromTo(PhraseScanner scanner)
    {
        scanner.Skip("从", "自", "由", "FROM", "BETWEEN");
        var start = scanner.Position;
        foreach (var separator in Separators)
        {
            foreach (var found in scanner.PositionsOf(separator).ToList())
            {
                if (Bound(scanner.Slice(start, found)) is not { } left)
                {
                    continue;
                }

                if (Bound(scanner.Slice(found + separator.Length, scanner.End)) is { } right)
                {
                    return Bounded(WithYearOfEnd(left, right), WithYearOfStart(left, right));
                }

                if (DayOfSameMonth(scanner.Slice(found + separator.Length, scanner.End), left) is { } last)
                {
                    return Bounded(left, last);
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
            ? WithText(
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
        return DeadlineParser.Read(scanner) is { } bound && IsBound(bound) ? WithText(scanner, start, scanner.End, bound) : null;
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

    private static PeriodWindow Between(string anchor, TimeAmount range)
    {
        // A window of 1-2个月 starts with the plan or the event, not one month later.
        var from = range.MinAmount is null or 1 ? 0 : range.MinAmount;
        return Bounded(
            new Deadline
            {
                Kind = DeadlineKind.Offset,
                Anchor = anchor,
                Amount = from,
                Unit = range.Unit,
            },
            DeadlineGrammar.Offset(anchor, range, 1)
        );
    }

    private static Deadline Zero(string anchor) =>
        new()
        {
            Kind = DeadlineKind.Offset,
            Anchor = anchor,
            Amount = 0,
            Unit = TimeUnit.Day,
        };

    private static Deadline WithText(PhraseScanner scanner, int from, int to, Deadline bound) =>
        bound with
        {
            Text = scanner.Text.Verbatim(from, to),
        };

    private static PeriodWindow Bounded(Deadline start, Deadline end) =>
        new()
        {
            Kind = PeriodWindowKind.Bounded,
            Start = start,
            End = end,
        };

    private static PeriodWindow Open(PhraseScanner scanner, int from, Deadline start) =>
        new() { Kind = PeriodWindowKind.OpenEnded, Start = WithText(scanner, from, scanner.End, start) };

    private static (int Sign, Figure Figure)? ReadSigned(PhraseScanner scanner)
    {
        var sign =
            scanner.Accept("+") ? 1
            : scanner.Accept("-") ? -1
            : 0;
        return sign != 0 && scanner.TryReadFigure(out var figure) && PeriodGrammar.IsIndex(figure) ? (sign, figure) : null;
    }

    private static bool TryReadUnit(PhraseScanner scanner, out TimeUnit unit) =>
        PeriodGrammar.TryReadPlanUnit(scanner, out unit) || TimeAmount.TryReadEnglishUnit(scanner, out unit);

    private static Deadline Launch((int Sign, Figure Figure) bound, TimeUnit unit) =>
        DeadlineGrammar.Offset(AnchorCodes.LaunchDay, new TimeAmount(bound.Figure.Whole, null, bound.Figure.Placeholder, unit), bound.Sign);
}
