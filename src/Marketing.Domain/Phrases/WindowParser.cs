using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Reads spans of time as plans write them (T-6周至T-1周, 第6周至第8周, 1-3个月, 6个月以后, Q1-Q2, weeks 6-8), in either Chinese script or English.
/// Months and weeks without an event count from the plan's start: 1-2个月 is months 0 to 2 elapsed, 2-4个月 is months 2 to 4 elapsed.
/// What is not understood to its last word comes back unparsed; the words are always kept.
/// </summary>
public static class WindowParser
{
    private static readonly string[] Separators = ["至", "到", "-", "~", "TO", "THROUGH", "UNTIL", "AND"];
    private static readonly string[] PhaseEnds = ["阶段", "期"];
    private static readonly string[] Onwards = ["及以后", "以后", "之后", "起", "开始", "ONWARDS", "ONWARD", "AND LATER", "+"];
    private static readonly Func<Cursor, PeriodWindow?>[] Rules = [OpenEnded, SharedUnit, Elapsed, Single, FromTo];

    /// <summary>Reads one span of time.</summary>
    public static PeriodWindow Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var phrase = PhraseText.Of(text);
        var (from, to) = Inner(phrase.Folded);
        foreach (var rule in Rules)
        {
            if (rule(new Cursor(phrase, from, to)) is { } window && !window.Check().Any())
            {
                return window with { Text = text };
            }
        }

