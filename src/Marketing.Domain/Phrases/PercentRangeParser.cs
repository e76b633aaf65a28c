using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Parses ranges of percentages as plans word them (占总预算10%-15%, 15%-20%, between 10% and 15%), in Simplified or Traditional Chinese
/// or English. A text that is not understood completely is kept without bounds and placeholder.
/// </summary>
public static class PercentRangeParser
{
    private static readonly string[] BudgetWords =
    [
        "总预算",
        "预算总额",
        "预算总金额",
        "总额",
        "合计",
        "总费用",
        "整体预算",
        "全部预算",
        "预算",
    ];

    private static readonly string[] AtLeastWords =
    [
        "不低于",
        "不得低于",
        "至少",
        "不少于",
        ">=",
        "AT LEAST",
        "NO LESS THAN",
        "NOT LESS THAN",
        "MINIMUM",
        "MIN",
    ];

    private static readonly string[] AtMostWords =
    [
        "不超过",
        "不得超过",
        "不高于",
        "至多",
        "最多",
        "<=",
        "AT MOST",
        "UP TO",
        "NO MORE THAN",
        "NOT MORE THAN",
        "MAXIMUM",
        "MAX",
    ];

    /// <summary>Parses one range. A single percentage becomes a range with equal bounds.</summary>
    public static PercentRange Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var phrase = PhraseText.Of(text);
        var folded = phrase.Folded;
        var isWrapped = folded.Length > 1 && folded[0] == '(' && folded[^1] == ')';
        var scanner = isWrapped ? new PhraseScanner(phrase, 1, folded.Length - 1) : new PhraseScanner(phrase);
        return (Read(scanner) ?? new PercentRange()) with { Text = text };
    }

    private static PercentRange? Read(PhraseScanner scanner)
    {
        if (scanner.NextChar == '约')
        {
            return null;
        }

        scanner.Skip("占比", "占");
        SkipBudgetWords(scanner);
        scanner.Skip("占比", "比例");
        scanner.Skip("介于", "在", "为", ":", "BETWEEN", "FROM");
        PercentRange? range =
            scanner.Accept(AtLeastWords) ? Bound(scanner, isMin: true)
            : scanner.Accept(AtMostWords) ? Bound(scanner, isMin: false)
            : Between(scanner, scanner.Position);
        if (range is null)
        {
            return null;
        }

        scanner.Skip("之间", "的总预算", "OF THE TOTAL BUDGET", "OF TOTAL BUDGET", "OF THE TOTAL", "OF TOTAL", "OF THE BUDGET");
        scanner.Skip("。", ".");
        var isWithinHundred = range.Min is null or <= 100 && range.Max is null or <= 100;
        return scanner.IsAtEnd && !range.Check().Any() && isWithinHundred ? range : null;
    }

    private static void SkipBudgetWords(PhraseScanner scanner)
    {
        scanner.Skip(BudgetWords);
        scanner.Skip("的");
    }

    private static PercentRange? Between(PhraseScanner scanner, int start)
    {
        if (!TryReadPercentage(scanner, out var min, out var hasSign))
        {
            return null;
        }

        if (!scanner.Accept("-", "~", "至", "到", "和", "与", "TO", "AND"))
        {
            return !hasSign ? null
                : scanner.Accept("及以上", "或以上", "以上")
                    ? min.Value is null ? null
                        : new PercentRange { Min = min.Value }
                : scanner.Accept("及以下", "或以下", "以下", "以内", "之内")
                    ? min.Value is null ? null
                        : new PercentRange { Max = min.Value }
                : Range(scanner, start, min, min);
        }

        return TryReadPercentage(scanner, out var max, out var isPercent) && isPercent ? Range(scanner, start, min, max) : null;
    }

    // 10%, 百分之十, or the first number in 10-15%, which has no percent sign.
    private static bool TryReadPercentage(PhraseScanner scanner, out Figure figure, out bool hasSign)
    {
        hasSign = scanner.Accept("百分之");
        var read = scanner.TryReadFigure(out figure);
        hasSign = AcceptPercentSign(scanner) || hasSign;
        return read;
    }

    private static PercentRange? Bound(PhraseScanner scanner, bool isMin)
    {
        SkipBudgetWords(scanner);
        var start = scanner.Position;
        if (!TryReadPercentage(scanner, out var figure, out var hasSign) || !hasSign)
        {
            return null;
        }

        return figure.Value is null ? new PercentRange { Placeholder = scanner.Text.Verbatim(start, scanner.Position) }
            : isMin ? new PercentRange { Min = figure.Value }
            : new PercentRange { Max = figure.Value };
    }

    private static bool AcceptPercentSign(PhraseScanner scanner) => scanner.Accept("%", "PERCENT");

    private static PercentRange? Range(PhraseScanner scanner, int start, Figure min, Figure max) =>
        (min.Value, max.Value) switch
        {
            (null, null) => new PercentRange { Placeholder = scanner.Text.Verbatim(start, scanner.Position) },
            (not null, not null) => new PercentRange { Min = min.Value, Max = max.Value },
            _ => null,
        };
}
