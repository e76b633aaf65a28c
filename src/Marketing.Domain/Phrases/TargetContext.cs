using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Checks and uses the words around a target in its sentence: the metric, time phrases, and the time limit of a service level.
/// If they hold another figure, the sentence has more than one target.
/// </summary>
internal static class TargetContext
{
    private const int MaxObjectLength = 40;

    private static readonly string[] Hedges =
    [
        "左右",
        "大约",
        "约",
        "上下",
        "以上或",
        "若",
        "如果",
        "假如",
        "倘",
        "除非",
        "一旦",
        "多达",
        "接近",
        "将近",
    ];

    private static readonly string[] EnglishHedges =
    [
        "ABOUT",
        "APPROXIMATELY",
        "APPROX",
        "CIRCA",
        "AROUND",
        "ROUGHLY",
        "NEARLY",
        "ALMOST",
        "NOT",
        "IF",
        "UNLESS",
        "PROVIDED",
        "NEVER",
        "OR SO",
    ];

    private static readonly string[] CountedWords = ["倍", "成", "%", "个百分点", "款", "家", "名", "场", "次", "项", "条", "篇", "番"];

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

    private static readonly string[] NotNegations = ["以上", "之上", "线上", "年每", "最近"];

    private static readonly string[] Additions = ["新增", "额外", "追加", "增", "减"];
    private static readonly string[] Bounds = ["至少", "至多", "最少", "最多", "AT LEAST", "AT MOST", "UP TO", "MINIMUM", "MAXIMUM"];

