namespace Marketing.Domain.Phrases;

/// <summary>The words that <see cref="TargetContext"/> looks for around a target.</summary>
internal static partial class TargetContext
{
    // After one of these words a figure is not a level, but part of a comparison, a stretch goal, a signed number or an approximation.
    private static readonly string[] NotBeforeLevels =
    [
        "高",
        "低",
        "多",
        "少",
        "快",
        "慢",
        "先",
        "后",
        "前",
        "力争",
        "争取",
        "冲刺",
        "挑战",
        "+",
        "-",
        "±",
        "~",
        "*",
        "$",
        "€",
        "£",
        "¥",
        "→",
        " BY",
        " UP",
        " DOWN",
        "PLUS",
        "MINUS",
        "C.",
        "TOP",
    ];

    // After one of these words a figure is negated, vague, or a rate.
    private static readonly string[] NotBefore =
    [
        "分之",
        "不",
        "未",
        "没",
        "没有",
        "无",
        "非",
        "勿",
        "别",
        "不再",
        "不会",
        "不能",
        "不得",
        "不应",
        "不必",
        "每",
        "或",
        "近",
        "几",
        "或者",
        " OR",
        "NO",
        "WITHOUT",
        "PER",
        "EACH",
        "EVERY",
    ];

    private static readonly string[] CallingOff = ["取消", "暂停", "停止", "终止", "放弃", "避免", "除非"];

    private static readonly string[] NotNegations = ["以上", "之上", "线上", "年每", "最近"];

    private static readonly string[] Additions = ["新增", "额外", "追加", "增", "减", "翻", "涨", "跌", "升", "降", "扩", "缩", "调"];

    // Verbs that change a figure without being a measured change themselves: 优化转化率5%.
    private static readonly string[] VagueChanges =
    [
        "优化",
        "改善",
        "拉动",
        "带动",
        "推动",
        "促进",
        "上浮",
        "下浮",
        "上调",
        "下滑",
        "攀升",
        "收窄",
        "缩小",
        "压降",
    ];
    private static readonly string[] Bounds = ["至少", "至多", "最少", "最多", "AT LEAST", "AT MOST", "UP TO", "MINIMUM", "MAXIMUM"];

    private static readonly string[] Comparisons =
    [
        "高于",
        "低于",
        "超过",
        "高出",
        "超出",
        "领先",
        "优于",
        "落后",
        "INCREASE",
        "DECREASE",
        "REDUCTION",
        "GROWTH",
        "DECLINE",
        "IMPROVEMENT",
        "UPLIFT",
        "DROP",
    ];

    private static readonly string[] ComparisonsAfter =
    [
        "MORE",
        "FEWER",
        "HIGHER",
        "LOWER",
        "FASTER",
        "BETTER",
        "LESS",
        "YOY",
        "YEAR-",
        "YEAR ON",
        "YEAR OVER",
        "或",
        "OR ",
        "以外",
    ];

    private static readonly string[] RateWords =
    [
        "/",
        "每",
        "PER",
        "EVERY",
        "EACH",
        "A DAY",
        "A WEEK",
        "A MONTH",
        "A QUARTER",
        "A YEAR",
        "DAILY",
        "WEEKLY",
        "MONTHLY",
        "QUARTERLY",
        "YEARLY",
        "ANNUALLY",
    ];
}
