using System.Buffers;
using Marketing.Domain.Values;
using static Marketing.Domain.Phrases.WordTable;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Rules for targets in Chinese and English. A rule returns null if it does not match.
/// <see cref="TargetContext"/> checks the words around the target.
/// </summary>
internal static class TargetGrammar
{
    private const int MaxObjectLength = 40;

    private static readonly (string Word, decimal Factor)[] Multiples =
    [
        ("翻一番", 2m),
        ("翻两番", 4m),
        .. Words(2m, "翻了一番", "翻倍", "翻番", "加倍"),
        ("翻三番", 8m),
        .. Words(2m, "DOUBLE", "DOUBLES", "DOUBLED", "DOUBLING"),
        .. Words(3m, "TRIPLE", "TRIPLES", "TRIPLING"),
        ("QUADRUPLE", 4m),
    ];

    private static readonly string[] BaselineWords = ["原来的", "原有的", "原来", "现在的", "目前的", "去年的", "上年的", "基准的"];

    // The object between a verb and its figure must not hold another verb, a comparison or a preposition.
    private static readonly string[] NotInObjects =
    [
        "达",
        "至",
        "到",
        "在",
        "为",
        "超",
        "以",
        "不",
        "少",
        "从",
        "由",
        "后",
        "内",
        "每",
        "约",
        "。",
        ",",
        ";",
        "、",
        "%",
        "(",
        ")",
    ];

    private static readonly string[] EnglishPrepositions =
    [
        " TO",
        " AT",
        " FROM",
        " BELOW",
        " UNDER",
        " ABOVE",
        " OVER",
        " THAN",
        " IN",
        " ABOUT",
        " AROUND",
        " NEARLY",
        " ALMOST",
        " ROUGHLY",
    ];

    private static readonly string[] IncreaseNouns = ["INCREASE", "GROWTH", "RISE", "IMPROVEMENT", "UPLIFT"];
    private static readonly string[] IncreaseNounsAfterFigure = [.. IncreaseNouns, "的增长", "的提升", "增长", "增幅"];
    private static readonly string[] DecreaseNouns = ["DECREASE", "REDUCTION", "DROP", "DECLINE"];

    // The characters that a target can start with, besides those of a figure.
    private static readonly SearchValues<char> FirstCharacters = SearchValues.Create([
        .. TargetWords.ChangeVerbs.Select(row => row.Word[0]),
        .. TargetWords.ChangeToVerbs.Select(row => row.Word[0]),
        .. TargetWords.LevelVerbs.Select(row => row.Word[0]),
        .. TargetWords.ComparatorsBefore.Select(row => row.Word[0]),
        .. Multiples.Select(row => row.Word[0]),
        .. "从由自同环比较相原现目去上基介百减TBHA",
    ]);

    private static readonly Func<PhraseScanner, TargetExpression?>[] Rules =
    [
        FromTo,
        ToFrom,
        Between,
        Halving,
        Multiple,
        Change,
        ToLevel,
        ReachLevel,
        Nominal,
        Bare,
    ];

    /// <summary>Reads a target at the current position.</summary>
    public static TargetExpression? Read(PhraseScanner scanner)
    {
        if (!FirstCharacters.Contains(scanner.NextChar) && !Numerals.CanStartFigure(scanner.NextChar))
        {
            return null;
        }

        var start = scanner.Position;
        foreach (var rule in Rules)
        {
            scanner.Position = start;
            if (rule(scanner) is { } target)
            {
                return target;
            }
        }

        return null;
    }

    // 從25%提升至35%, from 25% to 35%
    private static TargetExpression? FromTo(PhraseScanner scanner)
    {
        if (!scanner.Accept("从", "由", "自", "FROM") || TargetFigure.Read(scanner, mayRange: false) is not { Comparator: null } from)
        {
            return null;
        }

        scanner.Skip("的", "逐步");
        var hasVerb = scanner.Accept(TargetWords.ChangeToVerbs, out var direction);
        if (!hasVerb)
        {
            hasVerb = scanner.Accept(TargetWords.ChangeVerbs, out direction);
            if (!scanner.Accept("至", "到", "为", "TO"))
            {
                return null;
            }
        }

        if (
            TargetFigure.Read(scanner) is not { Kind: not (FigureKind.Multiple or FigureKind.PercentPoints) } to
            || (from.Kind != to.Kind && from.Kind != FigureKind.Plain)
        )
        {
            return null;
        }

        return FromBaseline(from, to, hasVerb ? direction : null);
    }

