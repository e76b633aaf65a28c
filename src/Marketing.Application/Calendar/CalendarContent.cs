using Marketing.Application.Common;
using Marketing.Application.Occurrences;
using Marketing.Domain.Access;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Calendar;

/// <summary>Reads the content assets of calendars, on the day they were or should be published.</summary>
internal sealed class CalendarContent(IMarketingDb db, RequestContext context)
{
    /// <summary>Returns the entries in no order; none if the caller cannot read campaigns. Assets name no party.</summary>
    public async Task<IEnumerable<CalendarRow>> ReadAsync(CalendarScope scope, IReadOnlyList<PlanAtWork> shown, CancellationToken ct)
    {
        var wanted = scope.Wants(CalendarKind.Content) && scope.Parties is null;
        if (!wanted || !context.Caller.Scopes.Contains(Scopes.CampaignsRead))
        {
            return [];
        }

        var (from, to) = (scope.Range.From, scope.Range.To);
        var assets =
            from asset in db.ContentAssets.AsNoTracking()
            where asset.Day >= @from && asset.Day <= to
            join campaign in db.Campaigns.AsNoTracking().IgnoreAutoIncludes()
                on asset.CampaignId equals (CampaignId?)campaign.Id
                into campaigns
            from campaign in campaigns.DefaultIfEmpty()
            select new { Asset = asset, Campaign = campaign };
        if (scope.PlanIds.Count > 0)
        {
            var plans = scope.PlanIds.Select(id => (PlanId?)PlanId.From(id)).ToList();
            assets = assets.Where(row => plans.Contains(row.Campaign.PlanId));
        }

        var found = await assets.ToListAsync(ct);
        var titles = shown.ToDictionary(plan => plan.Id, plan => (plan.Code, Title: (string?)plan.Title));
        return found
            .Where(row => row.Asset.PublishedOn is not null || row.Campaign?.Status != CampaignStatus.Cancelled)
            .Select(row =>
            {
                var plan = row.Campaign?.PlanId is { } of ? titles.GetValueOrDefault(of) : default;
                return RowOf(row.Asset, EntryOf(row.Asset, row.Campaign, plan.Code, plan.Title));
            });
    }

    private static CalendarRow RowOf(ContentAsset asset, CalendarEntry entry)
    {
        var uid = asset.Id.Value.ToString("N");
        return new CalendarRow(CalendarReader.Key(entry.Date, entry.Kind, uid), entry, uid, asset.Version);
    }

    private static CalendarEntry EntryOf(ContentAsset asset, Campaign? campaign, string? planCode, string? planTitle) =>
        new()
        {
            Kind = CalendarKind.Content,
            Date = asset.Day!.Value,
            Start = asset.Day,
            End = asset.Day,
            Title = campaign?.Terms.Title,
            ItemTitle = asset.Title,
            Text = null,
            Parties = [],
            PlanId = campaign?.PlanId?.Value,
            PlanCode = planCode,
            PlanTitle = planTitle,
            Section = null,
            PartId = null,
            Ref = null,
            CampaignId = campaign?.Id.Value,
            ContentAssetId = asset.Id.Value,
            OccurrenceId = null,
            OccurrenceState = null,
            ApprovalId = null,
            ApprovalStep = null,
            DueAt = null,
        };
}
