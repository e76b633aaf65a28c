using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>What stands around a target in its sentence: the time limit of a service level, the metric, time phrases. Any other figure makes the sentence more than one target.</summary>
internal static class TargetContext
{
    private const int MaxObject = 40;
    private static readonly string[] Hedges = ["左右", "大约", "约", "或者", "或", "上下", "以上或"];
    private static readonly string[] HedgeWords = ["ABOUT", "APPROXIMATELY", "AROUND", "ROUGHLY", "OR", "NEARLY", "ALMOST", "NOT"];
    private static readonly string[] CountedWords = ["倍", "成", "%", "个百分点", "款", "家", "名", "场", "次", "项", "条", "篇", "番"];

    /// <summary>The target with what its sentence adds; null if the sentence holds figures besides.</summary>
    public static TargetExpression? Read(Cursor whole, int from, Cursor behind, TargetExpression target)
    {
        var before = whole.Over(whole.At, from);
        if (!IsPlain(before) || (target.Direction is null && EndsInVerb(before)))
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

        return IsPlain(behind) && !IsBareCount(target, before) ? completed : null;
    }

    /// <summary>Whether a part of a sentence holds no figure, placeholder or hedge besides times (上市后三个月内).</summary>
    public static bool IsPlain(Cursor part)
    {
        var cursor = part.Over(part.At, part.End);
        while (!cursor.IsAtEnd)
        {
            if (SkipTime(cursor) || cursor.Eat("A/B"))
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
        return words.EndsWith('第') || TargetWords.Movers.Any(verb => words.EndsWith(verb.Word, StringComparison.Ordinal))
            || TargetWords.Levels.Any(verb => words.EndsWith(verb.Word, StringComparison.Ordinal));
    }

    // A plain number in a sentence is no target by itself: 5 needs a comparison, a unit or a scale, unless it is all there is.
    private static bool IsBareCount(TargetExpression target, Cursor before) =>
        target is { Kind: TargetKind.Level, Unit: null, ScaleMax: null, Comparator: null, Direction: null } && !before.IsAtEnd;

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
