using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Domain.Common;
using Marketing.Domain.Risks;
using Marketing.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>Records which catalogue entries a risk, a treatment or a trigger names, so that they are not deleted.</summary>
internal sealed class RiskReferences(IMarketingDb db, RequestContext context) : ICatalogueReferrer
{
    /// <summary>Records what a risk names.</summary>
    public Task FollowAsync(Risk risk, CancellationToken ct) => FollowAsync(risk.Id.Value, risk.Id, risk.Terms, risk.Terms.Owners, ct);

    /// <summary>Records what a treatment names.</summary>
    public Task FollowAsync(RiskTreatment treatment, CancellationToken ct) =>
        FollowAsync(treatment.Id.Value, treatment.RiskId, treatment.Terms, [], ct);

    /// <summary>Records what a trigger names.</summary>
    public Task FollowAsync(RiskTrigger trigger, CancellationToken ct) =>
        FollowAsync(trigger.Id.Value, trigger.RiskId, trigger.Terms, [], ct, trigger.Terms.MetricId);

    /// <summary>Records what a restored risk and the rows below it name.</summary>
    public async Task FollowAllAsync(Risk risk, CancellationToken ct)
    {
        var id = risk.Id;
        await FollowAsync(risk, ct);
        foreach (var treatment in await db.Set<RiskTreatment>().Where(row => row.RiskId == id).ToListAsync(ct))
        {
            await FollowAsync(treatment, ct);
        }

        foreach (var trigger in await db.Set<RiskTrigger>().Where(row => row.RiskId == id).ToListAsync(ct))
        {
            await FollowAsync(trigger, ct);
        }
    }

    /// <summary>Forgets what a deleted risk and the rows below it name.</summary>
    public async Task ForgetAllAsync(RiskId risk, CancellationToken ct) =>
        db.Set<RiskReference>().RemoveRange(await db.Set<RiskReference>().Where(reference => reference.RiskId == risk).ToListAsync(ct));

    /// <summary>Forgets what a deleted row names.</summary>
    public async Task ForgetAsync(Guid holder, CancellationToken ct) =>
        db.Set<RiskReference>().RemoveRange(await db.Set<RiskReference>().Where(reference => reference.HolderId == holder).ToListAsync(ct));

    public async Task<IReadOnlyList<string>> ReferrersOfAsync(string catalogue, Guid entryId, int max, CancellationToken ct)
    {
        var risks = await db.Set<RiskReference>()
            .AsNoTracking()
            .Where(reference => reference.EntryId == entryId)
            .OrderBy(reference => reference.RiskId)
            .Select(reference => reference.RiskId)
            .Distinct()
            .Take(max)
            .ToListAsync(ct);
        return [.. risks.Select(risk => $"{ResourceTypes.Risk}/{risk.Value}")];
    }

    public async Task RepointAsync(EntryMerge merge, CancellationToken ct)
    {
        var from = merge.FromId;
        var holders = await db.Set<RiskReference>()
            .Where(reference => reference.EntryId == from)
            .Select(reference => reference.HolderId)
            .ToListAsync(ct);
        var risks = holders.Select(RiskId.From).ToList();
        foreach (var risk in await db.Set<Risk>().Where(risk => risks.Contains(risk.Id)).ToListAsync(ct))
        {
            risk.Repoint(CatalogueLinks.Repoint(risk.Terms, merge));
            await FollowAsync(risk, ct);
        }

        var treatments = holders.Select(RiskTreatmentId.From).ToList();
        foreach (var treatment in await db.Set<RiskTreatment>().Where(row => treatments.Contains(row.Id)).ToListAsync(ct))
        {
            treatment.Repoint(CatalogueLinks.Repoint(treatment.Terms, merge));
            await FollowAsync(treatment, ct);
        }

        var triggers = holders.Select(RiskTriggerId.From).ToList();
        foreach (var trigger in await db.Set<RiskTrigger>().Where(row => triggers.Contains(row.Id)).ToListAsync(ct))
        {
            var terms = CatalogueLinks.Repoint(trigger.Terms, merge);
            trigger.Repoint(terms.MetricId == merge.FromId ? terms with { MetricId = merge.IntoId } : terms);
            await FollowAsync(trigger, ct);
        }
    }

    private async Task FollowAsync(
        Guid holder,
        RiskId risk,
        object terms,
        IReadOnlyList<PartyRef> owners,
        CancellationToken ct,
        Guid? metric = null
    )
    {
        var owning = owners.Select(owner => owner.PartyId).OfType<Guid>().ToHashSet();
        var named = CatalogueLinks.EntriesIn(terms).Select(entry => entry.Id).Append(metric).OfType<Guid>().ToHashSet();
        var known = await db.Set<RiskReference>().Where(reference => reference.HolderId == holder).ToListAsync(ct);
        var gone = known
            .Where(reference => !named.Contains(reference.EntryId) || reference.IsOwner != owning.Contains(reference.EntryId))
            .ToList();
        db.Set<RiskReference>().RemoveRange(gone);
        if (gone.Count > 0)
        {
            await db.SaveChangesAsync(ct);
        }

        var kept = known.Except(gone).Select(reference => reference.EntryId).ToHashSet();
        db.Set<RiskReference>()
            .AddRange(
                from entry in named
                where !kept.Contains(entry)
                orderby entry
                select new RiskReference
                {
                    WorkspaceId = context.WorkspaceId,
                    HolderId = holder,
                    EntryId = entry,
                    RiskId = risk,
                    IsOwner = owning.Contains(entry),
                }
            );
    }
}
