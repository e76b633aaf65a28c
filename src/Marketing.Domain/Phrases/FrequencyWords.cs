using Marketing.Domain.Values;
using static Marketing.Domain.Phrases.WordTable;

namespace Marketing.Domain.Phrases;

/// <summary>The vocabulary of frequencies: units, days, parts of periods and fixed phrases.</summary>
internal static class FrequencyWords
{
    public static readonly (string Word, TimeUnit Unit)[] Units =
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

    public static readonly (string Word, Weekday Day)[] Weekdays =
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

    public const string NotAfterWeekday = "次场回至到-~个篇条期份轮遍十百两或常程志报均活方大项类种级名人家对体系同起样致般切线届款张更";

    public static readonly (string Word, PeriodPosition Position)[] Positions =
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

    public static readonly (string Word, Frequency Frequency)[] FixedPhrases =
    [
        ("隔周", FrequencyGrammar.Every(2, TimeUnit.Week)),
        .. Words(FrequencyGrammar.Every(2, TimeUnit.Day), "隔日", "隔天"),
        ("隔月", FrequencyGrammar.Every(2, TimeUnit.Month)),
        ("隔年", FrequencyGrammar.Every(2, TimeUnit.Year)),
        ("每隔一周", FrequencyGrammar.Every(2, TimeUnit.Week)),
        ("每隔一天", FrequencyGrammar.Every(2, TimeUnit.Day)),
        ("每隔一个月", FrequencyGrammar.Every(2, TimeUnit.Month)),
        .. Words(FrequencyGrammar.Every(2, TimeUnit.Week), "每双周", "双周"),
        .. Words(FrequencyGrammar.Every(2, TimeUnit.Month), "每双月", "双月"),
        .. Words(FrequencyGrammar.Every(1, TimeUnit.WorkingDay), "工作日每天", "工作日每日"),
        .. Words(FrequencyGrammar.Every(1, TimeUnit.Month) with { Times = 2 }, "每半个月", "每半月"),
        ("逐日", FrequencyGrammar.Every(1, TimeUnit.Day)),
        ("逐周", FrequencyGrammar.Every(1, TimeUnit.Week)),
        ("逐月", FrequencyGrammar.Every(1, TimeUnit.Month)),
        ("逐季", FrequencyGrammar.Every(1, TimeUnit.Quarter)),
        ("逐年", FrequencyGrammar.Every(1, TimeUnit.Year)),
        ("按日", FrequencyGrammar.Every(1, TimeUnit.Day)),
        ("按周", FrequencyGrammar.Every(1, TimeUnit.Week)),
        .. Words(FrequencyGrammar.Every(1, TimeUnit.Month), "按月度", "按月"),
        ("按季度", FrequencyGrammar.Every(1, TimeUnit.Quarter)),
        .. Words(FrequencyGrammar.Every(1, TimeUnit.Year), "按年度", "按年"),
        ("HOURLY", FrequencyGrammar.Every(1, TimeUnit.Hour)),
        ("DAILY", FrequencyGrammar.Every(1, TimeUnit.Day)),
        ("WEEKLY", FrequencyGrammar.Every(1, TimeUnit.Week)),
        .. Words(FrequencyGrammar.Every(2, TimeUnit.Week), "FORTNIGHTLY", "EVERY FORTNIGHT", "EACH FORTNIGHT"),
        .. Words(FrequencyGrammar.Every(1, TimeUnit.Month) with { Times = 2 }, "SEMI-MONTHLY", "SEMIMONTHLY"),
        ("SEMI-WEEKLY", FrequencyGrammar.Every(1, TimeUnit.Week) with { Times = 2 }),
        .. Words(FrequencyGrammar.Every(2, TimeUnit.Year), "BIENNIALLY", "BIENNIAL"),
        ("EVERY SECOND DAY", FrequencyGrammar.Every(2, TimeUnit.Day)),
        ("EVERY SECOND WEEK", FrequencyGrammar.Every(2, TimeUnit.Week)),
        ("EVERY SECOND MONTH", FrequencyGrammar.Every(2, TimeUnit.Month)),
        ("EVERY THIRD WEEK", FrequencyGrammar.Every(3, TimeUnit.Week)),
        ("EVERY THIRD MONTH", FrequencyGrammar.Every(3, TimeUnit.Month)),
        ("HALF YEARLY", FrequencyGrammar.Every(1, TimeUnit.HalfYear)),
        ("MONTHLY", FrequencyGrammar.Every(1, TimeUnit.Month)),
        ("QUARTERLY", FrequencyGrammar.Every(1, TimeUnit.Quarter)),
        .. Words(FrequencyGrammar.Every(1, TimeUnit.HalfYear), "SEMI-ANNUALLY", "SEMIANNUALLY", "SEMI-ANNUAL", "HALF-YEARLY"),
        .. Words(FrequencyGrammar.Every(1, TimeUnit.Year), "ANNUALLY", "ANNUAL", "YEARLY"),
        ("AT MONTH-END", FrequencyGrammar.Every(1, TimeUnit.Month) with { Position = PeriodPosition.End }),
        ("AT QUARTER-END", FrequencyGrammar.Every(1, TimeUnit.Quarter) with { Position = PeriodPosition.End }),
    ];

    public static readonly (string Word, FrequencyKind Kind)[] WordsWithoutPeriod =
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

    public static readonly (string Word, TimeUnit Unit)[] Adjectives =
    [
        ("半年度", TimeUnit.HalfYear),
        ("年度", TimeUnit.Year),
        ("季度", TimeUnit.Quarter),
        ("月度", TimeUnit.Month),
        ("周度", TimeUnit.Week),
        ("日度", TimeUnit.Day),
    ];
}
