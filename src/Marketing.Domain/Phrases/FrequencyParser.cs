using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Reads rhythms as plans write them (每周至少一次會議,日常溝通隨時進行; at least once a week), in either Chinese script or English.
/// One text may hold several. What is not understood to its last word comes back as one unparsed value; the words are always kept.
/// </summary>
public static class FrequencyParser
{
    private static readonly string[] LightVerbs = ["进行", "开展", "召开", "举行", "举办", "组织", "安排", "实施", "执行", "做"];
    private static readonly string[] Makes = ["发布", "产出", "生产", "推出", "新增", "更新", "输出", "投放", "推送", "撰写", "制作"];
    private const int MaxBeforeTimes = 16;
    private static readonly string[] AtLeast = ["至少", "不少于", "最少", "不低于", "AT LEAST", "NO LESS THAN", "NOT LESS THAN", "A MINIMUM OF", "MINIMUM"];
    private static readonly string[] TimesWords = ["次", "场", "轮", "遍", "回"];
    private static readonly string[] QuantityWords = ["篇", "条", "个", "份", "期", "家", "款", "张", "部", "套", "项", "则", "名", "位", "支", "人"];

    // What makes an activity more than a name: conditions, doubts, further rhythms.
    private static readonly string[] NotInActivities =
    [
        "每", "隔", "如", "若", "视", "或", "是否", "除", "直至", "直到", "必要", "需要", "酌情", "左右", "约", "不超过", "至多", "最多", "至少", "不少于", "定期", "随时", "实时",
        "一次", "另", "全年", "全程", "期间", "逐渐", "改为", "调整为", "以内", "之内", "之前", "以前", "后",
        "不", "取消", "无需", "无须", "停止", "暂停", "避免", "禁止", "勿", "未", "一般", "通常", "原则上", "大概", "大致", "尽量", "基本上", "平均", "遇", "一旦", "上午", "下午", "早上", "晚上", "工作日",
        "周一", "周二", "周三", "周四", "周五", "周六", "周日", "周末", "星期",
    ];

    private static readonly string[] NotAround = ["前", "内", "/", "-", "非", "起", "有", "至", "到", "AND ", "OR ", "TO ", "UP TO", "FOR A ", "半", "性", "度", "期", "和", "及", "与", "、", "(", "早晚", "各", "首月", "首周", "首年", "首季", "首季度", "MINIMUM", "MAXIMUM"];

    // Words that only look like some of those above.
    private static readonly string[] Harmless =
    [
        "性能", "期刊", "售后", "后台", "后续", "后期", "前端", "前期", "前台", "前线", "前沿", "内部", "内容", "内测", "内外", "到店", "到访", "不良", "不足", "不满意", "不同", "预约", "签约", "合约", "约谈", "节约",
        "视频", "视觉", "电视", "可视", "影视", "巡视", "重视", "清除", "删除", "排除", "消除", "首页", "首发", "晚会", "晚宴", "第三方", "初步", "初审", "初稿", "年度", "月度", "季度", "年会", "月会", "周会", "周报", "月报", "季报", "年报",
    ];

    private static readonly string[] StillWhen = ["首", "第", "末", "初", "底", "中旬", "上旬", "下旬", "月", "年", "季", "周", "上午", "下午", "晚", "凌晨", "开始", "结束"];

    private static readonly string[] NotInEnglishActivities =
        ["IF", "UNLESS", "OR", "EVERY", "EACH", "WEEKLY", "MONTHLY", "DAILY", "QUARTERLY", "YEARLY", "ANNUALLY", "ABOUT", "UNTIL", "WHEN", "NOT", "NO", "ONCE", "TWICE", "AFTER", "BEFORE", "WITHIN", "EXCEPT", "ON", "AT", "BY", "FROM", "END", "PER", "BIWEEKLY", "BIMONTHLY", "AND THEN", "DURING", "THROUGHOUT", "WHILE", "STARTING", "SINCE", "MAXIMUM", "MAX", "MOST", "DAY", "DAYS", "WEEK", "WEEKS", "MONTH", "MONTHS", "QUARTERS", "YEAR", "YEARS", "HOUR", "HOURS", "BI", "SEMI", "MORNING", "AFTERNOON", "EVENING", "NOON", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY", "NEVER", "LONGER", "CANCEL", "CANCELLED", "USUALLY", "TYPICALLY", "NORMALLY", "APPROXIMATELY", "ROUGHLY"];

    private static readonly string[] Labels = ["频率", "会议频率", "提交频率", "沟通频率", "周期", "评估周期", "审查周期", "评估时间点", "时间", "执行时间", "完成时间", "评估频率", "更新频率", "FREQUENCY"];

    /// <summary>Reads all rhythms of a text, in order. Their texts put together are the whole text; never empty.</summary>
    public static IReadOnlyList<Frequency> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var phrase = PhraseText.Of(text);
        return Read(new Cursor(phrase)) is { Count: > 0 } frequencies ? WithTexts(phrase, frequencies) : [new Frequency { Kind = FrequencyKind.Unparsed, Text = text }];
    }

