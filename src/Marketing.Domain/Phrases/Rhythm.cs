using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>The words of a rhythm (每两周, 每季度末, 定期, twice a year), without what is done in it. Each rule reads from the cursor or answers null.</summary>
internal static class Rhythm
{
    private static readonly (string Word, TimeUnit Unit)[] Units =
    [
        ("分钟", TimeUnit.Minute), ("小时", TimeUnit.Hour), ("工作日", TimeUnit.WorkingDay), ("天", TimeUnit.Day), ("日", TimeUnit.Day),
        ("星期", TimeUnit.Week), ("礼拜", TimeUnit.Week), ("周", TimeUnit.Week), ("月度", TimeUnit.Month), ("月", TimeUnit.Month),
        ("季度", TimeUnit.Quarter), ("季", TimeUnit.Quarter), ("半年度", TimeUnit.HalfYear), ("半年", TimeUnit.HalfYear), ("年度", TimeUnit.Year), ("年", TimeUnit.Year),
    ];

    private static readonly (string Word, Weekday Day)[] Weekdays =
    [
        ("一", Weekday.Monday), ("二", Weekday.Tuesday), ("三", Weekday.Wednesday), ("四", Weekday.Thursday), ("五", Weekday.Friday), ("六", Weekday.Saturday),
        ("日", Weekday.Sunday), ("天", Weekday.Sunday),
    ];

    private const string NotAfterWeekday = "次场回至到-~个篇条期份轮遍十百两或常程志报均活方大项类种级名人家对体系同起样致般切线届款张更";

    private static readonly (string Word, PeriodPosition Position)[] Positions =
    [
        ("上旬", PeriodPosition.Start), ("中旬", PeriodPosition.Middle), ("下旬", PeriodPosition.End), ("初", PeriodPosition.Start),
        ("中", PeriodPosition.Middle), ("末", PeriodPosition.End), ("底", PeriodPosition.End), ("结束时", PeriodPosition.End),
        ("月初", PeriodPosition.Start), ("月中", PeriodPosition.Middle), ("月末", PeriodPosition.End), ("月底", PeriodPosition.End),
        ("季初", PeriodPosition.Start), ("季末", PeriodPosition.End), ("年初", PeriodPosition.Start), ("年中", PeriodPosition.Middle), ("年末", PeriodPosition.End), ("年底", PeriodPosition.End),
    ];

    private static readonly (string Word, Frequency Rhythm)[] Fixed =
    [
        ("隔周", Every(2, TimeUnit.Week)), ("隔日", Every(2, TimeUnit.Day)), ("隔天", Every(2, TimeUnit.Day)), ("隔月", Every(2, TimeUnit.Month)), ("隔年", Every(2, TimeUnit.Year)),
        ("每隔一周", Every(2, TimeUnit.Week)), ("每隔一天", Every(2, TimeUnit.Day)), ("每隔一个月", Every(2, TimeUnit.Month)),
        ("双周", Every(2, TimeUnit.Week)), ("双月", Every(2, TimeUnit.Month)), ("工作日每天", Every(1, TimeUnit.WorkingDay)), ("工作日每日", Every(1, TimeUnit.WorkingDay)),
        ("每半个月", Every(1, TimeUnit.Month) with { Times = 2 }), ("每半月", Every(1, TimeUnit.Month) with { Times = 2 }),
        ("逐日", Every(1, TimeUnit.Day)), ("逐周", Every(1, TimeUnit.Week)), ("逐月", Every(1, TimeUnit.Month)), ("逐季", Every(1, TimeUnit.Quarter)), ("逐年", Every(1, TimeUnit.Year)),
        ("按日", Every(1, TimeUnit.Day)), ("按周", Every(1, TimeUnit.Week)), ("按月度", Every(1, TimeUnit.Month)), ("按月", Every(1, TimeUnit.Month)), ("按季度", Every(1, TimeUnit.Quarter)), ("按年度", Every(1, TimeUnit.Year)), ("按年", Every(1, TimeUnit.Year)),
        ("HOURLY", Every(1, TimeUnit.Hour)), ("DAILY", Every(1, TimeUnit.Day)), ("WEEKLY", Every(1, TimeUnit.Week)), ("FORTNIGHTLY", Every(2, TimeUnit.Week)),
        ("EVERY FORTNIGHT", Every(2, TimeUnit.Week)), ("EACH FORTNIGHT", Every(2, TimeUnit.Week)), ("SEMI-MONTHLY", Every(1, TimeUnit.Month) with { Times = 2 }),
        ("SEMIMONTHLY", Every(1, TimeUnit.Month) with { Times = 2 }), ("SEMI-WEEKLY", Every(1, TimeUnit.Week) with { Times = 2 }), ("BIENNIALLY", Every(2, TimeUnit.Year)), ("BIENNIAL", Every(2, TimeUnit.Year)),
        ("EVERY SECOND DAY", Every(2, TimeUnit.Day)), ("EVERY SECOND WEEK", Every(2, TimeUnit.Week)), ("EVERY SECOND MONTH", Every(2, TimeUnit.Month)),
        ("EVERY THIRD WEEK", Every(3, TimeUnit.Week)), ("EVERY THIRD MONTH", Every(3, TimeUnit.Month)), ("HALF YEARLY", Every(1, TimeUnit.HalfYear)),
        ("MONTHLY", Every(1, TimeUnit.Month)), ("QUARTERLY", Every(1, TimeUnit.Quarter)), ("SEMI-ANNUALLY", Every(1, TimeUnit.HalfYear)), ("SEMIANNUALLY", Every(1, TimeUnit.HalfYear)),
        ("SEMI-ANNUAL", Every(1, TimeUnit.HalfYear)), ("HALF-YEARLY", Every(1, TimeUnit.HalfYear)), ("ANNUALLY", Every(1, TimeUnit.Year)), ("ANNUAL", Every(1, TimeUnit.Year)),
        ("YEARLY", Every(1, TimeUnit.Year)), ("AT MONTH-END", Every(1, TimeUnit.Month) with { Position = PeriodPosition.End }),
        ("AT QUARTER-END", Every(1, TimeUnit.Quarter) with { Position = PeriodPosition.End }),
    ];