    // to 35 % from 25 %, increase to 35% from 25%
    private static TargetExpression? ToFrom(PhraseScanner scanner)
    {
        Direction? direction = TryReadChangeVerb(scanner, out var found) ? found : null;
        if (
            !scanner.Accept("TO")
            || TargetFigure.Read(scanner, mayRange: false) is not { } to
            || !scanner.Accept("FROM")
            || TargetFigure.Read(scanner, mayRange: false) is not { Comparator: null } from
            || (from.Kind != to.Kind && from.Kind != FigureKind.Plain)
            || to.Kind is FigureKind.Multiple or FigureKind.PercentPoints
        )
        {
            return null;
        }

        return FromBaseline(from, to, direction);
    }

    private static TargetExpression FromBaseline(TargetFigure from, TargetFigure to, Direction? direction)
    {
        direction ??=
            from.Value < to.Value ? Direction.Increase
            : from.Value > to.Value ? Direction.Decrease
            : null;
        return Level(to, direction, null) with { Baseline = from.Value, BaselinePlaceholder = from.Placeholder };
    }

    // between 80% and 90%, 介于80%和90%之间
    private static TargetExpression? Between(PhraseScanner scanner)
    {
        if (
            !scanner.Accept("BETWEEN", "介于")
            || TargetFigure.Read(scanner, mayRange: false) is not { Comparator: null, Value: { } low, ScaleMax: null } lower
            || !scanner.Accept("AND", "和", "与", "至", "到")
        )
        {
            return null;
        }

        return
            TargetFigure.Read(scanner, mayRange: false) is { Comparator: null, Value: { } high } upper
            && high > low
            && (lower.Kind == upper.Kind || lower.Kind == FigureKind.Plain)
            ? Level(upper with { Value = low, MaxValue = high }, null, null)
            : null;
    }

    // 减半, 减少一半, halve, cut by half
    private static TargetExpression? Halving(PhraseScanner scanner)
    {
        var isHalving =
            scanner.Accept("减半", "HALVE", "HALVING")
            || (
                TryReadChangeVerb(scanner, out var direction)
                && direction == Direction.Decrease
                && scanner.Skip("了")
                && scanner.Accept("一半", "BY HALF", "BY A HALF")
            );
        return isHalving
            ? new TargetExpression
            {
                Kind = TargetKind.ChangePercent,
                Value = 50,
                Unit = TargetExpression.Percent,
                Direction = Direction.Decrease,
                ChangeBasis = ChangeBasis.Relative,
            }
            : null;
    }

    // 翻一番, 增加一倍, 提升至2倍, 2倍, doubles. 增长2倍 is ambiguous: twice or three times as much.
    private static TargetExpression? Multiple(PhraseScanner scanner)
    {
        if (scanner.Accept(Multiples, out var factor))
        {
            return new TargetExpression
            {
                Kind = TargetKind.Multiple,
                Value = factor,
                Direction = Direction.Increase,
                Comparator = scanner.Accept(TargetWords.ComparatorsAfter, out var bound) ? bound : null,
            };
        }

        var hasVerb = TryReadChangeVerb(scanner, out var direction);
        scanner.Skip("了");
        var isLevel = hasVerb ? scanner.Accept("至", "到", "为", "达到", "TO") : scanner.Accept(TargetWords.ChangeToVerbs, out direction);
        hasVerb = hasVerb || isLevel;
        if (!hasVerb && scanner.Try(() => scanner.Accept("达到", "达") && scanner.IsNext(BaselineWords)))
        {
            (hasVerb, isLevel, direction) = (true, true, Direction.Achieve);
        }

        scanner.Skip(BaselineWords);
        if (TargetFigure.Read(scanner) is not { Kind: FigureKind.Multiple, MaxValue: null } figure)
        {
            return null;
        }

        if (hasVerb && !isLevel)
        {
            return figure.Value == 1 && direction == Direction.Increase
                ? new TargetExpression
                {
                    Kind = TargetKind.Multiple,
                    Value = 2,
                    Direction = direction,
                    Comparator = figure.Comparator,
                }
                : null;
        }

        return new TargetExpression
        {
            Kind = TargetKind.Multiple,
            Value = figure.Value,
            Placeholder = figure.Placeholder,
            Comparator = figure.Comparator,
            Direction = hasVerb ? direction : null,
        };
    }

