using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Reads ranges of percentages as plans write them (占总预算10%-15%, 15%-20%, between 10% and 15%), in either Chinese script or English.
/// What is not understood to its last word comes back as text alone.
/// </summary>
public static class PercentRangeParser
{
    private static readonly string[] Wholes =
        ["总预算", "预算总额", "预算总金额", "总额", "合计", "总费用", "整体预算", "预算"];

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
        cursor.Eat(Wholes);
        cursor.Eat("的");
        cursor.Eat("在", "为", ":", "BETWEEN", "FROM");
        var start = cursor.At;
        PercentRange? range = cursor.Eat("不低于", "至少", "不少于", "AT LEAST") ? Bound(cursor, isMin: true)
            : cursor.Eat("不超过", "不高于", "至多", "最多", "AT MOST", "UP TO", "NO MORE THAN") ? Bound(cursor, isMin: false)
            : Between(cursor, start);
        if (range is null)
        {
            return null;
        }

        cursor.Eat("之间", "的总预算", "OF THE TOTAL BUDGET", "OF TOTAL BUDGET", "OF THE TOTAL", "OF TOTAL", "OF THE BUDGET");
        cursor.Eat("。", ".");
        return cursor.IsAtEnd && !range.Check().Any() && range.Min is null or <= 100 && range.Max is null or <= 100 ? range : null;
    }

    private static PercentRange? Between(Cursor cursor, int start)
    {
        if (!cursor.EatFigure(out var min))
        {
            return null;
        }

        var hasSign = EatSign(cursor);
        if (!cursor.Eat("-", "~", "至", "到", "TO", "AND"))
        {
            return hasSign ? Of(cursor, start, min, min) : null;
        }

        return cursor.EatFigure(out var max) && EatSign(cursor) ? Of(cursor, start, min, max) : null;
    }

    private static PercentRange? Bound(Cursor cursor, bool isMin)
    {
        var start = cursor.At;
        if (!cursor.EatFigure(out var figure) || !EatSign(cursor))
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
