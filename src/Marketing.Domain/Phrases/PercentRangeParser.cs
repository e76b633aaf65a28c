using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Reads ranges of percentages as plans write them (占总预算10%-15%, 15%-20%, between 10% and 15%), in either Chinese script or English.
/// What is not understood to its last word comes back as text alone.
/// </summary>
public static class PercentRangeParser
{
    private static readonly string[] Wholes =
        ["总预算", "预算总额", "预算总金额", "总额", "合计", "总费用", "整体预算", "全部预算", "预算"];

    /// <summary>Reads one range; a single percentage is a range of that width.</summary>
    public static PercentRange Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var phrase = PhraseText.Of(text);
        var folded = phrase.Folded;
        var isWrapped = folded.Length > 1 && folded[0] == '(' && folded[^1] == ')';
        return (Read(isWrapped ? new Cursor(phrase, 1, folded.Length - 1) : new Cursor(phrase)) ?? new PercentRange()) with { Text = text };
    }

    private static PercentRange? Read(Cursor cursor)
    {
        if (cursor.Next == '约')
        {
            return null;
        }

        cursor.Eat("占比", "占");
        EatWhole(cursor);
        cursor.Eat("占比", "比例");
        cursor.Eat("介于", "在", "为", ":", "BETWEEN", "FROM");
        PercentRange? range = cursor.Eat("不低于", "不得低于", "至少", "不少于", ">=", "AT LEAST", "NO LESS THAN", "NOT LESS THAN", "MINIMUM", "MIN") ? Bound(cursor, isMin: true)
            : cursor.Eat("不超过", "不得超过", "不高于", "至多", "最多", "<=", "AT MOST", "UP TO", "NO MORE THAN", "NOT MORE THAN", "MAXIMUM", "MAX") ? Bound(cursor, isMin: false)
            : Between(cursor, cursor.At);
        if (range is null)
        {
            return null;
        }

        cursor.Eat("之间", "的总预算", "OF THE TOTAL BUDGET", "OF TOTAL BUDGET", "OF THE TOTAL", "OF TOTAL", "OF THE BUDGET");
        cursor.Eat("。", ".");
        return cursor.IsAtEnd && !range.Check().Any() && range.Min is null or <= 100 && range.Max is null or <= 100 ? range : null;
    }

    private static void EatWhole(Cursor cursor)
    {
        cursor.Eat(Wholes);
        cursor.Eat("的");
    }

    private static PercentRange? Between(Cursor cursor, int start)
    {
        if (!EatFigure(cursor, out var min, out var hasSign))
        {
            return null;
        }

        if (!cursor.Eat("-", "~", "至", "到", "和", "与", "TO", "AND"))
        {
            return !hasSign ? null
                : cursor.Eat("及以上", "或以上", "以上") ? min.Value is null ? null : new PercentRange { Min = min.Value }
                : cursor.Eat("及以下", "或以下", "以下", "以内", "之内") ? min.Value is null ? null : new PercentRange { Max = min.Value }
                : Of(cursor, start, min, min);
        }

        return EatFigure(cursor, out var max, out var isPercent) && isPercent ? Of(cursor, start, min, max) : null;
    }

    // 10%, 百分之十, or a figure that waits for its sign.
    private static bool EatFigure(Cursor cursor, out Figure figure, out bool hasSign)
    {
        hasSign = cursor.Eat("百分之");
        var read = cursor.EatFigure(out figure);
        hasSign = EatSign(cursor) || hasSign;
        return read;
    }

    private static PercentRange? Bound(Cursor cursor, bool isMin)
    {
        EatWhole(cursor);
        var start = cursor.At;
        if (!EatFigure(cursor, out var figure, out var hasSign) || !hasSign)
        {
            return null;
        }

        return figure.Value is null ? new PercentRange { Placeholder = cursor.Text.Verbatim(start, cursor.At) }
            : isMin ? new PercentRange { Min = figure.Value } : new PercentRange { Max = figure.Value };
    }

    private static bool EatSign(Cursor cursor) => cursor.Eat("%", "PERCENT");

    private static PercentRange? Of(Cursor cursor, int start, Figure min, Figure max) => (min.Value, max.Value) switch
    {
        (null, null) => new PercentRange { Placeholder = cursor.Text.Verbatim(start, cursor.At) },
        (not null, not null) => new PercentRange { Min = min.Value, Max = max.Value },
        _ => null,
    };
}
