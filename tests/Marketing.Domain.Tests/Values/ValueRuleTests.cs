using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Values;

public sealed class ValueRuleTests
{
    private static string[] Codes(IEnumerable<RuleFault> faults) =>
        [.. faults.Select(fault => $"{fault.Pointer} {fault.Code}").Order(StringComparer.Ordinal)];

    [Fact]
    public void A_deadline_with_exactly_the_members_of_its_kind_is_valid()
    {
        Deadline[] valid =
        [
            new()
            {
                Kind = DeadlineKind.Within,
                Amount = 10,
                Unit = TimeUnit.Month,
                Anchor = AnchorCodes.PlanStart,
            },
            new()
            {
                Kind = DeadlineKind.Within,
                Placeholder = "X",
                Unit = TimeUnit.Month,
            },
            new()
            {
                Kind = DeadlineKind.Within,
                MinAmount = 2,
                Amount = 3,
                Unit = TimeUnit.Week,
            },
            new()
            {
                Kind = DeadlineKind.Duration,
                Amount = 6,
                Unit = TimeUnit.Month,
            },
            new() { Kind = DeadlineKind.Before, Anchor = "春节" },
            new()
            {
                Kind = DeadlineKind.Before,
                Anchor = "春节",
                Amount = 1,
                Unit = TimeUnit.Month,
            },
            new() { Kind = DeadlineKind.At, Anchor = AnchorCodes.CampaignEnd },
            new() { Kind = DeadlineKind.During, Anchor = AnchorCodes.Campaign },
            new() { Kind = DeadlineKind.Immediate },
            new() { Kind = DeadlineKind.Ongoing },
            new()
            {
                Kind = DeadlineKind.Recurring,
                Frequency = new()
                {
                    Kind = FrequencyKind.Recurring,
                    Every = 1,
                    Unit = TimeUnit.Week,
                },
            },
            new()
            {
                Kind = DeadlineKind.PeriodOrdinal,
                Index = 6,
                Unit = TimeUnit.Week,
            },
            new()
            {
                Kind = DeadlineKind.PeriodOrdinal,
                Placeholder = "X",
                Unit = TimeUnit.Month,
                Position = PeriodPosition.End,
            },
            new()
            {
                Kind = DeadlineKind.Offset,
                Anchor = AnchorCodes.LaunchDay,
                Amount = -6,
                Unit = TimeUnit.Week,
            },
            new() { Kind = DeadlineKind.Date, Date = new DateOnly(2026, 3, 15) },
            new() { Kind = DeadlineKind.Date, Placeholder = "XX月XX日" },
            new() { Kind = DeadlineKind.Unparsed, Text = "" },
        ];
        valid.ShouldAllBe(deadline => !deadline.Check().Any());
    }

    [Fact]
    public void All_missing_and_unexpected_members_of_a_deadline_are_reported_together()
    {
        var deadline = new Deadline
        {
            Kind = DeadlineKind.Within,
            Index = 3,
            Date = new DateOnly(2026, 1, 1),
        };
        Codes(deadline.Check())
            .ShouldBe([
                "/amount deadline.memberRequired",
                "/date deadline.memberNotAllowed",
                "/index deadline.memberNotAllowed",
                "/unit deadline.memberRequired",
            ]);
    }

    [Fact]
    public void An_amount_and_a_placeholder_are_mutually_exclusive() =>
        Codes(
                new Deadline
                {
                    Kind = DeadlineKind.Duration,
                    Amount = 1,
                    Placeholder = "X",
                    Unit = TimeUnit.Day,
                }.Check()
            )
            .ShouldBe(["/placeholder deadline.membersExclusive"]);