    private static readonly (string Word, FrequencyKind Kind)[] Loose =
    [
        ("不定期", FrequencyKind.Irregular), ("不定时", FrequencyKind.Irregular), ("定期", FrequencyKind.PeriodicUnspecified),
        ("实时", FrequencyKind.Continuous), ("24小时不间断", FrequencyKind.Continuous), ("24小时全天候", FrequencyKind.Continuous), ("7*24小时", FrequencyKind.Continuous), ("7X24小时", FrequencyKind.Continuous), ("7*24", FrequencyKind.Continuous), ("7X24", FrequencyKind.Continuous), ("24X7", FrequencyKind.Continuous),
        ("24*7", FrequencyKind.Continuous),
        ("24小时", FrequencyKind.Continuous), ("全天候", FrequencyKind.Continuous), ("持续", FrequencyKind.Continuous), ("不间断", FrequencyKind.Continuous),
        ("必要时随时", FrequencyKind.OnDemand), ("需要时随时", FrequencyKind.OnDemand), ("有需要时", FrequencyKind.OnDemand), ("随时", FrequencyKind.OnDemand), ("按需", FrequencyKind.OnDemand), ("必要时", FrequencyKind.OnDemand), ("需要时", FrequencyKind.OnDemand),
        ("IN REAL TIME", FrequencyKind.Continuous), ("REAL-TIME", FrequencyKind.Continuous), ("REAL TIME", FrequencyKind.Continuous), ("REALTIME", FrequencyKind.Continuous),
        ("24/7", FrequencyKind.Continuous), ("24 HOURS A DAY", FrequencyKind.Continuous), ("ONGOING", FrequencyKind.Continuous), ("ON AN ONGOING BASIS", FrequencyKind.Continuous), ("AROUND THE CLOCK", FrequencyKind.Continuous), ("CONTINUOUSLY", FrequencyKind.Continuous), ("CONTINUOUS", FrequencyKind.Continuous),
        ("ON DEMAND", FrequencyKind.OnDemand), ("AS NEEDED", FrequencyKind.OnDemand), ("WHEN NEEDED", FrequencyKind.OnDemand), ("AD HOC", FrequencyKind.OnDemand), ("AD-HOC", FrequencyKind.OnDemand),
        ("AS REQUIRED", FrequencyKind.OnDemand), ("AS NECESSARY", FrequencyKind.OnDemand), ("WHEN REQUIRED", FrequencyKind.OnDemand), ("WHEN NECESSARY", FrequencyKind.OnDemand),
        ("AS AND WHEN REQUIRED", FrequencyKind.OnDemand), ("AS AND WHEN NEEDED", FrequencyKind.OnDemand), ("ON REQUEST", FrequencyKind.OnDemand), ("UPON REQUEST", FrequencyKind.OnDemand),
        ("ANYTIME", FrequencyKind.OnDemand), ("ANY TIME", FrequencyKind.OnDemand), ("ON A REGULAR BASIS", FrequencyKind.PeriodicUnspecified),
        ("AT ANY TIME", FrequencyKind.OnDemand), ("IRREGULARLY", FrequencyKind.Irregular), ("OCCASIONALLY", FrequencyKind.Irregular), ("FROM TIME TO TIME", FrequencyKind.Irregular),
        ("REGULARLY", FrequencyKind.PeriodicUnspecified), ("PERIODICALLY", FrequencyKind.PeriodicUnspecified), ("REGULAR", FrequencyKind.PeriodicUnspecified),
        ("PERIODIC", FrequencyKind.PeriodicUnspecified),
    ];

