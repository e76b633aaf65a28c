using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Application.Plans.Documents;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Values;

namespace Marketing.Application.Plans;

/// <summary>Content of a document with its JSON pointer.</summary>
internal sealed record PlacedContent(object Content, string Pointer);

/// <summary>Links names in documents to the workspace's catalogues, and removes the links on export.</summary>
internal sealed class CatalogueLinks(CatalogueMatcher matcher, IEnumerable<ICatalogue> catalogues)
{
    /// <summary>Finds the entries for all names without an id.</summary>
    /// <param name="contents">The content with the names.</param>
    /// <param name="known">Entries that the plan's names already refer to; used unless deleted. Other names are looked up.</param>
    /// <param name="create">Whether to create entries for names without a match.</param>
    /// <param name="ct">Cancels the read.</param>
    public async Task<Result<FoundNames>> FindAsync(
        IEnumerable<PlacedContent> contents,
        IReadOnlyDictionary<(string Catalogue, string Text), Guid> known,
        bool create,
        CancellationToken ct
    )
    {
        var unlinked =
            from placed in contents
            from found in RefsIn(ContentTree.Nodes(placed.Content))
            where found.Ref.EntryId is null && found.Ref.Text.Length > 0
            select (found.Ref, Pointer: placed.Pointer + found.Pointer);
        var named = unlinked.ToLookup(found => found.Ref.Catalogue, StringComparer.Ordinal);
        var entries = await matcher.EntriesAsync([.. known.Values], ct);
        var means = known.Where(name => entries.ContainsKey(name.Value)).ToDictionary(name => name.Key, name => entries[name.Value]);
        var reports = new Dictionary<string, CatalogueReport>(StringComparer.Ordinal);
        foreach (var catalogue in catalogues)
        {
            var names = named[catalogue.Type]
                .GroupBy(found => found.Ref.Text, found => found.Pointer, StringComparer.Ordinal)
                .Select(name => new NameInPlan(name.Key, [.. name]))
                .ToList();
            var report = await FindAsync(catalogue, names, means, create, ct);
            if (!report.Succeeded)
            {
                return report.Error;
            }

            reports[catalogue.Type] = report.Value;
        }

        return new FoundNames(reports)
        {
            Reports = catalogues
                .OrderBy(catalogue => catalogue.Collection, StringComparer.Ordinal)
                .ToDictionary(catalogue => catalogue.Collection, catalogue => reports[catalogue.Type], StringComparer.Ordinal),
        };
    }

    /// <summary>Returns the content without ids of this server.</summary>
    public static T Unlink<T>(T content)
        where T : class =>
        ContentTree.Rewrite(content, (value, _) => value is ICatalogueRef { EntryId: not null } named ? [named.LinkedTo(null)] : null);

    /// <summary>Returns the content with its references to a merged entry changed to the remaining one.</summary>
    public static T Repoint<T>(T content, EntryMerge merge)
        where T : class =>
        ContentTree.Rewrite(
            content,
            (value, _) =>
                value is ICatalogueRef named && named.Catalogue == merge.Catalogue && named.EntryId == merge.FromId
                    ? [named.LinkedTo(merge.IntoId)]
                    : null
        );

    /// <summary>Returns the content with its known names linked.</summary>
    public static T Link<T>(T content, IReadOnlyDictionary<(string Catalogue, string Text), Guid> known)
        where T : class =>
        ContentTree.Rewrite(
            content,
            (value, _) =>
                value is ICatalogueRef { EntryId: null } named && known.TryGetValue((named.Catalogue, named.Text), out var id)
                    ? [named.LinkedTo(id)]
                    : null
        );

    /// <summary>Returns the names in the contents with the entry ids they are linked to.</summary>
    public static IReadOnlyDictionary<(string Catalogue, string Text), Guid> KnownIn(IEnumerable<object> contents) =>
        contents
            .SelectMany(content => RefsIn(ContentTree.Nodes(content)))
            .Select(found => found.Ref)
            .Where(named => named.EntryId is not null)
            .DistinctBy(named => (named.Catalogue, named.Text))
            .ToDictionary(named => (named.Catalogue, named.Text), named => named.EntryId!.Value);

