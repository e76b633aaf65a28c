using Marketing.Domain.Plans;
using Marketing.Domain.Text;

namespace Marketing.Domain.Scheduling;

/// <summary>
/// Decides which recorded events apply to which part. For each event code, events about the part itself or about a linked part come first;
/// parts are linked if one refers to the other. Without such an event, events about the whole plan apply, and events about parts of
/// unrelated kinds. The end of a phase applies to everything that happens after each phase. The start of one campaign is not the start
/// of another. Events about deleted parts do not apply.
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

    /// <summary>Returns the dates of each event that applies to the part, by event code.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<DateOnly>> For(ScheduledPart part)
    {
        if (forAll is not null)
        {
            return forAll;
        }

        if (!known.TryGetValue(part.Ref, out var dates))
        {
            var related = new HashSet<string>(links.GetValueOrDefault(part.Ref) ?? [], StringComparer.Ordinal) { part.Ref };
            var relatedSections = related.Select(name => sections.GetValueOrDefault(name)).ToHashSet();
            dates = known[part.Ref] = byCode
                .Select(group => (group.Key, Dates: Dates(Applicable(group, related, relatedSections))))
                .Where(entry => entry.Dates.Count > 0)
                .ToDictionary(entry => entry.Key, entry => entry.Dates, StringComparer.Ordinal);
        }

        return dates;
    }

    private static IReadOnlyList<DateOnly> Dates(IEnumerable<AnchorOccurrence> occurrences) =>
        [.. occurrences.Select(occurrence => occurrence.Date).Distinct().Order()];

    private IEnumerable<AnchorOccurrence> Applicable(
        IEnumerable<AnchorOccurrence> occurrences,
        HashSet<string> related,
        HashSet<string?> relatedSections
    )
    {
        var own = occurrences.Where(occurrence => occurrence.Subject is not null && related.Contains(occurrence.Subject)).ToList();
        return own.Count > 0
            ? own
            : occurrences.Where(occurrence =>
                occurrence.Subject is null
                || (sections.TryGetValue(occurrence.Subject, out var section) && !relatedSections.Contains(section))
            );
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
