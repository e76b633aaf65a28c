using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Results;

/// <summary>Compares channels by what they return.</summary>
public sealed record ReportChannels(ChannelReportArguments Arguments) : IQuery<ChannelReportResponse>;

internal sealed class ReportChannelsHandler(IMarketingDb db, FigureReader figures, LedgerMoment moment)
    : IRequestHandler<ReportChannels, Result<ChannelReportResponse>>
{
    public async Task<Result<ChannelReportResponse>> Handle(ReportChannels query, CancellationToken cancellationToken)
    {
        var settled = await moment.SettleAsync(query.Arguments.AsOf, cancellationToken);
        return settled.Succeeded
            ? await db.ReadConsistentlyAsync(() => ReadAsync(query.Arguments, settled.Value, cancellationToken), cancellationToken)
            : settled.Error;
    }

    private async Task<Result<ChannelReportResponse>> ReadAsync(ChannelReportArguments arguments, DateTime? at, CancellationToken ct)
    {
        var campaigns = await CampaignsAsync(arguments, ct);
        var ids = campaigns?.Select(campaign => campaign.Id).ToList();
        var sums = await FigureReader.SumByDayAsync(figures.Rows(ids, arguments, at), ct);
        var booked = await figures.BookedAsync(campaigns?.Select(campaign => campaign.Code).ToList(), arguments.From, arguments.To, at, ct);
        var channels = await figures.ChannelsAsync(sums.Select(row => row.ChannelId), ct);
        var rates = await figures.RatesAsync(arguments, ct);
        if (!rates.Succeeded)
        {
            return rates.Error;
        }

        var maker = new FigureMaker(arguments.CostBasis, rates.Value);
        var windows = sums.GroupBy(row => row.Window).OrderBy(window => window.Key, StringComparer.Ordinal).ToList();
        return new ChannelReportResponse
        {
            AsOf = at,
            Items = [.. windows.SelectMany(window => Ranked(window, booked, channels, maker))],
            Totals = [.. windows.Select(window => maker.Make(window.Key, null, null, [.. window], booked))],
        };
    }

    private static IEnumerable<RankedChannel> Ranked(
        IGrouping<string, SumRow> window,
        IReadOnlyList<BookedRow> booked,
        IReadOnlyDictionary<Guid, (string Code, string Name)> channels,
        FigureMaker maker
    )
    {
        var all = maker.SumsOf([.. window], booked).RoiRatio.Value;
        var ordered =
            from channel in window.GroupBy(row => row.ChannelId)
            let named = channels[channel.Key]
            let set = maker.Make(window.Key, null, named.Code, [.. channel], [.. booked.Where(row => row.ChannelCode == named.Code)])
            orderby set.RoiRatio.Value is null, set.RoiRatio.Value descending, named.Code
            select (Id: channel.Key, named.Name, Figures: set);
        return ordered
            .ToList()
            .Select(
                (channel, i) =>
                    new RankedChannel
                    {
                        Rank = channel.Figures.RoiRatio.Value is null ? null : i + 1,
                        Rating =
                            channel.Figures.RoiRatio.Value is not { } ratio || all is null ? null
                            : ratio >= all ? ChannelRating.High
                            : ChannelRating.Low,
                        ChannelId = channel.Id,
                        ChannelName = channel.Name,
                        Figures = channel.Figures,
                    }
            );
    }

    /// <summary>Returns the campaigns that the arguments name; null for all.</summary>
    private async Task<IReadOnlyList<NamedCampaign>?> CampaignsAsync(ChannelReportArguments arguments, CancellationToken ct)
    {
        if (arguments.PlanId is null && arguments.CampaignId is null && arguments.ObjectiveRef is null)
        {
            return null;
        }

        var campaigns = db.Campaigns.AsNoTracking();
        if (arguments.PlanId is { } given)
        {
            PlanId? plan = PlanId.From(given);
            campaigns = campaigns.Where(campaign => campaign.PlanId == plan);
        }

        if (arguments.CampaignId is { } one)
        {
            var id = CampaignId.From(one);
            campaigns = campaigns.Where(campaign => campaign.Id == id);
        }

        var found = await campaigns.ToListAsync(ct);
        return
        [
            .. from campaign in found
            where
                arguments.ObjectiveRef is not { } objective
                || campaign.Terms.ObjectiveRefs.Any(supported => PartRef.AreSame(supported, objective))
            select new NamedCampaign(campaign.Id, campaign.Code, campaign.CodeKey),
        ];
    }
}
