using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans;

/// <summary>
/// Changes the content of plans when a catalogue entry is merged into another. Content that is closed, or that a newer build wrote,
/// keeps its entry.
/// </summary>
internal sealed class ContentReferrer(IMarketingDb db) : ICatalogueReferrer
{
    public async Task<IReadOnlyList<string>> ReferrersOfAsync(string catalogue, Guid entryId, int max, CancellationToken ct)
    {
        var owners = await db
            .ContentReferences.AsNoTracking()
            .Where(reference => reference.TargetId == entryId)
            .OrderBy(reference => reference.OwnerId)
            .Take(max)
            .ToListAsync(ct);
        return [.. owners.Select(owner => $"{owner.OwnerType}/{owner.OwnerId}")];
    }

    public async Task<bool> AreDeletedAsync(Guid entryId, CancellationToken ct)
    {
        var plans = await db
            .ContentReferences.Where(reference => reference.TargetId == entryId)
            .Select(reference => reference.PlanId)
            .Distinct()
            .ToListAsync(ct);
        var ids = plans.Select(PlanId.From).ToList();
        return !await db.Plans.AnyAsync(plan => ids.Contains(plan.Id), ct);
    }

    public async Task RepointAsync(EntryMerge merge, CancellationToken ct)
    {
        var references = await db.ContentReferences.Where(reference => reference.TargetId == merge.FromId).ToListAsync(ct);
        foreach (var ofPlan in references.GroupBy(reference => reference.PlanId))
        {
            if ((await db.OpenContentAsync(PlanId.From(ofPlan.Key), ct)).Succeeded)
            {
                await RepointAsync([.. ofPlan], merge, ct);
                await db.CountContentAsync(PlanId.From(ofPlan.Key), ct);
            }
            else
            {
                foreach (var reference in ofPlan)
                {
                    reference.LetGo();
                }
            }
        }
    }

    private async Task RepointAsync(List<ContentReference> references, EntryMerge merge, CancellationToken ct)
    {
        var owners = references.Select(reference => reference.OwnerId).ToList();
        var partIds = owners.Select(PlanPartId.From).ToList();
        var parts = await db.PlanParts.Where(part => partIds.Contains(part.Id)).ToListAsync(ct);
        var planIds = owners.Select(PlanId.From).ToList();
        var plans = await db.Plans.Where(plan => planIds.Contains(plan.Id)).ToListAsync(ct);
        foreach (var part in parts.Where(part => !part.HasNewerSchema))
        {
            part.Write(CatalogueLinks.Repoint(StoredContent.Read(part), merge));
        }

        foreach (var plan in plans.Where(plan => !plan.HasNewerSchema))
        {
            plan.Write(CatalogueLinks.Repoint(plan.Header, merge));
        }

        var readOnly = parts
            .Where(part => part.HasNewerSchema)
            .Select(part => part.Id.Value)
            .Concat(plans.Where(plan => plan.HasNewerSchema).Select(plan => plan.Id.Value))
            .ToHashSet();
        references.Where(reference => readOnly.Contains(reference.OwnerId)).ToList().ForEach(reference => reference.LetGo());
        references = references.FindAll(reference => !readOnly.Contains(reference.OwnerId));
        var alreadyThere = await db
            .ContentReferences.Where(reference => owners.Contains(reference.OwnerId) && reference.TargetId == merge.IntoId)
            .Select(reference => reference.OwnerId)
            .ToListAsync(ct);
        db.ContentReferences.RemoveRange(references);
        db.ContentReferences.AddRange(
            from reference in references
            where !alreadyThere.Contains(reference.OwnerId)
            select reference.Repointed(merge.IntoId)
        );
    }
}
