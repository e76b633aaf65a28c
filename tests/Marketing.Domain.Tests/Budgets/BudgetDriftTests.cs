using Marketing.Domain.Budgets;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Budgets;

/// <summary>How an adopted budget differs from its plan.</summary>
public sealed class BudgetDriftTests
{
    private static readonly BudgetTerms Terms = new()
    {
        Code = "B",
        Title = "预算",
        Currency = "CNY",
        StatedTotal = new PlannedMoney { Amount = 100 },
        ContingencyRange = new PercentRange { Min = 10, Max = 15 },
    };

    private static readonly PlanBudget Whole = new()
    {
        Total = new PlannedMoney { Amount = 100.00m, Text = "100元" },
        ContingencyRange = new PercentRange
        {
            Min = 10,
            Max = 15,
            Text = "10%-15%",
        },
    };

    [Fact]
    public void A_budget_that_says_the_same_does_not_differ_however_the_plan_words_it() =>
        BudgetDrift.Of(Of(Terms, Line("L1", 85)), Whole, [("L1", Part(85, "85元"))]).ShouldBeEmpty();

    [Fact]
    public void Differences_name_part_line_and_both_values()
    {
        var found = BudgetDrift.Of(
            Of(Terms with { StatedTotal = null }, Line("L1", 90), Line("L3", 5)),
            Whole,
            [("L1", Part(85, null) with { Category = "内容" }), ("L2", Part(10, null))]
        );

        found
            .Select(each => $"{each.Kind} {each.PartRef} {each.LineCode} {each.Member} {each.Planned}/{each.Budgeted}")
            .ShouldBe([
                "Different   total 100/",
                "Different L1 C-L1 category 内容/广告",
                "Different L1 C-L1 amount 85/90",
                "LineMissing L2   /",
                "PartMissing L3 C-L3  /",
            ]);
    }

    [Fact]
    public void Placeholders_and_lines_of_the_budget_alone_do_not_differ()
    {
        var open = new PlanBudgetLine
        {
            Category = "广告",
            Kind = BudgetLineKind.Line,
            Amount = new PlannedMoney { Placeholder = "X" },
        };
        var line = Line("L1", 0);
        var content = Of(
            Terms,
            line with
            {
                Terms = line.Terms with
                {
                    Amount = new PlannedMoney { Placeholder = "X", Currency = "CNY" },
                },
            },
            new BudgetContentLine(Guid.CreateVersion7(), line.Terms with { Code = "OWN", PartRef = null })
        );

        BudgetDrift.Of(content, null, [("L1", open)]).ShouldBeEmpty();
    }

    private static BudgetContent Of(BudgetTerms terms, params BudgetContentLine[] lines) => new(terms, lines);

    private static BudgetContentLine Line(string part, decimal amount) =>
        new(
            Guid.CreateVersion7(),
            new BudgetLineTerms
            {
                Code = $"C-{part}",
                Category = "广告",
                Kind = BudgetLineKind.Line,
                Amount = new PlannedMoney { Amount = amount, Currency = "CNY" },
                PartRef = part,
            }
        );

    private static PlanBudgetLine Part(decimal amount, string? text) =>
        new()
        {
            Category = "广告",
            Kind = BudgetLineKind.Line,
            Amount = new PlannedMoney { Amount = amount, Text = text },
        };
}
