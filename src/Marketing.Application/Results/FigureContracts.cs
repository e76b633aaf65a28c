using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Results;

namespace Marketing.Application.Results;

/// <summary>What figures are computed from.</summary>
public abstract record FigureArguments
{
    /// <summary>Only what was recorded at or before this instant. The response is the same whenever it is asked for.</summary>
    public DateTime? AsOf { get; init; }

    /// <summary>Only this day and later ones.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Only this day and earlier ones.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Only this attribution window. Without it, each window has figures of its own.</summary>
    [MaxLength(DailyResult.WindowLength)]
    public string? Window { get; init; }

    /// <summary>The cost that figures use: of the platforms, by default, or of the ledger.</summary>
    public CostBasis CostBasis { get; init; }

    /// <summary>Code of the rate set that converts amounts, each at the rate of its day.</summary>
    [MaxLength(Domain.Budgets.RateSet.CodeLength)]
    public string? RateSet { get; init; }

    /// <summary>The currency to convert into; by default that of the workspace's reports. Used with `rateSet`.</summary>
    [MaxLength(3)]
    [CurrencyCode]
    public string? Currency { get; init; }
}

/// <summary>What the figures of a campaign are grouped by.</summary>
public enum FigurePeriod
{
    /// <summary>One row for the whole time.</summary>
    Total,

    /// <summary>One row for each month.</summary>
    Month,

    /// <summary>One row for each day.</summary>
    Day,

    /// <summary>One row for each channel.</summary>
    Channel,
}

/// <summary>Which figures of a campaign to compute.</summary>
public sealed record CampaignFigureArguments : FigureArguments
{
    /// <summary>What the figures are grouped by.</summary>
    public FigurePeriod By { get; init; }
}

/// <summary>Which channels to compare.</summary>
public sealed record ChannelReportArguments : FigureArguments
{
    /// <summary>Only results of campaigns of this plan.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Only results of campaigns that support the objective of the plan with this ref.</summary>
    [MaxLength(Domain.Plans.Parts.PlanPart.RefLength)]
    public string? ObjectiveRef { get; init; }

    /// <summary>Only results of this campaign.</summary>
    public Guid? CampaignId { get; init; }
}

/// <summary>The figures of a campaign.</summary>
public sealed record CampaignFiguresResponse
{
    /// <summary>The campaign.</summary>
    public required Guid CampaignId { get; init; }

    /// <summary>Code of the campaign.</summary>
    [MaxLength(Campaign.CodeLength)]
    public required string CampaignCode { get; init; }

    /// <summary>The instant up to which results are included; null for all.</summary>
    public required DateTime? AsOf { get; init; }

    /// <summary>The figures, by window, then by what they are grouped by.</summary>
    public required IReadOnlyList<FigureSet> Items { get; init; }
}

/// <summary>Channels, ranked by what they return.</summary>
public sealed record ChannelReportResponse
{
    /// <summary>The instant up to which results are included; null for all.</summary>
    public required DateTime? AsOf { get; init; }

    /// <summary>The channels by window and rank.</summary>
    public required IReadOnlyList<RankedChannel> Items { get; init; }

    /// <summary>The figures of all channels together, for each window.</summary>
    public required IReadOnlyList<FigureSet> Totals { get; init; }
}

/// <summary>A channel in the ranking.</summary>
public sealed record RankedChannel
{
    /// <summary>Place among the channels of the window, by ROI ratio; null without one.</summary>
    /// <example>1</example>
    [Range(1, int.MaxValue)]
    public required int? Rank { get; init; }

    /// <summary>Whether the channel returns at least as much as all channels together, or less; null without a ROI ratio.</summary>
    public required ChannelRating? Rating { get; init; }

    /// <summary>The channel.</summary>
    public required Guid ChannelId { get; init; }

    /// <summary>Name of the channel.</summary>
    /// <example>微信公众号</example>
    [MaxLength(CatalogueName.Length)]
    public required string ChannelName { get; init; }

