using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Parts;

/// <summary>Checks what parts say and name, and keeps the record of who names whom.</summary>
internal sealed class PartReferences(IMarketingDb db)
{
    private const int ReferrersShown = 20;

    /// <summary>So many owners are named in the query; of more, all references of the plan are read.</summary>
    private const int FewOwners = 20;

    /// <summary>
    /// Answers every fault of the drafts: broken rules, catalogue entries that are not in the workspace, refs that no part of the plan
    /// has. Without a fault, notes what they name.
    /// </summary>
    /// <param name="planId">The plan.</param>
    /// <param name="drafts">The parts being written.</param>
    /// <param name="byRef">All parts that the plan will have, by ref; null to look them up.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<Error?> SettleAsync(PlanId planId, IReadOnlyList<PartDraft> drafts, IReadOnlyDictionary<string, PlanPart>? byRef, CancellationToken ct)
    {
        var named = drafts.Select(draft => (Draft: draft, Nodes: ContentTree.Nodes(draft.Content))).ToList();
        var faults = drafts.SelectMany(draft => draft.Content.Check().Select(fault => fault.Under(draft.Pointer))).ToList();
        faults.AddRange(await db.UnknownEntriesAsync(named.SelectMany(part => CatalogueLinks.EntriesIn(part.Nodes, part.Draft.Pointer)), ct));
        var targets = await TargetsAsync(planId, drafts, named.SelectMany(part => RefsOf(part.Nodes)), byRef, ct);
        faults.AddRange(
            from part in named
            from node in RefsOf(part.Nodes)
            where !targets.TryGetValue((string)node.Value, out var target) || target.Section != PlanSections.Of(node.Reference!.Section).Name
            select RuleFault.Of(part.Draft.Pointer + node.Pointer, "planPart.refUnknown", ("ref", node.Value), ("section", node.Reference!.Section)));
        if (faults.Count > 0)
        {
            return new RulesBroken(faults);
        }

        await NoteAsync(planId, named.ToDictionary(
            part => part.Draft.Part,
            part => new Targets(
                CatalogueLinks.EntriesIn(part.Nodes, "").Select(entry => entry.Id).OfType<Guid>().ToHashSet(),
                RefsOf(part.Nodes).Select(node => targets[(string)node.Value].Id).ToHashSet())), ct);
        return null;
    }

    /// <summary>Some of the parts that name a part, as <c>type/ref</c>.</summary>
    public async Task<IReadOnlyList<string>> ReferrersAsync(PlanPart part, CancellationToken ct)
    {
        var target = part.Id.Value;
        var owners = await db.ContentReferences.AsNoTracking().Where(reference => reference.TargetId == target && reference.OwnerId != target)
            .OrderBy(reference => reference.OwnerId).Take(ReferrersShown).Select(reference => reference.OwnerId).ToListAsync(ct);
        var ids = owners.Select(PlanPartId.From).ToList();
        var parts = await db.PlanParts.AsNoTracking().Where(owner => ids.Contains(owner.Id)).Select(owner => new { owner.Section, owner.Ref }).ToListAsync(ct);
        return [.. parts.Select(owner => $"{PlanSections.TypeOf(owner.Section)}/{owner.Ref}")];
    }

    /// <summary>Parts that leave the plan name nothing any more.</summary>
    public async Task ForgetAsync(IReadOnlyCollection<PlanPart> parts, CancellationToken ct)
    {
        if (parts.Count > 0)
        {
            db.ContentReferences.RemoveRange(await OfOwnersAsync(parts.First().PlanId.Value, [.. parts.Select(part => part.Id.Value)], ct));
        }
    }

    private async Task<List<ContentReference>> OfOwnersAsync(Guid plan, HashSet<Guid> owners, CancellationToken ct)
    {
        var ofPlan = db.ContentReferences.Where(reference => reference.PlanId == plan);
        var read = owners.Count <= FewOwners ? ofPlan.Where(reference => owners.Contains(reference.OwnerId)) : ofPlan;
        return owners.Count == 0 ? [] : (await read.ToListAsync(ct)).FindAll(reference => owners.Contains(reference.OwnerId));
    }

    private async Task NoteAsync(PlanId planId, Dictionary<PlanPart, Targets> wanted, CancellationToken ct)
    {
        var owners = wanted.Keys.Where(part => part.Version > 0).Select(part => part.Id.Value).ToHashSet();
        var byOwner = (await OfOwnersAsync(planId.Value, owners, ct)).ToLookup(reference => reference.OwnerId);
        foreach (var (part, targets) in wanted)
        {
            var known = byOwner[part.Id.Value].ToList();
            var noted = known.Select(reference => reference.TargetId).ToHashSet();
            db.ContentReferences.RemoveRange(known.Where(reference => !targets.Entries.Contains(reference.TargetId) && !targets.Parts.Contains(reference.TargetId)));
            db.ContentReferences.AddRange(targets.Entries.Except(noted).Select(entry => ContentReference.ToEntry(part, planId.Value, entry)));
            db.ContentReferences.AddRange(targets.Parts.Except(noted).Select(other => ContentReference.ToPart(part, planId.Value, other)));
        }
    }

    private async Task<IReadOnlyDictionary<string, Target>> TargetsAsync(
        PlanId planId, IReadOnlyList<PartDraft> drafts, IEnumerable<ContentNode> named, IReadOnlyDictionary<string, PlanPart>? byRef, CancellationToken ct)
    {
        if (byRef is not null)
        {
            return byRef.ToDictionary(part => part.Key, part => new Target(part.Value.Section, part.Value.Id.Value), StringComparer.Ordinal);
        }

        var refs = named.Select(node => (string)node.Value).Distinct().ToList();
        var found = refs.Count == 0 ? [] : await db.PlanParts.Where(part => part.PlanId == planId && refs.Contains(part.Ref)).Select(part => new { part.Ref, part.Section, part.Id }).ToListAsync(ct);
        var targets = found.ToDictionary(part => part.Ref, part => new Target(part.Section, part.Id.Value), StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            targets[draft.Part.Ref] = new Target(draft.Part.Section, draft.Part.Id.Value);
        }

        return targets;
    }

    private static IEnumerable<ContentNode> RefsOf(IReadOnlyList<ContentNode> nodes) => nodes.Where(node => node.Reference is not null);

    private sealed record Target(string Section, Guid Id);

    /// <summary>What a part names.</summary>
    private sealed record Targets(HashSet<Guid> Entries, HashSet<Guid> Parts);
}
