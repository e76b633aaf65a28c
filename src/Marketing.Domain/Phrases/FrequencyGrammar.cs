using Marketing.Domain.Values;
using static Marketing.Domain.Phrases.WordTable;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Rules for frequencies (每两周, 每季度末, 定期, twice a year), without the activity that is repeated. A rule returns null if it does not match.
/// </summary>
internal static class FrequencyGrammar
{
    private static readonly (string Word, TimeUnit Unit)[] Units =
    [
        ("分钟", TimeUnit.Minute),
        ("小时", TimeUnit.Hour),
        ("工作日", TimeUnit.WorkingDay),
        .. Words(TimeUnit.Day, "天", "日"),
        .. Words(TimeUnit.Week, "星期", "礼拜", "周"),
        .. Words(TimeUnit.Month, "月度", "月"),
        .. Words(TimeUnit.Quarter, "季度", "季"),
        .. Words(TimeUnit.HalfYear, "半年度", "半年"),
        .. Words(TimeUnit.Year, "年度", "年"),
    ];

    private static readonly (string Word, Weekday Day)[] Weekdays =
    [
        ("一", Weekday.Monday),
        ("二", Weekday.Tuesday),
        ("三", Weekday.Wednesday),
        ("四", Weekday.Thursday),
        ("五", Weekday.Friday),
        ("六", Weekday.Saturday),
        ("日", Weekday.Sunday),
        ("天", Weekday.Sunday),
    ];

    private const string NotAfterWeekday = "次场回至到-~个篇条期份轮遍十百两或常程志报均活方大项类种级名人家对体系同起样致般切线届款张更";

    private static readonly (string Word, PeriodPosition Position)[] Positions =
    [
        ("上旬", PeriodPosition.Start),
        ("中旬", PeriodPosition.Middle),
        ("下旬", PeriodPosition.End),
        ("初", PeriodPosition.Start),
        ("中", PeriodPosition.Middle),
        ("末", PeriodPosition.End),
        ("底", PeriodPosition.End),
        ("结束时", PeriodPosition.End),
        ("月初", PeriodPosition.Start),
        ("月中", PeriodPosition.Middle),
        ("月末", PeriodPosition.End),
        ("月底", PeriodPosition.End),
        ("季初", PeriodPosition.Start),
        ("季末", PeriodPosition.End),
        ("年初", PeriodPosition.Start),
        ("年中", PeriodPosition.Middle),
        ("年末", PeriodPosition.End),
        ("年底", PeriodPosition.End),
    ];

    private static readonly (string Word, Frequency Frequency)[] FixedPhrases =
    [
        ("隔周", Every(2, TimeUnit.Week)),
        .. Words(Every(2, TimeUnit.Day), "隔日", "隔天"),
        ("隔月", Every(2, TimeUnit.Month)),
        ("隔年", Every(2, TimeUnit.Year)),
        ("每隔一周", Every(2, TimeUnit.Week)),
        ("每隔一天", Every(2, TimeUnit.Day)),
        ("每隔一个月", Every(2, TimeUnit.Month)),
        ("双周", Every(2, TimeUnit.Week)),
        ("双月", Every(2, TimeUnit.Month)),
        .. Words(Every(1, TimeUnit.WorkingDay), "工作日每天", "工作日每日"),
        .. Words(Every(1, TimeUnit.Month) with { Times = 2 }, "每半个月", "每半月"),
        ("逐日", Every(1, TimeUnit.Day)),
        ("逐周", Every(1, TimeUnit.Week)),
        ("逐月", Every(1, TimeUnit.Month)),
        ("逐季", Every(1, TimeUnit.Quarter)),
        ("逐年", Every(1, TimeUnit.Year)),
        ("按日", Every(1, TimeUnit.Day)),
        ("按周", Every(1, TimeUnit.Week)),
        .. Words(Every(1, TimeUnit.Month), "按月度", "按月"),
        ("按季度", Every(1, TimeUnit.Quarter)),
        .. Words(Every(1, TimeUnit.Year), "按年度", "按年"),
        ("HOURLY", Every(1, TimeUnit.Hour)),
        ("DAILY", Every(1, TimeUnit.Day)),
        ("WEEKLY", Every(1, TimeUnit.Week)),
        .. Words(Every(2, TimeUnit.Week), "FORTNIGHTLY", "EVERY FORTNIGHT", "EACH FORTNIGHT"),
        .. Words(Every(1, TimeUnit.Month) with { Times = 2 }, "SEMI-MONTHLY", "SEMIMONTHLY"),
        ("SEMI-WEEKLY", Every(1, TimeUnit.Week) with { Times = 2 }),
        .. Words(Every(2, TimeUnit.Year), "BIENNIALLY", "BIENNIAL"),
        ("EVERY SECOND DAY", Every(2, TimeUnit.Day)),
        ("EVERY SECOND WEEK", Every(2, TimeUnit.Week)),
        ("EVERY SECOND MONTH", Every(2, TimeUnit.Month)),
        ("EVERY THIRD WEEK", Every(3, TimeUnit.Week)),
        ("EVERY THIRD MONTH", Every(3, TimeUnit.Month)),
        ("HALF YEARLY", Every(1, TimeUnit.HalfYear)),
        ("MONTHLY", Every(1, TimeUnit.Month)),
        ("QUARTERLY", Every(1, TimeUnit.Quarter)),
        .. Words(Every(1, TimeUnit.HalfYear), "SEMI-ANNUALLY", "SEMIANNUALLY", "SEMI-ANNUAL", "HALF-YEARLY"),
        .. Words(Every(1, TimeUnit.Year), "ANNUALLY", "ANNUAL", "YEARLY"),
        ("AT MONTH-END", Every(1, TimeUnit.Month) with { Position = PeriodPosition.End }),
        ("AT QUARTER-END", Every(1, TimeUnit.Quarter) with { Position = PeriodPosition.End }),
    ];

