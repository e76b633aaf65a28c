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

    /// <summary>
    /// Links the names that a write adds to parts or to a header. Names that the previous content links keep their entry. Other names of
    /// the previous content stay without a link: <c>relink</c> finds what the catalogues gained since.
    /// </summary>
    /// <param name="written">The contents, each with the content that it replaces; null for a new part.</param>
    /// <param name="ct">Cancels the read.</param>
    public async Task<IReadOnlyList<T>> LinkNewAsync<T>(IReadOnlyList<(T Content, object? Before)> written, CancellationToken ct)
        where T : class
    {
        var contents = written.Select(each => new WrittenNames<T>(each.Content, each.Before)).ToList();
        var found = new Dictionary<(string Catalogue, string Text), Guid>();
        foreach (var names in contents.SelectMany(content => content.Added).Distinct().ToLookup(name => name.Catalogue))
        {
            var matches = await matcher.FindAsync(names.Key, [.. names.Select(name => name.Text)], ct);
            foreach (var match in matches.Where(match => match.Outcome == MatchOutcome.Matched))
            {
                found[(names.Key, match.Text)] = match.Entries[0].Id;
            }
        }

        return [.. contents.Select(content => content.LinkedTo(found))];
    }

    /// <summary>Links the names that a write adds to one part or header.</summary>
    public async Task<T> LinkNewAsync<T>(T content, object? before, CancellationToken ct)
        where T : class => (await LinkNewAsync([(content, before)], ct))[0];

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
        var added = await AddAsync(
            catalogue,
            found.Where(match => create && IsMissing(match)).Select(match => CatalogueName.Clean(match.Text)),
            ct
        );
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
                created.Add(name.Linked(EntryOf(name.Text, added.Value)));
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

    private static MatchedEntry EntryOf(string name, Dictionary<string, MatchedEntry> added) =>
        added[CatalogueName.Forms(name).First(added.ContainsKey)];

    /// <summary>Whether an entry can be created for the name.</summary>
    private static bool IsMissing(NameMatch match) => match.Outcome == MatchOutcome.Unmatched && CatalogueName.IsName(match.Text);

    /// <summary>
    /// Creates entries, one for names that differ only in script, width, case or their abbreviation in brackets, and returns them by the
    /// forms of their names.
    /// </summary>
    private static async Task<Result<Dictionary<string, MatchedEntry>>> AddAsync(
        ICatalogue catalogue,
        IEnumerable<string> names,
        CancellationToken ct
    )
    {
        var missing = new List<string>();
        var covered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names.OrderByDescending(name => CatalogueName.Forms(name).Count))
        {
            if (!CatalogueName.Forms(name).Any(covered.Contains))
            {
                missing.Add(name);
                covered.UnionWith(CatalogueName.Forms(name));
            }
        }

        if (missing.Count == 0)
        {
            return new Dictionary<string, MatchedEntry>();
        }

        var added = await catalogue.AddAsync(missing, ct);
        return added.Succeeded
            ? added
                .Value.SelectMany(entry => CatalogueName.Forms(entry.Name).Select(form => (form, entry)))
                .ToDictionary(found => found.form, found => found.entry, StringComparer.Ordinal)
            : added.Error;
    }

    /// <summary>The names of a part or header that a request writes.</summary>
    private sealed class WrittenNames<T>
        where T : class
    {
        private readonly T _content;
        private readonly Dictionary<(string Catalogue, string Text), Guid> _kept;

        public WrittenNames(T content, object? before)
        {
            _content = content;
            var known = before is null ? [] : RefsIn(ContentTree.Nodes(before)).ToList();
            var names = known.Select(found => (found.Ref.Catalogue, found.Ref.Text)).ToHashSet();
            var unlinked = RefsIn(ContentTree.Nodes(content))
                .Where(found => found.Ref.EntryId is null && found.Ref.Text.Length > 0)
                .ToList();
            var removed = unlinked
                .Where(found =>
                    !IsInList(found.Pointer) && known.Exists(old => old.Pointer == found.Pointer && old.Ref.Text == found.Ref.Text)
                )
                .Select(found => (found.Ref.Catalogue, found.Ref.Text))
                .ToHashSet();
            _kept = known
                .Where(found => found.Ref.EntryId is not null && !removed.Contains((found.Ref.Catalogue, found.Ref.Text)))
                .DistinctBy(found => (found.Ref.Catalogue, found.Ref.Text))
                .ToDictionary(found => (found.Ref.Catalogue, found.Ref.Text), found => found.Ref.EntryId!.Value);
            Added = unlinked.Select(found => (found.Ref.Catalogue, found.Ref.Text)).Where(name => !names.Contains(name)).ToHashSet();
        }

        /// <summary>The names that the previous content does not have.</summary>
        public HashSet<(string Catalogue, string Text)> Added { get; }

        public T LinkedTo(Dictionary<(string Catalogue, string Text), Guid> found)
        {
            var entries = found.Where(name => Added.Contains(name.Key)).Concat(_kept).ToDictionary();
            return entries.Count == 0 ? _content : Link(_content, entries);
        }

        // A single name loses its link only on request; the names of a list are sent again as a whole.
        private static bool IsInList(string pointer) =>
            pointer.Split('/').Any(segment => segment.Length > 0 && segment.All(char.IsAsciiDigit));
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
