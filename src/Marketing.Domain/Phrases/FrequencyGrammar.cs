using Marketing.Domain.Values;
using static Marketing.Domain.Phrases.FrequencyWords;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Rules for frequencies (每两周, 每季度末, 定期, twice a year), without the activity that is repeated. A rule returns null if it does not match.
/// </summary>
internal static class FrequencyGrammar
{
    private static readonly Func<PhraseScanner, IReadOnlyList<Frequency>?>[] Rules =
    [
        AtEachEvent,
        EnglishFrequencyGrammar.OnDays,
        EnglishFrequencyGrammar.Adverb,
        FixedPhrase,
        EveryUnit,
        PerUnit,
        WordWithoutPeriod,
        EnglishFrequencyGrammar.Every,
        EnglishFrequencyGrammar.Per,
        EnglishFrequencyGrammar.Basis,
    ];

    /// <summary>Returns whether a frequency comes next, so that an enumeration continues.</summary>
    public static bool IsNext(PhraseScanner scanner) => Read(scanner.Fork(), isFirst: true).Count > 0;

    /// <summary>
    /// Reads a frequency in Chinese or English. Returns several for a list of weekdays (每周一、三、五), and none if nothing matches.
    /// Adjectives such as 季度 count only at the start of a clause.
    /// </summary>
    public static IReadOnlyList<Frequency> Read(PhraseScanner scanner, bool isFirst)
    {
        var start = scanner.Position;
        foreach (var rule in Rules)
        {
            scanner.Position = start;
            if (rule(scanner) is { Count: > 0 } frequencies)
            {
                return frequencies;
            }
        }

        scanner.Position = start;
        return isFirst && scanner.Accept(Adjectives, out var unit) && !scanner.Accept(Positions, out _) ? [Every(1, unit)] : [];
    }

    /// <summary>Returns a frequency of once per <paramref name="every"/> units.</summary>
    public static Frequency Every(int every, TimeUnit unit) =>
        new()
        {
            Kind = FrequencyKind.Recurring,
            Every = every,
            Unit = unit,
        };

    private static IReadOnlyList<Frequency>? FixedPhrase(PhraseScanner scanner) =>
        scanner.Accept(FixedPhrases, out var frequency) ? [frequency] : null;

    // 24小时内 is a time limit, 持续6个月 a duration.
    private static IReadOnlyList<Frequency>? WordWithoutPeriod(PhraseScanner scanner)
    {
        if (!scanner.Accept(WordsWithoutPeriod, out var kind))
        {
            return null;
        }

        var isRange = kind == FrequencyKind.Continuous && scanner.IsNext("至", "到", "-", "~");
        var isLimit = scanner.IsNext("内", "以内", "之内", "后", "前") || char.IsAsciiDigit(scanner.NextChar);
        return isRange || isLimit ? null : [new Frequency { Kind = kind }];
    }

    // 每阶段结束后, 每次活动后, after each phase
    private static IReadOnlyList<Frequency>? AtEachEvent(PhraseScanner scanner)
    {
        if (scanner.IsNext("有突发", "遇突发"))
        {
            scanner.Skip("有", "遇");
        }

        var isEach = scanner.Accept("每个", "每次", "每场", "每轮", "每期", "每笔", "每", "各个", "各");
        var start = scanner.Position;
        if (isEach || scanner.IsNext("突发", "关键问题或突发", "针对", "阶段", "出现突发", "发生突发"))
        {
            scanner.Skip("针对");
            foreach (var word in (string[])["之后", "以后", "后", "结束时", "时", ""])
            {
                foreach (var found in word.Length == 0 ? [scanner.End] : EventNames.EndsNear(scanner, word))
                {
                    var anchor = EventNames.Read(scanner, scanner.Position, found, onlyKnown: !isEach || word is "时" or "结束时" or "");
                    if (anchor is not null && !(isEach && word.Length == 0))
                    {
                        scanner.Position = found + word.Length;
                        scanner.Skip(",");
                        return [new Frequency { Kind = FrequencyKind.AtEvent, Anchor = EventNames.EndOf(anchor) }];
                    }
                }
            }
        }

        scanner.Position = start;
        if (!isEach && scanner.Accept("AFTER EACH", "AFTER EVERY", "AT THE END OF EACH", "AT THE END OF EVERY"))
        {
            var end = scanner.End;
            while (end > scanner.Position && scanner.Folded[end - 1] is '.' or ' ')
            {
                end--;
            }

            if (EventNames.Read(scanner, scanner.Position, end) is { } anchor)
            {
                scanner.Position = scanner.End;
                return [new Frequency { Kind = FrequencyKind.AtEvent, Anchor = EventNames.EndOf(anchor) }];
            }
        }

        return null;
    }

    // 每周, 每两周, 每N周, 每季度末, 每周五, 每月15日
    private static List<Frequency>? EveryUnit(PhraseScanner scanner)
    {
        if (!scanner.Accept("每"))
        {
            return null;
        }

        var counted = scanner.TryReadFigure(out var figure);
        scanner.Skip("个");
        if ((counted && !PeriodGrammar.IsIndex(figure)) || !scanner.Accept(Units, out var unit))
        {
            return null;
        }

        var frequency = new Frequency
        {
            Kind = FrequencyKind.Recurring,
            Every = counted ? figure.Whole : 1,
            Placeholder = figure.Placeholder,
            Unit = unit,
        };
        return unit switch
        {
            TimeUnit.Week => OnWeekdays(scanner, frequency),
            TimeUnit.Month => OnDays(scanner, frequency),
            _ => [InPeriod(scanner, frequency)],
        };
    }

