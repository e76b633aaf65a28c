using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>Due times in Chinese. Each rule reads from the cursor or answers null; the caller sees to it that nothing is left.</summary>
internal static class DeadlineGrammar
{
    private static readonly string[] AtOnce = ["即时", "立即", "立刻", "马上", "第一时间", "即刻", "随即"];
    private static readonly string[] Answer = ["响应", "应对", "处置", "回应"];
    private static readonly string[] Act = ["启动应对预案", "启动预案", "启动", "处理", "执行", "进行", "反馈", "上报", "报告", "跟进", "实施", "解决"];
    private static readonly string[] GoOn = ["进行", "开展", "推进", "执行", "实施", "跟进", "维护", "优化", "更新"];
    private static readonly string[] After = ["之后", "以后", "后"];
    private static readonly string[] Before = ["之前", "以前", "前"];
    private static readonly string[] Inside = ["之内", "以内", "内"];

    /// <summary>持續進行, 上市后持续推进.</summary>
    public static Deadline? Ongoing(Cursor cursor)
    {
        if (ReadGoOn(cursor))
        {
            return new Deadline { Kind = DeadlineKind.Ongoing };
        }

        foreach (var (anchor, _) in EventsBefore(cursor, After))
        {
            if (ReadGoOn(cursor))
            {
                return new Deadline { Kind = DeadlineKind.Ongoing, Anchor = Events.End(anchor) };
            }
        }

        return null;
    }

    /// <summary>即時響應, 立即, 發現負面報道后即時.</summary>
    public static Deadline? Immediate(Cursor cursor)
    {
        if (cursor.Eat(AtOnce))
        {
            var answers = cursor.Eat(Answer);
            _ = answers || cursor.Eat(Act);
            return new Deadline { Kind = DeadlineKind.Immediate, Anchor = answers ? AnchorCodes.EventOccurrence : null };
        }

        foreach (var (anchor, _) in EventsBefore(cursor, [.. After, "时", ","]))
        {
            cursor.Eat(",");
            if (cursor.Eat(AtOnce))
            {
                _ = cursor.Eat(Answer) || cursor.Eat(Act);
                return new Deadline { Kind = DeadlineKind.Immediate, Anchor = Events.End(anchor) };
            }
        }

        return null;
    }

    /// <summary>2026年3月15日前, XX月XX日.</summary>
    public static Deadline? Date(Cursor cursor)
    {
        cursor.Eat("在", "于", "BY", "ON", "UNTIL", "BEFORE");
        var date = DateGrammar.Day(cursor);
        if (date is not null)
        {
            cursor.Eat(Before);
        }

        return date;
    }

    /// <summary>第6周, 第3季度末, 2026年3月底前, 上市后首月, by end of Q2. Before a period means by the end of the one that precedes it, unless a part of it is named.</summary>
    public static Deadline? Period(Cursor cursor)
    {
        var start = cursor.At;
        cursor.Eat("在", "于", "IN", "DURING", "WITHIN");
        if ((PeriodGrammar.Read(cursor) ?? PeriodGrammar.NumericMonth(cursor)) is { } period && BoundPeriod(cursor, period) is { } bounded)
        {
            return bounded;
        }

        cursor.At = start;
        var isBy = cursor.Eat("BY");
        if ((isBy || cursor.Eat("BEFORE")) && PeriodGrammar.Read(cursor) is { } limit)
        {
            return limit.Position is not null ? limit : isBy ? null : Preceding(limit);
        }

        cursor.At = start;
        foreach (var (anchor, _) in EventsBefore(cursor, [.. After, "后的"]))
        {
            if (PeriodGrammar.Plan(cursor) is { } counted)
            {
                cursor.Eat(Inside);
                return counted with { Anchor = Events.End(anchor) };
            }
        }

        return null;
    }

