using Marketing.Application.Common;
using Marketing.Application.Occurrences;
using Marketing.Domain.Access;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Calendar;

/// <summary>Reads the campaigns of calendars, and the days on which their contents are published.</summary>
internal sealed class CalendarCampaigns(IMarketingDb db, RequestContext context)
{
    /// <summary>Returns the entries in no order; none if the caller cannot read campaigns.</summary>
    public async Task<List<CalendarRow>> ReadAsync(CalendarScope scope, IReadOnlyList<PlanAtWork> shown, CancellationToken ct)
    {
        var wanted = scope.Wants(CalendarKind.Campaign) || scope.Wants(CalendarKind.Content);
        if (!wanted || !context.Caller.Scopes.Contains(Scopes.CampaignsRead))
        {
            return [];
        }

        var (from, to) = (scope.Range.From, scope.Range.To);
        var campaigns = db
            .Campaigns.AsNoTracking()
            .Where(campaign => campaign.StartDate <= to && (campaign.EndDate == null || campaign.EndDate >= from))
            .Where(campaign => campaign.Status != CampaignStatus.Cancelled);
        if (scope.PlanIds.Count > 0)
        {
            var plans = scope.PlanIds.Select(id => (PlanId?)PlanId.From(id)).ToList();
            campaigns = campaigns.Where(campaign => plans.Contains(campaign.PlanId));
        }

        var titles = shown.ToDictionary(plan => plan.Id, plan => (plan.Code, Title: (string?)plan.Title));
        var rows = new List<CalendarRow>();
        foreach (var campaign in await campaigns.ToListAsync(ct))
        {
            if (scope.Parties is { } parties && !campaign.Terms.Owners.Any(owner => owner.PartyId is { } id && parties.Contains(id)))
            {
                continue;
            }

            var plan = campaign.PlanId is { } of ? titles.GetValueOrDefault(of) : default;
            var entry = EntryOf(campaign, plan.Code, plan.Title);
            if (scope.Wants(CalendarKind.Campaign))
            {
                rows.Add(RowOf(campaign, entry, campaign.Id.Value.ToString("N")));
            }

            if (scope.Wants(CalendarKind.Content))
            {
                rows.AddRange(ContentsOf(campaign, entry, scope.Range));
            }
        }

        return rows;
    }

    private static IEnumerable<CalendarRow> ContentsOf(Campaign campaign, CalendarEntry entry, CalendarRange range)
    {
        foreach (var (index, content) in campaign.Terms.Contents.Index())
        {
            if (content.PublishOn?.Date is { } day && day >= range.From && day <= range.To)
            {
                var published = entry with
                {
                    Kind = CalendarKind.Content,
                    Date = day,
                    Start = day,
                    End = day,
                    ItemTitle = content.Title,
                    Text = content.PublishOn.Text,
                };
                yield return RowOf(campaign, published, $"{campaign.Id.Value:N}-{index}");
            }
        }
    }

    private static CalendarRow RowOf(Campaign campaign, CalendarEntry entry, string uid) =>
        new(CalendarReader.Key(entry.Date, entry.Kind, uid), entry, uid, campaign.Version);

    private static CalendarEntry EntryOf(Campaign campaign, string? planCode, string? planTitle) =>
        new()
        {
            Kind = CalendarKind.Campaign,
            Date = campaign.StartDate!.Value,
            Start = campaign.StartDate,
            End = campaign.EndDate,
            Title = campaign.Terms.Title,
            ItemTitle = null,
            Text = null,
            Parties = [.. campaign.Terms.Owners.Select(owner => owner.Text)],
            PlanId = campaign.PlanId?.Value,
            PlanCode = planCode,
            PlanTitle = planTitle,
            Section = null,
            PartId = null,
            Ref = null,
            CampaignId = campaign.Id.Value,
            OccurrenceId = null,
            OccurrenceState = null,
            ApprovalId = null,
            ApprovalStep = null,
            DueAt = null,
        };
}
