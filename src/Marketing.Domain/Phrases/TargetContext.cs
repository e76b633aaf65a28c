using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>What stands around a target in its sentence: the time limit of a service level, the metric, time phrases. Any other figure makes the sentence more than one target.</summary>
internal static class TargetContext
{
    private const int MaxObject = 40;
    private static readonly string[] Hedges = ["左右", "大约", "约", "上下", "以上或", "若", "如果", "假如", "倘", "除非", "一旦", "多达", "接近", "将近"];
    private static readonly string[] HedgeWords = ["ABOUT", "APPROXIMATELY", "APPROX", "CIRCA", "AROUND", "ROUGHLY", "NEARLY", "ALMOST", "NOT", "IF", "UNLESS", "PROVIDED", "NEVER", "OR SO"];
    private static readonly string[] CountedWords = ["倍", "成", "%", "个百分点", "款", "家", "名", "场", "次", "项", "条", "篇", "番"];

    // Words before a figure that make it something other than a level: part of a comparison, a wish on top of another target, a sign, an approximation.
    private static readonly string[] NotBeforeLevels =
    [
        "高", "低", "多", "少", "快", "慢", "先", "后", "前", "力争", "争取", "冲刺", "挑战", "+", "-", "±", "~", "*", "$", "€", "£", "¥", "→",
        " BY", " UP", " DOWN", "PLUS", "MINUS", "C.", "TOP",
    ];

    private static readonly string[] NotBefore = ["分之", "不", "未", "没", "没有", "无", "非", "勿", "别", "不再", "不会", "不能", "不得", "不应", "不必", "每", "或", "近", "几", "或者", " OR", "NO", "WITHOUT", "PER", "EACH", "EVERY"];
    private static readonly string[] Additions = ["新增", "额外", "追加", "增", "减"];
    private static readonly string[] Doubtful = ["至少", "至多", "最少", "最多", "AT LEAST", "AT MOST", "UP TO", "MINIMUM", "MAXIMUM"];
    private static readonly string[] Comparisons = ["高于", "低于", "高出", "超出", "领先", "优于", "落后", "INCREASE", "DECREASE", "REDUCTION", "GROWTH", "DECLINE", "IMPROVEMENT", "UPLIFT", "DROP"];
    private static readonly string[] ComparisonsBehind = ["MORE", "FEWER", "HIGHER", "LOWER", "FASTER", "BETTER", "LESS", "YOY", "YEAR-", "YEAR ON", "YEAR OVER", "或", "OR ", "以外"];

    // Names with figures in them, which measure nothing.
    private static readonly string[] Names =
    [
        "A/B", "4G", "5G", "3D", "4K", "B2B", "B2C", "C2C", "C2M", "O2O", "4P", "4C", "4S", "双11", "双12", "双十一", "双十二", "618", "B端", "C端", "G端", "Z世代", "K12",
        "60后", "70后", "80后", "85后", "90后", "95后", "00后", "05后", "10后", "COVID-19", "Q&A", "R&D", "APP", "H5",
    ];

    /// <summary>The target with what its sentence adds; null if the sentence holds figures besides.</summary>
    public static TargetExpression? Read(Cursor whole, int from, Cursor behind, TargetExpression target)
    {
        var before = whole.Over(whole.At, from);
        if (!IsPlain(before) || IsNegated(before) || IsRate(target, before, behind) || (target.Direction is null && (EndsInVerb(before) || IsComparison(target, before, behind))))
        {
            return null;
        }

        var completed = target;
        if (target is { Kind: TargetKind.Level, Unit: TargetExpression.Percent, WithinAmount: null })
        {
            completed = WithLimit(before, behind, target);
        }

        if (target is { Kind: TargetKind.Level, Unit: null, ScaleMax: null } && NamesNetPromoterScore(before.Rest))
        {
            completed = completed with { Unit = TargetExpression.NetPromoterScore };
        }

        return IsPlain(behind) && !IsBareCount(completed, before, behind) ? completed : null;
    }

