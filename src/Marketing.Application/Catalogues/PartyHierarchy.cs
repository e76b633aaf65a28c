using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Catalogues;

/// <summary>The hierarchy of a workspace's parties: no party is above itself, and the depth is limited.</summary>
internal sealed class PartyHierarchy(IMarketingDb db)
{
    /// <summary>Locks the hierarchy until the transaction ends. Parties that lose their parent or are deleted need no lock.</summary>
    public Task HoldAsync(CancellationToken ct) => db.TakeGuardAsync(WorkspaceGuard.PartyHierarchy, ct);

    /// <summary>Puts a party under another one. Locks the hierarchy.</summary>
    /// <returns>Why the party cannot be there; null if it can.</returns>
    public async Task<Error?> PutUnderAsync(Party party, PartyId parentId, CancellationToken ct)
    {
        await HoldAsync(ct);
        var ancestors = await AncestorsAsync(parentId, ct);
        if (ancestors.Count == 0)
        {
            return new RulesBroken([RuleFault.Of("/parentId", "party.unknown", ("id", parentId.Value))]);
        }

        return party.PutUnder(parentId, ancestors, await LevelsBelowAsync(party, ct)).Error;
    }

    /// <summary>Checks that the children of one party can come under another one. The hierarchy must be locked.</summary>
    /// <returns>Why the parties cannot be merged; null if they can.</returns>
    public async Task<Error?> CheckMergeAsync(Party source, Party target, CancellationToken ct)
    {
        var path = await AncestorsAsync(target.Id, ct);
        return path.Skip(1).Contains(source.Id) ? new PartyHierarchyCycle(target.Id.Value, "/intoId")
            : path.Count + await LevelsBelowAsync(source, ct) > Party.MaxLevels ? new PartyHierarchyTooDeep(Party.MaxLevels, "/intoId")
            : null;
    }

    /// <summary>Returns the party and all its ancestors; empty if the party does not exist.</summary>
    private async Task<List<PartyId>> AncestorsAsync(PartyId start, CancellationToken ct)
    {
        var path = new List<PartyId>();
        for (PartyId? next = start; next is { } current && path.Count <= Party.MaxLevels; )
        {
            var found = await db
                .Parties.AsNoTracking()
                .Where(party => party.Id == current)
                .Select(party => new { party.ParentId })
                .SingleOrDefaultAsync(ct);
            if (found is null)
            {
                break;
            }

            path.Add(current);
            next = found.ParentId;
        }

        return path;
    }

    /// <summary>Returns the number of levels below the party.</summary>
    private async Task<int> LevelsBelowAsync(Party party, CancellationToken ct)
    {
        PartyId? id = party.Id;
        if (party.Version == 0 || !await db.Parties.AnyAsync(child => child.ParentId == id, ct))
        {
            return 0;
        }

        var placed = await db
            .Parties.AsNoTracking()
            .Where(child => child.ParentId != null)
            .Select(child => new { child.Id, child.ParentId })
            .ToListAsync(ct);
        var children = placed.ToLookup(child => child.ParentId!.Value, child => child.Id);
        var levels = 0;
        for (var level = children[party.Id].ToList(); level.Count > 0 && levels < Party.MaxLevels; levels++)
        {
            level = [.. level.SelectMany(parent => children[parent])];
        }

        return levels;
    }
}