    /// <summary>Whether a number of occurrences stands here (两次, 至少一次).</summary>
    internal static bool SeesTimes(Cursor cursor) => ReadTimes(cursor.Over(cursor.At, cursor.End), new Frequency { Kind = FrequencyKind.Recurring }) is not null;

    private static List<(int Start, Frequency Frequency)>? Read(Cursor cursor)
    {
        var found = new List<(int Start, Frequency Frequency)>();
        while (!cursor.IsAtEnd)
        {
            var start = cursor.At;
            var end = EndOfClause(cursor);
            if (ReadClause(cursor.Over(start, end)) is not { Count: > 0 } rhythms)
            {
                return null;
            }

            found.AddRange(rhythms.Select(rhythm => (start, rhythm)));
            cursor.At = end;
            while (cursor.Eat(",", ";", "、", "。", "/", ".", "AND", "以及", "并且", "同时", "且", "并", "和", "及"))
            {
            }
        }

        return found;
    }

    // A clause ends at a comma, semicolon or full stop, and at an enumeration mark, slash or "and" before another rhythm.
    private static int EndOfClause(Cursor cursor)
    {
        for (var at = cursor.At + 1; at < cursor.End; at++)
        {
            var unit = cursor.Folded[at];
            var isPoint = unit == '.' && at + 1 == cursor.End;
            if (unit is ';' or '。' || isPoint || (unit == ',' && !LeadsOn(cursor.Folded.AsSpan(cursor.At, at - cursor.At))))
            {
                return at;
            }

            if (WeakSeparator(cursor.Folded, at) is var length && length > 0 && Rhythm.Begins(cursor.Over(at + length, cursor.End)))
            {
                return at;
            }
        }

        return cursor.End;
    }

    // 上市后,每周一次 is one rhythm; 随时,每周一次 are two.
    private static bool LeadsOn(ReadOnlySpan<char> words) =>
        words is [.., '后' or '起'] || (words is [.., '时'] && !(words is [.., '随' or '实' or '小' or '定' or '即' or '及' or '按' or '要', '时']));

    private static int WeakSeparator(string folded, int at)
    {
        if (folded.AsSpan(at).StartsWith(" AND ", StringComparison.Ordinal))
        {
            return 5;
        }

        return folded.AsSpan(at).StartsWith("以及", StringComparison.Ordinal) || folded.AsSpan(at).StartsWith("并且", StringComparison.Ordinal) || folded.AsSpan(at).StartsWith("同时", StringComparison.Ordinal) ? 2
            : folded[at] is '且' or '并' ? 1
            : folded[at] is '、' or '和' or '及' ? 1
            : folded[at] == '/' && !char.IsAsciiDigit(folded[at - 1]) && folded[at - 1] != '次' ? 1 : 0;
    }

    private static List<Frequency>? ReadClause(Cursor clause)
    {
        for (var at = clause.At; at < clause.End; at++)
        {
            var cursor = clause.Over(at, clause.End);
            if (at > clause.At && char.IsAsciiLetterOrDigit(cursor.Folded[at]) && (char.IsAsciiLetterOrDigit(cursor.Folded[at - 1]) || cursor.Folded[at - 1] is '-' or '~' or '.'))
            {
                continue;
            }

            var early = cursor.Eat(AtLeast);
            if (Rhythm.Read(cursor, isFirst: at == clause.At) is { Count: > 0 } rhythms && Complete(clause, at, cursor, rhythms, early) is { } complete)
            {
                return complete;
            }
        }

        return null;
    }

