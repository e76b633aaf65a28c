using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Copying;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Plans;

/// <summary>How the copy of a plan differs from the plan, as rules.</summary>
public sealed class PlanCopyTests
{
    private static readonly PlanHeader Header = new()
    {
        Title = "2026 年度计划",
        Language = "zh-Hans",
        Currency = "CNY",
        PeriodStart = new PlannedDate { Date = new DateOnly(2026, 1, 1) },
        PeriodEnd = new PlannedDate { Date = new DateOnly(2026, 12, 31), Text = "2026年底" },
        PreparedOn = new PlannedDate { Date = new DateOnly(2025, 12, 1) },
    };

    [Theory]
    [InlineData("2026-01-01", "2027-01-01", 12, 0)]
    [InlineData("2026-03-15", "2027-04-01", 12, 17)]
    [InlineData("2026-01-31", "2026-02-28", 1, 0)]
    [InlineData("2026-03-15", "2026-03-10", 0, -5)]
    [InlineData("2026-03-15", "2025-03-15", -12, 0)]
    [InlineData("2026-03-15", "2026-01-10", -2, -5)]
    public void Dates_move_by_whole_months_then_by_days(string from, string to, int months, int days)
    {
        var shift = DateShift.Between(DateOnly.Parse(from, null), DateOnly.Parse(to, null));

        shift.ShouldBe(new DateShift(months, days));
        shift.Move(DateOnly.Parse(from, null)).ShouldBe(DateOnly.Parse(to, null));
    }

    [Fact]
    public void The_29th_of_February_becomes_the_28th_in_other_years() =>
        new DateShift(12).Move(new DateOnly(2028, 2, 29)).ShouldBe(new DateOnly(2029, 2, 28));

    [Fact]
    public void A_moved_date_loses_its_words_and_the_date_of_preparation_goes()
    {
        var copy = Copy(new CopyRules { Shift = new DateShift(12) });

        copy.Header.PeriodStart.ShouldBe(new PlannedDate { Date = new DateOnly(2027, 1, 1) });
        copy.Header.PeriodEnd.ShouldBe(new PlannedDate { Date = new DateOnly(2027, 12, 31) });
        copy.Header.PreparedOn.ShouldBeNull();
        copy.Notes.ShouldBe([
            new CopyNote(CopyNoteKind.PreparationRemoved, "/plan/preparedOn", "2025-12-01"),
            new CopyNote(CopyNoteKind.YearInText, "/plan/title", "2026"),
            new CopyNote(CopyNoteKind.WordsRemoved, "/plan/periodEnd", "2026年底"),
        ]);
    }

    [Fact]
    public void Deadlines_and_windows_move_and_relative_ones_stay()
    {
        var relative = new Deadline
        {
            Kind = DeadlineKind.Duration,
            Amount = 6,
            Unit = TimeUnit.Month,
            Text = "6个月",
        };
        var fixedDay = new Deadline
        {
            Kind = DeadlineKind.Date,
            Date = new DateOnly(2026, 3, 15),
            Text = "2026年3月15日",
        };
        var quarter = new Deadline
        {
            Kind = DeadlineKind.PeriodOrdinal,
            Unit = TimeUnit.Quarter,
            Index = 4,
            Year = 2026,
            Text = "2026年第4季度",
        };
        var window = new PeriodWindow
        {
            Kind = PeriodWindowKind.Bounded,
            Start = fixedDay,
            End = fixedDay with { Date = new DateOnly(2026, 4, 1) },
            Text = "W",
        };

        var copy = Copy(
            new CopyRules { Shift = new DateShift(3) },
            new WorkPackage
            {
                Ref = "W1",
                Name = "W",
                Deadlines = [relative, fixedDay, quarter],
            },
            new Phase
            {
                Ref = "P1",
                Name = "P",
                Window = window,
            }
        );

        var deadlines = copy.Parts.OfType<WorkPackage>().Single().Deadlines;
        deadlines[0].ShouldBe(relative);
        deadlines[1].ShouldBe(fixedDay with { Date = new DateOnly(2026, 6, 15), Text = null });
        deadlines[2].ShouldBe(quarter with { Year = 2027, Index = 1, Text = null });
        var moved = copy.Parts.OfType<Phase>().Single().Window!;
        (moved.Start!.Date, moved.End!.Date, moved.Text).ShouldBe((new DateOnly(2026, 6, 15), new DateOnly(2026, 7, 1), null));
    }

    [Fact]
    public void A_period_that_the_shift_does_not_fit_stays_and_is_noted()
    {
        var quarter = new Deadline
        {
            Kind = DeadlineKind.PeriodOrdinal,
            Unit = TimeUnit.Quarter,
            Index = 4,
            Year = 2026,
            Text = "2026年第4季度",
        };

        var copy = Copy(
            new CopyRules { Shift = new DateShift(1) },
            new WorkPackage
            {
                Ref = "W1",
                Name = "W",
                Deadlines = [quarter],
            }
        );

        copy.Parts.OfType<WorkPackage>().Single().Deadlines.ShouldBe([quarter]);
        copy.Notes.ShouldContain(new CopyNote(CopyNoteKind.DateKept, "/workPackages/0/deadlines/0", "2026年第4季度"));
    }

