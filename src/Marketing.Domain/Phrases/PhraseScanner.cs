using System.Globalization;

namespace Marketing.Domain.Phrases;

/// <summary>A number in a phrase, or the placeholder in its place.</summary>
/// <param name="Value">The number.</param>
/// <param name="Placeholder">The placeholder.</param>
/// <param name="InDigits">Whether the number is written in ASCII digits.</param>
internal readonly record struct Figure(decimal? Value, string? Placeholder, bool InDigits = false)
{
    /// <summary>The value as an integer; null unless it is a whole number from 0 to 10,000.</summary>
    public int? Whole => Value is >= 0 and <= 10_000 && decimal.Truncate(Value.Value) == Value ? (int)Value.Value : null;
}

/// <summary>
/// Reads a folded phrase from left to right: words, numbers and placeholders. Spaces before a token are skipped.
/// A failed read does not move the position.
/// </summary>
internal sealed class PhraseScanner(PhraseText text, int at, int end)
{
    // T is the launch day, never a placeholder.
    private const char LaunchDay = 'T';

    private static readonly (string Word, int Value)[] EnglishNumbers =
    [
        ("ONE", 1),
        ("TWO", 2),
        ("THREE", 3),
        ("FOUR", 4),
        ("FIVE", 5),
        ("SIX", 6),
        ("SEVEN", 7),
        ("EIGHT", 8),
        ("NINE", 9),
        ("TEN", 10),
        ("ELEVEN", 11),
        ("TWELVE", 12),
        ("FIFTEEN", 15),
        ("TWENTY", 20),
        ("THIRTY", 30),
        ("SIXTY", 60),
        ("NINETY", 90),
    ];

    public PhraseScanner(PhraseText text)
        : this(text, 0, text.Folded.Length) { }

    public PhraseText Text { get; } = text;

    /// <summary>The position of the next character in the folded text.</summary>
    public int Position { get; set; } = at;

    /// <summary>The position where reading stops.</summary>
    public int End { get; } = end;

    public string Folded => Text.Folded;

    public bool IsAtEnd => SkipSpace(Position) >= End;

    public string Remaining => Folded[Position..End];

    /// <summary>The next character that is not a space; <c>\0</c> at the end.</summary>
    public char NextChar => SkipSpace(Position) is var next && next < End ? Folded[next] : '\0';

    /// <summary>Returns a scanner over a range of the same phrase.</summary>
    public PhraseScanner Slice(int from, int to) => new(Text, from, to);

    /// <summary>Returns a second scanner at the same position, for reading ahead.</summary>
    public PhraseScanner Fork() => Slice(Position, End);

