using System.Globalization;
using System.Numerics;
using Marketing.Domain.Facts;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Observations;

public sealed class RatioTests
{
    [Theory]
    [InlineData("1", "3", "0.3333333333")]
    [InlineData("2", "3", "0.6666666667")]
    [InlineData("1", "20000000000", "0.0000000001")]
    [InlineData("-1", "20000000000", "-0.0000000001")]
    [InlineData("1", "-8", "-0.125")]
    [InlineData("0", "7", "0")]
    public void A_quotient_is_rounded_once_half_away_from_zero(string numerator, string denominator, string expected) =>
        Ratio
            .Of(BigInteger.Parse(numerator, CultureInfo.InvariantCulture), BigInteger.Parse(denominator, CultureInfo.InvariantCulture))
            .ShouldBe(decimal.Parse(expected, CultureInfo.InvariantCulture));

    [Fact]
    public void Nothing_of_nothing_has_no_value() => Ratio.Of(0, 0).ShouldBeNull();

    [Fact]
    public void Millionths_are_exact_and_refuse_more_digits()
    {
        Micros.ToDecimal(Micros.Of(999_999_999_999.999999m)).ShouldBe(999_999_999_999.999999m);
        Should.Throw<ArgumentOutOfRangeException>(() => Micros.Of(0.0000001m));
    }
}