    /// <summary>The figures.</summary>
    public required FigureSet Figures { get; init; }
}

/// <summary>How a channel compares with all channels together.</summary>
public enum ChannelRating
{
    /// <summary>At least the ROI ratio of all channels together: money goes here first.</summary>
    High,

    /// <summary>A lower ROI ratio: adjust or stop.</summary>
    Low,
}

/// <summary>The figures of results, each with what it was computed from.</summary>
public sealed record FigureSet
{
    /// <summary>The attribution window; null for none.</summary>
    [MaxLength(DailyResult.WindowLength)]
    public required string? Window { get; init; }

    /// <summary>The month or day, such as 2027-03; null for the whole time.</summary>
    /// <example>2027-03</example>
    [MaxLength(10)]
    public required string? Period { get; init; }

    /// <summary>Code of the channel; null for all channels.</summary>
    [MaxLength(CatalogueName.CodeLength)]
    public required string? ChannelCode { get; init; }

    /// <summary>Number of times the content was shown.</summary>
    public required decimal Impressions { get; init; }

    /// <summary>Number of clicks.</summary>
    public required decimal Clicks { get; init; }

    /// <summary>Conversions.</summary>
    public required decimal Conversions { get; init; }

    /// <summary>Number of new customers; null if nobody reported them.</summary>
    public required decimal? NewCustomers { get; init; }

    /// <summary>What the platforms report, in each currency.</summary>
    public required IReadOnlyList<MoneyByCurrency> Amounts { get; init; }

    /// <summary>Clicks ÷ impressions.</summary>
    public required Figure Ctr { get; init; }

    /// <summary>Cost ÷ clicks.</summary>
    public required Figure Cpc { get; init; }

    /// <summary>Cost ÷ impressions × 1,000.</summary>
    public required Figure Cpm { get; init; }

    /// <summary>Cost ÷ conversions.</summary>
    public required Figure Cpa { get; init; }

    /// <summary>Cost ÷ new customers.</summary>
    public required Figure Cac { get; init; }

    /// <summary>Conversions ÷ clicks.</summary>
    public required Figure ConversionRate { get; init; }

    /// <summary>Revenue ÷ cost.</summary>
    public required Figure RoiRatio { get; init; }

    /// <summary>(Revenue − cost) ÷ cost.</summary>
    public required Figure NetRoi { get; init; }
}

/// <summary>Money in one currency.</summary>
public sealed record MoneyByCurrency
{
    /// <summary>The currency.</summary>
    /// <example>USD</example>
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>Cost as the platforms report it.</summary>
    public required decimal MediaCost { get; init; }

    /// <summary>Cost as it is booked in the ledger.</summary>
    public required decimal BookedCost { get; init; }

    /// <summary>Revenue as the platforms report it.</summary>
    public required decimal Revenue { get; init; }
}

/// <summary>A figure with what it was computed from.</summary>
public sealed record Figure
{
    /// <summary>The quotient, rounded half up to ten decimals; null with a reason.</summary>
    /// <example>0.02</example>
    public required decimal? Value { get; init; }

    /// <summary>The numerator; null if its amounts cannot be added.</summary>
    public required decimal? Numerator { get; init; }

    /// <summary>The denominator; null if its amounts cannot be added.</summary>
    public required decimal? Denominator { get; init; }

    /// <summary>Currency of the amounts; null if there are none.</summary>
    [MaxLength(3)]
    public required string? Currency { get; init; }

    /// <summary>The cost that is used; null if none is.</summary>
    public required CostBasis? CostBasis { get; init; }

    /// <summary>Why there is no value.</summary>
    public required FigureGap? NullReason { get; init; }

    internal static Figure Of(FigureValue figure) =>
        new()
        {
            Value = figure.Value,
            Numerator = figure.Numerator,
            Denominator = figure.Denominator,
            Currency = figure.Currency,
            CostBasis = figure.Basis,
            NullReason = figure.Gap,
        };
}
