using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Values;

public sealed class ValueRuleTests
{
    private static string[] Codes(IEnumerable<RuleFault> faults) => [.. faults.Select(fault => $"{fault.Pointer} {fault.Code}").Order(StringComparer.Ordinal)];

    [Fact]
    public void A_deadline_with_exactly_the_members_of_its_kind_is_sound()
    {
        Deadline[] sound =
        [
            new() { Kind = DeadlineKind.Within, Amount = 10, Unit = TimeUnit.Month, Anchor = AnchorCodes.PlanStart },
            new() { Kind = DeadlineKind.Within, Placeholder = "X", Unit = TimeUnit.Month },
            new() { Kind = DeadlineKind.Within, MinAmount = 2, Amount = 3, Unit = TimeUnit.Week },
            new() { Kind = DeadlineKind.Duration, Amount = 6, Unit = TimeUnit.Month },
            new() { Kind = DeadlineKind.Before, Anchor = "春节" },
            new() { Kind = DeadlineKind.Before, Anchor = "春节", Amount = 1, Unit = TimeUnit.Month },
            new() { Kind = DeadlineKind.At, Anchor = AnchorCodes.CampaignEnd },
            new() { Kind = DeadlineKind.During, Anchor = AnchorCodes.Campaign },
            new() { Kind = DeadlineKind.Immediate },
            new() { Kind = DeadlineKind.Ongoing },
            new() { Kind = DeadlineKind.Recurring, Frequency = new() { Kind = FrequencyKind.Recurring, Every = 1, Unit = TimeUnit.Week } },
            new() { Kind = DeadlineKind.PeriodOrdinal, Index = 6, Unit = TimeUnit.Week },
            new() { Kind = DeadlineKind.PeriodOrdinal, Placeholder = "X", Unit = TimeUnit.Month, Position = PeriodPosition.End },
            new() { Kind = DeadlineKind.Offset, Anchor = AnchorCodes.LaunchDay, Amount = -6, Unit = TimeUnit.Week },
            new() { Kind = DeadlineKind.Date, Date = new DateOnly(2026, 3, 15) },
            new() { Kind = DeadlineKind.Date, Placeholder = "XX月XX日" },
            new() { Kind = DeadlineKind.Unparsed, Text = "" },
        ];
        sound.ShouldAllBe(deadline => !deadline.Check().Any());
    }

    [Fact]
    public void A_deadline_reports_all_missing_and_superfluous_members_at_once()
    {
        var deadline = new Deadline { Kind = DeadlineKind.Within, Index = 3, Date = new DateOnly(2026, 1, 1) };
        Codes(deadline.Check()).ShouldBe(
            ["/amount deadline.memberRequired", "/date deadline.memberNotAllowed", "/index deadline.memberNotAllowed", "/unit deadline.memberRequired"]);
    }

    [Fact]
    public void An_amount_and_its_placeholder_exclude_each_other() =>
        Codes(new Deadline { Kind = DeadlineKind.Duration, Amount = 1, Placeholder = "X", Unit = TimeUnit.Day }.Check())
            .ShouldBe(["/placeholder deadline.membersExclusive"]);

    [Fact]
    public void Only_an_offset_counts_backwards()
    {
        Codes(new Deadline { Kind = DeadlineKind.Within, Amount = -1, Unit = TimeUnit.Day }.Check()).ShouldBe(["/amount deadline.amountNegative"]);
        new Deadline { Kind = DeadlineKind.Offset, Amount = -1, Unit = TimeUnit.Day, Anchor = AnchorCodes.LaunchDay }.Check().ShouldBeEmpty();
    }

    [Fact]
    public void A_calendar_has_four_quarters()
    {
        Codes(new Deadline { Kind = DeadlineKind.PeriodOrdinal, Index = 5, Unit = TimeUnit.Quarter, Basis = PeriodBasis.Calendar }.Check())
            .ShouldBe(["/index deadline.noSuchCalendarPeriod"]);
        new Deadline { Kind = DeadlineKind.PeriodOrdinal, Index = 5, Unit = TimeUnit.Quarter, Basis = PeriodBasis.Plan }.Check().ShouldBeEmpty();
    }

