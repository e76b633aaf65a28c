using System.Buffers;
using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>Targets in Chinese and English. Each rule reads from the cursor or answers null; what stands around the target is not its business.</summary>
internal static class TargetGrammar
{
    private const int MaxObject = 40;

    private static readonly (string Word, decimal Factor)[] Multiples =
    [
        ("翻一番", 2), ("翻两番", 4), ("翻了一番", 2), ("翻倍", 2), ("翻番", 2), ("加倍", 2), ("翻三番", 8), ("DOUBLE", 2), ("DOUBLES", 2), ("DOUBLED", 2), ("DOUBLING", 2), ("TRIPLE", 3), ("TRIPLES", 3), ("TRIPLING", 3), ("QUADRUPLE", 4),
    ];

    private static readonly string[] Bases = ["原来的", "原有的", "原来", "现在的", "目前的", "去年的", "上年的", "基准的"];

    // An object between verb and figure holds no other verb, comparison or preposition.
    private static readonly string[] NotInObjects = ["达", "至", "到", "在", "为", "超", "以", "不", "少", "从", "由", "后", "内", "每", "约", "。", ",", ";", "、", "%", "(", ")"];

    private static readonly string[] EnglishPrepositions = [" TO", " AT", " FROM", " BELOW", " UNDER", " ABOVE", " OVER", " THAN", " IN", " ABOUT", " AROUND", " NEARLY", " ALMOST", " ROUGHLY"];

    // The words a target may begin with, besides its figure.
    private static readonly SearchValues<char> Beginnings = SearchValues.Create(
    [
        .. TargetWords.Movers.Select(row => row.Word[0]), .. TargetWords.MoversTo.Select(row => row.Word[0]), .. TargetWords.Levels.Select(row => row.Word[0]),
        .. TargetWords.Before.Select(row => row.Word[0]), .. Multiples.Select(row => row.Word[0]), .. "从由自同环比较相原现目去上基介百减TBHA",
    ]);

    /// <summary>Reads a target that starts here.</summary>
    public static TargetExpression? Read(Cursor cursor)
    {
        if (!Beginnings.Contains(cursor.Next) && !Numerals.MayBeginFigure(cursor.Next))
        {
            return null;
        }

        var start = cursor.At;
        foreach (var rule in (Func<Cursor, TargetExpression?>[])[FromTo, ToFrom, Between, Halving, Doubling, Change, ToLevel, ReachLevel, Nominal, Bare])
        {
            cursor.At = start;
            if (rule(cursor) is { } target)
            {
                return target;
            }
        }

        return null;
    }

    // 從25%提升至35%, from 25% to 35%.
    private static TargetExpression? FromTo(Cursor cursor)
    {
        if (!cursor.Eat("从", "由", "自", "FROM") || TargetFigure.Read(cursor, mayRange: false) is not { Comparator: null } from)
        {
            return null;
        }

        cursor.Eat("的", "逐步");
        var moves = cursor.Eat(TargetWords.MoversTo, out var direction);
        if (!moves)
        {
            moves = cursor.Eat(TargetWords.Movers, out direction);
            if (!cursor.Eat("至", "到", "为", "TO"))
            {
                return null;
            }
        }

        if (TargetFigure.Read(cursor) is not { Sort: not (FigureSort.Multiple or FigureSort.PercentPoints) } to || (from.Sort != to.Sort && from.Sort != FigureSort.Plain))
        {
            return null;
        }

        var way = moves ? direction : from.Value < to.Value ? Direction.Increase : from.Value > to.Value ? Direction.Decrease : (Direction?)null;
        return Level(to, way, null) with { Baseline = from.Value, BaselinePlaceholder = from.Placeholder };
    }

