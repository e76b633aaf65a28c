using Marketing.Domain.Budgets;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Budgets;

/// <summary>Money of lines that moves with a span of months.</summary>
public sealed class MonthShiftTests
{
    private static readonly string[] Months = ["2027-03", "2027-04", "2027-05", "2027-06"];
    private static readonly Guid Line = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Above = new("00000000-0000-0000-0000-000000000002");
    private static readonly ClosedMonths Open = new([]);

    [Fact]
    public void Each_month_gives_what_it_has_left_to_its_new_place()
    {
        var available = Amounts(Line, 6, 10, 10, 10);

        var moves = Shift("2027-03-15", "2027-04-15", "2027-04-15", "2027-05-15").Of(Line, Single(), available, Open);

        Show(moves).ShouldBe(["2027-03 2027-04 6 ", "2027-04 2027-05 10 "]);
        available.Values.ShouldBe([0, 6, 20, 10]);
    }

    [Fact]
    public void Money_moves_to_earlier_months_too()
    {
        var available = Amounts(Line, 0, 0, 7, 8);

        var moves = Shift("2027-05-01", null, "2027-04-01", null).Of(Line, Single(), available, Open);

        Show(moves).ShouldBe(["2027-05 2027-04 7 ", "2027-06 2027-05 8 "]);
        available.Values.ShouldBe([0, 7, 8, 0]);
    }

    [Fact]
    public void A_shorter_span_gets_everything_and_nothing_leaves_the_budget()
    {
        Show(Shift("2027-03-01", "2027-05-31", "2027-04-01", "2027-04-30").Of(Line, Single(), Amounts(Line, 1, 2, 4, 8), Open))
            .ShouldBe(["2027-03 2027-04 1 ", "2027-04 2027-04 2 SameMonth", "2027-05 2027-04 4 "]);
        Show(Shift("2027-06-01", null, "2027-07-01", null).Of(Line, Single(), Amounts(Line, 1, 2, 4, 8), Open))
            .ShouldBe(["2027-06 2027-06 8 OutsideBudget"]);
    }

    [Fact]
    public void Closed_months_neither_give_nor_get_money()
    {
        var closed = new ClosedMonths(["2027-03", "2027-06"]);

        Show(Shift("2027-03-01", "2027-05-31", "2027-04-01", "2027-06-30").Of(Line, Single(), Amounts(Line, 1, 2, 4, 8), closed))
            .ShouldBe(["2027-03 2027-03 1 MonthClosed", "2027-04 2027-05 2 ", "2027-05 2027-05 4 MonthClosed"]);
    }

    [Fact]
    public void Months_that_hold_all_before_them_give_only_what_later_ones_do_not_need()
    {
        var guards = new PeriodGuards(Months, [], [Line]);

        // April has spent 4 of what March left.
        var available = Amounts(Line, 10, 6, 16, 26);
        var moves = Shift("2027-03-01", "2027-03-31", "2027-05-01", "2027-05-31").Of(Line, guards, available, Open);

        Show(moves).ShouldBe(["2027-03 2027-05 6 ", "2027-03 2027-03 4 NotAvailable"]);
        available.Values.ShouldBe([4, 0, 16, 26]);
    }

    [Fact]
    public void A_month_of_a_line_above_limits_what_its_lines_move()
    {
        var guards = new PeriodGuards(Months, [Line, Above], []);
        var available = Amounts(Line, 10, 0, 0, 0).Concat(Amounts(Above, 3, 0, 0, 0)).ToDictionary();

        Show(Shift("2027-03-01", "2027-03-31", "2027-04-01", "2027-04-30").Of(Line, guards, available, Open))
            .ShouldBe(["2027-03 2027-04 3 ", "2027-03 2027-03 7 NotAvailable"]);
    }

    private static PeriodGuards Single() => new(Months, [Line], []);

    private static Dictionary<Guid, long> Amounts(Guid owner, params long[] amounts) =>
        Months.Zip(amounts).ToDictionary(month => PeriodGuards.IdOf(owner, Month.Parse(month.First)!.Value), month => month.Second);

    private static MonthShift Shift(string first, string? last, string newFirst, string? newLast) =>
        MonthShift.Between((Day(first)!.Value, Day(last)), (Day(newFirst)!.Value, Day(newLast)));

    private static DateOnly? Day(string? text) =>
        text is null ? null : DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string> Show(IEnumerable<MonthMove> moves) =>
        moves.Select(move => $"{move.From} {move.To} {move.Minor} {move.Why}");
}
