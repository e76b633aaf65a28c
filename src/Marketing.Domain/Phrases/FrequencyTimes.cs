using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>Reads how many times something happens in each period, or how much it produces (至少一次, 召开2-3次, 发布Z篇).</summary>
internal static class FrequencyTimes
{
    private const int MaxActionLength = 16;

    /// <summary>Verbs without a meaning of their own: 进行, 召开.</summary>
    public static readonly string[] LightVerbs = ["进行", "开展", "召开", "举行", "举办", "组织", "安排", "实施", "执行", "做"];
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

    /// <summary>Words before a minimum.</summary>
    public static readonly string[] AtLeast =
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

    /// <summary>Returns whether a number of occurrences comes next (两次, 至少一次).</summary>
    public static bool IsNext(PhraseScanner scanner) => Read(scanner.Fork(), new Frequency { Kind = FrequencyKind.Recurring }) is not null;

    // 至少一次, 进行两次, 召开2-3次, 发布Z篇
    public static Frequency? Read(PhraseScanner scanner, Frequency frequency)
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
        if (scanner.TryReadFigure(out var figure) && !IsApproximate(scanner, figureStart, figure, frequency))
        {
            Figure upper = default;
            var isRange = scanner.Try(() =>
                scanner.Accept(TimeAmount.RangeWords)
                && scanner.TryReadNumber(out upper)
                && upper.Whole > figure.Whole
                && !Numerals.MayShareUnit(figure, upper)
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

    // 每周三五次 means three to five times, not on Wednesday; 每周五一次 can only mean once on Friday.
    private static bool IsApproximate(PhraseScanner scanner, int at, Figure figure, Frequency frequency) =>
        Numerals.IsInside(scanner.Folded, at) && (frequency.Weekday is not { } day || figure.Value > (int)day + 1);

    // 每月更新一次, 每季度组织客户满意度调查一次: the action comes before the number of times.
    public static (Frequency Frequency, (int From, int To) Action)? AfterAction(PhraseScanner scanner, Frequency frequency)
    {
        var mark = scanner.Position;
        scanner.Skip(LightVerbs);
        var from = scanner.Position;
        var ahead = Math.Min(scanner.End, from + MaxActionLength + 8);
        if (!HoldsFigure(scanner.Folded.AsSpan(from, Math.Max(0, ahead - from))))
        {
            scanner.Position = mark;
            return null;
        }

        for (var at = from + 2; at < scanner.End && at - from <= MaxActionLength && !char.IsAscii(scanner.Folded[at - 1]); at++)
        {
            scanner.Position = at;
            if (Read(scanner, frequency) is { Times: not null } counted)
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

    private static bool HoldsFigure(ReadOnlySpan<char> words)
    {
        foreach (var c in words)
        {
            if (Numerals.CanStartFigure(c))
            {
                return true;
            }
        }

        return false;
    }
}