    // to 35 % from 25 %, increase to 35% from 25%.
    private static TargetExpression? ToFrom(Cursor cursor)
    {
        Direction? direction = EatMover(cursor, out var found) ? found : null;
        if (!cursor.Eat("TO") || TargetFigure.Read(cursor, mayRange: false) is not { } to || !cursor.Eat("FROM") || TargetFigure.Read(cursor, mayRange: false) is not { Comparator: null } from
            || (from.Sort != to.Sort && from.Sort != FigureSort.Plain) || to.Sort is FigureSort.Multiple or FigureSort.PercentPoints)
        {
            return null;
        }

        direction ??= from.Value < to.Value ? Direction.Increase : from.Value > to.Value ? Direction.Decrease : null;
        return Level(to, direction, null) with { Baseline = from.Value, BaselinePlaceholder = from.Placeholder };
    }

    // between 80% and 90%, 介于80%和90%之间.
    private static TargetExpression? Between(Cursor cursor)
    {
        if (!cursor.Eat("BETWEEN", "介于") || TargetFigure.Read(cursor, mayRange: false) is not { Comparator: null, Value: { } low, ScaleMax: null } lower || !cursor.Eat("AND", "和", "与", "至", "到"))
        {
            return null;
        }

        return TargetFigure.Read(cursor, mayRange: false) is { Comparator: null, Value: { } high } upper && high > low && (lower.Sort == upper.Sort || lower.Sort == FigureSort.Plain)
            ? Level(upper with { Value = low, MaxValue = high }, null, null)
            : null;
    }

    // 减半, 减少一半, halve, cut by half.
    private static TargetExpression? Halving(Cursor cursor)
    {
        var isHalving = cursor.Eat("减半", "HALVE", "HALVING")
            || (EatMover(cursor, out var direction) && direction == Direction.Decrease && (cursor.Eat("了") || true) && cursor.Eat("一半", "BY HALF", "BY A HALF"));
        return isHalving
            ? new TargetExpression { Kind = TargetKind.ChangePercent, Value = 50, Unit = TargetExpression.Percent, Direction = Direction.Decrease, ChangeBasis = ChangeBasis.Relative }
            : null;
    }

    // 翻一番, 增加一倍, 提升至2倍, 2倍, doubles. 增长2倍 may be twice or three times as much.
    private static TargetExpression? Doubling(Cursor cursor)
    {
        if (cursor.Eat(Multiples, out var factor))
        {
            return new TargetExpression { Kind = TargetKind.Multiple, Value = factor, Direction = Direction.Increase, Comparator = cursor.Eat(TargetWords.Behind, out var bound) ? bound : null };
        }

        var moves = EatMover(cursor, out var direction);
        cursor.Eat("了");
        var reaches = moves ? cursor.Eat("至", "到", "为", "达到", "TO") : cursor.Eat(TargetWords.MoversTo, out direction);
        moves = moves || reaches;
        if (!moves && cursor.Try(() => cursor.Eat("达到", "达") && cursor.Sees(Bases)))
        {
            (moves, reaches, direction) = (true, true, Direction.Achieve);
        }

        cursor.Eat(Bases);
        if (TargetFigure.Read(cursor) is not { Sort: FigureSort.Multiple, MaxValue: null } figure)
        {
            return null;
        }

        if (moves && !reaches)
        {
            return figure.Value == 1 && direction == Direction.Increase ? new TargetExpression { Kind = TargetKind.Multiple, Value = 2, Direction = direction, Comparator = figure.Comparator } : null;
        }

        return new TargetExpression
        {
            Kind = TargetKind.Multiple,
            Value = figure.Value,
            Placeholder = figure.Placeholder,
            Comparator = figure.Comparator,
            Direction = moves ? direction : null,
        };
    }

