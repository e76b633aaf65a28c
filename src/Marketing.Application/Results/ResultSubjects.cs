using Marketing.Application.Common;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Results;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Results;

/// <summary>Finds the campaigns, channels and metrics that the items of a bulk name.</summary>
internal sealed class ResultSubjects(IMarketingDb db)
{
    /// <summary>Locks the campaigns, so that they are not deleted, and reads what the items name.</summary>
    public async Task<NamedSubjects> ReadAsync(IReadOnlyList<ResultItem> items, CancellationToken ct)
    {
        var named = items.Select(item => item.Campaign).Where(campaign => campaign is { IsClear: true, System: null }).ToList();
        var codes = named.Select(campaign => campaign.Code).OfType<string>().Select(Campaign.KeyOf).Distinct().ToList();
        var ids = named
            .Select(campaign => EntityId.TryParse(campaign.Id, out var id) ? CampaignId.From(id) : (CampaignId?)null)
            .OfType<CampaignId>()
            .ToList();
        var external = await ExternalAsync(items, ct);
        ids = [.. ids.Concat(external.Values.Select(CampaignId.From)).Distinct()];
        var rows = db.Campaigns.Where(campaign => codes.Contains(campaign.CodeKey) || ids.Contains(campaign.Id));
        await rows.GuardAsync(row => row.SetProperty(r => r.Version, r => r.Version), ct);
        var campaigns = await rows.AsNoTracking()
            .Select(campaign => new NamedCampaign(campaign.Id, campaign.Code, campaign.CodeKey))
            .ToListAsync(ct);
        var channelCodes = items.Select(item => CatalogueName.CodeKey(item.Channel)!).Distinct().ToList();
        var channels = await db.Set<Channel>()
            .AsNoTracking()
            .Where(channel => channelCodes.Contains(channel.CodeKey!))
            .Select(channel => new { channel.CodeKey, Named = new NamedChannel(channel.Id.Value, channel.Code!) })
            .ToDictionaryAsync(channel => channel.CodeKey!, channel => channel.Named, ct);
        var metricCodes = items
            .SelectMany(item => item.Metrics?.Keys ?? [])
            .Select(code => CatalogueName.CodeKey(code)!)
            .Distinct()
            .ToList();
        var metrics = await db.Set<Metric>()
            .AsNoTracking()
            .Where(metric => metricCodes.Contains(metric.CodeKey!))
            .Select(metric => new { metric.CodeKey, metric.Code })
            .ToDictionaryAsync(metric => metric.CodeKey!, metric => metric.Code!, ct);
        return new NamedSubjects(campaigns, external, channels, metrics);
    }

    /// <summary>Returns the ids of the campaigns that items name by their ids in other systems.</summary>
    private async Task<IReadOnlyDictionary<string, Guid>> ExternalAsync(IReadOnlyList<ResultItem> items, CancellationToken ct)
    {
        var keys = items.Select(item => item.Campaign.ExternalKey).OfType<byte[]>().DistinctBy(key => Convert.ToHexString(key)).ToList();
        var rows = await db
            .ExternalKeys.AsNoTracking()
            .Where(row => keys.Contains(row.Key))
            .Select(row => new { row.Key, row.ResourceId })
            .ToListAsync(ct);
        return rows.ToDictionary(row => Convert.ToHexString(row.Key), row => row.ResourceId);
    }
}

internal sealed record NamedCampaign(CampaignId Id, string Code, string CodeKey);

internal sealed record NamedChannel(Guid Id, string Code);

/// <summary>What the items of a bulk name, as far as it exists.</summary>
internal sealed class NamedSubjects(
    IReadOnlyList<NamedCampaign> campaigns,
    IReadOnlyDictionary<string, Guid> external,
    IReadOnlyDictionary<string, NamedChannel> channels,
    IReadOnlyDictionary<string, string> metrics
)
{
    private readonly Dictionary<string, NamedCampaign> _byCode = campaigns.ToDictionary(campaign => campaign.CodeKey);
    private readonly Dictionary<string, NamedCampaign> _byId = campaigns.ToDictionary(campaign => campaign.Id.Value.ToString("D"));

    /// <summary>Returns what an item is about, or everything in it that does not exist.</summary>
    public Result<ResultSubject> Find(ResultItem item, ReplacedScope? scope)
    {
        var errors = new List<Error>();
        var campaign = Find(item.Campaign);
        if (campaign is null)
        {
            errors.Add(new ResultCampaignUnknown(item.Campaign.Said));
        }

        if (!channels.TryGetValue(CatalogueName.CodeKey(item.Channel)!, out var channel))
        {
            errors.Add(new ResultChannelUnknown(item.Channel));
        }

        if (scope is not null && (item.Date < scope.From || item.Date > scope.To))
        {
            errors.Add(new ResultOutsideScope(item.Date, scope.From, scope.To));
        }

        var unknown = (item.Metrics?.Keys ?? []).Where(code => !metrics.ContainsKey(CatalogueName.CodeKey(code)!));
        var faults = errors.SelectMany(error => error.Faults).Concat(unknown.Select(UnknownMetric)).ToList();
        return faults.Count == 0
                ? new ResultSubject(
                    campaign!.Id,
                    campaign.Code,
                    channel!.Id,
                    channel.Code,
                    item.Date,
                    item.Window?.Trim() ?? "",
                    item.Breakdown?.Trim() ?? ""
                )
            : errors.Count == 1 && faults.Count == 1 ? errors[0]
            : new RulesBroken(faults);
    }

    /// <summary>Returns the values of other metrics, by the codes of the catalogue.</summary>
    public IReadOnlyDictionary<string, decimal> MetricsOf(ResultItem item)
    {
        var values = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var (code, value) in item.Metrics ?? new Dictionary<string, decimal>())
        {
            values[metrics[CatalogueName.CodeKey(code)!]] = value;
        }

        return values;
    }

    private NamedCampaign? Find(ResultCampaign campaign) =>
        !campaign.IsClear ? null
        : campaign.ExternalKey is { } key
            ? external.TryGetValue(Convert.ToHexString(key), out var id) ? _byId.GetValueOrDefault(id.ToString("D"))
                : null
        : campaign.Code is { } code ? _byCode.GetValueOrDefault(Campaign.KeyOf(code))
        : _byId.GetValueOrDefault(campaign.Id!.ToLowerInvariant());

    private static RuleFault UnknownMetric(string code) =>
        RuleFault.Of("/metrics/" + code.Replace("~", "~0").Replace("/", "~1"), "observation.metricUnknown", ("code", code));
}