    [Fact]
    public void Only_an_offset_can_be_negative()
    {
        Codes(
                new Deadline
                {
                    Kind = DeadlineKind.Within,
                    Amount = -1,
                    Unit = TimeUnit.Day,
                }.Check()
            )
            .ShouldBe(["/amount deadline.amountNegative"]);
        new Deadline
        {
            Kind = DeadlineKind.Offset,
            Amount = -1,
            Unit = TimeUnit.Day,
            Anchor = AnchorCodes.LaunchDay,
        }
            .Check()
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_calendar_year_has_four_quarters_but_a_plan_can_have_more()
    {
        var fifthQuarter = new Deadline
        {
            Kind = DeadlineKind.PeriodOrdinal,
            Index = 5,
            Unit = TimeUnit.Quarter,
        };
        Codes((fifthQuarter with { Basis = PeriodBasis.Calendar }).Check()).ShouldBe(["/index deadline.noSuchCalendarPeriod"]);
        (fifthQuarter with { Basis = PeriodBasis.Plan }).Check().ShouldBeEmpty();
    }

    [Fact]
    public void Faults_of_a_nested_frequency_point_into_it() =>
        Codes(
                new Deadline
                {
                    Kind = DeadlineKind.Recurring,
                    Frequency = new() { Kind = FrequencyKind.Recurring, Every = 1 },
                }.Check()
            )
            .ShouldBe(["/frequency/unit frequency.memberRequired"]);

    [Fact]
    public void A_frequency_has_only_the_members_of_its_kind_and_consistent_figures()
    {
        Codes(new Frequency { Kind = FrequencyKind.AtEvent, Every = 1 }.Check())
            .ShouldBe(["/anchor frequency.memberRequired", "/every frequency.memberNotAllowed"]);
        Codes(
                new Frequency
                {
                    Kind = FrequencyKind.Recurring,
                    Every = 1,
                    Unit = TimeUnit.Month,
                    Weekday = Weekday.Friday,
                }.Check()
            )
            .ShouldBe(["/weekday frequency.weekdayNeedsWeeks"]);
        Codes(
                new Frequency
                {
                    Kind = FrequencyKind.Recurring,
                    Every = 1,
                    Unit = TimeUnit.Week,
                    Times = 3,
                    MaxTimes = 2,
                }.Check()
            )
            .ShouldBe(["/maxTimes frequency.rangeNotRising"]);
        Codes(
                new Frequency
                {
                    Kind = FrequencyKind.Recurring,
                    Every = 1,
                    Unit = TimeUnit.Week,
                    Quantity = new(),
                }.Check()
            )
            .ShouldBe(["/quantity number.empty"]);
    }

    [Fact]
    public void A_window_does_not_end_before_it_starts()
    {
        Window(Offset(-6), Offset(-1)).Check().ShouldBeEmpty();
        Window(Quarter(2026, 4), Quarter(2027, 1)).Check().ShouldBeEmpty();
        Codes(Window(Offset(-1), Offset(-6)).Check()).ShouldBe(["/end window.endBeforeStart"]);
        Codes(Window(Quarter(2026, 4), Quarter(2026, 1)).Check()).ShouldBe(["/end window.endBeforeStart"]);

        static PeriodWindow Window(Deadline start, Deadline end) =>
            new()
            {
                Kind = PeriodWindowKind.Bounded,
                Start = start,
                End = end,
            };

        static Deadline Offset(int weeks) =>
            new()
            {
                Kind = DeadlineKind.Offset,
                Anchor = AnchorCodes.LaunchDay,
                Amount = weeks,
                Unit = TimeUnit.Week,
            };

        static Deadline Quarter(int year, int index) =>
            new()
            {
                Kind = DeadlineKind.PeriodOrdinal,
                Unit = TimeUnit.Quarter,
                Index = index,
                Year = year,
                Basis = PeriodBasis.Calendar,
            };
    }

    [Fact]
    public void An_ongoing_deadline_is_not_a_bound_of_a_window() =>
        Codes(
                new PeriodWindow
                {
                    Kind = PeriodWindowKind.OpenEnded,
                    Start = new() { Kind = DeadlineKind.Ongoing },
                }.Check()
            )
            .ShouldBe(["/start/kind window.boundKind"]);

    private static TargetExpression Level(decimal value) =>
        new()
        {
            Kind = TargetKind.Level,
            Value = value,
            Unit = "%",
        };

    private static TargetExpression Change(decimal value, Direction direction, ChangeBasis? basis) =>
        new()
        {
            Kind = TargetKind.ChangePercent,
            Value = value,
            Unit = "%",
            Direction = direction,
            ChangeBasis = basis,
        };

    public static TheoryData<TargetExpression, string?> Targets() =>
        new()
        {
            { Level(80), null },
            { Level(100.5m), "/value target.outOfRange" },
            { Level(-1), "/value target.outOfRange" },
            { Level(4.5m) with { Unit = null, ScaleMax = 5 }, null },
            { Level(5.1m) with { Unit = null, ScaleMax = 5 }, "/value target.outOfRange" },
            { Level(-100) with { Unit = "NPS" }, null },
            { Level(101) with { Unit = "NPS" }, "/value target.outOfRange" },
            { Level(1_200_000) with { Unit = "人" }, null },
            { Level(35) with { Baseline = 25, Direction = Direction.Increase }, null },
            { Level(20) with { Baseline = 25, Direction = Direction.Increase }, "/value target.wrongSideOfBaseline" },
            { Level(30) with { Baseline = 25, Direction = Direction.Decrease }, "/value target.wrongSideOfBaseline" },
            { Level(90) with { WithinAmount = 24, WithinUnit = TimeUnit.Hour }, null },
            { Level(90) with { WithinAmount = 24 }, "/withinUnit target.limitAndUnitTogether" },
            { Change(300, Direction.Increase, ChangeBasis.Relative), null },
            { Change(120, Direction.Decrease, ChangeBasis.Relative), "/value target.outOfRange" },
            { Change(20, Direction.Increase, null), "/changeBasis target.memberRequired" },
            { Change(20, Direction.Achieve, ChangeBasis.Unspecified), "/direction target.changeNeedsDirection" },
            {
                Change(5, Direction.Increase, ChangeBasis.Relative) with
                {
                    Kind = TargetKind.ChangePoints,
                },
                "/changeBasis target.pointsAreNotRelative"
            },
            {
                new() { Kind = TargetKind.Count, Value = -1 },
                "/value target.outOfRange"
            },
            {
                new() { Kind = TargetKind.Multiple, Value = 0 },
                "/value target.outOfRange"
            },
            {
                new() { Kind = TargetKind.Qualitative },
                "/text target.memberRequired"
            },
            {
                new()
                {
                    Kind = TargetKind.Unparsed,
                    Text = "?",
                    Value = 3,
                },
                "/value target.memberNotAllowed"
            },
        };

    [Theory]
    [MemberData(nameof(Targets), DisableDiscoveryEnumeration = true)]
    public void A_target_has_the_members_of_its_kind_and_is_in_the_range_of_its_unit(TargetExpression target, string? fault) =>
        Codes(target.Check()).ShouldBe(fault is null ? [] : [fault]);

    [Fact]
    public void Money_has_a_known_currency_and_no_more_digits_than_the_currency()
    {
        new PlannedMoney { Amount = 1200.50m, Currency = "CNY" }
            .Check()
            .ShouldBeEmpty();
        Codes(new PlannedMoney { Amount = 1.005m, Currency = "CNY" }.Check()).ShouldBe(["/amount money.fractionTooFine"]);
        Codes(new PlannedMoney { Amount = 1.5m, Currency = "JPY" }.Check()).ShouldBe(["/amount money.fractionTooFine"]);
        Codes(new PlannedMoney { Amount = 1, Currency = "XXX" }.Check()).ShouldBe(["/currency money.currencyUnknown"]);
        Codes(
                new PlannedMoney
                {
                    Amount = 1,
                    Placeholder = "X",
                    Currency = "CNY",
                }.Check()
            )
            .ShouldBe(["/placeholder money.membersExclusive"]);
        Codes(new PlannedMoney { Currency = "CNY" }.Check()).ShouldBe([" money.empty"]);
        new PlannedMoney { Currency = "CNY", Text = "" }
            .Check()
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_bounds_of_a_percent_range_are_in_order()
    {
        new PercentRange { Min = 10, Max = 15 }
            .Check()
            .ShouldBeEmpty();
        Codes(new PercentRange { Min = 15, Max = 10 }.Check()).ShouldBe(["/min percentRange.notRising"]);
    }

    [Fact]
    public void Attributes_limit_lengths_patterns_and_ranges()
    {
        var faults = new List<ValidationResult>();
        var text = new string('x', ValueLimits.Text + 1);
        var target = new TargetExpression
        {
            Kind = TargetKind.Level,
            Value = 1e15m,
            Unit = " %",
            ScaleMax = 0,
            Text = text,
        };
        Validator.TryValidateObject(target, new ValidationContext(target), faults, validateAllProperties: true).ShouldBeFalse();
        faults.SelectMany(fault => fault.MemberNames).Order().ShouldBe(["ScaleMax", "Text", "Unit", "Value"]);
    }
}