    private static readonly string[] Comparisons =
    [
        "高于",
        "低于",
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

    // Names that contain figures without measuring anything.
    private static readonly string[] NamesWithFigures =
    [
        "A/B",
        "4G",
        "5G",
        "3D",
        "4K",
        "B2B",
        "B2C",
        "C2C",
        "C2M",
        "O2O",
        "4P",
        "4C",
        "4S",
        "双11",
        "双12",
        "双十一",
        "双十二",
        "618",
        "B端",
        "C端",
        "G端",
        "Z世代",
        "K12",
        "60后",
        "70后",
        "80后",
        "85后",
        "90后",
        "95后",
        "00后",
        "05后",
        "10后",
        "COVID-19",
        "Q&A",
        "R&D",
        "APP",
        "H5",
    ];

    /// <summary>
    /// Returns the target completed from its sentence: with a time limit or the NPS unit. Returns null if the sentence has other figures.
    /// </summary>
    /// <param name="whole">The whole sentence.</param>
    /// <param name="from">The position where the target starts.</param>
    /// <param name="after">The words after the target.</param>
    /// <param name="target">The target.</param>
    public static TargetExpression? Read(PhraseScanner whole, int from, PhraseScanner after, TargetExpression target)
    {
        var before = whole.Slice(whole.Position, from);
        if (
            !IsPlain(before)
            || IsNegated(before)
            || IsRate(target, before, after)
            || (target.Direction is null && (EndsInVerb(before) || IsComparison(target, before, after)))
        )
        {
            return null;
        }

        var completed = target;
        if (target is { Kind: TargetKind.Level, Unit: TargetExpression.Percent, WithinAmount: null })
        {
            completed = WithLimit(before, after, target);
        }

        if (target is { Kind: TargetKind.Level, Unit: null, ScaleMax: null } && NamesNetPromoterScore(before.Remaining))
        {
            completed = completed with { Unit = TargetExpression.NetPromoterScore };
        }

        return IsPlain(after) && !IsBareCount(completed, before, after) ? completed : null;
    }

    /// <summary>
    /// Returns whether a part of a sentence holds no figure, placeholder or hedge. Times (上市后三个月内) and names such as 5G do not count.
    /// </summary>
    public static bool IsPlain(PhraseScanner part)
    {
        var scanner = part.Fork();
        while (!scanner.IsAtEnd)
        {
            if (SkipTime(scanner) || SkipName(scanner))
            {
                continue;
            }

            if (IsFigureOrHedge(scanner))
            {
                return false;
            }

            scanner.Position++;
        }

        return true;
    }

    // 增长2倍, 缩短3天, 第3名: the word before the figure shows that it is not a level.
    private static bool EndsInVerb(PhraseScanner before)
    {
        var words = before.Remaining.TrimEnd('了', ' ');
        return words.EndsWith('第')
            || TargetWords.ComparatorsBefore.Any(row => words.EndsWith(row.Word, StringComparison.Ordinal))
            || TargetWords.ChangeVerbs.Any(verb => words.EndsWith(verb.Word, StringComparison.Ordinal))
            || TargetWords.LevelVerbs.Any(verb => words.EndsWith(verb.Word, StringComparison.Ordinal));
    }

    // 不提升20%, 每增加10%, 近20%, 数十家
    private static bool IsNegated(PhraseScanner before)
    {
        var words = before.Remaining.TrimEnd(' ');
        var next = before.Slice(before.End, before.Text.Folded.Length).NextChar;
        var isVague = (words.EndsWith('数') || words.EndsWith('上')) && "十百千万亿".Contains(next, StringComparison.Ordinal);
        return isVague || (EndsWithAny(" " + words, NotBefore) && !EndsWithAny(words, NotNegations));
    }

    // 每月不少于10篇, at least 3 campaigns per quarter, 500万元/年: an amount per period is not a total.
    private static bool IsRate(TargetExpression target, PhraseScanner before, PhraseScanner after) =>
        after.IsNext(RateWords) || ((target.Kind == TargetKind.Count || target.Direction is null) && before.Remaining.Contains('每'));

    // 高于行业平均水平10%, 20% more customers, +20%
    private static bool IsComparison(TargetExpression target, PhraseScanner before, PhraseScanner after)
    {
        var words = before.Remaining.TrimEnd(' ');
        var isBoundedChange =
            before.Slice(before.End, after.End).IsNext(Bounds)
            && TargetWords.ChangeVerbs.Any(verb => words.Contains(verb.Word, StringComparison.Ordinal));
        if (target.Kind == TargetKind.Level && (EndsWithAny(words, Additions) || isBoundedChange))
        {
            return true;
        }

        return EndsWithAny(" " + words, NotBeforeLevels)
            || Comparisons.Any(word => words.Contains(word, StringComparison.Ordinal))
            || ComparisonsAfter.Any(word => after.Remaining.TrimStart(' ').StartsWith(word, StringComparison.Ordinal));
    }

    private static bool EndsWithAny(string words, string[] ends) => ends.Any(end => words.EndsWith(end, StringComparison.Ordinal));

    // The names of the table, and names such as TOP10.
    private static bool SkipName(PhraseScanner scanner)
    {
        if (scanner.Position > 0 && char.IsAsciiLetterOrDigit(scanner.Folded[scanner.Position - 1]))
        {
            return false;
        }

        return scanner.Try(() =>
                scanner.Accept(NamesWithFigures)
                && !char.IsAsciiLetterOrDigit(scanner.NextChar)
                && scanner.NextChar is not ('%' or '元' or '个' or '万' or '人' or '.')
            ) || scanner.Try(() => scanner.Accept("TOP") && scanner.TryReadDigits(3, out _) && !scanner.IsAtEnd);
    }

    // A bare number or time is a target only if the text holds nothing else: 5 and 24小时 in a sentence need a comparison or a scale.
    // 每年两次 is a frequency.
    private static bool IsBareCount(TargetExpression target, PhraseScanner before, PhraseScanner after)
    {
        if (target is not { Comparator: null, Direction: null } || target.Kind is not (TargetKind.Level or TargetKind.Count))
        {
            return false;
        }

        var words = before.Remaining.TrimEnd(' ');
        if (target.Kind == TargetKind.Count)
        {
            return words.Contains('每') || (words.Length > 0 && "年月周天日季度".Contains(words[^1], StringComparison.Ordinal));
        }

        var isTime = target.Unit is { } unit && TargetWords.TimeUnits.Contains(unit, StringComparer.OrdinalIgnoreCase);
        return (target.Unit is null || isTime) && target.ScaleMax is null && !(before.IsAtEnd && after.IsAtEnd);
    }

    private static bool NamesNetPromoterScore(string words) =>
        words.Contains("NPS", StringComparison.Ordinal)
        || words.Contains("净推荐值", StringComparison.Ordinal)
        || words.Contains("NET PROMOTER", StringComparison.Ordinal);

    // 90%的客戶問題在24小時內得到解決. Before the target only hours and minutes are a limit; days and months are a deadline.
    private static TargetExpression WithLimit(PhraseScanner before, PhraseScanner after, TargetExpression target)
    {
        var start = after.Position;
        for (var at = start; at < after.End && at - start <= MaxObjectLength; at++)
        {
            after.Position = at;
            if (Limit(after) is { } limit)
            {
                var isShort = limit.Unit is TimeUnit.Hour or TimeUnit.Minute;
                if (
                    limit.Unit > TimeUnit.Week
                    || at == start
                    || after.IsNext("OF", "AFTER", "FROM", "后")
                    || (target.Direction is not null && !isShort)
                )
                {
                    break;
                }

                return target with
                {
                    WithinAmount = limit.Amount,
                    WithinUnit = limit.Unit,
                };
            }
        }

        after.Position = start;
        var ahead = before.Fork();
        for (var at = before.Position; at < before.End; at++)
        {
            ahead.Position = at;
            if (Limit(ahead) is { Unit: TimeUnit.Hour or TimeUnit.Minute } limit)
            {
                return target with { WithinAmount = limit.Amount, WithinUnit = limit.Unit };
            }
        }

        return target;
    }

    private static TimeAmount? Limit(PhraseScanner scanner)
    {
        var mark = scanner.Position;
        if (IsInsideNumber(scanner) || !(Numerals.CanStartFigure(scanner.NextChar) || scanner.NextChar == '半'))
        {
            return null;
        }

        var english = scanner.Accept("WITHIN", "IN UNDER");
        var isSingle = TimeAmount.TryRead(scanner, out var amount, bareDay: true) && amount.Amount is not null && amount.MinAmount is null;
        if (isSingle && (english || scanner.Accept("之内", "以内", "内")))
        {
            return amount;
        }

        scanner.Position = mark;
        return null;
    }

    private static bool IsInsideNumber(PhraseScanner scanner) =>
        scanner.Position > 0 && (char.IsAsciiDigit(scanner.Folded[scanner.Position - 1]) || scanner.Folded[scanner.Position - 1] == '.');

    private static bool SkipTime(PhraseScanner scanner)
    {
        var canStartTime = Numerals.CanStartFigure(scanner.NextChar) || "半首第上下年".Contains(scanner.NextChar, StringComparison.Ordinal);
        if (IsInsideNumber(scanner) || !canStartTime)
        {
            return false;
        }

        return scanner.Try(() => DateGrammar.Read(scanner) is not null)
            || scanner.Try(() => PeriodGrammar.Read(scanner) is { Unit: not TimeUnit.Day })
            || scanner.Try(() => scanner.Accept("WITHIN") && TimeAmount.TryRead(scanner, out _))
            || scanner.Try(() =>
                TimeAmount.TryRead(scanner, out _, bareDay: true) && scanner.Accept("之内", "以内", "内", "之后", "后", "AFTER")
            );
    }

    private static bool IsFigureOrHedge(PhraseScanner scanner)
    {
        var c = scanner.NextChar;
        if (char.IsAsciiDigit(c) || c is '%' or '‰' || scanner.IsNext(Hedges) || scanner.IsNext(EnglishHedges))
        {
            return true;
        }

        var probe = scanner.Fork();
        return char.IsAsciiLetterUpper(c)
            ? !scanner.IsNext("A ") && probe.TryReadPlaceholder(out _)
            : probe.TryReadNumber(out _) && probe.IsNext(CountedWords);
    }
}
