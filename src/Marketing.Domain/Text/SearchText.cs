using System.Text;

namespace Marketing.Domain.Text;

/// <summary>Normalises texts for searching, sorting and the comparison of names (市場部 = 市场部).</summary>
public static class SearchText
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// Applies NFKC, invariant upper case and folding to simplified Chinese, collapses white space and trims. The result can be longer than
    /// the text, because compatibility characters may expand. Never throws: invalid Unicode counts as U+FFFD.
    /// </summary>
    public static string Normalise(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var composed = Compose(Mend(text));
        return CollapseWhiteSpace(ScriptFolding.Fold(composed));
    }

    /// <summary>Returns whether two names are equal, ignoring case, width, script and spacing.</summary>
    public static bool AreSame(string left, string right) =>
        string.Equals(left, right, StringComparison.Ordinal) || string.Equals(Normalise(left), Normalise(right), StringComparison.Ordinal);

    /// <summary>Applies NFKC alone. Never throws: invalid Unicode counts as U+FFFD.</summary>
    internal static string WithoutWidth(string text) => Mend(text).Normalize(NormalizationForm.FormKC);

    private static string Compose(string text)
    {
        // Upper-casing can require another composition, so both are repeated until the text no longer changes.
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
        for (var at = 0; at < text.Length; )
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
