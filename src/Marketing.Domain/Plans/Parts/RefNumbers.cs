using System.Globalization;
using System.Text.RegularExpressions;

namespace Marketing.Domain.Plans.Parts;

/// <summary>Counts the generated refs of a plan. A number is never reused, even after its part is deleted.</summary>
/// <param name="last">The last number used.</param>
public sealed partial class RefNumbers(long last)
{
    private static readonly HashSet<string> SectionKeys = PlanSections
        .All.Select(section => PartRef.KeyOf(section.Name))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The last number used.</summary>
    public long Last { get; private set; } = last;

    /// <summary>Generates the ref of a part.</summary>
    public PartRef Next(PlanSection section) => PartRef.OfPart(section.Name, ++Last);

    /// <summary>Reserves the number in a client's ref that has the generated form of a part's or an item's ref.</summary>
    public void Reserve(PartRef given)
    {
        if (Generated().Match(given.Key) is { Success: true } match && SectionKeys.Contains(match.Groups["section"].Value))
        {
            Last = Math.Max(Last, Number(match));
        }
    }

    /// <summary>Returns the number in an item's ref that has the generated form for its part; otherwise zero.</summary>
    internal static long NumberOfItem(PartRef part, PartRef item) =>
        item.Key.Length > part.Key.Length
        && item.Key.StartsWith(part.Key, StringComparison.Ordinal)
        && ItemEnd().Match(item.Key, part.Key.Length) is { Success: true } match
            ? Number(match)
            : 0;

    private static long Number(Match match) =>
        long.Parse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<section>[A-Z]+)-(?<number>[0-9]{1,9})(/|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Generated();

    [GeneratedRegex(@"\G/(?<number>[0-9]{1,9})$", RegexOptions.CultureInvariant)]
    private static partial Regex ItemEnd();
}
