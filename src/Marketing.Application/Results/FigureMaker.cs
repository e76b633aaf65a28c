using System.Numerics;
using Marketing.Domain.Results;

namespace Marketing.Application.Results;

/// <summary>Computes figures from sums.</summary>
/// <param name="basis">The cost that figures use.</param>
/// <param name="rates">Converts amounts into one currency; null to keep currencies apart.</param>
internal sealed class FigureMaker(CostBasis basis, FigureRates? rates)
{
    /// <summary>Returns the figures of sums of one window.</summary>
    /// <param name="window">The window; empty for none.</param>
    /// <param name="period">The month or day; null for the whole time.</param>
    /// <param name="channelCode">Code of the channel; null for all.</param>
    /// <param name="sums">The sums.</param>
    /// <param name="booked">What is booked for the same campaigns, days and channels.</param>
    public FigureSet Make(
        string window,
        string? period,
        string? channelCode,
        IReadOnlyCollection<SumRow> sums,
        IReadOnlyCollection<BookedRow> booked
    )
    {
        var figures = SumsOf(sums, booked);
        return new FigureSet
        {
            Window = window.Length == 0 ? null : window,
            Period = period,
            ChannelCode = channelCode,
            Impressions = ExactUnits.ToDecimal(figures.Impressions),
            Clicks = ExactUnits.ToDecimal(figures.Clicks),
            Conversions = ExactUnits.ToDecimal(figures.Conversions),
            NewCustomers = figures.NewCustomers is { } customers ? ExactUnits.ToDecimal(customers) : null,
            Amounts = AmountsOf(sums, booked),
            Ctr = Figure.Of(figures.Ctr),
            Cpc = Figure.Of(figures.Cpc),
            Cpm = Figure.Of(figures.Cpm),
            Cpa = Figure.Of(figures.Cpa),
            Cac = Figure.Of(figures.Cac),
            ConversionRate = Figure.Of(figures.ConversionRate),
            RoiRatio = Figure.Of(figures.RoiRatio),
            NetRoi = Figure.Of(figures.NetRoi),
        };
    }

    /// <summary>Returns the exact sums.</summary>
    public ResultSums SumsOf(IReadOnlyCollection<SumRow> sums, IReadOnlyCollection<BookedRow> booked) =>
        new(
            Sum(sums, row => row.Counts.Impressions) * ExactUnits.One,
            Sum(sums, row => row.Counts.Clicks) * ExactUnits.One,
            Sum(sums, row => row.Counts.AllConversionMicros) * ExactUnits.OfMicro,
            sums.Any(row => row.Counts.NewCustomerRows > 0) ? Sum(sums, row => row.Counts.NewCustomers) * ExactUnits.One : null,
            Total(
                basis == CostBasis.Media
                    ? sums.Select(row => new DatedMoney(row.Currency, row.Date, row.Counts.AllCostMicros))
                    : booked.Select(row => new DatedMoney(row.Currency, row.Date, row.Micros))
            ),
            Total(sums.Select(row => new DatedMoney(row.Currency, row.Date, row.Counts.AllRevenueMicros))),
            basis
        );

    private static BigInteger Sum(IEnumerable<SumRow> sums, Func<SumRow, BigInteger> amount) =>
        sums.Aggregate(BigInteger.Zero, (sum, row) => sum + amount(row));

    private SummedMoney Total(IEnumerable<DatedMoney> money)
    {
        var amounts = money.Where(amount => !amount.Micros.IsZero).ToList();
        var currencies = amounts.Select(amount => amount.Currency).Distinct().ToList();
        if (rates is null)
        {
            return currencies.Count > 1
                ? new SummedMoney(0, null, FigureGap.MixedCurrencies)
                : new SummedMoney(
                    amounts.Aggregate(BigInteger.Zero, (sum, amount) => sum + amount.Micros) * ExactUnits.OfMicro,
                    currencies.SingleOrDefault(),
                    null
                );
        }

        var sum = BigInteger.Zero;
        foreach (var amount in amounts)
        {
            if (rates.Find(amount.Currency, amount.Date) is not { } rate)
            {
                return new SummedMoney(0, rates.Currency, FigureGap.RateMissing);
            }

            sum += ExactUnits.Convert(amount.Micros, rate);
        }

        return new SummedMoney(sum, rates.Currency, null);
    }

    private static IReadOnlyList<MoneyByCurrency> AmountsOf(IReadOnlyCollection<SumRow> sums, IReadOnlyCollection<BookedRow> booked) =>
        [
            .. from currency in sums.Select(row => row.Currency)
                .Concat(booked.Select(row => row.Currency))
                .Distinct()
                .Order(StringComparer.Ordinal)
            let own = sums.Where(row => row.Currency == currency).ToList()
            select new MoneyByCurrency
            {
                Currency = currency,
                MediaCost = Amount(own.Select(row => row.Counts.AllCostMicros)),
                BookedCost = Amount(booked.Where(row => row.Currency == currency).Select(row => row.Micros)),
                Revenue = Amount(own.Select(row => row.Counts.AllRevenueMicros)),
            },
        ];

    private static decimal Amount(IEnumerable<BigInteger> micros) =>
        ExactUnits.ToDecimal(micros.Aggregate(BigInteger.Zero, (sum, amount) => sum + amount) * ExactUnits.OfMicro);

    private sealed record DatedMoney(string Currency, DateOnly Date, BigInteger Micros);
}

/// <summary>Rates into one currency.</summary>
/// <param name="currency">The currency of the results.</param>
/// <param name="find">Returns what one unit of a currency is worth on a day; null if it is unknown.</param>
internal sealed class FigureRates(string currency, Func<string, DateOnly, decimal?> find)
{
    public string Currency => currency;

    public decimal? Find(string from, DateOnly day) => from == currency ? 1 : find(from, day);
}
