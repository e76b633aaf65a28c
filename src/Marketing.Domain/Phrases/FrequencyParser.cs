using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Parses frequencies as plans word them (每周至少一次會議,日常溝通隨時進行; at least once a week), in Simplified or Traditional Chinese
/// or English. A text may hold several. A text that is not understood completely becomes one unparsed frequency.
/// The original text is always kept.
/// </summary>
public static class FrequencyParser
{
    private const int MaxActionLength = 16;

    private static readonly string[] LightVerbs = ["进行", "开展", "召开", "举行", "举办", "组织", "安排", "实施", "执行", "做"];
    private static readonly string[] ProductionVerbs =
    [
        "发布",
        "产出",
        "生产",
        "推出",
        "新增",
        "更新",
        "输出",
        "投放",
        "推送",
        "撰写",
        "制作",
    ];

    private static readonly string[] AtLeast =
    [
        "至少",
        "不少于",
        "最少",
        "不低于",
        "AT LEAST",
        "NO LESS THAN",
        "NOT LESS THAN",
        "A MINIMUM OF",
        "MINIMUM",
    ];

    private static readonly string[] TimesUnits = ["次", "场", "轮", "遍", "回"];
    private static readonly string[] QuantityUnits =
    [
        "篇",
        "条",
        "个",
        "份",
        "期",
        "家",
        "款",
        "张",
        "部",
        "套",
        "项",
        "则",
        "名",
        "位",
        "支",
        "人",
    ];

    private static readonly string[] ClauseSeparators =
    [
        ",",
        ";",
        "、",
        "。",
        "/",
        ".",
        "AND",
        "以及",
        "并且",
        "同时",
        "且",
        "并",
        "和",
        "及",
    ];

    // A text with one of these words is not the plain name of an activity: it states a condition, a doubt or another frequency.
    private static readonly string[] NotInActivities =
    [
        "每",
        "隔",
        "如",
        "若",
        "视",
        "或",
        "是否",
        "除",
        "直至",
        "直到",
        "必要",
        "需要",
        "酌情",
        "左右",
        "约",
        "不超过",
        "至多",
        "最多",
        "至少",
        "不少于",
        "定期",
        "随时",
        "实时",
        "一次",
        "另",
        "全年",
        "全程",
        "期间",
        "逐渐",
        "改为",
        "调整为",
        "以内",
        "之内",
        "之前",
        "以前",
        "后",
        "不",
        "取消",
        "无需",
        "无须",
        "停止",
        "暂停",
        "避免",
        "禁止",
        "勿",
        "未",
        "一般",
        "通常",
        "原则上",
        "大概",
        "大致",
        "尽量",
        "基本上",
        "平均",
        "遇",
        "一旦",
        "上午",
        "下午",
        "早上",
        "晚上",
        "工作日",
        "周一",
        "周二",
        "周三",
        "周四",
        "周五",
        "周六",
        "周日",
        "周末",
        "星期",
    ];

    // These words at the start or end of an activity belong to the frequency.
    private static readonly string[] NotNextToFrequency =
    [
        "前",
        "内",
        "/",
        "-",
        "非",
        "起",
        "有",
        "至",
        "到",
        "AND ",
        "OR ",
        "TO ",
        "UP TO",
        "FOR A ",
        "半",
        "性",
        "度",
        "期",
        "和",
        "及",
        "与",
        "、",
        "(",
        "早晚",
        "各",
        "首月",
        "首周",
        "首年",
        "首季",
        "首季度",
        "MINIMUM",
        "MAXIMUM",
    ];

    // Harmless words that contain one of the words above.
    private static readonly string[] FalseMatches =
    [
        "性能",
        "期刊",
        "售后",
        "后台",
        "后续",
        "后期",
        "前端",
        "前期",
        "前台",
        "前线",
        "前沿",
        "内部",
        "内容",
        "内测",
        "内外",
        "到店",
        "到访",
        "不良",
        "不足",
        "不满意",
        "不同",
        "预约",
        "签约",
        "合约",
        "约谈",
        "节约",
        "视频",
        "视觉",
        "电视",
        "可视",
        "影视",
        "巡视",
        "重视",
        "清除",
        "删除",
        "排除",
        "消除",
        "首页",
        "首发",
        "晚会",
        "晚宴",
        "第三方",
        "初步",
        "初审",
        "初稿",
        "年度",
        "月度",
        "季度",
        "年会",
        "月会",
        "周会",
        "周报",
        "月报",
        "季报",
        "年报",
    ];

