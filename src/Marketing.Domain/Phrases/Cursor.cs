using System.Globalization;

namespace Marketing.Domain.Phrases;

/// <summary>A figure of a phrase: a number, or the letter or token that stands for it in a template.</summary>
internal readonly record struct Figure(decimal? Value, string? Placeholder)
{
    /// <summary>The number, if it is a whole one that counts time.</summary>
    public int? Whole => Value is >= 0 and <= 10_000 && decimal.Truncate(Value.Value) == Value ? (int)Value.Value : null;
}

/// <summary>A reading position in a folded phrase, with the words and figures that all grammars share. A failed read leaves the position alone.</summary>
internal sealed class Cursor(PhraseText text, int at, int end)
{
    // T is the day of the launch, never a placeholder.
    private const char LaunchDay = 'T';

    private static readonly (string Word, int Value)[] EnglishNumbers =
    [
        ("ONE", 1), ("TWO", 2), ("THREE", 3), ("FOUR", 4), ("FIVE", 5), ("SIX", 6), ("SEVEN", 7), ("EIGHT", 8), ("NINE", 9), ("TEN", 10), ("ELEVEN", 11),
        ("TWELVE", 12), ("FIFTEEN", 15), ("TWENTY", 20), ("THIRTY", 30), ("SIXTY", 60), ("NINETY", 90),
    ];

    public Cursor(PhraseText text) : this(text, 0, text.Folded.Length)
    {
    }

    public PhraseText Text { get; } = text;

    /// <summary>Reading position in the folded text.</summary>
    public int At { get; set; } = at;

    /// <summary>End of what may be read.</summary>
    public int End { get; } = end;

    public string Folded => Text.Folded;

    public bool IsAtEnd => SkipSpace(At) >= End;

    public string Rest => Folded[At..End];

    public char Next => SkipSpace(At) is var next && next < End ? Folded[next] : '\0';

    /// <summary>A cursor over a part of the same phrase.</summary>
    public Cursor Over(int from, int to) => new(Text, from, to);

    /// <summary>Reads the first of the words that stands here; Latin words only as whole words.</summary>
    public bool Eat(params ReadOnlySpan<string> words)
    {
        var start = SkipSpace(At);
        if (start < End)
        {
            var first = Folded[start];
            foreach (var word in words)
            {
                if (word[0] == first && Stands(word, start))
                {
                    At = start + word.Length;
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Reads words of a table and gives what the table says of it.</summary>
    public bool Eat<T>(ReadOnlySpan<(string Word, T Meaning)> table, out T meaning)
    {
        var start = SkipSpace(At);
        if (start < End)
        {
            var first = Folded[start];
            foreach (ref readonly var row in table)
            {
                if (row.Word[0] == first && Stands(row.Word, start))
                {
                    At = start + row.Word.Length;
                    meaning = row.Meaning;
                    return true;
                }
            }
        }

        meaning = default!;
        return false;
    }

    /// <summary>Whether one of the words stands here.</summary>
    public bool Sees(params ReadOnlySpan<string> words)
    {
        var mark = At;
        var sees = Eat(words);
        At = mark;
        return sees;
    }

    /// <summary>Positions from here on at which the word stands.</summary>
    public IEnumerable<int> Find(string word)
    {
        for (var found = Folded.IndexOf(word, At, End - At, StringComparison.Ordinal); found >= 0;
             found = found + 1 < End ? Folded.IndexOf(word, found + 1, End - found - 1, StringComparison.Ordinal) : -1)
        {
            if (IsWhole(word, found))
            {
                yield return found;
            }
        }
    }

    /// <summary>Reads with a rule that either reads completely or not at all.</summary>
    public bool Try(Func<bool> rule)
    {
        var mark = At;
        if (rule())
        {
            return true;
        }

        At = mark;
        return false;
    }

    /// <summary>A number in digits, Chinese numerals or English words, or a placeholder.</summary>
    public bool EatFigure(out Figure figure) => EatNumber(out figure) || EatPlaceholder(out figure);

    /// <summary>A number in digits, Chinese numerals or English words.</summary>
    public bool EatNumber(out Figure figure)
    {
        var start = SkipSpace(At);
        if (ReadDigits(start, out var value, out var next) || Numerals.TryRead(Folded.AsSpan(start, End - start), out value, out next, start))
        {
            At = next;
            figure = new Figure(value, null);
            return true;
        }

        if (Eat(EnglishNumbers, out var number))
        {
            figure = new Figure(number, null);
            return true;
        }

        figure = default;
        return false;
    }

    /// <summary>A placeholder: one Latin letter (X, N), a run of X, N or Y, underscores, or a token in square brackets.</summary>
    public bool EatPlaceholder(out Figure figure)
    {
        var start = SkipSpace(At);
        var next = PlaceholderEnd(start);
        if (next == start)
        {
            figure = default;
            return false;
        }

        At = next;
        figure = new Figure(null, Text.Verbatim(start, next));
        return true;
    }

    /// <summary>A whole number in digits alone, of a given count of digits at most.</summary>
    public bool EatDigits(int maxDigits, out int value)
    {
        var start = SkipSpace(At);
        var next = start;
        while (next < End && char.IsAsciiDigit(Folded[next]))
        {
            next++;
        }

        value = 0;
        if (next == start || next - start > maxDigits)
        {
            return false;
        }

        value = int.Parse(Folded.AsSpan(start, next - start), CultureInfo.InvariantCulture);
        At = next;
        return true;
    }

    private bool ReadDigits(int start, out decimal value, out int next)
    {
        value = 0;
        next = start;
        while (next < End && (char.IsAsciiDigit(Folded[next]) || IsSeparator(next, start)))
        {
            next++;
        }

        if (next == start || next - start > 19 || (start > 0 && IsNumberPart(Folded[start - 1])))
        {
            return false;
        }

        return decimal.TryParse(Folded[start..next].Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    // A comma separates groups of three digits, a point is followed by a digit.
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

        return Folded[at] == ',' && at + 3 < End && Folded.AsSpan(at + 1, 3).IndexOfAnyExceptInRange('0', '9') < 0
            && (at + 4 >= End || !char.IsAsciiDigit(Folded[at + 4])) && !Folded.AsSpan(start, at - start).Contains('.');
    }

    private static bool IsNumberPart(char unit) => char.IsAsciiDigit(unit) || unit == '.';

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

        var next = start;
        while (next < End && Folded[next] == first && (next == start || first is '_' or 'X' or 'N' or 'Y' or 'M' or 'D'))
        {
            next++;
        }

        var isWord = (next < End && char.IsAsciiLetterOrDigit(Folded[next])) || (start > 0 && char.IsAsciiLetterOrDigit(Folded[start - 1]));
        return isWord && first != '_' ? start : next;
    }

    private bool Stands(string word, int start) =>
        start + word.Length <= End && Folded.AsSpan(start).StartsWith(word, StringComparison.Ordinal) && IsWhole(word, start);

    private bool IsWhole(string word, int start) =>
        !(char.IsAsciiLetter(word[0]) && start > 0 && char.IsAsciiLetter(Folded[start - 1])) &&
        !(char.IsAsciiLetter(word[^1]) && start + word.Length < Folded.Length && char.IsAsciiLetter(Folded[start + word.Length]));

    private int SkipSpace(int from)
    {
        while (from < End && Folded[from] == ' ')
        {
            from++;
        }

        return from;
    }
}
