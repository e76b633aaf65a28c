using Marketing.Domain.Values;
using static Marketing.Domain.Phrases.WordTable;

namespace Marketing.Domain.Phrases;

/// <summary>The vocabulary of targets: verbs with their direction, comparisons and units.</summary>
internal static class TargetWords
{
    /// <summary>Verbs of change.</summary>
    public static readonly (string Word, Direction Direction)[] ChangeVerbs =
    [
        .. Words(Direction.Increase, "提升", "提高", "增加", "增长", "上升", "扩大", "增强", "上涨"),
        .. Words(Direction.Decrease, "降低", "下降", "减少", "缩短", "缩减", "压缩", "削减", "节约", "节省", "下调"),
        .. English(Direction.Increase, "INCREASE", "RAISE", "IMPROVE"),
        .. English(Direction.Increase, "GROW", "BOOST", "LIFT"),
        .. Words(Direction.Increase, "RISE", "GREW"),
        .. English(Direction.Decrease, "REDUCE", "DECREASE"),
        .. English(Direction.Decrease, "LOWER", "SHORTEN", "DROP"),
        .. Words(Direction.Decrease, "CUT", "CUTTING"),
    ];

    /// <summary>The words that make a noun of a verb of change: 增长率, 增幅.</summary>
    public static readonly string[] VerbSuffixesOfNouns = ["率", "幅", "量", "额", "速", "值"];

    /// <summary>Verbs of change that include the preposition "to".</summary>
    public static readonly (string Word, Direction Direction)[] ChangeToVerbs =
    [
        .. Words(Direction.Increase, "增至", "升至", "提至", "增长至"),
        .. Words(Direction.Decrease, "降至", "减至", "缩至", "降到"),
        ("升到", Direction.Increase),
    ];

    /// <summary>Verbs before a level. An explicit comparison next to the figure overrides the comparator of the verb.</summary>
    public static readonly (string Word, (Direction? Direction, Comparator? Comparator) Meaning)[] LevelVerbs =
    [
        .. LevelWords(Direction.Achieve, Comparator.Gte, "达到", "达成", "实现", "达"),
        .. LevelWords(Direction.Achieve, Comparator.Gt, "突破"),
        .. LevelWords(Direction.Maintain, null, "保持在", "维持在", "稳定在", "保持", "维持", "维护"),
        .. LevelWords(Direction.Decrease, Comparator.Lte, "控制在", "控制于", "限制在", "压缩至"),
        .. LevelWords(null, Comparator.Gte, "确保", "保证"),
        .. LevelWords(Direction.Achieve, Comparator.Gte, "REACH", "REACHES", "ACHIEVE", "ACHIEVES", "ATTAIN", "HIT"),
        .. LevelWords(Direction.Maintain, null, "MAINTAIN", "KEEP", "HOLD"),
    ];

    /// <summary>Comparisons before a figure.</summary>
    public static readonly (string Word, Comparator Comparator)[] ComparatorsBefore =
    [
        ("至少", Comparator.Gte),
        .. Negated(Comparator.Gte, "低于", "少于", "小于"),
        .. Words(Comparator.Gte, "不下于", "最少", "最低", ">="),
        .. Words(Comparator.Gt, "超过", "高于", "大于", "多于", "超出", "超", "逾", ">"),
        .. Negated(Comparator.Lte, "超过", "超出", "高于", "大于", "多于"),
        .. Words(Comparator.Lte, "至多", "最多", "最高", "<="),
        .. Words(Comparator.Lt, "低于", "少于", "小于", "不足", "不到", "<"),
        .. Words(Comparator.Eq, "等于", "="),
        .. Words(
            Comparator.Gte,
            "AT LEAST",
            "NO LESS THAN",
            "NOT LESS THAN",
            "NO FEWER THAN",
            "A MINIMUM OF",
            "MINIMUM OF",
            "MINIMUM",
            "MIN.",
            "MIN",
            "NOT BELOW",
            "NOT UNDER"
        ),
        .. Words(Comparator.Gt, "MORE THAN", "GREATER THAN", "HIGHER THAN", "OVER", "ABOVE", "EXCEED", "EXCEEDS"),
        .. Words(
            Comparator.Lte,
            "AT MOST",
            "NO MORE THAN",
            "NOT MORE THAN",
            "UP TO",
            "A MAXIMUM OF",
            "MAXIMUM OF",
            "MAXIMUM",
            "MAX.",
            "MAX",
            "NOT EXCEEDING",
            "NOT EXCEED",
            "NOT ABOVE",
            "NOT OVER"
        ),
        .. Words(Comparator.Lt, "LESS THAN", "LOWER THAN", "SMALLER THAN", "FEWER THAN", "BELOW", "UNDER"),
    ];

