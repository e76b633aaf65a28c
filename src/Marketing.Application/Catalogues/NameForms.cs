using Marketing.Domain.Text;

namespace Marketing.Application.Catalogues;

/// <summary>What the form of a name tells of the entry's kind: the first kind with a word that the name holds, whatever its script.</summary>
/// <param name="otherwise">The kind where the form tells nothing.</param>
/// <param name="forms">Kinds with the words that tell them, the more telling first; words of letters count only whole.</param>
internal sealed class NameForms<TKind>(TKind otherwise, IEnumerable<(TKind Kind, string[] Words)> forms)
    where TKind : struct, Enum
{
    private readonly List<(TKind Kind, List<string> Words)> _forms = [.. forms.Select(form => (form.Kind, form.Words.Select(SearchText.Normalise).ToList()))];

    public TKind Of(string name)
    {
        var key = SearchText.Normalise(name);
        return _forms.Where(form => form.Words.Exists(word => Holds(key, word))).Select(form => (TKind?)form.Kind).FirstOrDefault() ?? otherwise;
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

    /// <summary>Whether the letter there makes one word with the neighbouring one.</summary>
    private static bool Joins(string name, int at, char neighbour) =>
        at >= 0 && at < name.Length && char.IsAsciiLetter(name[at]) && char.IsAsciiLetter(neighbour);
}
