using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Domain.Budgets;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Risks;
using Marketing.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>Code shared by the use cases that write risks.</summary>
internal sealed class RiskWriter(IMarketingDb db, CatalogueLinks links)
{
    /// <summary>Loads a risk for writing.</summary>
    public Task<Result<Risk>> FindAsync(RiskId id, ExpectedVersion? expectedVersion, CancellationToken ct, bool includeDeleted = false) =>
        db.FindAsync<Risk, RiskId>(id, expectedVersion, new RiskNotFound(id.Value), ct, includeDeleted);

    /// <summary>Loads a risk, and keeps other writers of it and of the rows below it out until the transaction ends.</summary>
    public async Task<Result<Risk>> HoldAsync(RiskId id, ExpectedVersion? expectedVersion, CancellationToken ct)
    {
        await db.Risks.Where(risk => risk.Id == id).GuardAsync(risk => risk.SetProperty(r => r.Version, r => r.Version), ct);
        return await FindAsync(id, expectedVersion, ct);
    }

    /// <summary>Returns the terms with their new names linked to the catalogues.</summary>
    public Task<T> LinkAsync<T>(T terms, object? before, CancellationToken ct)
        where T : class => links.LinkNewAsync(terms, before, ct);

    /// <summary>Returns an error for anything that the terms name and that does not exist. What was named before stays.</summary>
    public async Task<Error?> ObjectionAsync(RiskTerms terms, RiskTerms? before, CancellationToken ct)
    {
        var faults = new List<RuleFault>();
        if (terms.PlanId is { } plan && plan != before?.PlanId && await PlanUnknownAsync(plan, ct) is { } unknownPlan)
        {
            faults.Add(unknownPlan);
        }
        else if (terms.PlanId is { } known)
        {
            var earlier = known == before?.PlanId ? before.Affects : [];
            faults.AddRange(await UnknownRefsAsync(PlanId.From(known), terms.Affects, earlier, "/affects", ct));
        }

        if (
            terms.BudgetLineId is { } line
            && line != before?.BudgetLineId
            && await LineUnknownAsync(line, "/budgetLineId", ct) is { } unknown
        )
        {
            faults.Add(unknown);
        }

        if (terms.CampaignId is { } campaign && campaign != before?.CampaignId)
        {
            faults.AddRange(new[] { await CampaignUnknownAsync(campaign, "/campaignId", ct) }.OfType<RuleFault>());
        }

        faults.AddRange(await UnknownTasksAsync(terms.TaskIds, before?.TaskIds ?? [], ct));
        faults.AddRange(await UnknownEntriesAsync(terms, ct));
        return Refusals.Of(faults);
    }

    /// <summary>Returns an error for a trigger that cannot fire, or that names a line or an entry that does not exist.</summary>
    public async Task<Error?> ObjectionAsync(RiskTriggerTerms terms, RiskTriggerTerms? before, CancellationToken ct)
    {
        var faults = before?.CanFire() == false ? [] : terms.CheckComparison().ToList();
        if (
            terms.StopLoss?.BudgetLineId is { } line
            && line != before?.StopLoss?.BudgetLineId
            && await LineUnknownAsync(line, "/stopLoss/budgetLineId", ct) is { } unknown
        )
        {
            faults.Add(unknown);
        }

        if (
            terms.StopLoss?.CampaignId is { } campaign
            && campaign != before?.StopLoss?.CampaignId
            && await CampaignUnknownAsync(campaign, "/stopLoss/campaignId", ct) is { } missing
        )
        {
            faults.Add(missing);
        }

        if (terms.Metric is { } metric && terms.MetricId is null && metric != before?.Metric && !RiskSignals.IsOwn(metric))
        {
            faults.Add(RuleFault.Of("/metric", "riskTrigger.metricUnknown", ("metric", metric)));
        }

        faults.AddRange(await UnknownEntriesAsync(terms, ct));
        faults.AddRange(await db.UnknownEntriesAsync([new NamedEntry("/metricId", ResourceTypes.Metric, terms.MetricId)], ct));
        return Refusals.Of(faults);
    }

    /// <summary>Returns the terms of a trigger with its metric and parties linked to the catalogues.</summary>
    public async Task<RiskTriggerTerms> LinkAsync(RiskTriggerTerms terms, RiskTriggerTerms? before, CancellationToken ct)
    {
        var linked = await links.LinkNewAsync(terms, before, ct);
        var renamed = before is not null && terms.Metric != before.Metric && terms.MetricId == before.MetricId;
        if (linked.Metric is not { } text || RiskSignals.IsOwn(text) || (linked.MetricId is not null && !renamed))
        {
            return RiskSignals.IsOwn(linked.Metric) ? linked with { MetricId = null } : linked;
        }

        return linked with
        {
            MetricId = await MetricAsync(text, ct),
        };
    }