    /// <summary>Whether a part of a sentence holds no figure, placeholder or hedge besides times (上市后三个月内).</summary>
    public static bool IsPlain(Cursor part)
    {
        var cursor = part.Over(part.At, part.End);
        while (!cursor.IsAtEnd)
        {
            if (SkipTime(cursor) || SkipName(cursor))
            {
                continue;
            }

            if (IsFigureOrHedge(cursor))
            {
                return false;
            }

            cursor.At++;
        }

        return true;
    }

    // 增长2倍, 缩短3天, 第3名: the word before says that the figure is something else.
    private static bool EndsInVerb(Cursor before)
    {
        var words = before.Rest.TrimEnd('了', ' ');
        return words.EndsWith('第') || TargetWords.Before.Any(row => words.EndsWith(row.Word, StringComparison.Ordinal)) || TargetWords.Movers.Any(verb => words.EndsWith(verb.Word, StringComparison.Ordinal))
            || TargetWords.Levels.Any(verb => words.EndsWith(verb.Word, StringComparison.Ordinal));
    }

    // 不提升20%, 每增加10%, 近20%, 数十家.
    private static bool IsNegated(Cursor before)
    {
        var words = before.Rest.TrimEnd(' ');
        var isVague = (words.EndsWith('数') || words.EndsWith('上')) && "十百千万亿".Contains(before.Over(before.End, before.Text.Folded.Length).Next, StringComparison.Ordinal);
        return isVague || EndsWithAny(" " + words, NotBefore) && !EndsWithAny(words, ["以上", "之上", "线上", "年每", "最近"]);
    }

    // 每月不少于10篇, at least 3 campaigns per quarter, 500万元/年: so much in each period, which is no total.
    private static bool IsRate(TargetExpression target, Cursor before, Cursor behind) =>
        behind.Sees("/", "每", "PER", "EVERY", "EACH", "A DAY", "A WEEK", "A MONTH", "A QUARTER", "A YEAR", "DAILY", "WEEKLY", "MONTHLY", "QUARTERLY", "YEARLY", "ANNUALLY")
        || ((target.Kind == TargetKind.Count || target.Direction is null) && before.Rest.Contains('每'));

    // 高于行业平均水平10%, 20% more customers, +20%.
    private static bool IsComparison(TargetExpression target, Cursor before, Cursor behind)
    {
        var words = before.Rest.TrimEnd(' ');
        if (target.Kind == TargetKind.Level && (EndsWithAny(words, Additions) || (before.Over(before.End, behind.End).Sees(Doubtful) && TargetWords.Movers.Any(verb => words.Contains(verb.Word, StringComparison.Ordinal)))))
        {
            return true;
        }

        return EndsWithAny(" " + words, NotBeforeLevels) || Comparisons.Any(word => words.Contains(word, StringComparison.Ordinal))
            || ComparisonsBehind.Any(word => behind.Rest.TrimStart(' ').StartsWith(word, StringComparison.Ordinal));
    }

    private static bool EndsWithAny(string words, string[] ends) => ends.Any(end => words.EndsWith(end, StringComparison.Ordinal));

    // TOP10 and its like besides the names of the table.
    private static bool SkipName(Cursor cursor)
    {
        if (cursor.At > 0 && char.IsAsciiLetterOrDigit(cursor.Folded[cursor.At - 1]))
        {
            return false;
        }

        return cursor.Try(() => cursor.Eat(Names) && !char.IsAsciiLetterOrDigit(cursor.Next) && cursor.Next is not ('%' or '元' or '个' or '万' or '人' or '.'))
            || cursor.Try(() => cursor.Eat("TOP") && cursor.EatDigits(3, out _) && !cursor.IsAtEnd);
    }

