using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Marketing.Api.Input;

/// <summary>A form of strings that has a name.</summary>
/// <param name="Name">The schema's <c>format</c>.</param>
/// <param name="Rule">An anchored pattern that every such string matches.</param>
/// <param name="MaxLength">The greatest length, for members without a limit of their own.</param>
/// <param name="Exists">Whether what has the form also exists; null where the form is all.</param>
internal sealed record TextFormat(string Name, Regex Rule, int MaxLength, Func<string, bool>? Exists)
{
    private static readonly ConcurrentDictionary<string, bool> KnownZones = new(StringComparer.Ordinal);

    /// <summary>The IANA name of a time zone that this machine knows.</summary>
    public static TextFormat TimeZoneId { get; } =
        new("iana-time-zone", Compile("^(UTC|GMT|[A-Z][A-Za-z]+(/[A-Z][A-Za-z0-9_+-]*){1,2})$"), 64, ZoneExists);

    /// <summary>Three upper-case letters.</summary>
    public static TextFormat CurrencyCode { get; } = new("iso-4217", Compile("^[A-Z]{3}$"), 3, null);

    /// <summary>Language, script, region.</summary>
    public static TextFormat LanguageTag { get; } =
        new("bcp-47", Compile("^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"), 12, null);

    /// <summary>A regular expression whose time grows with the text only, never with the pattern's nesting.</summary>
    public static Regex Compile(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    // Only names that exist are kept, so strangers cannot fill the memory.
    private static bool ZoneExists(string id)
    {
        if (KnownZones.ContainsKey(id))
        {
            return true;
        }

        var exists = TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId && zone.Id == id;
        if (exists)
        {
            KnownZones.TryAdd(id, true);
        }

        return exists;
    }
}