    /// <summary>Returns the metric with a code or name; null if there is none.</summary>
    private async Task<Guid?> MetricAsync(string text, CancellationToken ct)
    {
        var (code, name) = (CatalogueName.CodeKey(text), CatalogueName.Key(text));
        var coded = await db.Set<Metric>().Where(metric => metric.CodeKey == code).Select(metric => metric.Id).ToListAsync(ct);
        if (coded.Count > 0)
        {
            return coded[0].Value;
        }

        return await db
            .CatalogueNames.Where(row => row.Catalogue == ResourceTypes.Metric && row.NameKey == name)
            .Select(row => (Guid?)row.EntryId)
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>Returns a fault for a plan that does not exist.</summary>
    public async Task<RuleFault?> PlanUnknownAsync(Guid plan, CancellationToken ct)
    {
        var id = PlanId.From(plan);
        return await db.Plans.AnyAsync(row => row.Id == id, ct) ? null : RuleFault.Of("/planId", "task.planUnknown", ("id", plan));
    }

    /// <summary>Returns a fault for a budget line that does not exist.</summary>
    public async Task<RuleFault?> LineUnknownAsync(Guid line, string pointer, CancellationToken ct)
    {
        var id = BudgetLineId.From(line);
        return await db.BudgetLines.AnyAsync(row => row.Id == id, ct) ? null : RuleFault.Of(pointer, "risk.lineUnknown", ("id", line));
    }

    /// <summary>Returns a fault for a campaign that does not exist.</summary>
    private async Task<RuleFault?> CampaignUnknownAsync(Guid campaign, string pointer, CancellationToken ct)
    {
        var id = CampaignId.From(campaign);
        return await db.Campaigns.AnyAsync(row => row.Id == id, ct)
            ? null
            : RuleFault.Of(pointer, "risk.campaignUnknown", ("id", campaign));
    }

    /// <summary>Returns a fault for each task that does not exist.</summary>
    public async Task<IReadOnlyList<RuleFault>> UnknownTasksAsync(
        IReadOnlyList<Guid> tasks,
        IReadOnlyList<Guid> before,
        CancellationToken ct
    )
    {
        var added = tasks.Except(before).Select(PlanTaskId.From).ToList();
        if (added.Count == 0)
        {
            return [];
        }

        var known = await db.Tasks.Where(task => added.Contains(task.Id)).Select(task => task.Id).ToListAsync(ct);
        var unknown = added.Except(known).Select(task => task.Value).ToHashSet();
        return
        [
            .. tasks
                .Index()
                .Where(task => unknown.Contains(task.Item))
                .Select(task => RuleFault.Of($"/taskIds/{task.Index}", "risk.taskUnknown", ("id", task.Item))),
        ];
    }

    /// <summary>Returns a fault for each risk that does not exist.</summary>
    public async Task<IReadOnlyList<RuleFault>> UnknownRisksAsync(IReadOnlyList<Guid> risks, string pointer, CancellationToken ct)
    {
        var ids = risks.Select(RiskId.From).ToList();
        var known = ids.Count == 0 ? [] : await db.Risks.Where(risk => ids.Contains(risk.Id)).Select(risk => risk.Id).ToListAsync(ct);
        return [.. ids.Except(known).Select(risk => RuleFault.Of(pointer, "risk.unknown", ("id", risk.Value)))];
    }

    /// <summary>Returns a fault for each catalogue entry that does not exist.</summary>
    public Task<IReadOnlyList<RuleFault>> UnknownEntriesAsync(object terms, CancellationToken ct) =>
        db.UnknownEntriesAsync(CatalogueLinks.EntriesIn(terms), ct);

    /// <summary>Returns a fault for each ref that the plan does not have.</summary>
    public async Task<IReadOnlyList<RuleFault>> UnknownRefsAsync(
        PlanId plan,
        IReadOnlyList<string> refs,
        IReadOnlyList<string> before,
        string pointer,
        CancellationToken ct
    )
    {
        var added = refs.Except(before).Select(PartRef.KeyOf).Distinct().ToList();
        if (added.Count == 0)
        {
            return [];
        }

        var parts = await db
            .PlanParts.Where(part => part.PlanId == plan && added.Contains(part.RefKey))
            .Select(part => part.RefKey)
            .ToListAsync(ct);
        var items = await db
            .PlanRefs.Where(item => item.PlanId == plan && added.Contains(item.RefKey))
            .Select(item => item.RefKey)
            .ToListAsync(ct);
        var unknown = added.Except(parts).Except(items).ToHashSet();
        return
        [
            .. refs.Index()
                .Where(name => unknown.Contains(PartRef.KeyOf(name.Item)))
                .Select(name => RuleFault.Of($"{pointer}/{name.Index}", "risk.refUnknown", ("ref", name.Item))),
        ];
    }
}
