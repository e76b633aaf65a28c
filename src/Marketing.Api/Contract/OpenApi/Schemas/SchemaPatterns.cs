namespace Marketing.Api.Contract.OpenApi.Schemas;

/// <summary>Combines several patterns into one.</summary>
internal static class SchemaPatterns
{
    /// <summary>Returns a pattern that matches if all of them match; null if there are none.</summary>
    public static string? Join(IReadOnlyList<string> patterns)
    {
        if (patterns.Count <= 1)
        {
            return patterns.Count == 0 ? null : patterns[0];
        }

        var last = patterns.First(IsAnchored);
        var others = patterns
            .Where(pattern => pattern != last)
            .Select(pattern => IsAnchored(pattern) ? $"(?={pattern[1..]})" : $@"(?=[\s\S]*{pattern})");
        return $"^{string.Concat(others)}{last[1..]}";
    }

    private static bool IsAnchored(string pattern) => pattern.StartsWith('^');
}
