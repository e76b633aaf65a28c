using System.Numerics;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Results;
using Marketing.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Results;

/// <summary>Sums that the database computed: of one window, currency, channel and day.</summary>
/// <param name="Window">The attribution window; empty for none.</param>
/// <param name="Currency">The currency.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="Date">The day; the first day of all times where sums are over all days.</param>
/// <param name="Counts">The counts and amounts.</param>
internal sealed record SumRow(string Window, string Currency, Guid ChannelId, DateOnly Date, SumCounts Counts);

/// <summary>
/// Counts and amounts. Sums of millionths are in two parts, whole ones and the rest, so that no sum overflows.
/// </summary>
internal sealed record SumCounts(
    long Impressions,
    long Clicks,
    long Conversions,
    long ConversionMicros,
    long NewCustomers,
    int NewCustomerRows,
    long Cost,
    long CostMicros,
    long Revenue,
    long RevenueMicros
)
{
    private static readonly BigInteger PerUnit = 1_000_000;

    public BigInteger AllConversionMicros => (Conversions * PerUnit) + ConversionMicros;

    public BigInteger AllCostMicros => (Cost * PerUnit) + CostMicros;

    public BigInteger AllRevenueMicros => (Revenue * PerUnit) + RevenueMicros;
}

/// <summary>Money that is booked on campaigns: of one campaign, channel, currency and day.</summary>
internal sealed record BookedRow(string CampaignCode, string? ChannelCode, string Currency, DateOnly Date, long Minor)
{
    /// <summary>The amount in millionths.</summary>
    public BigInteger Micros => Minor * BigInteger.Pow(10, 6 - (Currencies.FractionDigits(Currency) ?? 2));
}

/// <summary>Reads sums of results and of booked money.</summary>
internal sealed class FigureReader(IMarketingDb db)
{
    /// <summary>Returns the results of campaigns, as they are known now or as they were at an instant.</summary>
    /// <param name="campaigns">The campaigns; null for all.</param>
    /// <param name="arguments">Days and window.</param>
    /// <param name="at">The instant; null for now.</param>
    public IQueryable<AmountRow> Rows(IReadOnlyCollection<CampaignId>? campaigns, FigureArguments arguments, DateTime? at) =>
        at is { } instant
            ? Within(db.ResultEntries.AsNoTracking().Where(row => row.RecordedAt <= instant), campaigns, arguments)
                .Select(row => new AmountRow
                {
                    CampaignId = row.CampaignId,
                    Window = row.Window,
                    Currency = row.Currency,
                    ChannelId = row.ChannelId,
                    Date = row.Date,
                    Impressions = row.DeltaImpressions,
                    Clicks = row.DeltaClicks,
                    ConversionMicros = row.DeltaConversionMicros,
                    NewCustomers = row.NewCustomers == null && row.DeltaNewCustomers == 0 ? (long?)null : row.DeltaNewCustomers,
                    CostMicros = row.DeltaCostMicros,
                    RevenueMicros = row.DeltaRevenueMicros,
                })
            : Within(db.CurrentResults(), campaigns, arguments)
                .Select(row => new AmountRow
                {
                    CampaignId = row.CampaignId,
                    Window = row.Window,
                    Currency = row.Currency,
                    ChannelId = row.ChannelId,
                    Date = row.Date,
                    Impressions = row.Impressions,
                    Clicks = row.Clicks,
                    ConversionMicros = row.ConversionMicros,
                    NewCustomers = row.NewCustomers,
                    CostMicros = row.CostMicros,
                    RevenueMicros = row.RevenueMicros,
                });

    /// <summary>Sums results by window, currency, channel and day.</summary>
    public static async Task<IReadOnlyList<SumRow>> SumByDayAsync(IQueryable<AmountRow> rows, CancellationToken ct)
    {
        var sums = await rows.GroupBy(row => new
            {
                row.Window,
                row.Currency,
                row.ChannelId,
                row.Date,
            })
            .Select(group => new
            {
                group.Key.Window,
                group.Key.Currency,
                group.Key.ChannelId,
                group.Key.Date,
                Impressions = group.Sum(row => row.Impressions),
                Clicks = group.Sum(row => row.Clicks),
                Conversions = group.Sum(row => row.ConversionMicros / 1_000_000),
                ConversionMicros = group.Sum(row => row.ConversionMicros % 1_000_000),
                NewCustomers = group.Sum(row => row.NewCustomers ?? 0),
                NewCustomerRows = group.Sum(row => row.NewCustomers == null ? 0 : 1),
                Cost = group.Sum(row => row.CostMicros / 1_000_000),
                CostMicros = group.Sum(row => row.CostMicros % 1_000_000),
                Revenue = group.Sum(row => row.RevenueMicros / 1_000_000),
                RevenueMicros = group.Sum(row => row.RevenueMicros % 1_000_000),
            })
            .ToListAsync(ct);
        return
        [
            .. sums.Select(sum => new SumRow(
                sum.Window,
                sum.Currency,
                sum.ChannelId,
                sum.Date,
                new SumCounts(
                    sum.Impressions,
                    sum.Clicks,
                    sum.Conversions,
                    sum.ConversionMicros,
                    sum.NewCustomers,
                    sum.NewCustomerRows,
                    sum.Cost,
                    sum.CostMicros,
                    sum.Revenue,
                    sum.RevenueMicros
                )
            )),
        ];
    }