    // 提升5個百分點, 增加20%, 同比增长X%, 提升产品销量20%, increase sales by 20%
    private static TargetExpression? Change(PhraseScanner scanner)
    {
        if (NounChange(scanner) is { } noun)
        {
            return noun;
        }

        var isRelative = scanner.Accept("同比", "环比", "比上年", "较上年", "较去年", "比去年", "较基准", "相对");
        if (!TryReadChangeVerb(scanner, out var direction))
        {
            return null;
        }

        scanner.Skip("了");
        var mark = scanner.Position;
        scanner.Skip("BY", "OF");
        var figure = TargetFigure.Read(scanner);
        if (figure is null && !SkipObject(scanner, mark, "BY", out figure))
        {
            return null;
        }

        // 提升20%至30% is ambiguous: a range of changes, or a change that leads to a level.
        var isAmbiguous =
            figure!.MaxValue is not null
            && scanner.Folded.AsSpan(mark, scanner.Position - mark).IndexOfAny("至到") is > 0 and var at
            && scanner.Folded[mark + at - 1] == '%';
        return figure.ScaleMax is not null || isAmbiguous ? null : ToChange(figure, direction, isRelative);
    }

    // an increase in sales of 20%, a reduction of 10%
    private static TargetExpression? NounChange(PhraseScanner scanner)
    {
        var start = scanner.Position;
        scanner.Skip("AN", "A");
        Direction? direction =
            scanner.Accept(IncreaseNouns) ? Direction.Increase
            : scanner.Accept(DecreaseNouns) ? Direction.Decrease
            : null;
        var mark = scanner.Position;
        if (direction is { } way && scanner.IsNext("OF", "IN"))
        {
            if (scanner.Accept("OF") && TargetFigure.Read(scanner) is { ScaleMax: null } direct)
            {
                return ToChange(direct, way, isRelative: false);
            }

            scanner.Position = mark;
            if (scanner.Accept("IN") && SkipObject(scanner, mark, "OF", out var figure) && figure!.ScaleMax is null)
            {
                return ToChange(figure, way, isRelative: false);
            }
        }

        scanner.Position = start;
        return null;
    }

    private static TargetExpression? ToChange(TargetFigure figure, Direction direction, bool isRelative)
    {
        TargetExpression? target = figure.Kind switch
        {
            FigureKind.Percent => new()
            {
                Kind = TargetKind.ChangePercent,
                Unit = figure.Unit,
                ChangeBasis = isRelative ? ChangeBasis.Relative : ChangeBasis.Unspecified,
            },
            FigureKind.PercentPoints => new()
            {
                Kind = TargetKind.ChangePoints,
                Unit = figure.Unit,
                ChangeBasis = ChangeBasis.Points,
            },
            FigureKind.Points or FigureKind.Score => new() { Kind = TargetKind.ChangePoints, Unit = figure.Unit },
            FigureKind.Counted => new() { Kind = TargetKind.Count, Unit = figure.Unit },
            _ => null,
        };
        return target is null
            ? null
            : target with
            {
                Value = figure.Value,
                MaxValue = figure.MaxValue,
                Placeholder = figure.Placeholder,
                Comparator = figure.Comparator,
                Direction = direction,
            };
    }

    // 提升至30%, 降低顾客流失率至5%以下, raise awareness to 80%
    private static TargetExpression? ToLevel(PhraseScanner scanner)
    {
        if (scanner.Accept(TargetWords.ChangeToVerbs, out var direction))
        {
            return TargetFigure.Read(scanner) is { } reached ? Level(reached, direction, null) : null;
        }

        if (!TryReadChangeVerb(scanner, out direction))
        {
            return null;
        }

        var mark = scanner.Position;
        if (scanner.Accept("至", "到", "为", "TO") && TargetFigure.Read(scanner) is { } figure)
        {
            return Level(figure, direction, null);
        }

        foreach (var word in (string[])["至", "到", "TO"])
        {
            if (SkipObject(scanner, mark, word, out var level))
            {
                return Level(level!, direction, null);
            }
        }

        return null;
    }