    /// <summary>Comparisons after a figure.</summary>
    public static readonly (string Word, Comparator Comparator)[] ComparatorsAfter =
    [
        .. Words(
            Comparator.Gte,
            "及以上",
            "或更高",
            "或更多",
            "或以上",
            "以上",
            "OR MORE",
            "OR ABOVE",
            "OR HIGHER",
            "OR BETTER",
            "AND ABOVE",
            "MINIMUM"
        ),
        .. Words(
            Comparator.Lte,
            "MAXIMUM",
            "及以下",
            "或更低",
            "或更少",
            "或以下",
            "以下",
            "以内",
            "之内",
            "OR LESS",
            "OR BELOW",
            "OR LOWER",
            "OR FEWER"
        ),
        ("+", Comparator.Gte),
    ];

    /// <summary>Chinese measure words; a slash may join several (台/套/次).</summary>
    public static readonly string[] Measures =
    [
        "人次",
        "场次",
        "人",
        "名",
        "位",
        "个",
        "家",
        "款",
        "项",
        "篇",
        "条",
        "次",
        "台",
        "套",
        "件",
        "场",
        "份",
        "户",
        "单",
        "种",
        "期",
        "支",
        "部",
        "张",
        "则",
        "例",
        "粉丝",
        "门店",
        "城市",
    ];

    /// <summary>English nouns for counted things.</summary>
    public static readonly string[] EnglishMeasures =
    [
        "CUSTOMERS",
        "USERS",
        "MEMBERS",
        "FOLLOWERS",
        "SUBSCRIBERS",
        "VISITORS",
        "ATTENDEES",
        "PARTICIPANTS",
        "RESPONDENTS",
        "DISTRIBUTORS",
        "DEALERS",
        "RESELLERS",
        "PARTNERS",
        "INFLUENCERS",
        "STORES",
        "CITIES",
        "MARKETS",
        "COUNTRIES",
        "ARTICLES",
        "POSTS",
        "VIDEOS",
        "EMAILS",
        "NEWSLETTERS",
        "REPORTS",
        "REVIEWS",
        "EVENTS",
        "MEETINGS",
        "WORKSHOPS",
        "WEBINARS",
        "CAMPAIGNS",
        "INTERVIEWS",
        "LEADS",
        "DEALS",
        "CONTRACTS",
        "ACCOUNTS",
        "PRODUCTS",
        "FEATURES",
        "PEOPLE",
        "UNITS",
        "ORDERS",
        "RESPONSES",
        "COMPLAINTS",
        "TICKETS",
        "MENTIONS",
        "IMPRESSIONS",
        "VIEWS",
        "CLICKS",
        "VISITS",
        "DOWNLOADS",
        "REGISTRATIONS",
        "SIGN-UPS",
        "CONVERSIONS",
    ];

    /// <summary>English adjectives that may come before a counted thing.</summary>
    public static readonly string[] EnglishAdjectives =
    [
        "NEW",
        "QUALIFIED",
        "ACTIVE",
        "UNIQUE",
        "REGISTERED",
        "PAYING",
        "LOYAL",
        "EXISTING",
        "MEDIA",
    ];

    /// <summary>Units of time for levels.</summary>
    public static readonly string[] TimeUnits =
    [
        "秒钟",
        "秒",
        "分钟",
        "个小时",
        "小时",
        "个工作日",
        "工作日",
        "天",
        "SECONDS",
        "MINUTES",
        "HOURS",
        "WORKING DAYS",
        "BUSINESS DAYS",
        "DAYS",
    ];

    // 不低于, 不得低于, 不能低于
    private static (string, Comparator)[] Negated(Comparator comparator, params string[] words) =>
        [
            .. words.SelectMany(word =>
                new[] { "不", "不得", "不能", "不可", "不应", "不会" }.Select(negation => (negation + word, comparator))
            ),
        ];

    private static (string, (Direction?, Comparator?))[] LevelWords(Direction? direction, Comparator? comparator, params string[] words) =>
        Words((direction, comparator), words);

    private static (string, Direction)[] English(Direction direction, params string[] verbs) =>
        [
            .. verbs
                .SelectMany(verb =>
                    verb[^1] == 'E'
                        ? new[] { verb, verb + "S", verb + "D", verb[..^1] + "ING" }
                        : [verb, verb + "S", verb + "ED", verb + "ING"]
                )
                .Select(form => (form, direction)),
        ];
}
