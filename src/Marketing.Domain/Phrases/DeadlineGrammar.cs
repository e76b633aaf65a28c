using System.Globalization;
using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Rules for deadlines in Chinese. A rule returns null if it does not match; the caller checks that the whole phrase was read.
/// </summary>
internal static class DeadlineGrammar
{
    /// <summary>Words behind an event that a time follows.</summary>
    public static readonly string[] AfterWords = ["之后", "以后", "后"];
    private static readonly string[] BeforeWords = ["之前", "以前", "前"];
    private static readonly string[] WithinWords = ["之内", "以内", "内"];

    /// <summary>Reads a calendar date: 2026年3月15日前, XX月XX日.</summary>
    public static Deadline? Date(PhraseScanner scanner)
    {
        scanner.Skip("在", "于", "BY", "ON", "UNTIL", "BEFORE");
        var date = DateGrammar.Read(scanner);
        if (date is not null)
        {
            scanner.Skip(BeforeWords);
        }

        return date;
    }

    /// <summary>
    /// Reads a numbered period: 第6周, 第3季度末, 2026年3月底前, 上市后首月, by end of Q2.
    /// "Before" a period means by the end of the previous one, unless a part of the period is named.
    /// </summary>
    public static Deadline? Period(PhraseScanner scanner)
    {
        var start = scanner.Position;
        scanner.Skip("在", "于", "IN", "DURING", "WITHIN");
        var unlimited = PeriodGrammar.Read(scanner) ?? PeriodGrammar.NumericMonth(scanner);
        if (unlimited is { } period && LimitPeriod(scanner, period) is { } bounded)
        {
            return bounded;
        }

        scanner.Position = start;
        var isBy = scanner.Accept("BY");
        if ((isBy || scanner.Accept("BEFORE")) && PeriodGrammar.Read(scanner) is { } limit)
        {
            return limit.Position is not null ? limit
                : isBy ? null
                : Preceding(limit);
        }

        scanner.Position = start;
        foreach (var (anchor, _) in EventsBefore(scanner, [.. AfterWords, "后的"]))
        {
            if (PeriodGrammar.PlanPeriod(scanner) is { } counted)
            {
                scanner.Skip(WithinWords);
                return counted with { Anchor = EventNames.EndOf(anchor) };
            }
        }

        return null;
    }

    /// <summary>Reads an offset from the launch day T: T日, T-6周, T+N周, T+30天内.</summary>
    public static Deadline? LaunchOffset(PhraseScanner scanner)
    {
        if (!scanner.Accept("T"))
        {
            return null;
        }

        if (scanner.Accept("日", "DAY", "-DAY"))
        {
            return scanner.Accept(BeforeWords)
                ? new Deadline { Kind = DeadlineKind.Before, Anchor = AnchorCodes.LaunchDay }
                : Offset(AnchorCodes.LaunchDay, new TimeAmount(0, null, null, TimeUnit.Day), 1);
        }

        var sign =
            scanner.Accept("+", "PLUS") ? 1
            : scanner.Accept("-", "MINUS") ? -1
            : 0;
        if (
            sign == 0
            || !(TimeAmount.TryRead(scanner, out var amount, bareDay: true) || TryReadShortForm(scanner, out amount))
            || amount.MinAmount is not null
        )
        {
            return null;
        }

        if (sign > 0 && scanner.Accept(WithinWords))
        {
            return Within(AnchorCodes.LaunchDay, amount);
        }

        scanner.Skip(BeforeWords);
        return Offset(AnchorCodes.LaunchDay, amount, sign);
    }

    // T-6W, T+30D
    private static bool TryReadShortForm(PhraseScanner scanner, out TimeAmount amount)
    {
        Figure figure = default;
        var unit = TimeUnit.Week;
        var read = scanner.Try(() =>
            scanner.TryReadNumber(out figure) && figure.Whole > 0 && scanner.Accept([("W", TimeUnit.Week), ("D", TimeUnit.Day)], out unit)
        );
        amount = new TimeAmount(figure.Whole, null, null, unit);
        return read;
    }

    /// <summary>Reads the duration of an event: 活動期間, 活动进行期间, 测试过程中.</summary>
    public static Deadline? During(PhraseScanner scanner)
    {
        foreach (var (anchor, _) in EventsBefore(scanner, ["进行期间", "开展期间", "实施期间", "执行期间", "期间", "期内", "过程中"]))
        {
            return new Deadline { Kind = DeadlineKind.During, Anchor = anchor };
        }

        return null;
    }

    /// <summary>Reads a deadline after an event: 計劃開始后10個月內, 上市后三个月, 活動后, 自签约之日起5个工作日内.</summary>
    public static Deadline? AfterEvent(PhraseScanner scanner)
    {
        foreach (var (found, word) in EventsBefore(scanner, [.. AfterWords, "起"]))
        {
            var anchor = word == "起" ? EventNames.StartOf(found) : EventNames.EndOf(found);
            scanner.Skip("的", ",");
            scanner.Skip("最晚", "最迟");
            if (TimeAmount.TryRead(scanner, out var amount, bareDay: true))
            {
                if (scanner.Accept(WithinWords))
                {
                    return Within(anchor, amount);
                }

                return amount.MinAmount is null && word != "起" ? Offset(anchor, amount, 1) : null;
            }

            if (word != "起" && IsNearlyAtEnd(scanner))
            {
                return new Deadline { Kind = DeadlineKind.At, Anchor = anchor };
            }
        }

        return null;
    }