    // 達到80%, 控制在5%以下, 维护至少95%, reach 80%
    private static TargetExpression? ReachLevel(PhraseScanner scanner)
    {
        if (!scanner.Accept(TargetWords.LevelVerbs, out var meaning))
        {
            return null;
        }

        if (!scanner.IsNext("AT LEAST", "AT MOST"))
        {
            scanner.Skip("了", "在", "AT");
        }

        if (TargetFigure.Read(scanner) is not { } figure || figure.Kind is FigureKind.Multiple)
        {
            return null;
        }

        return Level(figure, meaning.Direction, meaning.Comparator);
    }

    // a 20% increase in sales, 20% growth
    private static TargetExpression? Nominal(PhraseScanner scanner)
    {
        scanner.Skip("A", "AN");
        if (TargetFigure.Read(scanner) is not { Kind: FigureKind.Percent or FigureKind.PercentPoints or FigureKind.Points } figure)
        {
            return null;
        }

        var isRelative = scanner.Accept("YEAR-ON-YEAR", "YEAR-OVER-YEAR", "YEAR ON YEAR", "YEAR OVER YEAR", "YOY", "的同比", "同比");
        Direction? direction =
            scanner.Accept(IncreaseNounsAfterFigure) ? Direction.Increase
            : scanner.Accept("DECREASE", "REDUCTION", "DROP", "的下降", "的降低", "降幅") ? Direction.Decrease
            : null;
        return direction is { } way ? ToChange(figure, way, isRelative) : null;
    }

    // 90%以上, 至少10个, X%, 4.5(滿分為5)
    private static TargetExpression? Bare(PhraseScanner scanner) =>
        TargetFigure.Read(scanner) is { Kind: not (FigureKind.Multiple or FigureKind.PercentPoints or FigureKind.Points) } figure
            ? Level(figure, null, null)
            : null;

    private static TargetExpression Level(TargetFigure figure, Direction? direction, Comparator? implied)
    {
        implied ??= direction switch
        {
            Direction.Increase or Direction.Achieve => Comparator.Gte,
            Direction.Decrease => Comparator.Lte,
            _ => null,
        };
        return new TargetExpression
        {
            Kind = figure.Kind == FigureKind.Counted ? TargetKind.Count : TargetKind.Level,
            Value = figure.Value,
            MaxValue = figure.MaxValue,
            Placeholder = figure.Placeholder,
            Unit = figure.Unit,
            Comparator = figure.Comparator ?? (figure.MaxValue is null ? implied : null),
            Direction = direction,
            ScaleMax = figure.ScaleMax,
        };
    }

    // 增长率, 增幅 and similar words are names of figures, not verbs.
    private static bool TryReadChangeVerb(PhraseScanner scanner, out Direction direction)
    {
        Direction found = default;
        var read = scanner.Try(() =>
            scanner.Accept(TargetWords.ChangeVerbs, out found) && !scanner.IsNext("率", "幅", "量", "额", "速", "值")
        );
        direction = found;
        return read;
    }

    // 提升满意度不低于90% states a level, 提升销量至少20% a change. The words do not tell them apart, so neither is read.
    private static bool StartsWithComparison(PhraseScanner scanner, int at) =>
        scanner.Slice(at, scanner.End).Accept(TargetWords.ComparatorsBefore, out _);

    // Skips the object between a verb and its figure: 提升[产品销量]20%, raise [awareness] to 80%.
    private static bool SkipObject(PhraseScanner scanner, int from, string word, out TargetFigure? figure)
    {
        figure = null;
        for (var at = from + 1; at < scanner.End && at - from <= MaxObjectLength; at++)
        {
            var between = scanner.Folded[from..at];
            var endsObject =
                char.IsAsciiDigit(between[^1])
                || NotInObjects.Any(between.EndsWith)
                || (word == "BY" && EnglishPrepositions.Any(between.EndsWith));
            if (endsObject)
            {
                return false;
            }

            scanner.Position = at;
            var isWordStart = !(char.IsAsciiLetterOrDigit(scanner.Folded[at]) && char.IsAsciiLetterOrDigit(scanner.Folded[at - 1]));
            var isFigureNext = isWordStart && (scanner.Accept(word) || (word == "BY" && scanner.Folded[at - 1] != '-'));
            if (isFigureNext && TargetFigure.Read(scanner) is { } found)
            {
                figure = found;
                return word != "BY" || (found.Kind is not (FigureKind.Plain or FigureKind.Counted) && !StartsWithComparison(scanner, at));
            }
        }

        return false;
    }
}