    private static readonly (string Word, TimeUnit Unit)[] Adjectives =
    [
        ("半年度", TimeUnit.HalfYear), ("年度", TimeUnit.Year), ("季度", TimeUnit.Quarter), ("月度", TimeUnit.Month), ("周度", TimeUnit.Week), ("日度", TimeUnit.Day),
    ];

    /// <summary>Whether a rhythm stands here, so that an enumeration goes on.</summary>
    public static bool Begins(Cursor cursor) => Read(cursor.Over(cursor.At, cursor.End), isFirst: true).Count > 0;

    /// <summary>
    /// Reads a rhythm; several for a list of weekdays (每周一、三、五), none if there is no rhythm here. 季度 and its like are rhythms only as the first word.
    /// </summary>
    public static IReadOnlyList<Frequency> Read(Cursor cursor, bool isFirst)
    {
        var start = cursor.At;
        foreach (var rule in (Func<Cursor, IReadOnlyList<Frequency>?>[])[EachEvent, EnglishRhythm.OnDays, FixedWord, EveryUnit, PerUnit, LooseWord, EnglishRhythm.Every, EnglishRhythm.Per, EnglishRhythm.Basis])
        {
            cursor.At = start;
            if (rule(cursor) is { Count: > 0 } rhythms)
            {
                return rhythms;
            }
        }

        cursor.At = start;
        return isFirst && cursor.Eat(Adjectives, out var unit) && !cursor.Eat(Positions, out _) ? [Every(1, unit)] : [];
    }

    /// <summary>A rhythm of so many units.</summary>
    public static Frequency Every(int every, TimeUnit unit) => new() { Kind = FrequencyKind.Recurring, Every = every, Unit = unit };

    private static IReadOnlyList<Frequency>? FixedWord(Cursor cursor) => cursor.Eat(Fixed, out var rhythm) ? [rhythm] : null;

    // 24小时内 is a time limit, 持续6个月 a duration.
    private static IReadOnlyList<Frequency>? LooseWord(Cursor cursor) =>
        cursor.Eat(Loose, out var kind) && !(kind == FrequencyKind.Continuous && cursor.Sees("至", "到", "-", "~")) && !cursor.Sees("内", "以内", "之内", "后", "前") && !char.IsAsciiDigit(cursor.Next) ? [new Frequency { Kind = kind }] : null;

    // 每阶段结束后, 每次活动后, after each phase.
    private static IReadOnlyList<Frequency>? EachEvent(Cursor cursor)
    {
        if (cursor.Sees("有突发", "遇突发"))
        {
            cursor.Eat("有", "遇");
        }

        var isEach = cursor.Eat("每个", "每次", "每场", "每轮", "每期", "每笔", "每", "各个", "各");
        var start = cursor.At;
        if (isEach || cursor.Sees("突发", "关键问题或突发", "针对", "阶段", "出现突发", "发生突发"))
        {
            cursor.Eat("针对");
            foreach (var word in (string[])["之后", "以后", "后", "结束时", "时", ""])
            {
                foreach (var found in word.Length == 0 ? [cursor.End] : cursor.Find(word).ToList())
                {
                    if (Events.Read(cursor, cursor.At, found, onlyKnown: !isEach || word is "时" or "结束时" or "") is { } anchor && !(isEach && word.Length == 0))
                    {
                        cursor.At = found + word.Length;
                        cursor.Eat(",");
                        return [new Frequency { Kind = FrequencyKind.AtEvent, Anchor = Events.End(anchor) }];
                    }
                }
            }
        }

        cursor.At = start;
        if (!isEach && cursor.Eat("AFTER EACH", "AFTER EVERY", "AT THE END OF EACH", "AT THE END OF EVERY"))
        {
            var end = cursor.End;
            while (end > cursor.At && cursor.Folded[end - 1] is '.' or ' ')
            {
                end--;
            }

            if (Events.Read(cursor, cursor.At, end) is { } anchor)
            {
                cursor.At = cursor.End;
                return [new Frequency { Kind = FrequencyKind.AtEvent, Anchor = Events.End(anchor) }];
            }
        }

        return null;
    }

    // 每周, 每两周, 每N周, 每季度末, 每周五, 每月15日.
    private static List<Frequency>? EveryUnit(Cursor cursor)
    {
        if (!cursor.Eat("每"))
        {
            return null;
        }

        var counted = cursor.EatFigure(out var figure);
        cursor.Eat("个");
        if ((counted && !PeriodGrammar.IsIndex(figure)) || !cursor.Eat(Units, out var unit))
        {
            return null;
        }

        var rhythm = new Frequency { Kind = FrequencyKind.Recurring, Every = counted ? figure.Whole : 1, Placeholder = figure.Placeholder, Unit = unit };
        return unit switch
        {
            TimeUnit.Week => OnWeekdays(cursor, rhythm),
            TimeUnit.Month => OnDays(cursor, rhythm),
            _ => [InPeriod(cursor, rhythm)],
        };
    }