    /// <summary>Reads a deadline before an event: 計劃實施前1個月內, 上市前2周, 春节前.</summary>
    public static Deadline? BeforeEvent(PhraseScanner scanner)
    {
        foreach (var (found, _) in EventsBefore(scanner, BeforeWords))
        {
            var anchor = EventNames.StartOf(found);
            scanner.Skip("的", "至少");
            if (!TimeAmount.TryRead(scanner, out var amount, bareDay: true))
            {
                return new Deadline { Kind = DeadlineKind.Before, Anchor = anchor };
            }

            if (scanner.Accept(WithinWords))
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

    /// <summary>Reads the day of an event: 上市当天, 活動結束時, 上市.</summary>
    public static Deadline? AtEvent(PhraseScanner scanner)
    {
        // 启动时 alone means the start of the project.
        if (scanner.Accept("启动时", "启动当天", "启动之时"))
        {
            return new Deadline { Kind = DeadlineKind.At, Anchor = AnchorCodes.ProjectStart };
        }

        foreach (var (anchor, _) in EventsBefore(scanner, ["当天", "当日", "之日", "之时", "时"]))
        {
            return new Deadline { Kind = DeadlineKind.At, Anchor = anchor };
        }

        var end = EndOfWords(scanner);
        if (
            end - scanner.Position > 1
            && EventNames.Read(scanner, scanner.Position, end, onlyKnown: true) is { } known
            && known != AnchorCodes.Plan
            && known != AnchorCodes.Campaign
        )
        {
            scanner.Position = end;
            return new Deadline { Kind = DeadlineKind.At, Anchor = known };
        }

        return null;
    }

    /// <summary>Reads an amount of time without an event: 3個月內, 6個月, 3个月后. Its anchor is <see cref="AnchorCodes.Unspecified"/>.</summary>
    public static Deadline? Span(PhraseScanner scanner)
    {
        var prefix = scanner.Accept("为期", "历时", "持续", "共");
        scanner.Skip("在");
        if (TimeAmount.TryRead(scanner, out var days, bareDay: true))
        {
            if (!prefix && scanner.Accept(WithinWords))
            {
                return Within(AnchorCodes.Unspecified, days);
            }

            if (!prefix && days.MinAmount is null && scanner.Accept(AfterWords))
            {
                return Offset(AnchorCodes.Unspecified, days, 1);
            }

            // 5日 alone may be the fifth of a month; 5自然日 cannot.
            return scanner.Folded[scanner.Position - 1] == '日' && days.Unit == TimeUnit.Day && scanner.Folded[scanner.Position - 2] != '然'
                ? null
                : new Deadline
                {
                    Kind = DeadlineKind.Duration,
                    Amount = days.Amount,
                    MinAmount = days.MinAmount,
                    Placeholder = days.Placeholder,
                    Unit = days.Unit,
                };
        }

        return null;
    }

    /// <summary>Returns a deadline within an amount of time after an event.</summary>
    public static Deadline Within(string anchor, TimeAmount amount) =>
        new()
        {
            Kind = DeadlineKind.Within,
            Anchor = anchor,
            Amount = amount.Amount,
            MinAmount = amount.MinAmount,
            Placeholder = amount.Placeholder,
            Unit = amount.Unit,
        };

    /// <summary>Returns a deadline an amount of time after an event, or before it if <paramref name="sign"/> is -1.</summary>
    public static Deadline Offset(string anchor, TimeAmount amount, int sign) =>
        new()
        {
            Kind = DeadlineKind.Offset,
            Anchor = anchor,
            Amount = amount.Amount * sign,
            Placeholder =
                amount.Placeholder is null ? null
                : sign < 0 ? "-" + amount.Placeholder
                : amount.Placeholder,
            Unit = amount.Unit,
        };

    /// <summary>
    /// Tries each occurrence of each word and returns the event named before it. The scanner continues after the word.
    /// </summary>
    public static IEnumerable<(string Anchor, string Word)> EventsBefore(PhraseScanner scanner, string[] words)
    {
        var start = scanner.Position;
        foreach (var word in words)
        {
            scanner.Position = start;
            foreach (var found in EventNames.EndsNear(scanner, word))
            {
                if (EventNames.Read(scanner, start, found) is { } anchor)
                {
                    scanner.Position = found + word.Length;
                    yield return (anchor, word);
                }
            }
        }

        scanner.Position = start;
    }

    // 第6周前 means by the end of week 5. Before the first period of an unknown year there is no answer.
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

        var last = period.Unit switch
        {
            TimeUnit.Week when period.Year is { } named => ISOWeek.GetWeeksInYear(named - 1),
            TimeUnit.HalfYear => 2,
            TimeUnit.Quarter => 4,
            TimeUnit.Month => 12,
            _ => 0,
        };
        return period is { Index: 1, Year: { } year } && last > 0
            ? period with
            {
                Year = year - 1,
                Index = last,
                Position = PeriodPosition.End,
            }
            : null;
    }

    // 3月内 is ambiguous: in March, or within three months.
    private static Deadline? LimitPeriod(PhraseScanner scanner, Deadline period)
    {
        if (scanner.Accept(BeforeWords))
        {
            return period.Position is null ? Preceding(period) : period;
        }

        var isBareMonth = period is { Basis: PeriodBasis.Calendar, Unit: TimeUnit.Month, Year: null, Position: null };
        if (isBareMonth && scanner.IsNext(WithinWords))
        {
            return null;
        }

        scanner.Skip(WithinWords);
        return period;
    }

    /// <summary>Returns whether only a closing mark or word follows.</summary>
    public static bool IsNearlyAtEnd(PhraseScanner scanner) => scanner.IsAtEnd || scanner.IsNext("。", ".", ";", "完成", "提交");

    private static int EndOfWords(PhraseScanner scanner)
    {
        var end = scanner.End;
        while (end > scanner.Position && scanner.Folded[end - 1] is '。' or '.' or ';' or ',' or ' ')
        {
            end--;
        }

        return end;
    }
}