    // 提升5個百分點, 增加20%, 同比增长X%, 提升产品销量20%, increase sales by 20%.
    private static TargetExpression? Change(Cursor cursor)
    {
        if (ChangeOf(cursor) is { } noun)
        {
            return noun;
        }

        var isRelative = cursor.Eat("同比", "环比", "比上年", "较上年", "较去年", "比去年", "较基准", "相对");
        if (!EatMover(cursor, out var direction))
        {
            return null;
        }

        cursor.Eat("了");
        var mark = cursor.At;
        _ = cursor.Eat("BY", "OF");
        var figure = TargetFigure.Read(cursor);
        if (figure is null && !SkipObject(cursor, mark, "BY", out figure))
        {
            return null;
        }

        // 提升20%至30% may be a range of changes or a change that leads to a level.
        var isTwofold = figure!.MaxValue is not null && cursor.Folded.AsSpan(mark, cursor.At - mark).IndexOfAny("至到") is > 0 and var at && cursor.Folded[mark + at - 1] == '%';
        return figure.ScaleMax is not null || isTwofold ? null : OfChange(figure, direction, isRelative);
    }

    // an increase in sales of 20%, a reduction of 10%.
    private static TargetExpression? ChangeOf(Cursor cursor)
    {
        var start = cursor.At;
        cursor.Eat("AN", "A");
        Direction? direction = cursor.Eat("INCREASE", "GROWTH", "RISE", "IMPROVEMENT", "UPLIFT") ? Direction.Increase : cursor.Eat("DECREASE", "REDUCTION", "DROP", "DECLINE") ? Direction.Decrease : null;
        var mark = cursor.At;
        if (direction is { } way && cursor.Sees("OF", "IN"))
        {
            if (cursor.Eat("OF") && TargetFigure.Read(cursor) is { ScaleMax: null } direct)
            {
                return OfChange(direct, way, isRelative: false);
            }

            cursor.At = mark;
            if (cursor.Eat("IN") && SkipObject(cursor, mark, "OF", out var figure) && figure!.ScaleMax is null)
            {
                return OfChange(figure, way, isRelative: false);
            }
        }

        cursor.At = start;
        return null;
    }

    private static TargetExpression? OfChange(TargetFigure figure, Direction direction, bool isRelative)
    {
        TargetExpression? target = figure.Sort switch
        {
            FigureSort.Percent => new()
            {
                Kind = TargetKind.ChangePercent,
                Unit = figure.Unit,
                ChangeBasis = isRelative ? ChangeBasis.Relative : ChangeBasis.Unspecified,
            },
            FigureSort.PercentPoints => new() { Kind = TargetKind.ChangePoints, Unit = figure.Unit, ChangeBasis = ChangeBasis.Points },
            FigureSort.Points or FigureSort.Score => new() { Kind = TargetKind.ChangePoints, Unit = figure.Unit },
            FigureSort.Counted => new() { Kind = TargetKind.Count, Unit = figure.Unit },
            _ => null,
        };
        return target is null ? null : target with
        {
            Value = figure.Value,
            MaxValue = figure.MaxValue,
            Placeholder = figure.Placeholder,
            Comparator = figure.Comparator,
            Direction = direction,
        };
    }

    // 提升至30%, 降低顾客流失率至5%以下, raise awareness to 80%.
    private static TargetExpression? ToLevel(Cursor cursor)
    {
        if (cursor.Eat(TargetWords.MoversTo, out var direction))
        {
            return TargetFigure.Read(cursor) is { } reached ? Level(reached, direction, null) : null;
        }

        if (!EatMover(cursor, out direction))
        {
            return null;
        }

        var mark = cursor.At;
        if (cursor.Eat("至", "到", "为", "TO") && TargetFigure.Read(cursor) is { } figure)
        {
            return Level(figure, direction, null);
        }

        foreach (var word in (string[])["至", "到", "TO"])
        {
            if (SkipObject(cursor, mark, word, out var behind))
            {
                return Level(behind!, direction, null);
            }
        }

        return null;
    }

