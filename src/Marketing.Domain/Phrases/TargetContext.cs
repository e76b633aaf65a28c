using System.Text.RegularExpressions;
using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Checks and uses the words around a target in its sentence: the metric, time phrases, and the time limit of a service level.
/// If they hold another figure, the sentence has more than one target.
/// </summary>
internal static partial class TargetContext
{
    private const int MaxObjectLength = 40;
    private static readonly char[] ClauseEnds = [',', ';', '。', '、'];

    /// <summary>
    /// Returns the target completed from its sentence: with a time limit or the NPS unit. Returns null if the sentence has other figures.
    /// </summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="from">The position where the target starts.</param>
    /// <param name="after">The words after the target.</param>
    /// <param name="target">The target.</param>
    public static TargetExpression? Read(TargetSentence sentence, int from, PhraseScanner after, TargetExpression target)
    {
        var whole = sentence.Whole;
        var before = whole.Slice(whole.Position, from);
        if (
            StartsConditionally(whole)
            || after.IsNext("(满分", "(OUT OF")
            || IsNegated(before)
            || IsRate(target, before, after)
            || (target.Direction is null && (EndsInVerb(before) || IsComparison(target, before, after)))
            || (IsFixed(target) && (IsChange(target, before) || NamesChange(after)))
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

        return sentence.IsPlainFrom(after.Position) && !IsBareCount(completed, before, after) ? completed : null;
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

    private static bool IsFixed(TargetExpression target) => target.Kind is TargetKind.Level or TargetKind.Count or TargetKind.Multiple;

    // 提高客单价50元, 增长达到10%, 去年的120%: the figure is the size of a change, or it counts from another figure.
    private static bool IsChange(TargetExpression target, PhraseScanner before)
    {
        var words = before.Remaining.TrimEnd(' ');
        if (target.Direction is not null || target.Kind == TargetKind.Multiple)
        {
            return target.Direction is Direction.Achieve or Direction.Maintain or null && EndsInChangeVerb(words);
        }

        var clause = words[(words.LastIndexOfAny([',', ';', '。']) + 1)..];
        var isCompared = target.Comparator is not null && clause.All(char.IsAscii);
        return (!isCompared && HoldsChangeVerb(clause))
            || (target.Kind == TargetKind.Level && VagueChanges.Any(verb => clause.Contains(verb, StringComparison.Ordinal)))
            || (target is { Kind: TargetKind.Level, Unit: TargetExpression.Percent } && LevelTargets.EndsInComparison(words));
    }

    private static bool EndsInChangeVerb(string words) =>
        TargetWords.ChangeVerbs.Any(verb => words.EndsWith(verb.Word, StringComparison.Ordinal));

    /// <summary>Returns whether words hold a verb of change, such as 提升; 增长率 is a noun.</summary>
    public static bool HoldsChangeVerb(string clause) =>
        TargetWords.ChangeVerbs.Any(verb =>
            clause.IndexOf(verb.Word, StringComparison.Ordinal) is >= 0 and var at
            && !TargetWords.VerbSuffixesOfNouns.Any(suffix =>
                clause.AsSpan(at + verb.Word.Length).StartsWith(suffix, StringComparison.Ordinal)
            )
            && (!char.IsAscii(verb.Word[0]) || IsWholeWord(clause, at, verb.Word.Length))
        );

    private static bool IsWholeWord(string clause, int at, int length) =>
        (at == 0 || !char.IsAsciiLetter(clause[at - 1])) && (at + length == clause.Length || !char.IsAsciiLetter(clause[at + length]));

    // 500万元的增长, 2倍的提升, 20% more customers
    private static bool NamesChange(PhraseScanner after) =>
        ChangeNouns.TryRead(after.Fork(), out _, out _)
        || ComparisonsAfter.Any(word => after.Remaining.TrimStart(' ').StartsWith(word, StringComparison.Ordinal));

    // 取消提升20%, 如达到80%: the sentence is called off or a condition.
    private static bool StartsConditionally(PhraseScanner whole) =>
        whole.IsNext(CallingOff) || (whole.IsNext("如") && !whole.IsNext("如期", "如下", "如何"));

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
        after.IsNext(RateWords)
        || ((target.Kind == TargetKind.Count || target.Direction is null) && before.Remaining.Contains('每'))
        || IsRepeated(before, after);

    // 每年提升10%, 年均增长10%, 10% growth in sales per year: the figure counts again in every period, which no member of a target holds.
    private static bool IsRepeated(PhraseScanner before, PhraseScanner after)
    {
        var words = before.Remaining.TrimEnd(' ');
        var clause = words[(words.LastIndexOfAny(ClauseEnds) + 1)..];
        var rest = after.Remaining;
        var end = rest.IndexOfAny(ClauseEnds);
        return PeriodsInWords().IsMatch(clause)
            || PeriodsInWords().IsMatch(end < 0 ? rest : rest[..end])
            || PeriodBeforeChange().IsMatch(clause);
    }

    // 高于行业平均水平10%, 20% more customers, +20%
    private static bool IsComparison(TargetExpression target, PhraseScanner before, PhraseScanner after)
    {
        var words = before.Remaining.TrimEnd(' ', '了');
        var isBoundedChange =
            before.Slice(before.End, after.End).IsNext(Bounds)
            && TargetWords.ChangeVerbs.Any(verb => words.Contains(verb.Word, StringComparison.Ordinal));
        if (target.Kind is TargetKind.Level or TargetKind.Multiple && (EndsWithAny(words, Additions) || isBoundedChange))
        {
            return true;
        }

        return EndsWithAny(" " + words, NotBeforeLevels) || Comparisons.Any(word => words.Contains(word, StringComparison.Ordinal));
    }

    private static bool EndsWithAny(string words, string[] ends) => ends.Any(end => words.EndsWith(end, StringComparison.Ordinal));

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
                if (!TargetPlainness.IsPlain(after.Slice(start, at)))
                {
                    break;
                }

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
        if (TargetPlainness.IsInsideNumber(scanner) || !(Numerals.CanStartFigure(scanner.NextChar) || scanner.NextChar == '半'))
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

    [GeneratedRegex(
        @"[每逐按][个一]?(?:季度|半年|[年季月周旬天日]|星期|工作日)|连续[\d一二两三四五六七八九十几数]+个?(?:季度|[年季月周天日])"
            + @"|\b(?:EACH|EVERY|PER|A) (?:YEAR|QUARTER|MONTH|WEEK|DAY)\b|\b(?:ANNUALLY|YEARLY|QUARTERLY|MONTHLY|WEEKLY|DAILY|P\.A\.)",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex PeriodsInWords();

    // 年均增长, 年增长 and annual growth count again; 2027年增长, 今年增长 and 日均销量增长 do not.
    [GeneratedRegex(
        @"[年季月周日]均(?:新增|净增|追加)?$|(?:^|[^\d一二三四五六七八九十零〇今明去本全当首次每上下半前后同X])[年月周]$|\b(?:ANNUAL|ANNUALISED|ANNUALIZED)$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex PeriodBeforeChange();
}
