namespace Marketing.Domain.Checks;

/// <summary>Shortens texts of the plan for messages.</summary>
internal static class Excerpt
{
    private const int MaxLength = 60;

    /// <summary>Returns the text, or its start if it is long.</summary>
    public static string Of(string text) => Around(text, "");

    /// <summary>Returns the text, or the words around a token if it is long. Surrogate pairs stay whole.</summary>
    public static string Around(string text, string token)
    {
        if (text.Length <= MaxLength)
        {
            return text;
        }

        var at = token.Length == 0 ? 0 : text.IndexOf(token, StringComparison.Ordinal);
        var start = Math.Max(0, at - Math.Max(0, (MaxLength - token.Length) / 2));
        var end = Math.Min(text.Length, Math.Max(start + MaxLength, at + token.Length));
        start = start > 0 && char.IsLowSurrogate(text[start]) ? start - 1 : start;
        end = end < text.Length && char.IsLowSurrogate(text[end]) ? end - 1 : end;
        return (start > 0 ? "…" : "") + text[start..end].Trim() + (end < text.Length ? "…" : "");
    }
}
