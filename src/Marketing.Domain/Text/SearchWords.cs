namespace Marketing.Domain.Text;

/// <summary>
/// The words of a search in normalised texts. All words must occur, in any order. Blanks between Latin and Chinese are optional: CRM系统
/// finds CRM 系统, and the other way round. A longer text, such as a pasted sentence, is searched for as it is.
/// </summary>
public sealed class SearchWords
{
    /// <summary>A text with more words is one phrase.</summary>
    public const int Most = 8;

    /// <summary>The length of an excerpt, without its ellipses. A shorter text is its own excerpt.</summary>
    public const int ExcerptLength = 160;

    /// <summary>Up to this number of changes between Latin and Chinese, every combination of blanks is searched for.</summary>
    private const int MostChanges = 3;

    private SearchWords(IReadOnlyList<IReadOnlyList<string>> words) => Words = words;

    /// <summary>The words, each with the spellings that count as the same.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Words { get; }

    /// <summary>Splits a search at white space.</summary>
    public static SearchWords Of(string text)
    {
        var normalised = SearchText.Normalise(text);
        var words = normalised.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        return new SearchWords(
            words.Count > Most
                ?
                [
                    [normalised],
                ]
                : [.. words.Select(word => SpellingsOf(word).ToList())]
        );
    }

    /// <summary>Returns whether a normalised text contains every word.</summary>
    public bool AreIn(string normalised) =>
        Words.All(word => word.Any(spelling => normalised.Contains(spelling, StringComparison.Ordinal)));

    /// <summary>Returns whether a text contains a word in one of its spellings.</summary>
    public static bool Contains(string text, IReadOnlyList<string> word)
    {
        var normalised = SearchText.Normalise(text);
        return word.Any(spelling => normalised.Contains(spelling, StringComparison.Ordinal));
    }

    /// <summary>Returns the place of the first word that a text contains, as a short excerpt; null if it contains none.</summary>
    public string? ExcerptOf(string text)
    {
        var normalised = SearchText.Normalise(text);
        var found = Words.SelectMany(word => word).FirstOrDefault(word => normalised.Contains(word, StringComparison.Ordinal));
        if (found is null || text.Length <= ExcerptLength)
        {
            return found is null ? null : text;
        }

        // The word ends with the shortest beginning of the text that contains it.
        var (end, high) = (1, text.Length);
        while (end < high)
        {
            var middle = (end + high) / 2;
            var contains = SearchText.Normalise(text[..middle]).Contains(found, StringComparison.Ordinal);
            (end, high) = contains ? (end, middle) : (middle + 1, high);
        }

        var first = Math.Max(0, Math.Min(end - found.Length - (ExcerptLength / 4), text.Length - ExcerptLength));
        var last = Math.Min(text.Length, first + ExcerptLength);
        first += first > 0 && char.IsLowSurrogate(text[first]) ? 1 : 0;
        last -= char.IsHighSurrogate(text[last - 1]) ? 1 : 0;
        return (first > 0 ? "…" : "") + text[first..last] + (last < text.Length ? "…" : "");
    }

    private static IEnumerable<string> SpellingsOf(string word)
    {
        var runs = RunsOf(word);
        var changes = runs.Count - 1;
        if (changes > MostChanges)
        {
            return [word, string.Join(' ', runs)];
        }

        return Enumerable
            .Range(0, 1 << changes)
            .Select(blanks => string.Concat(runs.Select((run, at) => at > 0 && (blanks & (1 << (at - 1))) != 0 ? " " + run : run)));
    }

    /// <summary>Splits a word between Latin letters or digits and Chinese characters.</summary>
    private static List<string> RunsOf(string word)
    {
        var (runs, start) = (new List<string>(), 0);
        for (var at = 1; at < word.Length; at++)
        {
            if ((IsLatin(word[at - 1]) && IsHan(word[at])) || (IsHan(word[at - 1]) && IsLatin(word[at])))
            {
                runs.Add(word[start..at]);
                start = at;
            }
        }

        runs.Add(word[start..]);
        return runs;
    }

    private static bool IsLatin(char unit) => unit < '\u2e80' && char.IsLetterOrDigit(unit);

    /// <summary>Surrogates in letters are almost always rare Chinese characters.</summary>
    private static bool IsHan(char unit) =>
        unit is (>= '\u3400' and <= '\u4dbf') or (>= '\u4e00' and <= '\u9fff') or (>= '\uf900' and <= '\ufaff') || char.IsSurrogate(unit);
}
