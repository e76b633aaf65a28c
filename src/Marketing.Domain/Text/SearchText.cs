using System.Text;

namespace Marketing.Domain.Text;

/// <summary>The form of a text that is stored for searching, compared for names (市場部 = 市场部) and sorted by.</summary>
public static class SearchText
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// NFKC, upper case of the invariant culture, traditional characters folded to simplified ones, each run of white space one space, none at the ends.
    /// Compatibility characters may expand, so the result can be longer than the text. Never fails: what is no Unicode text counts as U+FFFD.
    /// </summary>
    public static string Normalise(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var composed = Compose(Mend(text));
        return CollapseWhiteSpace(ScriptFolding.Fold(composed));
    }

    /// <summary>Whether two names are the same once case, width, script and spacing are set aside.</summary>
    public static bool AreSame(string left, string right) =>
        string.Equals(left, right, StringComparison.Ordinal) ||
        string.Equals(Normalise(left), Normalise(right), StringComparison.Ordinal);

    private static string Compose(string text)
    {
        // Upper case of a composed text may compose further, so both run until nothing moves.
        while (true)
        {
            var composed = text.IsNormalized(NormalizationForm.FormKC) ? text : text.Normalize(NormalizationForm.FormKC);
            var upper = composed.ToUpperInvariant();
            if (string.Equals(upper, text, StringComparison.Ordinal))
            {
                return text;
            }

            text = upper;
        }
    }

    private static string Mend(string text)
    {
        StringBuilder? mended = null;
        for (var at = 0; at < text.Length;)
        {
            var valid = Rune.TryGetRuneAt(text, at, out var rune) && rune.Value != 0xFFFE;
            if (!valid)
            {
                mended ??= new StringBuilder(text);
                mended[at] = Replacement;
            }

            at += valid ? rune.Utf16SequenceLength : 1;
        }

        return mended?.ToString() ?? text;
    }

    private static string CollapseWhiteSpace(string text)
    {
        if (IsCollapsed(text))
        {
            return text;
        }

        var collapsed = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            if (!char.IsWhiteSpace(unit))
            {
                collapsed.Append(unit);
            }
            else if (collapsed.Length > 0 && collapsed[^1] != ' ')
            {
                collapsed.Append(' ');
            }
        }

        return collapsed.ToString().TrimEnd(' ');
    }

    private static bool IsCollapsed(string text)
    {
        var afterSpace = true;
        foreach (var unit in text)
        {
            var isSpace = char.IsWhiteSpace(unit);
            if (isSpace && (afterSpace || unit != ' '))
            {
                return false;
            }

            afterSpace = isSpace;
        }

        return text.Length == 0 || !afterSpace;
    }
}
