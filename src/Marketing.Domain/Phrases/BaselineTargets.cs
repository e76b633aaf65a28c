using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>Rules for levels between two figures: from a baseline (從25%提升至35%) or within bounds (between 80% and 90%).</summary>
internal static class BaselineTargets
{
    // 從25%提升至35%, from 25% to 35%
    public static TargetExpression? FromTo(PhraseScanner scanner)
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
    public static TargetExpression? ToFrom(PhraseScanner scanner)
    {
        Direction? direction = ChangeTargets.TryReadVerb(scanner, out var found) ? found : null;
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
        return LevelTargets.Of(to, direction, null) with { Baseline = from.Value, BaselinePlaceholder = from.Placeholder };
    }

    // between 80% and 90%, 介于80%和90%之间
    public static TargetExpression? Between(PhraseScanner scanner)
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
            ? LevelTargets.Of(upper with { Value = low, MaxValue = high }, null, null)
            : null;
    }
}
