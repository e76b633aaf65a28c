using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Parses quantities as plans word them (3名, X家核心经销商, 10万人次, 20%, 5 distributors), in Simplified or Traditional Chinese or English.
/// Minimums, ranges, approximations and other inexact quantities are kept as text without value and placeholder.
/// </summary>
public static class PlannedNumberParser
{
    public static PlannedNumber Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(new PhraseScanner(PhraseText.Of(text))) is { } number ? number with { Text = text } : new PlannedNumber { Text = text };
    }

    private static PlannedNumber? Read(PhraseScanner scanner)
    {
        if (
            TargetFigure.Read(scanner) is not { Comparator: null, MaxValue: null, ScaleMax: null } figure
            || (figure.Unit is null && !IsAtEnd(scanner))
        )
        {
            return null;
        }

        // The counted things may follow their measure word: X家[核心经销商].
        var isCounted =
            figure.Kind == FigureKind.Counted
            && !scanner.IsNext("以", "左右", "上下", "多", "余", "或", "/")
            && !FrequencyActivity.HoldsEnglishLimit(scanner.Remaining)
            && TargetPlainness.IsPlain(scanner);
        return
            (isCounted || IsAtEnd(scanner))
            && figure.Kind is FigureKind.Plain or FigureKind.Percent or FigureKind.Counted or FigureKind.Time or FigureKind.Score
            ? new PlannedNumber
            {
                Value = figure.Value,
                Placeholder = figure.Placeholder,
                Unit = figure.Unit,
            }
            : null;
    }

    private static bool IsAtEnd(PhraseScanner scanner)
    {
        scanner.Skip("。", ".", ";", ",");
        return scanner.IsAtEnd;
    }
}