    [Fact]
    public void Amounts_are_kept_cleared_or_changed_to_the_cent()
    {
        var line = new PlanBudgetLine
        {
            Ref = "B1",
            Kind = BudgetLineKind.Line,
            Category = "媒介",
            Amount = new PlannedMoney
            {
                Amount = 1000.01m,
                Currency = "CNY",
                Text = "1000.01元",
            },
        };

        AmountOf(new CopyRules()).ShouldBe(line.Amount);
        AmountOf(new CopyRules { Amounts = CopiedAmounts.Clear }).ShouldBe(new PlannedMoney { Placeholder = "X", Currency = "CNY" });
        AmountOf(new CopyRules { Amounts = CopiedAmounts.Percent, Percent = 110 })
            .ShouldBe(new PlannedMoney { Amount = 1100.01m, Currency = "CNY" });

        PlannedMoney? AmountOf(CopyRules rules) => Copy(rules, line).Parts.OfType<PlanBudgetLine>().Single().Amount;
    }

    [Fact]
    public void Sections_that_are_not_copied_leave_no_references_behind()
    {
        var copy = Copy(
            new CopyRules { Sections = new HashSet<PlanSectionName> { PlanSectionName.WorkPackages } },
            new Objective { Ref = "O1", Text = "目标" },
            new WorkPackage
            {
                Ref = "W1",
                Name = "W",
                Objectives = ["O1"],
                Predecessors = ["W2"],
                Phase = "P1",
            },
            new WorkPackage { Ref = "W2", Name = "W" }
        );

        var package = copy.Parts.OfType<WorkPackage>().First();
        copy.Parts.Count.ShouldBe(2);
        (package.Objectives.Count, package.Predecessors.Single(), package.Phase).ShouldBe((0, "W2", null));
        copy.Notes.Where(note => note.Kind == CopyNoteKind.ReferenceRemoved).Select(note => note.Text).ShouldBe(["P1", "O1"]);
    }

    [Fact]
    public void Placeholders_are_filled_wherever_they_occur_and_values_are_read_again()
    {
        var copy = Copy(
            new CopyRules { Replacements = [new("[产品]", "星辰", null), new("A", "50", "/budgetLines/0")] },
            new Objective
            {
                Ref = "O1",
                Text = "[产品]知名度达到A%",
                Measures = [Measure("[产品]知名度")],
            },
            new PlanBudgetLine
            {
                Ref = "B1",
                Kind = BudgetLineKind.Line,
                Category = "[产品]推广",
                Amount = new PlannedMoney
                {
                    Placeholder = "A",
                    Text = "A万元",
                    UnitScale = 10_000,
                },
            }
        );

        var objective = copy.Parts.OfType<Objective>().Single();
        objective.Text.ShouldBe("星辰知名度达到A%");
        objective.Measures[0].Metric.ShouldBe(new MetricRef { Text = "星辰知名度" });
        var line = copy.Parts.OfType<PlanBudgetLine>().Single();
        (line.Category, line.Amount).ShouldBe(("星辰推广", new PlannedMoney { Text = "50万元" }));
        copy.Unused.ShouldBeEmpty();
    }

    [Fact]
    public void A_text_that_occurs_nowhere_is_unused() =>
        Copy(new CopyRules { Replacements = [new("年度", "季度", null), new("[没有]", "x", null)] }).Unused.ShouldBe([1]);

    [Fact]
    public void A_text_that_grows_too_long_is_a_fault()
    {
        var copy = Copy(
            new CopyRules { Replacements = [new("XX", new string('长', 300), null)] },
            new WorkPackage { Ref = "W1", Name = "XX品牌" }
        );

        copy.Faults.Select(fault => (fault.Pointer, fault.Code)).ShouldBe([("/workPackages/0/name", "input.tooLong")]);
    }

    [Theory]
    [InlineData(-1_600, "input.tooSmall")]
    [InlineData(2_400, "input.tooLarge")]
    public void A_date_that_leaves_the_years_of_plans_is_a_fault(int months, string code) =>
        Copy(new CopyRules { Shift = new DateShift(months) })
            .Faults.Select(fault => (fault.Pointer, fault.Code))
            .ShouldBe([("/plan/periodStart", code), ("/plan/periodEnd", code)]);

    [Fact]
    public void Content_that_no_rule_changes_is_the_same()
    {
        var part = new WorkPackage
        {
            Ref = "W1",
            Name = "W",
            Subtasks = [new Subtask { Ref = "W1/1", Name = "S" }],
        };

        Copy(new CopyRules(), part).Parts.Single().ShouldBeSameAs(part);
    }

    private static TargetMeasure Measure(string metric) =>
        new()
        {
            Ref = "O1/1",
            Metric = new MetricRef { Text = metric, MetricId = Guid.NewGuid() },
            Target = new TargetExpression { Text = "80%" },
        };

    private static PlanCopy Copy(CopyRules rules, params PlanPartContent[] parts) => PlanCopy.Of(Header, parts, rules);
}