    private static List<Frequency>? Complete(Cursor clause, int at, Cursor cursor, IReadOnlyList<Frequency> rhythms, bool early)
    {
        var head = rhythms[0];
        var startAnchor = (string?)null;
        (int From, int To) action = default;
        var subjectEnd = at;
        if (head.Kind is FrequencyKind.Recurring or FrequencyKind.Continuous or FrequencyKind.PeriodicUnspecified && StartAnchor(clause, at) is { } anchor)
        {
            (startAnchor, subjectEnd) = (anchor, clause.At);
        }

        if (head.Kind == FrequencyKind.Recurring)
        {
            if (ReadTimes(cursor, head) is { } counted)
            {
                head = counted;
            }

            else if (head.Times is null && TimesBehind(cursor, head) is var (behind, words))
            {
                (head, action) = (behind, words);
            }

            if (cursor.Eat("AT LEAST", "OR MORE"))
            {
                early = true;
            }

            if (early)
            {
                head = head with { AtLeast = true, Times = head.Times ?? (head.Quantity is null ? 1 : null) };
            }

            if (startAnchor is null && AnchorBehind(cursor) is { } behindAnchor)
            {
                startAnchor = behindAnchor;
            }
        }
        else if (early)
        {
            return null;
        }

        if (Activity(clause, subjectEnd, cursor, action) is not { } activity)
        {
            return null;
        }

        return [.. rhythms.Select(rhythm => head with { Weekday = rhythm.Weekday, DayOfMonth = rhythm.DayOfMonth, StartAnchor = startAnchor, Activity = activity.Length == 0 ? null : activity })];
    }

    // 危機預案制定后每月…, 自上市起每周…
    private static string? StartAnchor(Cursor clause, int rhythmAt)
    {
        foreach (var word in (string[])["之后", "以后", "后", "起", "开始"])
        {
            var end = rhythmAt;
            while (end > clause.At && clause.Folded[end - 1] is ',' or ' ')
            {
                end--;
            }

            if (end - word.Length > clause.At && clause.Folded.AsSpan(clause.At, end - clause.At).EndsWith(word, StringComparison.Ordinal)
                && (Events.Read(clause, clause.At, end - word.Length) ?? (word == "开始" ? Events.Read(clause, clause.At, end) : null)) is { } anchor)
            {
                return Events.End(anchor);
            }
        }

        return null;
    }

    // 至少一次, 进行两次, 召开2-3次, 发布Z篇.
    private static Frequency? ReadTimes(Cursor cursor, Frequency rhythm)
    {
        var mark = cursor.At;
        cursor.Eat("各", "共");
        cursor.Eat(LightVerbs);
        var atLeast = cursor.Eat(AtLeast);
        if (!atLeast && cursor.Eat(LightVerbs))
        {
            atLeast = cursor.Eat(AtLeast);
        }
        else
        {
            cursor.Eat(LightVerbs);
        }

        var makes = cursor.Eat(Makes);
        var figureStart = cursor.At;
        if (cursor.EatFigure(out var figure))
        {
            Figure upper = default;
            var isRange = cursor.Try(() => cursor.Eat(TimeAmount.RangeWords) && cursor.EatNumber(out upper) && upper.Whole > figure.Whole);
            if (!makes && figure.Whole > 0 && (rhythm.Times is null || figure.Whole == 1) && cursor.Eat(TimesWords))
            {
                atLeast = atLeast || cursor.Eat("以上");
                return rhythm with { Times = rhythm.Times ?? figure.Whole, MaxTimes = isRange ? upper.Whole : null, AtLeast = atLeast ? true : null };
            }

            var start = cursor.At;
            if (cursor.Eat(QuantityWords))
            {
                var unit = cursor.Text.Verbatim(start, cursor.At);
                var quantity = isRange
                    ? new PlannedNumber { Text = cursor.Text.Verbatim(figureStart, cursor.At), Unit = unit }
                    : new PlannedNumber { Value = figure.Value, Placeholder = figure.Placeholder, Unit = unit };
                return rhythm with { Quantity = quantity, AtLeast = atLeast ? true : null };
            }
        }

        cursor.At = mark;
        return null;
    }

