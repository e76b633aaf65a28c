using Marketing.Domain.Text;

namespace Marketing.Application.Catalogues;

/// <summary>Derives an entry's kind from its name: the first kind with a word that the name contains, in either script.</summary>
/// <param name="otherwise">The kind if the name contains none of the words.</param>
/// <param name="forms">The kinds with their words, the most specific first. Words in Latin letters match only as whole words.</param>
internal sealed class NameForms<TKind>(TKind otherwise, IEnumerable<(TKind Kind, string[] Words)> forms)
    where TKind : struct, Enum
{
    private readonly List<(TKind Kind, List<string> Words)> _forms =
    [
        .. forms.Select(form => (form.Kind, form.Words.Select(SearchText.Normalise).ToList())),
    ];

    public TKind Of(string name)
    {
        var key = SearchText.Normalise(name);
        return _forms.Where(form => form.Words.Exists(word => Holds(key, word))).Select(form => (TKind?)form.Kind).FirstOrDefault()
            ?? otherwise;
    }

    private static bool Holds(string name, string word)
    {
        for (var at = name.IndexOf(word, StringComparison.Ordinal); at >= 0; at = name.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var (before, after) = (at - 1, at + word.Length);
            if (!Joins(name, before, word[0]) && !Joins(name, after, word[^1]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the letter at this position belongs to the same word as its neighbour.</summary>
    private static bool Joins(string name, int at, char neighbour) =>
        at >= 0 && at < name.Length && char.IsAsciiLetter(name[at]) && char.IsAsciiLetter(neighbour);
}