    private static List<Frequency>? OnWeekdays(Cursor cursor, Frequency weekly)
    {
        if (cursor.Sees("末", "中") || EatsUpdate(cursor))
        {
            return null;
        }

        if (EatWeekdayRange(cursor) is { } range)
        {
            return range.Count == 0 ? null : [.. range.Select(day => weekly with { Weekday = day })];
        }

        var days = new List<Frequency>();
        while (EatWeekday(cursor, days.Count > 0) is { } day)
        {
            days.Add(weekly with { Weekday = day });
        }

        if (days.Count > 0)
        {
            cursor.Eat("之前", "前");
        }

        return days.Count > 0 ? days : [weekly];
    }

    // 每周二更 is twice a week in the language of bloggers, 每周二更新 on Tuesdays.
    private static bool EatsUpdate(Cursor cursor)
    {
        var probe = cursor.Over(cursor.At, cursor.End);
        return probe.EatNumber(out _) && probe.Sees("更") && !probe.Sees("更新");
    }

    // 每周一至周五; empty if the range is none.
    private static List<Weekday>? EatWeekdayRange(Cursor cursor)
    {
        var mark = cursor.At;
        if (!cursor.Eat(Weekdays, out var first) || !cursor.Eat("至", "到", "-", "~"))
        {
            cursor.At = mark;
            return null;
        }

        cursor.Eat("周");
        return cursor.Eat(Weekdays, out var last) && !NotAfterWeekday.Contains(cursor.Next) ? [.. Enum.GetValues<Weekday>().Where(day => day >= first && day <= last)] : [];
    }

    // 每周一次 counts, 每周三方会议 names no Wednesday.
    private static Weekday? EatWeekday(Cursor cursor, bool isFurther)
    {
        var mark = cursor.At;
        if (isFurther)
        {
            cursor.Eat("、", "和", "及", "与", "/");
            cursor.Eat("周", "星期");
        }

        if (cursor.Eat(Weekdays, out var day) && (!NotAfterWeekday.Contains(cursor.Next) || cursor.Sees("更新")))
        {
            return day;
        }

        cursor.At = mark;
        return null;
    }

    // 每月15日, 每月1日和15日.
    private static List<Frequency> OnDays(Cursor cursor, Frequency monthly)
    {
        var days = new List<Frequency>();
        var day = 0;
        while (cursor.Try(() => (days.Count == 0 || cursor.Eat("、", "和", "及", "与", "/")) && cursor.EatNumber(out var figure) && (day = figure.Whole ?? 0) is >= 1 and <= 31 && cursor.Eat("日", "号")))
        {
            days.Add(monthly with { DayOfMonth = day });
        }

        if (days.Count > 0)
        {
            cursor.Eat("之前", "前");
        }

        return days.Count > 0 ? days : [InPeriod(cursor, monthly)];
    }

    private static Frequency InPeriod(Cursor cursor, Frequency rhythm)
    {
        if (rhythm.DayOfMonth is not null || rhythm.Unit is not (TimeUnit.Month or TimeUnit.Quarter or TimeUnit.HalfYear or TimeUnit.Year) || !cursor.Eat(Positions, out var position))
        {
            return rhythm;
        }

        _ = position == PeriodPosition.End && cursor.Eat("之前", "前");
        return rhythm with { Position = position };
    }

    // 一年两次, 2次/周. 一季度一次 may be the first quarter.
    private static IReadOnlyList<Frequency>? PerUnit(Cursor cursor)
    {
        var start = cursor.At;
        if (cursor.EatNumber(out var times) && times.Whole > 0 && cursor.Eat("次") && cursor.Eat("/", "每"))
        {
            var counted = cursor.EatNumber(out var every) && every.Whole > 0;
            cursor.Eat("个");
            return cursor.Eat(Units, out var unit) ? [Every(counted ? every.Whole!.Value : 1, unit) with { Times = times.Whole }] : null;
        }

        cursor.At = start;
        if (cursor.Eat("半年") && FrequencyParser.SeesTimes(cursor))
        {
            return [Every(1, TimeUnit.HalfYear)];
        }

        cursor.At = start;
        if (!cursor.EatNumber(out var periods) || periods.Whole is not > 0)
        {
            return null;
        }

        cursor.Eat("个");
        return cursor.Eat(Units, out var each) && each != TimeUnit.Quarter && FrequencyParser.SeesTimes(cursor) ? [Every(periods.Whole.Value, each)] : null;
    }
}
