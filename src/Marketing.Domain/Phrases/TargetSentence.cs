namespace Marketing.Domain.Phrases;

/// <summary>
/// A sentence that is searched for its target. It knows where figures can stand, so that the search does not read the same words again at
/// every position.
/// </summary>
internal sealed class TargetSentence
{
    // The longest way from the start of a target to its figure: a verb, its object and a comparison.
    private const int Reach = 64;

    private readonly int[] nextFigure;
    private int plainFrom = int.MaxValue;

    public TargetSentence(PhraseScanner whole)
    {
        Whole = whole;
        (PlainUntil, LastFigure) = TargetPlainness.Figures(whole);
        nextFigure = new int[whole.End + 1];
        nextFigure[whole.End] = int.MaxValue;
        for (var at = whole.End - 1; at >= 0; at--)
        {
            nextFigure[at] = CanBeFigure(whole, at) ? at : nextFigure[at + 1];
        }
    }

    public PhraseScanner Whole { get; }

    /// <summary>The position of the first figure, placeholder or hedge. No target starts behind it.</summary>
    public int PlainUntil { get; }

    /// <summary>The position of the last figure, placeholder or hedge; -1 if there is none.</summary>
    public int LastFigure { get; }

    /// <summary>Returns whether the figure of a target that starts at a position can be in reach.</summary>
    public bool HasFigureNear(int at) => nextFigure[at] - (long)at <= Reach;

    /// <summary>Returns whether the words from a position on hold no figure, placeholder or hedge.</summary>
    public bool IsPlainFrom(int at)
    {
        if (at >= plainFrom)
        {
            return true;
        }

        if (at <= LastFigure || !TargetPlainness.IsPlain(Whole.Slice(at, Whole.End)))
        {
            return false;
        }

        plainFrom = at;
        return true;
    }

    private static bool CanBeFigure(PhraseScanner whole, int at)
    {
        var c = whole.Folded[at];
        if (char.IsAsciiLetter(c))
        {
            var isWordStart = at == 0 || !char.IsAsciiLetter(whole.Folded[at - 1]);
            return isWordStart && whole.Slice(at, whole.End) is var next && !next.IsNext("A ", "AN ") && next.TryReadFigure(out _);
        }

        return char.IsAsciiDigit(c) || c is '[' or '_' || Numerals.IsNumeral(c);
    }
}
