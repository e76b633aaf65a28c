using System.Globalization;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Budgets;

/// <summary>Amounts in other currencies, converted by the rate of their day.</summary>
public sealed class ConversionTests
{
    private static readonly DateOnly March31 = new(2027, 3, 31);
    private static readonly DateOnly April1 = new(2027, 4, 1);

    [Theory]
    [InlineData("4750.00", "0.8993", "EUR", 427_168)]
    [InlineData("1", "0.005", "CNY", 1)]
    [InlineData("1", "0.0049", "CNY", 0)]
    [InlineData("100", "151.725", "JPY", 15_173)]
    [InlineData("2", "0.3075", "KWD", 615)]
    public void Half_a_smallest_unit_is_rounded_away_from_zero(string amount, string rate, string currency, long minor) =>
        new Conversion("USD", decimal.Parse(rate, CultureInfo.InvariantCulture), March31)
            .ToMinor(decimal.Parse(amount, CultureInfo.InvariantCulture), currency)
            .ShouldBe(minor);

    [Theory]
    [InlineData(-100, "0.005", -1)]
    [InlineData(12_345, "2", 24_690)]
    [InlineData(0, "7.1", 0)]
    public void Sums_are_converted_whatever_their_sign(long minor, string rate, long converted) =>
        new Conversion("USD", decimal.Parse(rate, CultureInfo.InvariantCulture), March31).ToMinor(minor, "CNY").ShouldBe(converted);

    [Theory]
    [InlineData("999999999999", "9999999999")]
    [InlineData("99999999999.99", "100")]
    public void A_result_that_is_too_large_to_be_booked_has_no_value(string amount, string rate) =>
        new Conversion("USD", decimal.Parse(rate, CultureInfo.InvariantCulture), March31)
            .ToMinor(decimal.Parse(amount, CultureInfo.InvariantCulture), "CNY")
            .ShouldBeNull();

    [Fact]
    public void A_booking_uses_the_rate_of_its_day_with_both_ends_of_a_range_included()
    {
        var set = Set(MissingRatePolicy.Refuse);
        var versions = new[] { Version(set, March31.AddDays(-30), March31, "7.1"), Version(set, April1, April1.AddDays(29), "7.2") };

        Rate(set, versions, March31).ShouldBe(7.1m);
        Rate(set, versions, April1).ShouldBe(7.2m);
        Rate(set, versions, March31.AddDays(-30)).ShouldBe(7.1m);
        Conversion
            .On(set, versions, "USD", "CNY", March31.AddDays(-31))
            .Error.ShouldBeOfType<RateMissing>()
            .Date.ShouldBe(March31.AddDays(-31));
        Conversion.On(set, versions, "USD", "EUR", March31).Error.ShouldBeOfType<RateMissing>();
    }

    [Fact]
    public void A_later_version_takes_precedence_on_the_same_day()
    {
        var set = Set(MissingRatePolicy.Refuse);
        var versions = new[] { Version(set, March31, null, "7.1"), Version(set, March31, March31, "7.3") };

        Rate(set, versions, March31).ShouldBe(7.3m);
        Rate(set, versions, April1).ShouldBe(7.1m);
    }

    [Fact]
    public void A_set_that_falls_back_uses_the_latest_rate_before_and_names_its_day()
    {
        var set = Set(MissingRatePolicy.Latest);
        var versions = new[] { Version(set, March31.AddDays(-2), March31.AddDays(-2), "7.0"), Version(set, March31, March31, "7.1") };

        var found = Conversion.On(set, versions, "USD", "CNY", April1.AddDays(4));

        (found.Value.Rate, found.Value.RateDate).ShouldBe((7.1m, March31));
        Conversion.On(set, versions, "USD", "CNY", March31.AddDays(-3)).Error.ShouldBeOfType<RateMissing>();
    }

    [Fact]
    public void Rates_are_between_two_known_currencies_once_and_their_days_rise()
    {
        var set = Set(MissingRatePolicy.Refuse);

        var refused = set.Publish(
            April1,
            March31,
            [Of("USD", "USD", 1), Of("XXX", "CNY", 1), Of("USD", "CNY", 7), Of("USD", "CNY", 8)],
            default,
            "a"
        );

        refused
            .Error.ShouldBeOfType<RulesBroken>()
            .Broken.Select(fault => $"{fault.Pointer} {fault.Code}")
            .ShouldBe([
                "/rates/0/to rateSet.sameCurrency",
                "/rates/1/from money.currencyUnknown",
                "/validTo rateSet.daysNotRising",
                "/rates/3 rateSet.rateTwice",
            ]);
        set.LatestVersion.ShouldBe(0);
    }

    private static RateSet Set(MissingRatePolicy missing)
    {
        var set = RateSet.Register(new WorkspaceId(Guid.CreateVersion7()));
        set.Describe("T", "T", missing);
        return set;
    }

    private static RateSetVersion Version(RateSet set, DateOnly first, DateOnly? last, string rate) =>
        set.Publish(first, last, [Of("USD", "CNY", decimal.Parse(rate, CultureInfo.InvariantCulture))], default, "a").Value;

    private static decimal Rate(RateSet set, IEnumerable<RateSetVersion> versions, DateOnly day) =>
        Conversion.On(set, versions, "USD", "CNY", day).Value.Rate;

    private static ExchangeRate Of(string from, string to, decimal rate) =>
        new()
        {
            From = from,
            To = to,
            Rate = rate,
        };
}
