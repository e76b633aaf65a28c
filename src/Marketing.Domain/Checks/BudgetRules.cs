using Marketing.Domain.Plans.Content;

namespace Marketing.Domain.Checks;

/// <summary>The planned amounts of a budget, as far as they are numbers of one currency.</summary>
internal sealed record BudgetFigures(decimal Lines, decimal Contingency, string? Currency)
{
    public decimal Sum => Lines + Contingency;

    /// <summary>The sums over all lines; null where there are none, or where one has no amount yet or another currency.</summary>
    public static BudgetFigures? Of(CheckedPlan plan)
    {
        var lines = plan.Of<PlanBudgetLine>().Select(line => line.Content).ToList();
        if (lines.Count == 0 || lines.Exists(line => line.Amount?.Amount is null) || lines.Select(line => line.Amount!.Currency).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            return null;
        }

        return new BudgetFigures(
            lines.Where(line => line.Kind == BudgetLineKind.Line).Sum(line => line.Amount!.Amount!.Value),
            lines.Where(line => line.Kind == BudgetLineKind.Contingency).Sum(line => line.Amount!.Amount!.Value),
            lines[0].Amount!.Currency);
    }
}

/// <summary>R15: a stated total is the sum of the lines and the contingency reserve.</summary>
internal sealed class TotalAddsUp : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan) =>
        BudgetFigures.Of(plan) is not { } figures
            ? []
            : from budget in plan.Of<PlanBudget>()
              let total = budget.Content.Total
              where total?.Amount is { } amount && total.Currency == figures.Currency && amount != figures.Sum
              select budget.Item.Finding("/total", CheckCodes.TotalDiffers, ("total", total.Amount), ("sum", figures.Sum), ("currency", figures.Currency));
}

/// <summary>The sub-items of a line, where all have amounts, add up to the line.</summary>
internal sealed class BreakdownAddsUp : PartRule<PlanBudgetLine>
{
    protected override IEnumerable<CheckFinding> Check(PlanBudgetLine content, CheckedItem item)
    {
        var amounts = content.Breakdown.Select(part => part.Amount).ToList();
        if (content.Amount?.Amount is { } amount && amounts.Count > 0 && amounts.TrueForAll(part => part?.Amount is not null && part.Currency == content.Amount.Currency)
            && amounts.Sum(part => part!.Amount!.Value) is var sum && sum != amount)
        {
            yield return item.Finding("/breakdown", CheckCodes.BreakdownDiffers, ("amount", amount), ("sum", sum), ("currency", content.Amount.Currency));
        }
    }
}

/// <summary>R16: the share of the contingency reserve in the total, reserve included, lies in the range that the budget declares, its bounds included.</summary>
internal sealed class ContingencyInRange : ICheckRule
{
    private const int ShownDigits = 4;

    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        if (BudgetFigures.Of(plan) is not { Sum: > 0 } figures)
        {
            yield break;
        }

        foreach (var (budget, item) in plan.Of<PlanBudget>())
        {
            // Compared without a division, so that no rounding decides.
            if (budget.ContingencyRange is { } range && (figures.Contingency * 100 < range.Min * figures.Sum || figures.Contingency * 100 > range.Max * figures.Sum))
            {
                yield return item.Finding("/contingencyRange", CheckCodes.ContingencyOutOfRange,
                    ("share", decimal.Round(figures.Contingency * 100 / figures.Sum, ShownDigits)), ("contingency", figures.Contingency), ("total", figures.Sum), ("min", range.Min), ("max", range.Max));
            }
        }
    }
}

/// <summary>The shares that the lines of a budget state are shares of one whole.</summary>
internal sealed class SharesWithinHundred : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var sum = 0m;
        foreach (var (line, item) in plan.Of<PlanBudgetLine>())
        {
            var before = sum;
            sum += line.Share?.Min ?? 0;
            if (before <= 100 && sum > 100)
            {
                yield return item.Finding("/share", CheckCodes.SharesOverHundred, ("sum", plan.Of<PlanBudgetLine>().Sum(each => each.Content.Share?.Min ?? 0)));
            }
        }
    }
}