    /// <summary>Reads the first of the words that comes next. Latin words match as whole words only.</summary>
    public bool Accept(params ReadOnlySpan<string> words)
    {
        var start = SkipSpace(Position);
        if (start < End)
        {
            var first = Folded[start];
            foreach (var word in words)
            {
                if (word[0] == first && Matches(word, start))
                {
                    Position = start + word.Length;
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Reads the first word of the table that comes next and returns its meaning.</summary>
    public bool Accept<T>(ReadOnlySpan<(string Word, T Meaning)> table, out T meaning)
    {
        var start = SkipSpace(Position);
        if (start < End)
        {
            var first = Folded[start];
            foreach (ref readonly var row in table)
            {
                if (row.Word[0] == first && Matches(row.Word, start))
                {
                    Position = start + row.Word.Length;
                    meaning = row.Meaning;
                    return true;
                }
            }
        }

        meaning = default!;
        return false;
    }

    /// <summary>Reads one of the words if it comes next. Always returns true, so that it fits into a chain of conditions.</summary>
    public bool Skip(params ReadOnlySpan<string> words)
    {
        Accept(words);
        return true;
    }

    /// <summary>Returns whether one of the words comes next, without reading it.</summary>
    public bool IsNext(params ReadOnlySpan<string> words)
    {
        var mark = Position;
        var isNext = Accept(words);
        Position = mark;
        return isNext;
    }

    /// <summary>Returns the positions of a word in the remaining text.</summary>
    public IEnumerable<int> PositionsOf(string word)
    {
        for (
            var found = Folded.IndexOf(word, Position, End - Position, StringComparison.Ordinal);
            found >= 0;
            found = found + 1 < End ? Folded.IndexOf(word, found + 1, End - found - 1, StringComparison.Ordinal) : -1
        )
        {
            if (IsWhole(word, found))
            {
                yield return found;
            }
        }
    }

    /// <summary>Runs a rule and restores the position if the rule fails.</summary>
    public bool Try(Func<bool> rule)
    {
        var mark = Position;
        if (rule())
        {
            return true;
        }

        Position = mark;
        return false;
    }

    /// <summary>Reads a number or a placeholder.</summary>
    public bool TryReadFigure(out Figure figure) => TryReadNumber(out figure) || TryReadPlaceholder(out figure);

    /// <summary>Reads a number in digits, Chinese numerals or English words.</summary>
    public bool TryReadNumber(out Figure figure)
    {
        var start = SkipSpace(Position);
        var inDigits = TryScanDecimal(start, out var value, out var next);
        if ((inDigits || Numerals.TryRead(Folded.AsSpan(start, End - start), out value, out next, start)) && !IsGlyphAt(next))
        {
            Position = next;
            figure = new Figure(value, null, inDigits);
            return true;
        }

        if (Accept(EnglishNumbers, out var number))
        {
            figure = new Figure(number, null);
            return true;
        }

        figure = default;
        return false;
    }

    /// <summary>Reads a placeholder: a capital letter (A, X), a run of X, N, Y, M, D or underscores, or a token in brackets.</summary>
    public bool TryReadPlaceholder(out Figure figure)
    {
        var start = SkipSpace(Position);
        var next = PlaceholderEnd(start);
        if (next == start || IsGlyphAt(next))
        {
            figure = default;
            return false;
        }

        Position = next;
        figure = new Figure(null, Text.Verbatim(start, next));
        return true;
    }

    /// <summary>Reads a whole number of at most <paramref name="maxDigits"/> ASCII digits.</summary>
    public bool TryReadDigits(int maxDigits, out int value)
    {
        var start = SkipSpace(Position);
        var next = start;
        while (next < End && char.IsAsciiDigit(Folded[next]))
        {
            next++;
        }

        value = 0;
        if (next == start || next - start > maxDigits || IsGlyphAt(next) || Numerals.IsInside(Folded, start))
        {
            return false;
        }

        value = int.Parse(Folded.AsSpan(start, next - start), CultureInfo.InvariantCulture);
        Position = next;
        return true;
    }

    private bool TryScanDecimal(int start, out decimal value, out int next)
    {
        value = 0;
        next = start;
        while (next < End && (char.IsAsciiDigit(Folded[next]) || IsSeparator(next, start)))
        {
            next++;
        }

        if (next == start || next - start > 19 || (start > 0 && (IsNumberPart(Folded[start - 1]) || Numerals.IsInside(Folded, start))))
        {
            return false;
        }

        var digits = Folded[start..next].Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    // A comma must be followed by exactly three digits, a decimal point by a digit.
    private bool IsSeparator(int at, int start)
    {
        if (at == start || at + 1 >= End || !char.IsAsciiDigit(Folded[at + 1]))
        {
            return false;
        }

        if (Folded[at] == '.')
        {
            return !Folded.AsSpan(start, at - start).Contains('.');
        }

        return Folded[at] == ','
            && at + 3 < End
            && Folded.AsSpan(at + 1, 3).IndexOfAnyExceptInRange('0', '9') < 0
            && (at + 4 >= End || !char.IsAsciiDigit(Folded[at + 4]))
            && !Folded.AsSpan(start, at - start).Contains('.');
    }

    private bool IsGlyphAt(int at) => at < Folded.Length && NumberGlyphs.IsGlyph(Folded[at]);

    private static bool IsNumberPart(char c) => char.IsAsciiDigit(c) || c == '.';

    private int PlaceholderEnd(int start)
    {
        if (start >= End)
        {
            return start;
        }

        var first = Folded[start];
        if (first == '[')
        {
            var close = Folded.IndexOf(']', start, Math.Min(End - start, 24));
            return close > start + 1 ? close + 1 : start;
        }

        if (first != '_' && (!char.IsAsciiLetterUpper(first) || first == LaunchDay))
        {
            return start;
        }

        if (first != '_' && start > 0 && (char.IsAsciiLetterOrDigit(Folded[start - 1]) || NumberGlyphs.IsGlyph(Folded[start - 1])))
        {
            return start;
        }

        var next = start;
        while (next < End && Folded[next] == first && (next == start || first is '_' or 'X' or 'N' or 'Y' or 'M' or 'D'))
        {
            next++;
        }

        var isPartOfWord = next < End && char.IsAsciiLetterOrDigit(Folded[next]);
        return isPartOfWord && first != '_' ? start : next;
    }

    private bool Matches(string word, int start) =>
        start + word.Length <= End && Folded.AsSpan(start).StartsWith(word, StringComparison.Ordinal) && IsWhole(word, start);

    private bool IsWhole(string word, int start) =>
        !(char.IsAsciiLetter(word[0]) && start > 0 && char.IsAsciiLetter(Folded[start - 1]))
        && !(char.IsAsciiLetter(word[^1]) && start + word.Length < Folded.Length && ContinuesWord(Folded[start + word.Length]));

    private static bool ContinuesWord(char c) => char.IsAsciiLetter(c) || NumberGlyphs.IsGlyph(c);

    private int SkipSpace(int from)
    {
        while (from < End && Folded[from] == ' ')
        {
            from++;
        }

        return from;
    }
}
