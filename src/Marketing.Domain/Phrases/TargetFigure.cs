using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>The kind of a target's figure, given by its unit.</summary>
internal enum FigureKind
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
internal sealed record TargetFigure(
    FigureKind Kind,
    decimal? Value,
    decimal? MaxValue,
    string? Placeholder,
    string? Unit,
    Comparator? Comparator,
    decimal? ScaleMax
)
{
    private static readonly (string Word, decimal Factor)[] Scales =
    [
        ("百万", 1_000_000),
        ("千万", 10_000_000),
        ("十万", 100_000),
        ("万", 10_000),
        ("亿", 100_000_000),
        ("千", 1_000),
        ("MILLION", 1_000_000),
        ("THOUSAND", 1_000),
        ("K", 1_000),
        ("M", 1_000_000),
    ];

    private static readonly string[] UnmeasuredUnits =
    [
        "位数",
        "个BP",
        "个BPS",
        "个PCT",
        "个PP",
        "个基点",
        "基点",
        "BPS",
        "BP",
        "BASIS POINT",
        "BASIS POINTS",
        "个等级",
        "个级别",
        "个档",
        "个名次",
        "个位次",
        "个数量级",
        "个量级",
        "个亿",
        "个万",
        "个月",
        "个季度",
        "个标准差",
        "PCT",
    ];

    private const string NotAfterTenths = "员熟本功果为立交品效长就型不半多余来几";

    /// <summary>
    /// Reads a figure with its comparison, unit and scale. Returns null if there is none, or if it counts something unknown.
    /// A range of figures is read only with <paramref name="mayRange"/>.
    /// </summary>
    public static TargetFigure? Read(PhraseScanner scanner, bool mayRange = true)
    {
        Comparator? comparator = scanner.Accept(TargetWords.ComparatorsBefore, out var before) ? before : null;
        scanner.Skip("的");
        var start = scanner.Position;
        if (ReadHundredths(scanner, comparator) is { } hundredths)
        {
            return hundredths;
        }

        if (scanner.IsNext("A ", "AN ") || IsTime(scanner.Fork()) || !scanner.TryReadFigure(out var figure))
        {
            return null;
        }

        // 提升一点 is vague; so is a range whose numerals may share their places. Basis points have no unit of their own.
        Figure upper = default;
        var isRange =
            mayRange
            && scanner.Try(() => scanner.Skip("%") && scanner.Accept("-", "~", "至", "到", "TO") && scanner.TryReadNumber(out upper));
        var isVague = figure is { InDigits: false, Value: 1 } && scanner.IsNext("点") && !isRange;
        if (isVague || (isRange && Numerals.MayShareUnit(figure, upper)) || scanner.IsNext(UnmeasuredUnits))
        {
            return null;
        }

        var max = isRange ? upper.Value : null;
        if (TryReadTenths(scanner, ref figure, ref max))
        {
            comparator = scanner.Accept(TargetWords.ComparatorsAfter, out var bound) ? bound : comparator;
            return new TargetFigure(FigureKind.Percent, figure.Value, max, null, TargetExpression.Percent, comparator, null);
        }

        var scaleStart = scanner.Position;
        decimal? factor = scanner.Accept(Scales, out var scale) ? scale : null;
        var unitStart = figure.Placeholder is not null && factor is not null ? scaleStart : scanner.Position;
        var (kind, unit) = ReadUnit(scanner, unitStart);
        if (unit is null && figure.Placeholder is not null && factor is not null)
        {
            unit = scanner.Text.Verbatim(scaleStart, scanner.Position);
        }

        scanner.Try(() => scanner.Accept("(含)") && scanner.IsNext("以上", "以下"));
        if (scanner.Accept(TargetWords.ComparatorsAfter, out var after))
        {
            if (max is not null)
            {
                return null;
            }

            comparator = after;
        }

        if (scanner.IsNext("分之"))
        {
            return null;
        }

        if (kind == FigureKind.Plain && mayRange && char.IsLetter(scanner.NextChar) && !scanner.IsNext("的", "并", "且", "OUT OF", "ON A"))
        {
            return null;
        }

        return scanner.Position > start && Scale(figure.Value, factor) is var value && IsInRange(value, max)
            ? new TargetFigure(kind, value, Scale(max, factor), figure.Placeholder, unit, comparator, ReadScaleMax(scanner))
            : null;
    }

    // 三成, 八成以上: tenths of the whole. 三成本 is no figure, 三成五 is not exact enough.
    private static bool TryReadTenths(PhraseScanner scanner, ref Figure figure, ref decimal? max)
    {
        if (
            figure.Value is not (>= 1 and <= 10)
            || max > 10
            || !scanner.Try(() =>
                scanner.Accept("成") && !NotAfterTenths.Contains(scanner.NextChar) && !Numerals.IsNumeral(scanner.NextChar)
            )
        )
        {
            return false;
        }

        figure = figure with { Value = figure.Value * 10 };
        max *= 10;
        return true;
    }

    // 百分之八十, 百分之九十九点五. 百分之五十到六十 is a range, 百分之三分之一 no percentage.
    private static TargetFigure? ReadHundredths(PhraseScanner scanner, Comparator? comparator)
    {
        Figure figure = default;
        var read = scanner.Try(() =>
            scanner.Accept("百分之")
            && (scanner.Accept("百") ? (figure = new Figure(100, null)) != default : scanner.TryReadNumber(out figure))
            && !scanner.IsNext("分之", "点", "万", "亿", "余", "多", "几")
        );
        if (!read || scanner.IsNext("-", "~", "至", "到"))
        {
            return null;
        }

        comparator = scanner.Accept(TargetWords.ComparatorsAfter, out var after) ? after : comparator;
        return new TargetFigure(FigureKind.Percent, figure.Value, null, null, TargetExpression.Percent, comparator, null);
    }

    /// <summary>
    /// Returns whether a time comes next: 3个月, 第二季度 and 2026年 say how long or when, not how much. Minutes, hours and days may be the
    /// target itself.
    /// </summary>
    public static bool IsTime(PhraseScanner scanner)
    {
        var start = scanner.Position;
        if (TimeAmount.TryRead(scanner, out var amount) && amount.Unit > TimeUnit.WorkingDay)
        {
            return true;
        }

        scanner.Position = start;
        return scanner.TryReadNumber(out _) && scanner.IsNext("年", "月", "日", "号", "季度");
    }

    private static bool IsInRange(decimal? value, decimal? max) =>
        value is null or < 1_000_000_000_000 && max is null or < 1_000_000_000_000 && (max is null || max > value);

    private static decimal? Scale(decimal? value, decimal? factor) =>
        value is < 1_000_000_000_000 && factor is { } by ? WithoutTrailingZeros(value.Value * by) : value;

    private static decimal WithoutTrailingZeros(decimal value) => decimal.Truncate(value) == value ? decimal.Truncate(value) : value;

    private static (FigureKind Kind, string? Unit) ReadUnit(PhraseScanner scanner, int unitStart)
    {
        var start = scanner.Position;
        if (scanner.Accept("%", "PERCENT"))
        {
            return scanner.Accept("POINTS", "POINT")
                ? (FigureKind.PercentPoints, scanner.Text.Verbatim(start, scanner.Position))
                : (FigureKind.Percent, TargetExpression.Percent);
        }

        // The unit of 5个百分点 is 百分点, without 个.
        var named = scanner.Try(() => scanner.Accept("个") && scanner.IsNext("百分点", "点")) ? scanner.Position : start;
        if (scanner.Accept("百分点", "PERCENTAGE POINTS", "PERCENTAGE POINT", "PP"))
        {
            return (FigureKind.PercentPoints, scanner.Text.Verbatim(named, scanner.Position));
        }

        if (scanner.Accept("点", "POINTS", "POINT"))
        {
            return (FigureKind.Points, scanner.Text.Verbatim(named, scanner.Position));
        }

        if (scanner.Accept(TargetWords.TimeUnits))
        {
            return (FigureKind.Time, scanner.Text.Verbatim(start, scanner.Position));
        }

        if (scanner.Accept("倍") || (scanner.NextChar == 'X' && scanner.Accept("X")) || scanner.Accept("TIMES"))
        {
            return (FigureKind.Multiple, null);
        }

        if (scanner.Accept("分") && !scanner.IsNext("制", "之"))
        {
            return (FigureKind.Score, "分");
        }

        scanner.Position = start;
        if (scanner.Accept("元", "人民币"))
        {
            scanner.Try(() => scanner.Accept("/") && scanner.Accept(TargetWords.Measures));
            return (FigureKind.Amount, scanner.Text.Verbatim(unitStart, scanner.Position));
        }

        return AcceptMeasures(scanner)
            ? (FigureKind.Counted, scanner.Text.Verbatim(unitStart, scanner.Position))
            : (FigureKind.Plain, null);
    }

    private static bool AcceptMeasures(PhraseScanner scanner)
    {
        if (scanner.IsNext("个百分") || !scanner.Accept(TargetWords.Measures))
        {
            return TryReadEnglishMeasure(scanner);
        }

        while (scanner.Try(() => scanner.Accept("/") && scanner.Accept(TargetWords.Measures))) { }

        return true;
    }

    /// <summary>Reads the English name of counted things, with at most one adjective (new customers).</summary>
    public static bool TryReadEnglishMeasure(PhraseScanner scanner) =>
        scanner.Try(() => scanner.Skip(TargetWords.EnglishAdjectives) && scanner.Accept(TargetWords.EnglishMeasures));

    // (滿分為5), (5分制), /5, out of 5, on a 5-point scale
    private static decimal? ReadScaleMax(PhraseScanner scanner)
    {
        Figure scale = default;
        var read =
            scanner.Try(() =>
                scanner.Accept("(")
                && scanner.Skip("例如:", "例如", "如")
                && scanner.Skip("满分为", "满分是", "满分")
                && scanner.TryReadNumber(out scale)
                && scanner.Skip("分制", "分")
                && scanner.Accept(")")
            )
            || scanner.Try(() => scanner.Accept("/") && scanner.TryReadNumber(out scale) && scale.Value is 5 or 10 or 100)
            || scanner.Try(() => scanner.Accept("OUT OF") && scanner.TryReadNumber(out scale))
            || scanner.Try(() => scanner.Accept("(") && scanner.Accept("OUT OF") && scanner.TryReadNumber(out scale) && scanner.Accept(")"))
            || scanner.Try(() => scanner.Accept("(百分制)") && (scale = new Figure(100, null)) != default)
            || scanner.Try(() =>
                scanner.Skip(",")
                && scanner.Accept("ON A")
                && scanner.TryReadNumber(out scale)
                && scanner.Skip("-")
                && scanner.Accept("POINT SCALE")
            )
            || scanner.Try(() =>
                scanner.Skip(",") && scanner.Accept("满分") && scanner.Skip("为") && scanner.TryReadNumber(out scale) && scanner.Skip("分")
            );
        return read ? scale.Value : null;
    }
}
