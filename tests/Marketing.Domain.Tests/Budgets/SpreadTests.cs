using FsCheck;
using FsCheck.Fluent;
using Marketing.Domain.Budgets;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Budgets;

/// <summary>Amounts spread over months: the parts always add up to the whole.</summary>
public sealed class SpreadTests
{
    private static readonly Spread Even = new() { Method = SpreadMethod.Even };

    [Fact]
    public void A_hundred_over_twelve_months_gives_the_first_four_a_cent_more() =>
        Cells(Even, 100, Year(2027)).ShouldBe([8.34m, 8.34m, 8.34m, 8.34m, 8.33m, 8.33m, 8.33m, 8.33m, 8.33m, 8.33m, 8.33m, 8.33m]);

    [Fact]
    public void Two_cents_over_three_months_leave_the_last_one_empty() =>
        Cells(Even, 0.02m, Period("2027-01-01", "2027-03-31")).ShouldBe([0.01m, 0.01m, 0]);

    [Fact]
    public void Ten_thousand_yen_over_twelve_months_have_no_fractions() =>
        Cells(Even, 10_000, Year(2027) with { Currency = "JPY" }).ShouldBe([834, 834, 834, 834, 833, 833, 833, 833, 833, 833, 833, 833]);

    [Theory]
    [InlineData("2027-01-25", "2027-02-14", "33.34,66.66")]
    [InlineData("2027-01-11", "2027-02-28", "42.87,57.13")]
    public void Weeks_share_evenly_and_a_week_across_two_months_is_split_by_days(string start, string end, string parts) =>
        string.Join(',', Cells(Even with { Method = SpreadMethod.ByWeeks }, 100, Period(start, end)).Select(part => $"{part:0.00}"))
            .ShouldBe(parts);

    [Fact]
    public void A_week_that_crosses_the_end_of_a_month_gives_each_month_its_days() =>
        Cells(Even with { Method = SpreadMethod.ByWeeks }, 70, Period("2027-01-29", "2027-02-04")).ShouldBe([30, 40]);

    [Fact]
    public void A_leap_February_has_twenty_nine_days_of_money() =>
        Cells(Even with { Method = SpreadMethod.ByDays }, 91, Period("2028-01-01", "2028-03-31")).ShouldBe([31, 29, 31]);

    [Fact]
    public void A_line_can_run_for_a_part_of_the_budget() =>
        Cells(Even with { Start = new DateOnly(2027, 2, 15), End = new DateOnly(2027, 3, 1) }, 10, Period("2027-01-01", "2027-04-30"))
            .ShouldBe([0, 5, 5, 0]);

    [Fact]
    public void Weights_decide_and_months_without_one_get_nothing() =>
        Cells(
                new Spread { Method = SpreadMethod.ByWeights, Weights = [Weight("2027-01", 1), Weight("2027-03", 2)] },
                10,
                Period("2027-01-01", "2027-03-31")
            )
            .ShouldBe([3.33m, 0, 6.67m]);

    [Fact]
    public void Locked_months_keep_their_amounts_and_the_others_share_the_rest()
    {
        var spread = Even with { Cells = [Cell("2027-01", 50, true), Cell("2027-02", 20, true)] };

        Cells(spread, 100, Period("2027-01-01", "2027-04-30")).ShouldBe([50, 20, 15, 15]);
        Cells(spread, 70, Period("2027-01-01", "2027-04-30")).ShouldBe([50, 20, 0, 0]);
        var refused = spread.Over(60, Period("2027-01-01", "2027-04-30")).Error!.Faults.ShouldHaveSingleItem();
        refused.Code.ShouldBe("spread.lockedExceed");
        (refused.Args["locked"], refused.Args["amount"]).ShouldBe((70m, 60m));
    }

    [Fact]
    public void Money_that_no_month_can_take_is_refused() =>
        (Even with { Cells = [Cell("2027-01", 50, true), Cell("2027-02", 20, true)] })
            .Over(100, Period("2027-01-01", "2027-02-28"))
            .Error!.Faults.ShouldHaveSingleItem()
            .Code.ShouldBe("spread.noFreeCell");

    [Fact]
    public void Amounts_by_hand_keep_their_proportions_when_the_amount_changes()
    {
        var byHand = new Spread
        {
            Method = SpreadMethod.ByHand,
            Cells = [Cell("2027-01", 40, true), Cell("2027-02", 40), Cell("2027-03", 20)],
        };

        byHand.HandDiffers(100, "CNY").ShouldBeNull();
        byHand.HandDiffers(99, "CNY")!.Code.ShouldBe("spread.handDiffers");
        Cells(byHand.Scaled(70, "CNY"), 70, Period("2027-01-01", "2027-03-31")).ShouldBe([40, 20, 10]);
    }