    private static readonly string[] TimeWords =
    [
        "首",
        "第",
        "末",
        "初",
        "底",
        "中旬",
        "上旬",
        "下旬",
        "月",
        "年",
        "季",
        "周",
        "上午",
        "下午",
        "晚",
        "凌晨",
        "开始",
        "结束",
    ];

    private static readonly string[] NotInEnglishActivities =
    [
        "IF",
        "UNLESS",
        "OR",
        "EVERY",
        "EACH",
        "WEEKLY",
        "MONTHLY",
        "DAILY",
        "QUARTERLY",
        "YEARLY",
        "ANNUALLY",
        "ABOUT",
        "UNTIL",
        "WHEN",
        "NOT",
        "NO",
        "ONCE",
        "TWICE",
        "AFTER",
        "BEFORE",
        "WITHIN",
        "EXCEPT",
        "ON",
        "AT",
        "BY",
        "FROM",
        "END",
        "PER",
        "BIWEEKLY",
        "BIMONTHLY",
        "AND THEN",
        "DURING",
        "THROUGHOUT",
        "WHILE",
        "STARTING",
        "SINCE",
        "MAXIMUM",
        "MAX",
        "MOST",
        "DAY",
        "DAYS",
        "WEEK",
        "WEEKS",
        "MONTH",
        "MONTHS",
        "QUARTERS",
        "YEAR",
        "YEARS",
        "HOUR",
        "HOURS",
        "BI",
        "SEMI",
        "MORNING",
        "AFTERNOON",
        "EVENING",
        "NOON",
        "MONDAY",
        "TUESDAY",
        "WEDNESDAY",
        "THURSDAY",
        "FRIDAY",
        "SATURDAY",
        "SUNDAY",
        "NEVER",
        "LONGER",
        "CANCEL",
        "CANCELLED",
        "USUALLY",
        "TYPICALLY",
        "NORMALLY",
        "APPROXIMATELY",
        "ROUGHLY",
    ];

    private static readonly string[] Labels =
    [
        "频率",
        "会议频率",
        "提交频率",
        "沟通频率",
        "周期",
        "评估周期",
        "审查周期",
        "评估时间点",
        "时间",
        "执行时间",
        "完成时间",
        "评估频率",
        "更新频率",
        "FREQUENCY",
    ];

