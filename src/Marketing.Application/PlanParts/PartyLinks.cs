using System.Buffers;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Application.Parties;
using Marketing.Domain.Common;
using Marketing.Domain.Parties;
using Marketing.Domain.Plans;
using Marketing.Domain.Values;
using MediatR;

namespace Marketing.Application.PlanParts;

/// <summary>What the party names of a document have met in the catalogue.</summary>
public sealed record PartyMatches
{
    /// <summary>Names that exactly one party has; the plan is linked to it.</summary>
    public required IReadOnlyList<LinkedParty> Matched { get; init; }

    /// <summary>Names for which a party has been made, because the import asked for it.</summary>
    public required IReadOnlyList<LinkedParty> Created { get; init; }

    /// <summary>Names that several parties have; the plan keeps its words without a link.</summary>
    public required IReadOnlyList<string> Ambiguous { get; init; }

    /// <summary>Names that no party has; the plan keeps its words without a link.</summary>
    public required IReadOnlyList<string> Unmatched { get; init; }
}

/// <summary>A name of a document and the party it means.</summary>
public sealed record LinkedParty
{
    /// <summary>The name as the plan writes it.</summary>
    /// <example>市場部</example>
    public required string Text { get; init; }

    /// <summary>The party.</summary>
    public required Guid PartyId { get; init; }
}

/// <summary>Links the party names of documents to the catalogue, and takes the links out of what is exported.</summary>
internal sealed class PartyLinks(CatalogueMatcher matcher, ISender sender)
{
    /// <summary>Finds the parties of all names that come without an id.</summary>
    public async Task<Result<PartyMatches>> FindAsync(IEnumerable<object> contents, IReadOnlyDictionary<string, Guid> known, bool create, CancellationToken ct)
    {
        var texts = contents.SelectMany(ContentTree.Nodes).Select(node => node.Value).OfType<PartyRef>()
            .Where(party => party.PartyId is null && party.Text.Length > 0).Select(party => party.Text).Distinct(StringComparer.Ordinal).ToList();
        var found = await matcher.FindAsync<Party, PartyId>(ResourceTypes.Party, [.. texts.Where(text => !known.ContainsKey(text))], ct);
        var missing = found.Where(match => match.Outcome == MatchOutcome.Unmatched).Select(match => match.Text).ToList();
        var created = await CreateAsync(create ? [.. missing.Where(PartyNaming.IsName)] : [], ct);
        return created.Succeeded
            ? new PartyMatches
            {
                Matched =
                [
                    .. texts.Where(known.ContainsKey).Select(text => new LinkedParty { Text = text, PartyId = known[text] }),
                    .. found.Where(match => match.Outcome == MatchOutcome.Matched).Select(match => new LinkedParty { Text = match.Text, PartyId = match.Entries[0].Id }),
                ],
                Created = created.Value,
                Ambiguous = [.. found.Where(match => match.Outcome == MatchOutcome.Ambiguous).Select(match => match.Text)],
                Unmatched = [.. missing.Except(created.Value.Select(party => party.Text))],
            }
            : created.Error;
    }

    /// <summary>The content with the links that were found.</summary>
    public static T Link<T>(T content, IReadOnlyDictionary<string, Guid> parties)
        where T : class => ContentTree.Rewrite(content, (value, _) =>
            value is PartyRef { PartyId: null } party && parties.TryGetValue(party.Text, out var id) ? [party with { PartyId = id }] : null);

    /// <summary>The content without ids of this server.</summary>
    public static T Unlink<T>(T content)
        where T : class => ContentTree.Rewrite(content, (value, _) => value is PartyRef { PartyId: not null } party ? [party with { PartyId = null }] : null);

    private async Task<Result<IReadOnlyList<LinkedParty>>> CreateAsync(IReadOnlyList<string> names, CancellationToken ct)
    {
        var created = new List<LinkedParty>();
        var byKey = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var key = CatalogueName.Key(name);
            if (!byKey.TryGetValue(key, out var id))
            {
                var party = await sender.Send(new CreateEntry<PartyInput, PartyResponse>(new PartyInput { Kind = PartyNaming.KindOf(name), Name = name }), ct);
                if (!party.Succeeded)
                {
                    return party.Error;
                }

                id = byKey[key] = party.Value.Id;
            }

            created.Add(new LinkedParty { Text = name, PartyId = id });
        }

        return created;
    }
}

/// <summary>What the name of a party tells by its form.</summary>
internal static class PartyNaming
{
    private static readonly SearchValues<char> PlaceholderMarks = SearchValues.Create("[]【】X×_");

    private static readonly (PartyKind Kind, string[] Ends)[] Forms =
    [
        (PartyKind.Position, ["经理", "經理", "总监", "總監", "负责人", "負責人", "专员", "專員", "主管", "MANAGER", "DIRECTOR", "OFFICER"]),
        (PartyKind.Department, ["部", "部门", "部門", "DEPARTMENT"]),
        (PartyKind.Team, ["团队", "團隊", "小组", "小組", "TEAM"]),
        (PartyKind.Group, ["项目组", "項目組", "委员会", "委員會", "COMMITTEE"]),
    ];

    /// <summary>Whether the text names somebody, and is no placeholder.</summary>
    public static bool IsName(string text) =>
        text.Trim() is { Length: > 0 and <= CatalogueName.Length } name && !name.Contains('\n', StringComparison.Ordinal) && !name.AsSpan().ContainsAny(PlaceholderMarks);

    /// <summary>The kind of party that names of this form usually mean; a department where the form tells nothing.</summary>
    public static PartyKind KindOf(string name)
    {
        var upper = name.Trim().ToUpperInvariant();
        if (upper[0] is '各' or '全')
        {
            return PartyKind.Collective;
        }

        return Forms.Where(form => form.Ends.Any(end => upper.EndsWith(end, StringComparison.Ordinal))).OrderByDescending(form => form.Kind == PartyKind.Group)
            .Select(form => (PartyKind?)form.Kind).FirstOrDefault() ?? PartyKind.Department;
    }
}