    // A number or time in a sentence is no target by itself: 5 or 24小时 need a comparison or a scale, unless they are all there is; 每年两次 is a rhythm.
    private static bool IsBareCount(TargetExpression target, Cursor before, Cursor behind)
    {
        if (target is not { Comparator: null, Direction: null } || target.Kind is not (TargetKind.Level or TargetKind.Count))
        {
            return false;
        }

        var words = before.Rest.TrimEnd(' ');
        if (target.Kind == TargetKind.Count)
        {
            return words.Contains('每') || (words.Length > 0 && "年月周天日季度".Contains(words[^1], StringComparison.Ordinal));
        }

        var isTime = target.Unit is { } unit && TargetWords.Times.Contains(unit, StringComparer.OrdinalIgnoreCase);
        return (target.Unit is null || isTime) && target.ScaleMax is null && !(before.IsAtEnd && behind.IsAtEnd);
    }

    private static bool NamesNetPromoterScore(string words) => words.Contains("NPS", StringComparison.Ordinal) || words.Contains("净推荐值", StringComparison.Ordinal) || words.Contains("NET PROMOTER", StringComparison.Ordinal);

    // 90%的客戶問題在24小時內得到解決; in front only hours and minutes are limits, days and months are due times.
    private static TargetExpression WithLimit(Cursor before, Cursor behind, TargetExpression target)
    {
        var start = behind.At;
        for (var at = start; at < behind.End && at - start <= MaxObject; at++)
        {
            behind.At = at;
            if (Limit(behind) is { } limit)
            {
                if (limit.Unit > TimeUnit.Week || at == start || behind.Sees("OF", "AFTER", "FROM", "后") || (target.Direction is not null && limit.Unit is not (TimeUnit.Hour or TimeUnit.Minute)))
                {
                    break;
                }

                return target with { WithinAmount = limit.Amount, WithinUnit = limit.Unit };
            }
        }

        behind.At = start;
        var ahead = before.Over(before.At, before.End);
        for (var at = before.At; at < before.End; at++)
        {
            ahead.At = at;
            if (Limit(ahead) is { Unit: TimeUnit.Hour or TimeUnit.Minute } limit)
            {
                return target with { WithinAmount = limit.Amount, WithinUnit = limit.Unit };
            }
        }

        return target;
    }

    private static TimeAmount? Limit(Cursor cursor)
    {
        var mark = cursor.At;
        if (IsInsideNumber(cursor) || !(Numerals.MayBeginFigure(cursor.Next) || cursor.Next == '半'))
        {
            return null;
        }

        var english = cursor.Eat("WITHIN", "IN UNDER");
        if (TimeAmount.TryRead(cursor, out var amount, bareDay: true) && amount.Amount is not null && amount.MinAmount is null && (english || cursor.Eat("之内", "以内", "内")))
        {
            return amount;
        }

        cursor.At = mark;
        return null;
    }

    private static bool IsInsideNumber(Cursor cursor) => cursor.At > 0 && (char.IsAsciiDigit(cursor.Folded[cursor.At - 1]) || cursor.Folded[cursor.At - 1] == '.');

    private static bool SkipTime(Cursor cursor)
    {
        if (IsInsideNumber(cursor) || !(Numerals.MayBeginFigure(cursor.Next) || "半首第上下年".Contains(cursor.Next, StringComparison.Ordinal)))
        {
            return false;
        }

        return cursor.Try(() => DateGrammar.Day(cursor) is not null)
            || cursor.Try(() => PeriodGrammar.Read(cursor) is { Unit: not TimeUnit.Day })
            || cursor.Try(() => cursor.Eat("WITHIN") && TimeAmount.TryRead(cursor, out _))
            || cursor.Try(() => TimeAmount.TryRead(cursor, out _, bareDay: true) && cursor.Eat("之内", "以内", "内", "之后", "后", "AFTER"));
    }

    private static bool IsFigureOrHedge(Cursor cursor)
    {
        var unit = cursor.Next;
        if (char.IsAsciiDigit(unit) || unit is '%' or '‰' || cursor.Sees(Hedges) || cursor.Sees(HedgeWords))
        {
            return true;
        }

        var probe = cursor.Over(cursor.At, cursor.End);
        return char.IsAsciiLetterUpper(unit) ? !cursor.Sees("A ") && probe.EatPlaceholder(out _) : probe.EatNumber(out _) && probe.Sees(CountedWords);
    }
}