    // 達到80%, 控制在5%以下, 维护至少95%, reach 80%.
    private static TargetExpression? ReachLevel(Cursor cursor)
    {
        if (!cursor.Eat(TargetWords.Levels, out var meaning))
        {
            return null;
        }

        _ = cursor.Sees("AT LEAST", "AT MOST") || cursor.Eat("了", "在", "AT");
        if (TargetFigure.Read(cursor) is not { } figure || figure.Sort is FigureSort.Multiple)
        {
            return null;
        }

        return Level(figure, meaning.Direction, meaning.Comparator);
    }

    // a 20% increase in sales, 20% growth.
    private static TargetExpression? Nominal(Cursor cursor)
    {
        cursor.Eat("A", "AN");
        if (TargetFigure.Read(cursor) is not { Sort: FigureSort.Percent or FigureSort.PercentPoints or FigureSort.Points } figure)
        {
            return null;
        }

        var isRelative = cursor.Eat("YEAR-ON-YEAR", "YEAR-OVER-YEAR", "YEAR ON YEAR", "YEAR OVER YEAR", "YOY", "的同比", "同比");
        Direction? direction = cursor.Eat("INCREASE", "GROWTH", "RISE", "IMPROVEMENT", "UPLIFT", "的增长", "的提升", "增长", "增幅") ? Direction.Increase
            : cursor.Eat("DECREASE", "REDUCTION", "DROP", "的下降", "的降低", "降幅") ? Direction.Decrease : null;
        return direction is { } way ? OfChange(figure, way, isRelative) : null;
    }

    // 90%以上, 至少10个, X%, 4.5(滿分為5).
    private static TargetExpression? Bare(Cursor cursor) =>
        TargetFigure.Read(cursor) is { Sort: not (FigureSort.Multiple or FigureSort.PercentPoints or FigureSort.Points) } figure ? Level(figure, null, null) : null;

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
            Kind = figure.Sort == FigureSort.Counted ? TargetKind.Count : TargetKind.Level,
            Value = figure.Value,
            MaxValue = figure.MaxValue,
            Placeholder = figure.Placeholder,
            Unit = figure.Unit,
            Comparator = figure.Comparator ?? (figure.MaxValue is null ? implied : null),
            Direction = direction,
            ScaleMax = figure.ScaleMax,
        };
    }

    // 增长率, 增幅 and their like are names of figures, not verbs.
    private static bool EatMover(Cursor cursor, out Direction direction)
    {
        Direction found = default;
        var read = cursor.Try(() => cursor.Eat(TargetWords.Movers, out found) && !cursor.Sees("率", "幅", "量", "额", "速", "值"));
        direction = found;
        return read;
    }

    // 提升满意度不低于90% wants a level, 提升销量至少20% a change: the words do not tell which.
    private static bool ComparesBefore(Cursor cursor, int at) => cursor.Over(at, cursor.End).Eat(TargetWords.Before, out _);

    // Words between the verb and its figure: 提升[产品销量]20%, raise [awareness] to 80%.
    private static bool SkipObject(Cursor cursor, int from, string word, out TargetFigure? figure)
    {
        figure = null;
        for (var at = from + 1; at < cursor.End && at - from <= MaxObject; at++)
        {
            var between = cursor.Folded[from..at];
            if (char.IsAsciiDigit(between[^1]) || NotInObjects.Any(between.EndsWith) || (word == "BY" && EnglishPrepositions.Any(between.EndsWith)))
            {
                return false;
            }

            cursor.At = at;
            var isWordStart = !(char.IsAsciiLetterOrDigit(cursor.Folded[at]) && char.IsAsciiLetterOrDigit(cursor.Folded[at - 1]));
            if (isWordStart && (cursor.Eat(word) || (word == "BY" && cursor.Folded[at - 1] != '-')) && TargetFigure.Read(cursor) is { } found)
            {
                figure = found;
                return word != "BY" || (found.Sort is not (FigureSort.Plain or FigureSort.Counted) && !ComparesBefore(cursor, at));
            }
        }

        return false;
    }
}
