using Marketing.Application.Common;
using Marketing.Application.History;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Catalogues;

/// <summary>The catalogue of parties: kinds, a hierarchy, and contact data that can be erased.</summary>
internal sealed class PartyCatalogue(CatalogueTools tools, PersonalData personal) : Catalogue<Party, PartyId, PartyInput, PartyResponse, PartyArguments>(tools)
{
    private const int MaxDepth = 50;

    public override string Type => ResourceTypes.Party;

    protected override NotFoundError Missing(Guid id) => new PartyNotFound(id);

    protected override Party Make(PartyInput input) => Party.Register(WorkspaceId, input.Kind, input.Code, input.Name, input.Aliases, input.External);

    protected override PartyInput InputOf(string name) => new() { Name = name, Kind = PartyNaming.KindOf(name) };

    protected override async Task<PartyInput> InputOfAsync(Party entry, CancellationToken ct) => new()
    {
        Code = entry.Code,
        Name = entry.Name,
        Aliases = entry.Aliases,
        Kind = entry.Kind,
        ParentId = entry.ParentId?.Value,
        External = entry.External,
        Contact = Open(entry.SealedContact is { } hidden ? await personal.UnsealAsync(entry.Id.Value, hidden, ct) : null),
    };

    protected override async Task<Error?> DescribeAsync(Party entry, PartyInput input, CancellationToken ct)
    {
        PartyId? parent = input.ParentId is { } id ? PartyId.From(id) : null;
        if (parent != entry.ParentId || parent is not null)
        {
            var above = parent is null ? [] : await AncestorsAsync(parent.Value, ct);
            if (parent is not null && above.Count == 0)
            {
                return new RulesBroken([RuleFault.Of("/parentId", "party.unknown", ("id", input.ParentId))]);
            }

            if (entry.PutUnder(parent, above) is { Succeeded: false, Error: var cycle })
            {
                return cycle;
            }
        }

        entry.Describe(input.Kind, input.External);
        var before = entry.SealedContact is { } hidden ? Open(await personal.UnsealAsync(entry.Id.Value, hidden, ct)) : null;
        if (input.Contact != before)
        {
            entry.SealContact(input.Contact is null ? null : await personal.SealAsync(entry.Id.Value, WireJson.Store(input.Contact), ct));
        }

        return null;
    }

    protected override IQueryable<Party> Filter(IQueryable<Party> entries, PartyArguments arguments)
    {
        if (arguments.Kind is { } kind)
        {
            entries = entries.Where(party => party.Kind == kind);
        }

        if (arguments.ParentId is { } parent)
        {
            PartyId? parentId = PartyId.From(parent);
            entries = entries.Where(party => party.ParentId == parentId);
        }

        if (arguments.External is { } external)
        {
            entries = entries.Where(party => party.External == external);
        }

        return entries;
    }

    protected override async Task<IReadOnlyList<PartyResponse>> FinishAsync(IReadOnlyList<PartyResponse> entries, CancellationToken ct)
    {
        var hidden = entries.Where(party => party.SealedContact is not null).ToList();
        if (hidden.Count == 0)
        {
            return entries;
        }

        var plain = await personal.UnsealAllAsync([.. hidden.Select(party => (party.Id, party.SealedContact!))], ct);
        var contacts = hidden.Select((party, i) => (party.Id, Contact: Open(plain[i]))).ToDictionary(known => known.Id, known => known.Contact);
        return [.. entries.Select(party => contacts.TryGetValue(party.Id, out var contact) ? party with { Contact = contact } : party)];
    }

    protected override async Task<IReadOnlyList<string>> ReferrersAsync(Party entry, CancellationToken ct)
    {
        PartyId? id = entry.Id;
        var children = await Db.Parties.Where(party => party.ParentId == id).OrderBy(party => party.Id).Take(CatalogueScopes.ReferrersShown).Select(party => party.Id).ToListAsync(ct);
        var partners = await Db.Set<Partner>().Where(partner => partner.PartyId == id).OrderBy(partner => partner.Id).Take(CatalogueScopes.ReferrersShown).Select(partner => partner.Id).ToListAsync(ct);
        var members = await Db.Members.Where(member => member.PartyId == id).OrderBy(member => member.Id).Take(CatalogueScopes.ReferrersShown).Select(member => member.Id).ToListAsync(ct);
        return
        [
            .. await base.ReferrersAsync(entry, ct),
            .. children.Select(child => $"party/{child.Value}"),
            .. partners.Select(partner => $"partner/{partner.Value}"),
            .. members.Select(member => $"member/{member.Value}"),
        ];
    }

    private static PartyContact? Open(string? plain) => plain is null ? null : WireJson.Load<PartyContact>(plain);

    /// <summary>The party and all above it; empty where there is no such party.</summary>
    private async Task<List<PartyId>> AncestorsAsync(PartyId start, CancellationToken ct)
    {
        var above = new List<PartyId>();
        for (PartyId? next = start; next is { } current && above.Count < MaxDepth;)
        {
            var found = await Db.Parties.AsNoTracking().Where(party => party.Id == current).Select(party => new { party.ParentId }).SingleOrDefaultAsync(ct);
            if (found is null)
            {
                break;
            }

            above.Add(current);
            next = found.ParentId;
        }

        return above;
    }
}
