using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Marketing.Api.Contract.Input;

/// <summary>An anchored pattern for a whole text. The time to match grows linearly with the length of the text.</summary>
internal sealed class TextRule
{
    /// <summary>Rules by pattern, because many members share one and compiled patterns use memory.</summary>
    private static readonly ConcurrentDictionary<string, TextRule> Rules = new(StringComparer.Ordinal);

    private readonly Regex _whole;

    private TextRule(string pattern)
    {
        Pattern = pattern;
        _whole = new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    /// <summary>The pattern as in a schema.</summary>
    public string Pattern { get; }

    /// <summary>A text that matches, for faults; null if none is known.</summary>
    public string? Example => PatternExamples.Of(Pattern);

    /// <summary>Returns the rule for a pattern <c>^…$</c>.</summary>
    public static TextRule Of(string pattern) => Rules.GetOrAdd(pattern, static text => new TextRule(text));

    /// <summary>Whether the whole text matches, including a line break at its end.</summary>
    public bool Matches(ReadOnlySpan<char> text) => _whole.IsMatch(text);
}

/// <summary>A named format of strings.</summary>
internal sealed class TextFormat
{
    private readonly TextRule _rule;
    private readonly Func<string, bool>? _exists;
    private readonly ConcurrentDictionary<string, bool>.AlternateLookup<ReadOnlySpan<char>> _known = new ConcurrentDictionary<string, bool>(
        StringComparer.Ordinal
    ).GetAlternateLookup<ReadOnlySpan<char>>();

    private TextFormat(string name, string pattern, int maxLength, Func<string, bool>? exists = null) =>
        (Name, MaxLength, _rule, _exists) = (name, maxLength, TextRule.Of(pattern), exists);

    /// <summary>The IANA name of a time zone known to this machine.</summary>
    public static TextFormat TimeZoneId { get; } =
        new("iana-time-zone", "^(UTC|GMT|[A-Z][A-Za-z]+(/[A-Z][A-Za-z0-9_+-]*){1,2})$", 64, ZoneExists);

    /// <summary>Three upper-case letters.</summary>
    public static TextFormat CurrencyCode { get; } = new("iso-4217", "^[A-Z]{3}$", 3);

    /// <summary>Language, script, region.</summary>
    public static TextFormat LanguageTag { get; } = new("bcp-47", "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$", 12);

    /// <summary>An absolute URI in ASCII.</summary>
    public static TextFormat AbsoluteUri { get; } = new("uri", "^[a-z][a-z0-9+.-]*:[!-~]+$", 2000);

    /// <summary>The schema's <c>format</c>.</summary>
    public string Name { get; }

    /// <summary>The maximum length, for members without their own limit.</summary>
    public int MaxLength { get; }

    /// <summary>An anchored pattern that every valid string matches.</summary>
    public string Pattern => _rule.Pattern;

    /// <summary>Whether the text has the format and, if that can be checked, refers to something that exists.</summary>
    public bool Matches(ReadOnlySpan<char> text) => _exists is null ? _rule.Matches(text) : _known.ContainsKey(text) || Look(text, _exists);

    // Only existing names are cached, so that clients cannot fill the memory.
    private bool Look(ReadOnlySpan<char> text, Func<string, bool> exists)
    {
        var found = _rule.Matches(text) && exists(text.ToString());
        if (found)
        {
            _known.TryAdd(text, true);
        }

        return found;
    }

    private static bool ZoneExists(string id) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId && zone.Id == id;
}
