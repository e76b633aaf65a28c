using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>The words of targets: verbs and their direction, comparisons, units.</summary>
internal static class TargetWords
{
    /// <summary>Verbs that move a figure.</summary>
    public static readonly (string Word, Direction Direction)[] Movers =
    [
        ("提升", Direction.Increase), ("提高", Direction.Increase), ("增加", Direction.Increase), ("增长", Direction.Increase), ("上升", Direction.Increase),
        ("扩大", Direction.Increase), ("增强", Direction.Increase), ("上涨", Direction.Increase),
        ("降低", Direction.Decrease), ("下降", Direction.Decrease), ("减少", Direction.Decrease), ("缩短", Direction.Decrease), ("缩减", Direction.Decrease),
        ("压缩", Direction.Decrease), ("削减", Direction.Decrease), ("节约", Direction.Decrease), ("节省", Direction.Decrease), ("下调", Direction.Decrease),
        .. English(Direction.Increase, "INCREASE", "RAISE", "IMPROVE"), .. English(Direction.Increase, "GROW", "BOOST", "LIFT"),
        ("RISE", Direction.Increase), ("GREW", Direction.Increase),
        .. English(Direction.Decrease, "REDUCE", "DECREASE"), .. English(Direction.Decrease, "LOWER", "SHORTEN", "DROP"), ("CUT", Direction.Decrease), ("CUTTING", Direction.Decrease),
    ];

    /// <summary>Verbs that move a figure to a level in one word.</summary>
    public static readonly (string Word, Direction Direction)[] MoversTo =
    [
        ("增至", Direction.Increase), ("升至", Direction.Increase), ("提至", Direction.Increase), ("增长至", Direction.Increase),
        ("降至", Direction.Decrease), ("减至", Direction.Decrease), ("缩至", Direction.Decrease), ("降到", Direction.Decrease), ("升到", Direction.Increase),
    ];

    /// <summary>Words before a figure that say what level is wanted; a comparison beside the figure goes before the one given here.</summary>
    public static readonly (string Word, (Direction? Direction, Comparator? Comparator) Meaning)[] Levels =
    [
        ("达到", (Direction.Achieve, Comparator.Gte)), ("达成", (Direction.Achieve, Comparator.Gte)), ("实现", (Direction.Achieve, Comparator.Gte)), ("达", (Direction.Achieve, Comparator.Gte)),
        ("突破", (Direction.Achieve, Comparator.Gt)),
        ("保持在", (Direction.Maintain, null)), ("维持在", (Direction.Maintain, null)), ("稳定在", (Direction.Maintain, null)), ("保持", (Direction.Maintain, null)),
        ("维持", (Direction.Maintain, null)), ("维护", (Direction.Maintain, null)),
        ("控制在", (Direction.Decrease, Comparator.Lte)), ("控制于", (Direction.Decrease, Comparator.Lte)), ("限制在", (Direction.Decrease, Comparator.Lte)), ("压缩至", (Direction.Decrease, Comparator.Lte)),
        ("确保", (null, Comparator.Gte)), ("保证", (null, Comparator.Gte)),
        ("REACH", (Direction.Achieve, Comparator.Gte)), ("REACHES", (Direction.Achieve, Comparator.Gte)), ("ACHIEVE", (Direction.Achieve, Comparator.Gte)), ("ACHIEVES", (Direction.Achieve, Comparator.Gte)),
        ("ATTAIN", (Direction.Achieve, Comparator.Gte)), ("HIT", (Direction.Achieve, Comparator.Gte)),
        ("MAINTAIN", (Direction.Maintain, null)), ("KEEP", (Direction.Maintain, null)), ("HOLD", (Direction.Maintain, null)),
    ];

    /// <summary>Comparisons before a figure.</summary>
    public static readonly (string Word, Comparator Comparator)[] Before =
    [
        ("至少", Comparator.Gte), .. Negated(Comparator.Gte, "低于", "少于", "小于"), ("不下于", Comparator.Gte), ("最少", Comparator.Gte), ("最低", Comparator.Gte), (">=", Comparator.Gte),
        ("超过", Comparator.Gt), ("高于", Comparator.Gt), ("大于", Comparator.Gt), ("多于", Comparator.Gt), ("超出", Comparator.Gt), ("超", Comparator.Gt), ("逾", Comparator.Gt), (">", Comparator.Gt),
        .. Negated(Comparator.Lte, "超过", "超出", "高于", "大于", "多于"), ("至多", Comparator.Lte), ("最多", Comparator.Lte), ("最高", Comparator.Lte), ("<=", Comparator.Lte),
        ("低于", Comparator.Lt), ("少于", Comparator.Lt), ("小于", Comparator.Lt), ("不足", Comparator.Lt), ("不到", Comparator.Lt), ("<", Comparator.Lt), ("等于", Comparator.Eq), ("=", Comparator.Eq),
        ("AT LEAST", Comparator.Gte), ("NO LESS THAN", Comparator.Gte), ("NOT LESS THAN", Comparator.Gte), ("NO FEWER THAN", Comparator.Gte), ("A MINIMUM OF", Comparator.Gte), ("MINIMUM OF", Comparator.Gte), ("MINIMUM", Comparator.Gte), ("MIN.", Comparator.Gte), ("MIN", Comparator.Gte), ("NOT BELOW", Comparator.Gte), ("NOT UNDER", Comparator.Gte),
        ("MORE THAN", Comparator.Gt), ("GREATER THAN", Comparator.Gt), ("HIGHER THAN", Comparator.Gt), ("OVER", Comparator.Gt), ("ABOVE", Comparator.Gt), ("EXCEED", Comparator.Gt), ("EXCEEDS", Comparator.Gt),
        ("AT MOST", Comparator.Lte), ("NO MORE THAN", Comparator.Lte), ("NOT MORE THAN", Comparator.Lte), ("UP TO", Comparator.Lte), ("A MAXIMUM OF", Comparator.Lte), ("MAXIMUM OF", Comparator.Lte), ("MAXIMUM", Comparator.Lte), ("MAX.", Comparator.Lte), ("MAX", Comparator.Lte), ("NOT EXCEEDING", Comparator.Lte), ("NOT EXCEED", Comparator.Lte), ("NOT ABOVE", Comparator.Lte), ("NOT OVER", Comparator.Lte),
        ("LESS THAN", Comparator.Lt), ("LOWER THAN", Comparator.Lt), ("SMALLER THAN", Comparator.Lt), ("FEWER THAN", Comparator.Lt), ("BELOW", Comparator.Lt), ("UNDER", Comparator.Lt),
    ];

