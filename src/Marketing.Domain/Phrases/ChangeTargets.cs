using Marketing.Domain.Values;
using static Marketing.Domain.Phrases.WordTable;

namespace Marketing.Domain.Phrases;

/// <summary>Rules for changes: by a percentage or by points (提升20%, 10%的增长, a reduction of 5 points) and by a factor (翻一番, 减半).</summary>
internal static class ChangeTargets
{
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
    private static readonly string[] IncreaseNouns = ["INCREASE", "GROWTH", "RISE", "IMPROVEMENT", "UPLIFT"];
    private static readonly string[] DecreaseNouns = ["DECREASE", "REDUCTION", "DROP", "DECLINE"];
    private static readonly string[] RelativeWords = ["同比", "环比", "比上年", "较上年", "较去年", "比去年", "较基准", "相对"];

    /// <summary>The first characters of the words that the rules start with.</summary>
    public static IEnumerable<char> FirstCharacters => Multiples.Select(row => row.Word[0]);

    // 减半, 减少一半, halve, cut by half
    public static TargetExpression? Halving(PhraseScanner scanner)
    {
        var isHalving =
            scanner.Accept("减半", "HALVE", "HALVING")
            || (
                TryReadVerb(scanner, out var direction)
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

    /// <summary>Returns whether folded words may hold a multiple: 翻一番, 三倍, doubles.</summary>
    public static bool MayHoldMultiple(string words) =>
        words.Contains('倍') || Multiples.Any(row => words.Contains(row.Word, StringComparison.Ordinal));

    // 翻一番, doubles
    public static TargetExpression? NamedMultiple(PhraseScanner scanner) =>
        scanner.Accept(Multiples, out var factor)
            ? new TargetExpression
            {
                Kind = TargetKind.Multiple,
                Value = factor,
                Direction = Direction.Increase,
                Comparator = scanner.Accept(TargetWords.ComparatorsAfter, out var bound) ? bound : null,
            }
            : null;

    // 增加一倍, 提升至2倍, 2倍. 增长2倍 is ambiguous: twice or three times as much.
    public static TargetExpression? Multiple(PhraseScanner scanner)
    {
        var hasVerb = TryReadVerb(scanner, out var direction);
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
    public static TargetExpression? Change(PhraseScanner scanner)
    {
        if (NounChange(scanner) is { } noun)
        {
            return noun;
        }

        var isRelative = scanner.Accept(RelativeWords);
        if (!TryReadVerb(scanner, out var direction))
        {
            return null;
        }

        scanner.Skip("了");
        var mark = scanner.Position;
        scanner.Skip("BY", "OF");
        var figure = TargetFigure.Read(scanner) ?? FigureBehindObject(scanner, mark);
        if (figure is null)
        {
            return null;
        }

        // 提升20%至30% is ambiguous: a range of changes, or a change that leads to a level.
        var isAmbiguous =
            figure.MaxValue is not null
            && scanner.Folded.AsSpan(mark, scanner.Position - mark).IndexOfAny("至到") is > 0 and var at
            && scanner.Folded[mark + at - 1] == '%';
        return figure.ScaleMax is not null || isAmbiguous ? null : Of(figure, direction, isRelative);
    }

    // 10%的增长, a 20% increase in sales, 20% growth
    public static TargetExpression? Nominal(PhraseScanner scanner)
    {
        scanner.Skip("A", "AN");
        return TargetFigure.Read(scanner) is { } figure && ChangeNouns.TryRead(scanner, out var direction, out var isRelative)
            ? OfPercentage(figure, direction, isRelative)
            : null;
    }

    /// <summary>Returns the change by a percentage or points that a noun names; null for a figure of another kind.</summary>
    public static TargetExpression? OfPercentage(TargetFigure figure, Direction direction, bool isRelative) =>
        figure is { Kind: FigureKind.Percent or FigureKind.PercentPoints or FigureKind.Points, ScaleMax: null }
            ? Of(figure, direction, isRelative)
            : null;

    /// <summary>Reads a verb of change. 增长率, 增幅 and similar words are names of figures, not verbs.</summary>
    public static bool TryReadVerb(PhraseScanner scanner, out Direction direction)
    {
        var mark = scanner.Position;
        if (scanner.Accept(TargetWords.ChangeVerbs, out direction) && !scanner.IsNext(TargetWords.VerbSuffixesOfNouns))
        {
            return true;
        }

        scanner.Position = mark;
        return false;
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
                return Of(direct, way, isRelative: false);
            }

            scanner.Position = mark;
            if (scanner.Accept("IN") && FigureAfter(scanner, mark, "OF") is { ScaleMax: null } figure)
            {
                return Of(figure, way, isRelative: false);
            }
        }

        scanner.Position = start;
        return null;
    }

    private static TargetExpression? Of(TargetFigure figure, Direction direction, bool isRelative)
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

    // 提升[产品销量]20%, increase [sales] by 20%. 提升满意度不低于90% states a level, 提升销量至少20% a change; the words do not tell them apart.
    private static TargetFigure? FigureBehindObject(PhraseScanner scanner, int from)
    {
        foreach (var at in TargetObject.EndsOf(scanner, from, word: null))
        {
            scanner.Position = at;
            var isCompared = scanner.Fork().Accept(TargetWords.ComparatorsBefore, out _);
            if (TargetFigure.Read(scanner) is { } bare)
            {
                return isCompared || bare.Kind is FigureKind.Plain or FigureKind.Counted ? null : bare;
            }
        }

        return FigureAfter(scanner, from, "BY") is { Kind: not (FigureKind.Plain or FigureKind.Counted) } figure ? figure : null;
    }

    private static TargetFigure? FigureAfter(PhraseScanner scanner, int from, string word)
    {
        foreach (var at in TargetObject.EndsOf(scanner, from, word))
        {
            scanner.Position = at;
            if (TargetFigure.Read(scanner) is { } figure)
            {
                return figure;
            }
        }

        return null;
    }
}
