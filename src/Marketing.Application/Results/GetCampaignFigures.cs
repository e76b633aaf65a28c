using System.Globalization;
using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Results;

/// <summary>Computes the figures of a campaign.</summary>
public sealed record GetCampaignFigures(CampaignId CampaignId, CampaignFigureArguments Arguments) : IQuery<CampaignFiguresResponse>;

internal sealed class GetCampaignFiguresHandler(IMarketingDb db, FigureReader figures, LedgerMoment moment)
    : IRequestHandler<GetCampaignFigures, Result<CampaignFiguresResponse>>
{
    public async Task<Result<CampaignFiguresResponse>> Handle(GetCampaignFigures query, CancellationToken cancellationToken)
    {
        var settled = await moment.SettleAsync(query.Arguments.AsOf, cancellationToken);
        return settled.Succeeded
            ? await db.ReadConsistentlyAsync(() => ReadAsync(query, settled.Value, cancellationToken), cancellationToken)
            : settled.Error;
    }

    private async Task<Result<CampaignFiguresResponse>> ReadAsync(GetCampaignFigures query, DateTime? at, CancellationToken ct)
    {
        var (id, arguments) = (query.CampaignId, query.Arguments);
        var code = await db.Campaigns.Where(campaign => campaign.Id == id).Select(campaign => campaign.Code).SingleOrDefaultAsync(ct);
        if (code is null)
        {
            return new CampaignNotFound(id.Value);
        }

        var sums = await FigureReader.SumByDayAsync(figures.Rows([id], arguments, at), ct);
        var booked = await figures.BookedAsync([code], arguments.From, arguments.To, at, ct);
        var channels = await figures.ChannelsAsync(sums.Select(row => row.ChannelId), ct);
        var rates = await figures.RatesAsync(arguments, ct);
        if (!rates.Succeeded)
        {
            return rates.Error;
        }

        var maker = new FigureMaker(arguments.CostBasis, rates.Value);
        var windows = sums.GroupBy(row => row.Window).OrderBy(window => window.Key, StringComparer.Ordinal).ToList();
        return new CampaignFiguresResponse
        {
            CampaignId = id.Value,
            CampaignCode = code,
            AsOf = at,
            Items =
                windows.Count == 0
                    ? [maker.Make(arguments.Window ?? "", null, null, [], booked)]
                    : [.. windows.SelectMany(window => Grouped(window, arguments.By, booked, channels, maker))],
        };
    }

    private static IEnumerable<FigureSet> Grouped(
        IGrouping<string, SumRow> window,
        FigurePeriod by,
        IReadOnlyList<BookedRow> booked,
        IReadOnlyDictionary<Guid, (string Code, string Name)> channels,
        FigureMaker maker
    )
    {
        if (by == FigurePeriod.Channel)
        {
            return from channel in window.GroupBy(row => row.ChannelId)
                let code = channels[channel.Key].Code
                orderby code
                select maker.Make(window.Key, null, code, [.. channel], [.. booked.Where(row => row.ChannelCode == code)]);
        }

        var format = by switch
        {
            FigurePeriod.Month => "yyyy-MM",
            FigurePeriod.Day => "yyyy-MM-dd",
            _ => null,
        };
        string? PeriodOf(DateOnly day) => format is null ? null : day.ToString(format, CultureInfo.InvariantCulture);
        return from period in window.Select(row => PeriodOf(row.Date)).Concat(booked.Select(row => PeriodOf(row.Date))).Distinct().Order()
            select maker.Make(
                window.Key,
                period,
                null,
                [.. window.Where(row => PeriodOf(row.Date) == period)],
                [.. booked.Where(row => PeriodOf(row.Date) == period)]
            );
    }
}
