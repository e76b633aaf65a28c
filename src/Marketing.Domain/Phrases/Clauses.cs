namespace Marketing.Domain.Phrases;

/// <summary>Splits a text into its clauses.</summary>
internal static class Clauses
{
    /// <summary>
    /// Splits a text at commas, semicolons, full stops, enumeration commas (、) and line breaks. Each clause has its trimmed words
    /// and its text including the separator after it; the texts concatenate to the whole. Empty clauses join the previous one.
    /// The mark of a list (1、) is no clause.
    /// </summary>
    public static List<(string Core, string Text)> Split(string text)
    {
        var parts = new List<(string Core, string Text)>();
        var start = 0;
        for (var at = ListMarks.LengthIn(text); at <= text.Length; at++)
        {
            if (at < text.Length && !IsSeparator(text, at))
            {
                continue;
            }

            var next = Math.Min(at + 1, text.Length);
            var core = text[start..at].Trim();
            if (core.Length > 0)
            {
                parts.Add((core, text[start..next]));
            }
            else if (parts.Count > 0)
            {
                parts[^1] = (parts[^1].Core, parts[^1].Text + text[start..next]);
            }
            else if (next < text.Length)
            {
                continue;
            }

            start = next;
            at += next < text.Length ? ListMarks.LengthIn(text[next..]) : 0;
        }

        return parts;
    }

    // A comma after a digit and before a digit groups thousands or precedes a year (March 15, 2026).
    private static bool IsSeparator(string text, int at) =>
        text[at] is '\uFF0C' or '\uFF1B' or ';' or '。' or '、' or '\n'
        || (text[at] == ',' && !(at > 0 && char.IsAsciiDigit(text[at - 1]) && text.AsSpan(at + 1).TrimStart() is [>= '0' and <= '9', ..]));
}