    [Fact]
    public void Writing_a_month_by_hand_takes_the_difference_from_the_months_that_are_not_locked()
    {
        var budget = Period("2027-01-01", "2027-04-30");
        var spread = Even with { Cells = [Cell("2027-04", 10, true)] };

        var written = spread.With(spread.Over(100, budget).Value, new CellWrite(new Month(2027, 1), 60_00, false), "CNY").Value;

        written.Method.ShouldBe(SpreadMethod.ByHand);
        Cells(written, 100, budget).ShouldBe([60, 15, 15, 10]);
    }

    [Fact]
    public void Locking_a_month_as_it_is_and_unlocking_it_changes_no_amount()
    {
        var budget = Period("2027-01-01", "2027-03-31");
        var locked = Even.With(Even.Over(100, budget).Value, new CellWrite(new Month(2027, 1), null, true), "CNY").Value;
        var unlocked = locked.With(locked.Over(100, budget).Value, new CellWrite(new Month(2027, 1), null, false), "CNY").Value;

        locked.Cells.ShouldHaveSingleItem().ShouldBe(Cell("2027-01", 33.34m, true));
        Cells(locked, 100, budget).ShouldBe(Cells(Even, 100, budget));
        unlocked.ShouldBe(Even);
    }

    [Theory]
    [InlineData("2026-12")]
    [InlineData("2027-05")]
    public void A_month_outside_the_budget_is_refused(string period) =>
        (Even with { Cells = [Cell(period, 1, true)] })
            .Over(100, Period("2027-01-01", "2027-04-30"))
            .Error!.Faults.ShouldHaveSingleItem()
            .Code.ShouldBe("spread.periodOutside");

    [Fact]
    public void The_parts_always_add_up_to_the_whole() =>
        Prop.ForAll(
                Gen.Choose(0, int.MaxValue)
                    .SelectMany(total => Gen.Elements(Enum.GetValues<SpreadMethod>()).Select(method => (total, method)))
                    .SelectMany(each =>
                        Gen.Choose(0, 900).SelectMany(offset => Gen.Choose(0, 900).Select(days => (each.total, each.method, offset, days)))
                    )
                    .ToArbitrary(),
                each =>
                {
                    var start = new DateOnly(2027, 1, 1).AddDays(each.offset);
                    var budget = Year(2027) with { PeriodStart = start, PeriodEnd = start.AddDays(each.days) };
                    var months = Month.Between(start, start.AddDays(each.days));
                    var spread = new Spread
                    {
                        Method = each.method,
                        Weights = [.. months.Select((month, i) => Weight($"{month}", i + 1))],
                        Cells = each.method == SpreadMethod.ByHand ? [.. months.Select((month, i) => Cell($"{month}", i % 3))] : [],
                    };
                    var amount = MinorUnits.ToAmount(each.total, "CNY");

                    var cells = spread.Scaled(amount, "CNY").Over(amount, budget).Value;

                    cells.Sum(cell => cell.Minor).ShouldBe(each.total);
                    cells.ShouldAllBe(cell => cell.Minor >= 0);
                    cells.Count.ShouldBe(months.Count);
                }
            )
            .Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Division_equals_exact_shares_within_one_unit() =>
        Prop.ForAll(
                Gen.Choose(0, int.MaxValue)
                    .SelectMany(total => Gen.NonEmptyListOf(Gen.Choose(0, 1_000)).Select(weights => (total, weights)))
                    .Where(each => each.weights.Any(weight => weight > 0))
                    .ToArbitrary(),
                each =>
                {
                    var weights = each.weights.Select(weight => (long)weight).ToList();
                    var parts = LargestRemainder.Divide(each.total, weights);

                    parts.Sum().ShouldBe(each.total);
                    foreach (var (part, weight) in parts.Zip(weights))
                    {
                        Math.Abs(part - (decimal)each.total * weight / weights.Sum()).ShouldBeLessThan(1);
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure);

    private static IEnumerable<decimal> Cells(Spread spread, decimal amount, BudgetTerms budget) =>
        spread.Over(amount, budget).Value.Select(cell => MinorUnits.ToAmount(cell.Minor, budget.Currency)).ToList();

    private static BudgetTerms Year(int year) => Period($"{year}-01-01", $"{year}-12-31");

    private static BudgetTerms Period(string start, string end) =>
        new()
        {
            Code = "B",
            Title = "B",
            Currency = "CNY",
            PeriodStart = DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture),
            PeriodEnd = DateOnly.Parse(end, System.Globalization.CultureInfo.InvariantCulture),
        };

    private static SpreadWeight Weight(string period, int weight) => new() { Period = period, Weight = weight };

    private static SpreadCell Cell(string period, decimal amount, bool locked = false) =>
        new()
        {
            Period = period,
            Amount = amount,
            Locked = locked,
        };
}