    // 每月更新一次, 每季度组织客户满意度调查一次: what is done stands before how often.
    private static (Frequency Frequency, (int From, int To) Action)? TimesBehind(Cursor cursor, Frequency rhythm)
    {
        var mark = cursor.At;
        cursor.Eat(LightVerbs);
        var from = cursor.At;
        for (var at = from + 2; at < cursor.End && at - from <= MaxBeforeTimes && !char.IsAscii(cursor.Folded[at - 1]); at++)
        {
            cursor.At = at;
            if (ReadTimes(cursor, rhythm) is { Times: not null } counted)
            {
                return (counted, (from, at));
            }

            if (AtLeast.Any(word => cursor.Folded.AsSpan(from, at - from).StartsWith(word, StringComparison.Ordinal)))
            {
                break;
            }
        }

        cursor.At = mark;
        return null;
    }

    // weekly from launch
    private static string? AnchorBehind(Cursor cursor)
    {
        var mark = cursor.At;
        if (cursor.Eat("FROM", "AFTER", "STARTING FROM", "STARTING AT", "STARTING WITH"))
        {
            var isAfter = cursor.Folded.AsSpan(mark, cursor.At - mark).Contains("AFTER", StringComparison.Ordinal);
            if (Events.Read(cursor, cursor.At, cursor.End, onlyKnown: true) is { } anchor)
            {
                cursor.At = cursor.End;
                return isAfter ? Events.End(anchor) : Events.Start(anchor);
            }
        }

        cursor.At = mark;
        return null;
    }

    /// <summary>What is done: the words before and behind the rhythm, without light verbs; null if they are more than a name.</summary>
    private static string? Activity(Cursor clause, int subjectEnd, Cursor cursor, (int From, int To) action)
    {
        if (cursor.Eat(LightVerbs) || cursor.Eat("的", ":"))
        {
            cursor.Eat("的");
        }

        var restEnd = clause.End;
        var subject = (From: clause.At, To: subjectEnd);
        if (subject.To > subject.From && cursor.Folded.AsSpan(subject.From, subject.To - subject.From) is "在" or "于" || IsLabel(cursor.Folded[subject.From..subject.To]))
        {
            subject.To = subject.From;
        }

        var words = cursor.Text.Verbatim(action.From, action.To) + cursor.Text.Verbatim(cursor.At, restEnd);
        var before = cursor.Text.Verbatim(subject.From, subject.To);
        var folded = cursor.Folded[subject.From..subject.To] + "|" + cursor.Folded[action.From..action.To] + cursor.Folded[cursor.At..restEnd];
        var joined = before.Length > 0 && words.Length > 0 && char.IsAscii(before[^1]) ? before + " " + words : before + words;
        return IsActivity(folded) && joined.Length <= ValueLimits.Activity ? joined : null;
    }

    /// <summary>Whether folded words name something that is done, and say nothing of when, how often or on what condition.</summary>
    internal static bool IsActivity(string words)
    {
        var folded = Harmless.Aggregate(words, (text, harmless) => text.Replace(harmless, "某某", StringComparison.Ordinal));
        if (folded.Trim('|').Length > 0 && folded.Split('|', StringSplitOptions.TrimEntries).Any(part => NotAround.Any(word => part.StartsWith(word, StringComparison.Ordinal) || part.EndsWith(word, StringComparison.Ordinal))))
        {
            return false;
        }

        // What follows the rhythm still says when: 每季度首月, 每月月初.
        var rest = folded[(folded.IndexOf('|', StringComparison.Ordinal) + 1)..];
        if (StillWhen.Any(word => rest.StartsWith(word, StringComparison.Ordinal)))
        {
            return false;
        }

        if (NotInActivities.Any(word => folded.Contains(word, StringComparison.Ordinal)) || folded.AsSpan().IndexOfAny("%<>=:") >= 0)
        {
            return false;
        }

        var english = folded.Split([' ', '|', ',', '-'], StringSplitOptions.RemoveEmptyEntries);
        return !english.Any(NotInEnglishActivities.Contains) && !CountsTime(folded);
    }

    private static bool IsLabel(string subject) => subject is [.., ':' or '为'] && Labels.Contains(subject[..^1].TrimEnd());

    private static bool CountsTime(string folded)
    {
        for (var at = 1; at < folded.Length; at++)
        {
            if ((char.IsAsciiDigit(folded[at - 1]) || (char.IsAsciiLetter(folded[at - 1]) && "次场回轮遍期".Contains(folded[at], StringComparison.Ordinal)) || "一二两三四五六七八九十半几".Contains(folded[at - 1], StringComparison.Ordinal))
                && "天日周月年点时号分小个次篇条场".Contains(folded[at], StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

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