    /// <summary>Returns every member of the content that can refer to a catalogue entry by id.</summary>
    public static IEnumerable<NamedEntry> EntriesIn(object content) => EntriesIn(ContentTree.Nodes(content), "");

    /// <summary>Returns every member of these nodes that can refer to a catalogue entry by id, with pointers below this one.</summary>
    public static IEnumerable<NamedEntry> EntriesIn(IReadOnlyList<ContentNode> nodes, string under) =>
        from found in RefsIn(nodes)
        select new NamedEntry($"{under}{found.Pointer}/{found.Ref.Catalogue}Id", found.Ref.Catalogue, found.Ref.EntryId);

    private static IEnumerable<(ICatalogueRef Ref, string Pointer)> RefsIn(IReadOnlyList<ContentNode> nodes) =>
        nodes.Where(node => node.Value is ICatalogueRef).Select(node => ((ICatalogueRef)node.Value, node.Pointer));

    private async Task<Result<CatalogueReport>> FindAsync(
        ICatalogue catalogue,
        List<NameInPlan> names,
        Dictionary<(string Catalogue, string Text), MatchedEntry> known,
        bool create,
        CancellationToken ct
    )
    {
        var (matched, created) = (new List<LinkedName>(), new List<LinkedName>());
        var (ambiguous, unmatched) = (new List<OpenName>(), new List<OpenName>());
        var open = new List<NameInPlan>();
        foreach (var name in names)
        {
            if (known.GetValueOrDefault((catalogue.Type, name.Text)) is { } entry)
            {
                matched.Add(name.Linked(entry));
            }
            else
            {
                open.Add(name);
            }
        }

        var found = open.Count == 0 ? [] : await matcher.FindAsync(catalogue.Type, [.. open.Select(name => name.Text)], ct);
        var added = await AddAsync(catalogue, found.Where(match => create && IsMissing(match)).Select(match => match.Text.Trim()), ct);
        if (!added.Succeeded)
        {
            return added.Error;
        }

        foreach (var (name, match) in open.Zip(found))
        {
            if (match.Outcome == MatchOutcome.Matched)
            {
                matched.Add(name.Linked(match.Entries[0]));
            }
            else if (match.Outcome == MatchOutcome.Ambiguous)
            {
                ambiguous.Add(name.Open(match.Entries));
            }
            else if (create && IsMissing(match))
            {
                created.Add(name.Linked(added.Value[CatalogueName.Key(name.Text)]));
            }
            else
            {
                unmatched.Add(name.Open([]));
            }
        }

        return new CatalogueReport
        {
            Matched = matched,
            Created = created,
            Ambiguous = ambiguous,
            Unmatched = unmatched,
        };
    }

    /// <summary>Whether an entry can be created for the name.</summary>
    private static bool IsMissing(NameMatch match) => match.Outcome == MatchOutcome.Unmatched && CatalogueName.IsName(match.Text);

    /// <summary>Creates entries and returns them by normalised name. Names that differ only in script, width or case share one.</summary>
    private static async Task<Result<Dictionary<string, MatchedEntry>>> AddAsync(
        ICatalogue catalogue,
        IEnumerable<string> names,
        CancellationToken ct
    )
    {
        var missing = names.DistinctBy(CatalogueName.Key).ToList();
        if (missing.Count == 0)
        {
            return new Dictionary<string, MatchedEntry>();
        }

        var added = await catalogue.AddAsync(missing, ct);
        return added.Succeeded ? added.Value.ToDictionary(entry => CatalogueName.Key(entry.Name), StringComparer.Ordinal) : added.Error;
    }

    /// <summary>A name of one catalogue, with all its occurrences in the document.</summary>
    private sealed record NameInPlan(string Text, IReadOnlyList<string> Pointers)
    {
        public LinkedName Linked(MatchedEntry entry) =>
            new()
            {
                Text = Text,
                Id = entry.Id,
                Name = entry.Name,
                Pointers = Shown,
                Occurrences = Pointers.Count,
            };

        public OpenName Open(IReadOnlyList<MatchedEntry> candidates) =>
            new()
            {
                Text = Text,
                Candidates = candidates,
                Pointers = Shown,
                Occurrences = Pointers.Count,
            };

        private IReadOnlyList<string> Shown => [.. Pointers.Take(CatalogueReport.PointersShown)];
    }
}