    /// <summary>T日, T-6周, T+N周, T+30天内.</summary>
    public static Deadline? LaunchOffset(Cursor cursor)
    {
        if (!cursor.Eat("T"))
        {
            return null;
        }

        if (cursor.Eat("日", "DAY", "-DAY"))
        {
            return cursor.Eat(Before)
                ? new Deadline { Kind = DeadlineKind.Before, Anchor = AnchorCodes.LaunchDay }
                : Offset(AnchorCodes.LaunchDay, new TimeAmount(0, null, null, TimeUnit.Day), 1);
        }

        var sign = cursor.Eat("+", "PLUS") ? 1 : cursor.Eat("-", "MINUS") ? -1 : 0;
        if (sign == 0 || !(TimeAmount.TryRead(cursor, out var amount, bareDay: true) || ReadShort(cursor, out amount)) || amount.MinAmount is not null)
        {
            return null;
        }

        if (sign > 0 && cursor.Eat(Inside))
        {
            return Within(AnchorCodes.LaunchDay, amount);
        }

        cursor.Eat(Before);
        return Offset(AnchorCodes.LaunchDay, amount, sign);
    }

    // T-6W, T+30D
    private static bool ReadShort(Cursor cursor, out TimeAmount amount)
    {
        Figure figure = default;
        var unit = TimeUnit.Week;
        var read = cursor.Try(() => cursor.EatNumber(out figure) && figure.Whole > 0 && cursor.Eat([("W", TimeUnit.Week), ("D", TimeUnit.Day)], out unit));
        amount = new TimeAmount(figure.Whole, null, null, unit);
        return read;
    }

    /// <summary>活動期間, 活动进行期间, 测试过程中.</summary>
    public static Deadline? During(Cursor cursor)
    {
        foreach (var (anchor, _) in EventsBefore(cursor, ["进行期间", "开展期间", "实施期间", "执行期间", "期间", "期内", "过程中"]))
        {
            return new Deadline { Kind = DeadlineKind.During, Anchor = anchor };
        }

        return null;
    }

    /// <summary>計劃開始后10個月內, 上市后三个月, 活動后, 自签约之日起5个工作日内.</summary>
    public static Deadline? AfterEvent(Cursor cursor)
    {
        foreach (var (found, word) in EventsBefore(cursor, [.. After, "起"]))
        {
            var anchor = word == "起" ? Events.Start(found) : Events.End(found);
            cursor.Eat("的", ",");
            cursor.Eat("最晚", "最迟");
            if (TimeAmount.TryRead(cursor, out var amount, bareDay: true))
            {
                if (cursor.Eat(Inside))
                {
                    return Within(anchor, amount);
                }

                return amount.MinAmount is null && word != "起" ? Offset(anchor, amount, 1) : null;
            }

            if (word != "起" && IsNearlyAtEnd(cursor))
            {
                return new Deadline { Kind = DeadlineKind.At, Anchor = anchor };
            }
        }

        return null;
    }

    /// <summary>計劃實施前1個月內, 上市前2周, 春节前.</summary>
    public static Deadline? BeforeEvent(Cursor cursor)
    {
        foreach (var (found, _) in EventsBefore(cursor, Before))
        {
            var anchor = Events.Start(found);
            cursor.Eat("的", "至少");
            if (!TimeAmount.TryRead(cursor, out var amount, bareDay: true))
            {
                return new Deadline { Kind = DeadlineKind.Before, Anchor = anchor };
            }

            if (cursor.Eat(Inside))
            {
                return new Deadline
                {
                    Kind = DeadlineKind.Before,
                    Anchor = anchor,
                    Amount = amount.Amount,
                    MinAmount = amount.MinAmount,
                    Placeholder = amount.Placeholder,
                    Unit = amount.Unit,
                };
            }

            return amount.MinAmount is null ? Offset(anchor, amount, -1) : null;
        }

        return null;
    }

    /// <summary>上市当天, 活動結束時, 上市.</summary>
    public static Deadline? AtEvent(Cursor cursor)
    {
        foreach (var (anchor, _) in EventsBefore(cursor, ["当天", "当日", "之日", "之时", "时"]))
        {
            return new Deadline { Kind = DeadlineKind.At, Anchor = anchor };
        }

        if (EndOfWords(cursor) - cursor.At > 1 && Events.Read(cursor, cursor.At, EndOfWords(cursor), onlyKnown: true) is { } known && known != AnchorCodes.Plan && known != AnchorCodes.Campaign)
        {
            cursor.At = EndOfWords(cursor);
            return new Deadline { Kind = DeadlineKind.At, Anchor = known };
        }

        return null;
    }

