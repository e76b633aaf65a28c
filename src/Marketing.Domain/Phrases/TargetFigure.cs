using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>What a figure of a target measures.</summary>
internal enum FigureSort
{
    Plain,
    Percent,
    PercentPoints,
    Points,
    Score,
    Multiple,
    Counted,
    Time,
    Amount,
}

/// <summary>A figure of a target with its unit, comparison and scale: 90%以上, 4.5(滿分為5), A台/套/次, 80%-90%, 100万人.</summary>
internal sealed record TargetFigure(FigureSort Sort, decimal? Value, decimal? MaxValue, string? Placeholder, string? Unit, Comparator? Comparator, decimal? ScaleMax)
{
    private static readonly (string Word, decimal Factor)[] Scales =
    [
        ("百万", 1_000_000), ("千万", 10_000_000), ("十万", 100_000), ("万", 10_000), ("亿", 100_000_000), ("千", 1_000),
        ("MILLION", 1_000_000), ("THOUSAND", 1_000), ("K", 1_000), ("M", 1_000_000),
    ];

    /// <summary>
    /// Reads a figure with all that belongs to it, a range of figures unless the caller rules it out; null if none stands here,
    /// or if it counts something unknown.
    /// </summary>
    public static TargetFigure? Read(Cursor cursor, bool mayRange = true)
    {
        Comparator? comparator = cursor.Eat(TargetWords.Before, out var before) ? before : null;
        cursor.Eat("的");
        var start = cursor.At;
        if (ReadHundredths(cursor, comparator) is { } hundredths)
        {
            return hundredths;
        }

        if (cursor.Sees("A ", "AN ") || IsTime(cursor.Over(start, cursor.End)) || !cursor.EatFigure(out var figure))
        {
            return null;
        }

        Figure upper = default;
        var max = mayRange && cursor.Try(() => (cursor.Eat("%") || true) && cursor.Eat("-", "~", "至", "到", "TO") && cursor.EatNumber(out upper)) ? upper.Value : null;
        var scaleStart = cursor.At;
        decimal? factor = cursor.Eat(Scales, out var scale) ? scale : null;
        var unitStart = figure.Placeholder is not null && factor is not null ? scaleStart : cursor.At;
        var (sort, unit) = ReadUnit(cursor, unitStart);
        if (unit is null && figure.Placeholder is not null && factor is not null)
        {
            unit = cursor.Text.Verbatim(scaleStart, cursor.At);
        }

        cursor.Try(() => cursor.Eat("(含)") && cursor.Sees("以上", "以下"));
        if (cursor.Eat(TargetWords.Behind, out var behind))
        {
            if (max is not null)
            {
                return null;
            }

            comparator = behind;
        }

        if (cursor.Sees("分之"))
        {
            return null;
        }

        if (sort == FigureSort.Plain && mayRange && char.IsLetter(cursor.Next) && !cursor.Sees("的", "并", "且", "OUT OF", "ON A"))
        {
            return null;
        }

        return cursor.At > start && Scaled(figure.Value, factor) is var value && IsFine(value, max)
            ? new TargetFigure(sort, value, Scaled(max, factor), figure.Placeholder, unit, comparator, ReadScaleMax(cursor))
            : null;
    }

    // 百分之八十
    private static TargetFigure? ReadHundredths(Cursor cursor, Comparator? comparator)
    {
        Figure figure = default;
        if (!cursor.Try(() => cursor.Eat("百分之") && cursor.EatNumber(out figure)) || cursor.Sees("-", "~", "至", "到"))
        {
            return null;
        }

        return new TargetFigure(FigureSort.Percent, figure.Value, null, null, TargetExpression.Percent, cursor.Eat(TargetWords.Behind, out var behind) ? behind : comparator, null);
    }

    // 3个月, 第二季度, 2026年: how long or when, not how much. Minutes, hours and days may be how much.
    private static bool IsTime(Cursor cursor)
    {
        var start = cursor.At;
        if (TimeAmount.TryRead(cursor, out var amount) && amount.Unit > TimeUnit.WorkingDay)
        {
            return true;
        }

        cursor.At = start;
        return cursor.EatNumber(out _) && cursor.Sees("年", "月", "日", "号", "季度");
    }

    // Amounts beyond the limit of a target are no figures.
    private static bool IsFine(decimal? value, decimal? max) => value is null or < 1_000_000_000_000 && max is null or < 1_000_000_000_000 && (max is null || max > value);