    /// <summary>Parses all frequencies of a text, in order. Their texts concatenate to the whole text. The list is never empty.</summary>
    public static IReadOnlyList<Frequency> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var phrase = PhraseText.Of(text);
        return Read(new PhraseScanner(phrase)) is { Count: > 0 } frequencies
            ? WithTexts(phrase, frequencies)
            : [new Frequency { Kind = FrequencyKind.Unparsed, Text = text }];
    }

    /// <summary>Returns whether a number of occurrences comes next (两次, 至少一次).</summary>
    internal static bool IsTimesNext(PhraseScanner scanner) =>
        ReadTimes(scanner.Fork(), new Frequency { Kind = FrequencyKind.Recurring }) is not null;

    private static List<(int Start, Frequency Frequency)>? Read(PhraseScanner scanner)
    {
        var found = new List<(int Start, Frequency Frequency)>();
        while (!scanner.IsAtEnd)
        {
            var start = scanner.Position;
            var end = EndOfClause(scanner);
            if (ReadClause(scanner.Slice(start, end)) is not { Count: > 0 } frequencies)
            {
                return null;
            }

            found.AddRange(frequencies.Select(frequency => (start, frequency)));
            scanner.Position = end;
            while (scanner.Accept(ClauseSeparators)) { }
        }

        return found;
    }

    // A clause ends at a comma, semicolon or full stop. Before another frequency it also ends at 、, a slash or "and".
    private static int EndOfClause(PhraseScanner scanner)
    {
        for (var at = scanner.Position + 1; at < scanner.End; at++)
        {
            var c = scanner.Folded[at];
            var isFinalPoint = c == '.' && at + 1 == scanner.End;
            var isComma = c == ',' && !IntroducesFrequency(scanner.Folded.AsSpan(scanner.Position, at - scanner.Position));
            if (c is ';' or '。' || isFinalPoint || isComma)
            {
                return at;
            }

            if (
                WeakSeparatorLength(scanner.Folded, at) is > 0 and var length
                && FrequencyGrammar.IsNext(scanner.Slice(at + length, scanner.End))
            )
            {
                return at;
            }
        }

        return scanner.End;
    }

    // 上市后,每周一次 is one frequency; 随时,每周一次 are two.
    private static bool IntroducesFrequency(ReadOnlySpan<char> words) =>
        words is [.., '后' or '起']
        || (words is [.., '时'] && !(words is [.., '随' or '实' or '小' or '定' or '即' or '及' or '按' or '要', '时']));

    private static int WeakSeparatorLength(string folded, int at)
    {
        var rest = folded.AsSpan(at);
        if (rest.StartsWith(" AND ", StringComparison.Ordinal))
        {
            return 5;
        }

        if (rest is ['以', '及', ..] or ['并', '且', ..] or ['同', '时', ..])
        {
            return 2;
        }

        return
            folded[at] is '且' or '并' or '、' or '和' or '及'
            || (folded[at] == '/' && !char.IsAsciiDigit(folded[at - 1]) && folded[at - 1] != '次')
            ? 1
            : 0;
    }

    private static List<Frequency>? ReadClause(PhraseScanner clause)
    {
        for (var at = clause.Position; at < clause.End; at++)
        {
            var scanner = clause.Slice(at, clause.End);
            if (at > clause.Position && IsInsideWord(scanner.Folded[at - 1], scanner.Folded[at]))
            {
                continue;
            }

            var isMinimum = scanner.Accept(AtLeast);
            if (
                FrequencyGrammar.Read(scanner, isFirst: at == clause.Position) is { Count: > 0 } frequencies
                && Complete(clause, at, scanner, frequencies, isMinimum) is { } complete
            )
            {
                return complete;
            }
        }

        return null;
    }

    private static bool IsInsideWord(char before, char c) =>
        char.IsAsciiLetterOrDigit(c) && (char.IsAsciiLetterOrDigit(before) || before is '-' or '~' or '.');

    // Completes the frequencies from the rest of the clause: number of occurrences, start event and activity.
    private static List<Frequency>? Complete(
        PhraseScanner clause,
        int at,
        PhraseScanner scanner,
        IReadOnlyList<Frequency> frequencies,
        bool isMinimum
    )
    {
        var head = frequencies[0];
        var startAnchor = (string?)null;
        (int From, int To) action = default;
        var subjectEnd = at;
        var canStartAtEvent = head.Kind is FrequencyKind.Recurring or FrequencyKind.Continuous or FrequencyKind.PeriodicUnspecified;
        if (canStartAtEvent && StartAnchor(clause, at) is { } anchor)
        {
            (startAnchor, subjectEnd) = (anchor, clause.Position);
        }

        if (head.Kind == FrequencyKind.Recurring)
        {
            if (ReadTimes(scanner, head) is { } counted)
            {
                head = counted;
            }
            else if (head.Times is null && TimesAfterAction(scanner, head) is var (countedAfter, words))
            {
                (head, action) = (countedAfter, words);
            }

            if (scanner.Accept("AT LEAST", "OR MORE"))
            {
                isMinimum = true;
            }

            if (isMinimum)
            {
                head = head with { AtLeast = true, Times = head.Times ?? (head.Quantity is null ? 1 : null) };
            }

            if (startAnchor is null && AnchorAfter(scanner) is { } anchorAfter)
            {
                startAnchor = anchorAfter;
            }
        }
        else if (isMinimum)
        {
            return null;
        }

        if (Activity(clause, subjectEnd, scanner, action) is not { } activity)
        {
            return null;
        }

        return
        [
            .. frequencies.Select(frequency =>
                head with
                {
                    Weekday = frequency.Weekday,
                    DayOfMonth = frequency.DayOfMonth,
                    StartAnchor = startAnchor,
                    Activity = activity.Length == 0 ? null : activity,
                }
            ),
        ];
    }

    // 危機預案制定后每月…, 自上市起每周…
    private static string? StartAnchor(PhraseScanner clause, int frequencyStart)
    {
        foreach (var word in (string[])["之后", "以后", "后", "起", "开始"])
        {
            var end = frequencyStart;
            while (end > clause.Position && clause.Folded[end - 1] is ',' or ' ')
            {
                end--;
            }

            if (
                end - word.Length <= clause.Position
                || !clause.Folded.AsSpan(clause.Position, end - clause.Position).EndsWith(word, StringComparison.Ordinal)
            )
            {
                continue;
            }

            var anchor =
                EventNames.Read(clause, clause.Position, end - word.Length)
                ?? (word == "开始" ? EventNames.Read(clause, clause.Position, end) : null);
            if (anchor is not null)
            {
                return EventNames.EndOf(anchor);
            }
        }

        return null;
    }

    // 至少一次, 进行两次, 召开2-3次, 发布Z篇
    private static Frequency? ReadTimes(PhraseScanner scanner, Frequency frequency)
    {
        var mark = scanner.Position;
        scanner.Skip("各", "共");
        scanner.Skip(LightVerbs);
        var atLeast = scanner.Accept(AtLeast);
        if (!atLeast && scanner.Accept(LightVerbs))
        {
            atLeast = scanner.Accept(AtLeast);
        }
        else
        {
            scanner.Skip(LightVerbs);
        }

        var isProduction = scanner.Accept(ProductionVerbs);
        var figureStart = scanner.Position;
        if (scanner.TryReadFigure(out var figure))
        {
            Figure upper = default;
            var isRange = scanner.Try(() =>
                scanner.Accept(TimeAmount.RangeWords) && scanner.TryReadNumber(out upper) && upper.Whole > figure.Whole
            );
            if (!isProduction && figure.Whole > 0 && (frequency.Times is null || figure.Whole == 1) && scanner.Accept(TimesUnits))
            {
                atLeast = atLeast || scanner.Accept("以上");
                return frequency with
                {
                    Times = frequency.Times ?? figure.Whole,
                    MaxTimes = isRange ? upper.Whole : null,
                    AtLeast = atLeast ? true : null,
                };
            }

            var start = scanner.Position;
            if (scanner.Accept(QuantityUnits))
            {
                var unit = scanner.Text.Verbatim(start, scanner.Position);
                var quantity = isRange
                    ? new PlannedNumber { Text = scanner.Text.Verbatim(figureStart, scanner.Position), Unit = unit }
                    : new PlannedNumber
                    {
                        Value = figure.Value,
                        Placeholder = figure.Placeholder,
                        Unit = unit,
                    };
                return frequency with { Quantity = quantity, AtLeast = atLeast ? true : null };
            }
        }

        scanner.Position = mark;
        return null;
    }

    // 每月更新一次, 每季度组织客户满意度调查一次: the action comes before the number of times.
    private static (Frequency Frequency, (int From, int To) Action)? TimesAfterAction(PhraseScanner scanner, Frequency frequency)
    {
        var mark = scanner.Position;
        scanner.Skip(LightVerbs);
        var from = scanner.Position;
        for (var at = from + 2; at < scanner.End && at - from <= MaxActionLength && !char.IsAscii(scanner.Folded[at - 1]); at++)
        {
            scanner.Position = at;
            if (ReadTimes(scanner, frequency) is { Times: not null } counted)
            {
                return (counted, (from, at));
            }

            if (AtLeast.Any(word => scanner.Folded.AsSpan(from, at - from).StartsWith(word, StringComparison.Ordinal)))
            {
                break;
            }
        }

        scanner.Position = mark;
        return null;
    }

    // weekly from launch
    private static string? AnchorAfter(PhraseScanner scanner)
    {
        var mark = scanner.Position;
        if (scanner.Accept("FROM", "AFTER", "STARTING FROM", "STARTING AT", "STARTING WITH"))
        {
            var isAfter = scanner.Folded.AsSpan(mark, scanner.Position - mark).Contains("AFTER", StringComparison.Ordinal);
            if (EventNames.Read(scanner, scanner.Position, scanner.End, onlyKnown: true) is { } anchor)
            {
                scanner.Position = scanner.End;
                return isAfter ? EventNames.EndOf(anchor) : EventNames.StartOf(anchor);
            }
        }

        scanner.Position = mark;
        return null;
    }

    /// <summary>Returns the activity: the words around the frequency, without light verbs. Null if they are not a plain name.</summary>
    private static string? Activity(PhraseScanner clause, int subjectEnd, PhraseScanner scanner, (int From, int To) action)
    {
        if (scanner.Accept(LightVerbs) || scanner.Accept("的", ":"))
        {
            scanner.Skip("的");
        }

        var restEnd = clause.End;
        var subject = (From: clause.Position, To: subjectEnd);
        var subjectWords = scanner.Folded[subject.From..subject.To];
        if (subjectWords is "在" or "于" || IsLabel(subjectWords))
        {
            subject.To = subject.From;
        }

        var words = scanner.Text.Verbatim(action.From, action.To) + scanner.Text.Verbatim(scanner.Position, restEnd);
        var before = scanner.Text.Verbatim(subject.From, subject.To);
        var foldedWords = scanner.Folded[action.From..action.To] + scanner.Folded[scanner.Position..restEnd];
        var folded = scanner.Folded[subject.From..subject.To] + "|" + foldedWords;
        var joined = before.Length > 0 && words.Length > 0 && char.IsAscii(before[^1]) ? before + " " + words : before + words;
        return IsActivity(folded) && joined.Length <= ValueLimits.Activity ? joined : null;
    }

    /// <summary>Returns whether folded words name an activity and do not mention a time, a frequency or a condition.</summary>
    internal static bool IsActivity(string words)
    {
        var folded = FalseMatches.Aggregate(words, (text, match) => text.Replace(match, "某某", StringComparison.Ordinal));
        var parts = folded.Split('|', StringSplitOptions.TrimEntries);
        if (
            folded.Trim('|').Length > 0
            && parts.Any(part =>
                NotNextToFrequency.Any(word =>
                    part.StartsWith(word, StringComparison.Ordinal) || part.EndsWith(word, StringComparison.Ordinal)
                )
            )
        )
        {
            return false;
        }

        // Words after the frequency may still say when: 每季度首月, 每月月初.
        var rest = folded[(folded.IndexOf('|', StringComparison.Ordinal) + 1)..];
        if (TimeWords.Any(word => rest.StartsWith(word, StringComparison.Ordinal)))
        {
            return false;
        }

        if (NotInActivities.Any(word => folded.Contains(word, StringComparison.Ordinal)) || folded.AsSpan().IndexOfAny("%<>=:") >= 0)
        {
            return false;
        }

        var english = folded.Split([' ', '|', ',', '-'], StringSplitOptions.RemoveEmptyEntries);
        return !english.Any(NotInEnglishActivities.Contains) && !ContainsTimeAmount(folded);
    }

    private static bool IsLabel(string subject) => subject is [.., ':' or '为'] && Labels.Contains(subject[..^1].TrimEnd());

    private static bool ContainsTimeAmount(string folded)
    {
        for (var at = 1; at < folded.Length; at++)
        {
            var (before, c) = (folded[at - 1], folded[at]);
            var isNumber =
                char.IsAsciiDigit(before)
                || (char.IsAsciiLetter(before) && "次场回轮遍期".Contains(c, StringComparison.Ordinal))
                || "一二两三四五六七八九十半几".Contains(before, StringComparison.Ordinal);
            if (isNumber && "天日周月年点时号分小个次篇条场".Contains(c, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // Several frequencies of one clause share its text: the first one has it, the others have an empty text.
    private static List<Frequency> WithTexts(PhraseText phrase, List<(int Start, Frequency Frequency)> found)
    {
        var texts = new List<Frequency>(found.Count);
        for (var at = 0; at < found.Count; at++)
        {
            var isRepeated = at > 0 && found[at].Start == found[at - 1].Start;
            var next = at + 1;
            while (next < found.Count && found[next].Start == found[at].Start)
            {
                next++;
            }

            var from = at == 0 ? 0 : phrase.OriginalIndex(found[at].Start);
            var to = next < found.Count ? phrase.OriginalIndex(found[next].Start) : phrase.Original.Length;
            texts.Add(found[at].Frequency with { Text = isRepeated ? "" : phrase.Original[from..to] });
        }

        return texts;
    }
}
