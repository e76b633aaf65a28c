using Marketing.Domain.Plans.Content;

namespace Marketing.Domain.Checks;

/// <summary>The sums of the budget lines.</summary>
internal sealed record BudgetFigures(decimal Lines, decimal Contingency, string? Currency)
{
    public decimal Sum => Lines + Contingency;

    /// <summary>
    /// Sums all budget lines. Returns null if there are none, if an amount is missing, or if the currencies differ.
    /// </summary>
    public static BudgetFigures? Of(CheckedPlan plan)
    {
        var lines = plan.PartsOf<PlanBudgetLine>().Select(line => line.Content).ToList();
        if (
            lines.Count == 0
            || lines.Exists(line => line.Amount?.Amount is null)
            || lines.Select(line => line.Amount!.Currency).Distinct(StringComparer.Ordinal).Count() > 1
        )
        {
            return null;
        }

        return new BudgetFigures(
            lines.Where(line => line.Kind == BudgetLineKind.Line).Sum(line => line.Amount!.Amount!.Value),
            lines.Where(line => line.Kind == BudgetLineKind.Contingency).Sum(line => line.Amount!.Amount!.Value),
            lines[0].Amount!.Currency
        );
    }
}

/// <summary>R15: The stated total of the budget equals the sum of its lines and the contingency reserve.</summary>
internal sealed class TotalAddsUp : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan) =>
        BudgetFigures.Of(plan) is not { } figures
            ? []
            : from budget in plan.PartsOf<PlanBudget>()
            let total = budget.Content.Total
            where total?.Amount is { } amount && total.Currency == figures.Currency && amount != figures.Sum
            select budget.Item.Finding(
                "/total",
                CheckCodes.TotalDiffers,
                ("total", total.Amount),
                ("sum", figures.Sum),
                ("currency", figures.Currency)
            );
}

/// <summary>The breakdown of a budget line adds up to the line, once all its items have amounts.</summary>
internal sealed class BreakdownAddsUp : PartRule<PlanBudgetLine>
{
    protected override IEnumerable<CheckFinding> Check(PlanBudgetLine content, CheckedItem item)
    {
        var amounts = content.Breakdown.Select(part => part.Amount).ToList();
        if (
            content.Amount?.Amount is { } amount
            && amounts.Count > 0
            && amounts.TrueForAll(part => part?.Amount is not null && part.Currency == content.Amount.Currency)
            && amounts.Sum(part => part!.Amount!.Value) is var sum
            && sum != amount
        )
        {
            yield return item.Finding(
                "/breakdown",
                CheckCodes.BreakdownDiffers,
                ("amount", amount),
                ("sum", sum),
                ("currency", content.Amount.Currency)
            );
        }
    }
}

/// <summary>R16: The contingency reserve, as a share of the total including the reserve, is within the budget's declared range.</summary>
internal sealed class ContingencyInRange : ICheckRule
{
    private const int ShareDigits = 4;

    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        if (BudgetFigures.Of(plan) is not { Sum: > 0 } figures)
        {
            yield break;
        }

        foreach (var (budget, item) in plan.PartsOf<PlanBudget>())
        {
            // Compares without dividing, to avoid rounding errors.
            var scaledReserve = figures.Contingency * 100;
            if (
                budget.ContingencyRange is { } range
                && (scaledReserve < range.Min * figures.Sum || scaledReserve > range.Max * figures.Sum)
            )
            {
                yield return item.Finding(
                    "/contingencyRange",
                    CheckCodes.ContingencyOutOfRange,
                    ("share", decimal.Round(scaledReserve / figures.Sum, ShareDigits)),
                    ("contingency", figures.Contingency),
                    ("total", figures.Sum),
                    ("min", range.Min),
                    ("max", range.Max)
                );
            }
        }
    }
}

/// <summary>The stated shares of the budget lines add up to at most 100 percent. Reported at the line that exceeds it.</summary>
internal sealed class SharesWithinHundred : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var sum = 0m;
        foreach (var (line, item) in plan.PartsOf<PlanBudgetLine>())
        {
            var before = sum;
            sum += line.Share?.Min ?? 0;
            if (before <= 100 && sum > 100)
            {
                var total = plan.PartsOf<PlanBudgetLine>().Sum(each => each.Content.Share?.Min ?? 0);
                yield return item.Finding("/share", CheckCodes.SharesOverHundred, ("sum", total));
            }
        }
    }
}
