using Marketing.Domain.Budgets;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Budgets;

/// <summary>What the lines of a budget say together.</summary>
public sealed class BudgetContentTests
{
    private static readonly BudgetTerms Terms = new()
    {
        Code = "B",
        Title = "预算",
        Currency = "CNY",
        PeriodStart = new DateOnly(2027, 1, 1),
        PeriodEnd = new DateOnly(2027, 12, 31),
    };

    [Fact]
    public void A_budget_with_850_in_lines_and_a_reserve_of_150_is_within_10_to_15_percent() =>
        Of(
                Terms with
                {
                    ContingencyRange = new PercentRange { Min = 10, Max = 15 },
                },
                Line("A", 850),
                Reserve("R", 150)
            )
            .CheckSubmission()
            .ShouldBeEmpty();

    [Theory]
    [InlineData(850, 151)]
    [InlineData(910, 90)]
    public void A_reserve_outside_its_range_keeps_the_budget_from_being_submitted(int line, int reserve) =>
        Of(
                Terms with
                {
                    ContingencyRange = new PercentRange { Min = 10, Max = 15 },
                },
                Line("A", line),
                Reserve("R", reserve)
            )
            .CheckSubmission()
            .ShouldHaveSingleItem()
            .Code.ShouldBe("budget.contingencyOutOfRange");

    [Fact]
    public void A_stated_total_must_equal_the_sum_of_the_lines_and_the_reserve()
    {
        var stated = Terms with { StatedTotal = new PlannedMoney { Amount = 1_000 } };

        Of(stated, Line("A", 850), Reserve("R", 150)).CheckSubmission().ShouldBeEmpty();
        Of(stated, Line("A", 850), Reserve("R", 149)).CheckSubmission().ShouldHaveSingleItem().Code.ShouldBe("budget.totalDiffers");
    }

    [Fact]
    public void Placeholders_keep_the_budget_from_being_submitted_each_with_its_place()
    {
        var open = Line("A", null) with
        {
            Amount = new PlannedMoney { Placeholder = "X", Text = "X万元" },
        };

        Of(Terms, Line("B", 1), open).CheckSubmission().ShouldHaveSingleItem().Pointer.ShouldBe("/lines/1/amount");
    }

    [Fact]
    public void A_line_above_others_has_their_sum_unless_it_states_an_amount_of_its_own()
    {
        var summed = Of(Terms, Line("P", null), Line("A", 30, "P"), Line("B", 20, "P"));
        var stated = Of(Terms, Line("P", 40), Line("A", 30, "P"), Line("B", 20, "P"));

        summed.Total.ShouldBe(50);
        stated.Total.ShouldBe(40);
    }

    [Fact]
    public void Lines_in_a_circle_unknown_lines_above_and_codes_used_twice_are_faults()
    {
        Of(Terms, Line("A", 1, "B"), Line("B", 1, "A"))
            .CheckStructure()
            .Select(fault => fault.Code)
            .ShouldBe(["budget.lineAboveItself", "budget.lineAboveItself"]);
        Of(Terms, Line("A", 1, "X")).CheckStructure().ShouldHaveSingleItem().Code.ShouldBe("budget.lineUnknown");
        Of(Terms, Line("A", 1), Line("a", 1)).CheckStructure().ShouldHaveSingleItem().Code.ShouldBe("budget.lineCodeTaken");
    }

    private static BudgetContent Of(BudgetTerms terms, params BudgetLineTerms[] lines) =>
        new(terms, [.. lines.Select(line => new BudgetContentLine(Guid.NewGuid(), line))]);

    private static BudgetLineTerms Line(string code, decimal? amount, string? parent = null) =>
        new()
        {
            Code = code,
            Category = "广告",
            Kind = BudgetLineKind.Line,
            Amount = amount is null ? null : new PlannedMoney { Amount = amount },
            ParentCode = parent,
        };

    private static BudgetLineTerms Reserve(string code, decimal amount) => Line(code, amount) with { Kind = BudgetLineKind.Contingency };
}
