using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>Rules for levels to reach, to keep or not to exceed: 提升至30%, 控制在5%以下, at least 95%.</summary>
internal static class LevelTargets
{
    private const int MaxWholeLength = 12;

    private static readonly string[] Prepositions = ["至", "到", "TO"];

    // The percentage of an earlier or foreign figure is a multiple, not a level: 去年的120%.
    private static readonly string[] Comparisons =
    [
        "去年",
        "上年",
        "往年",
        "同期",
        "原",
        "现",
        "目前",
        "基准",
        "基线",
        "行业",
        "平均",
        "竞品",
        "对手",
        "上季",
        "上月",
    ];

    // 提升至30%, 降低顾客流失率至5%以下, 提升至会员总数的40%, raise awareness to 80%
    public static TargetExpression? ToLevel(PhraseScanner scanner)
    {
        if (scanner.Accept(TargetWords.ChangeToVerbs, out var direction))
        {
            return ReadFigure(scanner) is { } reached ? Of(reached, direction, null) : null;
        }

        if (!ChangeTargets.TryReadVerb(scanner, out direction))
        {
            return null;
        }

        var mark = scanner.Position;
        if (scanner.Accept("至", "到", "为", "TO") && ReadFigure(scanner) is { } figure)
        {
            return Of(figure, direction, null);
        }

        foreach (var word in Prepositions)
        {
            foreach (var at in TargetObject.EndsOf(scanner, mark, word))
            {
                scanner.Position = at;
                if (TargetFigure.Read(scanner) is { } level)
                {
                    return Of(level, direction, null);
                }
            }
        }

        return null;
    }

    // 達到80%, 控制在5%以下, 维护至少95%, 达到会员总数的40%, reach 80%; 实现10%的增长 is a change.
    public static TargetExpression? ReachLevel(PhraseScanner scanner)
    {
        if (!scanner.Accept(TargetWords.LevelVerbs, out var meaning))
        {
            return null;
        }

        if (!scanner.IsNext("AT LEAST", "AT MOST"))
        {
            scanner.Skip("了", "在", "AT");
        }

        scanner.Skip("A ", "AN ");
        if (ReadFigure(scanner) is not { Kind: not FigureKind.Multiple } figure)
        {
            return null;
        }

        return ChangeNouns.TryRead(scanner, out var direction, out var isRelative)
            ? ChangeTargets.OfPercentage(figure, direction, isRelative)
            : Of(figure, meaning.Direction, meaning.Comparator);
    }

    // 90%以上, 至少10个, X%, 4.5(滿分為5)
    public static TargetExpression? Bare(PhraseScanner scanner) =>
        TargetFigure.Read(scanner) is { Kind: not (FigureKind.Multiple or FigureKind.PercentPoints or FigureKind.Points) } figure
            ? Of(figure, null, null)
            : null;

    /// <summary>Returns the level of a figure. If the text states no comparison, the direction or the verb implies one.</summary>
    public static TargetExpression Of(TargetFigure figure, Direction? direction, Comparator? implied)
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

    /// <summary>Returns whether words end in a figure that a percentage may be taken of.</summary>
    public static bool EndsInComparison(string words) =>
        words.EndsWith('的')
        && Comparisons.Any(word =>
            words.LastIndexOf(word, StringComparison.Ordinal) is >= 0 and var at && words.Length - at <= MaxWholeLength
        );

    // The whole that a share is taken of may stand before it: 会员总数的40%.
    private static TargetFigure? ReadFigure(PhraseScanner scanner)
    {
        var mark = scanner.Position;
        if (TargetFigure.Read(scanner) is { } figure)
        {
            return figure;
        }

        for (var at = mark; at < scanner.End && at - mark < MaxWholeLength; at++)
        {
            var c = scanner.Folded[at];
            var isVague = c == '数' && at + 1 < scanner.End && scanner.Folded[at + 1] != '的';
            if (
                char.IsAscii(c)
                || Numerals.IsNumeral(c)
                || NumberGlyphs.IsGlyph(c)
                || isVague
                || ",;。、近约几每不".Contains(c, StringComparison.Ordinal)
            )
            {
                break;
            }

            if (c == '的' && at > mark)
            {
                scanner.Position = at + 1;
                var isShare = !EndsInComparison(scanner.Folded[mark..(at + 1)]);
                return isShare && TargetFigure.Read(scanner) is { Kind: FigureKind.Percent } share ? share : null;
            }
        }

        return null;
    }
}