    [Fact]
    public void Faults_of_a_nested_frequency_point_into_it() =>
        Codes(new Deadline { Kind = DeadlineKind.Recurring, Frequency = new() { Kind = FrequencyKind.Recurring, Every = 1 } }.Check())
            .ShouldBe(["/frequency/unit frequency.memberRequired"]);

    [Fact]
    public void A_frequency_keeps_to_its_kind()
    {
        Codes(new Frequency { Kind = FrequencyKind.AtEvent, Every = 1 }.Check())
            .ShouldBe(["/anchor frequency.memberRequired", "/every frequency.memberNotAllowed"]);
        Codes(new Frequency { Kind = FrequencyKind.Recurring, Every = 1, Unit = TimeUnit.Month, Weekday = Weekday.Friday }.Check())
            .ShouldBe(["/weekday frequency.weekdayNeedsWeeks"]);
        Codes(new Frequency { Kind = FrequencyKind.Recurring, Every = 1, Unit = TimeUnit.Week, Times = 3, MaxTimes = 2 }.Check())
            .ShouldBe(["/maxTimes frequency.rangeNotRising"]);
        Codes(new Frequency { Kind = FrequencyKind.Recurring, Every = 1, Unit = TimeUnit.Week, Quantity = new() }.Check())
            .ShouldBe(["/quantity number.empty"]);
    }

    [Fact]
    public void A_window_ends_no_earlier_than_it_starts()
    {
        Deadline Offset(int weeks) => new() { Kind = DeadlineKind.Offset, Anchor = AnchorCodes.LaunchDay, Amount = weeks, Unit = TimeUnit.Week };
        Deadline Quarter(int year, int index) => new() { Kind = DeadlineKind.PeriodOrdinal, Unit = TimeUnit.Quarter, Index = index, Year = year, Basis = PeriodBasis.Calendar };

        new PeriodWindow { Kind = PeriodWindowKind.Bounded, Start = Offset(-6), End = Offset(-1) }.Check().ShouldBeEmpty();
        new PeriodWindow { Kind = PeriodWindowKind.Bounded, Start = Quarter(2026, 4), End = Quarter(2027, 1) }.Check().ShouldBeEmpty();
        Codes(new PeriodWindow { Kind = PeriodWindowKind.Bounded, Start = Offset(-1), End = Offset(-6) }.Check()).ShouldBe(["/end window.endBeforeStart"]);
        Codes(new PeriodWindow { Kind = PeriodWindowKind.Bounded, Start = Quarter(2026, 4), End = Quarter(2026, 1) }.Check()).ShouldBe(["/end window.endBeforeStart"]);
        Codes(new PeriodWindow { Kind = PeriodWindowKind.OpenEnded, Start = new() { Kind = DeadlineKind.Ongoing } }.Check()).ShouldBe(["/start/kind window.boundKind"]);
    }

