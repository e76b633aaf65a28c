using Marketing.Domain.Plans;
using Marketing.Domain.Text;

namespace Marketing.Domain.Scheduling;

/// <summary>
/// Which recorded events count for which part. An event about the part itself, or about one that it refers to or that refers to it, goes before all others
/// of its code. Without such, those count that are about the whole plan or about parts of a kind that the part has nothing to do with: each phase that ends is
/// an occasion for what happens after every phase, but the start of one campaign is not the start of another. Events about parts that are gone do not count.
/// </summary>
internal sealed class AnchorSubjects
{
    private readonly ILookup<string, AnchorOccurrence> byCode;
    private readonly Dictionary<string, string> sections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> links = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<DateOnly>>> known = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, IReadOnlyList<DateOnly>>? forAll;

    public AnchorSubjects(IReadOnlyList<ScheduledPart> parts, IReadOnlyList<AnchorOccurrence> anchors)
    {
        byCode = anchors.ToLookup(anchor => SearchText.Normalise(anchor.Code), StringComparer.Ordinal);
        if (anchors.All(anchor => anchor.Subject is null))
        {
            forAll = byCode.ToDictionary(group => group.Key, group => Dates(group), StringComparer.Ordinal);
            return;
        }

        foreach (var part in parts)
        {
            sections.TryAdd(part.Ref, part.Section);
        }

        foreach (var part in parts)
        {
            foreach (var node in ContentTree.Nodes(part.Content).Where(node => node.Reference is not null))
            {
                Link(part.Ref, (string)node.Value);
                Link((string)node.Value, part.Ref);
            }
        }
    }

    /// <summary>The days on which each event happened, as far as it concerns the part.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<DateOnly>> For(ScheduledPart part)
    {
        if (forAll is not null)
        {
            return forAll;
        }

        if (!known.TryGetValue(part.Ref, out var dates))
        {
            var near = new HashSet<string>(links.GetValueOrDefault(part.Ref) ?? [], StringComparer.Ordinal) { part.Ref };
            var kinds = near.Select(name => sections.GetValueOrDefault(name)).ToHashSet();
            dates = known[part.Ref] = byCode
                .Select(group => (group.Key, Dates: Dates(Concerning(group, near, kinds))))
                .Where(entry => entry.Dates.Count > 0)
                .ToDictionary(entry => entry.Key, entry => entry.Dates, StringComparer.Ordinal);
        }

        return dates;
    }

    private static IReadOnlyList<DateOnly> Dates(IEnumerable<AnchorOccurrence> occurrences) => [.. occurrences.Select(occurrence => occurrence.Date).Distinct().Order()];

    private IEnumerable<AnchorOccurrence> Concerning(IEnumerable<AnchorOccurrence> occurrences, HashSet<string> near, HashSet<string?> kinds)
    {
        var about = occurrences.Where(occurrence => occurrence.Subject is not null && near.Contains(occurrence.Subject)).ToList();
        return about.Count > 0
            ? about
            : occurrences.Where(occurrence => occurrence.Subject is null || (sections.TryGetValue(occurrence.Subject, out var section) && !kinds.Contains(section)));
    }

    private void Link(string from, string to)
    {
        if (!links.TryGetValue(from, out var linked))
        {
            links[from] = linked = new HashSet<string>(StringComparer.Ordinal);
        }

        linked.Add(to);
    }
}