    private static decimal? Scaled(decimal? value, decimal? factor) => value is < 1_000_000_000_000 && factor is { } by ? Plain(value.Value * by) : value;

    private static decimal Plain(decimal value) => decimal.Truncate(value) == value ? decimal.Truncate(value) : value;

    private static (FigureSort Sort, string? Unit) ReadUnit(Cursor cursor, int unitStart)
    {
        var start = cursor.At;
        if (cursor.Eat("%", "PERCENT"))
        {
            return cursor.Eat("POINTS", "POINT") ? (FigureSort.PercentPoints, cursor.Text.Verbatim(start, cursor.At)) : (FigureSort.Percent, TargetExpression.Percent);
        }

        // 5个百分点 is in the unit 百分点.
        var named = cursor.Try(() => cursor.Eat("个") && cursor.Sees("百分点", "点")) ? cursor.At : start;
        if (cursor.Eat("百分点", "PERCENTAGE POINTS", "PERCENTAGE POINT", "PP"))
        {
            return (FigureSort.PercentPoints, cursor.Text.Verbatim(named, cursor.At));
        }

        if (cursor.Eat("点", "POINTS", "POINT"))
        {
            return (FigureSort.Points, cursor.Text.Verbatim(named, cursor.At));
        }

        if (cursor.Eat(TargetWords.Times))
        {
            return (FigureSort.Time, cursor.Text.Verbatim(start, cursor.At));
        }

        if (cursor.Eat("倍") || (cursor.Next == 'X' && cursor.Eat("X")) || cursor.Eat("TIMES"))
        {
            return (FigureSort.Multiple, null);
        }

        if (cursor.Eat("分") && !cursor.Sees("制", "之"))
        {
            return (FigureSort.Score, "分");
        }

        cursor.At = start;
        if (cursor.Eat("元", "人民币"))
        {
            _ = cursor.Try(() => cursor.Eat("/") && cursor.Eat(TargetWords.Measures));
            return (FigureSort.Amount, cursor.Text.Verbatim(unitStart, cursor.At));
        }

        return ReadMeasures(cursor) ? (FigureSort.Counted, cursor.Text.Verbatim(unitStart, cursor.At)) : (FigureSort.Plain, null);
    }

    private static bool ReadMeasures(Cursor cursor)
    {
        if (cursor.Sees("个百分") || !cursor.Eat(TargetWords.Measures))
        {
            return ReadEnglishMeasure(cursor);
        }

        while (cursor.Try(() => cursor.Eat("/") && cursor.Eat(TargetWords.Measures)))
        {
        }

        return true;
    }

    /// <summary>Reads the name of things that are counted, with one adjective at most (new customers).</summary>
    public static bool ReadEnglishMeasure(Cursor cursor) =>
        cursor.Try(() => (cursor.Eat(TargetWords.EnglishAdjectives) || true) && cursor.Eat(TargetWords.EnglishMeasures));

    // (滿分為5), (5分制), /5, out of 5, on a 5-point scale
    private static decimal? ReadScaleMax(Cursor cursor)
    {
        Figure scale = default;
        var read =
            cursor.Try(() => cursor.Eat("(") && (cursor.Eat("例如:", "例如", "如") || true) && (cursor.Eat("满分为", "满分是", "满分") || true) && cursor.EatNumber(out scale) && (cursor.Eat("分制", "分") || true) && cursor.Eat(")")) ||
            cursor.Try(() => cursor.Eat("/") && cursor.EatNumber(out scale) && scale.Value is 5 or 10 or 100) ||
            cursor.Try(() => cursor.Eat("OUT OF") && cursor.EatNumber(out scale)) ||
            cursor.Try(() => cursor.Eat("(") && cursor.Eat("OUT OF") && cursor.EatNumber(out scale) && cursor.Eat(")")) ||
            cursor.Try(() => cursor.Eat("(百分制)") && (scale = new Figure(100, null)) != default) ||
            cursor.Try(() => (cursor.Eat(",") || true) && cursor.Eat("ON A") && cursor.EatNumber(out scale) && (cursor.Eat("-") || true) && cursor.Eat("POINT SCALE")) ||
            cursor.Try(() => (cursor.Eat(",") || true) && cursor.Eat("满分") && (cursor.Eat("为") || true) && cursor.EatNumber(out scale) && (cursor.Eat("分") || true));
        return read ? scale.Value : null;
    }
}