    /// <summary>3個月內, 6個月, 3个月后. Without an event the anchor of what is counted stays unspecified.</summary>
    public static Deadline? Span(Cursor cursor)
    {
        var prefix = cursor.Eat("为期", "历时", "持续", "共");
        cursor.Eat("在");
        if (TimeAmount.TryRead(cursor, out var days, bareDay: true))
        {
            if (!prefix && cursor.Eat(Inside))
            {
                return Within(AnchorCodes.Unspecified, days);
            }

            if (!prefix && days.MinAmount is null && cursor.Eat(After))
            {
                return Offset(AnchorCodes.Unspecified, days, 1);
            }

            return cursor.Folded[cursor.At - 1] == '日' && days.Unit == TimeUnit.Day && cursor.Folded[cursor.At - 2] != '然'
                ? null
                : new Deadline { Kind = DeadlineKind.Duration, Amount = days.Amount, MinAmount = days.MinAmount, Placeholder = days.Placeholder, Unit = days.Unit };
        }

        return null;
    }

    /// <summary>Within an amount of time after an event.</summary>
    public static Deadline Within(string anchor, TimeAmount amount) => new()
    {
        Kind = DeadlineKind.Within,
        Anchor = anchor,
        Amount = amount.Amount,
        MinAmount = amount.MinAmount,
        Placeholder = amount.Placeholder,
        Unit = amount.Unit,
    };

    /// <summary>An amount of time after (1) or before (-1) an event.</summary>
    public static Deadline Offset(string anchor, TimeAmount amount, int sign) => new()
    {
        Kind = DeadlineKind.Offset,
        Anchor = anchor,
        Amount = amount.Amount * sign,
        Placeholder = amount.Placeholder is null ? null : sign < 0 ? "-" + amount.Placeholder : amount.Placeholder,
        Unit = amount.Unit,
    };

    /// <summary>Each reading of the text here as an event before one of the words; the cursor stands behind the word.</summary>
    public static IEnumerable<(string Anchor, string Word)> EventsBefore(Cursor cursor, string[] words)
    {
        var start = cursor.At;
        foreach (var word in words)
        {
            cursor.At = start;
            foreach (var found in cursor.Find(word).ToList())
            {
                if (Events.Read(cursor, start, found) is { } anchor)
                {
                    cursor.At = found + word.Length;
                    yield return (anchor, word);
                }
            }
        }

        cursor.At = start;
    }

    // 第6周前 is by the end of week 5; before the first period of an unknown year is nothing known.
    private static Deadline? Preceding(Deadline period)
    {
        if (period is { Unit: TimeUnit.Year, Year: { } next, Index: 1 })
        {
            return period with { Year = next - 1, Position = PeriodPosition.End };
        }

        if (period.Index > 1)
        {
            return period with { Index = period.Index - 1, Position = PeriodPosition.End };
        }

        var last = period.Unit switch { TimeUnit.HalfYear => 2, TimeUnit.Quarter => 4, TimeUnit.Month => 12, _ => 0 };
        return period is { Index: 1, Year: { } year } && last > 0 ? period with { Year = year - 1, Index = last, Position = PeriodPosition.End } : null;
    }

    // 3月内 may be March or three months.
    private static Deadline? BoundPeriod(Cursor cursor, Deadline period)
    {
        if (cursor.Eat(Before))
        {
            return period.Position is null ? Preceding(period) : period;
        }

        var isBareMonth = period is { Basis: PeriodBasis.Calendar, Unit: TimeUnit.Month, Year: null, Position: null };
        if (isBareMonth && cursor.Sees(Inside))
        {
            return null;
        }

        cursor.Eat(Inside);
        return period;
    }

    private static bool ReadGoOn(Cursor cursor)
    {
        if (!cursor.Eat("持续", "长期", "不间断"))
        {
            return false;
        }

        cursor.Eat("性");
        cursor.Eat("持续", "坚持", "不断");
        cursor.Eat(GoOn);
        return IsNearlyAtEnd(cursor);
    }

    private static bool IsNearlyAtEnd(Cursor cursor) => cursor.IsAtEnd || cursor.Sees("。", ".", ";", "完成", "提交");

    private static int EndOfWords(Cursor cursor)
    {
        var end = cursor.End;
        while (end > cursor.At && cursor.Folded[end - 1] is '。' or '.' or ';' or ',' or ' ')
        {
            end--;
        }

        return end;
    }
}