    private static List<Frequency>? OnWeekdays(PhraseScanner scanner, Frequency weekly)
    {
        if (scanner.IsNext("末", "中") || IsUpdateCount(scanner))
        {
            return null;
        }

        if (ReadWeekdayRange(scanner) is { } range)
        {
            return range.Count == 0 ? null : [.. range.Select(day => weekly with { Weekday = day })];
        }

        var days = new List<Frequency>();
        var from = scanner.Position;
        while (ReadWeekday(scanner, days.Count > 0) is { } day)
        {
            days.Add(weekly with { Weekday = day });
        }

        // 每周三五支 counts three to five pieces, and 每周三、五 names two days.
        if (days.Count > 1 && scanner.Position - from == days.Count && scanner.IsNext(TargetWords.Measures))
        {
            return null;
        }

        if (days.Count > 0)
        {
            scanner.Skip("之前", "前");
        }

        return days.Count > 0 ? days : [weekly];
    }

    // In bloggers' jargon 每周二更 means two posts a week; 每周二更新 means updates on Tuesdays.
    private static bool IsUpdateCount(PhraseScanner scanner)
    {
        var probe = scanner.Fork();
        return probe.TryReadNumber(out _) && probe.IsNext("更") && !probe.IsNext("更新");
    }

    // 每周一至周五. Returns null if there is no range, an empty list if the range is invalid.
    private static List<Weekday>? ReadWeekdayRange(PhraseScanner scanner)
    {
        var mark = scanner.Position;
        if (!scanner.Accept(Weekdays, out var first) || !scanner.Accept("至", "到", "-", "~"))
        {
            scanner.Position = mark;
            return null;
        }

        scanner.Skip("周");
        return scanner.Accept(Weekdays, out var last) && !NotAfterWeekday.Contains(scanner.NextChar)
            ? [.. Enum.GetValues<Weekday>().Where(day => day >= first && day <= last)]
            : [];
    }

    // 每周一次 is a count, and 三 in 每周三方会议 is not Wednesday.
    private static Weekday? ReadWeekday(PhraseScanner scanner, bool isContinuation)
    {
        var mark = scanner.Position;
        if (isContinuation)
        {
            scanner.Skip("、", "和", "及", "与", "/");
            scanner.Skip("周", "星期");
        }

        if (scanner.Accept(Weekdays, out var day) && (!NotAfterWeekday.Contains(scanner.NextChar) || scanner.IsNext("更新")))
        {
            return day;
        }

        scanner.Position = mark;
        return null;
    }

    // 每月15日, 每月1日和15日
    private static List<Frequency> OnDays(PhraseScanner scanner, Frequency monthly)
    {
        var days = new List<Frequency>();
        var day = 0;
        while (
            scanner.Try(() =>
                (days.Count == 0 || scanner.Accept("、", "和", "及", "与", "/"))
                && scanner.TryReadNumber(out var figure)
                && (day = figure.Whole ?? 0) is >= 1 and <= 31
                && scanner.Accept("日", "号")
            )
        )
        {
            days.Add(monthly with { DayOfMonth = day });
        }

        if (days.Count > 0)
        {
            scanner.Skip("之前", "前");
        }

        return days.Count > 0 ? days : [InPeriod(scanner, monthly)];
    }

    private static Frequency InPeriod(PhraseScanner scanner, Frequency frequency)
    {
        var hasParts = frequency.Unit is TimeUnit.Month or TimeUnit.Quarter or TimeUnit.HalfYear or TimeUnit.Year;
        if (frequency.DayOfMonth is not null || !hasParts || !scanner.Accept(Positions, out var position))
        {
            return frequency;
        }

        if (position == PeriodPosition.End)
        {
            scanner.Skip("之前", "前");
        }

        return frequency with
        {
            Position = position,
        };
    }

    // 一年两次, 2次/周. 一季度一次 is not read: 一季度 may be the first quarter.
    private static IReadOnlyList<Frequency>? PerUnit(PhraseScanner scanner)
    {
        var start = scanner.Position;
        if (scanner.TryReadNumber(out var times) && times.Whole > 0 && scanner.Accept("次") && scanner.Accept("/", "每"))
        {
            var counted = scanner.TryReadNumber(out var every) && every.Whole > 0;
            scanner.Skip("个");
            return scanner.Accept(Units, out var unit)
                ? [Every(counted ? every.Whole!.Value : 1, unit) with { Times = times.Whole }]
                : null;
        }

        scanner.Position = start;
        if (scanner.Accept("半年") && FrequencyTimes.IsNext(scanner))
        {
            return [Every(1, TimeUnit.HalfYear)];
        }

        scanner.Position = start;
        if (!scanner.TryReadNumber(out var periods) || periods.Whole is not > 0)
        {
            return null;
        }

        scanner.Skip("个");
        return
            scanner.Accept(Units, out var each)
            && each != TimeUnit.Quarter
            && !(each == TimeUnit.Year && periods is { InDigits: true, Value: >= 10 })
            && FrequencyTimes.IsNext(scanner)
            ? [Every(periods.Whole.Value, each)]
            : null;
    }
}