        return new PeriodWindow { Kind = PeriodWindowKind.Unparsed, Text = text };
    }

    private static (int From, int To) Inner(string folded)
    {
        var to = folded.TrimEnd('。', '.', ';', ' ').Length;
        if (to <= 1 || folded[to - 1] != ')')
        {
            return (0, to);
        }

        // 第一阶段:洞察与规划(1-3个月), T-6周至T-1周(预热期): the name of a phase beside its window.
        var open = folded.LastIndexOf('(', to - 1);
        return open == 0 || IsPhaseName(folded[..Math.Max(open, 0)]) ? (open + 1, to - 1)
            : open > 0 && PhaseEnds.Any(folded[(open + 1)..(to - 1)].EndsWith) && !folded.AsSpan(open + 1, to - open - 2).ContainsAnyInRange('0', '9') ? (0, open)
            : (0, to);
    }

    private static bool IsPhaseName(string words) =>
        PhaseEnds.Any(words.EndsWith) || (words.StartsWith('第') && words.Contains("阶段", StringComparison.Ordinal)) || words.StartsWith("PHASE ", StringComparison.Ordinal);

    // 6个月以后, T+1周起, 第7个月起, 上市后, from month 7 onwards.
    private static PeriodWindow? OpenEnded(Cursor cursor)
    {
        var start = cursor.At;
        if (cursor.Eat("AFTER"))
        {
            var name = cursor.At;
            if (TimeAmount.TryRead(cursor, out var elapsed) && cursor.IsAtEnd && elapsed.MinAmount is null)
            {
                return Open(cursor, start, DeadlineGrammar.Offset(AnchorCodes.PlanStart, elapsed, 1));
            }

            return Events.Read(cursor, name, cursor.End) is { } earlier ? Open(cursor, start, new Deadline { Kind = DeadlineKind.At, Anchor = Events.End(earlier) }) : null;
        }

        cursor.At = start;
        if (TimeAmount.TryRead(cursor, out var amount) && amount.MinAmount is null && cursor.Eat([.. Onwards, "后"]) && cursor.IsAtEnd)
        {
            return Open(cursor, start, DeadlineGrammar.Offset(AnchorCodes.PlanStart, amount, 1));
        }

        cursor.At = start;
        foreach (var (anchor, word) in DeadlineGrammar.EventsBefore(cursor, ["之后", "以后", "后", "起"]))
        {
            if (cursor.IsAtEnd)
            {
                return Open(cursor, start, new Deadline { Kind = DeadlineKind.At, Anchor = word == "起" ? anchor : Events.End(anchor) });
            }
        }

        cursor.At = start;
        var from = cursor.Eat("FROM") ? cursor.At : start;
        foreach (var word in Onwards)
        {
            if (cursor.End - word.Length > start && cursor.Folded.AsSpan(start, cursor.End - start).EndsWith(word, StringComparison.Ordinal)
                && Bound(cursor.Over(from, cursor.End - word.Length)) is { } bound && (bound.Kind == DeadlineKind.Offset || word is not ("以后" or "之后")))
            {
                return Open(cursor, start, bound);
            }
        }

        cursor.At = start;
        return cursor.Eat("FROM") && Bound(cursor.Over(cursor.At, cursor.End)) is { } since ? Open(cursor, start, since) : null;
    }

    // 第6-8周, 第1至第3个月, T-6至T-1周, weeks 6-8, 3-5月.
    private static PeriodWindow? SharedUnit(Cursor cursor)
    {
        var start = cursor.At;
        if (cursor.Eat("T") && ReadSigned(cursor) is { } from && cursor.Eat("至", "到", "~", "-", "TO"))
        {
            cursor.Eat("T");
            return ReadSigned(cursor) is { } to && TimeUnitWord(cursor, out var unit) && cursor.IsAtEnd
                ? Bounded(Launch(from, unit), Launch(to, unit))
                : null;
        }

        cursor.At = start;
        if (YearSpan(cursor) is { } years)
        {
            return years;
        }

        if (Numbered(cursor.Over(start, cursor.End), null) is { } numbered)
        {
            return numbered;
        }

        var behind = cursor.Over(start, cursor.End);
        foreach (var (anchor, _) in DeadlineGrammar.EventsBefore(behind, ["之后", "以后", "后"]))
        {
            if (Numbered(behind.Over(behind.At, behind.End), Events.End(anchor)) is { } counted)
            {
                return counted;
            }
        }

        return null;
    }

    // 2026-2028年
    private static PeriodWindow? YearSpan(Cursor cursor) =>
        cursor.EatDigits(4, out var first) && first >= 1900 && cursor.Eat(Separators) && cursor.EatDigits(4, out var last) && last > first && cursor.Eat("年度", "年") && cursor.IsAtEnd
            ? Bounded(YearOf(first), YearOf(last))
            : null;

    private static Deadline YearOf(int year) => PeriodGrammar.Of(new Figure(1, null), TimeUnit.Year, PeriodBasis.Calendar, year, null);

    // The event is whatever is left.
    private static string? AnchorBehind(Cursor cursor)
    {
        var anchor = Events.Read(cursor, cursor.At, cursor.End);
        cursor.At = anchor is null ? cursor.At : cursor.End;
        return anchor is null ? null : Events.End(anchor);
    }

    // An anchor makes the numbers those of periods after an event (上市后第1-4周).

    private static PeriodWindow? Numbered(Cursor cursor, string? anchor)
    {
        int? year = null;
        var hasYear = cursor.Try(() => DateGrammar.EatYear(cursor, out year) && year is not null && cursor.Eat("年"));
        var isNamed = PeriodGrammar.EatEnglishUnit(cursor, out var englishUnit);
        var isPlan = isNamed || cursor.Eat("第");
        if (!cursor.EatFigure(out var first) || !PeriodGrammar.IsIndex(first))
        {
            return null;
        }

        TimeUnit? unitOfFirst = isPlan && !isNamed && PeriodGrammar.EatPlanUnit(cursor, out var repeated) ? repeated : null;
        if (!cursor.Eat(Separators))
        {
            return null;
        }

        cursor.Eat("第");
        if (!cursor.EatFigure(out var last) || !PeriodGrammar.IsIndex(last))
        {
            return null;
        }

        if (isPlan)
        {
            if (hasYear || !(isNamed || PeriodGrammar.EatPlanUnit(cursor, out englishUnit)) || (unitOfFirst is { } named && named != englishUnit))
            {
                return null;
            }

            anchor ??= isNamed && cursor.Eat("AFTER") ? AnchorBehind(cursor) : null;
            return cursor.IsAtEnd
                ? Bounded(PeriodGrammar.Of(first, englishUnit, null, null, null) with { Anchor = anchor }, PeriodGrammar.Of(last, englishUnit, null, null, null) with { Anchor = anchor })
                : null;
        }

        return anchor is null && first.Whole <= 12 && last.Whole <= 12 && cursor.Eat("月份", "月") && cursor.IsAtEnd
            ? Bounded(PeriodGrammar.Of(first, TimeUnit.Month, PeriodBasis.Calendar, hasYear ? year : null, null), PeriodGrammar.Of(last, TimeUnit.Month, PeriodBasis.Calendar, hasYear ? year : null, null))
            : null;
    }

    // 1-3个月, 上市后1-3个月, 前3个月, 上市后3个月内, 上市前1个月内.
    private static PeriodWindow? Elapsed(Cursor cursor)
    {
        var start = cursor.At;
        if (TimeAmount.TryRead(cursor, out var range) && range.MinAmount is not null && cursor.IsAtEnd)
        {
            return Between(AnchorCodes.PlanStart, range);
        }

        cursor.At = start;
        if (TimeAmount.TryRead(cursor, out range) && range.MinAmount is not null && cursor.Eat("AFTER", "FOLLOWING") && AnchorBehind(cursor) is { } named)
        {
            return Between(named, range);
        }

        cursor.At = start;
        if (cursor.Eat("前", "首", "FIRST", "THE FIRST") && TimeAmount.TryRead(cursor, out var first) && first.MinAmount is null && cursor.IsAtEnd)
        {
            return Between(AnchorCodes.PlanStart, first with { MinAmount = 0 });
        }

        cursor.At = start;
        foreach (var (anchor, _) in DeadlineGrammar.EventsBefore(cursor, ["之后", "以后", "后"]))
        {
            cursor.Eat("的");
            if (TimeAmount.TryRead(cursor, out var counted) && counted.MinAmount is not null && cursor.IsAtEnd)
            {
                return Between(Events.End(anchor), counted);
            }
        }

        cursor.At = start;
        return DeadlineParser.Read(cursor) switch
        {
            { Kind: DeadlineKind.Within, MinAmount: null } within => Bounded(Zero(within.Anchor!), within with { Kind = DeadlineKind.Offset }),
            { Kind: DeadlineKind.Before, Amount: { } before, MinAmount: null } limit =>
                Bounded(limit with { Kind = DeadlineKind.Offset, Amount = -before }, Zero(limit.Anchor!)),
            _ => null,
        };
    }

    // T日, 第6周, Q2, 2026年, 活動期間.
    private static PeriodWindow? Single(Cursor cursor)
    {
        var start = cursor.At;
        if (IsLimit(cursor))
        {
            return null;
        }

        var isNumbered = cursor.Sees("T");
        var only = DeadlineParser.Read(cursor);
        return only is { Kind: DeadlineKind.PeriodOrdinal or DeadlineKind.Date or DeadlineKind.At or DeadlineKind.During } || (only is { Kind: DeadlineKind.Offset } && isNumbered)
            ? Bounded(Named(cursor, start, cursor.End, only), Named(cursor, start, cursor.End, only))
            : null;
    }

    // 2026年3月15日前 and 不晚于Q2末 say when something ends, not how long it lasts.
    private static bool IsLimit(Cursor cursor) =>
        cursor.Sees("最迟", "最晚", "不晚于", "不迟于", "截止", "截至", "BY", "BEFORE", "NO LATER THAN", "UNTIL", "DUE") || cursor.Rest.TrimEnd().EndsWith('前');

    // Two bounds with a word between them; a year or month named once holds for both.
    private static PeriodWindow? FromTo(Cursor cursor)
    {
        cursor.Eat("从", "自", "由", "FROM", "BETWEEN");
        var start = cursor.At;
        foreach (var separator in Separators)
        {
            foreach (var found in cursor.Find(separator).ToList())
            {
                if (Bound(cursor.Over(start, found)) is not { } left)
                {
                    continue;
                }

                if (Bound(cursor.Over(found + separator.Length, cursor.End)) is { } right)
                {
                    return Bounded(WithYearBefore(left, right), WithYearOf(left, right));
                }

                if (DayOfSameMonth(cursor.Over(found + separator.Length, cursor.End), left) is { } last)
                {
                    return Bounded(left, last);
                }
            }
        }

        return null;
    }

    // 2026年3月1日至15日
    private static Deadline? DayOfSameMonth(Cursor cursor, Deadline left)
    {
        var start = cursor.At;
        return left is { Kind: DeadlineKind.Date, Date: { } from } && cursor.EatDigits(2, out var day) && cursor.Eat("日", "号") && cursor.IsAtEnd
            && day > from.Day && day <= DateTime.DaysInMonth(from.Year, from.Month)
            ? Named(cursor, start, cursor.End, new Deadline { Kind = DeadlineKind.Date, Date = new DateOnly(from.Year, from.Month, day) })
            : null;
    }

    private static Deadline? Bound(Cursor cursor)
    {
        var start = cursor.At;
        return DeadlineParser.Read(cursor) is { } bound && IsBound(bound) ? Named(cursor, start, cursor.End, bound) : null;
    }

    private static bool IsBound(Deadline bound) => bound.Kind switch
    {
        DeadlineKind.PeriodOrdinal or DeadlineKind.Date or DeadlineKind.At => true,
        DeadlineKind.Offset => bound.Anchor != AnchorCodes.Unspecified,
        _ => false,
    };

    // Jan - Mar 2026
    private static Deadline WithYearBefore(Deadline left, Deadline right) =>
        left is { Kind: DeadlineKind.PeriodOrdinal, Basis: PeriodBasis.Calendar, Year: null } && right is { Kind: DeadlineKind.PeriodOrdinal, Year: { } year } && left.Unit == right.Unit && left.Index <= right.Index
            ? left with { Year = year }
            : left is { Kind: DeadlineKind.Date, Date: null, Text: { } text } && right is { Kind: DeadlineKind.Date, Date: { } to } && DateGrammar.Day(new Cursor(PhraseText.Of($"{text} {to.Year}"))) is { Date: { } from } && from <= to
                ? left with { Date = from, Placeholder = null }
                : left;

    private static Deadline WithYearOf(Deadline left, Deadline right)
    {
        if (left is { Kind: DeadlineKind.PeriodOrdinal, Basis: PeriodBasis.Calendar, Year: { } year } && right is { Kind: DeadlineKind.PeriodOrdinal, Basis: PeriodBasis.Calendar, Year: null })
        {
            return right with { Year = year };
        }

        // 上市后第1周至第4周, 2026年第一季度至第三季度
        if (left is { Kind: DeadlineKind.PeriodOrdinal } && (left.Anchor ?? (object?)left.Year) is not null && right is { Kind: DeadlineKind.PeriodOrdinal, Anchor: null, Year: null, Basis: null } && left.Unit == right.Unit)
        {
            return right with { Anchor = left.Anchor, Year = left.Year, Basis = left.Basis };
        }

        if (left is { Kind: DeadlineKind.Date, Date: { } from } && right is { Kind: DeadlineKind.Date, Date: null, Text: { } text })
        {
            return DateGrammar.Day(new Cursor(PhraseText.Of($"{from.Year}年{text}"))) is { Date: { } to } ? right with { Date = to, Placeholder = null } : right;
        }

        return right;
    }

    private static PeriodWindow Between(string anchor, TimeAmount range)
    {
        // The first phase of a plan starts with it: 1-2个月 follows nothing.
        var from = range.MinAmount is null or 1 ? 0 : range.MinAmount;
        return Bounded(
            new Deadline { Kind = DeadlineKind.Offset, Anchor = anchor, Amount = from, Unit = range.Unit },
            DeadlineGrammar.Offset(anchor, range, 1));
    }

    private static Deadline Zero(string anchor) => new() { Kind = DeadlineKind.Offset, Anchor = anchor, Amount = 0, Unit = TimeUnit.Day };

    private static Deadline Named(Cursor cursor, int from, int to, Deadline bound) => bound with { Text = cursor.Text.Verbatim(from, to) };

    private static PeriodWindow Bounded(Deadline start, Deadline end) => new() { Kind = PeriodWindowKind.Bounded, Start = start, End = end };

    private static PeriodWindow Open(Cursor cursor, int from, Deadline start) =>
        new() { Kind = PeriodWindowKind.OpenEnded, Start = Named(cursor, from, cursor.End, start) };

    private static (int Sign, Figure Figure)? ReadSigned(Cursor cursor)
    {
        var sign = cursor.Eat("+") ? 1 : cursor.Eat("-") ? -1 : 0;
        return sign != 0 && cursor.EatFigure(out var figure) && PeriodGrammar.IsIndex(figure) ? (sign, figure) : null;
    }

    private static bool TimeUnitWord(Cursor cursor, out TimeUnit unit) => PeriodGrammar.EatPlanUnit(cursor, out unit) || TimeAmount.TryReadEnglishUnit(cursor, out unit);

    private static Deadline Launch((int Sign, Figure Figure) bound, TimeUnit unit) =>
        DeadlineGrammar.Offset(AnchorCodes.LaunchDay, new TimeAmount(bound.Figure.Whole, null, bound.Figure.Placeholder, unit), bound.Sign);
}
