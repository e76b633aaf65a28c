using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Reads quantities as plans write them (3名, X家核心经销商, 10万人次, 20%, 5 distributors), in either Chinese script or English.
/// A minimum, a range, an approximation and whatever else is no exact quantity come back as text alone.
/// </summary>
public static class PlannedNumberParser
{
    /// <summary>Reads one quantity.</summary>
    public static PlannedNumber Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(new Cursor(PhraseText.Of(text))) is { } number ? number with { Text = text } : new PlannedNumber { Text = text };
    }

    private static PlannedNumber? Read(Cursor cursor)
    {
        if (TargetFigure.Read(cursor) is not { Comparator: null, MaxValue: null, ScaleMax: null } figure || (figure.Unit is null && !IsAtEnd(cursor)))
        {
            return null;
        }

        // What is counted may follow its measure: X家[核心经销商].
        var isCounted = figure.Sort == FigureSort.Counted && !cursor.Sees("以", "左右", "上下", "多", "余", "或", "/") && TargetContext.IsPlain(cursor);
        return (isCounted || IsAtEnd(cursor)) && figure.Sort is FigureSort.Plain or FigureSort.Percent or FigureSort.Counted or FigureSort.Time or FigureSort.Score
            ? new PlannedNumber { Value = figure.Value, Placeholder = figure.Placeholder, Unit = figure.Unit }
            : null;
    }

    private static bool IsAtEnd(Cursor cursor)
    {
        cursor.Eat("。", ".", ";", ",");
        return cursor.IsAtEnd;
    }
}
