using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Parts;

/// <summary>Validates the content of parts and their references, and records the references.</summary>
internal sealed class PartReferences(IMarketingDb db)
{
    private const int ReferrersShown = 20;

    /// <summary>Up to this number, the query filters by owner; for more, it reads all references of the plan.</summary>
    private const int FewOwners = 20;

    /// <summary>
    /// Returns every fault of the drafts: broken rules, contradictions, unknown catalogue entries, refs without a part in their section.
    /// </summary>
    public async Task<Error?> CheckAsync(PartDrafts request, CancellationToken ct)
    {
        var targets = request.Targets();
        var drafts = request.Written.ToList();
        var faults = drafts
            .SelectMany(draft => draft.Content.Check().Concat(draft.Contradictions).Select(fault => fault.Under(draft.ContentPointer)))
            .ToList();
        var entries = drafts.SelectMany(draft => CatalogueLinks.EntriesIn(draft.Nodes, draft.ContentPointer));
        faults.AddRange(await db.UnknownEntriesAsync(entries, ct));
        faults.AddRange(
            from draft in drafts
            from reference in draft.References
            where targets.GetValueOrDefault(PartRef.KeyOf(reference.Ref))?.Section != PlanSections.Of(reference.Section).Name
            select RuleFault.Of(reference.Pointer, "planPart.refUnknown", ("ref", reference.Ref), ("section", reference.Section))
        );
        return Refusals.Of(faults);
    }

    /// <summary>Records the references of valid drafts, and spells each ref as the referenced part does.</summary>
    public async Task RecordAsync(PartDrafts request, CancellationToken ct)
    {
        var targets = request.Targets();
        var drafts = request.Written.ToList();
        foreach (var draft in drafts.Where(draft => draft.References.Any(reference => TargetOf(reference.Ref).Ref != reference.Ref)))
        {
            draft.Content = ContentTree.RewriteReferences(draft.Content, text => TargetOf(text).Ref);
        }

        var owners = drafts.Where(draft => draft.Before is not null).Select(draft => draft.Part.Id.Value).ToHashSet();
        var byOwner = (await OfOwnersAsync(request.Plan.Id.Value, owners, ct)).ToLookup(reference => reference.OwnerId);
        foreach (var draft in drafts)
        {
            var entries = CatalogueLinks.EntriesIn(draft.Nodes, "").Select(entry => entry.Id).OfType<Guid>().ToHashSet();
            var parts = draft.References.Select(reference => TargetOf(reference.Ref).Id.Value).ToHashSet();
            var known = byOwner[draft.Part.Id.Value].ToList();
            var recorded = known.Select(reference => reference.TargetId).ToHashSet();
            var (part, plan) = (draft.Part, request.Plan.Id.Value);
            var wanted = entries.Union(parts).ToHashSet();
            db.ContentReferences.RemoveRange(known.FindAll(reference => !wanted.Contains(reference.TargetId)));
            db.ContentReferences.AddRange(entries.Except(recorded).Select(entry => ContentReference.ToEntry(part, plan, entry)));
            db.ContentReferences.AddRange(parts.Except(recorded).Select(other => ContentReference.ToPart(part, plan, other)));
        }

        PartTarget TargetOf(string spelt) => targets[PartRef.KeyOf(spelt)];
    }

    /// <summary>Returns some of the parts that refer to this one, as <c>type/ref</c>.</summary>
    public async Task<IReadOnlyList<string>> ReferrersAsync(PlanPart part, CancellationToken ct)
    {
        var target = part.Id.Value;
        var owners = await db
            .ContentReferences.AsNoTracking()
            .Where(reference => reference.TargetId == target && reference.OwnerId != target)
            .OrderBy(reference => reference.OwnerId)
            .Take(ReferrersShown)
            .Select(reference => reference.OwnerId)
            .ToListAsync(ct);
        var ids = owners.Select(PlanPartId.From).ToList();
        var parts = await db
            .PlanParts.AsNoTracking()
            .Where(owner => ids.Contains(owner.Id))
            .Select(owner => new { owner.Section, owner.Ref })
            .ToListAsync(ct);
        return [.. parts.Select(owner => $"{PlanSections.TypeOf(owner.Section)}/{owner.Ref}")];
    }

    /// <summary>Removes the references of parts that are deleted.</summary>
    public async Task RemoveAsync(IReadOnlyCollection<PlanPart> parts, CancellationToken ct)
    {
        if (parts.Count > 0)
        {
            var owners = parts.Select(part => part.Id.Value).ToHashSet();
            db.ContentReferences.RemoveRange(await OfOwnersAsync(parts.First().PlanId.Value, owners, ct));
        }
    }

    private async Task<List<ContentReference>> OfOwnersAsync(Guid plan, HashSet<Guid> owners, CancellationToken ct)
    {
        var ofPlan = db.ContentReferences.Where(reference => reference.PlanId == plan);
        var read = owners.Count <= FewOwners ? ofPlan.Where(reference => owners.Contains(reference.OwnerId)) : ofPlan;
        return owners.Count == 0 ? [] : (await read.ToListAsync(ct)).FindAll(reference => owners.Contains(reference.OwnerId));
    }
}