    public static TheoryData<TargetExpression, string?> Targets() => new()
    {
        { new() { Kind = TargetKind.Level, Value = 80, Unit = "%" }, null },
        { new() { Kind = TargetKind.Level, Value = 100.5m, Unit = "%" }, "/value target.outOfRange" },
        { new() { Kind = TargetKind.Level, Value = -1, Unit = "%" }, "/value target.outOfRange" },
        { new() { Kind = TargetKind.Level, Value = 4.5m, ScaleMax = 5 }, null },
        { new() { Kind = TargetKind.Level, Value = 5.1m, ScaleMax = 5 }, "/value target.outOfRange" },
        { new() { Kind = TargetKind.Level, Value = -100, Unit = "NPS" }, null },
        { new() { Kind = TargetKind.Level, Value = 101, Unit = "NPS" }, "/value target.outOfRange" },
        { new() { Kind = TargetKind.Level, Value = 1_200_000, Unit = "人" }, null },
        { new() { Kind = TargetKind.Level, Value = 35, Baseline = 25, Unit = "%", Direction = Direction.Increase }, null },
        { new() { Kind = TargetKind.Level, Value = 20, Baseline = 25, Unit = "%", Direction = Direction.Increase }, "/value target.wrongSideOfBaseline" },
        { new() { Kind = TargetKind.Level, Value = 30, Baseline = 25, Unit = "%", Direction = Direction.Decrease }, "/value target.wrongSideOfBaseline" },
        { new() { Kind = TargetKind.Level, Value = 90, Unit = "%", WithinAmount = 24, WithinUnit = TimeUnit.Hour }, null },
        { new() { Kind = TargetKind.Level, Value = 90, Unit = "%", WithinAmount = 24 }, "/withinUnit target.limitAndUnitTogether" },
        { new() { Kind = TargetKind.ChangePercent, Value = 300, Unit = "%", Direction = Direction.Increase, ChangeBasis = ChangeBasis.Relative }, null },
        { new() { Kind = TargetKind.ChangePercent, Value = 120, Unit = "%", Direction = Direction.Decrease, ChangeBasis = ChangeBasis.Relative }, "/value target.outOfRange" },
        { new() { Kind = TargetKind.ChangePercent, Value = 20, Direction = Direction.Increase }, "/changeBasis target.memberRequired" },
        { new() { Kind = TargetKind.ChangePercent, Value = 20, Direction = Direction.Achieve, ChangeBasis = ChangeBasis.Unspecified }, "/direction target.changeNeedsDirection" },
        { new() { Kind = TargetKind.ChangePoints, Value = 5, Direction = Direction.Increase, ChangeBasis = ChangeBasis.Relative }, "/changeBasis target.pointsAreNotRelative" },
        { new() { Kind = TargetKind.Count, Value = -1 }, "/value target.outOfRange" },
        { new() { Kind = TargetKind.Multiple, Value = 0 }, "/value target.outOfRange" },
        { new() { Kind = TargetKind.Qualitative }, "/text target.memberRequired" },
        { new() { Kind = TargetKind.Unparsed, Text = "?", Value = 3 }, "/value target.memberNotAllowed" },
    };

    [Theory]
    [MemberData(nameof(Targets), DisableDiscoveryEnumeration = true)]
    public void A_target_keeps_to_its_kind_and_to_the_range_of_its_unit(TargetExpression target, string? fault) =>
        Codes(target.Check()).ShouldBe(fault is null ? [] : [fault]);

    [Fact]
    public void Money_is_of_a_known_currency_and_no_finer_than_it()
    {
        new Money { Amount = 1200.50m, Currency = "CNY" }.Check().ShouldBeEmpty();
        Codes(new Money { Amount = 1.005m, Currency = "CNY" }.Check()).ShouldBe(["/amount money.fractionTooFine"]);
        Codes(new Money { Amount = 1.5m, Currency = "JPY" }.Check()).ShouldBe(["/amount money.fractionTooFine"]);
        Codes(new Money { Amount = 1, Currency = "XXX" }.Check()).ShouldBe(["/currency money.currencyUnknown"]);
        Codes(new PlannedMoney { Amount = 1, Placeholder = "X", Currency = "CNY" }.Check()).ShouldBe(["/placeholder money.membersExclusive"]);
        Codes(new PlannedMoney { Currency = "CNY" }.Check()).ShouldBe([" money.empty"]);
        new PlannedMoney { Currency = "CNY", Text = "" }.Check().ShouldBeEmpty();
    }

    [Fact]
    public void A_percent_range_rises()
    {
        new PercentRange { Min = 10, Max = 15 }.Check().ShouldBeEmpty();
        Codes(new PercentRange { Min = 15, Max = 10 }.Check()).ShouldBe(["/min percentRange.notRising"]);
    }

    [Fact]
    public void Attributes_limit_what_the_rules_leave_open()
    {
        var faults = new List<ValidationResult>();
        var target = new TargetExpression { Kind = TargetKind.Level, Value = 1e15m, Unit = " %", ScaleMax = 0, Text = new string('x', ValueLimits.Text + 1) };
        Validator.TryValidateObject(target, new ValidationContext(target), faults, validateAllProperties: true).ShouldBeFalse();
        faults.SelectMany(fault => fault.MemberNames).Order().ShouldBe(["ScaleMax", "Text", "Unit", "Value"]);
    }
}
