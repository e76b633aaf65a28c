using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Numerics;
using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Results;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Results;

/// <summary>Which costs to reconcile.</summary>
public sealed record ReconciliationArguments
{
    /// <summary>Only campaigns of this plan.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Only this campaign.</summary>
    public Guid? CampaignId { get; init; }

    /// <summary>Only this day and later ones.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Only this day and earlier ones.</summary>
    public DateOnly? To { get; init; }
}

/// <summary>The cost that platforms report beside the cost that is booked.</summary>
public sealed record ReconciliationResponse
{
    /// <summary>One row for each campaign, month and currency.</summary>
    public required IReadOnlyList<ReconciledCost> Items { get; init; }
}

/// <summary>The costs of a campaign in a month and currency.</summary>
public sealed record ReconciledCost
{
    /// <summary>The campaign.</summary>
    public required Guid CampaignId { get; init; }

    /// <summary>Code of the campaign.</summary>
    [MaxLength(Campaign.CodeLength)]
    public required string CampaignCode { get; init; }

    /// <summary>Title of the campaign.</summary>
    [MaxLength(Campaign.TitleLength)]
    public required string CampaignTitle { get; init; }

    /// <summary>The month.</summary>
    /// <example>2027-03</example>
    [MaxLength(10)]
    public required string Month { get; init; }

    /// <summary>Currency of the amounts.</summary>
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>
    /// Cost as the platforms report it. What several attribution windows repeat counts once: the highest cost of a day.
    /// </summary>
    public required decimal MediaCost { get; init; }

    /// <summary>Cost as it is booked in the ledger.</summary>
    public required decimal BookedCost { get; init; }

    /// <summary>Booked cost less media cost.</summary>
    public required decimal Difference { get; init; }
}

/// <summary>Compares the cost of platforms with that of the ledger.</summary>
public sealed record ReconcileCosts(ReconciliationArguments Arguments) : IQuery<ReconciliationResponse>;

internal sealed class ReconcileCostsHandler(IMarketingDb db, FigureReader figures)
    : IRequestHandler<ReconcileCosts, Result<ReconciliationResponse>>
{
    public Task<Result<ReconciliationResponse>> Handle(ReconcileCosts query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query.Arguments, cancellationToken), cancellationToken);

    private async Task<Result<ReconciliationResponse>> ReadAsync(ReconciliationArguments arguments, CancellationToken ct)
    {
        var campaigns = await CampaignsAsync(arguments, ct);
        var codes = campaigns.Select(campaign => campaign.Code).ToList();
        var media = await MediaAsync(campaigns.Select(campaign => campaign.Id).ToList(), arguments, ct);
        var booked = await figures.BookedAsync(codes, arguments.From, arguments.To, at: null, ct);
        var byCode = campaigns.ToDictionary(campaign => campaign.Code, StringComparer.Ordinal);
        var byId = campaigns.ToDictionary(campaign => campaign.Id);
        var costs = media
            .Select(row => new Cost(byId[row.CampaignId], MonthOf(row.Date), row.Currency, row.Micros, 0))
            .Concat(booked.Select(row => new Cost(byCode[row.CampaignCode], MonthOf(row.Date), row.Currency, 0, row.Micros)));
        return new ReconciliationResponse
        {
            Items =
            [
                .. from cost in costs
                group cost by (cost.Campaign, cost.Month, cost.Currency) into sum
                orderby sum.Key.Campaign.Code, sum.Key.Month, sum.Key.Currency
                let reported = sum.Aggregate(BigInteger.Zero, (all, cost) => all + cost.Media)
                let paid = sum.Aggregate(BigInteger.Zero, (all, cost) => all + cost.Booked)
                select new ReconciledCost
                {
                    CampaignId = sum.Key.Campaign.Id.Value,
                    CampaignCode = sum.Key.Campaign.Code,
                    CampaignTitle = sum.Key.Campaign.Title,
                    Month = sum.Key.Month,
                    Currency = sum.Key.Currency,
                    MediaCost = Amount(reported),
                    BookedCost = Amount(paid),
                    Difference = Amount(paid - reported),
                },
            ],
        };
    }

    private async Task<List<ReconciledCampaign>> CampaignsAsync(ReconciliationArguments arguments, CancellationToken ct)
    {
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
        return [.. found.Select(campaign => new ReconciledCampaign(campaign.Id, campaign.Code, campaign.Terms.Title))];
    }

    /// <summary>Sums media cost by day. Windows repeat the same cost, so the highest one of each key counts.</summary>
    private async Task<IReadOnlyList<MediaCostRow>> MediaAsync(
        IReadOnlyCollection<CampaignId> campaigns,
        ReconciliationArguments arguments,
        CancellationToken ct
    )
    {
        var rows = db.CurrentResults().Where(row => campaigns.Contains(row.CampaignId));
        if (arguments.From is { } from)
        {
            rows = rows.Where(row => row.Date >= from);
        }

        if (arguments.To is { } to)
        {
            rows = rows.Where(row => row.Date <= to);
        }

        var costs = await rows.GroupBy(row => new
            {
                row.Source,
                row.CampaignId,
                row.ChannelId,
                row.Date,
                row.Breakdown,
                row.Currency,
            })
            .Select(group => new
            {
                group.Key.CampaignId,
                group.Key.Date,
                group.Key.Currency,
                Cost = group.Max(row => row.CostMicros),
            })
            .GroupBy(cost => new
            {
                cost.CampaignId,
                cost.Date,
                cost.Currency,
            })
            .Select(group => new
            {
                group.Key.CampaignId,
                group.Key.Date,
                group.Key.Currency,
                Cost = group.Sum(cost => cost.Cost / 1_000_000),
                Micros = group.Sum(cost => cost.Cost % 1_000_000),
            })
            .ToListAsync(ct);
        return
        [
            .. costs.Select(cost => new MediaCostRow(
                cost.CampaignId,
                cost.Date,
                cost.Currency,
                (cost.Cost * new BigInteger(1_000_000)) + cost.Micros
            )),
        ];
    }

    private static string MonthOf(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static decimal Amount(BigInteger micros) => ExactUnits.ToDecimal(micros * ExactUnits.OfMicro);

    private sealed record ReconciledCampaign(CampaignId Id, string Code, string Title);

    private sealed record MediaCostRow(CampaignId CampaignId, DateOnly Date, string Currency, BigInteger Micros);

    private sealed record Cost(ReconciledCampaign Campaign, string Month, string Currency, BigInteger Media, BigInteger Booked);
}
