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

    private const string NotAfterWeekday = "次场回至到-~个篇条期份轮遍十百两或常程志报均活方大项类种级名人家对体系同起样致般切线届款张";

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
        ("双周", Every(2, TimeUnit.Week)), ("双月", Every(2, TimeUnit.Month)), ("每半个月", Every(1, TimeUnit.Month) with { Times = 2 }), ("每半月", Every(1, TimeUnit.Month) with { Times = 2 }),
        ("逐日", Every(1, TimeUnit.Day)), ("逐周", Every(1, TimeUnit.Week)), ("逐月", Every(1, TimeUnit.Month)), ("逐季", Every(1, TimeUnit.Quarter)), ("逐年", Every(1, TimeUnit.Year)),
        ("按日", Every(1, TimeUnit.Day)), ("按周", Every(1, TimeUnit.Week)), ("按月", Every(1, TimeUnit.Month)), ("按季度", Every(1, TimeUnit.Quarter)), ("按年", Every(1, TimeUnit.Year)),
        ("HOURLY", Every(1, TimeUnit.Hour)), ("DAILY", Every(1, TimeUnit.Day)), ("WEEKLY", Every(1, TimeUnit.Week)), ("FORTNIGHTLY", Every(2, TimeUnit.Week)),
        ("MONTHLY", Every(1, TimeUnit.Month)), ("QUARTERLY", Every(1, TimeUnit.Quarter)), ("SEMI-ANNUALLY", Every(1, TimeUnit.HalfYear)), ("SEMIANNUALLY", Every(1, TimeUnit.HalfYear)),
        ("SEMI-ANNUAL", Every(1, TimeUnit.HalfYear)), ("HALF-YEARLY", Every(1, TimeUnit.HalfYear)), ("ANNUALLY", Every(1, TimeUnit.Year)), ("ANNUAL", Every(1, TimeUnit.Year)),
        ("YEARLY", Every(1, TimeUnit.Year)), ("AT MONTH-END", Every(1, TimeUnit.Month) with { Position = PeriodPosition.End }),
        ("AT QUARTER-END", Every(1, TimeUnit.Quarter) with { Position = PeriodPosition.End }),
    ];

    private static readonly (string Word, FrequencyKind Kind)[] Loose =
    [
        ("不定期", FrequencyKind.Irregular), ("不定时", FrequencyKind.Irregular), ("定期", FrequencyKind.PeriodicUnspecified),
        ("实时", FrequencyKind.Continuous), ("24小时不间断", FrequencyKind.Continuous), ("24小时全天候", FrequencyKind.Continuous), ("7*24小时", FrequencyKind.Continuous),
        ("24小时", FrequencyKind.Continuous), ("全天候", FrequencyKind.Continuous), ("持续", FrequencyKind.Continuous), ("不间断", FrequencyKind.Continuous),
        ("随时", FrequencyKind.OnDemand), ("按需", FrequencyKind.OnDemand), ("必要时", FrequencyKind.OnDemand), ("需要时", FrequencyKind.OnDemand),
        ("IN REAL TIME", FrequencyKind.Continuous), ("REAL-TIME", FrequencyKind.Continuous), ("REAL TIME", FrequencyKind.Continuous), ("REALTIME", FrequencyKind.Continuous),
        ("24/7", FrequencyKind.Continuous), ("AROUND THE CLOCK", FrequencyKind.Continuous), ("CONTINUOUSLY", FrequencyKind.Continuous), ("CONTINUOUS", FrequencyKind.Continuous),
        ("ON DEMAND", FrequencyKind.OnDemand), ("AS NEEDED", FrequencyKind.OnDemand), ("WHEN NEEDED", FrequencyKind.OnDemand), ("AD HOC", FrequencyKind.OnDemand),
        ("AT ANY TIME", FrequencyKind.OnDemand), ("IRREGULARLY", FrequencyKind.Irregular), ("OCCASIONALLY", FrequencyKind.Irregular), ("FROM TIME TO TIME", FrequencyKind.Irregular),
        ("REGULARLY", FrequencyKind.PeriodicUnspecified), ("PERIODICALLY", FrequencyKind.PeriodicUnspecified), ("REGULAR", FrequencyKind.PeriodicUnspecified),
        ("PERIODIC", FrequencyKind.PeriodicUnspecified),
    ];

    private static readonly (string Word, TimeUnit Unit)[] Adjectives =
    [
        ("半年度", TimeUnit.HalfYear), ("年度", TimeUnit.Year), ("季度", TimeUnit.Quarter), ("月度", TimeUnit.Month), ("周度", TimeUnit.Week), ("日度", TimeUnit.Day),
    ];

    private static readonly (string Word, int Times)[] EnglishTimes = [("ONCE", 1), ("TWICE", 2)];

    private static readonly (string Word, Weekday Day)[] EnglishWeekdays =
        [.. Enum.GetValues<Weekday>().SelectMany(day => new[] { (day.ToString().ToUpperInvariant(), day), (day.ToString().ToUpperInvariant() + "S", day) })];

    /// <summary>Whether a rhythm stands here, so that an enumeration goes on.</summary>
    public static bool Begins(Cursor cursor) => Read(cursor.Over(cursor.At, cursor.End), isFirst: true).Count > 0;

    /// <summary>
    /// Reads a rhythm; several for a list of weekdays (每周一、三、五), none if there is no rhythm here. 季度 and its like are rhythms only as the first word.
    /// </summary>
    public static IReadOnlyList<Frequency> Read(Cursor cursor, bool isFirst)
    {
        var start = cursor.At;
        foreach (var rule in (Func<Cursor, IReadOnlyList<Frequency>?>[])[EachEvent, FixedWord, EveryUnit, PerUnit, LooseWord, EnglishEvery, EnglishPer])
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
        cursor.Eat(Loose, out var kind) && !cursor.Sees("内", "以内", "之内", "后", "前") && !char.IsAsciiDigit(cursor.Next) ? [new Frequency { Kind = kind }] : null;

    // 每阶段结束后, 每次活动后, after each phase.
    private static IReadOnlyList<Frequency>? EachEvent(Cursor cursor)
    {
        var isEach = cursor.Eat("每个", "每次", "每场", "每轮", "每期", "每", "各个", "各");
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
        if (!isEach && cursor.Eat("AFTER EACH", "AFTER EVERY", "AT THE END OF EACH", "AT THE END OF EVERY") && cursor.Eat("PHASE", "CAMPAIGN"))
        {
            var isPhase = cursor.Folded[..cursor.At].EndsWith("PHASE", StringComparison.Ordinal);
            return [new Frequency { Kind = FrequencyKind.AtEvent, Anchor = isPhase ? AnchorCodes.PhaseEnd : AnchorCodes.CampaignEnd }];
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
            TimeUnit.Month => [InPeriod(cursor, OnDay(cursor, rhythm))],
            _ => [InPeriod(cursor, rhythm)],
        };
    }

    private static List<Frequency>? OnWeekdays(Cursor cursor, Frequency weekly)
    {
        if (cursor.Sees("末", "中"))
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

        return days.Count > 0 ? days : [weekly];
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
            cursor.Eat("、", "和", "及", "与");
            cursor.Eat("周");
        }

        if (cursor.Eat(Weekdays, out var day) && !NotAfterWeekday.Contains(cursor.Next))
        {
            return day;
        }

        cursor.At = mark;
        return null;
    }

    private static Frequency OnDay(Cursor cursor, Frequency monthly)
    {
        var day = 0;
        return cursor.Try(() => cursor.EatNumber(out var figure) && (day = figure.Whole ?? 0) is >= 1 and <= 31 && cursor.Eat("日前", "日之前", "号前", "日", "号"))
            ? monthly with { DayOfMonth = day }
            : monthly;
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
        if (!cursor.EatNumber(out var periods) || periods.Whole is not > 0)
        {
            return null;
        }

        cursor.Eat("个");
        return cursor.Eat(Units, out var each) && each != TimeUnit.Quarter && FrequencyParser.SeesTimes(cursor) ? [Every(periods.Whole.Value, each)] : null;
    }

    // every two weeks, each month, every Friday, at the end of every quarter.
    private static IReadOnlyList<Frequency>? EnglishEvery(Cursor cursor)
    {
        PeriodPosition? position = cursor.Eat("AT THE END OF", "BY THE END OF", "THE END OF", "END OF") ? PeriodPosition.End
            : cursor.Eat("AT THE BEGINNING OF", "AT THE START OF", "START OF", "BEGINNING OF") ? PeriodPosition.Start : null;
        if (!cursor.Eat("EVERY", "EACH"))
        {
            return null;
        }

        if (position is null && cursor.Eat(EnglishWeekdays, out var day))
        {
            return [Every(1, TimeUnit.Week) with { Weekday = day }];
        }

        var figure = new Figure(1, null);
        _ = cursor.Eat("OTHER") ? (figure = new Figure(2, null)) != default : cursor.Try(() => cursor.EatFigure(out figure)) || (figure = new Figure(1, null)) != default;
        if (!TimeAmount.TryReadEnglishUnit(cursor, out var unit))
        {
            return null;
        }

        position ??= cursor.Eat("END", "-END") ? PeriodPosition.End : null;
        return (figure.Placeholder is not null || figure.Whole > 0)
            ? [new Frequency { Kind = FrequencyKind.Recurring, Every = figure.Whole, Placeholder = figure.Placeholder, Unit = unit, Position = position }]
            : null;
    }

    // once a week, three times per month, 2 times a year.
    private static IReadOnlyList<Frequency>? EnglishPer(Cursor cursor)
    {
        var times = 0;
        var counted = cursor.Eat(EnglishTimes, out times)
            || cursor.Try(() => cursor.EatNumber(out var figure) && (times = figure.Whole ?? 0) > 0 && cursor.Eat("TIMES"));
        if (!counted)
        {
            return null;
        }

        var isEvery = cursor.Eat("EVERY", "EACH");
        var every = 1;
        _ = isEvery && cursor.Try(() => cursor.EatNumber(out var figure) && (every = figure.Whole ?? 0) > 0);
        return (isEvery || cursor.Eat("A", "AN", "PER")) && TimeAmount.TryReadEnglishUnit(cursor, out var unit) ? [Every(every, unit) with { Times = times }] : null;
    }
}
