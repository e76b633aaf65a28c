using Marketing.Domain.Risks;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Risks;

/// <summary>Where readings cross a threshold: once for each crossing, whatever comes late, repeats or is missing.</summary>
public sealed class RiskSeriesTests
{
    private static readonly DateOnly First = new(2027, 3, 1);

    [Fact]
    public void Readings_beyond_the_threshold_are_one_crossing_until_one_is_behind_it()
    {
        Crossings(Above(10), 9, 11, 12, 11, 9, 15).ShouldBe([(1, 3), (5, 5)]);
        Crossings(Above(10), 10, 9).ShouldBeEmpty();
        Crossings(Above(10) with { Comparator = Comparator.Gte }, 10, 9).ShouldBe([(0, 0)]);
        Crossings(Above(10) with { Comparator = Comparator.Lt }, 11, 9, 8).ShouldBe([(1, 2)]);
    }

    [Fact]
    public void With_a_hysteresis_a_crossing_ends_only_well_behind_the_threshold()
    {
        Crossings(Above(10) with { Hysteresis = 2 }, 11, 9, 11, 8, 11).ShouldBe([(0, 2), (4, 4)]);
        Crossings(Above(10) with { Hysteresis = 2, Comparator = Comparator.Lt }, 9, 11, 9, 12, 9).ShouldBe([(0, 2), (4, 4)]);
    }

    [Fact]
    public void With_a_window_the_days_must_be_in_a_row_and_a_missing_day_is_no_evidence()
    {
        var terms = Above(10) with
        {
            Window = new RiskWindow { Amount = 3, Unit = TimeUnit.Day },
        };

        Crossings(terms, 11, 11, 9, 11, 11, 11, 11).ShouldBe([(3, 6)]);
        Crossings(terms, 11, 11, null, 11, 11).ShouldBeEmpty();
        Crossings(terms, 11, 11, null, 11, 11, 11).ShouldBe([(0, 5)]);
    }

    [Fact]
    public void A_late_reading_extends_a_crossing_that_is_known_and_a_restated_one_ends_it()
    {
        var known = new[] { First.AddDays(2) };
        var extended = RiskSeries.CrossingsOf(Above(10), Readings(null, 11, 11)).ShouldHaveSingleItem();
        RiskSeries.IsKnown(extended, known).ShouldBeTrue();

        var split = RiskSeries.CrossingsOf(Above(10), Readings(null, null, 11, 9, 11));
        split.Select(crossing => RiskSeries.IsKnown(crossing, known)).ShouldBe([true, false]);
    }

    private static RiskTriggerTerms Above(decimal threshold) =>
        new()
        {
            Metric = "M",
            Comparator = Comparator.Gt,
            Threshold = threshold,
        };

    private static IEnumerable<(int From, int Last)> Crossings(RiskTriggerTerms terms, params decimal?[] values) =>
        RiskSeries
            .CrossingsOf(terms, Readings(values))
            .Select(crossing => (crossing.From.DayNumber - First.DayNumber, crossing.LastOn.DayNumber - First.DayNumber));

    private static IEnumerable<SignalReading> Readings(params decimal?[] values) =>
        values
            .Index()
            .Where(value => value.Item is not null)
            .Select(value => new SignalReading(First.AddDays(value.Index), value.Item!.Value));
}