    /// <summary>Comparisons behind a figure.</summary>
    public static readonly (string Word, Comparator Comparator)[] Behind =
    [
        ("及以上", Comparator.Gte), ("或更高", Comparator.Gte), ("或更多", Comparator.Gte), ("或以上", Comparator.Gte), ("以上", Comparator.Gte), ("OR MORE", Comparator.Gte), ("OR ABOVE", Comparator.Gte), ("OR HIGHER", Comparator.Gte), ("OR BETTER", Comparator.Gte), ("AND ABOVE", Comparator.Gte), ("MINIMUM", Comparator.Gte), ("MAXIMUM", Comparator.Lte),
        ("及以下", Comparator.Lte), ("或更低", Comparator.Lte), ("或更少", Comparator.Lte), ("或以下", Comparator.Lte), ("以下", Comparator.Lte), ("以内", Comparator.Lte), ("之内", Comparator.Lte),
        ("OR LESS", Comparator.Lte), ("OR BELOW", Comparator.Lte), ("OR LOWER", Comparator.Lte), ("OR FEWER", Comparator.Lte), ("+", Comparator.Gte),
    ];

    /// <summary>Units of things that are counted; several may stand side by side with slashes (台/套/次).</summary>
    public static readonly string[] Measures =
    [
        "人次", "场次", "人", "名", "位", "个", "家", "款", "项", "篇", "条", "次", "台", "套", "件", "场", "份", "户", "单", "种", "期", "支", "部", "张", "则", "例",
        "粉丝", "门店", "城市",
    ];

    /// <summary>Things that are counted, in English.</summary>
    public static readonly string[] EnglishMeasures =
    [
        "CUSTOMERS", "USERS", "MEMBERS", "FOLLOWERS", "SUBSCRIBERS", "VISITORS", "ATTENDEES", "PARTICIPANTS", "RESPONDENTS", "DISTRIBUTORS", "DEALERS", "RESELLERS", "PARTNERS", "INFLUENCERS",
        "STORES", "CITIES", "MARKETS", "COUNTRIES", "ARTICLES", "POSTS", "VIDEOS", "EMAILS", "NEWSLETTERS", "REPORTS", "REVIEWS", "EVENTS", "MEETINGS", "WORKSHOPS", "WEBINARS", "CAMPAIGNS", "INTERVIEWS",
        "LEADS", "DEALS", "CONTRACTS", "ACCOUNTS", "PRODUCTS", "FEATURES", "PEOPLE", "UNITS", "ORDERS", "RESPONSES", "COMPLAINTS", "TICKETS", "MENTIONS", "IMPRESSIONS", "VIEWS", "CLICKS", "VISITS",
        "DOWNLOADS", "REGISTRATIONS", "SIGN-UPS", "CONVERSIONS",
    ];

    /// <summary>Adjectives that belong to the name of things that are counted.</summary>
    public static readonly string[] EnglishAdjectives = ["NEW", "QUALIFIED", "ACTIVE", "UNIQUE", "REGISTERED", "PAYING", "LOYAL", "EXISTING", "MEDIA"];

    /// <summary>Units of time that a level may have.</summary>
    public static readonly string[] Times =
        ["秒钟", "秒", "分钟", "个小时", "小时", "个工作日", "工作日", "天", "SECONDS", "MINUTES", "HOURS", "WORKING DAYS", "BUSINESS DAYS", "DAYS"];

    // 不低于, 不得低于, 不能低于.
    private static (string, Comparator)[] Negated(Comparator comparator, params string[] words) =>
        [.. words.SelectMany(word => new[] { "不", "不得", "不能", "不可", "不应", "不会" }.Select(negation => (negation + word, comparator)))];

    private static (string, Direction)[] English(Direction direction, params string[] verbs) =>
        [.. verbs.SelectMany(verb => verb[^1] == 'E'
            ? new[] { verb, verb + "S", verb + "D", verb[..^1] + "ING" }
            : [verb, verb + "S", verb + "ED", verb + "ING"]).Select(form => (form, direction))];
}
