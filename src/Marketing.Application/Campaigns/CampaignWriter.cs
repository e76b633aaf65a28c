using Marketing.Application.Approvals;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Application.External;
using Marketing.Application.Plans;
using Marketing.Domain.Budgets;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.External;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Campaigns;

/// <summary>Code shared by the use cases that write campaigns.</summary>
internal sealed class CampaignWriter(
    IMarketingDb db,
    RequestContext context,
    ResponseMapper responses,
    Signers signers,
    CampaignReviews reviews,
    CampaignPlans plans
)
{
    /// <summary>Read once for all items of a bulk.</summary>
    private List<SyncSystem>? _systems;

    /// <summary>Returns today's date in the time zone of the campaign's plan; without a plan, in that of the workspace.</summary>
    public async Task<DateOnly> TodayAsync(Campaign campaign, CancellationToken ct)
    {
        var settings = await signers.SettingsAsync(ct);
        var header = campaign.PlanId is { } plan
            ? await db.Plans.Where(row => row.Id == plan).Select(row => row.Header).SingleOrDefaultAsync(ct)
            : null;
        return WorkCalendar.Of(settings, header?.TimeZone).DayOf(db.Log.Now);
    }

    public Task<Result<Campaign>> FindAsync(
        CampaignId id,
        ExpectedVersion? expectedVersion,
        CancellationToken ct,
        bool includeDeleted = false
    ) => db.FindAsync<Campaign, CampaignId>(id, expectedVersion, new CampaignNotFound(id.Value), ct, includeDeleted);

    /// <summary>Returns a new campaign, which is not added yet.</summary>
    public async Task<Result<Campaign>> CreateAsync(ReadContent<CampaignTerms> read, CancellationToken ct)
    {
        var channels = await ChannelsAsync(read.Content, null, ct);
        if (Refusals.Join(Refusals.Of(read.Contradictions), await ObjectionAsync(read.Content, channels, null, ct)) is { } refused)
        {
            return refused;
        }

        return Campaign.Plan(context.WorkspaceId, read.Content, [.. channels.Select(channel => channel.Id!.Value)]);
    }

    /// <summary>Replaces what a campaign says. Returns an error, or null.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="read">What it says from now on.</param>
    /// <param name="ct">Cancels the reads.</param>
    /// <param name="system">The system that writes; by default that of the caller's key.</param>
    public async Task<Error?> WriteAsync(Campaign campaign, ReadContent<CampaignTerms> read, CancellationToken ct, string? system = null)
    {
        if (await OwnedAsync(campaign, read.Content, system ?? context.Caller.System, ct) is { } owned)
        {
            return owned;
        }

        var (before, channels) = (campaign.Terms, await ChannelsAsync(read.Content, campaign, ct));
        var refused =
            Refusals.Join(Refusals.Of(read.Contradictions), await ObjectionAsync(read.Content, channels, campaign, ct))
            ?? campaign.Write(read.Content, [.. channels.Select(channel => channel.Id!.Value)]).Error;
        if (refused is null)
        {
            await reviews.FollowAsync(campaign, before, ct);
        }

        return refused;
    }

    /// <summary>Returns an error if a member changes that another system owns.</summary>
    private async Task<Error?> OwnedAsync(Campaign campaign, CampaignTerms terms, string? system, CancellationToken ct)
    {
        _systems ??= await db.SyncSystems.AsNoTracking().ToListAsync(ct);
        var others = _systems.FindAll(row => row.System != system);
        if (others.TrueForAll(other => other.OwnedMembers.Count == 0))
        {
            return null;
        }

        var named = terms with { Code = terms.Code ?? campaign.Code };
        var owned =
            from member in SyncedMembers.Changed(campaign.Terms, named)
            from other in others
            where other.OwnedMembers.Contains(member)
            select new CampaignMemberOwned(member, other.System, $"/{member}");
        return owned.FirstOrDefault();
    }

    /// <summary>Returns an error if the code is taken, or if something that the campaign refers to is gone.</summary>
    public async Task<Error?> WhyNotRestoredAsync(Campaign campaign, CancellationToken ct) =>
        await plans.WhyNotInAsync(campaign.Terms.PlanId, campaign.Status, ct)
        ?? Refusals.Join(
            await CodeTakenAsync(campaign.Code, campaign.Id, ct),
            Refusals.Of(
                await db.UnknownEntriesAsync(
                    [
                        .. CatalogueLinks.EntriesIn(campaign.Terms),
                        .. campaign.ChannelIds.Select((id, i) => new NamedEntry($"/channels/{i}", ResourceTypes.Channel, id)),
                    ],
                    ct
                )
            )
        );

    public CampaignResponse ToResponse(Campaign campaign) => responses.Map<Campaign, CampaignResponse>(campaign);

    /// <summary>Returns what is wrong with references. What the campaign names already stays, even if it is gone.</summary>
    private async Task<Error?> ObjectionAsync(
        CampaignTerms terms,
        IReadOnlyList<(string Pointer, string Code, Guid? Id)> channels,
        Campaign? campaign,
        CancellationToken ct
    )
    {
        var faults = channels
            .Where(channel => channel.Id is null)
            .Select(channel => RuleFault.Of(channel.Pointer, "campaign.channelUnknown", ("code", channel.Code)))
            .ToList();
        if (terms.PlanId != campaign?.Terms.PlanId)
        {
            var status = campaign?.Status ?? CampaignStatus.Planned;
            if (await plans.WhyNotInAsync(terms.PlanId, status, ct) is { } ended)
            {
                return ended;
            }
        }

        var before = campaign?.Terms.References().Select(reference => reference.EntryId).ToHashSet() ?? [];
        faults.AddRange(await db.UnknownEntriesAsync(CatalogueLinks.EntriesIn(terms).Where(entry => !before.Contains(entry.Id)), ct));
        faults.AddRange(await UnknownPartsAsync(terms, campaign?.Terms, ct));
        faults.AddRange(await UnknownLinesAsync(terms, campaign?.Terms, ct));
        faults.AddRange(await UnknownPilotAsync(terms, campaign, ct));
        var taken =
            terms.Code is { } code && Campaign.KeyOf(code) != campaign?.CodeKey ? await CodeTakenAsync(code, campaign?.Id, ct) : null;
        return Refusals.Join(Refusals.Of(faults), taken);
    }

    private async Task<Error?> CodeTakenAsync(string code, CampaignId? self, CancellationToken ct)
    {
        var key = Campaign.KeyOf(code);
        var taken = await db
            .Campaigns.Where(campaign => campaign.CodeKey == key && campaign.Id != self)
            .Select(campaign => (CampaignId?)campaign.Id)
            .FirstOrDefaultAsync(ct);
        return taken is { } other ? new CampaignCodeTaken(code, other.Value, self?.Value) : null;
    }

    /// <summary>Returns the channels with their ids. A code that the campaign names already keeps its channel.</summary>
    private async Task<IReadOnlyList<(string Pointer, string Code, Guid? Id)>> ChannelsAsync(
        CampaignTerms terms,
        Campaign? campaign,
        CancellationToken ct
    )
    {
        var known = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var (code, id) in campaign is null ? [] : campaign.Terms.Channels.Zip(campaign.ChannelIds))
        {
            known[CatalogueName.CodeKey(code)!] = id;
        }

        var missing = terms.Channels.Select(code => CatalogueName.CodeKey(code)!).Where(key => !known.ContainsKey(key)).Distinct().ToList();
        if (missing.Count > 0)
        {
            var found = await db.Set<Channel>()
                .Where(channel => missing.Contains(channel.CodeKey!))
                .Select(channel => new { channel.CodeKey, channel.Id })
                .ToListAsync(ct);
            found.ForEach(channel => known[channel.CodeKey!] = channel.Id.Value);
        }

        return
        [
            .. terms.Channels.Select(
                (code, i) => ($"/channels/{i}", code, known.TryGetValue(CatalogueName.CodeKey(code)!, out var id) ? id : (Guid?)null)
            ),
        ];
    }

    /// <summary>Returns the plan and the parts that do not exist.</summary>
    private async Task<IReadOnlyList<RuleFault>> UnknownPartsAsync(CampaignTerms terms, CampaignTerms? before, CancellationToken ct)
    {
        if (terms.PlanId is not { } given)
        {
            return [];
        }

        var plan = PlanId.From(given);
        if (before?.PlanId != given && !await db.Plans.AnyAsync(row => row.Id == plan, ct))
        {
            return [RuleFault.Of("/planId", "plan.unknown", ("planId", given))];
        }

        var known = before is null || before.PlanId != given ? [] : RefsOf(before).Select(part => (part.Section, part.Key)).ToHashSet();
        var wanted = RefsOf(terms).Where(part => !known.Contains((part.Section, part.Key))).ToList();
        if (wanted.Count == 0)
        {
            return [];
        }

        var keys = wanted.Select(part => part.Key).Distinct().ToList();
        var found = await db
            .PlanParts.Where(part => part.PlanId == plan && keys.Contains(part.RefKey))
            .Select(part => new { part.Section, part.RefKey })
            .ToListAsync(ct);
        var there = found.Select(part => (part.Section, part.RefKey)).ToHashSet();
        return
        [
            .. wanted
                .Where(part => !there.Contains((PlanSections.Of(part.Section).Name, part.Key)))
                .Select(part => RuleFault.Of(part.Pointer, "planPart.refUnknown", ("ref", part.Ref), ("section", part.Section))),
        ];
    }

    private static IEnumerable<(string Pointer, string Ref, string Key, PlanSectionName Section)> RefsOf(CampaignTerms terms) =>
        from node in ContentTree.Nodes(terms)
        where node.Reference is not null
        select (node.Pointer, (string)node.Value, PartRef.KeyOf((string)node.Value), node.Reference!.Section);

    private async Task<IReadOnlyList<RuleFault>> UnknownPilotAsync(CampaignTerms terms, Campaign? campaign, CancellationToken ct)
    {
        if (terms.PilotId is not { } given || given == campaign?.Terms.PilotId)
        {
            return [];
        }

        var pilot = await FindAsync(CampaignId.From(given), null, ct);
        return pilot.Succeeded && pilot.Value.Terms.IsPilot && given != campaign?.Id.Value
            ? []
            : [RuleFault.Of("/pilotId", "campaign.pilotUnknown", ("id", given))];
    }

    /// <summary>Returns the budget lines that do not exist.</summary>
    private async Task<IReadOnlyList<RuleFault>> UnknownLinesAsync(CampaignTerms terms, CampaignTerms? before, CancellationToken ct)
    {
        var known = before?.BudgetLines.ToHashSet() ?? [];
        var faults = new List<RuleFault>();
        foreach (var (line, i) in terms.BudgetLines.Select((line, i) => (line, i)).Where(named => !known.Contains(named.line)))
        {
            var (budget, code) = (Budget.KeyOf(line.BudgetCode), Budget.KeyOf(line.LineCode));
            var exists = await db
                .Budgets.Where(row => row.CodeKey == budget)
                .Join(db.BudgetLines, row => row.Id, row => row.BudgetId, (_, row) => row.CodeKey)
                .AnyAsync(key => key == code, ct);
            if (!exists)
            {
                faults.Add(
                    RuleFault.Of($"/budgetLines/{i}", "campaign.budgetLineUnknown", ("budget", line.BudgetCode), ("line", line.LineCode))
                );
            }
        }

        return faults;
    }
}

/// <summary>References from campaigns to catalogue entries.</summary>
internal sealed class CampaignEntries(IMarketingDb db) : ICatalogueReferrer
{
    public async Task<IReadOnlyList<string>> ReferrersOfAsync(string catalogue, Guid entryId, int max, CancellationToken ct)
    {
        var campaigns = await db
            .CampaignEntries.AsNoTracking()
            .Where(entry => entry.EntryId == entryId)
            .OrderBy(entry => entry.CampaignId)
            .Select(entry => entry.CampaignId)
            .Take(max)
            .ToListAsync(ct);
        return [.. campaigns.Select(campaign => $"{ResourceTypes.Campaign}/{campaign.Value}")];
    }

    public async Task RepointAsync(EntryMerge merge, CancellationToken ct)
    {
        var from = merge.FromId;
        var named = await db.Campaigns.Where(campaign => campaign.Entries.Any(entry => entry.EntryId == from)).ToListAsync(ct);
        named.ForEach(campaign => campaign.Repoint(merge.FromId, merge.IntoId));
    }
}
