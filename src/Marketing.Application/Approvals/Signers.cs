using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Approvals;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Approvals;

/// <summary>Finds out who can sign, alone or for others.</summary>
internal sealed class Signers(IMarketingDb db, RequestContext context, TimeProvider clock)
{
    /// <summary>Returns the settings of the workspace.</summary>
    public Task<WorkspaceSettings> SettingsAsync(CancellationToken ct) =>
        db.Workspaces.AsNoTracking().Select(workspace => workspace.Settings).SingleAsync(ct);

    /// <summary>Returns today's date in the time zone of the workspace.</summary>
    public DateOnly Today(WorkspaceSettings settings) => WorkCalendar.Of(settings).DayOf(clock.Instant());

    /// <summary>Returns the caller, and those for whom the caller can decide today.</summary>
    public async Task<(Signer Self, IReadOnlyList<Signer> Delegators)> CallerAsync(DateOnly today, CancellationToken ct)
    {
        var caller = context.Caller;
        var delegators = await db
            .Delegations.AsNoTracking()
            .Where(delegation => delegation.DelegateId == caller.ActorId && delegation.FirstDay <= today && today <= delegation.LastDay)
            .Select(delegation => delegation.DelegatorId)
            .Distinct()
            .ToListAsync(ct);
        var persons = await FindAsync([caller.ActorId, .. delegators], ct);
        var parties = persons.Find(person => person.ActorId == caller.ActorId)?.Parties ?? new HashSet<PartyId>();
        return (
            new Signer(caller.ActorId, caller.Roles, caller.Scopes, parties),
            [.. persons.Where(person => person.ActorId != caller.ActorId)]
        );
    }

    /// <summary>Returns members as signers. Their rights are those of their roles.</summary>
    public async Task<List<Signer>> FindAsync(IReadOnlyCollection<string> actorIds, CancellationToken ct)
    {
        var members = await db
            .Members.AsNoTracking()
            .Where(member => actorIds.Contains(member.ActorId))
            .Select(member => new
            {
                member.ActorId,
                member.Roles,
                member.PartyId,
            })
            .ToListAsync(ct);
        var signers = new List<Signer>();
        foreach (var member in members)
        {
            signers.Add(
                new Signer(
                    member.ActorId,
                    member.Roles,
                    member.Roles.SelectMany(Scopes.Of).ToHashSet(StringComparer.Ordinal),
                    await WithAncestorsAsync(member.PartyId, ct)
                )
            );
        }

        return signers;
    }

    /// <summary>Returns the delegations that were in effect on any day of a span, as pairs of persons.</summary>
    public async Task<IReadOnlyList<(string Delegator, string Delegate)>> DelegationsAsync(DateOnly from, DateOnly to, CancellationToken ct)
    {
        // A delegation that was ended or deleted early was still in effect before.
        var found = await db
            .Delegations.IgnoreQueryFilters([DbFilters.Deletion])
            .AsNoTracking()
            .Where(delegation => delegation.FirstDay <= to && from <= delegation.LastDay)
            .Select(delegation => new { delegation.DelegatorId, delegation.DelegateId })
            .ToListAsync(ct);
        return [.. found.Select(pair => (pair.DelegatorId, pair.DelegateId))];
    }

    /// <summary>Returns the members whom a party represents: a person or the holder of a position.</summary>
    public async Task<IReadOnlyList<string>> PersonsOfAsync(PartyId partyId, CancellationToken ct)
    {
        var current = await CurrentAsync(partyId, ct);
        return await db
            .Members.AsNoTracking()
            .Where(member => member.PartyId == current && (db.Parties.Any(party => party.Id == current && IsPerson.Contains(party.Kind))))
            .Select(member => member.ActorId)
            .ToListAsync(ct);
    }

    /// <summary>Returns the party that a party was merged into, or the party itself.</summary>
    public async Task<PartyId> CurrentAsync(PartyId partyId, CancellationToken ct)
    {
        for (var steps = 0; steps < Party.MaxLevels; steps++)
        {
            var into = await db
                .Parties.IgnoreQueryFilters([DbFilters.Deletion])
                .Where(party => party.Id == partyId)
                .Select(party => party.MergedIntoId)
                .SingleOrDefaultAsync(ct);
            if (into is not { } next)
            {
                break;
            }

            partyId = next;
        }

        return partyId;
    }

    /// <summary>Returns the parties with those that were merged into them.</summary>
    public async Task<IReadOnlyList<PartyId?>> WithMergedAsync(IReadOnlyList<PartyId> parties, CancellationToken ct)
    {
        var all = parties.Select(party => (PartyId?)party).ToHashSet();
        for (var before = 0; before != all.Count; )
        {
            before = all.Count;
            var known = all.ToList();
            all.UnionWith(
                await db
                    .Parties.IgnoreQueryFilters([DbFilters.Deletion])
                    .Where(party => known.Contains(party.MergedIntoId))
                    .Select(party => (PartyId?)party.Id)
                    .ToListAsync(ct)
            );
        }

        return [.. all];
    }

    /// <summary>Returns the id of a party, and of those that were merged into it: content in force keeps their ids.</summary>
    public async Task<IReadOnlySet<Guid>> WithMergedIdsAsync(Guid party, CancellationToken ct) =>
        (await WithMergedAsync([PartyId.From(party)], ct)).Select(id => id!.Value.Value).ToHashSet();

    /// <summary>Whether any member belongs to the party or to one below it. A party without members binds nobody.</summary>
    public async Task<bool> HasMembersAsync(PartyId partyId, CancellationToken ct)
    {
        // The number of queries depends on the depth of the hierarchy alone.
        var all = new HashSet<PartyId> { partyId };
        for (List<PartyId?> level = [partyId]; level.Count > 0; )
        {
            var parents = level;
            var children = await db
                .Parties.AsNoTracking()
                .Where(party => parents.Contains(party.ParentId))
                .Select(party => party.Id)
                .ToListAsync(ct);
            level = [.. children.Where(all.Add).Select(child => (PartyId?)child)];
        }

        var parties = all.Select(party => (PartyId?)party).ToList();
        return await db.Members.AnyAsync(member => parties.Contains(member.PartyId), ct);
    }

    private static readonly PartyKind[] IsPerson = [PartyKind.Person, PartyKind.Position];

    private async Task<IReadOnlySet<PartyId>> WithAncestorsAsync(PartyId? partyId, CancellationToken ct)
    {
        var all = new HashSet<PartyId>();
        for (var next = partyId; next is { } current && all.Add(current); )
        {
            next = await db
                .Parties.AsNoTracking()
                .Where(party => party.Id == current)
                .Select(party => party.ParentId)
                .SingleOrDefaultAsync(ct);
        }

        return all;
    }
}