    /// <summary>Sums what is spent on campaigns in the ledger, by campaign, channel, currency and day.</summary>
    /// <param name="codes">Codes of the campaigns; null for all.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="at">The instant until which postings count; null for all.</param>
    /// <param name="ct">Cancels the read.</param>
    public async Task<IReadOnlyList<BookedRow>> BookedAsync(
        IReadOnlyCollection<string>? codes,
        DateOnly? from,
        DateOnly? to,
        DateTime? at,
        CancellationToken ct
    )
    {
        var postings = db.LedgerPostings.AsNoTracking().Where(row => row.Account == LedgerAccount.Spent && row.CampaignRef != null);
        if (codes is not null)
        {
            postings = postings.Where(row => codes.Contains(row.CampaignRef!));
        }

        if (from is { } first)
        {
            postings = postings.Where(row => row.EffectiveDate >= first);
        }

        if (to is { } last)
        {
            postings = postings.Where(row => row.EffectiveDate <= last);
        }

        if (at is { } instant)
        {
            postings = postings.Where(row => row.RecordedAt <= instant);
        }

        var sums = await postings
            .GroupBy(row => new
            {
                row.CampaignRef,
                row.ChannelCode,
                row.Currency,
                row.EffectiveDate,
            })
            .Select(group => new
            {
                group.Key.CampaignRef,
                group.Key.ChannelCode,
                group.Key.Currency,
                group.Key.EffectiveDate,
                Minor = group.Sum(row => row.Minor),
            })
            .ToListAsync(ct);
        return [.. sums.Select(sum => new BookedRow(sum.CampaignRef!, sum.ChannelCode, sum.Currency, sum.EffectiveDate, sum.Minor))];
    }

    /// <summary>Returns the rates that the arguments name; null if they name none.</summary>
    public async Task<Result<FigureRates?>> RatesAsync(FigureArguments arguments, CancellationToken ct)
    {
        if (arguments.RateSet is not { } named)
        {
            return Result<FigureRates?>.Of(null);
        }

        var key = RateSet.KeyOf(named);
        var set = await db.Set<RateSet>().AsNoTracking().SingleOrDefaultAsync(row => row.CodeKey == key, ct);
        if (set is null)
        {
            return new RateSetUnknown(named, "/rateSet");
        }

        var versions = await db.Set<RateSetVersion>().AsNoTracking().Where(version => version.RateSetId == set.Id).ToListAsync(ct);
        var currency =
            arguments.Currency
            ?? (await db.Workspaces.AsNoTracking().Select(workspace => workspace.Settings).SingleAsync(ct)).ReportingCurrency;
        return new FigureRates(
            currency,
            (from, day) => Conversion.On(set, versions, from, currency, day) is { Succeeded: true } found ? found.Value.Rate : null
        );
    }

    /// <summary>Returns code and name of channels.</summary>
    public async Task<IReadOnlyDictionary<Guid, (string Code, string Name)>> ChannelsAsync(IEnumerable<Guid> ids, CancellationToken ct)
    {
        var typed = ids.Distinct().Select(Domain.Catalogues.ChannelId.From).ToList();
        var channels = await db.Set<Channel>()
            .IgnoreQueryFilters([DbFilters.Deletion])
            .AsNoTracking()
            .Where(channel => typed.Contains(channel.Id))
            .Select(channel => new
            {
                channel.Id,
                channel.Code,
                channel.Name,
            })
            .ToListAsync(ct);
        return channels.ToDictionary(channel => channel.Id.Value, channel => (channel.Code ?? channel.Name, channel.Name));
    }

    private static IQueryable<TRow> Within<TRow>(
        IQueryable<TRow> rows,
        IReadOnlyCollection<CampaignId>? campaigns,
        FigureArguments arguments
    )
        where TRow : class, IReportedResult
    {
        if (campaigns is not null)
        {
            rows = rows.Where(row => campaigns.Contains(row.CampaignId));
        }

        if (arguments.From is { } from)
        {
            rows = rows.Where(row => row.Date >= from);
        }

        if (arguments.To is { } to)
        {
            rows = rows.Where(row => row.Date <= to);
        }

        if (arguments.Window is { } window)
        {
            rows = rows.Where(row => row.Window == window);
        }

        return rows;
    }
}

/// <summary>Counts and amounts of a result, or of one step in its history.</summary>
internal sealed record AmountRow
{
    public required CampaignId CampaignId { get; init; }

    public required string Window { get; init; }

    public required string Currency { get; init; }

    public required Guid ChannelId { get; init; }

    public required DateOnly Date { get; init; }

    public required long Impressions { get; init; }

    public required long Clicks { get; init; }

    public required long ConversionMicros { get; init; }

    public required long? NewCustomers { get; init; }

    public required long CostMicros { get; init; }

    public required long RevenueMicros { get; init; }
}
