using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Budgets;

/// <summary>Months, fiscal periods, and the balances of months that an amount changes.</summary>
public sealed class MonthTests
{
    private static readonly BudgetLineId Line = EntityId.New<BudgetLineId>();
    private static readonly EntryOrigin Origin = new(new DateOnly(2027, 3, 31));

    [Fact]
    public void Months_follow_each_other_across_the_end_of_a_year() =>
        Month
            .Between(new DateOnly(2027, 11, 30), new DateOnly(2028, 2, 1))
            .Select(month => month.ToString())
            .ShouldBe(["2027-11", "2027-12", "2028-01", "2028-02"]);

    [Theory]
    [InlineData("2027-3")]
    [InlineData("2027-13")]
    [InlineData("0000-01")]
    [InlineData("2027-03-01")]
    public void Other_texts_are_no_months(string text) => Month.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("FY2026-Q4", 4, "2027-01-01", "2027-03-31")]
    [InlineData("FY2027-Q1", 1, "2027-01-01", "2027-03-31")]
    [InlineData("2027-03", 4, "2027-03-01", "2027-03-31")]
    public void A_fiscal_year_is_named_after_the_year_in_which_it_begins(string code, int start, string first, string last)
    {
        var period = FiscalPeriod.Parse(code, start)!;

        ($"{period.Months[0].First:yyyy-MM-dd}", $"{period.Months[^1].Last:yyyy-MM-dd}").ShouldBe((first, last));
        FiscalPeriod.OfYear(period.FiscalYear, start, period.Kind).ShouldContain(each => each.Code == code);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(11)]
    public void Each_month_of_a_quarter_names_it(int start) =>
        FiscalPeriod
            .OfYear(2027, start, FiscalPeriodKind.Quarter)
            .ShouldAllBe(quarter => quarter.Months.All(month => FiscalPeriod.QuarterOf(month, start) == quarter.Code));

    [Fact]
    public void An_entry_in_a_closed_month_moves_to_the_next_open_one()
    {
        var entry = LedgerEntry.Of(LedgerEntryKind.Actual, [(Line, 40)], Origin);

        entry.Place(new ClosedMonths(["2027-03", "2027-04", "2027-06"]));

        (entry.Origin.Date, entry.Origin.OriginalDate).ShouldBe((new DateOnly(2027, 5, 1), Origin.Date));
        entry.Amounts.ShouldAllBe(amount => entry.MonthOf(amount) == new Month(2027, 5));
    }

    [Fact]
    public void Rephasing_and_carrying_over_add_up_to_zero_on_the_line()
    {
        var rephased = LedgerEntry.Rephased(Line, new Month(2027, 3), new Month(2027, 6), 40, Origin);
        var carried = LedgerEntry.CarriedOver([(Line, -3_585)], new Month(2027, 3), new Month(2027, 4), Origin);

        rephased.Amounts.ShouldBe([
            new LedgerAmount(Line, LedgerAccount.Available, -40, Month: new Month(2027, 3)),
            new LedgerAmount(Line, LedgerAccount.Available, 40, Month: new Month(2027, 6)),
        ]);
        carried.Amounts.ShouldBe([
            new LedgerAmount(Line, LedgerAccount.Available, 3_585, Month: new Month(2027, 3)),
            new LedgerAmount(Line, LedgerAccount.Available, -3_585, Month: new Month(2027, 4)),
        ]);
    }

    [Theory]
    [InlineData("2027-02", "2027-02", 2)]
    [InlineData("2026-12", "2027-01", 3)]
    [InlineData("2028-05", "2027-03", 1)]
    public void An_amount_changes_its_month_and_the_later_ones_of_what_is_cumulative(string month, string single, int cumulative)
    {
        var (one, all) = (Guid.NewGuid(), Guid.NewGuid());
        var guards = new PeriodGuards(["2027-01", "2027-02", "2027-03"], [one], [all]);

        var owners = guards.OwnersOf(Month.Parse(month)!.Value).ToList();

        owners.ShouldContain(PeriodGuards.IdOf(one, Month.Parse(single)!.Value));
        owners.Count.ShouldBe(1 + cumulative);
        owners.ShouldContain(PeriodGuards.IdOf(all, new Month(2027, 3)));
    }
}
