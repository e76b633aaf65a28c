using System.ComponentModel.DataAnnotations;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Values;

namespace Marketing.Application.Plans.Documents;

/// <summary>How the names in a document match the entries of one catalogue; each spelling is listed once.</summary>
public sealed record CatalogueReport
{
    internal const int PointersShown = 20;

    /// <summary>Names with exactly one matching entry. The plan is linked to that entry.</summary>
    public required IReadOnlyList<LinkedName> Matched { get; init; }

    /// <summary>
    /// Names for which the import created an entry on request. Names that differ only in script, width or case share one.
    /// </summary>
    public required IReadOnlyList<LinkedName> Created { get; init; }

    /// <summary>Names with several matching entries. The plan keeps the text without a link.</summary>
    public required IReadOnlyList<OpenName> Ambiguous { get; init; }

    /// <summary>Names without a matching entry, and placeholders. The plan keeps the text without a link.</summary>
    public required IReadOnlyList<OpenName> Unmatched { get; init; }
}

/// <summary>A name in a document that is linked to a catalogue entry.</summary>
public sealed record LinkedName
{
    /// <summary>The name as the plan spells it.</summary>
    /// <example>市場部</example>
    public required string Text { get; init; }

    /// <summary>Id of the entry.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of the entry.</summary>
    /// <example>市场部</example>
    public required string Name { get; init; }

    /// <summary>JSON pointers to the first 20 occurrences in the document.</summary>
    [MaxLength(CatalogueReport.PointersShown)]
    public required IReadOnlyList<string> Pointers { get; init; }

    /// <summary>Number of occurrences in the document.</summary>
    /// <example>1</example>
    public required int Occurrences { get; init; }
}

/// <summary>A name in a document that is not linked to a catalogue entry.</summary>
public sealed record OpenName
{
    /// <summary>The name as the plan spells it.</summary>
    /// <example>推广团队</example>
    public required string Text { get; init; }

    /// <summary>The matching entries, if there are several.</summary>
    public required IReadOnlyList<MatchedEntry> Candidates { get; init; }

    /// <summary>JSON pointers to the first 20 occurrences in the document.</summary>
    [MaxLength(CatalogueReport.PointersShown)]
    public required IReadOnlyList<string> Pointers { get; init; }

    /// <summary>Number of occurrences in the document.</summary>
    /// <example>1</example>
    public required int Occurrences { get; init; }
}

/// <summary>Creating catalogue entries from a document requires the scope for writing catalogues.</summary>
public sealed record EntriesNotForCaller(string Scope) : ForbiddenError("catalogue.creatingNotForCaller");

internal static class CreatingEntries
{
    /// <summary>Returns an error if the caller can write plans but not catalogues.</summary>
    public static Error? MayNotCreateEntries(this RequestContext context) =>
        context.Caller.Scopes.Contains(Scopes.CataloguesWrite) ? null : new EntriesNotForCaller(Scopes.CataloguesWrite);
}

/// <summary>The catalogue entries that names refer to.</summary>
internal sealed class FoundNames
{
    private readonly Dictionary<(string Catalogue, string Text), MatchedEntry> _entries;

    /// <param name="reports">How the names match the entries, by the catalogue's resource type.</param>
    public FoundNames(IReadOnlyDictionary<string, CatalogueReport> reports) =>
        _entries = reports
            .SelectMany(report => report.Value.Matched.Concat(report.Value.Created).Select(name => (report.Key, name)))
            .ToDictionary(found => (found.Key, found.name.Text), found => new MatchedEntry { Id = found.name.Id, Name = found.name.Name });

    /// <summary>How the document's names match the catalogues, by the catalogue's collection.</summary>
    public required IReadOnlyDictionary<string, CatalogueReport> Reports { get; init; }

    /// <summary>Returns the entry that a name refers to; null if there is none.</summary>
    public MatchedEntry? EntryOf(string catalogue, string text) => _entries.GetValueOrDefault((catalogue, text));

    /// <summary>Returns the section with its names linked.</summary>
    public SectionDraft Link(SectionDraft section) => section with { Contents = [.. section.Contents.Select(Link)] };

    /// <summary>Returns the content with its names linked.</summary>
    public T Link<T>(T content)
        where T : class =>
        ContentTree.Rewrite(
            content,
            (value, _) =>
                value is ICatalogueRef { EntryId: null } named && EntryOf(named.Catalogue, named.Text) is { } entry
                    ? [named.LinkedTo(entry.Id)]
                    : null
        );
}