    private static readonly (string Word, FrequencyKind Kind)[] WordsWithoutPeriod =
    [
        .. Words(FrequencyKind.Irregular, "不定期", "不定时"),
        ("定期", FrequencyKind.PeriodicUnspecified),
        .. Words(
            FrequencyKind.Continuous,
            "实时",
            "24小时不间断",
            "24小时全天候",
            "7*24小时",
            "7X24小时",
            "7*24",
            "7X24",
            "24X7",
            "24*7",
            "24小时",
            "全天候",
            "持续",
            "不间断"
        ),
        .. Words(FrequencyKind.OnDemand, "必要时随时", "需要时随时", "有需要时", "随时", "按需", "必要时", "需要时"),
        .. Words(
            FrequencyKind.Continuous,
            "IN REAL TIME",
            "REAL-TIME",
            "REAL TIME",
            "REALTIME",
            "24/7",
            "24 HOURS A DAY",
            "ONGOING",
            "ON AN ONGOING BASIS",
            "AROUND THE CLOCK",
            "CONTINUOUSLY",
            "CONTINUOUS"
        ),
        .. Words(
            FrequencyKind.OnDemand,
            "ON DEMAND",
            "AS NEEDED",
            "WHEN NEEDED",
            "AD HOC",
            "AD-HOC",
            "AS REQUIRED",
            "AS NECESSARY",
            "WHEN REQUIRED",
            "WHEN NECESSARY",
            "AS AND WHEN REQUIRED",
            "AS AND WHEN NEEDED",
            "ON REQUEST",
            "UPON REQUEST",
            "ANYTIME",
            "ANY TIME"
        ),
        ("ON A REGULAR BASIS", FrequencyKind.PeriodicUnspecified),
        ("AT ANY TIME", FrequencyKind.OnDemand),
        .. Words(FrequencyKind.Irregular, "IRREGULARLY", "OCCASIONALLY", "FROM TIME TO TIME"),
        .. Words(FrequencyKind.PeriodicUnspecified, "REGULARLY", "PERIODICALLY", "REGULAR", "PERIODIC"),
    ];

    private static readonly (string Word, TimeUnit Unit)[] Adjectives =
    [
        ("半年度", TimeUnit.HalfYear),
        ("年度", TimeUnit.Year),
        ("季度", TimeUnit.Quarter),
        ("月度", TimeUnit.Month),
        ("周度", TimeUnit.Week),
        ("日度", TimeUnit.Day),
    ];

    private static readonly Func<PhraseScanner, IReadOnlyList<Frequency>?>[] Rules =
    [
        AtEachEvent,
        EnglishFrequencyGrammar.OnDays,
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
                foreach (var found in word.Length == 0 ? [scanner.End] : scanner.PositionsOf(word).ToList())
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
        while (ReadWeekday(scanner, days.Count > 0) is { } day)
        {
            days.Add(weekly with { Weekday = day });
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
        if (scanner.Accept("半年") && FrequencyParser.IsTimesNext(scanner))
        {
            return [Every(1, TimeUnit.HalfYear)];
        }

        scanner.Position = start;
        if (!scanner.TryReadNumber(out var periods) || periods.Whole is not > 0)
        {
            return null;
        }

        scanner.Skip("个");
        return scanner.Accept(Units, out var each) && each != TimeUnit.Quarter && FrequencyParser.IsTimesNext(scanner)
            ? [Every(periods.Whole.Value, each)]
            : null;
    }
}
